"""Occurrences against a count day by day."""

from __future__ import annotations

import calendar
import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from ttcs_desktop.plans.recurrence import DuePeriod, occurrences, period_of
from ttcs_desktop.plans.timing import Due, Every, When, WhenKind
from ttcs_desktop.plans.when import parse_when

days = st.dates(dt.date(2020, 1, 1), dt.date(2032, 12, 31))
windows = st.tuples(days, st.integers(0, 800)).map(lambda pair: (pair[0], pair[0] + dt.timedelta(days=pair[1])))
LAST_MONTHS = {Every.MONTH: range(1, 13), Every.QUARTER: (3, 6, 9, 12), Every.HALF: (6, 12), Every.YEAR: (12,)}


def is_due(day: dt.date, every: Every, due: Due | None) -> bool:
    """The definition, one day at a time."""
    if every is Every.DAY:
        return True
    if every is Every.WEEK:
        return day.isoweekday() == 7
    end = calendar.monthrange(day.year, day.month)[1]
    if due is not None and due.month is not None:
        return day.month == due.month and day.day == min(due.day, end)
    return day.month in LAST_MONTHS[every] and day.day == (end if due is None else min(due.day, end))


@given(
    st.sampled_from(Every),
    st.one_of(st.none(), st.builds(Due, st.integers(1, 31))),
    windows,
    st.one_of(st.none(), days),
    st.one_of(st.none(), days),
)
def test_repeating_tasks_fall_due_as_counted_by_day(
    every: Every, due: Due | None, window: tuple[dt.date, dt.date], start: dt.date | None, end: dt.date | None
) -> None:
    first, last = window
    span = [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]
    expected = [
        day
        for day in span
        if is_due(day, every, due) and (start is None or start <= day) and (end is None or day <= end)
    ]
    found = occurrences(When(WhenKind.REPEATING, start, end, due, every), first, last)
    assert [one.due for one in found] == expected
    assert [one.key for one in found] == [period_of(day, every).key for day in expected]


@given(st.dates(dt.date(2024, 1, 1), dt.date(2024, 12, 31)), windows)
def test_a_day_of_every_year_comes_once_a_year(day: dt.date, window: tuple[dt.date, dt.date]) -> None:
    first, last = window
    due = Due(day.day, day.month)
    span = [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]
    found = occurrences(When(WhenKind.REPEATING, due=due, every=Every.YEAR, strict=True), first, last)
    assert [one.due for one in found] == [day for day in span if is_due(day, Every.YEAR, due)]
    assert all(one.strict for one in found)


@given(days, st.sampled_from(Every))
def test_periods_follow_each_other_without_gap(day: dt.date, every: Every) -> None:
    period = period_of(day, every)
    assert period.first <= day <= period.last
    following = period_of(period.last + dt.timedelta(days=1), every)
    assert following.first == period.last + dt.timedelta(days=1)
    assert following.key > period.key


def test_yearly_means_the_last_of_december() -> None:
    found = occurrences(parse_when("Hằng năm").when, dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert found == (DuePeriod("2026", dt.date(2026, 12, 31)),)


def test_half_yearly_days_come_in_june_and_december() -> None:
    when = parse_when("Trước ngày 06/6 và 06/12 hằng năm").when
    found = occurrences(when, dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert [(one.key, str(one.due), one.strict) for one in found] == [
        ("2026-H1", "2026-06-06", True),
        ("2026-H2", "2026-12-06", True),
    ]


def test_a_deadline_counts_only_inside_the_window() -> None:
    when = parse_when("Trước ngày 06/6/2026").when
    assert occurrences(when, dt.date(2026, 6, 1), dt.date(2026, 6, 6)) == (
        DuePeriod("once", dt.date(2026, 6, 6), strict=True),
    )
    assert occurrences(when, dt.date(2026, 6, 7), dt.date(2026, 12, 31)) == ()


def test_a_window_is_due_on_its_last_day() -> None:
    when = parse_when("Năm 2025-2026").when
    assert [one.due for one in occurrences(when, dt.date(2026, 1, 1), dt.date(2026, 12, 31))] == [dt.date(2026, 12, 31)]
    assert occurrences(when, dt.date(2025, 1, 1), dt.date(2025, 12, 31)) == ()


def test_continuous_work_has_one_undated_occurrence_a_year() -> None:
    when = parse_when("Thường xuyên 2022-2025").when
    found = occurrences(when, dt.date(2024, 6, 1), dt.date(2027, 1, 1))
    assert found == (DuePeriod("2024", None), DuePeriod("2025", None))


def test_work_on_demand_is_never_due() -> None:
    found = occurrences(parse_when("Đột xuất").when, dt.date(2026, 1, 1), dt.date(2026, 1, 2))
    assert found == (DuePeriod("once", None),)


def test_an_empty_window_holds_nothing() -> None:
    assert occurrences(parse_when("Hằng ngày").when, dt.date(2026, 1, 2), dt.date(2026, 1, 1)) == ()
