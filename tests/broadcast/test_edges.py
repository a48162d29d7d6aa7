"""The edges of days: midnight, what has begun, what stands elsewhere, what is put back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.wards import NOON, YES, add_slot, airing_of, code_of, confirm, make_ward, set_clock
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import Station
from ttcs_desktop.broadcast.moving import reach_of
from ttcs_desktop.broadcast.recurrence import Every, OnHolidays, Recurrence
from ttcs_desktop.broadcast.rows import STATION, put
from ttcs_desktop.broadcast.timetable import read_timetable
from ttcs_desktop.office.model import DayKind

TODAY = NOON.date()  # a Tuesday
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
FRIDAY = TODAY + 3 * DAY
LAST = TODAY + 20 * DAY


@pytest.fixture
def ward(tmp_path):
    made = make_ward(tmp_path)
    yield made
    made.close()


def planned(ward, first=TODAY - 7 * DAY, last=LAST) -> list[str]:
    return [f"{one.start:%d/%m %H:%M}" for one in ward.broadcast.timetable.days(first, last)]


def refused(act) -> str:
    with pytest.raises(InvalidInput) as trouble:
        act()
    return code_of(trouble)


# -- midnight ---------------------------------------------------------------------------------------------------------


def test_a_play_that_would_begin_after_midnight_is_refused_for_its_week_would_not_know_it(ward) -> None:
    late = {"first": FRIDAY, "last": FRIDAY, "recurrence": Recurrence(plays=2, pause_seconds=1800)}
    assert refused(lambda: add_slot(ward, "Khuya", "23:20", 20, **late)) == "plays_past_midnight"
    slot = add_slot(ward, "Khuya", "22:30", 20, **late)
    assert planned(ward) == ["05/06 22:30", "05/06 23:20"]
    change = replace(slot, start=dt.time(23, 20))
    assert refused(lambda: ward.broadcast.timetable.change(change)) == "plays_past_midnight"
    assert refused(lambda: ward.week_shifts.shift_slot(slot.id, HOUR)) == "plays_past_midnight"


def test_a_whole_day_of_a_file_ends_at_24_00() -> None:
    header = ["title", "kind", "date_from", "date_to", "start", "end"]
    rows = [
        ["Trực", "programme", "2026-06-01", "2026-06-01", start, end]
        for start, end in (("00:00", "24:00"), ("23:30", "24:00"), ("23:30", "00:00"), ("05:00", "05:00"))
    ]
    slots, rejected = read_timetable([header, *rows])
    assert [one.seconds for one in slots] == [86400, 1800, 1800]
    assert [(one.row, one.code) for one in rejected] == [(5, "window_empty")]


# -- what has begun, what stands elsewhere ----------------------------------------------------------------------------


def test_an_airing_that_was_heard_before_its_day_stays_with_the_slot_that_had_it(ward) -> None:
    slot = add_slot(ward, "Bản tin", "17:00", 10, first=TODAY - DAY, last=FRIDAY + DAY)
    friday = airing_of(ward, slot, FRIDAY)
    ward.airing_changes.move(friday, NOON + HOUR)
    set_clock(ward, NOON + 2 * HOUR)
    fresh = ward.broadcast.timetable.change(replace(slot, start=dt.time(18)))
    after = ["01/06 17:00", "02/06 13:00", "02/06 18:00", "03/06 18:00", "04/06 18:00", "06/06 18:00"]
    assert (fresh.id != slot.id, planned(ward)) == (True, after)
    (heard,) = [one for one in ward.broadcast.timetable.days(TODAY, TODAY) if one.start == NOON + HOUR]
    assert heard.id == friday.id, "or it would be asked about twice"
    ward.undo.undo()
    ward.broadcast.timetable.remove(slot.id)
    assert planned(ward) == ["01/06 17:00", "02/06 13:00"]


def test_a_slot_that_has_not_begun_keeps_what_was_heard_of_it_already(ward) -> None:
    slot = add_slot(ward, "Bản tin", "17:00", 10, first=FRIDAY, last=FRIDAY + DAY)
    ward.airing_changes.move(airing_of(ward, slot, FRIDAY), NOON + HOUR)
    set_clock(ward, NOON + 2 * HOUR)
    ward.broadcast.timetable.change(replace(slot, start=dt.time(18)))
    assert planned(ward) == ["02/06 13:00", "06/06 18:00"]
    ward.undo.undo()
    ward.broadcast.timetable.remove(slot.id)
    assert planned(ward) == ["02/06 13:00"]


def test_who_takes_a_slot_out_takes_out_what_of_it_was_put_off_too(ward) -> None:
    slot = add_slot(ward, "Bản tin", "17:00", 10, first=TODAY - 2 * DAY, last=FRIDAY)
    set_clock(ward, NOON - 2 * DAY)
    ward.airing_changes.move(airing_of(ward, slot, TODAY - DAY), dt.datetime.combine(FRIDAY, dt.time(9)))
    set_clock(ward, NOON)
    ward.broadcast.timetable.remove(slot.id)
    assert planned(ward) == ["31/05 17:00"]
    ward.undo.undo()
    assert len(planned(ward)) == 6


def test_a_slot_altered_to_an_hour_that_is_over_begins_with_it_tomorrow(ward) -> None:
    slot = add_slot(ward, "Bản tin", "17:00", 10, first=TODAY - DAY, last=TODAY + 2 * DAY)
    ward.broadcast.timetable.change(replace(slot, start=dt.time(6)))
    assert planned(ward) == ["01/06 17:00", "02/06 17:00", "03/06 06:00", "04/06 06:00"]
    single = add_slot(ward, "Hôm nay", "19:00", 10, first=TODAY, last=TODAY)
    assert refused(lambda: ward.broadcast.timetable.change(replace(single, start=dt.time(6)))) == "time_is_past"


def test_a_slot_ended_on_its_first_day_keeps_that_day(ward) -> None:
    slot = add_slot(ward, "Bản tin", "06:00", 10, first=TODAY, last=LAST)
    confirm(ward, slot, TODAY)
    ward.broadcast.timetable.remove(slot.id)
    kept = ward.broadcast.timetable.slot(slot.id)
    assert (kept.date_from, kept.date_to, planned(ward)) == (TODAY, TODAY, ["02/06 06:00"])
    assert refused(lambda: ward.broadcast.timetable.remove(slot.id)) == "slot_is_past"


# -- put back, put elsewhere ------------------------------------------------------------------------------------------


def test_what_is_put_back_follows_its_slot_again(ward) -> None:
    slot = add_slot(ward, "Bản tin", "17:00", 10, first=TODAY - DAY, last=FRIDAY)
    airing = airing_of(ward, slot, FRIDAY)
    ward.airing_changes.move(airing, airing.start + DAY)
    (moved,) = ward.broadcast.timetable.days(FRIDAY + DAY, FRIDAY + DAY)
    ward.airing_changes.put_back(moved)
    assert ward.airing_changes.of_slot(slot.id) == []
    ward.airing_changes.put_back(airing_of(ward, slot, FRIDAY))  # pressed again: nothing to put back
    ward.broadcast.timetable.change(replace(slot, start=dt.time(18)))
    assert planned(ward, FRIDAY, FRIDAY + DAY) == ["05/06 18:00"]
    ward.undo.undo()
    ward.undo.undo()
    assert planned(ward, FRIDAY, FRIDAY + DAY) == ["06/06 17:00"]
    ward.airing_changes.cancel(moved)
    assert planned(ward, FRIDAY, FRIDAY + DAY) == []


@pytest.mark.parametrize(
    "rule",
    [
        Recurrence(Every.DATE, days=((0, 5),), plays=2),
        Recurrence(Every.LUNAR, days=((0, 20),), plays=2),
        Recurrence(plays=2, skipped=frozenset({FRIDAY + DAY})),
        Recurrence(plays=2, holidays=OnHolidays.SKIP),
    ],
)
def test_a_slot_of_one_day_is_moved_to_any_day(ward, rule) -> None:
    slot = add_slot(ward, "Mít tinh", "17:00", 10, first=FRIDAY, last=FRIDAY, recurrence=rule)
    ward.office.set_holiday(FRIDAY + DAY, "Nghỉ bù", DayKind.OFF)
    airing = airing_of(ward, slot, FRIDAY)
    reach = reach_of(airing, airing.start + DAY, airing.seconds)
    ward.broadcast.timetable.change(reach.onward, since=reach.since)
    assert planned(ward) == ["06/06 17:00", "06/06 17:10"]


def test_the_plays_of_several_stations_stand_in_the_order_of_time(ward) -> None:
    other = Station("z", "Đài hai")
    ward.ledger.save("broadcast.add_station", [put(STATION, other)])
    add_slot(ward, "Một", "17:00", 10, first=TODAY, last=TODAY + DAY)
    slot = add_slot(ward, "Hai", "18:00", 10, first=TODAY, last=TODAY + DAY)
    ward.broadcast.timetable.change(replace(slot, station_id="z"))
    ward.broadcast.timetable.approve_slot(slot.id, YES)
    assert planned(ward) == sorted(planned(ward))
