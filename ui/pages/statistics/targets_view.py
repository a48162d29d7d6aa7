"""Chỉ tiêu: what plans want of the ward in a year, how far it is, and where the number comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.periods import Window
from ttcs_desktop.statistics.following import Followed
from ttcs_desktop.statistics.targets import year_of
from ttcs_desktop.statistics.wording import PACE_RULE
from ui.kit import theme
from ui.kit.fields import Choice
from ui.kit.labels import ElidedLabel, label
from ui.kit.panels import FOLD_BELOW, ListWithSide, column, row
from ui.kit.table.columns import Align, Column, Look
from ui.kit.table.view import ROW_TWO_LINES, GridView
from ui.pages.statistics import target_lines
from ui.pages.statistics.asked import asked_now
from ui.pages.statistics.lines import Line
from ui.pages.statistics.source import SourcePanel

_LOW = 420
_GRID_SHARE, _PANEL_SHARE = 170, 150
_NOBODY = MappingProxyType[str, str]({})


class TargetPanel(SourcePanel):
    """A target taken apart: its document, whose level, by hand or from the record, and the records themselves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.about = label("", "small", wrap=True)
        self.body.insertWidget(2, self.about)
        self._rest = QWidget()  # keeps the words together at the top where there are no records
        self.body.insertWidget(self.body.count() - 1, self._rest, 1)

    def show_target(self, one: Followed, today: dt.date) -> None:
        """Take a target apart as of a day."""
        window = one.window or year_of(one.year)
        line = Line(one.value, None, ())
        self.show_line(line, asked_now(line, _until(window, today), dt.date.min, _NOBODY))
        self.about.setText("\n".join(target_lines.told(one)))
        self.about.setAccessibleName(self.about.text())
        self.parts.setVisible(one.value.entered is None and bool(self.parts.text()))
        self.seen.setVisible(one.is_measured)
        self._rest.setVisible(self.records.isHidden())


class TargetsView(QWidget):
    """A year's targets. `year_chosen(int)`, `record_wanted(Entry)`; `panel_shown(bool)` follows the panel."""

    year_chosen = Signal(int)
    record_wanted = Signal(object)
    panel_shown = Signal(bool)
    left = Signal()

    def __init__(self, years: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = dt.date.min
        self._asked_for_panel: bool | None = None
        self.year = Choice([(year, f"Năm {year}") for year in years], name="Năm của chỉ tiêu")
        self.year.changed.connect(self._chosen)
        self.tally = ElidedLabel("", "strong")
        self.rule = ElidedLabel(PACE_RULE, "small", "text2")
        self.rule.setToolTip(PACE_RULE)
        self.grid = GridView(_columns(), name="Chỉ tiêu kế hoạch", key=_code, row_height=ROW_TWO_LINES, sortable=False)
        self.grid.picked.connect(self._picked)
        self.grid.opened.connect(lambda _: self.show_panel(shown=True))
        self.panel = TargetPanel()
        self.panel.closed.connect(lambda: self.show_panel(shown=False))
        self.panel.record_wanted.connect(self.record_wanted)
        whole = column(self, 0)
        self._head = self._heading()
        self._split = ListWithSide(self.grid, self.panel)
        whole.addWidget(self._head)
        whole.addWidget(self._split, 1)
        self.setFocusProxy(self.grid)

    def show_targets(self, year: int, found: Sequence[Followed], today: dt.date) -> None:
        """Show a year's targets as of a day; the chosen one stays chosen, the first is chosen at first."""
        self._today = today
        self.year.set_value(year)
        ours = [one for one in found if one.applies]
        self.tally.setText(target_lines.tally(ours) or "Chưa có chỉ tiêu nào cho năm này")
        first = self.grid.current_row() is None
        self.grid.show_groups(target_lines.groups(found, year))
        if first and found:
            self.grid.choose(found[0].target.code)
        self._picked(self.grid.current_row())

    def current(self) -> Followed | None:
        """The target the keyboard stands on."""
        found = self.grid.current_row()
        return found if isinstance(found, Followed) else None

    def toggle_panel(self) -> None:
        """F11."""
        self.show_panel(shown=self.panel.isHidden())

    def show_panel(self, *, shown: bool) -> None:
        """Open or close what tells of the chosen target; the grid keeps the keyboard."""
        self._asked_for_panel = shown
        self.panel.setVisible(shown)
        self._fit()
        if not shown:
            self.grid.setFocus()
        self.panel_shown.emit(shown)
        self._picked(self.grid.current_row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self.panel.isHidden() and self._asked_for_panel:
            self.show_panel(shown=False)
        else:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._asked_for_panel is None:
            wide = event.size().width() >= theme.current().px(FOLD_BELOW - 72)
            self.panel.setVisible(wide)
            self.panel_shown.emit(wide)
        self._fit()

    def _fit(self) -> None:
        """Where the window is low, the panel under the list takes the room of the head line."""
        folded = self.width() < theme.current().px(FOLD_BELOW - 72)
        tight = folded and self.height() < theme.current().px(_LOW) and not self.panel.isHidden()
        self._head.setHidden(tight)
        if tight:
            self._split.setSizes([_GRID_SHARE, _PANEL_SHARE])
            self.grid.scrollTo(self.grid.currentIndex())

    def _heading(self) -> QWidget:
        made = QWidget()
        line = row(made, 12, (12, 6, 12, 6))
        line.addWidget(self.year)
        words = QWidget()
        told = column(words, 1)
        told.addWidget(self.tally)
        told.addWidget(self.rule)
        line.addWidget(words, 1)
        return made

    def _chosen(self) -> None:
        chosen = self.year.value()
        if isinstance(chosen, int):
            self.year_chosen.emit(chosen)

    def _picked(self, one: object) -> None:
        if isinstance(one, Followed) and not self.panel.isHidden():
            self.panel.show_target(one, self._today)


def _until(window: Window, today: dt.date) -> Window:
    """The days that count up to today; those of a window that has not begun are its own."""
    return Window(window.start, min(max(today, window.start), window.cut_off))


def _code(one: Followed) -> str:
    return one.target.code


def _quiet(one: Followed) -> Look:
    return Look() if one.applies else Look(ink="text2")


def _columns() -> list[Column[Followed]]:
    return [
        Column("Mã", _code, 52, look=lambda _: Look(ink="text2")),
        Column(
            "Chỉ tiêu",
            lambda one: one.target.indicator.name,
            second=target_lines.document,
            look=_quiet,
            tip=lambda one: "\n".join((one.target.indicator.name, *target_lines.told(one))),
        ),
        Column("Mức", target_lines.wanted, 130, second=target_lines.whose, look=_quiet),
        Column("Đến nay", target_lines.number, 68, Align.RIGHT, second=target_lines.origin, look=_number_look),
        Column("Tình trạng", target_lines.light, 132),
    ]


def _number_look(one: Followed) -> Look:
    """As in the grid of figures: what was typed is underlined."""
    return Look(ink="accent", bold=True, underline=True) if one.value.entered is not None else Look(bold=True)
