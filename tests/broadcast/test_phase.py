"""A slot of every n weeks keeps its weeks, whatever is altered in it and however it is split."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wards import add_slot, airing_of, code_of, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.broadcast.moving import reach_of
from ttcs_desktop.broadcast.recurrence import Every, Recurrence

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
TODAY = dt.date(2026, 6, 2)  # a Tuesday, noon
MONDAY, MONDAY_FIRST = frozenset({1}), dt.date(2026, 5, 18)  # 18/5, 1/6, 15/6, 29/6…
BIWEEKLY = Recurrence(weeks=2)


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    made = make_ward(tmp_path_factory.mktemp("phase"))
    yield made
    made.close()


def biweekly(ward, title: str, **more):
    facts = {"weekdays": MONDAY, "recurrence": BIWEEKLY, "first": MONDAY_FIRST, "last": dt.date(2026, 7, 31), **more}
    return add_slot(ward, title, "17:00", 10, **facts)


def days(ward, title: str) -> list[str]:
    found = ward.broadcast.timetable.days(dt.date(2026, 5, 1), dt.date(2026, 8, 31))
    return [f"{one.day:%d/%m}" for one in found if one.title == title]


def test_another_hour_leaves_the_weeks_as_they_were(ward) -> None:
    slot = biweekly(ward, "Giờ khác")
    before = days(ward, "Giờ khác")
    assert before == ["18/05", "01/06", "15/06", "29/06", "13/07", "27/07"]
    fresh = ward.broadcast.timetable.change(replace(slot, start=dt.time(18)))
    assert fresh.date_from == dt.date(2026, 6, 15), "the next Monday that is one of its own"
    assert days(ward, "Giờ khác") == before
    again = ward.broadcast.timetable.change(replace(fresh, start=dt.time(19)), since=dt.date(2026, 6, 23))
    assert (again.date_from, days(ward, "Giờ khác")) == (dt.date(2026, 6, 29), before)


def test_what_was_chosen_and_decided_of_its_days_goes_along(ward) -> None:
    slot = biweekly(ward, "Chuyên mục", fill=Fill.SERIES)
    ward.broadcast.timetable.set_edition(slot.id, dt.date(2026, 6, 15), [], title="Số 3")
    ward.airing_changes.cancel(airing_of(ward, slot, dt.date(2026, 6, 29)))
    fresh = ward.broadcast.timetable.change(replace(slot, start=dt.time(18)))
    assert airing_of(ward, fresh, dt.date(2026, 6, 15)).title == "Số 3"
    assert days(ward, "Chuyên mục") == ["18/05", "01/06", "13/07", "27/07"]


def test_weeks_asked_for_anew_are_counted_from_the_first_day_that_the_card_shows(ward) -> None:
    slot = biweekly(ward, "Thưa hơn")
    ward.broadcast.timetable.change(replace(slot, recurrence=Recurrence(weeks=4)))
    assert days(ward, "Thưa hơn") == ["18/05", "01/06", "15/06", "13/07"]
    slot = biweekly(ward, "Lệch tuần")
    ward.broadcast.timetable.change(replace(slot, date_from=MONDAY_FIRST + WEEK))
    assert days(ward, "Lệch tuần") == ["18/05", "01/06", "08/06", "22/06", "06/07", "20/07"]


def test_a_slot_that_is_to_end_before_its_next_week_ends(ward) -> None:
    slot = biweekly(ward, "Thôi")
    closed = ward.broadcast.timetable.change(replace(slot, date_to=dt.date(2026, 6, 10)))
    assert (closed.id, days(ward, "Thôi")) == (slot.id, ["18/05", "01/06"])
    with pytest.raises(InvalidInput) as refused:
        ward.broadcast.timetable.change(replace(closed, start=dt.time(18)))
    assert code_of(refused) == "slot_is_past"


@pytest.mark.parametrize(
    ("to", "then"),
    [
        (-10, ["05/06", "19/06"]),
        (-6, ["09/06", "23/06"]),
        (2, ["17/06", "01/07"]),
        (7, ["22/06", "06/07"]),
        (13, ["28/06", "12/07"]),
    ],
)
def test_moved_to_another_day_for_good_it_is_counted_from_there(ward, to, then) -> None:
    title = f"Dời {to}"
    slot = biweekly(ward, title)
    airing = airing_of(ward, slot, dt.date(2026, 6, 15))
    reach = reach_of(airing, airing.start + to * DAY, airing.seconds)
    ward.broadcast.timetable.change(reach.onward, since=reach.since)
    assert days(ward, title)[:4] == ["18/05", "01/06", *then]


def test_a_slot_shifted_for_good_takes_each_of_its_days_along(ward) -> None:
    # Its first day lies after the Monday of its week, so that its first airing is two weeks on.
    slot = biweekly(ward, "Cả khung", first=dt.date(2026, 6, 4), last=dt.date(2026, 7, 20))
    assert days(ward, "Cả khung") == ["15/06", "29/06", "13/07"]
    ward.week_shifts.shift_slot(slot.id, 5 * DAY)
    assert days(ward, "Cả khung") == ["20/06", "04/07", "18/07"]
    begun = biweekly(ward, "Đã phát")
    ward.week_shifts.shift_slot(begun.id, 15 * DAY)
    assert days(ward, "Đã phát")[:4] == ["18/05", "01/06", "30/06", "14/07"], "yesterday's is not aired again"
    both = biweekly(ward, "Hai thứ", weekdays=frozenset({1, 6}))
    with pytest.raises(InvalidInput) as refused:
        ward.week_shifts.shift_slot(both.id, 2 * DAY)
    assert code_of(refused) == "shift_parts_weeks", "its Saturday would come in the other week"


@given(
    st.integers(1, 4),
    st.frozensets(st.integers(1, 7), min_size=1),
    st.integers(0, 60),
    st.integers(0, 80),
    st.sampled_from([Every.WEEK, Every.DATE]),
)
def test_from_the_first_counted_day_on_the_days_are_the_old_ones(weeks, weekdays, begun, later, every) -> None:
    rule = Recurrence(every, weeks, ((0, 1), (0, 15)))
    first = TODAY - begun * DAY
    split = first + later * DAY
    fresh = rule.counted_on(split, first, weekdays)
    assert fresh >= split
    for number in range(100):
        day = split + number * DAY
        old = rule.falls_on(day, first, weekdays, lambda _: False)
        new = day >= fresh and rule.falls_on(day, fresh, weekdays, lambda _: False)
        assert old == new
