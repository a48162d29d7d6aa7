"""Cards of the list: who has to report, an agency and its contact, letting off, the day and the numbers asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.collecting.forms import AgencyForm, Asked
from ttcs_desktop.collecting.model import Collection, Contact, Standing
from ttcs_desktop.collecting.proposals import Proposed
from ttcs_desktop.collecting.wording import NOT_ASKED_BY_PAPER
from ui.kit import keys
from ui.kit.date_edit import DateEdit
from ui.kit.fields import TextArea, TextField
from ui.kit.form import FormField
from ui.pages.form_card import FormCard

Take = Callable[[dict[str, Any]], object]


def list_card(proposed: Sequence[Proposed], due: dt.date | None, clock: Clock, take: Take, parent: QWidget) -> FormCard:
    """A name a line, the plan's leads proposed; values: `names` (text), `due`."""
    names, day = TextArea("Mỗi dòng một cơ quan", lines=9), DateEdit(clock)
    names.set_value("\n".join(one.name for one in proposed))
    day.set_value(due)
    fields = (
        FormField("names", "&Cơ quan phải báo cáo, mỗi dòng một cơ quan", names, required=True),
        FormField("due", "Phải nộp trước &ngày", day, "Ngày này cũng tính là muộn.", required=True),
    )
    card = FormCard("Lập danh sách cơ quan phải báo cáo", "Lập danh sách", fields, take, parent=parent)
    leads = sum(bool(one.tasks) for one in proposed)
    before = sum(one.asked_before and not one.tasks for one in proposed)
    told = [f"{leads} cơ quan chủ trì nhiệm vụ trong kế hoạch"] if leads else []
    told += [f"{before} cơ quan của lần thu trước"] if before else []
    words = f"Máy đề nghị {' và '.join(told)}. Thêm, bớt dòng tùy ý." if told else "Gõ tên các cơ quan phải báo cáo."
    card.introduce(words)
    return card


def agency_card(standing: Standing | None, asked: Sequence[Asked], take: Take, parent: QWidget) -> FormCard:
    """A name, whom to turn to, and of a listed agency (`standing`) which of the `asked` numbers it owes.

    Values: `name`, `person`, `phone`, `address`; `asked` (codes) of a listed one.
    """
    name, person = TextField(max_length=200), TextField(max_length=120)
    phone, address = TextField("0912 345 678", max_length=60), TextField("Số Zalo hoặc thư điện tử", max_length=120)
    if standing is not None:
        contact = standing.respondent.contact
        for field, value in (
            (name, standing.respondent.name),
            (person, contact.person),
            (phone, contact.phone),
            (address, contact.address),
        ):
            field.set_value(value)
    fields: tuple[FormField, ...] = (
        FormField("name", "&Tên cơ quan", name, required=True),
        FormField("person", "Người đầu &mối", person),
        FormField("phone", "Điện th&oại", phone),
        FormField("address", "&Zalo, thư điện tử", address),
    )
    if standing is not None:
        ticks = Ticks([(line.code, line.name, line.inferred) for line in asked])
        ticks.set_value(standing.respondent.asked or tuple(line.code for line in asked))
        fields = (*fields, FormField("asked", "Số liệu cơ quan này phải báo cáo", ticks))
    title, main = ("Sửa cơ quan", "Lưu") if standing is not None else ("Thêm cơ quan phải báo cáo", "Thêm")
    return FormCard(title, main, fields, take, parent=parent)


def contact_in(values: dict[str, Any]) -> Contact:
    """The contact an agency card holds."""
    return Contact(values["person"], values["phone"], values["address"])


def asked_in(values: dict[str, Any], asked: Sequence[Asked]) -> tuple[str, ...]:
    """The codes an agency card holds; empty where all are ticked, so that it goes along when more are asked for."""
    return () if len(values["asked"]) == len(asked) else values["asked"]


def exempt_card(standing: Standing, take: Take, parent: QWidget) -> FormCard:
    """Why an agency need not report; value `reason`."""
    fields = (FormField("reason", "&Lý do", TextField("Ví dụ: báo cáo theo ngành dọc"), required=True),)
    card = FormCard("Miễn báo cáo", "Miễn báo cáo", fields, take, parent=parent)
    card.introduce(f"{standing.respondent.name} không phải báo cáo lần này. Việc này ghi vào diễn biến.")
    return card


def terms_card(collection: Collection, form: AgencyForm, clock: Clock, take: Take, parent: QWidget) -> FormCard:
    """The day, and which numbers agencies are asked for. Values: `due`, `asked` (codes)."""
    day, asked = DateEdit(clock), Ticks([(line.code, line.name, line.inferred) for line in form.lines])
    day.set_value(collection.due)
    asked.set_value(collection.asked)
    fields = (
        FormField("due", "Phải nộp trước &ngày", day, "Ngày này cũng tính là muộn.", required=True),
        FormField("asked", "Số liệu phải báo cáo", asked, f"Dấu *: {NOT_ASKED_BY_PAPER}"),
    )
    card = FormCard("Hạn nộp và số liệu", "Lưu", fields, take, parent=parent)
    if form.basis:
        card.introduce(form.basis)
    return card


class _Box(QCheckBox):
    """Enter goes on to the next box, as in any form; the space bar ticks."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = keys.held(event)
        if not keys.is_enter(event) or held not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
        elif held == Qt.KeyboardModifier.ShiftModifier:
            self.focusPreviousChild()
        else:
            self.focusNextChild()


class Ticks(QWidget):
    """A column of boxes; `value()` are the codes that are ticked, in order."""

    def __init__(self, choices: Sequence[tuple[str, str, bool]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        self.boxes: dict[str, QCheckBox] = {}
        for code, name, inferred in choices:
            box = _Box(f"{code} {name}{' *' if inferred else ''}")
            box.setAccessibleName(f"Số liệu {name}")
            self.boxes[code] = box
            inside.addWidget(box)

    def value(self) -> tuple[str, ...]:
        """The codes that are ticked."""
        return tuple(code for code, box in self.boxes.items() if box.isChecked())

    def set_value(self, value: object) -> None:
        """Tick these codes and no other."""
        wanted = set(value) if isinstance(value, tuple) else set()
        for code, box in self.boxes.items():
            box.setChecked(code in wanted)
