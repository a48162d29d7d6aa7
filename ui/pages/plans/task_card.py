"""The card of a task: its words as the office corrects them, or a new one; how its time is understood stands below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.office.model import Person
from ttcs_desktop.plans.editing import Going, TaskWords, read_time
from ttcs_desktop.plans.model import Plan, Task
from ttcs_desktop.plans.names import split_names
from ttcs_desktop.plans.wording import doubt_text
from ttcs_desktop.vietnamese.text import nfc
from ui.kit.card import Card
from ui.kit.fields import Choice, TextArea, TextField
from ui.kit.form import FormField
from ui.kit.labels import label
from ui.kit.messages import what_to_type
from ui.pages.form_card import FormCard
from ui.pages.plans.words import understood
from ui.workflows.messages import SUBJECTS

_TEXT_LENGTH = 500
_LONGEST = 160
_NAMED = 6


def task_card(
    title: str,
    said: TaskWords,
    year: int,
    about: str,
    people: Sequence[Person],
    take: Callable[[TaskWords], object],
    parent: QWidget,
) -> FormCard:
    """A form with the words of a task; `take` gets what the officer made of them. `year` is the plan's."""
    text = TextArea("Việc phải làm", lines=3)
    lead = TextField("Phòng Văn hóa – Xã hội; Công an phường", max_length=_TEXT_LENGTH)
    partners = TextField("Các đơn vị, cách nhau bằng dấu chấm phẩy", max_length=_TEXT_LENGTH)
    when = TextField("Hằng quý, Trước 30/11, Quý II/2026", max_length=300)
    person = Choice([("", "Chưa giao"), *((one.id, one.name) for one in people)])
    person.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    group = TextField("I. Công tác chỉ đạo", max_length=300)
    number = TextField("1", max_length=20)
    product = TextField("", max_length=_TEXT_LENGTH)
    note = TextField("", max_length=_TEXT_LENGTH)
    fields = (
        FormField("text", "&Nội dung", text, required=True),
        FormField("lead", "&Chủ trì", lead),
        FormField("coordinating", "&Phối hợp", partners),
        FormField("when_text", "&Thời gian, gõ như trong kế hoạch", when),
        FormField("person", "Người phụ t&rách", person),
        FormField("group_title", "N&hóm", group),
        FormField("number", "&Số thứ tự", number),
        FormField("product", "Sản phẩ&m", product),
        FormField("note", "&Ghi chú", note),
    )

    def keep(values: dict[str, Any]) -> object:
        return take(_words(values))

    card = FormCard(title, "Lưu", fields, keep, parent=parent)
    card.introduce(about)
    card.form.set_values(
        {
            "text": said.text,
            "lead": "; ".join(said.lead),
            "coordinating": "; ".join(said.coordinating),
            "when_text": " ".join(said.when_text.split()),
            "group_title": said.group_title,
            "person": said.person,
            "number": said.number,
            "product": said.product,
            "note": said.note,
        }
    )

    def read_again() -> None:
        card.form.set_hint("when_text", as_understood(when.text(), year))

    when.changed.connect(read_again)
    read_again()
    return card


def as_understood(text: str, year: int) -> str:
    """How a time is understood and what is unsure about it, in a line."""
    try:
        reading = read_time(text, year)
    except InvalidInput as trouble:
        return what_to_type(trouble.code, trouble.details, SUBJECTS)
    doubts = [doubt_text(doubt) for doubt in reading.doubts if doubt.code != "time_missing"]
    return " ".join((f"Hiểu là: {understood(reading.when)}.", *doubts))


def removal_card(going: Going, plan: Plan | None, name: str, parent: QWidget) -> Card:
    """The question before tasks, or a whole plan with its name, go to the recycle bin: what goes along."""
    card = Card(
        "Bỏ kế hoạch" if plan else "Bỏ nhiệm vụ",
        "Bỏ",
        danger=True,
        leave_text="Giữ lại",
        main_key="Enter",
        parent=parent,
    )
    words = [f"Cả {name} sẽ vào Thùng rác." if plan else "Sẽ vào Thùng rác:"]
    if plan is None:
        words += [f"“{_short(task)}”" for task in going.tasks[:_NAMED]]
        words += [f"và {len(going.tasks) - _NAMED} nhiệm vụ nữa."] if len(going.tasks) > _NAMED else []
    elif going.tasks:
        words.append(f"Đi cùng: {len(going.tasks)} nhiệm vụ.")
    if going.said:
        words.append(f"Đi cùng: kết quả đã ghi của {len(going.said)} kỳ.")
    if going.inside:
        words.append("Đi cùng: các bước, ghi chú và mục đã gắn.")
    words.append("Bấm Ctrl+Z để lấy lại ngay; trong 90 ngày còn lấy lại được ở Cài đặt, Thùng rác.")
    for one in words:
        card.body.addWidget(label(one, "text", wrap=True))
    return card


def _words(values: dict[str, Any]) -> TaskWords:
    return TaskWords(
        values["text"],
        values["number"],
        values["group_title"],
        split_names(nfc(values["lead"])).names,
        split_names(nfc(values["coordinating"])).names,
        values["when_text"],
        values["product"],
        values["note"],
        values["person"],
    )


def _short(task: Task) -> str:
    words = " ".join(task.text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"
