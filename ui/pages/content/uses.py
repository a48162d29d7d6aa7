"""Nơi dùng: the tasks of an item, the airings to come, and all that has used it: book, timetable, frozen reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ttcs_desktop.agenda.linked import NO_TASKS, LinkedTasks
from ttcs_desktop.agenda.uses import PastUses
from ttcs_desktop.broadcast.model import Airing
from ttcs_desktop.content.model import Item, Version
from ui.kit.panels import EmptyState, column
from ui.kit.table.columns import Column, Group, Look
from ui.kit.table.view import ROW_TIGHT, GridView
from ui.pages.content.use_lines import Use, of_airings, of_past, of_tasks

DAYS = 14


def uses_of(item: Item, versions: Iterable[Version], airings: Iterable[Airing]) -> list[Airing]:
    """The airings that play the item itself or an edition with any of its versions, in the order of time."""
    ids = {version.id for version in versions}
    found = [one for one in airings if one.slot.item_id == item.id or ids.intersection(one.versions)]
    return sorted(found, key=lambda one: (one.start, one.title))


class UsesTab(QWidget):
    """One list in groups, or the friendly word that there is nothing.

    `shown` when it comes into sight: what lies behind is read only then. `wanted(page id, record id)` on Enter.
    """

    shown = Signal()
    wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._airings: Sequence[Airing] = ()
        self._tasks, self._past = NO_TASKS, PastUses()
        self._names: dict[str, str] = {}
        self.grid = GridView(
            (
                Column[Use]("Khi nào", lambda one: one.when, width=144, look=lambda one: Look(icon=one.icon), tip=_tip),
                Column[Use]("Ở đâu", lambda one: one.what, tip=lambda one: one.what),
                Column[Use]("Ra sao", lambda one: one.how, width=168),
            ),
            name="Nơi dùng bài, Enter mở nơi ấy",
            key=lambda one: one.id,
            row_height=ROW_TIGHT,
            sortable=False,
        )
        self.grid.horizontalHeader().hide()  # the lines say what they are, and the room is small
        self.grid.table.arranged.connect(self._span)
        self.grid.opened.connect(lambda use: self.wanted.emit(use.page, use.record))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        nothing = f"{DAYS} ngày tới bài này chưa có trong lịch, trước đây cũng chưa dùng"
        self._stack.addWidget(EmptyState("calendar-days", nothing, "Xếp bài vào khung giờ ở trang Lịch phát."))
        column(self, 4, (0, 6, 0, 0)).addWidget(self._stack)
        self._fill()

    def show_airings(self, airings: Sequence[Airing]) -> None:
        """Show where an item is planned; while the list is looked at, `show_past` follows and fills it."""
        self._airings = airings
        if not self.isVisible():
            self.show_past(NO_TASKS, PastUses(), {})

    def show_past(self, tasks: LinkedTasks, past: PastUses, names: dict[str, str]) -> None:
        """Show its tasks and all that has used it; `names` are those of reports, by template and year."""
        self._tasks, self._past, self._names = tasks, past, names
        self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def _fill(self) -> None:
        groups = (
            Group("coming", f"{DAYS} ngày tới", of_airings(self._airings)),
            of_tasks(self._tasks),
            *of_past(self._past, self._names),
        )
        filled = [group for group in groups if group.rows]
        self.grid.show_groups(filled)
        self._stack.setCurrentIndex(0 if filled else 1)
        if filled and self.grid.current_row() is None:
            self.grid.choose(filled[0].rows[0].id)
            self.grid.scrollToTop()

    def _span(self) -> None:
        """Let a line of words alone take the whole width."""
        for number, line in enumerate(self.grid.table.lines()):
            if line.row is not None and not line.row.what:
                self.grid.setSpan(number, 0, 1, len(self.grid.table.columns))


def _tip(use: Use) -> str:
    return "" if use.what else use.when
