"""What an urgent message cuts, and when that could be played again: the next stretch in which its clusters are free."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.broadcast.conflicts import Finding, overlaps
from ttcs_desktop.broadcast.model import Airing, Edition, Fill, Kind, Priority, SessionBorders, Slot
from ttcs_desktop.broadcast.recurrence import Recurrence
from ttcs_desktop.broadcast.rows import EDITION, SLOT, put
from ttcs_desktop.broadcast.scheduling import Timetable
from ttcs_desktop.content.approvals import Approvals
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.urgent.model import Cut

if TYPE_CHECKING:
    from ttcs_desktop.broadcast.rule_choice import Judge

_BORDERS = SessionBorders()
_DAY = dt.timedelta(days=1)
_LOOKED_THROUGH = 7
_STEP = dt.timedelta(minutes=5)
_NOT_AGAIN: tuple[Airing | None, tuple[Finding, ...]] = (None, ())


class Cuts:
    """Airings that give way, and their replay."""

    def __init__(self, ledger: Ledger, timetable: Timetable, approvals: Approvals) -> None:
        self._ledger, self._timetable, self._approvals = ledger, timetable, approvals

    def of(self, slots: Sequence[Slot], now: dt.datetime) -> list[Cut]:
        """The airings that these slots cut, each once, with the next free stretch for a replay: within the time rules
        where one is.

        What is relayed is gone when it is cut, and what nobody has approved would not have played.
        """
        if not slots:
            return []
        ours = {slot.id for slot in slots}
        first, last = min(slot.date_from for slot in slots), max(slot.date_to for slot in slots)
        planned = self._timetable.days(first - _DAY, last + _LOOKED_THROUGH * _DAY)
        found: dict[str, Cut] = {}
        judge = self._timetable.rules().judge()
        taken = list(planned)
        for airing, start in _cut(planned, ours):
            if airing.id in found or airing.approval is None:
                continue
            relayed = airing.slot.kind is Kind.RELAY
            again, breaks = _NOT_AGAIN if relayed else _within_rules(airing, max(airing.end, now), taken, judge)
            if again is not None:  # the next one must not be sent to the same stretch
                taken.append(again)
            found[airing.id] = Cut(airing, start, again.start if again else None, breaks)
        return list(found.values())

    def is_cut(self, airing: Airing) -> bool:
        """Whether an urgent message plays into an airing on a cluster that it was meant for."""
        around = self._timetable.days(airing.start.date() - _DAY, airing.end.date())
        urgent = {one.slot.id for one in around if is_urgent(one)}
        return bool(urgent) and any(one.id == airing.id for one, _ in _cut(around, urgent))

    def replay(self, cuts: Sequence[Cut]) -> Changes:
        """Put what was cut into its free stretch, on the approval it had, as one action.

        Raises:
            InvalidInput: `nothing_to_replay` where none of them has a free stretch.
        """
        puts: list[Put] = []
        for cut in cuts:
            if cut.replay is not None:
                puts += self._replay(cut.airing, cut.replay)
        if not puts:
            raise InvalidInput("", "nothing_to_replay")
        return self._ledger.save("urgent.replay", puts)

    def refuse_cutting(self, slots: Sequence[Slot]) -> None:
        """A drill interrupts nothing.

        Raises:
            InvalidInput: `drill_cuts` with the title and time of what stands there, and when its clusters are free.
        """
        first, last = min(slot.date_from for slot in slots), max(slot.date_to for slot in slots)
        planned = self._timetable.days(first - _DAY, last + _LOOKED_THROUGH * _DAY)
        hanging = frozenset(id_ for airing in planned for id_ in airing.clusters)
        drills = [_as_airing(slot, day, slot.clusters or hanging) for slot in slots for day in _days(slot)]
        ours = {slot.id for slot in slots}
        for airing, _ in _cut([*planned, *drills], ours, urgent=True):
            length, clusters = drills[0].end - drills[0].start, drills[0].clusters
            free = next_free(clusters, length, airing.end, _at_station(drills[0].slot.station_id, planned))
            raise InvalidInput("starts", "drill_cuts", title=airing.title, time=airing.start, free=free or airing.end)

    def _replay(self, airing: Airing, at: dt.datetime) -> list[Put]:
        before, day = airing.slot, at.date()
        slot = replace(
            before,
            id=self._ledger.new_id(),
            date_from=day,
            date_to=day,
            weekdays=frozenset({day.isoweekday()}),
            start=at.time(),
            clusters=airing.clusters,
            neighbourhoods=frozenset(),
            recurrence=Recurrence(),
            seconds=airing.seconds,
        )
        puts = [put(SLOT, slot)]
        if airing.edition is not None:
            edition = Edition(
                stable_id("edition", slot.id, day.isoformat()),
                slot.id,
                day,
                airing.edition.title,
                airing.edition.parts,
                airing.edition.column_id,
                airing.edition.self_made,
                airing.edition.id,
            )
            return [*puts, put(EDITION, edition), *self._approvals.carried_over({airing.edition.id: edition.id})]
        if before.fill is Fill.TITLE:
            puts += self._approvals.carried_over({before.id: slot.id})
        return puts


def is_urgent(airing: Airing) -> bool:
    """Whether it interrupts what else plays."""
    return airing.slot.kind is Kind.URGENT or airing.slot.priority is Priority.URGENT


def _within_rules(
    airing: Airing, after: dt.datetime, planned: Sequence[Airing], judge: Judge
) -> tuple[Airing | None, tuple[Finding, ...]]:
    """An airing in its next free stretch within the time rules, else in the next that breaks them, and what of them."""
    length, first = airing.end - airing.start, _NOT_AGAIN
    planned = _at_station(airing.slot.station_id, planned)
    for at in free_moments(airing.clusters, length, after, planned):
        again = replace(airing, id=f"{airing.id}/again", start=at, end=at + length, day=at.date())
        breaks = judge(again, planned)
        if not breaks:
            return again, ()
        first = first if first[0] is not None else (again, breaks)
    return first


def next_free(
    clusters: frozenset[str], length: dt.timedelta, after: dt.datetime, planned: Sequence[Airing]
) -> dt.datetime | None:
    """The next moment, on a full five minutes, from which these clusters are free for so long.

    Only between the first and the last minute of a day at which the station plays anyway; None within a week.
    """
    return next(free_moments(clusters, length, after, planned), None)


def free_moments(
    clusters: frozenset[str], length: dt.timedelta, after: dt.datetime, planned: Sequence[Airing]
) -> Iterator[dt.datetime]:
    """Such moments of a week: the first of each day, and the first in each session and after each airing of it."""
    if not planned:
        return
    usual = [airing for airing in planned if not is_urgent(airing)] or list(planned)
    opens = min(airing.start.time() for airing in usual)
    closes = max((airing.end.time() for airing in usual if airing.end.date() == airing.start.date()), default=opens)
    there = [one for one in planned if not clusters or not one.clusters or one.clusters & clusters]
    busy = sorted((one.start, one.end) for one in there)
    for number in range(_LOOKED_THROUGH + 1):
        day = after.date() + number * _DAY
        earliest = max(_on_step(after), dt.datetime.combine(day, opens))
        ends = (_on_step(end) for _, end in busy if end.date() == day)
        sessions = (dt.datetime.combine(day, hour) for hour in (_BORDERS.noon, _BORDERS.afternoon, _BORDERS.evening))
        begins = sorted({earliest, *(at for at in (*ends, *sessions) if at > earliest)})
        found = sorted({_pushed(at, length, busy) for at in begins})
        yield from (at for at in found if at.date() == day and at + length <= dt.datetime.combine(day, closes))


def _pushed(at: dt.datetime, length: dt.timedelta, busy: Sequence[tuple[dt.datetime, dt.datetime]]) -> dt.datetime:
    """The first moment from `at` on, on a full five minutes, with so much room before what plays next."""
    for start, end in busy:
        if end > at and start < at + length:
            at = _on_step(end)
    return at


def _at_station(station_id: str, planned: Sequence[Airing]) -> list[Airing]:
    return [one for one in planned if one.slot.station_id == station_id]


def _on_step(moment: dt.datetime) -> dt.datetime:
    floor = moment.replace(minute=moment.minute - moment.minute % 5, second=0, microsecond=0)
    return floor if floor == moment else floor + _STEP


def _cut(planned: Sequence[Airing], ours: set[str], *, urgent: bool = False) -> list[tuple[Airing, dt.datetime]]:
    """What overlaps one of our slots, and from when; of other urgent messages only where asked, for none is cut."""
    found = []
    for finding in overlaps(planned):
        if finding.b is None:
            continue
        for mine, other in ((finding.a, finding.b), (finding.b, finding.a)):
            if mine.slot.id in ours and other.slot.id not in ours and (urgent or not is_urgent(other)):
                found.append((other, finding.start))
    return found


def _days(slot: Slot) -> list[dt.date]:
    return [slot.date_from + number * _DAY for number in range((slot.date_to - slot.date_from).days + 1)]


def _as_airing(slot: Slot, day: dt.date, clusters: frozenset[str]) -> Airing:
    start = dt.datetime.combine(day, slot.start)
    end = start + dt.timedelta(seconds=slot.seconds)
    return Airing(f"{slot.id}/{day}", slot, day, start, end, slot.title, clusters, None, (), None)
