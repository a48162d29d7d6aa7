"""Which charts go into the annex of a period's report: chosen by the officer, drawn of the report's own days."""

from __future__ import annotations

from collections.abc import Callable

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.papers.chart import Chart
from ttcs_desktop.statistics.catalogue import Template
from ttcs_desktop.statistics.charts.service import Charts
from ttcs_desktop.statistics.texts.model import EditedText
from ttcs_desktop.statistics.texts.repository import REPORT_TEXT, ReportTextRows, put_text
from ttcs_desktop.statistics.texts.service import text_id

BLOCK = "charts"
"""The choice lies among the words of a report, as a block of its own: the codes in their order."""
MOST = 6


class ReportCharts:
    """The choice of a period and its charts."""

    def __init__(self, rows: ReportTextRows, ledger: Ledger, charts: Callable[[], Charts]) -> None:
        self._rows, self._ledger, self._charts = rows, ledger, charts

    def chosen(self, template: str, year: int) -> tuple[str, ...]:
        """The codes, in the annex's order; none where nobody has chosen."""
        found = self._rows.of(template, year).get(BLOCK)
        return tuple(found.text.split()) if found is not None else ()

    def choose(self, template: str, year: int, codes: tuple[str, ...]) -> Changes:
        """Have exactly these in the annex; none for no annex.

        Raises:
            InvalidInput: `indicator_unknown`; `charts_many` for more than an annex takes.
        """
        known = {code for code, _ in self._charts().known()}
        for code in codes:
            if code not in known:
                raise InvalidInput("chart", "indicator_unknown", code_given=code)
        if len(codes) > MOST:
            raise InvalidInput("chart", "charts_many", most=MOST)
        id_ = text_id(template, year, BLOCK)
        if not codes:
            return self._ledger.bury("statistics.choose_charts", REPORT_TEXT, [id_])
        one = EditedText(id_, template, year, BLOCK, " ".join(dict.fromkeys(codes)), {})
        return self._ledger.save("statistics.choose_charts", [put_text(one)])

    def toggle(self, template: str, year: int, code: str) -> Changes:
        """Put a chart last, or take it out where it is in already."""
        now = self.chosen(template, year)
        return self.choose(template, year, tuple(one for one in now if one != code) if code in now else (*now, code))

    def drawn(self, template: Template, year: int) -> tuple[Chart, ...]:
        """The charts chosen, as the record gives them now; a chart that the catalogue does not know any more is left
        out."""
        codes = self.chosen(template.code, year)
        if not codes:
            return ()
        charts = self._charts()
        known = {code for code, _ in charts.known()}
        return tuple(charts.of_days(code, template.window(year)) for code in codes if code in known)
