"""Tổng hợp: each number over all agencies; beside it which agencies it comes from and whose is missing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ttcs_desktop.collecting.consolidation import Consolidation, SumLine
from ttcs_desktop.collecting.wording import NOT_ASKED_BY_PAPER, missing_text
from ttcs_desktop.vietnamese.typed import format_number
from ui.kit import theme
from ui.kit.labels import label
from ui.kit.panels import ListWithSide, SidePanel, column
from ui.kit.table.view import ROW_TIGHT, GridView
from ui.pages.statistics.collecting.lines import behind, behind_columns, sum_columns

_NAMED = 3
# Below this height the two tables need all the room.
_LOW, _LEAST = 230, 84


class SumsView(QWidget):
    """`agency_wanted(respondent id)` on Enter on an agency; `left` on Esc."""

    agency_wanted = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole: Consolidation | None = None
        self.grid = GridView(
            sum_columns(),
            name="Số liệu tổng hợp, Enter xem cơ quan nào báo số",
            key=lambda one: one.asked.code,
            sortable=False,
        )
        self.grid.picked.connect(self._picked)
        self.grid.opened.connect(self._go_behind)
        self.side = SidePanel("Vì sao có số này", closable=False)
        self.figure = label("", "figure")
        self.told = label("", "small", "text2", wrap=True)
        self.behind: GridView = GridView(
            behind_columns(),
            name="Cơ quan đứng sau số tổng, Enter tới cơ quan",
            key=lambda one: one.respondent_id,
            row_height=ROW_TIGHT,
            sortable=False,
        )
        self.behind.opened.connect(lambda one: self.agency_wanted.emit(one.respondent_id))
        for part in (self.figure, self.told):
            self.side.body.addWidget(part)
        self.side.body.addWidget(self.behind, 1)
        for grid in (self.grid, self.behind):
            grid.setMinimumHeight(theme.current().px(_LEAST))
        column(self, 0).addWidget(ListWithSide(self.grid, self.side))
        self.setFocusProxy(self.grid)

    def show_whole(self, whole: Consolidation) -> None:
        """Show the sums as they stand."""
        self._whole = whole
        self.grid.show_rows(whole.lines)
        if whole.lines and self.grid.current_row() is None:
            self.grid.choose(whole.lines[0].asked.code)
        self._picked(self.grid.current_row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = event.size().height() >= theme.current().px(_LOW)
        for part in (self.figure, self.told):
            part.setVisible(roomy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.behind.hasFocus():
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    def _go_behind(self) -> None:
        self.behind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _picked(self, line: SumLine | None) -> None:
        if line is None or self._whole is None:
            self.figure.setText("")
            self.told.setText("")
            self.behind.show_rows(())
            return
        self.side.title.setText(f"Vì sao: {line.asked.name}")
        total = f"{format_number(line.total)} {line.asked.unit}" if line.total is not None else "Chưa có số"
        self.figure.setText(total)
        missing = missing_text(line.missing, most=_NAMED)
        told = [
            f"Cộng của {len(line.parts)} cơ quan." if line.parts else "",
            f"{missing[:1].upper()}{missing[1:]}." if missing else "",
            line.asked.caution if len(line.parts) > 1 else "",
            NOT_ASKED_BY_PAPER if line.asked.inferred else "",
        ]
        self.told.setText("\n".join(words for words in told if words))
        self.behind.show_rows(behind(line, self._whole.standings))
