"""Slots altered and taken out at any moment, whatever was decided of their airings: what has begun never changes."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from random import Random

import pytest

from tests.wards import add_slot, make_ward, set_clock
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.recurrence import Every, OnHolidays, Recurrence
from ttcs_desktop.office.model import DayKind

DAY = dt.timedelta(days=1)
BEGINS = dt.datetime(2026, 6, 2)
LONG_BEFORE = BEGINS - 30 * DAY
SEEDS = range(200 if os.environ.get("TTCS_ALL") else 6)
REFUSED = {"slot_is_past", "time_is_past", "plays_past_midnight"}


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    made = make_ward(tmp_path_factory.mktemp("altering"), now=LONG_BEFORE)
    for number in range(5, 50, 7):
        made.office.set_holiday(BEGINS.date() + number * DAY, "Nghỉ", DayKind.OFF)
    yield made
    made.close()


def planned(ward, title: str) -> dict[str, dt.datetime]:
    found = ward.broadcast.timetable.days(LONG_BEFORE.date(), BEGINS.date() + 80 * DAY)
    return {one.id: one.start for one in found if one.title == title}


def any_slot(ward, title: str, any_: Random):
    """A slot of any recurrence, of which some airings were moved or left out long before."""
    every = any_.choice([Every.WEEK, Every.WEEK, Every.DATE, Every.LUNAR])
    weekly = every is Every.WEEK
    rule = Recurrence(
        every,
        any_.choice([1, 2, 3]) if weekly else 1,
        () if weekly else ((0, 1), (0, 5), (0, 15), (0, -1)),
        any_.choice([OnHolidays.AIR, OnHolidays.SKIP]),
        plays=any_.choice([1, 1, 2, 3]),
        pause_seconds=1800,
    )
    first = BEGINS.date() + any_.randint(-20, 10) * DAY
    weekdays = frozenset(any_.sample(range(1, 8), any_.randint(1, 4)))
    days = {"first": first, "last": first + any_.randint(0, 50) * DAY, "weekdays": weekdays, "recurrence": rule}
    slot = add_slot(ward, title, f"{any_.randint(5, 20):02d}:00", 20, **days)
    for _ in range(any_.randint(0, 6)):
        found = [one for one in ward.broadcast.timetable.days(first, first + 50 * DAY) if one.slot.id == slot.id]
        if found and any_.random() < 0.3:
            ward.airing_changes.cancel(any_.choice(found))
        elif found:
            to = any_.choice(found).day + any_.randint(-12, 12) * DAY
            ward.airing_changes.move(any_.choice(found), dt.datetime.combine(to, dt.time(any_.randint(5, 22), 15)))
    return slot


@pytest.mark.parametrize("seed", SEEDS)
def test_what_has_begun_stays_and_what_is_to_come_follows(ward, seed: int) -> None:
    any_, title = Random(seed), f"Khung {seed}"
    set_clock(ward, LONG_BEFORE)
    slot = any_slot(ward, title, any_)
    now = BEGINS + dt.timedelta(hours=any_.randint(0, 200))
    set_clock(ward, now)
    before = planned(ward, title)
    begun = {(id_, at) for id_, at in before.items() if at <= now}
    to_come = sorted(at for at in before.values() if at > now)

    def after(act) -> list[dt.datetime] | None:
        """What is still to come after a deed, which is taken back; None where it was refused."""
        code = ""
        try:
            act()
        except InvalidInput as refused:
            code = refused.code
        found = planned(ward, title)
        if code:
            assert (code in REFUSED, found) == (True, before)
            return None
        assert {(id_, at) for id_, at in found.items() if at <= now} == begun
        ward.undo.undo()
        assert planned(ward, title) == before
        return sorted(at for at in found.values() if at > now)

    timetable = ward.broadcast.timetable
    assert after(lambda: timetable.change(replace(slot, source="Nguồn khác"))) in (to_come, None)
    later = after(lambda: timetable.change(replace(slot, start=dt.time(any_.randint(5, 20), 30))))
    assert later is None or len(later) == len(to_come)
    # Of a day that has begun the further plays stay.
    assert {at.date() for at in after(lambda: timetable.remove(slot.id)) or ()} <= {now.date()}
