"""What the page Thống kê does with the words of a report: fills them in a job, saves the officer's, keeps drafts."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.statistics.texts.model import TextBlock
from ttcs_desktop.statistics.texts.wording import block_title
from ui.kit.jobs import Reporter
from ui.pages.statistics.periods import Period
from ui.pages.statistics.texts_view import TextsView

if TYPE_CHECKING:
    from ui.pages.statistics.page import StatisticsPage

ROOM = "report-text"


class TextsBench(QObject):
    """The view of the words and what its keys do."""

    def __init__(self, page: StatisticsPage) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self._asked = 0
        self._period: Period | None = None
        self.view = TextsView()
        self.view.edited.connect(lambda block, text: page.guard(lambda: self._edit(block, text)))
        self.view.taken_back.connect(lambda block: page.guard(lambda: self._take_back(block)))
        self.view.kept.connect(self._keep)
        self.view.left.connect(page.show_shown)

    def reload(self) -> None:
        """Fill the blocks of the page's period in a job: tasks, topics and repairs are read for it.

        The page's own figures go into them; while these are being counted, the page asks again when they are there.
        """
        period, workspace = self._page.period, self._desk.workspace
        if self._period is not None and period.id != self._period.id:
            self.view.save()
            self.view.forget()
        self._period = period
        self._asked += 1
        mine = self._asked
        counted = self._page.figures.report()
        if counted is None or (counted.template.code, counted.year) != (period.template.code, period.year):
            return

        def fill(_reporter: Reporter) -> tuple[TextBlock, ...] | None:
            if mine != self._asked:
                return None
            again = workspace.again()
            try:
                return again.report_texts.of(counted)
            finally:
                again.close()

        self._desk.jobs.start(fill, lambda found: self._filled(mine, found), self._page.met)

    def _filled(self, mine: int, found: tuple[TextBlock, ...] | None) -> None:
        if found is None or mine != self._asked or self._period is None:
            return
        workspace, place = self._desk.workspace, f"{self._period.id}/"
        left = {
            where.removeprefix(place): str(body.get("text", ""))
            for where, body in workspace.drafts.under(ROOM).items()
            if where.startswith(place)
        }
        names = {code: one.name for code, one in workspace.statistics.catalogue.indicators.items()}
        self.view.show_frozen(frozen=self._page.pressing.frozen is not None)
        self.view.show_blocks(found, names, left)

    def _edit(self, block: TextBlock, text: str) -> None:
        period = self._period
        if period is None:
            return
        changes = self._desk.workspace.report_texts.edit(period.template.code, period.year, block, text)
        self._done(block)
        self._desk.publish(changes, f"Đã lưu lời mục {block_title(block.code)}")

    def _take_back(self, block: TextBlock) -> None:
        period = self._period
        if period is None:
            return
        self._done(block)
        if block.edited is None:
            self.reload()
            return
        changes = self._desk.workspace.report_texts.take_back(period.template.code, period.year, block.code)
        self._desk.publish(changes, f"Mục {block_title(block.code)} trở về lời máy điền")

    def _done(self, block: TextBlock) -> None:
        self.view.done_with(block.code)
        self._keep(block.code, None)

    def _keep(self, code: str, text: str | None) -> None:
        """Keep words under way, in case the power goes; a record that takes nothing is told of by the next save."""
        if self._period is None:
            return
        place = f"{ROOM}/{self._period.id}/{code}"
        with suppress(EnvironmentProblem):
            if text is None:
                self._desk.workspace.drafts.drop(place)
            else:
                self._desk.workspace.drafts.keep(place, {"text": text})
