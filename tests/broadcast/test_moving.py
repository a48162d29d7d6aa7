"""How far a move of one airing reaches, and a slot altered from a later day on."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.wards import add_slot, approved_edition, approved_item, make_ward
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.broadcast.moving import Bound, reach_of
from ttcs_desktop.broadcast.recurrence import Every, Recurrence

FRIDAY = dt.date(2026, 6, 5)
DAY = dt.timedelta(days=1)
MANY, ONE = {}, {"weekdays": frozenset({5})}
ONCE = {"first": FRIDAY, "last": FRIDAY}
MONTHLY = {"recurrence": Recurrence(Every.DATE, days=((0, 5),))}


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    return make_ward(tmp_path_factory.mktemp("moving"))


def reach(ward, facts, days: int = 0, minutes: int = 5, longer: int = 0, **more):
    slot = add_slot(ward, "Mục", "17:00", 10, **facts, **more)
    airing = next(one for one in ward.broadcast.timetable.days(FRIDAY, FRIDAY) if one.slot.id == slot.id)
    moved = dt.timedelta(days=days, minutes=minutes)
    return reach_of(airing, airing.start + moved, airing.seconds + longer * 60)


@pytest.mark.parametrize(
    ("facts", "days", "onward", "bound"),
    [
        (MANY, 0, True, Bound.FREE),
        (MANY, 1, False, Bound.SEVERAL_DAYS),
        (ONE, 1, True, Bound.FREE),
        (ONCE, 1, True, Bound.FREE),
        (MONTHLY, 0, True, Bound.FREE),
        (MONTHLY, 1, False, Bound.OWN_DAYS),
        ({**ONE, "fill": Fill.SERIES}, 1, False, Bound.EDITIONS),
        ({**ONE, "fill": Fill.SERIES}, 0, True, Bound.FREE),
    ],
)
def test_the_days_to_come_follow_where_they_can(ward, facts, days, onward, bound) -> None:
    found = reach(ward, facts, days)
    assert (found.alone, found.onward is not None, found.bound) == (True, onward, bound)
    assert found.once == (facts is ONCE)


def test_the_second_play_of_a_day_moves_alone(ward) -> None:
    slot = add_slot(ward, "Hai lượt", "19:00", 10, recurrence=Recurrence(plays=2, pause_seconds=3600))
    second = [one for one in ward.broadcast.timetable.days(FRIDAY, FRIDAY) if one.slot.id == slot.id][1]
    assert reach_of(second, second.start + DAY / 24, second.seconds).bound is Bound.PLAYS


def test_a_length_is_the_slot_s_and_a_moved_airing_moves_on_alone(ward) -> None:
    assert (reach(ward, MANY, longer=5).alone, reach(ward, MANY, longer=5).bound) == (False, Bound.LENGTH)
    slot = add_slot(ward, "Riêng", "20:00", 10)
    (airing,) = [one for one in ward.broadcast.timetable.days(FRIDAY, FRIDAY) if one.slot.id == slot.id]
    ward.airing_changes.move(airing, airing.start + DAY)
    there = next(one for one in ward.broadcast.timetable.days(FRIDAY + DAY, FRIDAY + DAY) if one.moved_from)
    assert reach_of(there, there.start + DAY / 24, there.seconds).bound is Bound.MOVED_ALONE


def test_a_slot_altered_from_a_later_day_keeps_the_days_before_it_and_takes_the_parts_along(ward) -> None:
    slot = add_slot(ward, "Chuyên mục", "21:00", 10, fill=Fill.SERIES)
    approved_edition(ward, slot, FRIDAY + 7 * DAY, approved_item(ward), title="Số 9")
    found = reach_of(
        next(one for one in ward.broadcast.timetable.days(FRIDAY, FRIDAY) if one.slot.id == slot.id),
        dt.datetime.combine(FRIDAY, dt.time(21, 30)),
        600,
    )
    fresh = ward.broadcast.timetable.change(found.onward, since=found.since)
    assert (ward.broadcast.timetable.slot(slot.id).date_to, fresh.date_from) == (FRIDAY - DAY, FRIDAY)
    (later,) = [one for one in ward.broadcast.timetable.week(Week.of(FRIDAY + 7 * DAY)) if one.title == "Số 9"]
    assert (later.start.time(), later.approval is not None) == (dt.time(21, 30), True)
