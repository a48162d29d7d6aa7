"""The first start of another PC of a ward: from a copy of the record that a PC at work has made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.storage.backup_folder import backups_in
from ui.kit.buttons import KeyButton
from ui.kit.card import Card
from ui.kit.errors import TroubleTeller
from ui.kit.fields import TextField
from ui.kit.file_dialog import ask_file
from ui.kit.form import Form, FormField
from ui.kit.help_key import HelpKey
from ui.kit.jobs import Job, JobRunner, Progress, Reporter
from ui.kit.labels import label
from ui.kit.panels import Banner
from ui.kit.progress import ProgressPanel
from ui.workflows.messages import SUBJECTS
from ui.workflows.ward_pcs import join

_PHASES = {"proof": "Đang đọc thử bản sao", "files": "Đang chép các tệp đi cùng", "record": "Đang chép sổ"}
_LONGEST_PATH = 4_000


class JoinCard(Card):
    """Asks for the copy and this PC's name and makes `folder` its record.

    Attributes:
        said: what the window that opens next says; empty until the PC has joined.
    """

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(
            "Tham gia cùng máy khác của đơn vị", "Tham gia", main_key="Ctrl+Enter", width=520, parent=parent
        )
        self._folder = folder
        self.said = ""
        self._job: Job | None = None
        self._jobs = JobRunner(self._fail, self)
        self.pointed_at: Callable[[QWidget, Callable[[Path], None]], None] = choose_copy
        banner = Banner()
        told = (
            "Ở máy đang dùng: mở Cài đặt, mục Máy của đơn vị, bấm F4 để làm bản sao ra USB. "
            "Cắm USB vào máy này rồi chọn bản sao ấy."
        )
        self.choose = KeyButton("Chọn bản sao…", icon="usb", key="F4")
        self.choose.clicked.connect(self._ask)
        self._form = Form(
            (
                FormField("file", "&Bản sao của máy đang dùng", TextField(max_length=_LONGEST_PATH), required=True),
                FormField("name", "&Tên máy này", TextField("Máy đài"), "Như cơ quan vẫn gọi.", required=True),
            ),
            SUBJECTS,
        )
        self._form.submitted.connect(self.accept)
        self._teller = TroubleTeller(self, banner, SUBJECTS, form=self._form)
        self.progress = ProgressPanel()
        self.progress.hide()
        self.progress.stopped.connect(self._stop)
        for part in (banner, label(told, "text", "text2", wrap=True)):
            self.body.addWidget(part)
        self.body.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._form)
        self.body.addWidget(self.progress)
        HelpKey(self, lambda: "first_run")

    def accept(self) -> None:
        """Join in a job; what stands in the way is told here, and nothing is left behind."""
        values = self._form.values() if self._job is None else None
        if values is None:
            return
        copy, name = copy_at(Path(values["file"])), values["name"]
        self._teller.clear()
        self._show_busy(True)
        folder = self._folder

        def work(reporter: Reporter) -> str:
            return join(folder, copy, name, tell=reporter.tell)

        def tell(state: Progress) -> None:
            self.progress.say(_PHASES.get(state.phase, _PHASES["record"]), state.done, state.total)

        self._job = self._jobs.start(work, self._joined, self._fail, progress=tell, stopped=self._end)

    def reject(self) -> None:
        """Esc stops the job first, and leaves the card when there is none."""
        if self._job is not None:
            self._stop()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is not None:
            self._stop()
            event.ignore()
            return
        super().closeEvent(event)

    def _ask(self) -> None:
        if self._job is None:
            self.pointed_at(self, self._take)

    def _take(self, path: Path) -> None:
        self._form.set_values({"file": str(path)})
        self._form.widget("name").setFocus(Qt.FocusReason.OtherFocusReason)

    def _joined(self, said: str) -> None:
        self._job = None
        self.said = said
        super().accept()

    def _fail(self, error: BaseException) -> None:
        self._end()
        if not isinstance(error, Trouble):
            raise error
        self._teller.tell(error)

    def _end(self) -> None:
        self._job = None
        self._show_busy(False)
        self._form.widget("file").setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _show_busy(self, busy: bool) -> None:
        for part in (self._form, self.choose, self.main):
            part.setEnabled(not busy)
        if busy:
            self.progress.begin(_PHASES["proof"])
            self.progress.setFocus()
        else:
            self.progress.hide()


def copy_at(path: Path) -> Path:
    """The copy that was pointed at; the newest one where it is the folder of copies."""
    if path.is_dir():
        found = backups_in(path)
        return found[0].path if found else path
    return path


def choose_copy(parent: QWidget, chosen: Callable[[Path], None]) -> None:
    """Ask for the copy; nothing is called when the officer leaves by Esc."""
    ask_file(parent, "Chọn bản sao của máy đang dùng", "Chọn", chosen, ("Bản sao của sổ (*.db)", "Mọi tệp (*)"))
