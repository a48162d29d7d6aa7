"""The way out of a week's clashes: what the solver needs out of the record, and what was accepted put into it."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock, local
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.conflicts import Severity
from ttcs_desktop.broadcast.model import Airing, Station
from ttcs_desktop.broadcast.publishing.service import Published
from ttcs_desktop.broadcast.repository import TimetableRepository
from ttcs_desktop.broadcast.scheduling import Timetable
from ttcs_desktop.broadcast.single import AiringChanges, Move
from ttcs_desktop.broadcast.solving.model import Limits, Outcome, Proposal, Solved
from ttcs_desktop.broadcast.solving.search import solve
from ttcs_desktop.broadcast.time_rules import breaches, choice_of_row, shipped_rules
from ttcs_desktop.content.model import Basis, Item
from ttcs_desktop.content.repository import ContentRepository

_DAY = dt.timedelta(days=1)
_WHOLE_DAY = 24 * 60


class WayOut:
    """Asks for ways out of the clashes of a week, and takes one."""

    def __init__(
        self,
        repository: TimetableRepository,
        content: ContentRepository,
        timetable: Timetable,
        published: Published,
        changes: AiringChanges,
        clock: Clock,
    ) -> None:
        self._repository, self._content = repository, content
        self._timetable, self._published = timetable, published
        self._changes = changes
        self._clock = clock

    def ways(
        self,
        week: Week,
        station: Station,
        first: Callable[[Outcome], None] | None = None,
        check: Callable[[], object] = bool,
    ) -> Outcome:
        """Up to three ways out of a week's clashes; nothing is kept.

        `first` is told the first one as soon as there is one. `check` is called again and again while better ones are
        looked for: what it raises ends the search.
        """

        def clock() -> float:
            check()
            return time.monotonic()

        around = self._timetable.days(week.monday - _DAY, week.sunday + _DAY)
        airings = [airing for airing in around if airing.slot.station_id == station.id]
        findings = [one for one in self._timetable.findings(week) if one.a.slot.station_id == station.id]
        return solve(airings, findings, self._limits(week, station, airings), clock=clock, first=first)

    def take(self, proposal: Proposal, why: Callable[[Solved], str]) -> Changes:
        """Do what a proposal says, as one action that one undo takes back; `why` is kept with each airing.

        Raises:
            InvalidInput: `plan_changed` when an airing is not any more where it was when the proposal was made; and as
                `AiringChanges.apply`.
        """
        days = [one.airing.day for one in proposal.moves]
        now_there = {one.id: one.start for one in self._timetable.days(min(days), max(days))} if days else {}
        if any(now_there.get(one.airing.id) != one.airing.start for one in proposal.moves):
            raise InvalidInput("", "plan_changed")
        moves = [Move(one.airing, one.to, why(one)) for one in proposal.moves]
        return self._changes.apply(moves, verb="broadcast.solve_week")

    def _limits(self, week: Week, station: Station, airings: Sequence[Airing]) -> Limits:
        now = local(self._clock.now()).replace(tzinfo=None)
        in_week = [airing for airing in airings if airing.day in week.days]
        items = self._items_of(in_week)

        def usable(airing: Airing, day: dt.date) -> bool:
            # What stands under an authorisation is approved for days that this one covers; the day itself is one.
            standing = airing.approval is not None and airing.approval.basis is Basis.STANDING
            if standing and day != airing.day:
                return False
            return all(item.unfit_on(day) is None for item in items.get(airing.id, ()))

        return Limits(
            now=now,
            days=[day for day in week.days if day >= now.date()],
            opens=min((_minute(airing.start) for airing in in_week), default=0),
            closes=max(
                (min(_minute(airing.start) + -(-airing.seconds // 60), _WHOLE_DAY) for airing in in_week), default=0
            ),
            fixed=self._published.airing_ids(week, station),
            usable=usable,
            breaks=self._hard_rules(),
        )

    def _items_of(self, airings: Sequence[Airing]) -> dict[str, list[Item]]:
        item_of = self._repository.items_of_versions({one for airing in airings for one in airing.versions})
        items = self._content.items_by_id(set(item_of.values()))
        return {
            airing.id: [items[item_of[one]] for one in airing.versions if item_of.get(one) in items]
            for airing in airings
            if airing.versions
        }

    def _hard_rules(self) -> Callable[[Sequence[tuple[Airing, dt.datetime]]], Collection[str]] | None:
        choices = [choice_of_row(row) for row in self._repository.rule_choices()]
        if all(one.severity is not Severity.BLOCK or not one.code for one in choices):
            return None

        def breaks(plan: Sequence[tuple[Airing, dt.datetime]]) -> Collection[str]:
            moved = [
                replace(airing, start=start, end=start + (airing.end - airing.start), day=start.date())
                for airing, start in plan
            ]
            found = breaches(moved, choices, shipped_rules())
            return {one.a.id for one in found if one.severity is Severity.BLOCK}

        return breaks


def _minute(at: dt.datetime) -> int:
    return at.hour * 60 + at.minute
