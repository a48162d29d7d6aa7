"""Asks how far the topics of a year have been told."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from ttcs_desktop.basics.clock import Clock, local
from ttcs_desktop.basics.measured import Evidence, Measured
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.broadcast import recurrence
from ttcs_desktop.broadcast.coverage.model import Channel, Counts, Coverage, Telling, Told
from ttcs_desktop.broadcast.coverage.repository import CoverageRepository
from ttcs_desktop.broadcast.model import AiringChange
from ttcs_desktop.broadcast.planned import Surroundings
from ttcs_desktop.broadcast.planning import airing_id
from ttcs_desktop.broadcast.repository import TimetableRepository
from ttcs_desktop.content.topics.service import Topics
from ttcs_desktop.storage.database import Row

_DAY = dt.timedelta(days=1)


class TopicCoverage:
    """Counts by the file's own aggregates; what is planned is computed from the timetable, as everywhere.

    Attributes:
        topics: the lists themselves.
    """

    def __init__(
        self,
        repository: CoverageRepository,
        slots: TimetableRepository,
        topics: Topics,
        clock: Clock,
        around: Surroundings,
    ) -> None:
        self._repository, self._slots = repository, slots
        self.topics = topics
        self._clock = clock
        self._around = around

    def of_year(self, year: int, channel: Channel = Channel.STATION) -> Coverage:
        """How often each topic of a year is told on which day."""
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        days: dict[str, dict[dt.date, Counts]] = defaultdict(dict)
        if channel is Channel.STATION:
            for row in self._repository.aired_by_day(year):
                days[row["topic_id"]][dt.date.fromisoformat(row["day"])] = Counts(aired=row["number"])
            tellings: Iterable[Telling] = self._planned(year, first, last)
        else:
            tellings = self._sent(year, first, last)
        for one in tellings:
            counted = days[one.topic_id].get(one.day, Counts())
            days[one.topic_id][one.day] = counted + _one(one.told)
        today = local(self._clock.now()).date()
        topics = tuple(self.topics.of_year(year))
        return Coverage(year, today, topics, self.topics.item_counts(year), days)

    def told(self, window: Window) -> Measured:
        """Topics of the window's year told on air in it (C08), each by its first airing there."""
        topics = {one.id: one for one in self.topics.of_year(window.start.year)}
        first: dict[str, dt.date] = {}
        for row in self._repository.aired_by_day(window.start.year):
            day = dt.date.fromisoformat(row["day"])
            if window.holds(day):
                first[row["topic_id"]] = min(day, first.get(row["topic_id"], day))
        return Measured(
            tuple(
                Evidence("content", id_, first[id_], 1, f"{topic.code}. {topic.text}")
                for id_, topic in topics.items()
                if id_ in first
            )
        )

    def behind(
        self, topic_id: str, first: dt.date, last: dt.date, channel: Channel = Channel.STATION
    ) -> tuple[Telling, ...]:
        """The records behind the numbers of a topic between two days, by time.

        Raises:
            InvalidInput: `record_gone`.
        """
        year = self.topics.topic(topic_id).year
        if channel is Channel.PRESS:
            found = list(self._sent(year, first, last))
        else:
            found = [_aired(topic_id, row) for row in self._repository.aired(topic_id, first, last)]
            found += self._planned(year, first, last)
        mine = [one for one in found if one.topic_id == topic_id]
        return tuple(sorted(mine, key=lambda one: (one.day, one.start or dt.time(), one.id)))

    def _planned(self, year: int, first: dt.date, last: dt.date) -> list[Telling]:
        """Airings of the timetable that no line of the log speaks of yet."""
        now = local(self._clock.now()).replace(tzinfo=None)
        changes = {(one.slot_id, one.day, one.play): one for one in self._slots.airing_changes(first, last)}
        reach = [first, last, *(one.day for one in changes.values())]
        planned = {
            (one.topic_id, one.id): one
            for row, day in self._days_planned(year, min(reach), max(reach))
            for one in self._tellings(row, day, now, changes)
            if first <= one.day <= last
        }
        logged = self._repository.logged(first, last)
        return [one for one in planned.values() if one.id not in logged]

    def _days_planned(self, year: int, first: dt.date, last: dt.date) -> Iterator[tuple[Row, dt.date]]:
        is_holiday = _asked_once(self._around.is_holiday)
        for row in self._repository.editions(year, first, last):
            day = dt.date.fromisoformat(row["day"])
            if _falls_on(row, day, is_holiday):
                yield row, day
        for row in self._repository.item_slots(year, first, last):
            day = max(first, dt.date.fromisoformat(row["date_from"]))
            until = min(last, dt.date.fromisoformat(row["date_to"]))
            while day <= until:
                if _falls_on(row, day, is_holiday):
                    yield row, day
                day += _DAY

    def _tellings(
        self, row: Row, day: dt.date, now: dt.datetime, changes: Mapping[tuple[str, dt.date, int], AiringChange]
    ) -> Iterator[Telling]:
        """The plays of a slot's day: each where it stands now."""
        first = dt.datetime.combine(day, dt.time.fromisoformat(row["start"]))
        for play, later in enumerate(recurrence.of_text(row["recurrence"]).starts(row["seconds"])):
            change = changes.get((row["slot_id"], day, play))
            at = first + dt.timedelta(seconds=later) if change is None else change.moved_to
            if at is None:
                continue
            id_ = airing_id(self._around.unit_code, row["slot_id"], day, play)
            told = Told.PLANNED if at > now else Told.UNCONFIRMED
            facts = (row["item_id"], row["item"], row["title"], told, Channel.STATION, id_)
            yield Telling(row["topic_id"], id_, at.date(), at.time(), *facts)

    def _sent(self, year: int, first: dt.date, last: dt.date) -> Iterator[Telling]:
        for row in self._repository.contributions(year, first, last):
            told = Told.AIRED if row["used_on"] else Told.PLANNED
            day = dt.date.fromisoformat(row["used_on"] or row["sent_on"])
            yield Telling(
                row["topic_id"], row["id"], day, None, row["item_id"], row["item"], row["receiver"], told, Channel.PRESS
            )


def _falls_on(row: Row, day: dt.date, is_holiday: Callable[[dt.date], bool]) -> bool:
    rule, weekdays = recurrence.of_text(row["recurrence"]), {int(one) for one in row["weekdays"]}
    return rule.falls_on(day, dt.date.fromisoformat(row["date_from"]), weekdays, is_holiday)


def _asked_once(ask: Callable[[], Callable[[dt.date], bool]]) -> Callable[[dt.date], bool]:
    """The office's holidays, read when the first slot asks for them."""
    known = lru_cache(maxsize=1)(ask)

    def is_holiday(day: dt.date) -> bool:
        return known()(day)

    return is_holiday


def _aired(topic_id: str, row: Row) -> Telling:
    return Telling(
        topic_id,
        row["id"],
        dt.date.fromisoformat(row["day"]),
        dt.time.fromisoformat(row["start"]),
        row["item_id"],
        row["item"],
        row["title"],
        Told.AIRED,
        Channel.STATION,
        row["airing_id"],
    )


def _one(told: Told) -> Counts:
    return Counts(int(told is Told.AIRED), int(told is Told.PLANNED), int(told is Told.UNCONFIRMED))
