"""Follows a text while it is typed: the line below it and the list of readings. It never sets the text."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from ttcs_desktop.broadcast.model import Airing
from ttcs_desktop.content.model import Item
from ttcs_desktop.vietnamese.speech import Reading, Speech
from ttcs_desktop.vietnamese.speech_model import Piece
from ttcs_desktop.vietnamese.speech_timing import fit
from ui.kit.fields import TextArea
from ui.pages.content.spoken_line import SpokenLine
from ui.pages.content.spoken_list import SpokenList


class SpokenText(QObject):
    """Reads the text after every change. `wanted` when the list is asked for, `left` when the text is."""

    wanted = Signal()
    left = Signal()

    def __init__(self, text: TextArea) -> None:
        super().__init__(text)
        self._text = text
        self._speech = Speech()
        self._reading = self._speech.read("")
        self._slot: int | None = None
        self.line, self.list = SpokenLine(), SpokenList()
        self.list.chosen.connect(self._show_place)
        self.list.left.connect(self.left)
        self.list.shown.connect(lambda: self.list.show_reading(self._reading))
        self.line.asked.connect(self._open)
        text.textChanged.connect(self._follow)

    def compare_with(self, slot: int | None) -> None:
        """Compare the length with a slot of so many seconds; None compares with nothing."""
        self._slot = slot
        self._show_line(typing=False)

    def reading(self) -> Reading:
        """The reading of the text as it stands."""
        return self._reading

    def _follow(self) -> None:
        self._reading = self._speech.read(self._text.toPlainText())
        self._show_line(typing=self._text.hasFocus())
        if self.list.isVisible():
            self.list.show_reading(self._reading)

    def _show_line(self, *, typing: bool) -> None:
        """The word being typed is not counted yet: half of it would be a wonder with every letter."""
        reading = self._reading
        if not reading.counted.syllables:
            self.line.show_nothing()
            return
        begun = reading.ending_at(self._cursor_place()) if typing else None
        differing = reading.differing - (begun is not None and begun.differs)
        doubtful = reading.doubtful - (begun is not None and begun.doubt is not None)
        length = reading.length()
        self.line.show_length(length, differing, doubtful, fit(length, self._slot) if self._slot else None)

    def _open(self) -> None:
        self._show_line(typing=False)
        self.wanted.emit()
        self.list.enter()

    def _show_place(self, piece: Piece) -> None:
        """Go back to the text with the piece marked."""
        self.left.emit()
        text = self._text.toPlainText()
        cursor = self._text.textCursor()
        cursor.setPosition(_as_qt_counts(text, piece.start))
        cursor.setPosition(_as_qt_counts(text, piece.end), QTextCursor.MoveMode.KeepAnchor)
        self._text.setTextCursor(cursor)

    def _cursor_place(self) -> int:
        """Where the cursor stands, in characters of Python."""
        place = self._text.textCursor().position()
        text = self._text.toPlainText()
        if text.isascii() or max(text) <= "\uffff":
            return place
        return len(text.encode("utf-16-le")[: 2 * place].decode("utf-16-le", "ignore"))


def slot_of(item: Item | None, airings: Iterable[Airing]) -> int | None:
    """Seconds of the next slot that airs this item alone; None where it has none, or shares one with others."""
    if item is None:
        return None
    alone = (one.slot.seconds for one in airings if one.slot.item_id == item.id)
    return next(alone, None)


def _as_qt_counts(text: str, place: int) -> int:
    """A place counted as Qt counts: a picture of the upper planes is two."""
    return len(text[:place].encode("utf-16-le")) // 2
