"""Figures as they were frozen, each with the records it was frozen with: reads the version and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ttcs_desktop.statistics.comparing.sides import Figure, Side
from ttcs_desktop.vietnamese.typed import format_number
from ui.kit import theme
from ui.kit.buttons import KeyButton
from ui.kit.fields import Choice
from ui.kit.labels import label
from ui.kit.panels import ListWithSide, column, frame, row
from ui.kit.table.columns import Align, Column, Look
from ui.kit.table.view import ROW_TIGHT, GridView
from ui.pages.statistics.asked import asked_frozen
from ui.pages.statistics.source import SourcePanel


class FrozenView(QWidget):
    """The lines of a version with the drill-down beside them. `version_chosen(int)`, `closed`."""

    version_chosen = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side: Side | None = None
        outer = column(self, 0)
        bar = frame("toolRow")
        line = row(bar, 8, (12, 6, 12, 6))
        self.versions = Choice([], name="Bản chốt")
        self.versions.setMinimumWidth(theme.current().px(150))
        self.versions.changed.connect(self._choose)
        leave = KeyButton("Đóng", icon="x", key="Esc", catch_key=False)
        leave.clicked.connect(self.closed)
        line.addWidget(label("Số như lúc chốt"))
        line.addWidget(self.versions)
        line.addStretch(1)
        line.addWidget(leave)
        outer.addWidget(bar)
        self.grid = GridView(_columns(), name="Số đã chốt", key=_code, row_height=ROW_TIGHT, sortable=False)
        self.source = SourcePanel()
        self.source.closed.connect(self.closed)
        outer.addWidget(ListWithSide(self.grid, self.source), 1)
        self.grid.picked.connect(self._picked)
        self.grid.opened.connect(lambda _: self.source.records.setFocus())
        self.setFocusProxy(self.grid)

    def show_side(self, side: Side, versions: Sequence[int]) -> None:
        """Show a version among those there are."""
        self._side = side
        self.versions.blockSignals(True)
        self.versions.set_options([(str(one), f"Bản chốt {one}") for one in reversed(versions)])
        self.versions.set_value(str(side.version))
        self.versions.blockSignals(False)
        self.grid.show_rows(tuple(side.figures.values()))
        if self.grid.current_row() is None and side.figures:
            self.grid.setCurrentIndex(self.grid.table.index(0, 0))
        self._picked(self.grid.current_row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.source.records.hasFocus():
            self.grid.setFocus()
        else:
            self.closed.emit()

    def _choose(self) -> None:
        chosen = self.versions.value()
        if isinstance(chosen, str):
            self.version_chosen.emit(int(chosen))

    def _picked(self, figure: object) -> None:
        asked = asked_frozen(self._side, figure.code) if isinstance(figure, Figure) and self._side else None
        if asked is None:
            self.source.show_nothing()
        else:
            self.source.show_line(None, asked)


def _columns() -> list[Column[Figure]]:
    quiet = Look(ink="text2")
    return [
        Column("Mã", lambda one: one.code, 44, look=lambda _: quiet),
        Column("Chỉ tiêu", lambda one: one.name),
        Column("Đơn vị tính", lambda one: one.unit, 98, look=lambda _: quiet),
        Column(
            "Số chốt",
            lambda one: one.value,
            80,
            Align.RIGHT,
            shown=lambda one: format_number(one.value, one.decimals),
            look=lambda _: Look(bold=True),
        ),
    ]


def _code(one: Figure) -> str:
    return one.code
