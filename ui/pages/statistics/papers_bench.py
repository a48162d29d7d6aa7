"""Ctrl+E at a frozen report: all its papers and data files into its folder, one by one, with a way to stop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from ttcs_desktop.statistics.model import Snapshot
from ui.kit.fields import Choice
from ui.kit.form import FormField
from ui.kit.jobs import Job, Progress, Reporter
from ui.pages.form_card import FormCard

if TYPE_CHECKING:
    from ui.pages.statistics.page import StatisticsPage

TITLE = "Lập giấy tờ của bản chốt"
_TOLD = (
    "Báo cáo, bảng nhập phần mềm (PDF và Word), bảng số Excel, tệp JSON; bản đính chính có thêm bảng đối chiếu. "
    "Lập lại bao nhiêu lần cũng ra đúng tệp ấy."
)


def papers_card(take: Callable[[dict[str, Any]], object], parent: QWidget | None = None) -> FormCard:
    """Whether the list of records goes with the papers."""
    choice = Choice([(False, "Không kèm"), (True, "Kèm danh sách từng bản ghi (có thể cả trăm trang)")])
    fields = [FormField("evidence", "&Danh sách bản ghi", choice)]
    card = FormCard(TITLE, "Lập", fields, take, parent=parent)
    card.introduce(_TOLD)
    return card


class PapersBench(QObject):
    """Works for the page."""

    def __init__(self, page: StatisticsPage) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self._job: Job | None = None
        page.progress.stopped.connect(self._stop)

    def ask(self) -> None:
        """Ask what goes with them, then draw."""
        frozen = self._page.pressing.frozen
        if frozen is None or self._job is not None:
            return
        snapshot = frozen.snapshot

        def take(values: dict[str, Any]) -> None:
            self._start(snapshot, evidence=bool(values["evidence"]))

        card = papers_card(take, self._page)
        card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card.troubled.connect(self._page.tell)
        card.open()

    def _start(self, snapshot: Snapshot, *, evidence: bool) -> None:
        record = self._desk.workspace

        def work(reporter: Reporter) -> list[Path]:
            from ui.workflows.papers import version_folder  # noqa: PLC0415  printing is loaded with the first paper
            from ui.workflows.report_papers import write_papers  # noqa: PLC0415  as above

            mine = record.again()
            try:
                folder = version_folder(mine, snapshot)
                return write_papers(mine, snapshot, folder, tell=reporter.tell, evidence=evidence)
            finally:
                mine.close()

        self._page.progress.begin("Đang lập giấy tờ")
        self._job = self._desk.jobs.start(work, self._done, self._failed, progress=self._tell, stopped=self._stopped)

    def _tell(self, state: Progress) -> None:
        self._page.progress.say(
            f"Đang lập {state.phase}" if state.phase else "Đang lập giấy tờ", state.done, state.total
        )

    def _done(self, written: list[Path]) -> None:
        self._end()
        self._desk.done.emit(f"Đã lập {len(written)} tệp trong thư mục {written[0].parent}", None, "")
        self._page.pressing.read()

    def _failed(self, error: Exception) -> None:
        self._end()
        self._page.met(error)

    def _stopped(self) -> None:
        self._end()
        self._page.say("Đã dừng. Tệp nào lập xong thì vẫn dùng được.")

    def _end(self) -> None:
        self._job = None
        self._page.progress.hide()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
