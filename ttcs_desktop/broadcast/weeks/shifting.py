"""Times shifted together: the airings of one week by minutes and days, or a slot from its next airing on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock, local
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.inventory import Inventory
from ttcs_desktop.broadcast.model import Airing, Fill, Kind, Slot, Station
from ttcs_desktop.broadcast.recurrence import Every
from ttcs_desktop.broadcast.scheduling import Timetable
from ttcs_desktop.broadcast.single import AiringChanges, Move

_DAY = dt.timedelta(days=1)
_MOST = dt.timedelta(days=28)


class Shift(StrEnum):
    """What becomes of an airing: it is moved, has begun already, would go into the past, or is a relay, whose hour
    is not the ward's own."""

    MOVED = "moved"
    BEGUN = "begun"
    INTO_PAST = "into_past"
    RELAY = "relay"


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """One airing, where it goes, and whether it does."""

    airing: Airing
    to: dt.datetime
    fate: Shift


class WeekShifts:
    """Bulk moves, each one action that is undone as one."""

    def __init__(self, timetable: Timetable, changes: AiringChanges, inventory: Inventory, clock: Clock) -> None:
        self._timetable = timetable
        self._changes = changes
        self._inventory = inventory
        self._clock = clock

    def plan(
        self, week: Week, by: dt.timedelta, station: Station | None = None, *, slot_id: str | None = None
    ) -> tuple[ShiftLine, ...]:
        """What shifting a week's airings would move, or those of one slot in it; relays only when asked by name.

        Raises:
            InvalidInput: `shift_missing` for no time at all, `shift_too_far` beyond four weeks.
        """
        _check(by)
        where, now = (station or self._inventory.the_station()).id, self._now()
        mine = [
            one for one in self._timetable.week(week) if one.slot.station_id == where and slot_id in (None, one.slot.id)
        ]
        return tuple(ShiftLine(one, one.start + by, _fate(one, by, now, named=slot_id is not None)) for one in mine)

    def shift(
        self, week: Week, by: dt.timedelta, station: Station | None = None, *, slot_id: str | None = None
    ) -> tuple[tuple[ShiftLine, ...], Changes]:
        """Move them; the slots' other weeks stay. Raises as `plan`, and `nothing_to_shift` when none of them moves."""
        lines = self.plan(week, by, station, slot_id=slot_id)
        moves = [Move(one.airing, one.to) for one in lines if one.fate is Shift.MOVED]
        if not moves:
            raise InvalidInput("", "nothing_to_shift")
        return lines, self._changes.apply(moves, verb="broadcast.shift_week")

    def shift_slot(self, slot_id: str, by: dt.timedelta) -> Slot:
        """Shift a slot from its next airing on, all its weeks; over midnight its weekdays go along.

        Raises:
            InvalidInput: as `plan`; `shift_not_weekly` for days of a slot that does not go by the weekday;
                `shift_parts_weeks` for one of every so many weeks whose weekdays would come in different ones;
                `shift_editions` where items were chosen for days to come; `slot_is_past`; and as `Timetable.change`.
        """
        _check(by)
        slot = self._timetable.slot(slot_id)
        start = dt.datetime.combine(slot.date_from, slot.start) + by
        days = (start.date() - slot.date_from).days
        first = self._first_to_go(slot, days, start.time()) if days else slot.date_from
        turned = frozenset((weekday - 1 + days) % 7 + 1 for weekday in slot.weekdays)
        return self._timetable.change(
            replace(
                slot,
                start=start.time(),
                date_from=first + days * _DAY,
                date_to=slot.date_to + days * _DAY,
                weekdays=turned,
            ),
            since=first + days * _DAY if days < 0 else None,
            goes_from=first if days < 0 else None,
        )

    def _first_to_go(self, slot: Slot, days: int, hour: dt.time) -> dt.date:
        """The day of a slot from which it goes to other days: neither into the past, nor is aired again what was."""
        rule = slot.recurrence
        if rule.every is not Every.WEEK:
            raise InvalidInput("days", "shift_not_weekly")
        if rule.weeks > 1 and len({(weekday - 1 + days) // 7 for weekday in slot.weekdays}) > 1:
            raise InvalidInput("days", "shift_parts_weeks")
        opens = self._timetable.opens(slot)
        if slot.fill is Fill.SERIES:
            coming = self._timetable.editions_between(opens, slot.date_to)
            if any(one.slot_id == slot.id for one in coming):
                raise InvalidInput("days", "shift_editions")
        now = self._now()
        to_come = now.date() if now.time() < hour else now.date() + _DAY
        opens = max(opens, to_come - days * _DAY)
        if slot.date_from >= opens and rule.weeks == 1:
            return slot.date_from
        first = rule.next_weekday(opens, slot.date_from, slot.weekdays)
        if first > slot.date_to:
            raise InvalidInput("date_to", "slot_is_past")
        return first

    def _now(self) -> dt.datetime:
        return local(self._clock.now()).replace(tzinfo=None)


def moved(lines: Iterable[ShiftLine]) -> int:
    """How many airings move."""
    return sum(one.fate is Shift.MOVED for one in lines)


def _check(by: dt.timedelta) -> None:
    if not by:
        raise InvalidInput("minutes", "shift_missing")
    if abs(by) > _MOST:
        raise InvalidInput("days", "shift_too_far", most=_MOST.days)


def _fate(airing: Airing, by: dt.timedelta, now: dt.datetime, *, named: bool) -> Shift:
    if airing.start <= now:
        return Shift.BEGUN
    if airing.slot.kind is Kind.RELAY and not named:
        return Shift.RELAY
    return Shift.MOVED if airing.start + by > now else Shift.INTO_PAST
