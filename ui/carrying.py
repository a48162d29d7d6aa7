"""Sound and pictures to and from the city, in the background: after everything else, giving way to everybody."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject, QTimer

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.ledger.model import Carried
from ui.kit.jobs import Reporter
from ui.pages.desk import Desk

_EVERY_MINUTE = 60_000
_SOON = 1_000
_LOOKED_FOR_EVERY = dt.timedelta(minutes=5)
FILES = Changes(frozenset({"files"}))
"""What is told when files have moved on: nothing of the record has changed but how far they are."""


class CarryingFiles(QObject):
    """Lets the courier carry files whenever nobody waits for anything. When one is tried again, is data of the record;
    whether an item was approved since, is looked for every few minutes and after each change of content."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._under_way = self._pressed = self._broken_off = False
        self._looked: dt.datetime | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_EVERY_MINUTE)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.look)
        desk.changed.connect(self._note)
        desk.files_wanted.connect(self._hurry)
        desk.jobs.busy.connect(self._go_on)

    def look(self) -> None:
        """Begin a round if one is due and nobody waits for anything else."""
        workspace, now = self._desk.workspace, self._desk.workspace.clock.now()
        if self._under_way or not workspace.is_open or workspace.enrolment is None or workspace.database.read_only:
            return
        if not self._desk.jobs.is_idle():
            return
        is_time = self._looked is None or not dt.timedelta(0) <= now - self._looked < _LOOKED_FOR_EVERY
        if not (self._pressed or is_time or workspace.transfers.is_due()):
            return
        self._under_way, self._broken_off, self._looked = True, False, now
        pressed, self._pressed = self._pressed, False
        courier = self._desk.courier

        def work(reporter: Reporter) -> Carried:
            carried = courier.carry_files(reporter.stop, at_once=pressed, tell=lambda: reporter.hand(None))
            reporter.check()  # what ends early because somebody waits is to go on afterwards
            return carried

        jobs = self._desk.jobs
        jobs.start(work, self._done, self._failed, handed=self._moved, stopped=self._gave_way, background=True)

    def stop(self) -> None:
        """No more of it: the record is about to be closed."""
        self._timer.stop()
        self._soon.stop()
        if self._under_way:
            self._desk.jobs.wait()  # for the piece under way; what has come through stays

    def _hurry(self) -> None:
        """The officer's press, as soon as the numbers have gone."""
        self._pressed = True
        self._soon.start(0)

    def _go_on(self, busy: bool) -> None:
        """Somebody who was given way to has done: what was broken off goes on without waiting for the minute."""
        if not busy and not self._under_way and self._broken_off:
            self._soon.start(_SOON)

    def _note(self, changes: Changes) -> None:
        if changes.touch("content"):
            self._looked = None
        if changes.touch("content") or changes.touch("ledger"):
            self._soon.start(_SOON)

    def _done(self, carried: Carried) -> None:
        self._under_way = False
        self._show(came=bool(carried.received))

    def _moved(self, _: object) -> None:
        self._show(came=False)

    def _show(self, *, came: bool) -> None:
        if self._desk.workspace.is_open:  # what a job brought may be told after the record was closed
            if came:
                self._desk.look_at_others()
            self._desk.changed.emit(FILES)

    def _failed(self, error: Exception) -> None:
        self._under_way = False
        raise error

    def _gave_way(self) -> None:
        self._under_way, self._broken_off = False, True
        self._show(came=True)
