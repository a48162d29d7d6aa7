"""From slots to airings: weekdays, date ranges, midnight, who plays."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wards import YES, add_relay, add_slot, airing_of, approved_edition, approved_item, cluster_ids, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.model import Condition, Fill, Kind, Priority, Slot
from ttcs_desktop.broadcast.planning import airing_id, plan_days

MONDAY = dt.date(2026, 5, 25)
DAY = dt.timedelta(days=1)
DAYS = st.dates(dt.date(2026, 4, 1), dt.date(2026, 8, 1))


def hanging(_day: dt.date) -> frozenset[str]:
    return frozenset({"c1"})


def a_slot(first: dt.date, last: dt.date, weekdays: frozenset[int]) -> Slot:
    return Slot(
        "slot",
        "station",
        "Bản tin",
        Kind.PROGRAMME,
        Priority.NORMAL,
        "Đài phường",
        Fill.TITLE,
        first,
        last,
        dt.time(23, 30),
        3600,
        weekdays,
    )


@given(DAYS, st.integers(0, 40), st.frozensets(st.integers(1, 7), min_size=1))
def test_a_slot_airs_on_its_weekdays_between_its_dates_and_on_no_other_day(first, length, weekdays) -> None:
    slot = a_slot(first, first + DAY * length, weekdays)
    days = [first + DAY * offset for offset in range(-10, 60)]
    planned = {airing.day for airing in plan_days("99999", [slot], [], days, hanging, {}, {})}
    assert planned == {day for day in days if first <= day <= slot.date_to and day.isoweekday() in weekdays}


def test_an_airing_past_midnight_belongs_to_the_day_on_which_it_starts() -> None:
    slot = a_slot(MONDAY, MONDAY, frozenset({1}))
    (airing,) = plan_days("99999", [slot], [], [MONDAY, MONDAY + DAY], hanging, {}, {})
    assert (airing.day, airing.start, airing.end) == (
        MONDAY,
        dt.datetime(2026, 5, 25, 23, 30),
        dt.datetime(2026, 5, 26, 0, 30),
    )
    assert airing.seconds == 3600


def test_two_pcs_of_a_ward_make_the_same_airing_and_two_wards_do_not() -> None:
    assert airing_id("99999", "slot", MONDAY) == airing_id("99999", "slot", MONDAY)
    others = [("00004", "slot", MONDAY), ("99999", "other", MONDAY), ("99999", "slot", MONDAY + DAY)]
    assert airing_id("99999", "slot", MONDAY) not in {airing_id(*other) for other in others}


def test_a_week_holds_what_starts_in_it_by_time(tmp_path) -> None:
    ward = make_ward(tmp_path)
    add_slot(ward, "Bản tin tối", "18:00", first=MONDAY, last=MONDAY)
    add_relay(ward, start="05:00", first=MONDAY - DAY, last=MONDAY + 7 * DAY)
    week = ward.broadcast.timetable.week(Week.of(MONDAY))
    assert len(week) == 8
    assert [airing.start for airing in week] == sorted(airing.start for airing in week)
    assert {airing.day for airing in week} == set(Week.of(MONDAY).days)


def test_a_slot_for_no_cluster_by_name_is_for_all_of_the_station(tmp_path) -> None:
    ward = make_ward(tmp_path)
    everywhere = add_slot(ward, "Cho cả phường", "06:00")
    one = add_slot(ward, "Cho tổ 2", "07:00", clusters=("TDP 2",))
    ids = cluster_ids(ward)
    assert airing_of(ward, everywhere, MONDAY).clusters == set(ids.values())
    assert airing_of(ward, one, MONDAY).clusters == {ids["TDP 2"]}


def test_a_cluster_takes_part_only_in_the_days_it_hangs(tmp_path) -> None:
    """What a log counts is dated: a retired cluster, or one not yet hung, was never meant to play."""
    ward = make_ward(tmp_path)
    slot, ids = add_slot(ward), cluster_ids(ward)
    station = ward.broadcast.inventory.the_station()
    new = ward.broadcast.inventory.add_cluster(station.id, "TDP 3", "", MONDAY)
    ward.broadcast.inventory.change_cluster(ids["TDP 1"], MONDAY, loudspeakers=0, condition=Condition.RETIRED)
    assert airing_of(ward, slot, MONDAY - DAY).clusters == {ids["TDP 1"], ids["TDP 2"]}
    assert airing_of(ward, slot, MONDAY).clusters == {ids["TDP 2"], new.id}


def test_an_edition_gives_its_title_and_parts_to_its_date_alone(tmp_path) -> None:
    ward = make_ward(tmp_path)
    slot, item = add_slot(ward, "Chuyên mục", fill=Fill.SERIES), approved_item(ward)
    approved_edition(ward, slot, MONDAY, item, title="Chuyên mục số 1")
    first, second = airing_of(ward, slot, MONDAY), airing_of(ward, slot, MONDAY + DAY)
    assert (first.title, first.versions) == ("Chuyên mục số 1", (item.version_id,))
    assert (second.title, second.edition, second.versions, second.approval) == ("Chuyên mục", None, (), None)


def test_an_item_slot_plays_the_newest_wording(tmp_path) -> None:
    ward = make_ward(tmp_path)
    item = approved_item(ward)
    slot = add_slot(ward, item.title, fill=Fill.ITEM, item_id=item.id)
    assert airing_of(ward, slot, MONDAY).versions == (item.version_id,)
    assert airing_of(ward, slot, MONDAY).approval is not None
    edited = ward.content.edit(item.id, item.title, "Bản mới.")
    assert airing_of(ward, slot, MONDAY).versions == (edited.version_id,)
    assert airing_of(ward, slot, MONDAY).approval is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": " "}, "title_missing"),
        ({"last": dt.date(2025, 12, 31)}, "window_reversed"),
        ({"minutes": 0}, "duration_unreadable"),
        ({"minutes": 24 * 60 + 1}, "duration_unreadable"),
        ({"weekdays": frozenset()}, "weekdays_unreadable"),
    ],
)
def test_a_slot_that_makes_no_sense_is_refused(tmp_path, change, code) -> None:
    ward = make_ward(tmp_path)
    with pytest.raises(InvalidInput, match=code):
        add_slot(ward, **change)


def test_a_removed_slot_plans_nothing(tmp_path) -> None:
    ward = make_ward(tmp_path)
    slot = add_slot(ward)
    ward.broadcast.timetable.remove(slot.id)
    assert ward.broadcast.timetable.days(MONDAY, MONDAY) == ()
    with pytest.raises(InvalidInput, match="record_gone"):
        ward.broadcast.timetable.slot(slot.id)


def test_editions_are_set_on_the_days_of_a_series_only(tmp_path) -> None:
    ward = make_ward(tmp_path)
    series = add_slot(ward, fill=Fill.SERIES, weekdays=frozenset({1}))
    with pytest.raises(InvalidInput, match="day_not_in_slot"):
        ward.broadcast.timetable.set_edition(series.id, MONDAY + DAY, [])
    with pytest.raises(InvalidInput, match="slot_is_no_series"):
        ward.broadcast.timetable.set_edition(add_relay(ward).id, MONDAY, [])
    empty = ward.broadcast.timetable.set_edition(series.id, MONDAY, [])
    with pytest.raises(InvalidInput, match="edition_empty"):
        ward.broadcast.timetable.approve_edition(empty.id, YES)
    with pytest.raises(InvalidInput, match="slot_has_content"):
        ward.broadcast.timetable.approve_slot(series.id, YES)
