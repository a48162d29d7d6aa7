"""A wording with its changes marked: what came underlined behind a plus, what went struck behind a minus.

Signs and lines say it without colour; the colour only helps.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from ttcs_desktop.vietnamese.difference import Fate, Stretch
from ui.kit import theme
from ui.kit.fields import TextArea
from ui.pages.content.fields import AS_HIGH_AS_THERE_IS_ROOM

_SIGNS = {Fate.INSERTED: "+", Fate.REMOVED: "−"}
_INKS = {Fate.INSERTED: "green", Fate.REMOVED: "red"}
_PARAGRAPH = "¶"


class ChangesText(TextArea):
    """Read only; the marks are letters too, so that a screen reader says them."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        self.setMinimumHeight(40)
        self.setMaximumHeight(AS_HIGH_AS_THERE_IS_ROOM)
        self.setReadOnly(True)

    def show_text(self, text: str) -> None:
        """Show a wording as it is."""
        self._show([Stretch(Fate.KEPT, text)])

    def show_changes(self, stretches: Sequence[Stretch]) -> None:
        """Show a wording with what was put in and taken out; the first change comes into sight."""
        self._show(stretches)

    def _show(self, stretches: Sequence[Stretch]) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        first = 0
        cursor.beginEditBlock()
        for one in stretches:
            if one.fate is not Fate.KEPT and not first:
                first = cursor.position()
            if one.fate is not Fate.KEPT:
                cursor.insertText(_SIGNS[one.fate], _format(one.fate, struck=False))  # a line through a minus hides it
            cursor.insertText(_shown(one), _format(one.fate))
        cursor.endEditBlock()
        cursor.setPosition(first)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()


def _shown(one: Stretch) -> str:
    """A line feed that came or went is shown as a sign; one that went makes no line any more."""
    if one.fate is Fate.KEPT:
        return one.text
    return one.text.replace("\n", _PARAGRAPH if one.fate is Fate.REMOVED else f"{_PARAGRAPH}\n")


def _format(fate: Fate, *, struck: bool = True) -> QTextCharFormat:
    how = QTextCharFormat()
    if fate is Fate.KEPT:
        return how
    look = theme.current()
    how.setForeground(look.colour(_INKS[fate]))
    how.setBackground(look.colour(f"{_INKS[fate]}_ground"))
    how.setFontUnderline(fate is Fate.INSERTED)
    how.setFontStrikeOut(struck and fate is Fate.REMOVED)
    return how
