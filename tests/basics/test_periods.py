"""ISO weeks and report windows at their edges."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wards import code_of
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week, Window

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))


@given(DAYS)
def test_a_day_lies_in_its_week_and_the_week_can_be_read_back(day) -> None:
    week = Week.of(day)
    assert day in week.days
    assert (week.monday.weekday(), week.sunday - week.monday) == (0, dt.timedelta(days=6))
    assert Week.parse(str(week)) == week


@given(DAYS, st.integers(-60, 60))
def test_shifted_weeks_neither_overlap_nor_leave_a_gap(day, weeks) -> None:
    week = Week.of(day)
    assert week.shifted(weeks).monday == week.monday + dt.timedelta(weeks=weeks)
    assert week.shifted(weeks).shifted(-weeks) == week


def test_the_first_days_of_a_year_may_belong_to_the_last_week_of_the_year_before() -> None:
    assert Week.of(dt.date(2027, 1, 1)) == Week(2026, 53)
    assert Week.parse("2026-W53").sunday == dt.date(2027, 1, 3)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2025-W53", "no_such_week"),
        ("2026-W00", "no_such_week"),
        ("2026-W54", "no_such_week"),
        ("0000-W01", "no_such_week"),
        ("2026-48", "week_unreadable"),
        ("tuần 48", "week_unreadable"),
        ("", "week_unreadable"),
    ],
)
def test_a_week_that_does_not_exist_is_refused(text, code) -> None:
    with pytest.raises(InvalidInput) as caught:
        Week.parse(text)
    assert code_of(caught) == code


@pytest.mark.parametrize("text", ["9999-W52", "0001-W01"])
def test_a_week_at_the_end_of_the_calendar_is_refused_or_has_its_seven_days(text) -> None:
    """No crash later, where nobody expects one: a week that is accepted can be shown with the weeks beside it."""
    try:
        week = Week.parse(text)
    except InvalidInput:
        return
    assert len(week.days) == 7
    assert [week.shifted(-1), week.shifted(1)]


@pytest.mark.parametrize("text", [" 2026-w48 ", "2026W48", "2026-W48"])
def test_a_week_is_read_as_people_write_it(text) -> None:
    assert Week.parse(text) == Week(2026, 48)


def test_both_ends_of_a_window_count() -> None:
    window = Window(dt.date(2026, 1, 1), dt.date(2026, 5, 30))
    days = [dt.date(2025, 12, 31), dt.date(2026, 1, 1), dt.date(2026, 5, 30), dt.date(2026, 5, 31)]
    assert [window.holds(day) for day in days] == [False, True, True, False]
    assert window.months() == ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05")


def test_a_window_names_its_months_across_a_new_year() -> None:
    assert Window(dt.date(2025, 12, 31), dt.date(2026, 1, 1)).months() == ("2025-12", "2026-01")


def test_a_window_of_one_day_is_a_window_and_a_reversed_one_is_refused() -> None:
    day = dt.date(2026, 6, 2)
    assert Window(day, day).holds(day)
    with pytest.raises(InvalidInput) as caught:
        Window(day, day - dt.timedelta(days=1))
    assert code_of(caught) == "window_reversed"
