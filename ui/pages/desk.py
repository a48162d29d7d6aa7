"""What every page works with: the open record, the courier, the one notice of change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import local, today
from ttcs_desktop.ledger.courier import Courier
from ttcs_desktop.workspace import Workspace
from ui.kit.jobs import JobRunner


class Desk(QObject):
    """Handed to each page by the window.

    Attributes:
        workspace: the record, for the GUI thread; a job opens its own by `workspace.again()`.
        courier: the way to the city; safe from any thread.
        jobs: for what takes longer than 50 ms.
    """

    changed = Signal(object)
    """A `Changes`: visible pages that care reload, hidden ones when they are shown."""
    wanted = Signal(str, str)
    """(page id, record id or empty): somebody asks for another page."""
    done = Signal(str, object)
    """(what was done, how to take it back or None): the window's toast."""

    def __init__(self, workspace: Workspace, courier: Courier, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.courier = courier
        self.jobs = jobs

    @property
    def today(self) -> dt.date:
        return today(self.workspace.clock)

    @property
    def now(self) -> dt.datetime:
        """Wall clock of the office, naive."""
        return local(self.workspace.clock.now()).replace(tzinfo=None)

    def publish(self, changes: Changes, what: str = "", undo: Callable[[], Any] | None = None) -> None:
        """Tell every page that something was saved, and the officer what it was."""
        self.changed.emit(changes)
        if what:
            self.done.emit(what, undo)

    def go(self, page: str, record: str = "") -> None:
        """Show another page, at a record if one is named."""
        self.wanted.emit(page, record)
