"""What the page Thống kê does with frozen versions: holds them against each other, and asks their figures why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.statistics.catalogue import Direction
from ttcs_desktop.statistics.comparing.events import Event
from ttcs_desktop.statistics.comparing.papers import comparison_paper
from ttcs_desktop.statistics.comparing.service import Comparison
from ttcs_desktop.statistics.comparing.sides import Side
from ttcs_desktop.workspace import Workspace
from ui.kit.jobs import Reporter
from ui.kit.messages import message_of
from ui.pages.statistics.comparing_view import ComparingView
from ui.pages.statistics.evidence import Entry
from ui.pages.statistics.frozen_view import FrozenView
from ui.pages.statistics.going import open_entry
from ui.pages.statistics.periods import Period
from ui.workflows.messages import SUBJECTS

if TYPE_CHECKING:
    from ui.pages.statistics.page import StatisticsPage


class ComparingBench(QObject):
    """Two views of the page and the jobs that fill them."""

    def __init__(self, page: StatisticsPage) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self._asked = 0
        self.view, self.frozen = ComparingView(), FrozenView()
        self.view.asked.connect(self._compare)
        self.view.opened.connect(self._open)
        self.view.paper.connect(self.show_paper)
        self.frozen.version_chosen.connect(self._read)
        self.frozen.source.record_wanted.connect(lambda entry: open_entry(self._desk, entry, page))
        self._read_period: Period | None = None

    def compare(self, period: Period) -> None:
        """Hold the period shown against what is asked most: its frozen version, or the report before."""
        known = self._reports()
        one, other = _likely(self._desk.workspace, period, [name for name, _ in known])
        self.view.offer(known, one, other)

    def show_frozen(self, period: Period) -> None:
        """The figures of the newest version of a period."""
        latest = self._desk.workspace.statistics.latest(period.template.code, period.year)
        self._read_period = period
        if latest is not None:
            self._read(latest.version)

    def show_paper(self) -> None:
        """The comparison as a paper."""
        if self.view.found is not None:
            trial = self._desk.workspace.is_trial
            self._page.show_document(comparison_paper(self.view.found, trial=trial), back=self.view)

    def _reports(self) -> list[tuple[str, str]]:
        """Every report that can be named: as it stands now, and each frozen version."""
        statistics, told = self._desk.workspace.statistics, []
        for period in self._page.periods:
            if period.template.direction is not Direction.SEND:
                continue
            title = f"{period.title[:1].upper()}{period.title[1:]} ({period.template.code})"
            told.append((f"{period.id}@0", f"{title}, sổ hiện nay"))
            versions = reversed(statistics.versions(period.template.code, period.year))
            told += [(f"{period.id}@{one.version}", f"{title}, bản chốt {one.version}") for one in versions]
        return told

    def _compare(self, one: str, other: str, days_on: bool) -> None:
        self._asked += 1
        mine, workspace = self._asked, self._desk.workspace
        self.view.wait()

        def work(_reporter: Reporter) -> Comparison | None:
            if mine != self._asked:
                return None
            again = workspace.again()
            try:
                return again.statistics.reconciling.named(f"{one}+" if days_on else one, other)
            finally:
                again.close()

        self._desk.jobs.start(work, lambda found: self._compared(mine, found), self._failed)

    def _compared(self, mine: int, found: Comparison | None) -> None:
        if found is not None and mine == self._asked:
            self.view.show_found(found)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Trouble):
            raise error
        self.view.show_trouble(message_of(error, SUBJECTS).text())

    def _read(self, version: int) -> None:
        period, workspace = self._read_period, self._desk.workspace
        if period is None:
            return
        code, year = period.template.code, period.year

        def work(_reporter: Reporter) -> tuple[Side, list[int]]:
            again = workspace.again()
            try:
                known = [one.version for one in again.statistics.versions(code, year)]
                return again.statistics.reconciling.side(code, year, version), known
            finally:
                again.close()

        self._desk.jobs.start(work, lambda read: self.frozen.show_side(*read), self._page.met)

    def _open(self, event: Event) -> None:
        record = event.record
        if record is not None:
            entry = Entry(0, record.subject, record.id, record.date, record.label, record.amount)
            open_entry(self._desk, entry, self._page)

    def views(self) -> tuple[ComparingView, FrozenView]:
        """What stands in the place of the figures."""
        return self.view, self.frozen


def _likely(workspace: Workspace, period: Period, known: list[str]) -> tuple[str, str]:
    """The pair to begin with: frozen against now, else the unit's report before, else another of this year."""
    statistics, now = workspace.statistics, f"{period.id}@0"
    latest = statistics.latest(period.template.code, period.year)
    if latest is not None:
        return f"{period.id}@{latest.version}", now
    last = statistics.last_report(period.template.code, period.year)
    named = f"{last.template}/{last.year}@{last.version}" if last is not None else ""
    if named in known:
        return named, now
    same_year = [name for name in known if name != now and f"/{period.year}@" in name]
    beside = same_year[0] if same_year else now
    other = workspace.statistics.catalogue.template(beside.partition("/")[0])
    later = other.window(period.year).cut_off > period.template.window(period.year).cut_off
    return (now, beside) if later else (beside, now)
