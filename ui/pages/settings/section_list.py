"""The names of the sections at the left, each with how much it holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ttcs_desktop.basics.values import dataclass
from ui.kit import theme
from ui.kit.table.columns import Align, Column, Look
from ui.kit.table.view import ROW_WIDE, GridView

_WIDTH = 224


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's place, its name and its number; None for a section that is no list."""

    id: int
    title: str
    number: int | None


class SectionList(GridView):
    """Up and Down choose, `entered` on Enter or Right. `chosen(place)` when another section is chosen."""

    chosen = Signal(int)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__(
            (
                Column[Heading]("Mục", lambda one: one.title),
                Column[Heading]("", lambda one: one.number, 44, Align.RIGHT, look=lambda _: Look(ink="text2")),
            ),
            name="Các mục của Cài đặt, Enter vào mục",
            key=lambda one: one.id,
            row_height=ROW_WIDE,
            sortable=False,
        )
        self.horizontalHeader().hide()
        self.setFixedWidth(theme.current().px(_WIDTH))
        self.picked.connect(self._picked)
        self.opened.connect(lambda _: self.entered.emit())

    def show_headings(self, headings: Sequence[Heading]) -> None:
        """Show the names anew; the chosen one stays, at first it is the first."""
        self.show_rows(headings)
        if self.current_row() is None:
            self.choose(headings[0].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Right:
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def _picked(self, heading: Heading | None) -> None:
        if heading is not None:
            self.chosen.emit(heading.id)
