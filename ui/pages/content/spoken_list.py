"""Đọc thế nào: what is read otherwise than written, what to look at first."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.vietnamese.speech import Reading
from ttcs_desktop.vietnamese.speech_model import Piece
from ttcs_desktop.vietnamese.speech_wording import WHYS, doubt_line, range_line
from ui.kit.buttons import KeyButton, Kind, Size
from ui.kit.chips import Status, Tone
from ui.kit.labels import ElidedLabel, label, set_ink
from ui.kit.panels import EmptyState, column, row
from ui.kit.table.columns import Align, Column
from ui.kit.table.view import ROW_TIGHT, GridView

_ROOM = 30  # letters of a reading that the row shows in the smallest window


@dataclass(frozen=True, slots=True)
class SpokenRow:
    """A writing and its reading; `places` are all the pieces that are read so."""

    key: tuple[str, str, object]
    places: tuple[Piece, ...]

    @property
    def first(self) -> Piece:
        return self.places[0]

    @property
    def reason(self) -> Status | str:
        why = WHYS[self.first.why]
        return Status(why, Tone.LOOK) if self.first.doubt is not None else why


def rows_of(pieces: Iterable[Piece]) -> list[SpokenRow]:
    """What is read otherwise or doubted, alike ones together, doubts first, else in the order of the text."""
    found: dict[tuple[str, str, object], list[Piece]] = {}
    for piece in pieces:
        if piece.differs or piece.doubt is not None:
            found.setdefault((piece.written, piece.spoken, piece.doubt), []).append(piece)
    rows = [SpokenRow(key, tuple(places)) for key, places in found.items()]
    return sorted(rows, key=lambda row: row.first.doubt is None)


class SpokenList(QWidget):
    """`chosen(piece)` on Enter: show it in the text; `left` on Esc; `shown` when the list comes into sight."""

    chosen = Signal(object)
    shown = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.grid = GridView(
            (
                Column[SpokenRow]("Viết", lambda one: one.first.written, width=130),
                Column[SpokenRow]("Đọc", lambda one: one.first.spoken, tip=lambda one: one.first.spoken),
                Column[SpokenRow]("Vì sao", lambda one: one.reason, width=150),
                Column[SpokenRow]("Chỗ", lambda one: len(one.places), width=44, align=Align.RIGHT),
            ),
            name="Chữ viết và cách đọc, Enter đến chỗ ấy trong bài",
            key=lambda one: one.key,
            row_height=ROW_TIGHT,
            sortable=False,
        )
        self.grid.opened.connect(lambda one: self.chosen.emit(one.first))
        self.grid.picked.connect(self._tell)
        self.range = ElidedLabel("", "small", "text2")
        self.next = KeyButton("Chỗ cần xem", icon="skip-forward", key="F8", kind=Kind.QUIET, size=Size.SMALL)
        self.next.clicked.connect(self.go_to_next_doubt)
        self.detail = label("", "small", "text2", wrap=True)
        head = QWidget()
        line = row(head, 8)
        line.addWidget(self.range, 1)
        line.addWidget(self.next)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(EmptyState("circle-check", "Bài này đọc đúng như chữ viết"))
        inside = column(self, 4, (0, 6, 0, 0))
        inside.addWidget(head)
        inside.addWidget(self._stack, 1)
        inside.addWidget(self.detail)
        self.detail.hide()

    def show_reading(self, reading: Reading) -> None:
        """Show the readings of a text; the chosen row stays chosen while it is there."""
        rows = rows_of(reading.pieces)
        self.range.setText(range_line(reading.length()) if reading.counted.syllables else "")
        self.next.setEnabled(bool(reading.doubtful))
        self.grid.show_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        if rows and self.grid.current_row() is None:
            self.grid.choose(rows[0].key)
        self._tell(self.grid.current_row())

    def enter(self) -> None:
        """Go to the list, at its top: doubts stand there."""
        rows = self._rows()
        if rows:
            self.grid.choose(rows[0].key)
        (self.grid if rows else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_next_doubt(self) -> None:
        """The next row with a doubt; after the last the first."""
        doubts = [one for one in self._rows() if one.first.doubt is not None]
        if doubts:
            at = self.grid.current_row()
            number = doubts.index(at) + 1 if at in doubts else 0
            self.grid.choose(doubts[number % len(doubts)].key)
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        self.shown.emit()
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _rows(self) -> list[SpokenRow]:
        return [line.row for line in self.grid.table.lines()]

    def _tell(self, one: SpokenRow | None) -> None:
        """What is doubtful, and in full what the row has to shorten."""
        told = [] if one is None else [doubt_line(one.first)]
        if one is not None and len(one.first.spoken) > _ROOM:
            told.append(f"Đọc: {one.first.spoken}")
        self.detail.setText("\n".join(filter(None, told)))
        set_ink(self.detail, "amber" if one is not None and one.first.doubt is not None else "text2")
        self.detail.setVisible(bool(self.detail.text()))
