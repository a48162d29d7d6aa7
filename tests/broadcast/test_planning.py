"""From slots to airings: weekdays, date ranges, midnight, who plays."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wards import YES, add_relay, add_slot, airing_of, approved_edition, approved_item, cluster_ids, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.model import Condition, Fill, Kind, Priority, Slot
from ttcs_desktop.broadcast.planning import Ground, airing_id, plan_days
from ttcs_desktop.broadcast.playable import AsDecided
from ttcs_desktop.content.approvals import Decisions

MONDAY = dt.date(2026, 5, 25)
TODAY = dt.date(2026, 6, 2)
HOURS = (("Bản tin phường", "06:30"), ("Nhắn tin", "07:00"), ("Bản tin cũ", "08:00"))
DAY = dt.timedelta(days=1)
NOTHING_DECIDED = AsDecided(dt.datetime(2026, 6, 2), Decisions(()), {}, {}, {})
DAYS = st.dates(dt.date(2026, 4, 1), dt.date(2026, 8, 1))


def hanging(_day: dt.date) -> frozenset[str]:
    return frozenset({"c1"})


GROUND = Ground(hanging)


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
    planned = {airing.day for airing in plan_days("99999", [slot], [], days, GROUND, NOTHING_DECIDED)}
    assert planned == {day for day in days if first <= day <= slot.date_to and day.isoweekday() in weekdays}


def test_an_airing_past_midnight_belongs_to_the_day_on_which_it_starts() -> None:
    slot = a_slot(MONDAY, MONDAY, frozenset({1}))
    (airing,) = plan_days("99999", [slot], [], [MONDAY, MONDAY + DAY], GROUND, NOTHING_DECIDED)
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
    assert airing_of(ward, slot, TODAY + DAY).versions == (item.version_id,)
    assert airing_of(ward, slot, TODAY + DAY).approval is not None
    edited = ward.content.edit(item.id, item.title, "Bản mới.")
    assert airing_of(ward, slot, TODAY + DAY).versions == (edited.version_id,)
    assert airing_of(ward, slot, TODAY + DAY).approval is None


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


def test_a_removed_slot_plans_nothing_more(tmp_path) -> None:
    ward = make_ward(tmp_path)
    slot = add_slot(ward, start="12:30")
    began = add_slot(ward, start="06:30")
    ward.broadcast.timetable.remove(slot.id)
    ward.broadcast.timetable.remove(began.id)
    assert [airing.slot.id for airing in ward.broadcast.timetable.days(TODAY, TODAY)] == [began.id]
    assert ward.broadcast.timetable.days(TODAY + DAY, TODAY + DAY) == ()


def whats_planned(ward, first: dt.date, last: dt.date) -> list[tuple]:
    days = ward.broadcast.timetable.days(first, last)
    return [(one.id, one.title, one.start, one.end, one.clusters, one.approval) for one in days]


def test_what_has_begun_stays_to_be_confirmed_when_its_slot_is_removed_moved_or_renamed(tmp_path) -> None:
    ward = make_ward(tmp_path)
    removed, moved, renamed = (add_slot(ward, title, start) for title, start in HOURS)
    before = whats_planned(ward, TODAY - DAY, TODAY)
    ward.broadcast.timetable.remove(removed.id)
    ward.broadcast.timetable.change(replace(moved, start=dt.time(7, 15)))
    ward.broadcast.timetable.change(replace(renamed, title="Bản tin mới"))
    assert whats_planned(ward, TODAY - DAY, TODAY) == before
    after = ward.broadcast.timetable.days(TODAY + DAY, TODAY + DAY)
    assert [(airing.title, airing.start.time()) for airing in after] == [
        ("Nhắn tin", dt.time(7, 15)),
        ("Bản tin mới", dt.time(8, 0)),
    ]


def test_a_slot_that_never_began_goes_into_the_bin_and_one_that_is_over_cannot_be_changed(tmp_path) -> None:
    ward = make_ward(tmp_path)
    coming = add_slot(ward, first=TODAY + DAY)
    ward.broadcast.timetable.remove(coming.id)
    with pytest.raises(InvalidInput, match="record_gone"):
        ward.broadcast.timetable.slot(coming.id)
    over = add_slot(ward, last=TODAY - DAY)
    with pytest.raises(InvalidInput, match="slot_is_past"):
        ward.broadcast.timetable.remove(over.id)
    with pytest.raises(InvalidInput, match="slot_is_past"):
        ward.broadcast.timetable.change(replace(over, title="Bản tin mới"))


def test_a_moved_series_takes_its_coming_editions_and_their_approvals_along(tmp_path) -> None:
    ward = make_ward(tmp_path)
    series, item = add_slot(ward, fill=Fill.SERIES), approved_item(ward)
    approved_edition(ward, series, TODAY - DAY, item)
    approved_edition(ward, series, TODAY + DAY, item, title="Chuyên mục số 2")
    moved = ward.broadcast.timetable.change(replace(series, start=dt.time(17, 0)))
    coming = airing_of(ward, moved, TODAY + DAY)
    assert (coming.title, coming.approval is not None) == ("Chuyên mục số 2", True)
    assert airing_of(ward, series, TODAY - DAY).approval is not None


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
