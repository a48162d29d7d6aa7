"""What the page Thống kê does with charts: counts one in a job, shows it, prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ttcs_desktop.office.wording import unit_title
from ttcs_desktop.papers.chart import Chart
from ttcs_desktop.statistics.charts.papers import chart_paper
from ui.kit.jobs import Reporter
from ui.pages.statistics.charts_view import ChartsView

if TYPE_CHECKING:
    from ui.pages.statistics.page import StatisticsPage


class ChartsBench(QObject):
    """The view of charts and what its keys do."""

    def __init__(self, page: StatisticsPage) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self._asked = 0
        workspace, today = self._desk.workspace, self._desk.today
        years = range(today.year, min(workspace.record_start.year, today.year) - 1, -1)
        self.view = ChartsView(workspace.charts.known(), years, min(page.period.year, today.year))
        self.view.asked.connect(self.reload)
        self.view.left.connect(page.show_shown)
        self.view.wanted_in_report.connect(lambda: page.guard(self.toggle))
        self.view.paper.connect(lambda: page.guard(page.see_paper))

    def toggle(self) -> None:
        """F4: the chart shown goes into the annex of the period's report, or out of it."""
        period, code, charts = self._page.period, self.view.code(), self._desk.workspace.report_charts
        template, year = period.template.code, period.year
        is_in = code in charts.chosen(template, year)
        changes = charts.toggle(template, year, code)
        words = "Đã bỏ biểu đồ khỏi phụ lục của báo cáo" if is_in else "Đã đưa biểu đồ vào phụ lục của báo cáo"
        frozen = self._page.pressing.frozen is not None
        self._desk.publish(changes, f"{words}; bản đã chốt giữ nguyên" if frozen else words)
        self._show_chosen()

    def _show_chosen(self) -> None:
        period = self._page.period
        chosen = self._desk.workspace.report_charts.chosen(period.template.code, period.year)
        self.view.show_chosen(chosen, period.title)

    def reload(self) -> None:
        """Count the chart that is asked for, in a job: two years of the log are read for it."""
        self._asked += 1
        mine, code, year, workspace = self._asked, self.view.code(), self.view.wanted_year(), self._desk.workspace
        self.view.wait()
        self._show_chosen()

        def count(_reporter: Reporter) -> Chart | None:
            if mine != self._asked:
                return None
            again = workspace.again()
            try:
                return again.charts.chart(code, year)
            finally:
                again.close()

        self._desk.jobs.start(count, lambda found: self._counted(mine, found), self._page.met)

    def show_paper(self) -> None:
        """The chart shown as a sheet, with its numbers."""
        chart, workspace, day = self.view.chart(), self._desk.workspace, self._desk.today
        if chart is not None:
            unit = unit_title(workspace.office.unit(day))
            paper = chart_paper(chart, unit, day, trial=workspace.is_trial)
            self._page.show_document(paper, back=self.view)

    def _counted(self, mine: int, found: Chart | None) -> None:
        if found is not None and mine == self._asked:
            self.view.show_chart(found)
