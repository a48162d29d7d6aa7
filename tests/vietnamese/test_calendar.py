"""Working days, and the strict reading of "trước ngày"."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttcs_desktop.vietnamese.calendar import is_working_day, last_safe_day, working_days_left

DAY = dt.timedelta(days=1)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))


@pytest.mark.parametrize(
    ("due", "off", "safe"),
    [
        (dt.date(2026, 6, 6), [], dt.date(2026, 6, 5)),  # a Saturday: Friday
        (dt.date(2026, 12, 6), [], dt.date(2026, 12, 4)),  # a Sunday: Friday
        (dt.date(2026, 11, 25), [dt.date(2026, 11, 24)], dt.date(2026, 11, 23)),  # the day before is off
        (dt.date(2026, 5, 4), [], dt.date(2026, 4, 29)),  # over a week-end and two holidays
    ],
)
def test_before_a_day_means_the_last_working_day_before_it(due, off, safe) -> None:
    assert last_safe_day(due, strict=True, holidays=off) == safe


def test_a_due_day_that_is_not_strict_counts_itself() -> None:
    assert last_safe_day(dt.date(2026, 6, 5), strict=False) == dt.date(2026, 6, 5)
    assert last_safe_day(dt.date(2026, 6, 7), strict=False) == dt.date(2026, 6, 5)


def test_a_week_end_day_worked_in_exchange_is_a_working_day() -> None:
    saturday = dt.date(2026, 6, 6)
    assert not is_working_day(saturday)
    assert is_working_day(saturday, swapped_in=[saturday])
    assert last_safe_day(dt.date(2026, 6, 8), strict=True, swapped_in=[saturday]) == saturday


@pytest.mark.parametrize(("month", "day"), [(1, 1), (4, 30), (5, 1), (9, 2)])
def test_the_fixed_holidays_are_off_in_any_year(month, day) -> None:
    assert not any(is_working_day(dt.date(year, month, day)) for year in range(2024, 2032))


@given(DAYS, st.sets(DAYS, max_size=5), st.booleans())
def test_the_safe_day_is_a_working_day_in_time_and_none_later_is(due, off, strict) -> None:
    safe = last_safe_day(due, strict=strict, holidays=off)
    last = due - DAY if strict else due
    assert safe <= last
    assert is_working_day(safe, off)
    assert not any(is_working_day(safe + DAY * step, off) for step in range(1, (last - safe).days + 1))


def test_the_days_left_are_working_days_after_today() -> None:
    friday = dt.date(2026, 6, 5)
    assert working_days_left(dt.date(2026, 5, 29), friday) == 5
    assert working_days_left(friday, friday) == 0
    assert working_days_left(dt.date(2026, 6, 8), friday) == -1


@given(DAYS, st.integers(-20, 20))
def test_the_days_left_are_negative_exactly_when_the_last_day_has_passed(last, offset) -> None:
    """Also on the Saturday after a Friday: too late is too late, although no working day has gone by."""
    today = last + DAY * offset
    assert (working_days_left(today, last) < 0) == (today > last)
