"""What a week should have and has not: priority news without an airing, topics of the year that nobody tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from ttcs_desktop.basics.clock import Clock, local
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.checks.model import WeekLack
from ttcs_desktop.broadcast.conflicts import Rule, Severity
from ttcs_desktop.broadcast.coverage.service import TopicCoverage
from ttcs_desktop.broadcast.tray.model import TrayItem
from ttcs_desktop.content.model import Priority


class WeekLacks:
    """Asks the tray and the coverage of topics. A week that is over lacks nothing any more."""

    def __init__(
        self, waiting: Callable[[], tuple[TrayItem, ...]], coverage: Callable[[], TopicCoverage], clock: Clock
    ) -> None:
        self._waiting, self._coverage, self._clock = waiting, coverage, clock

    def of(self, week: Week) -> tuple[WeekLack, ...]:
        """What a week lacks, by the last day on which it can be mended."""
        today = local(self._clock.now()).date()
        if week.sunday < today:
            return ()
        found = [*self._priority(week, today), *self._topics(week)]
        return tuple(sorted(found, key=lambda one: (one.due, one.rule.value, one.title, one.record_id)))

    def _priority(self, week: Week, today: dt.date) -> Iterator[WeekLack]:
        """Items sent as priority or urgent that are to be aired by the end of the week; without a last day: at once."""
        for one in self._waiting():
            item = one.item
            due = item.valid_to or today
            if item.priority is not Priority.NORMAL and not one.ran_out and due <= week.sunday:
                first = item.received_on or today
                yield WeekLack(
                    Rule.PRIORITY_NOT_PLACED,
                    Severity.ASK,
                    "content",
                    item.id,
                    item.title,
                    first,
                    due,
                    priority=item.priority,
                    approved=one.is_approved,
                )

    def _topics(self, week: Week) -> Iterator[WeekLack]:
        """Topics of which a stretch ends in the week with less than what is asked for aired and planned in it."""
        for year in sorted({week.monday.year, week.sunday.year}):
            room = self._coverage()
            ending = [
                (topic, stretch)
                for topic in room.topics.of_year(year)
                for stretch in topic.stretches() or (topic.window,)
                if week.monday <= stretch.cut_off <= week.sunday
            ]
            if not ending:
                continue
            coverage = room.of_year(year)
            for topic, stretch in ending:
                counts = coverage.counts(topic.id, stretch.start, stretch.cut_off)
                told, wanted = counts.aired + counts.planned + counts.unconfirmed, topic.entry.wanted.number
                if told < max(1, wanted):
                    yield WeekLack(
                        Rule.TOPIC_NOT_COVERED,
                        Severity.WARN,
                        "topics",
                        topic.id,
                        topic.text,
                        stretch.start,
                        stretch.cut_off,
                        wanted,
                        told,
                    )
