"""What the log shows of the rules on when loudspeakers may play: the same rules as of the plan, over what was aired."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from functools import cache

from ttcs_desktop.basics.measured import Evidence
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.broadcast.counted.repository import Plays
from ttcs_desktop.broadcast.model import Airing, Fill, Kind, Priority, Slot
from ttcs_desktop.broadcast.repository import TimetableRepository
from ttcs_desktop.broadcast.time_rules import breaches, choice_of_row, shipped_rules
from ttcs_desktop.broadcast.wording import RULES


class RulesKept:
    """Which airings broke the rules that held on their day (C16)."""

    def __init__(self, plays: Plays, slots: TimetableRepository) -> None:
        self._plays, self._slots = plays, slots

    def breaches(self, window: Window) -> list[tuple[Evidence, str]]:
        """One record for an airing and a rule that it broke, with the rule's code; urgent messages break none."""
        choices = [choice_of_row(row) for row in self._slots.rule_choices()]
        first = max(window.start, min((one.from_day for one in choices), default=dt.date.max))
        if first > window.cut_off:
            return []
        return [
            (
                Evidence("broadcast", found.a.id, found.a.day, 1, f"{RULES[found.rule]}: {found.a.title}"),
                found.rule.value,
            )
            for found in breaches(self._aired(first, window.cut_off), choices, shipped_rules())
        ]

    def _aired(self, first: dt.date, last: dt.date) -> Iterator[Airing]:
        """What was aired, as the rules look at it: when it began, how long it played and where."""
        slot = cache(_slot)
        day_of = cache(dt.date.fromisoformat)
        clusters_of = cache(_clusters)
        for id_, day, start, seconds, kind, priority, clusters, title in self._plays.between(first, last):
            began = dt.datetime.combine(day_of(day), dt.time.fromisoformat(start))
            ended = began + dt.timedelta(seconds=seconds)
            place = clusters_of(clusters)
            yield Airing(id_, slot(kind, priority), began.date(), began, ended, title, place, None, (), None)


def _clusters(text: str) -> frozenset[str]:
    return frozenset(json.loads(text))


def _slot(kind: str, priority: str) -> Slot:
    """Of a slot the rules ask its kind and its class."""
    day = dt.date.min
    return Slot("", "", "", Kind(kind), Priority(priority), "", Fill.TITLE, day, day, dt.time(), 0)
