"""What the officer says of the plan itself: number, subject, year, day of issue; in one row above the review grid."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.plans.service import PlanHead
from ui.kit import theme
from ui.kit.date_edit import DateEdit
from ui.kit.fields import TextField
from ui.kit.labels import label
from ui.kit.messages import what_to_type
from ui.kit.panels import column, frame, row
from ui.pages.plans.review import year_as_typed
from ui.pages.plans.words import MESSAGES

NUMBER_LENGTH, ABOUT_LENGTH = 60, 300


@dataclass(frozen=True, slots=True)
class HeadValues:
    """The head as typed, and the year that dates without one belong to."""

    head: PlanHead
    year: int


class PlanHeadRow(QWidget):
    """`year_changed` when the year field holds another year; `edited` after any typing; `left` after Enter in the last
    field."""

    year_changed = Signal(int)
    edited = Signal()
    left = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = TextField("75/KH-UBND", name="Số, ký hiệu", max_length=NUMBER_LENGTH)
        self.about = TextField("Kế hoạch về việc gì", name="Trích yếu", max_length=ABOUT_LENGTH)
        self.year = TextField("", name="Năm của kế hoạch", max_length=4)
        self.issued_on = DateEdit(clock, name="Ngày ban hành")
        self._fields: tuple[QLineEdit, ...] = (self.number, self.about, self.year, self.issued_on)
        outer = column(self, 0)
        line_frame = frame("toolRow")
        line = row(line_frame, 8, (12, 5, 12, 5))
        px = theme.current().px
        for title, field, width in (
            ("&Số", self.number, 124),
            ("&Trích yếu", self.about, 0),
            ("Nă&m", self.year, 60),
            ("&Ngày ban hành", self.issued_on, 130),
        ):
            words = label(title, "text", "text2")
            words.setBuddy(field)
            if width:
                field.setFixedWidth(px(width))
            line.addWidget(words)
            line.addWidget(field, 0 if width else 1)
        outer.addWidget(line_frame)
        self.note = label("", "small", "red", wrap=True)
        self.note.setContentsMargins(px(12), px(4), px(12), px(4))
        self.note.hide()
        outer.addWidget(self.note)
        self._connect()

    def show_values(self, head: PlanHead, year: int | None) -> None:
        """Start with what the annex says of its plan."""
        self.number.set_value(head.number)
        self.about.set_value(head.about)
        self.about.setCursorPosition(0)
        self.year.set_value(year)
        self.issued_on.set_value(head.issued_on)
        self._clear()

    def texts(self) -> list[str]:
        """The fields as typed, in their order."""
        return [field.text() for field in self._fields]

    def put_texts(self, texts: list[str]) -> None:
        """Show the fields as they were typed once."""
        for field, text in zip(self._fields, texts, strict=True):
            field.setText(text)
        self._clear()

    def year_now(self) -> int | None:
        """The year typed, None while it is no year."""
        try:
            return year_as_typed(self.year.text())
        except InvalidInput:
            return None

    def set_year(self, year: int) -> None:
        """Take a year as if it had been typed."""
        self.year.set_value(year)
        self._clear()
        self.year_changed.emit(year)

    def gaps(self) -> list[TextField | DateEdit]:
        """What a plan is called by and is still empty."""
        return [field for field in (self.number, self.issued_on) if not field.text().strip()]

    def faults(self) -> list[TextField | DateEdit]:
        """Fields with something that cannot be saved. A year that is missing is asked at its own place."""
        found: list[TextField | DateEdit] = []
        if self.year.text().strip() and self.year_now() is None:
            found.append(self.year)
        try:
            self.issued_on.value()
        except InvalidInput:
            found.append(self.issued_on)
        return found

    def ask(self, text: str) -> None:
        """Go to the first place that is open, and say below the fields how to go on."""
        field = next(iter([*self.faults(), *self.gaps()]), None)
        if field is None:
            return
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()
        if text:
            self.note.setText(text)
            self.note.show()

    def values(self) -> HeadValues | None:
        """All of it, or None: what is wrong stands below the fields, the first such field has the focus."""
        try:
            year = year_as_typed(self.year.text())
        except InvalidInput as trouble:
            self._refuse(self.year, trouble.code, trouble.details)
            return None
        try:
            issued_on = self.issued_on.value()
        except InvalidInput as trouble:
            self._refuse(self.issued_on, trouble.code, trouble.details)
            return None
        day = issued_on if isinstance(issued_on, dt.date) else None
        head = PlanHead(str(self.number.value()), str(self.about.value()), issued_on=day)
        self._clear()
        return HeadValues(head, year)

    def _connect(self) -> None:
        for field, after in zip(self._fields, self._fields[1:], strict=False):
            field.returnPressed.connect(lambda after=after: _enter(after))
        self.issued_on.returnPressed.connect(self._leave)
        self.issued_on.refused.connect(lambda code, details: self._show_note(self.issued_on, code, details))
        self.issued_on.changed.connect(self._clear)
        self.year.changed.connect(self._year_typed)
        self.number.changed.connect(self._clear)
        for typed in (self.number, self.about, self.year, self.issued_on):
            typed.changed.connect(self.edited)
        self.issued_on.refused.connect(lambda *_: self.edited.emit())

    def _leave(self) -> None:
        """On to the tasks, unless the day is no day: what is typed next must not land in a task."""
        try:
            self.issued_on.value()
        except InvalidInput as trouble:
            self._refuse(self.issued_on, trouble.code, trouble.details)
        else:
            self.left.emit()

    def _year_typed(self) -> None:
        self._clear()
        year = self.year_now()
        if year is not None:
            self.year_changed.emit(year)

    def _refuse(self, field: TextField | DateEdit, code: str, details: dict[str, object]) -> None:
        self._show_note(field, code, details)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def _show_note(self, field: TextField | DateEdit, code: str, details: dict[str, object]) -> None:
        field.set_bad(True)
        reason = what_to_type(code, details, MESSAGES)
        field.setAccessibleDescription(reason)
        self.note.setText(f"{field.accessibleName()}: {reason}")
        self.note.show()

    def _clear(self) -> None:
        for field in (self.year, self.issued_on):
            field.set_bad(False)
            field.setAccessibleDescription("")
        self.note.hide()


def _enter(field: QLineEdit) -> None:
    field.setFocus(Qt.FocusReason.TabFocusReason)
    field.selectAll()
