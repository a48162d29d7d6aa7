"""The list of files that were read and not yet taken in: which of them, under which title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.content.intake import Wanted
from ttcs_desktop.content.wording import DOUBTS, already, kind_of_file, reason
from ttcs_desktop.vietnamese.speech import read_aloud
from ttcs_desktop.vietnamese.speech_wording import minutes
from ttcs_desktop.vietnamese.text import tidy
from ui.kit import keys, theme
from ui.kit.chips import Status, Tone
from ui.kit.table.columns import Align, Column, EditCommand, Look
from ui.kit.table.view import ROW_TWO_LINES, GridView
from ui.pages.content.photos import articles_of, beside_articles, is_photo, next_article

if TYPE_CHECKING:
    from ttcs_desktop.content.reading import Arrival

TITLE, _KIND, _REMARK = 1, 3, 4
_ROOM_FOR_REMARK, _ROOM_FOR_KIND = 620, 430
_WORDS_SHOWN = 160


@dataclass(frozen=True, slots=True)
class ArrivalRow:
    """A file with what the officer says of it. `spoken` is seconds, of words as they are read or of sound.

    `beside` is the article of the batch to which a photo is attached; None for what becomes an article.
    """

    arrival: Arrival
    title: str
    chosen: bool
    spoken: float | None
    beside: Arrival | None = None

    @property
    def id(self) -> str:
        return str(self.arrival.path)

    @property
    def standing(self) -> Status:
        if self.arrival.refused:
            return Status("Không nhận", Tone.ALARM)
        if self.arrival.known is not None or self.arrival.twin:
            return Status("Bỏ qua", Tone.NEUTRAL, "minus")
        if self.chosen and self.beside is not None:
            return Status("Kèm bài", Tone.GOOD, "paperclip")
        return Status("Nhận", Tone.GOOD) if self.chosen else Status("Để lại", Tone.NEUTRAL)

    @property
    def first_words(self) -> str:
        words = " ".join(self.arrival.text[:_WORDS_SHOWN].split())
        return f"{self.arrival.name} · {words}" if words else self.arrival.name

    @property
    def length(self) -> str:
        if self.arrival.refused or self.spoken is None:
            return "–"
        return minutes(self.spoken) if self.arrival.seconds is not None else f"≈ {minutes(self.spoken)}"

    @property
    def remark(self) -> str:
        """Why it is not taken, or what to look at."""
        if self.arrival.refused:
            return reason(self.arrival.refused)
        if self.arrival.known is not None:
            return f"{already(self.arrival.known)}: {self.arrival.known.title}"
        if self.arrival.twin:
            return f"Giống hệt {self.arrival.twin}"
        if self.beside is not None:
            return f"Kèm bài “{self.beside.title}”"
        told = "; ".join(DOUBTS[doubt] for doubt in self.arrival.doubts)
        return told[:1].upper() + told[1:]

    @property
    def detail(self) -> str:
        """The whole of what the cells may have to shorten."""
        return "\n".join(filter(None, (self.title, self.arrival.name, self.remark)))


def row_of(arrival: Arrival) -> ArrivalRow:
    """A file as it stands in the list at first: chosen when it can be taken in. Counts its words, so it may take long.

    A text of a usual bulletin is counted in a few milliseconds.
    """
    spoken: float | None = arrival.seconds
    if arrival.text:
        spoken = read_aloud(arrival.text).length().seconds
    return ArrivalRow(arrival, arrival.title or arrival.name, arrival.can_be_taken, spoken)


class ArrivalGrid(GridView):
    """`changed` when the choice or a title did; Space leaves a file out or takes it back, F2 changes its title.

    F4 puts a photo beside the next article of the batch, after the last on its own.

    `finished` on Ctrl+Enter in a title that was open.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, rows: Sequence[ArrivalRow], parent: QWidget | None = None) -> None:
        super().__init__(
            (
                Column[ArrivalRow]("Nhận", lambda one: one.standing, width=116),
                Column[ArrivalRow](
                    "Tên bài",
                    lambda one: one.title,
                    second=lambda one: one.first_words,
                    look=_look,
                    tip=lambda one: one.first_words,
                    parse=_title,
                    editable=lambda one: one.arrival.can_be_taken,
                ),
                Column[ArrivalRow]("Đọc", lambda one: one.length, width=70, align=Align.RIGHT, look=_look),
                Column[ArrivalRow](
                    "Loại", lambda one: kind_of_file(one.arrival.name, one.arrival.kind), width=78, look=_look
                ),
                Column[ArrivalRow](
                    "Cần xem",
                    lambda one: one.remark,
                    width=188,
                    tip=lambda one: one.remark,
                    look=_remark_look,
                    wraps=True,
                ),
            ),
            name="Các tệp vừa đọc; phím cách để bỏ hoặc lấy lại, F2 sửa tên, F4 để ảnh kèm bài khác",
            key=lambda one: one.id,
            row_height=ROW_TWO_LINES,
            sortable=False,
            parent=parent,
        )
        self.rows = beside_articles(rows)
        self.setEditTriggers(GridView.EditTrigger.DoubleClicked)  # a letter must not begin a title by itself
        self.setProperty("framed", True)
        self.edited.connect(self._apply)
        self._delegate.left_cell.connect(self._leave_cell)
        self.show_rows(self.rows)
        if self.rows:
            self.setCurrentIndex(self.table.index(0, TITLE))

    def wanted(self) -> list[Wanted]:
        """What is to be taken in, in the order of the list."""
        return [
            Wanted(row.arrival, row.title, row.beside.path if row.beside is not None else None)
            for row in self.rows
            if row.chosen
        ]

    def has_photos_beside(self) -> bool:
        """Whether a photo of the batch may stand beside an article of it."""
        return bool(articles_of(self.rows)) and any(is_photo(row.arrival) for row in self.rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        plain = keys.held(event) == Qt.KeyboardModifier.NoModifier
        if row is not None and plain and event.key() == Qt.Key.Key_Space:
            if row.arrival.can_be_taken:
                self._replace(row, replace(row, chosen=not row.chosen))
                self._let_go()
        elif row is not None and plain and event.key() == Qt.Key.Key_F4:
            if is_photo(row.arrival):
                self._replace(row, replace(row, beside=next_article(row, self.rows), chosen=True))
        elif row is not None and plain and event.key() == Qt.Key.Key_F2:
            if row.arrival.can_be_taken:
                self.setCurrentIndex(self.table.index(self.currentIndex().row(), TITLE))
                self.edit(self.currentIndex())
        elif keys.is_enter(event) and not plain:
            event.ignore()  # the card's own
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large letters in a small window: the title stays; what gives way stands beside the list, row by row."""
        super().resizeEvent(event)
        px = theme.current().px
        self.setColumnHidden(_REMARK, event.size().width() < px(_ROOM_FOR_REMARK))
        self.setColumnHidden(_KIND, event.size().width() < px(_ROOM_FOR_KIND))

    def _leave_cell(self, event: QKeyEvent) -> None:
        if keys.is_enter(event) and keys.held(event) == Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()

    def _apply(self, command: EditCommand) -> None:
        for edit in command.edits:
            self._replace(edit.row, replace(edit.row, title=str(edit.new), chosen=True))

    def _let_go(self) -> None:
        """A photo whose article is left out stands on its own."""
        articles = [one.path for one in articles_of(self.rows)]
        for row in self.rows:
            if row.beside is not None and row.beside.path not in articles:
                self._replace(row, replace(row, beside=None))

    def _replace(self, old: ArrivalRow, new: ArrivalRow) -> None:
        self.rows[next(number for number, one in enumerate(self.rows) if one.id == old.id)] = new
        self.show_rows(self.rows)
        self.changed.emit()


def _title(text: str) -> str:
    if not tidy(text):
        raise InvalidInput("title", "title_missing")
    return tidy(text)


def _look(row: ArrivalRow) -> Look:
    return Look() if row.chosen else Look(ink="text2")


def _remark_look(row: ArrivalRow) -> Look:
    if row.arrival.refused:
        return Look(ink="red")
    return Look(ink="amber" if row.remark and row.chosen else "text2")
