"""What every page works with: the open record, the courier, the one notice of change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from ttcs_desktop.agenda.wording import action
from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import local, today
from ttcs_desktop.basics.errors import InvalidInput, Trouble
from ttcs_desktop.ledger.courier import Courier
from ttcs_desktop.workspace import Workspace
from ui.kit.jobs import JobRunner
from ui.kit.messages import message_of
from ui.workflows.messages import SUBJECTS


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
    restore_wanted = Signal(object)
    """The `Path` of a backup the officer agreed to go back to: the window closes, and opens on what was restored."""
    files_wanted = Signal()
    """The officer pressed Gửi ngay, and the numbers have gone: sound and pictures are to follow at once."""
    done = Signal(str, object, str)
    """(what was done, how to take it back or None, how that is called where it is no undo): the window's toast."""

    def __init__(self, workspace: Workspace, courier: Courier, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.courier = courier
        workspace.ledger.others.watch()
        self.jobs = jobs
        self._told = workspace.undo.offered()  # the last line whose words were shown

    @property
    def today(self) -> dt.date:
        return today(self.workspace.clock)

    @property
    def now(self) -> dt.datetime:
        """Wall clock of the office, naive."""
        return local(self.workspace.clock.now()).replace(tzinfo=None)

    def publish(
        self, changes: Changes, what: str = "", undo: Callable[[], Any] | None = None, *, word: str = ""
    ) -> None:
        """Tell every page that something was saved, and the officer what it was, with the way back.

        The way back is undoing that action, where the record can; `undo` is another one, called `word`. A backup alone
        is no action of the record, and a save that found nothing to change none at all: what was done before must not
        be offered as the way back.
        """
        self.changed.emit(changes | self.workspace.ledger.others.take_note())
        if what:
            line = self.workspace.undo.offered()
            takes_back = bool(changes.subjects - {"backup"}) and line > self._told
            self._told = max(self._told, line)
            self.done.emit(what, undo or (self.undo if takes_back else None), word)

    def look_at_others(self) -> None:
        """Show what somebody else has saved since the last look."""
        changes = self.workspace.ledger.others.take_note()
        if changes.subjects:
            self.changed.emit(changes)

    def undo(self) -> None:
        """Take the newest action back and say which it was, or why it stays."""
        try:
            step, changes = self.workspace.undo.undo()
        except Trouble as trouble:
            self.done.emit(_why_not(trouble), None, "")
            return
        self.changed.emit(changes)
        self.done.emit(f"Đã hoàn tác: {action(step.verb, step.records)}. Ctrl+Y để làm lại.", None, "")

    def redo(self) -> None:
        """Do again what was taken back last."""
        try:
            verb, changes = self.workspace.undo.redo()
        except Trouble as trouble:
            self.done.emit(_why_not(trouble), None, "")
            return
        self.publish(changes, f"Đã làm lại: {action(verb)}")

    def go(self, page: str, record: str = "") -> None:
        """Show another page, at a record if one is named."""
        self.wanted.emit(page, record)


def _why_not(trouble: Trouble) -> str:
    if isinstance(trouble, InvalidInput) and trouble.code == "undo_fact":
        done = action(str(trouble.details["verb"]))
        return f"Không hoàn tác được: đã {done}. Việc này không xóa được, chỉ ghi lại cho đúng."
    return message_of(trouble, SUBJECTS).text()
