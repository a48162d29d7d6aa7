"""Ctrl+O and Ctrl+V: the file or the copied table of the chosen agency is read, then looked through in its card."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from ttcs_desktop.attachments.model import Owner
from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.collecting.forms import form_of
from ttcs_desktop.collecting.model import Standing
from ttcs_desktop.collecting.reading import Draft, read_pasted_report, read_report
from ttcs_desktop.grids.pasted import Pasted
from ttcs_desktop.papers.wording import short_date
from ui.kit.file_dialog import ask_file
from ui.kit.jobs import Job
from ui.kit.progress import ProgressPanel
from ui.pages.statistics.collecting.agency_panel import OWNER

if TYPE_CHECKING:
    from ui.pages.statistics.collecting.view import CollectionView
    from ui.pages.statistics.page import StatisticsPage

_KINDS = "*.docx *.xlsx *.txt *.csv *.htm *.html"


class ReportIntake(QObject):
    """Reads in a job: a report of Word takes longer than a press may."""

    def __init__(self, view: CollectionView, page: StatisticsPage) -> None:
        super().__init__(view)
        self._view, self._page, self._desk = view, page, page.desk
        self._job: Job | None = None
        self.progress = ProgressPanel()
        self.progress.hide()
        self.progress.stopped.connect(self._stop)

    def choose_file(self) -> None:
        """Ask for the file of the chosen agency."""
        standing = self._chosen()
        if standing is not None:
            kinds = (f"Báo cáo Word, Excel, chữ ({_KINDS})", "Mọi tệp (*)")

            def read(path: Path) -> None:
                self._page.guard(lambda: self.read(standing, path))

            ask_file(self._page, "Chọn báo cáo của cơ quan", "Đọc tệp", read, kinds)

    def paste(self) -> None:
        """Read what was copied: a table, text, or one file of the file manager."""
        standing = self._chosen()
        if standing is None:
            return
        data = QGuiApplication.clipboard().mimeData()
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data is not None else []
        if len(files) == 1:
            self.read(standing, files[0])
            return
        pasted = Pasted(data.html() if data.hasHtml() else "", data.text()) if data is not None else Pasted()
        name = f"bảng dán ngày {short_date(self._desk.today)}"
        asked, form = self._view.deeds.asked(standing), form_of(self._view.period.template.code).lines
        self._begin(standing, lambda: read_pasted_report(pasted, name, asked, form), None, "bảng đã chép")

    def read(self, standing: Standing, path: Path) -> None:
        """Read a file and show its card."""
        asked, form = self._view.deeds.asked(standing), form_of(self._view.period.template.code).lines
        self._begin(standing, lambda: read_report(path, asked, form), path, path.name)

    def attach(self, report_id: str, path: Path) -> None:
        """Attach the file a report was read from to that report."""
        files = self._view.panel.files
        files.show_owner(Owner(OWNER, report_id))
        files.take([path])

    def _begin(self, standing: Standing, read: Callable[[], Draft], source: Path | None, name: str) -> None:
        if self._job is not None:
            return
        self.progress.begin(f"Đang đọc {name}")
        self._job = self._desk.jobs.start(
            lambda _: read(), lambda draft: self._done(standing, draft, source), self._failed
        )

    def _done(self, standing: Standing, draft: Draft, source: Path | None) -> None:
        if self._job is None:
            return
        self._forget()
        self._page.guard(lambda: self._view.deeds.ask_report(standing, draft, source))

    def _failed(self, error: Exception) -> None:
        if self._job is None:
            return
        self._forget()
        if not isinstance(error, Trouble):
            raise error
        self._page.tell(error)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._forget()

    def _forget(self) -> None:
        self._job = None
        self.progress.hide()
        self._view.setFocus()

    def _chosen(self) -> Standing | None:
        chosen = self._view.chosen()
        if chosen is None:
            self._page.say("Chọn cơ quan đã gửi báo cáo rồi bấm lại.")
        return chosen
