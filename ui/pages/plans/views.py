"""Three views of the same tasks: the list, a board by state, a calendar of due days."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from ttcs_desktop.office.model import WorkingCalendar
from ui.kit.buttons import KeyButton, icon_button
from ui.pages.plans.lines import TaskLine

if TYPE_CHECKING:
    from ui.pages.plans.board import TaskBoard
    from ui.pages.plans.calendar_view import TaskCalendar


class View(Enum):
    """Icon, name and key of a view."""

    LIST = ("list-checks", "Xem thành danh sách", "Ctrl+1")
    BOARD = ("columns-3", "Xem theo trạng thái", "Ctrl+2")
    CALENDAR = ("calendar-days", "Xem theo lịch", "Ctrl+3")


class Views(QObject):
    """Which view is shown, and the board and the calendar, made when they are first wanted.

    `changed` when another view is wanted; `picked`, `moved`, `opened` as they tell it.
    """

    changed = Signal()
    picked = Signal(str)
    moved = Signal(str, object)
    opened = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = View.LIST
        self._board: TaskBoard | None = None
        self._calendar: TaskCalendar | None = None
        self._group = QButtonGroup(self)
        self.buttons: dict[View, KeyButton] = {}
        for view in View:
            icon, name, key = view.value
            button = icon_button(icon, name, key=key)
            button.setCheckable(True)
            button.setChecked(view is self.view)
            button.clicked.connect(lambda _=False, view=view: self.show_view(view))
            self._group.addButton(button)
            self.buttons[view] = button

    def show_view(self, view: View) -> None:
        """Turn to a view."""
        self.view = view
        self.buttons[view].setChecked(True)
        self.changed.emit()

    def widget(self) -> QWidget | None:
        """The board or the calendar; None while the list is shown."""
        if self.view is View.BOARD:
            return self._the_board()
        return self._the_calendar() if self.view is View.CALENDAR else None

    def fill(self, lines: Sequence[TaskLine], chosen: str, office: WorkingCalendar) -> None:
        """Show tasks in the view that is shown; `chosen` is the id of the task at hand."""
        if self.view is View.BOARD:
            self._the_board().show_lines(lines, chosen)
        elif self.view is View.CALENDAR and lines:
            self._the_calendar().show_lines(lines, chosen, office, lines[0].today)
        elif self.view is View.CALENDAR:
            self._the_calendar().show_lines(lines, chosen, office, self._the_calendar().day)

    def choose(self, task_id: str) -> None:
        """Follow the task at hand."""
        if self.view is View.BOARD:
            self._the_board().choose(task_id)
        elif self.view is View.CALENDAR:
            self._the_calendar().choose(task_id)

    def _the_board(self) -> TaskBoard:
        from ui.pages.plans.board import TaskBoard  # noqa: PLC0415  who looks at the list pays for the list

        if self._board is None:
            self._board = TaskBoard()
            self._board.picked.connect(self.picked)
            self._board.moved.connect(self.moved)
            self._board.opened.connect(self.opened)
        return self._board

    def _the_calendar(self) -> TaskCalendar:
        from ui.pages.plans.calendar_view import TaskCalendar  # noqa: PLC0415  as above

        if self._calendar is None:
            self._calendar = TaskCalendar()
            self._calendar.picked.connect(self.picked)
            self._calendar.opened.connect(self.opened)
        return self._calendar
