"""The work of each day that nobody asks for: backup and tidying, in the background, giving way to the officer."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject, QTimer

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import local
from ttcs_desktop.basics.errors import Trouble
from ui.kit.jobs import Reporter
from ui.kit.messages import message_of
from ui.pages.desk import Desk
from ui.workflows.messages import SUBJECTS

_EVERY_MINUTE = 60_000
_AFTER_FAILING = dt.timedelta(hours=1)


class DailyWork(QObject):
    """Looks every minute whether today's backup is still to be made; says something only when it cannot be."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._under_way = False
        self._not_before: dt.datetime | None = None
        self._told: dt.date | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_EVERY_MINUTE)

    def look(self) -> None:
        """Begin today's work if it is due and nobody waits for anything else."""
        workspace, now = self._desk.workspace, self._desk.workspace.clock.now()
        if self._under_way or self._desk.jobs.is_busy() or workspace.database.read_only:
            return
        if self._not_before is not None and now < self._not_before:
            return
        last = workspace.last_backup()
        if last is not None and local(last).date() >= self._desk.today:
            return
        self._under_way = True
        here = workspace

        def work(reporter: Reporter) -> Trouble | None:
            from ui.workflows.keeping import daily  # noqa: PLC0415  not before the first screen

            other = here.again()
            try:
                return daily(other, reporter.tell).problem
            finally:
                other.close()

        self._desk.jobs.start(work, self._done, self._failed, stopped=self._gave_way, background=True)

    def stop(self) -> None:
        """No more of it: the record is about to be closed."""
        self._timer.stop()

    def _done(self, problem: Trouble | None) -> None:
        self._under_way = False
        self._desk.publish(Changes(frozenset({"backup"})))
        if problem is not None:
            self._say(problem)

    def _failed(self, error: Exception) -> None:
        self._under_way = False
        self._not_before = self._desk.workspace.clock.now() + _AFTER_FAILING
        if not isinstance(error, Trouble):
            raise error
        self._say(error)

    def _gave_way(self) -> None:
        self._under_way = False

    def _say(self, trouble: Trouble) -> None:
        """Once a day: who knows already is not to be called from his work every hour."""
        if self._told != self._desk.today:
            self._told = self._desk.today
            self._desk.done.emit(message_of(trouble, SUBJECTS).text(), None, "")
