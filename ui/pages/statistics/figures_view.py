"""The open report: head line, grid, drill-down beside it, and the bar with the one press."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ttcs_desktop.agenda.linked import LinkedTasks
from ttcs_desktop.office.model import WorkingCalendar
from ttcs_desktop.statistics.model import Check, Report
from ui.kit import theme
from ui.kit.panels import FOLD_BELOW, ListWithSide, column
from ui.pages.linked_tasks import TasksStrip
from ui.pages.statistics import lines
from ui.pages.statistics.asked import Asked, asked_change, asked_frozen, asked_now
from ui.pages.statistics.beside import NOTHING_BESIDE, Beside
from ui.pages.statistics.columns import CHANGE, LAST, NOTE, SAME_PERIOD
from ui.pages.statistics.footing import Footing
from ui.pages.statistics.grid import FigureGrid
from ui.pages.statistics.heading import Heading
from ui.pages.statistics.lines import Line
from ui.pages.statistics.periods import Period
from ui.pages.statistics.source import SourcePanel

_LOW = 420
_GRID_SHARE, _PANEL_SHARE = 180, 146


class FiguresView(QWidget):
    """Shows a report. `panel_shown(bool)` follows the drill-down; `task_wanted(id)` for a task that asks for it."""

    panel_shown = Signal(bool)
    task_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._period: Period | None = None
        self._report: Report | None = None
        self._beside = NOTHING_BESIDE
        self._record_start = dt.date.min
        self._asked_for_panel: bool | None = None
        left = QWidget()
        stacked = column(left, 0)
        self.heading, self.grid, self.footing = Heading(), FigureGrid(), Footing()
        self.tasks = TasksStrip()
        self.tasks.task_wanted.connect(self.task_wanted)
        stacked.addWidget(self.grid, 1)
        stacked.addWidget(self.tasks)
        stacked.addWidget(self.footing)
        self.source = SourcePanel()
        self.source.closed.connect(lambda: self.show_panel(shown=False))
        self._split = ListWithSide(left, self.source)
        whole = column(self, 0)
        whole.addWidget(self.heading)
        whole.addWidget(self._split, 1)
        self.grid.picked.connect(self._picked)
        self.grid.column_picked.connect(lambda: self._picked(self.grid.current_row()))
        self.grid.source_wanted.connect(lambda _: self.show_panel(shown=True))
        self.grid.bad.connect(self._refused)
        self.grid.cleared.connect(self._show_footing)
        self.setFocusProxy(self.grid)

    def show_period(
        self, period: Period, calendar: WorkingCalendar, record_start: dt.date, uncounted: str = ""
    ) -> None:
        """Say which period it is, before it is counted; `uncounted` as Heading.show_period has it."""
        if period != self._period:
            self.grid.forget()
            self._report = None
            self.source.show_nothing()
        self._period, self._record_start = period, record_start
        self.heading.show_period(period, calendar, uncounted)
        if self._report is None:
            self.footing.say("hourglass", "text2", "Đang tính số liệu từ sổ…")

    def show_tasks(self, found: LinkedTasks) -> None:
        """The tasks that ask for this report, or have to do with it."""
        self.tasks.show_tasks(found)
        self._fit()

    def show_report(self, report: Report, names: Mapping[str, str], beside: Beside = NOTHING_BESIDE) -> None:
        """Show the figures and what they are held against."""
        self._report, self._beside = report, beside
        self.heading.show_report(report)
        self.grid.show_report(report, names)
        self._show_footing()
        self._picked(self.grid.current_row())

    def report(self) -> Report | None:
        """What is shown; None while it is being counted."""
        return self._report

    def beside(self) -> Beside:
        """What the figures are held against."""
        return self._beside

    def rows(self) -> tuple[Line, ...]:
        """The lines shown, folded ones too."""
        return lines.lines_of(self._report) if self._report is not None else ()

    def toggle_panel(self) -> None:
        """F11."""
        self.show_panel(shown=self.source.isHidden())

    def show_panel(self, *, shown: bool) -> None:
        """Open or close the drill-down; the grid keeps the keyboard."""
        self._asked_for_panel = shown
        self.source.setVisible(shown)
        self._fit()
        if not shown:
            self.grid.setFocus()
        self.panel_shown.emit(shown)
        self._picked(self.grid.current_row())

    def next_open(self) -> Check | None:
        """Go to the next finding that stands in the way, after the current line and round again; None for none."""
        rows = self.rows()
        here = self.grid.current_row()
        at = next((number for number, row in enumerate(rows) if here is not None and row.code == here.code), -1)
        for row in (*rows[at + 1 :], *rows[: at + 1]):
            if row.open_check is not None:
                self.go_to_note(row.code)
                return row.open_check
        return None

    def go_to_note(self, code: str) -> None:
        """Bring the note of an indicator into sight."""
        self.grid.go_to(code, NOTE)
        self.grid.setFocus()

    def go_to_refused(self) -> str:
        """Go to a refused text that still stands in its cell, said again below it; its code, empty for none."""
        found = self.grid.refusal()
        if found is None:
            return ""
        code, words = found
        self.grid.go_to(code)
        self.grid.setFocus()
        self._refused(words)
        return code

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.grid.give_up():
            return
        if event.key() == Qt.Key.Key_Escape and not self.source.isHidden():
            self.show_panel(shown=False)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._asked_for_panel is None:
            wide = event.size().width() >= theme.current().px(FOLD_BELOW - 72)
            self.source.setVisible(wide)
            self.panel_shown.emit(wide)
        self._fit()

    def _show_footing(self) -> None:
        """How the report stands; a refused text that still stands in its cell goes before."""
        found = self.grid.refusal()
        if found is not None:
            self._refused(found[1])
        elif self._report is not None:
            self.footing.show_report(self._report)

    def _fit(self) -> None:
        """Where the window is low, the drill-down under the grid takes the room of the head line."""
        low = self.height() < theme.current().px(_LOW)
        folded = self.width() < theme.current().px(FOLD_BELOW - 72)
        tight = low and folded and not self.source.isHidden()
        self.heading.setVisible(not tight)
        self.tasks.setHidden(tight or self.tasks.is_empty())
        if tight:
            self._split.setSizes([_GRID_SHARE, _PANEL_SHARE])
            self.grid.scrollTo(self.grid.currentIndex())

    def _picked(self, line: object) -> None:
        if not isinstance(line, Line) or self._report is None or self._period is None:
            self.source.show_nothing()  # the number of another row, or of another period, would stand beside this one
        elif not self.source.isHidden():
            self.source.show_line(line, self._asked(line, self._period))

    def _asked(self, line: Line, period: Period) -> Asked:
        """What the chosen cell's number comes from: each column is asked for itself."""
        column, beside = self.grid.currentIndex().column(), self._beside
        found = None
        if column == LAST and beside.last is not None:
            found = asked_frozen(beside.last, line.code)
        elif column == SAME_PERIOD and beside.same_period is not None:
            found = asked_frozen(beside.same_period, line.code)
        elif column == CHANGE and beside.same_period is not None:
            found = asked_change(line, beside.same_period, lambda: beside.change(line))
        window = period.template.window(period.year)
        return found or asked_now(line, window, self._record_start, beside.against)

    def _refused(self, words: str) -> None:
        self.footing.say("circle-alert", "red", words, "Số cũ còn nguyên. Gõ lại trong ô, hoặc Esc để bỏ.")
