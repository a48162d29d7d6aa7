"""Where the radar puts a deadline, for any deadlines there may be."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from ttcs_desktop.agenda.deadlines import Deadline
from ui.pages.today.radar import WEEKS, spots_of
from ui.pages.today.words import is_past, named_day, time_left, week_in_words

TUESDAY = dt.date(2026, 6, 2)


def _deadline(safe: dt.date, left: int = 0) -> Deadline:
    return Deadline("plans", safe.isoformat(), "Việc", safe, False, safe, left, "KH 75/KH-UBND")


@given(st.lists(st.integers(-180, 90), max_size=40))
def test_every_deadline_has_a_place_of_its_own_in_the_strip(offsets):
    spots = spots_of([_deadline(TUESDAY + dt.timedelta(days=offset)) for offset in offsets], TUESDAY)
    assert len(spots) == len(offsets)
    assert len({(spot.week, spot.level) for spot in spots}) == len(offsets)
    assert all(0 <= spot.week < WEEKS for spot in spots)


@given(st.lists(st.integers(-180, 90), min_size=1, max_size=40))
def test_what_has_passed_lies_in_this_week_above_the_others(offsets):
    spots = [
        spot
        for spot in spots_of([_deadline(TUESDAY + dt.timedelta(days=offset)) for offset in offsets], TUESDAY)
        if spot.week == 0
    ]
    past = [is_past(spot.deadline, TUESDAY) for spot in spots]
    assert past == sorted(past)


def test_a_monday_begins_the_next_column():
    sunday, monday = dt.date(2026, 6, 7), dt.date(2026, 6, 8)
    assert [spot.week for spot in spots_of([_deadline(monday), _deadline(sunday)], TUESDAY)] == [0, 1]


def test_time_left_is_said_in_words_when_it_is_near():
    said = [
        time_left(_deadline(TUESDAY + dt.timedelta(days=ahead), left), TUESDAY)
        for ahead, left in ((-4, -2), (0, 0), (1, 1), (3, 3))
    ]
    assert said == ["quá 2 ngày", "hôm nay", "ngày mai", "còn 3 ngày"]


def test_on_the_weekend_after_the_last_safe_friday_nothing_is_promised():
    saturday = dt.date(2026, 6, 6)
    friday = _deadline(dt.date(2026, 6, 5), 0)
    assert is_past(friday, saturday)
    assert time_left(friday, saturday) == "vừa qua hạn"


def test_days_and_weeks_are_written_as_the_office_writes_them():
    assert named_day(TUESDAY, TUESDAY) == "Hôm nay, thứ Ba 02/6"
    assert named_day(dt.date(2026, 5, 31), TUESDAY) == "Chủ nhật 31/5"
    assert week_in_words(TUESDAY) == "Tuần 23, từ 01/6 đến 07/6"
