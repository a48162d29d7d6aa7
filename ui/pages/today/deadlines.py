"""Hạn sắp tới: the strip of 90 days over the list of what is owed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ttcs_desktop.agenda.deadlines import Deadline
from ttcs_desktop.office.model import WorkingCalendar
from ui.kit.chips import Status, Tone
from ui.kit.panels import EmptyState, Panel, column
from ui.kit.table.columns import Column, Look
from ui.kit.table.view import ROW_TWO_LINES, GridView
from ui.pages.today.radar import Radar
from ui.pages.today.words import due_note, is_past, short_day, time_left, time_left_in_full


class DeadlinePanel(Panel):
    """`opened(deadline)` on Enter or double click, in the strip or in the list."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__("Hạn sắp tới", "90 ngày, đếm ngày làm việc", padded=False)
        self._today = dt.date.min
        self._listed: list[Deadline] = []
        self._more: dict[tuple[str, str], int] = {}  # how often more what is listed comes in the 90 days
        self.radar = Radar()
        self.list = GridView(
            (
                Column[Deadline](
                    "Hạn",
                    lambda one: one.due,
                    width=112,
                    shown=lambda one: short_day(one.due),
                    second=due_note,
                    look=self._look,
                ),
                Column[Deadline]("Việc", lambda one: one.what, second=self._whence, tip=self._tip),
                Column[Deadline]("Còn lại", self._left, width=108),
            ),
            name="Hạn sắp tới, Enter mở việc",
            key=lambda one: (one.subject, one.id, one.due),
            row_height=ROW_TWO_LINES,
            sortable=False,
        )
        self.list.horizontalHeader().hide()
        self.list.opened.connect(self.opened)
        self.radar.opened.connect(self.opened)
        self.radar.picked.connect(self._point)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(EmptyState("circle-check", "90 ngày tới không có hạn nào", "Việc có hạn sẽ hiện ở đây."))
        self.body.setSpacing(0)
        self._strip = QWidget()
        column(self._strip, 0, (12, 8, 12, 4)).addWidget(self.radar)
        self.body.addWidget(self._strip)
        self.body.addWidget(self._stack, 1)

    def show_deadlines(self, deadlines: Sequence[Deadline], today: dt.date, calendar: WorkingCalendar) -> None:
        """Show what is owed from a day on, the most urgent first; `calendar` knows the days off."""
        self._today = today
        self.radar.show_deadlines(deadlines, today, calendar)
        self._strip.setVisible(bool(deadlines))
        self._listed = self._nearest(deadlines)
        self.list.show_rows(self._listed)
        self._stack.setCurrentIndex(0 if deadlines else 1)

    def _nearest(self, deadlines: Sequence[Deadline]) -> list[Deadline]:
        """What is late, and of what is to come the next time each: a weekly task would hide all the others."""
        self._more = {}
        found = []
        for one in deadlines:
            if is_past(one, self._today):
                found.append(one)
                continue
            key = (one.subject, one.id)
            if key not in self._more:
                found.append(one)
            self._more[key] = self._more.get(key, -1) + 1
        return found

    def _whence(self, one: Deadline) -> str:
        more = 0 if is_past(one, self._today) else self._more.get((one.subject, one.id), 0)
        return f"còn {more} kỳ sau · {one.source}" if more else one.source

    def _point(self, one: Deadline) -> None:
        """Choose in the list what is chosen in the strip; a later time of a task stands in the line of its next one."""
        if not self.list.choose((one.subject, one.id, one.due)):
            same = [row for row in self._listed if (row.subject, row.id) == (one.subject, one.id)]
            if same:
                self.list.choose((one.subject, one.id, same[-1].due))

    def _look(self, one: Deadline) -> Look:
        return Look(ink="red", bold=True) if is_past(one, self._today) else Look()

    def _left(self, one: Deadline) -> Status:
        words = time_left(one, self._today)
        return Status(words, Tone.ALARM, "triangle-alert") if is_past(one, self._today) else Status(words, icon="-")

    def _tip(self, one: Deadline) -> str:
        return f"{one.what}\n{one.source}\n{time_left_in_full(one, self._today)}"
