"""A copy of the record for a PC that joins: where it goes, how far it is, and what is done with it then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ttcs_desktop.basics.errors import InvalidInput, Trouble
from ttcs_desktop.storage.backup_folder import Backup
from ui.kit.card import Card
from ui.kit.file_dialog import ask_folder
from ui.kit.jobs import Job, Progress, Reporter
from ui.kit.labels import label
from ui.kit.progress import ProgressPanel
from ui.pages.desk import Desk
from ui.workflows.ward_pcs import copy_for_new_pc, next_steps

_PHASES = {"record": "Đang chép sổ và mở thử bản sao", "files": "Đang chép các tệp đi cùng"}


class CopyForNewPc(QObject):
    """From a chosen folder to the card that says what comes next. One copy at a time; Esc stops it."""

    troubled = Signal(object)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._job: Job | None = None
        self._back: QWidget | None = None
        self.pointed_at: Callable[[QWidget, Callable[[Path], None]], None] = choose_folder
        self.progress = ProgressPanel()
        self.progress.hide()
        self.progress.stopped.connect(self._stop)

    def ask(self) -> None:
        """Let the officer point at a stick or folder.

        Raises:
            InvalidInput: `not_shared`.
        """
        if not self._desk.workspace.joining.is_shared():
            raise InvalidInput("", "not_shared")
        if self._job is None:
            self.pointed_at(self._page, self.begin)

    def begin(self, folder: Path) -> None:
        """Copy off the GUI thread."""
        if self._job is not None:
            return
        self._back = QApplication.focusWidget()
        self.progress.begin(_PHASES["record"])
        self.progress.setFocus()
        here = self._desk.workspace

        def work(reporter: Reporter) -> Backup:
            workspace = here.again()
            try:
                return copy_for_new_pc(workspace, folder, reporter.tell)
            finally:
                workspace.close()

        def tell(state: Progress) -> None:
            self.progress.say(_PHASES.get(state.phase, _PHASES["record"]), state.done, state.total)

        self._job = self._desk.jobs.start(work, self._made, self._fail, progress=tell, stopped=self._end)

    def _made(self, copy: Backup) -> None:
        self._end()
        hub = self._desk.workspace.enrolment
        missing = len(copy.manifest.missing) if copy.manifest else 0
        CopyMadeCard(copy.path, next_steps(copy, hub.hub_name if hub else ""), missing, self._page).open()

    def _fail(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, Trouble):
            raise error
        self.troubled.emit(error)

    def _end(self) -> None:
        self._job = None
        held = self.progress.isAncestorOf(QApplication.focusWidget() or self._page)
        self.progress.hide()
        if held and self._back is not None and self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()


class CopyMadeCard(Card):
    """Where the copy lies and the three steps on the new PC. Enter and Esc leave it."""

    def __init__(self, path: Path, steps: Sequence[str], missing: int, parent: QWidget | None = None) -> None:
        super().__init__("Bản sao cho máy mới", "Đã rõ", main_key="Enter", width=560, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.leave.hide()
        self.body.addWidget(label("Đã làm bản sao, đã mở lại thử và đọc được.", "strong", wrap=True))
        self.body.addWidget(label(str(path), "small", "text2", wrap=True))
        if missing:
            told = f"Thiếu {missing} tệp đã nhận: trên máy này cũng không còn đọc được."
            self.body.addWidget(label(told, "text", "amber", wrap=True))
        for number, step in enumerate(steps, 1):
            self.body.addWidget(label(f"{number}. {step}", "text", wrap=True))


def choose_folder(parent: QWidget, chosen: Callable[[Path], None]) -> None:
    """Ask for a folder; nothing is called when the officer leaves by Esc."""
    ask_folder(parent, "Chọn USB hoặc thư mục để đặt bản sao cho máy mới", "Chọn", chosen)
