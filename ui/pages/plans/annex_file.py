"""Choosing and reading the file of an annex, or what was copied of one; a large one is read off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.grids.pasted import Pasted
from ttcs_desktop.plans.service import ReadAnnex
from ttcs_desktop.workspace import Workspace
from ui.kit.file_dialog import ask_file
from ui.kit.jobs import Job, Reporter
from ui.kit.progress import ProgressPanel
from ui.pages.desk import Desk

READ_AT_ONCE = 1024 * 1024
"""Files up to this many bytes are read while the officer waits: they take a few milliseconds."""
TEXT_AT_ONCE = 1024
"""The same for text without a table: putting it together again takes longer."""
_KINDS = "*.docx *.xlsx *.txt *.csv *.htm *.html *.doc *.xls *.xlsm *.pdf"


def choose_annex(parent: QWidget, chosen: Callable[[Path], None]) -> None:
    """Ask for a file of Word, Excel or text; what cannot be read may be chosen too, to be told what to do with it."""
    kinds = (f"Phụ lục Word, Excel, chữ ({_KINDS})", "Mọi tệp (*)")
    ask_file(parent, "Chọn phụ lục kế hoạch", "Đọc tệp", chosen, kinds)


def clipboard_annex() -> Pasted | Path:
    """What was copied: a table or text, or the one file that was copied in the file manager."""
    data = QGuiApplication.clipboard().mimeData()
    if data is None:  # an empty clipboard, or one another program holds
        return Pasted("", "")
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
    return files[0] if len(files) == 1 else _pasted(data)


class AnnexReader(QObject):
    """Reads one annex at a time: `done(ReadAnnex)`, `failed(Trouble)`, or `left` when the officer stops waiting."""

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
        self._begin(f"Đang đọc {path.name}", lambda record: record.plans.read(path), in_job=_is_large(path))

    def read_pasted(self, pasted: Pasted, name: str) -> None:
        """Read what was copied elsewhere; `name` stands where a file's name would.

        Raises:
            Trouble: as `Plans.read_pasted`, for what is read at once.
        """
        in_job = len(pasted.html) > READ_AT_ONCE or (not pasted.html and len(pasted.text) > TEXT_AT_ONCE)
        self._begin("Đang đọc bảng đã chép", lambda record: record.plans.read_pasted(pasted, name), in_job=in_job)

    def _begin(self, doing: str, read: Callable[[Workspace], ReadAnnex], *, in_job: bool) -> None:
        self._desk.done.emit("", None, "")  # or a refusal would stand above "Đã nhập 14 nhiệm vụ" of the file before
        if not in_job:
            self.done.emit(read(self._desk.workspace))
            return
        self.progress.begin(doing)
        self.progress.setFocus()
        self._turn += 1
        turn, record = self._turn, self._desk.workspace
        self._job = self._desk.jobs.start(
            lambda reporter: _read_in_job(reporter, record, read),
            lambda annex: self._finish(turn, lambda: self.done.emit(annex)),
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
        return path.stat().st_size > (TEXT_AT_ONCE if path.suffix.lower() == ".txt" else READ_AT_ONCE)
    except OSError:
        return False  # reading it says what is wrong


def _read_in_job(reporter: Reporter, record: Workspace, read: Callable[[Workspace], ReadAnnex]) -> ReadAnnex:
    reporter.check()
    own = record.again()
    try:
        return read(own)
    finally:
        own.close()


def _pasted(data: QMimeData) -> Pasted:
    return Pasted(data.html() if data.hasHtml() else "", data.text() if data.hasText() else "")
