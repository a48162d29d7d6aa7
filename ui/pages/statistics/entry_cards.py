"""Cards that ask for a word: the reason of a number, the explanation of a finding, a number carried in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.errors import InvalidInput, Trouble
from ttcs_desktop.statistics.cross_checks import above_their_whole, shipped_rules
from ttcs_desktop.statistics.model import CarriedIn, Check, Weight
from ttcs_desktop.statistics.wording import check_text
from ttcs_desktop.vietnamese.typed import format_number
from ui.kit.card import Card
from ui.kit.fields import Choice, TextArea, TextField
from ui.kit.form import Form, FormField
from ui.kit.labels import label
from ui.kit.messages import message_of
from ui.kit.number_edit import NumberEdit
from ui.pages.statistics import lines
from ui.pages.statistics.contradictions import Contradiction, contradiction_table
from ui.pages.statistics.lines import Line
from ui.workflows.messages import SUBJECTS

Save = Callable[[dict[str, Any]], None]
_NARROW, _WIDE = 440, 800


class FormCard(Card):
    """A card around a form. `save` gets the values; what it refuses is told at its field and the card stays."""

    def __init__(
        self,
        title: str,
        main_text: str,
        told: Sequence[str],
        fields: Sequence[FormField],
        save: Save,
        parent: QWidget | None = None,
        *,
        width: int = _NARROW,
    ) -> None:
        super().__init__(title, main_text, main_key="Ctrl+Enter", width=width, parent=parent)
        self._save = save
        for words in told:
            self.body.addWidget(label(words, wrap=True))
        self.form = Form(fields, SUBJECTS)
        self.form.submitted.connect(self.accept)
        self.body.addWidget(self.form)
        self.trouble = label("", "text", "red", wrap=True)
        self.trouble.hide()
        self.body.addWidget(self.trouble)

    def accept(self) -> None:
        values = self.form.values()
        if values is None:
            return
        try:
            self._save(values)
        except Trouble as trouble:
            if not (isinstance(trouble, InvalidInput) and self.form.show_trouble(trouble)):
                self.trouble.setText(message_of(trouble, SUBJECTS).text())
                self.trouble.show()
            return
        super().accept()


def part_doubts(rows: Sequence[Line], typed: Sequence[tuple[Line, Decimal | None]]) -> list[str]:
    """What the typed numbers would make impossible: a part more than its whole, a sentence each."""
    counted = {line.code: line.value.counted for line in rows if line.value.counted is not None}
    now = {line.code: line.baseline if value is None else value for line, value in typed}
    counted |= {code: value for code, value in now.items() if value is not None}
    shown = {line.code: lines.figure(line, counted.get(line.code)) for line in rows}
    return [
        f"{part} ({shown[part]}) lớn hơn {whole} ({shown[whole]}), mà {part} chỉ là một phần của {whole}. "
        "Bấm Esc để gõ lại; nếu đúng thế thì ghi lý do."
        for part, whole in above_their_whole(counted, shipped_rules())
        if (part in now or whole in now) and part in shown and whole in shown
    ]


def reason_card(
    typed: Sequence[tuple[Line, Decimal]], save: Save, parent: QWidget | None = None, *, doubts: Sequence[str] = ()
) -> FormCard:
    """Why a number stands there that the record did not give; one reason for a pasted block.

    `doubts` are said first, in amber: what cannot be as it was typed.
    """
    told = [_typed(line, value) for line, value in typed[:6]]
    if len(typed) > 6:
        told.append(f"Và {len(typed) - 6} chỉ tiêu khác.")
    fields = [FormField("reason", "&Lý do", TextField("Ví dụ: 2 loại của Công an phường"), required=True)]
    card = FormCard("Vì sao nhập số này?", "Lưu số và lý do", told, fields, save, parent)
    for number, words in enumerate(doubts):
        card.body.insertWidget(number, label(words, "text", "amber", wrap=True))
    return card


def note_card(
    line: Line, save: Save, parent: QWidget | None = None, *, contradicted: Sequence[Contradiction] = ()
) -> FormCard:
    """A word on each finding of an indicator, and on a number typed over. Values by `check id`, and `reason`.

    `contradicted` are the log entries a finding speaks of; they are named below the fields.
    """
    told, fields, values = [], [], {}
    asked = [check for check in line.checks if check.weight is Weight.MUST_EXPLAIN]
    for number, check in enumerate(asked, 1):
        mark = f" {number}" if len(asked) > 1 else ""
        told.append(f"{number}. {check_text(check)}" if mark else check_text(check))
        fields.append(FormField(check.id, f"Giải trình{mark}", TextArea(lines=2), required=True))
        values[check.id] = check.explanation
    if line.value.entered is not None:
        fields.append(FormField("reason", "Lý do nhập tay", TextField(), required=True))
        values["reason"] = line.value.entered.reason
    title, width = f"Ghi chú {line.code}, {line.value.indicator.name}", _WIDE if contradicted else _NARROW
    card = FormCard(title, "Lưu ghi chú", told, fields, save, parent, width=width)
    if contradicted:
        card.body.addWidget(label("Các mục lệch, bấm Tab tới bảng rồi phím mũi tên để xem:", "small", "text2"))
        card.body.addWidget(contradiction_table(contradicted))
    card.form.set_values(values)
    return card


def carried_card(
    line: Line,
    months: Sequence[str],
    known: Sequence[CarriedIn],
    person: str,
    save: Save,
    parent: QWidget | None = None,
) -> FormCard:
    """A number from before the record began: month, number, where it is written."""
    indicator = line.value.indicator
    told = [f"{line.code} {indicator.name}: số của các tháng trước khi có sổ. Nhập lại một tháng là thay số cũ."]
    told += [f"{month_words(one.month)}: {format_number(one.value)}, nguồn {one.source}." for one in known]
    fields = [
        FormField("month", "&Tháng", Choice([(month, month_words(month)) for month in months])),
        FormField("value", f"&Số ({indicator.unit})", NumberEdit(whole=not indicator.decimals), required=True),
        FormField("source", "&Nguồn", TextField("Ví dụ: sổ giấy năm 2025, trang 12"), required=True),
        FormField("person", "N&gười ghi", TextField()),
    ]
    card = FormCard("Số mang sang", "Lưu số mang sang", told, fields, save, parent)
    card.form.set_values({"person": person})
    return card


def explanations_in(checks: Sequence[Check], values: dict[str, Any]) -> list[tuple[str, str]]:
    """The (check id, text) pairs of a note card that say something new."""
    return [(check.id, values[check.id]) for check in checks if values.get(check.id, "") != check.explanation]


def month_words(month: str) -> str:
    """ "tháng 3/2026" of `2026-03`."""
    return f"tháng {int(month[5:])}/{month[:4]}"


def _typed(line: Line, value: Decimal) -> str:
    derived = lines.figure(line, line.baseline)
    beside = f"máy tính {derived}, " if derived else ""
    return f"{line.code} {line.value.indicator.name}: {beside}anh chị nhập {lines.figure(line, value)}."
