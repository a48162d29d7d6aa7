"""What a slot may be, and how one is parted where it is altered: what has begun stays as it was planned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.drills import is_false_alarm
from ttcs_desktop.broadcast.model import AiringChange, Slot
from ttcs_desktop.broadcast.planning import change_id
from ttcs_desktop.broadcast.recurrence import check

_DAY = dt.timedelta(days=1)
_LONGEST_SECONDS = 24 * 3600


def checked(slot: Slot) -> Slot:
    """A slot that may be kept.

    Raises:
        InvalidInput: `title_missing`, `window_reversed`, `duration_unreadable`, `weekdays_unreadable`,
            `drill_not_urgent`, and those of `recurrence.check`.
    """
    if not slot.title:
        raise InvalidInput("title", "title_missing")
    if slot.date_to < slot.date_from:
        raise InvalidInput("date_to", "window_reversed")
    if not 0 < slot.seconds <= _LONGEST_SECONDS:
        raise InvalidInput("seconds", "duration_unreadable")
    if not slot.weekdays:
        raise InvalidInput("weekdays", "weekdays_unreadable")
    check(slot.recurrence, slot.seconds, slot.start)
    if is_false_alarm(slot):
        raise InvalidInput("title", "drill_not_urgent")
    return slot


def begun_early(changes: Iterable[AiringChange], day: dt.date, now: dt.datetime) -> frozenset[dt.date]:
    """The days of a slot from `day` on of which an airing was moved to a moment that is over: they have begun."""
    return frozenset(one.day for one in changes if one.day >= day and one.moved_to is not None and one.moved_to <= now)


def ended_before(slot: Slot, day: dt.date, early: frozenset[dt.date], falls_on: Callable[[dt.date], bool]) -> Slot:
    """A slot that ends before a day, but for those of its later days that have begun already.

    Args:
        falls_on: whether the slot has a day.
    """
    last = max([min(slot.date_to, day - _DAY), *early])
    if not early:
        return replace(slot, date_to=last)
    later = (day + number * _DAY for number in range((last - day).days + 1))
    left_out = {one for one in later if one not in early and falls_on(one)}
    rule = replace(slot.recurrence, skipped=slot.recurrence.skipped | left_out)
    return replace(slot, date_to=last, recurrence=rule)


def staying(
    before: Slot, wanted: Slot, day: dt.date, until: dt.date | None, falls_on: Callable[[Slot, dt.date], bool]
) -> frozenset[dt.date]:
    """The days of a slot from `day` on, before `until`, that the one which takes over has not; none without `until`."""
    days = min((until - day).days if until is not None else 0, (before.date_to - day).days + 1)
    later = (day + number * _DAY for number in range(days))
    return frozenset(one for one in later if falls_on(before, one) and not falls_on(wanted, one))


def taken_over(changes: Iterable[AiringChange], fresh: Slot, falls_on: Callable[[dt.date], bool]) -> list[AiringChange]:
    """What was decided of single airings of the coming days, for the slot that takes over."""
    return [
        replace(one, id=change_id(fresh.id, one.day, one.play), slot_id=fresh.id)
        for one in changes
        if one.day >= fresh.date_from and falls_on(one.day)
    ]


def without(slot: Slot, days: frozenset[dt.date]) -> Slot:
    """A slot that does not fall on some days."""
    if not days:
        return slot
    return replace(slot, recurrence=replace(slot.recurrence, skipped=slot.recurrence.skipped | days))
