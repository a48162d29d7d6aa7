"""Coverage of topics: what was aired, what is planned, what is still missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from ttcs_desktop.basics.periods import Week, Window
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.content.topics.model import Topic


class Channel(StrEnum):
    """Where a topic is told: by the ward's own station, or by a higher station or paper that used a contribution."""

    STATION = "station"
    PRESS = "press"


class Told(StrEnum):
    """How sure a telling is: it happened; it is planned; its hour has passed and nobody has said how it went."""

    AIRED = "aired"
    PLANNED = "planned"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True)
class Telling:
    """One time an item told of a topic: an airing, or a contribution.

    Attributes:
        id: of the log entry, of the planned airing, of the contribution.
        airing_id: what the timetable opens; None for an airing that stood in none, and for the press.
        start: wall clock; None where no hour is known.
        where: what it was aired in, or who used it.
    """

    topic_id: str
    id: str
    day: dt.date
    start: dt.time | None
    item_id: str
    item: str
    where: str
    told: Told
    channel: Channel
    airing_id: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How often a topic is told in a stretch of days."""

    aired: int = 0
    planned: int = 0
    unconfirmed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.aired + other.aired, self.planned + other.planned, self.unconfirmed + other.unconfirmed)

    def __bool__(self) -> bool:
        return bool(self.aired or self.planned or self.unconfirmed)


NONE = Counts()


class Lack(StrEnum):
    """What a topic lacks, the worst first; `LATER` is no lack: its period is still to come."""

    NO_ITEM = "no_item"
    MISSED = "missed"
    SHORT = "short"
    NEVER = "never"
    LATER = "later"
    ENOUGH = "enough"


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing: how many airings, and in which stretch where the list asks for so many a month or quarter.

    `planned` of them stand in the timetable; `more` other stretches are over and short as well. A topic for which no
    number is asked and that was never told misses 0.
    """

    lack: Lack
    missing: int = 0
    stretch: Window | None = None
    planned: int = 0
    more: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A stretch of days that stands as one column: an ISO week, or a month."""

    first: dt.date
    last: dt.date
    week: Week | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The topics of a year and how often each is told on which day by one channel."""

    year: int
    today: dt.date
    topics: tuple[Topic, ...]
    items: Mapping[str, int]
    days: Mapping[str, Mapping[dt.date, Counts]] = field(repr=False)

    def counts(self, topic_id: str, first: dt.date, last: dt.date) -> Counts:
        """How often a topic is told between two days, both included."""
        found = (counts for day, counts in self.days.get(topic_id, {}).items() if first <= day <= last)
        return sum(found, NONE)

    def total(self, topic: Topic) -> Counts:
        """The same over the whole year."""
        return sum(self.days.get(topic.id, {}).values(), NONE)

    def gap(self, topic: Topic) -> Gap:
        """What a topic lacks today; of several stretches the first that is short, an ended one before the present."""
        window, stretches = topic.window, topic.stretches()
        if not self.items.get(topic.id):
            return Gap(Lack.NO_ITEM)
        if not stretches:
            if self.counts(topic.id, window.start, window.cut_off).aired:
                return Gap(Lack.ENOUGH)
            if window.cut_off < self.today:
                return Gap(Lack.MISSED, 0, window)
            return Gap(Lack.LATER if window.start > self.today else Lack.NEVER, planned=self._planned(topic, window))
        number = topic.entry.wanted.number
        missing = [(one, number - self.counts(topic.id, one.start, one.cut_off).aired) for one in stretches]
        short = [(one, lack) for one, lack in missing if lack > 0 and one.start <= self.today]
        over = [pair for pair in short if pair[0].cut_off < self.today]
        if over:
            return Gap(Lack.MISSED, over[0][1], over[0][0], more=len(over) - 1)
        if short:
            return Gap(Lack.SHORT, short[0][1], short[0][0], self._planned(topic, short[0][0]))
        return Gap(Lack.LATER if window.start > self.today else Lack.ENOUGH)

    def _planned(self, topic: Topic, stretch: Window) -> int:
        return self.counts(topic.id, stretch.start, stretch.cut_off).planned


def weeks_of(year: int, quarter: int) -> tuple[Column, ...]:
    """The ISO weeks that touch a quarter (1 to 4), cut at the ends of the year; 13 or 14 of them."""
    first, last = dt.date(year, quarter * 3 - 2, 1), _month_end(year, quarter * 3)
    week, found = Week.of(first), []
    while week.monday <= last:
        start, end = max(week.monday, dt.date(year, 1, 1)), min(week.sunday, dt.date(year, 12, 31))
        found.append(Column(start, end, week))
        week = week.shifted(1)
    return tuple(found)


def months_of(year: int) -> tuple[Column, ...]:
    """The twelve months of a year."""
    return tuple(Column(dt.date(year, month, 1), _month_end(year, month)) for month in range(1, 13))


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
