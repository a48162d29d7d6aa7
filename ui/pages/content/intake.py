"""Nhận bài: the officer points at files or drops them, a job reads them, a card shows them, a job takes them in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput, Trouble
from ttcs_desktop.content.intake import Wanted
from ttcs_desktop.content.model import Item, Received
from ttcs_desktop.workspace import Workspace
from ui.kit.file_dialog import ask_files
from ui.kit.jobs import Job, Progress, Reporter
from ui.kit.progress import ProgressPanel
from ui.pages.content.arrivals import ArrivalRow, row_of
from ui.pages.content.intake_card import IntakeCard
from ui.pages.desk import Desk

T = TypeVar("T")
_KINDS = "*.docx *.txt *.pdf *.jpg *.jpeg *.png *.mp3 *.wav *.m4a *.ogg *.doc *.rtf"


class Receiving(QObject):
    """One batch at a time, when `ready()` says that no typed word hangs in the air.

    `pointed_at` asks for files; `received(item id)` names the first item taken in;
    `left` when the officer stopped or closed the card; `troubled(Trouble)` for what no field of the card can mend.
    """

    received = Signal(str)
    left = Signal()
    troubled = Signal(object)

    def __init__(self, desk: Desk, page: QWidget, ready: Callable[[], bool]) -> None:
        super().__init__(page)
        self._desk, self._page, self._ready = desk, page, ready
        self._job: Job | None = None
        self._card: IntakeCard | None = None
        self.pointed_at: Callable[[QWidget, Callable[[list[Path]], None]], None] = choose_files
        self.progress = ProgressPanel()
        self.progress.hide()
        self.progress.stopped.connect(self._stop)

    def ask(self) -> None:
        """Let the officer point at files, and read them."""
        if not self.is_busy() and self._ready():
            self.pointed_at(self._page, self.read)

    def is_busy(self) -> bool:
        """Whether files are being read, looked at or taken in."""
        return self._job is not None or self._card is not None

    def read(self, paths: Sequence[Path]) -> None:
        """Read files and folders off the GUI thread, then show them."""
        if not paths or self.is_busy() or not self._ready():
            return
        self.progress.begin("Đang đọc tệp")
        self.progress.setFocus()

        def work(record: Workspace, reporter: Reporter) -> list[ArrivalRow]:
            return [row_of(one) for one in record.intake.look(paths, reporter.tell)]

        self._start(work, self._show, "Đang đọc tệp")

    def _show(self, rows: list[ArrivalRow]) -> None:
        workspace = self._desk.workspace
        card = IntakeCard(rows, workspace.intake.last_answer(), workspace.usual_classes(), workspace.clock, self._page)
        card.taken.connect(self._take)
        card.rejected.connect(self._leave)
        self._card = card
        card.open()

    def _take(self, wanted: Sequence[Wanted], received: Received) -> None:
        def work(record: Workspace, reporter: Reporter) -> list[Item]:
            return record.intake.take(wanted, received, lambda done, total: _still(reporter, done, total))

        self.progress.begin("Đang lưu bài")
        self._start(work, self._done, "Đang lưu bài")

    def _done(self, items: list[Item]) -> None:
        card, self._card = self._card, None
        if card is not None:
            card.done(IntakeCard.DialogCode.Accepted)
        what = f"Đã nhận “{items[0].title}”." if len(items) == 1 else f"Đã nhận {len(items)} bài."
        self.received.emit(items[0].id)
        self._desk.publish(Changes(frozenset({"content"}), tuple(item.id for item in items)), what)

    def _leave(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._card = None
        self.left.emit()

    def _start(self, work: Callable[[Workspace, Reporter], T], done: Callable[[T], None], doing: str) -> None:
        here = self._desk.workspace

        def run(reporter: Reporter) -> T:
            other = here.again()
            try:
                return work(other, reporter)
            finally:
                other.close()

        def tell(state: Progress) -> None:
            self.progress.say(f"{doing} ({state.done}/{state.total})", state.done, state.total)

        self._job = self._desk.jobs.start(
            run,
            lambda result: self._finish(lambda: done(result)),
            lambda error: self._finish(lambda: self._fail(error)),
            progress=tell,
            stopped=lambda: self._finish(self.left.emit),
        )

    def _finish(self, tell: Callable[[], None]) -> None:
        self._job = None
        self.progress.hide()
        tell()

    def _fail(self, error: Exception) -> None:
        card = self._card
        if not isinstance(error, Trouble):
            if card is not None:
                card.reject()
            raise error
        if card is not None:
            if isinstance(error, InvalidInput) and card.refuse(error):
                return
            card.reject()
        self.troubled.emit(error)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()


def choose_files(parent: QWidget, chosen: Callable[[list[Path]], None]) -> None:
    """Ask for one or more files; Ctrl+A takes all of a folder."""
    ask_files(parent, "Chọn tệp bài đã nhận", "Đọc tệp", chosen, (f"Bài, ảnh, âm thanh ({_KINDS})", "Mọi tệp (*)"))


def _still(reporter: Reporter, done: int, total: int) -> None:
    """Tell how far it is; after the last file everything is saved, and a wish to stop comes too late."""
    if done < total:
        reporter.tell(done, total)
