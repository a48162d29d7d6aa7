"""Whether a slot falls on a day, and by which of its words: the one place that knows what a slot's calendar says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from ttcs_desktop.broadcast.model import Airing, AiringChange, Slot
from ttcs_desktop.broadcast.recurrence import Every, OnHolidays
from ttcs_desktop.broadcast.why.model import Mark, Reason, Said
from ttcs_desktop.office.model import DayKind, Holiday


def calendar_reasons(
    slot: Slot, day: dt.date, airing: Airing | None, changes: Sequence[AiringChange], holidays: Iterable[Holiday]
) -> Iterator[Reason]:
    """What the days of a slot say to a day.

    Args:
        airing: what the timetable has of the slot on that day, which always holds; None for nothing.
        changes: what was decided of single airings of the slot.
        holidays: the days off and the days worked in exchange.
    """
    off = next((one for one in holidays if one.day == day and one.kind is DayKind.OFF), None)
    if airing is None:
        yield _not_on(slot, day, changes, off)
        return
    if airing.moved_from is not None:
        yield Reason(Said.MOVED_HERE, Mark.YES, "broadcast", airing.id, airing.moved_from.date(), at=airing.moved_from)
    else:
        yield Reason(Said.FALLS, Mark.YES, "broadcast", slot.id, slot.date_to, slot.title, slot=slot)
    if off is not None:
        yield Reason(Said.DAY_OFF, Mark.NOTE, "office", off.id, day, off.name)


def _not_on(slot: Slot, day: dt.date, changes: Sequence[AiringChange], off: Holiday | None) -> Reason:
    """The one reason why a slot has nothing on a day."""
    if day < slot.date_from:
        return Reason(Said.NOT_BEGUN, Mark.NO, "broadcast", slot.id, slot.date_from)
    if day > slot.date_to:
        return Reason(Said.ENDED, Mark.NO, "broadcast", slot.id, slot.date_to)
    rule = slot.recurrence
    if day in rule.skipped:
        return Reason(Said.SKIPPED, Mark.NO, "broadcast", slot.id, day)
    decided = next((one for one in changes if one.day == day), None)
    if decided is not None and decided.moved_to is None:
        return Reason(Said.CANCELLED, Mark.NO, "broadcast", slot.id, day, decided.why)
    if decided is not None:
        return Reason(Said.MOVED_AWAY, Mark.NO, "broadcast", slot.id, day, decided.why, at=decided.moved_to)
    if not rule.falls_on(day, slot.date_from, slot.weekdays, lambda _: rule.holidays is OnHolidays.ONLY):
        said = Said.OTHER_WEEKDAY if rule.every is Every.WEEK and rule.weeks == 1 else Said.OTHER_DATE
        return Reason(said, Mark.NO, "broadcast", slot.id, day, slot=slot)
    if rule.holidays is OnHolidays.ONLY:
        return Reason(Said.NO_HOLIDAY, Mark.NO, "broadcast", slot.id, day)
    return Reason(Said.HOLIDAY, Mark.NO, "office", off.id if off else "", day, off.name if off else "")
