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


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a chart tells of, beside the same days a year before.

    Attributes:
        last: a month that begins after it has no number.
        about: puts them behind the title of a chart.
        note: what a reader has to know of them.
    """

    window: Window
    last: dt.date
    about: Callable[[str], str]
    note: str = ""

    @property
    def sides(self) -> tuple[Window, Window]:
        """These days, and the same a year before."""
        return self.window, Window(_year_before(self.window.start), _year_before(self.window.cut_off))

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(wording.MONTHS[one.start.month - 1] for one in _months(self.window))


class Charts:
    """The charts that a year has, and those of a report's days."""

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
        note = self._note(year)
        return self._of(code, Days(_of_year(year), today(self._clock), lambda one: wording.in_year(one, year), note))

    def of_days(self, code: str, window: Window) -> Chart:
        """The same of a report's days alone: last year's numbers are of the same days, and none where none is known.

        Once the cut-off is over it is the same chart on every day.

        Raises:
            InvalidInput: `indicator_unknown`.
        """
        about, last = wording.in_days(window.start, window.cut_off), min(window.cut_off, today(self._clock))
        found = self._of(code, Days(window, last, about))
        older = found.series[1:]
        if all(value is None for one in older for value in one.values):
            return replace(found, series=found.series[:1])
        told = [found.note, wording.SAME_DAYS, *self._before_record(window.start.year)]
        return replace(found, note=" ".join(one for one in told if one))

    def _of(self, code: str, days: Days) -> Chart:
        if code == TOPICS:
            return self._topics(days)
        if code == SOURCES:
            return self._by_source(days)
        if code == CLUSTERS:
            return self._by_cluster(days)
        indicator = self._catalogue.indicator(code)
        if not self._flows(indicator):
            raise InvalidInput("indicator", "indicator_unknown", code_given=code)
        return self._trend(indicator, days)

    def _trend(self, indicator: Indicator, days: Days) -> Chart:
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

        series = tuple(_series(one, days.last, number) for one in days.sides)
        percent = _HUNDRED if indicator.unit == "%" else None
        return Chart(
            days.about(wording.trend(indicator.name)),
            indicator.unit,
            indicator.decimals,
            days.labels,
            series,
            most=percent,
            note=days.note,
        )

    def _topics(self, days: Days) -> Chart:
        """How much of the list was told by the end of each month."""
        sources = self._asked.sources().for_one_report(whole=False)

        def share(window: Window) -> Decimal | None:
            all_topics = sources.topics_of(window.start.year)
            if not all_topics or window.cut_off < self._record_start:
                return None
            told = ask(sources, _TOLD, Window(dt.date(window.start.year, 1, 1), window.cut_off), {})
            return rounded(Fraction(getattr(told, "total", 0) * 100, all_topics), 1)

        series = tuple(_series(one, days.last, share) for one in days.sides)
        note = f"{wording.TOPICS_NOTE} {days.note}".strip()
        return Chart(days.about(wording.TOPICS), wording.TOPIC_UNIT, 1, days.labels, series, most=_HUNDRED, note=note)

    def _by_source(self, days: Days) -> Chart:
        sources = self._asked.sources().for_one_report(whole=False)
        seconds = [dict(shares(sources, _AIRTIME, one, {}, "source")) for one in days.sides]
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
            Series(
                wording.year(one.start.year),
                tuple(rounded(Fraction(value, 3600), 1) if of_year else None for value in column),
            )
            for one, column, of_year in zip(days.sides, columns, seconds, strict=True)
        )
        title = days.about(wording.SOURCES)
        return Chart(title, wording.HOURS, 1, tuple(labels), series, lying=True, note=wording.SOURCES_NOTE)

    def _by_cluster(self, days: Days) -> Chart:
        station = self._asked.inventory.the_station()
        lines = [
            {line.cluster.id: line for line in self._asked.aired.compare(station, window.start, window.cut_off).lines}
            for window in days.sides
        ]
        clusters = [line.cluster for line in lines[0].values() if any(one[line.cluster.id].planned for one in lines)]
        labels = tuple(" ".join(part for part in (one.number, one.name) if part) for one in clusters)
        series = tuple(
            Series(wording.year(at.start.year), tuple(_success(of_year[one.id]) for one in clusters))
            for at, of_year in zip(days.sides, lines, strict=True)
        )
        note = wording.clusters_note(sum(line.unsure for line in lines[0].values()))
        title = days.about(wording.CLUSTERS)
        return Chart(title, wording.SHARE, 1, labels, series, lying=True, most=_HUNDRED, note=note)

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
        return " ".join([*told, *self._before_record(year)])

    def _before_record(self, year: int) -> list[str]:
        missing = months_before(Window(dt.date(year - 1, 1, 1), dt.date(year, 12, 31)), self._record_start)
        return [wording.before_record(self._record_start)] if missing else []


def _success(line: ClusterLine) -> Decimal | None:
    known = line.aired + line.missed
    return rounded(Fraction(line.aired * 100, known), 1) if known else None


def _of_year(year: int) -> Window:
    return Window(dt.date(year, 1, 1), dt.date(year, 12, 31))


def _series(window: Window, last: dt.date, number: Callable[[Window], Decimal | None]) -> Series:
    """Some days month by month; what has not begun has no number."""
    values = (number(one) if one.start <= last else None for one in _months(window))
    return Series(wording.year(window.start.year), tuple(values))


def _months(window: Window) -> list[Window]:
    """The months of some days of one year, the first and the last cut to those days."""
    found = []
    for month in range(window.start.month, window.cut_off.month + 1):
        after = dt.date(window.start.year + month // 12, month % 12 + 1, 1)
        first, last = dt.date(window.start.year, month, 1), after - dt.timedelta(days=1)
        found.append(Window(max(first, window.start), min(last, window.cut_off)))
    return found


def _year_before(day: dt.date) -> dt.date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
