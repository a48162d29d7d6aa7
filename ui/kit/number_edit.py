"""A number as it is typed: what could mean two figures is asked about, never guessed."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.vietnamese.typed import format_number, parse_number
from ui.kit import keys
from ui.kit.labels import set_flag


class NumberEdit(QLineEdit):
    """A number field. Empty is None, not zero. Grouped (`1.234,5`) when left; the dot of the numeric pad is a comma.

    With `whole` a part after comma or dot is refused as no whole number: only where both can be is it asked which.

    `refused(code, details)` is emitted when it is left with something that is no number; the text stays as typed.
    """

    changed = Signal()
    refused = Signal(str, dict)

    def __init__(
        self,
        *,
        whole: bool = False,
        low: Decimal | int | None = 0,
        high: Decimal | int | None = None,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._whole, self._low, self._high = whole, low, high
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.textEdited.connect(self._edited)

    def value(self) -> object:
        """The number, or None for an empty field.

        Raises:
            InvalidInput: as `parse_number`; `number_range`, `number_below` or `number_above` with the limits.
        """
        value = parse_number(self.text(), self._whole)
        below = value is not None and self._low is not None and value < self._low
        above = value is not None and self._high is not None and value > self._high
        if below or above:
            limits = {"low": self._low, "high": self._high}
            told = {name: format_number(limit) for name, limit in limits.items() if limit is not None}
            code = "number_range" if len(told) == len(limits) else "number_below" if below else "number_above"
            raise InvalidInput("", code, text=self.text(), **told)
        return value

    def set_value(self, value: object) -> None:
        """Show a number, or nothing for None."""
        self.setText(format_number(value) if isinstance(value, (Decimal, int)) else "")
        self.set_bad(False)

    def set_bad(self, bad: bool) -> None:
        """Mark the field as wrong, or right again."""
        set_flag(self, "bad", bad)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.is_page_key(event):
            event.ignore()
            return
        from_pad = bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)
        if from_pad and event.text() == "." and not self.isReadOnly():
            self.insert(",")
            self.textEdited.emit(self.text())
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.settle()
        super().focusOutEvent(event)

    def settle(self) -> bool:
        """Check what was typed and group it; False when it was refused."""
        try:
            value = self.value()
        except InvalidInput as trouble:
            self.set_bad(True)
            self.refused.emit(trouble.code, trouble.details)
            return False
        self.set_bad(False)
        shown = format_number(value) if isinstance(value, (Decimal, int)) else ""
        if shown != self.text():
            with QSignalBlocker(
                self
            ):  # as an edit: Ctrl+Z still brings back what was typed, as it would not by setText
                self.selectAll()
                self.insert(shown)
        return True

    def _edited(self) -> None:
        self.set_bad(False)
        self.changed.emit()
