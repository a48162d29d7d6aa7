"""Plain fields: a line, a text, a choice. Safe for Vietnamese typing: nothing here sets text while the officer types.

Vietnamese keyboards (UniKey and its kin) send a backspace and then the composed letter as ordinary key presses. A field
that completes in the line, changes case or filters letters while typing breaks that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDial,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QTabBar,
    QWidget,
)

from ttcs_desktop.vietnamese.text import nfc
from ui.kit import keys
from ui.kit.labels import set_flag


class Field(Protocol):
    """What a form asks of a field. `value()` may raise InvalidInput; `set_value` is for the program, not for typing."""

    changed: SignalInstance

    def value(self) -> object: ...
    def set_value(self, value: object) -> None: ...
    def set_bad(self, bad: bool) -> None: ...


class TextField(QLineEdit):
    """One line of text, stored composed (NFC), ends trimmed."""

    changed = Signal()

    def __init__(self, hint: str = "", *, name: str = "", max_length: int = 500, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setMaxLength(max_length)
        self.textEdited.connect(self.changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.is_page_key(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def value(self) -> object:
        """The text, or an empty string."""
        return nfc(self.text()).strip()

    def set_value(self, value: object) -> None:
        """Show a text. One that stands there already is left alone, with its caret and what Ctrl+Z takes back."""
        text = "" if value is None else str(value)
        if text != self.text():
            self.setText(text)

    def set_bad(self, bad: bool) -> None:
        """Mark the field as wrong, or right again."""
        set_flag(self, "bad", bad)


class TextArea(QPlainTextEdit):
    """Several lines of plain text; Tab leaves the field. Enter makes a new line."""

    changed = Signal()

    def __init__(self, hint: str = "", *, name: str = "", lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 16)
        self.textChanged.connect(self.changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.is_page_key(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def value(self) -> object:
        """The text, or an empty string."""
        return nfc(self.toPlainText()).strip()

    def set_value(self, value: object) -> None:
        """Show a text. One that stands there already is left alone, with its caret and what Ctrl+Z takes back."""
        text = "" if value is None else str(value)
        if text != self.toPlainText():
            self.setPlainText(text)

    def set_bad(self, bad: bool) -> None:
        """Mark the field as wrong, or right again."""
        set_flag(self, "bad", bad)


class Choice(QComboBox):
    """One of a list of (value, words). Not editable, so that screen readers say it."""

    changed = Signal()

    def __init__(
        self, options: Sequence[tuple[object, str]] = (), *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.set_options(options)
        self.activated.connect(lambda _: self.changed.emit())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Words that do not fit end in an ellipsis, where Qt would cut a letter in two."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        words = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room.width() - 2)
        option.currentText = words
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def set_options(self, options: Sequence[tuple[object, str]]) -> None:
        """Offer another list; the value chosen stays when it is still offered."""
        before = self.value() if self.count() else None
        self._values = [value for value, _ in options]
        self.clear()
        self.addItems([words for _, words in options])
        self.set_value(before)

    def value(self) -> object:
        """The value chosen, or None."""
        at = self.currentIndex()
        return self._values[at] if 0 <= at < len(self._values) else None

    def set_value(self, value: object) -> None:
        """Choose a value; one that is not offered chooses the first."""
        at = self._values.index(value) if value in self._values else 0
        self.setCurrentIndex(at if self._values else -1)

    def set_bad(self, bad: bool) -> None:
        """Mark the field as wrong, or right again."""
        set_flag(self, "bad", bad)


class WheelGuard(QObject):
    """Keeps the wheel from changing a value: over a choice, a number, a slider or tabs the page scrolls instead."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False


def guard_wheel(tree: QWidget) -> None:
    """Guard what Qt built into a tree, such as its tabs or its print dialog. Our own fields need no guard.

    A filter on the whole application would run for every event of every widget; this one sits on the few in need.
    """
    guard = WheelGuard(tree)
    for kind in (QComboBox, QAbstractSpinBox, QSlider, QDial, QTabBar):
        for widget in tree.findChildren(kind):
            widget.installEventFilter(guard)


def tab_focusable(widget: QWidget) -> bool:
    """Whether Tab stops at a widget now."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.isVisible()
