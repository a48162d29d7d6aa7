"""One airing moved or left out, while the slot goes on; several plays of a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.wards import add_slot, airing_of, approved_edition, approved_item, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.broadcast.recurrence import OnHolidays, Recurrence
from ttcs_desktop.broadcast.single import Move

FIRST = dt.date(2026, 6, 8)  # a Monday after the day of the record
DAY = dt.timedelta(days=1)


@pytest.fixture
def ward(tmp_path):
    return make_ward(tmp_path)


@pytest.fixture
def slot(ward):
    return add_slot(ward, "Bản tin phường", "17:00", first=FIRST, last=FIRST + 20 * DAY, fill=Fill.TITLE)


def times(ward, first: dt.date, last: dt.date) -> list[dt.datetime]:
    return [airing.start for airing in ward.broadcast.timetable.days(first, last)]


def test_a_moved_airing_stands_once_where_it_went_and_keeps_its_name(ward, slot) -> None:
    before = airing_of(ward, slot, FIRST)
    ward.airing_changes.move(before, dt.datetime(2026, 6, 9, 9, 15), "nhường họp dân")
    assert [at.date() for at in times(ward, FIRST, FIRST)] == []
    moved = next(one for one in ward.broadcast.timetable.days(FIRST + DAY, FIRST + DAY) if one.moved_from)
    assert (moved.id, moved.start, moved.slot_day) == (before.id, dt.datetime(2026, 6, 9, 9, 15), FIRST)
    assert len(times(ward, FIRST, FIRST + 2 * DAY)) == 3
    ward.undo.undo()
    assert times(ward, FIRST, FIRST) == [before.start]


def test_it_comes_into_another_week_with_its_edition_though_the_slot_has_no_day_there(ward) -> None:
    series = add_slot(ward, "Chương trình", "06:00", first=FIRST, last=FIRST, fill=Fill.SERIES)
    edition = approved_edition(ward, series, FIRST, approved_item(ward))
    ward.airing_changes.move(airing_of(ward, series, FIRST), dt.datetime(2026, 6, 17, 6, 30))
    (moved,) = ward.broadcast.timetable.days(dt.date(2026, 6, 15), dt.date(2026, 6, 21))
    assert (moved.edition, moved.day) == (edition, dt.date(2026, 6, 17))
    assert moved.approval is not None


def test_a_cancelled_airing_is_gone_and_comes_back(ward, slot) -> None:
    airing = airing_of(ward, slot, FIRST)
    ward.airing_changes.cancel(airing, "mất điện theo lịch")
    assert times(ward, FIRST, FIRST) == []
    assert ward.airing_changes.of_slot(slot.id)[0].why == "mất điện theo lịch"
    ward.airing_changes.put_back(airing)
    assert times(ward, FIRST, FIRST) == [airing.start]
    assert airing_of(ward, slot, FIRST).moved_from is None


def test_what_has_begun_is_not_moved_and_nothing_is_moved_into_the_past(ward, slot) -> None:
    past = add_slot(ward, "Bản tin cũ", "06:00", first=dt.date(2026, 6, 1), last=dt.date(2026, 6, 1))
    airings = (airing_of(ward, past, dt.date(2026, 6, 1)), airing_of(ward, slot, FIRST))
    for airing, to, code in (
        (airings[0], dt.datetime(2026, 6, 20, 6), "airing_is_past"),
        (airings[1], dt.datetime(2026, 6, 1, 6), "time_is_past"),
    ):
        with pytest.raises(InvalidInput) as told:
            ward.airing_changes.apply([Move(airings[1], dt.datetime(2026, 6, 20, 6)), Move(airing, to)])
        assert told.value.code == code
    assert times(ward, FIRST, FIRST) == [airings[1].start]


def test_a_changed_slot_keeps_what_was_decided_of_its_coming_days(ward) -> None:
    slot = add_slot(ward, "Bản tin", "17:00", first=dt.date(2026, 5, 25), last=FIRST + 20 * DAY)
    ward.airing_changes.cancel(airing_of(ward, slot, FIRST))
    ward.broadcast.timetable.change(replace(slot, start=dt.time(17, 30)))
    assert times(ward, FIRST, FIRST) == []
    assert times(ward, FIRST + DAY, FIRST + DAY) == [dt.datetime(2026, 6, 9, 17, 30)]


def test_plays_of_one_day_are_airings_of_their_own(ward) -> None:
    rule = Recurrence(plays=3, pause_seconds=600)
    slot = add_slot(ward, "Chiến dịch tiêm chủng", "08:00", 5, first=FIRST, last=FIRST, recurrence=rule)
    airings = ward.broadcast.timetable.days(FIRST, FIRST)
    assert [f"{one.start:%H:%M}" for one in airings] == ["08:00", "08:15", "08:30"]
    assert len({one.id for one in airings}) == 3
    ward.airing_changes.cancel(airings[1])
    assert [one.play for one in ward.broadcast.timetable.days(FIRST, FIRST)] == [0, 2]
    assert slot.recurrence == rule


def test_a_slot_leaves_the_offices_holidays_out(ward) -> None:
    may_day = dt.date(2027, 5, 1)
    rule = Recurrence(holidays=OnHolidays.SKIP)
    add_slot(ward, "Bản tin", "17:00", first=may_day - DAY, last=may_day + DAY, recurrence=rule)
    assert [at.day for at in times(ward, may_day - DAY, may_day + DAY)] == [2]
