"""Dùng ở đâu: the airings of the next two weeks that would play an item."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ttcs_desktop.agenda.linked import NO_TASKS, LinkedTasks
from ttcs_desktop.broadcast.model import Airing
from ttcs_desktop.content.model import Item, Version
from ui.kit.chips import Status, Tone
from ui.kit.panels import EmptyState, column
from ui.kit.table.columns import Column
from ui.kit.table.view import ROW_TIGHT, GridView
from ui.pages.content.words import airing_time
from ui.pages.linked_tasks import PLANS_PAGE, tasks_block

DAYS = 14


def uses_of(item: Item, versions: Iterable[Version], airings: Iterable[Airing]) -> list[Airing]:
    """The airings that play the item itself or an edition with any of its versions, in the order of time."""
    ids = {version.id for version in versions}
    found = [one for one in airings if one.slot.item_id == item.id or ids.intersection(one.versions)]
    return sorted(found, key=lambda one: (one.start, one.title))


class UsesTab(QWidget):
    """The list, or the friendly word that there is none; above it the tasks that the item belongs to.

    `wanted(page id, record id)` when one of them, or an airing, is pressed.
    """

    wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._tasks = QWidget()
        self.grid = GridView(
            (
                Column[Airing]("Giờ phát", lambda one: airing_time(one.start), width=150),
                Column[Airing]("Mục", lambda one: one.title),
                Column[Airing]("Duyệt", _approval, width=110),
            ),
            name=f"Nơi dùng bài trong {DAYS} ngày tới, Enter mở Lịch phát",
            key=lambda one: one.id,
            row_height=ROW_TIGHT,
            sortable=False,
        )
        self.grid.opened.connect(lambda airing: self.wanted.emit("schedule", airing.id))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        nothing = f"{DAYS} ngày tới bài này chưa có trong lịch"
        self._stack.addWidget(EmptyState("calendar-days", nothing, "Xếp bài vào khung giờ ở trang Lịch phát."))
        self._outer = column(self, 4, (0, 6, 0, 0))
        self._outer.addWidget(self._tasks)
        self._outer.addWidget(self._stack)
        self.show_tasks(NO_TASKS)

    def show_tasks(self, found: LinkedTasks) -> None:
        """Show the tasks that have to do with the item."""
        made = tasks_block(found, lambda task_id: self.wanted.emit(PLANS_PAGE, task_id))
        self._outer.replaceWidget(self._tasks, made)
        self._tasks.hide()
        self._tasks.deleteLater()
        self._tasks = made
        made.setVisible(bool(found.tasks))

    def show_airings(self, airings: Sequence[Airing]) -> None:
        """Show where an item is planned."""
        self.grid.show_rows(airings)
        self._stack.setCurrentIndex(0 if airings else 1)


def _approval(airing: Airing) -> Status:
    return Status("Đã duyệt", Tone.GOOD) if airing.approval else Status("Chưa duyệt", Tone.LOOK)
