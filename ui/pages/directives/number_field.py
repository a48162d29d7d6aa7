"""The field of a paper's number: what is known of papers is offered while it is typed, and taken only when chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ttcs_desktop.directives.catalogue import suggested
from ttcs_desktop.directives.numbers import PaperNumber, read_number
from ttcs_desktop.directives.wording import named_in_full
from ttcs_desktop.vietnamese.text import nfc
from ui.kit import keys
from ui.kit.labels import set_flag
from ui.kit.search_field import SearchField

_LONGEST = 60


class NumberField(SearchField):
    """`read(PaperNumber)` when it is left with something typed; `found(Directive)` when a known paper is chosen.

    None of the list is marked until an arrow has gone there: Enter then takes it, and else goes on as in every field.
    """

    changed = Signal()
    read = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("184/KH-SVHTT", name="Số, ký hiệu", parent=parent)
        self.setMaxLength(_LONGEST)
        self.textEdited.connect(self.changed)
        self.wanted.connect(self._offer)
        self.editingFinished.connect(self._tell)

    def catch_enter(self) -> None:
        """Let the open list have Enter; called when the field stands in its form, whose filter would take it first."""
        self.installEventFilter(self)

    def value(self) -> object:
        """The text as typed."""
        return nfc(self.text()).strip()

    def set_value(self, value: object) -> None:
        """Show a number."""
        self.setText("" if value is None else str(value))

    def set_bad(self, bad: bool) -> None:
        """Mark the field as wrong, or right again."""
        set_flag(self, "bad", bad)

    def number(self) -> PaperNumber:
        """What was typed, taken apart."""
        return read_number(self.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and keys.is_enter(event)
        if watched is self and pressed and self.is_open() and isinstance(event, QKeyEvent):
            if self.is_marked():
                self.keyPressEvent(event)
                return True
            self.show_results([])
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.is_page_key(event) or (event.key() == Qt.Key.Key_Escape and not self.is_open()):
            event.ignore()  # Esc leaves the card; nothing typed is wiped out by it
        elif self.is_open():
            super().keyPressEvent(event)
        else:
            QLineEdit.keyPressEvent(self, event)

    def _offer(self, typed: str) -> None:
        self.show_results([(one, f"{named_in_full(one)}: {one.subject}") for one in suggested(typed)], mark_first=False)

    def _tell(self) -> None:
        if self.text().strip():
            self.read.emit(self.number())
