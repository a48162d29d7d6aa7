"""Choosing and reading the Word file of an annex; a large one is read off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.plans.service import ReadAnnex
from ttcs_desktop.workspace import Workspace
from ui.kit.jobs import Job, Reporter
from ui.kit.progress import ProgressPanel
from ui.pages.desk import Desk

READ_AT_ONCE = 1024 * 1024
"""Files up to this many bytes are read while the officer waits: they take a few milliseconds."""


def choose_annex(parent: QWidget, chosen: Callable[[Path], None]) -> None:
    """Ask for a Word file; old .doc files may be chosen too, so that they can be told what to do with them."""
    dialog = QFileDialog(parent, "Chọn phụ lục kế hoạch")
    if QGuiApplication.platformName() == "offscreen":
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(["Tệp Word (*.docx *.doc)", "Mọi tệp (*)"])
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Đọc tệp")
    dialog.setLabelText(QFileDialog.DialogLabel.Reject, "Hủy")
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, "Thư mục")
    dialog.setLabelText(QFileDialog.DialogLabel.FileName, "Tên tệp")
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, "Kiểu tệp")
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


class AnnexReader(QObject):
    """Reads one file at a time: `done(ReadAnnex)`, `failed(Trouble)`, or `left` when the officer stops waiting."""

    done = Signal(object)
    failed = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._turn = 0
        self.progress = ProgressPanel()
        self.progress.hide()
        self.progress.stopped.connect(self._stop)

    def read(self, path: Path) -> None:
        """Read a file; `done` comes at once for a small one.

        Raises:
            Trouble: as `Plans.read`, for a file that is read at once.
        """
        if not _is_large(path):
            self.done.emit(self._desk.workspace.plans.read(path))
            return
        self.progress.begin(f"Đang đọc {path.name}")
        self.progress.setFocus()
        self._turn += 1
        turn, record = self._turn, self._desk.workspace
        self._job = self._desk.jobs.start(
            lambda reporter: _read_in_job(reporter, record, path),
            lambda read: self._finish(turn, lambda: self.done.emit(read)),
            lambda error: self._finish(turn, lambda: self._fail(error)),
        )

    def _finish(self, turn: int, tell: Callable[[], None]) -> None:
        """What the newest reading brought; one that was left alone brings nothing."""
        if turn == self._turn and self._job is not None:
            self._job = None
            self.progress.hide()
            tell()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, Trouble):
            raise error
        self.failed.emit(error)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.progress.hide()
        self.left.emit()


def _is_large(path: Path) -> bool:
    try:
        return path.stat().st_size > READ_AT_ONCE
    except OSError:
        return False  # reading it says what is wrong


def _read_in_job(reporter: Reporter, record: Workspace, path: Path) -> ReadAnnex:
    reporter.check()
    own = record.again()
    try:
        return own.plans.read(path)
    finally:
        own.close()
