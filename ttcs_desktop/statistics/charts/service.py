"""Numbers for charts out of the same measures as the reports: a year and the one before it beside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.aired.model import ClusterLine
from ttcs_desktop.broadcast.aired.service import Aired
from ttcs_desktop.broadcast.inventory import Inventory
from ttcs_desktop.papers.chart import Chart, Series
from ttcs_desktop.statistics.catalogue import Catalogue, Indicator, Nature
from ttcs_desktop.statistics.charts import wording
from ttcs_desktop.statistics.compute import compute, months_before, rounded
from ttcs_desktop.statistics.measures import Sources, ask, shares
from ttcs_desktop.statistics.model import CarriedIn

TOPICS, SOURCES, CLUSTERS = "topics", "sources", "clusters"
_AIRTIME, _TOLD = "broadcast.aired_seconds", "broadcast.topics_told"
_SHOWN_SOURCES = 8
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Asked:
    """Who knows the numbers."""

    sources: Callable[[], Sources]
    carried: Callable[[], Sequence[CarriedIn]]
    aired: Aired
    inventory: Inventory


class Charts:
    """The charts that a year has."""

    def __init__(self, asked: Asked, catalogue: Catalogue, clock: Clock, record_start: dt.date) -> None:
        self._asked, self._catalogue, self._clock, self._record_start = asked, catalogue, clock, record_start

    def known(self) -> tuple[tuple[str, str], ...]:
        """Every chart by code with its title: topics, sources, clusters, then each measured flow month by month."""
        fixed = ((TOPICS, wording.TOPICS), (SOURCES, wording.SOURCES), (CLUSTERS, wording.CLUSTERS))
        trends = (
            (code, wording.trend(one.name)) for code, one in self._catalogue.indicators.items() if self._flows(one)
        )
        return (*trends, *fixed)

    def chart(self, code: str, year: int) -> Chart:
        """A chart of a year, the year before beside it.

        Raises:
            InvalidInput: `indicator_unknown`.
        """
        if code == TOPICS:
            return self._topics(year)
        if code == SOURCES:
            return self._by_source(year)
        if code == CLUSTERS:
            return self._by_cluster(year)
        indicator = self._catalogue.indicator(code)
        if not self._flows(indicator):
            raise InvalidInput("indicator", "indicator_unknown", code_given=code)
        return self._trend(indicator, year)

    def _trend(self, indicator: Indicator, year: int) -> Chart:
        sources, carried = self._asked.sources().for_one_report(whole=False), tuple(self._asked.carried())
        known, bare = self._catalogue.indicators, replace(indicator, breakdowns=())

        def number(window: Window) -> Decimal | None:
            (value,) = compute(
                [bare],
                sources,
                window,
                carried=carried,
                entered={},
                record_start=self._record_start,
                known=known,
            )
            return value.carried if window.cut_off < self._record_start else value.counted

        series = tuple(self._series(one, number) for one in (year, year - 1))
        percent = _HUNDRED if indicator.unit == "%" else None
        return Chart(
            wording.in_year(wording.trend(indicator.name), year),
            indicator.unit,
            indicator.decimals,
            wording.MONTHS,
            series,
            most=percent,
            note=self._note(year),
        )

    def _topics(self, year: int) -> Chart:
        """How much of the list was told by the end of each month."""
        sources = self._asked.sources().for_one_report(whole=False)

        def share(window: Window) -> Decimal | None:
            all_topics = sources.topics_of(window.start.year)
            if not all_topics or window.cut_off < self._record_start:
                return None
            told = ask(sources, _TOLD, Window(dt.date(window.start.year, 1, 1), window.cut_off), {})
            return rounded(Fraction(getattr(told, "total", 0) * 100, all_topics), 1)

        series = tuple(self._series(one, share) for one in (year, year - 1))
        note = f"{wording.TOPICS_NOTE} {self._note(year)}".strip()
        title = wording.in_year(wording.TOPICS, year)
        return Chart(title, wording.TOPIC_UNIT, 1, wording.MONTHS, series, most=_HUNDRED, note=note)

    def _by_source(self, year: int) -> Chart:
        sources = self._asked.sources().for_one_report(whole=False)
        seconds = [dict(shares(sources, _AIRTIME, _of_year(one), {}, "source")) for one in (year, year - 1)]
        order = sorted(
            {source for one in seconds for source in one},
            key=lambda source: (-sum(one.get(source, 0) for one in seconds), source),
        )
        shown, rest = order[:_SHOWN_SOURCES], order[_SHOWN_SOURCES:]
        labels = [source or wording.NO_SOURCE for source in shown]
        columns = [[one.get(source, 0) for source in shown] for one in seconds]
        if rest:
            labels.append(wording.OTHERS)
            for column, one in zip(columns, seconds, strict=True):
                column.append(sum(one.get(source, 0) for source in rest))
        series = tuple(
            Series(wording.year(one), tuple(rounded(Fraction(value, 3600), 1) if of_year else None for value in column))
            for one, column, of_year in zip((year, year - 1), columns, seconds, strict=True)
        )
        title = wording.in_year(wording.SOURCES, year)
        return Chart(title, wording.HOURS, 1, tuple(labels), series, lying=True, note=wording.SOURCES_NOTE)

    def _by_cluster(self, year: int) -> Chart:
        station = self._asked.inventory.the_station()
        lines = [
            {line.cluster.id: line for line in self._asked.aired.compare(station, window.start, window.cut_off).lines}
            for window in (_of_year(year), _of_year(year - 1))
        ]
        clusters = [line.cluster for line in lines[0].values() if any(one[line.cluster.id].planned for one in lines)]
        labels = tuple(" ".join(part for part in (one.number, one.name) if part) for one in clusters)
        series = tuple(
            Series(wording.year(at), tuple(_success(of_year[one.id]) for one in clusters))
            for at, of_year in zip((year, year - 1), lines, strict=True)
        )
        note = wording.clusters_note(sum(line.unsure for line in lines[0].values()))
        title = wording.in_year(wording.CLUSTERS, year)
        return Chart(title, wording.SHARE, 1, labels, series, lying=True, most=_HUNDRED, note=note)

    def _series(self, year: int, number: Callable[[Window], Decimal | None]) -> Series:
        """A year month by month; what has not begun has no number."""
        last = today(self._clock)
        windows = [_of_month(year, month) for month in range(1, 13)]
        values = (number(one) if one.start <= last else None for one in windows)
        return Series(wording.year(year), tuple(values))

    def _flows(self, indicator: Indicator) -> bool:
        """Whether its months can be told: a flow that the record measures, or that is made of such ones alone."""
        if indicator.nature is not Nature.FLOW:
            return False
        if indicator.expression is None:
            return indicator.measure is not None
        terms = (self._catalogue.indicators[one.code] for one in indicator.expression.references)
        return all(one.measure is not None for one in terms)

    def _note(self, year: int) -> str:
        day, told = today(self._clock), []
        if year == day.year:
            told.append(wording.so_far(day))
        if months_before(Window(dt.date(year - 1, 1, 1), dt.date(year, 12, 31)), self._record_start):
            told.append(wording.before_record(self._record_start))
        return " ".join(told)


def _success(line: ClusterLine) -> Decimal | None:
    known = line.aired + line.missed
    return rounded(Fraction(line.aired * 100, known), 1) if known else None


def _of_year(year: int) -> Window:
    return Window(dt.date(year, 1, 1), dt.date(year, 12, 31))


def _of_month(year: int, month: int) -> Window:
    after = dt.date(year + month // 12, month % 12 + 1, 1)
    return Window(dt.date(year, month, 1), after - dt.timedelta(days=1))
