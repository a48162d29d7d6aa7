"""An airing put to another time: what that makes of its slot from that day on, or why only this airing can move.

A slot's time and length are those of all its days; its weekday can only be another one where it has a single one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from enum import StrEnum

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import EVERY_DAY, Airing, Fill, Slot
from ttcs_desktop.broadcast.recurrence import Every, Recurrence


class Bound(StrEnum):
    """Why the days to come cannot follow, or why this airing alone cannot move."""

    FREE = ""
    MOVED_ALONE = "moved_alone"
    SEVERAL_DAYS = "several_days"
    OWN_DAYS = "own_days"
    EDITIONS = "editions"
    PLAYS = "plays"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a move can reach.

    Attributes:
        alone: whether this airing can move by itself; not where its length changed, which is the slot's.
        onward: the slot as it would be from `since` on; None where the days to come cannot follow.
        bound: why one of the two is not possible.
        once: the slot has this one day: there is nothing to choose.
    """

    alone: bool
    onward: Slot | None
    since: dt.date
    bound: Bound
    once: bool = False


def reach_of(airing: Airing, to: dt.datetime, seconds: int) -> Reach:
    """What can follow when an airing is put to `to`, wall clock, and made so long."""
    slot, alone = airing.slot, seconds == airing.seconds
    since, once = min(airing.day, to.date()), slot.date_from == slot.date_to and airing.moved_from is None
    bound = _bound(airing, to)
    if bound is not Bound.FREE:
        return Reach(alone, None, since, bound, once)
    fresh = replace(slot, start=to.time(), seconds=seconds)
    if to.date() != airing.day:
        weekday = to.date().isoweekday()
        if once:
            weekdays = slot.weekdays if weekday in slot.weekdays else EVERY_DAY
            # The day is said: no rule of days, no holiday is to keep it away from there.
            plays = Recurrence(plays=slot.recurrence.plays, pause_seconds=slot.recurrence.pause_seconds)
            fresh = replace(fresh, date_from=to.date(), date_to=to.date(), weekdays=weekdays, recurrence=plays)
        else:
            # Weeks are counted from the first day: who goes to another week takes its count along.
            first = to.date() if slot.recurrence.weeks > 1 else min(slot.date_from, since)
            fresh = replace(fresh, weekdays=frozenset({weekday}), date_from=first)
            fresh = replace(fresh, date_to=max(slot.date_to, to.date()))
    return Reach(alone, fresh, since, Bound.FREE if alone else Bound.LENGTH, once)


def _bound(airing: Airing, to: dt.datetime) -> Bound:
    slot = airing.slot
    if airing.moved_from is not None:
        return Bound.MOVED_ALONE
    if airing.play:
        return Bound.PLAYS
    if to.date() == airing.day:
        return Bound.FREE
    if slot.fill is Fill.SERIES:
        return Bound.EDITIONS
    if slot.date_from == slot.date_to:
        return Bound.FREE
    if slot.recurrence.every is not Every.WEEK:
        return Bound.OWN_DAYS
    return Bound.FREE if len(slot.weekdays) == 1 else Bound.SEVERAL_DAYS
