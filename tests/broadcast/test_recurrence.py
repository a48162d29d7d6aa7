"""On which days a slot falls: against dateutil's reading of RFC 5545, and by the lunar calendar."""

from __future__ import annotations

import datetime as dt

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import EVERY_DAY
from ttcs_desktop.broadcast.recurrence import (
    LAST_DAY,
    Every,
    OnHolidays,
    Recurrence,
    check,
    none_known,
    of_text,
    rrule_of,
    to_text,
)

DAY = dt.timedelta(days=1)
FIRSTS = st.dates(dt.date(2023, 11, 1), dt.date(2028, 3, 1))
WEEKDAYS = st.frozensets(st.integers(1, 7), min_size=1)
MONTH_DAYS = st.lists(
    st.tuples(st.integers(0, 12), st.sampled_from([LAST_DAY, *range(1, 32)])), min_size=1, max_size=4, unique=True
)
RULES = st.builds(
    Recurrence,
    st.just(Every.WEEK) | st.just(Every.DATE),
    st.integers(1, 5),
    MONTH_DAYS.map(tuple),
    st.sampled_from(OnHolidays),
    st.frozensets(FIRSTS, max_size=3),
    st.integers(1, 4),
    st.integers(0, 3600),
)
LUNAR_NEW_YEAR = (dt.date(2026, 2, 17), dt.date(2027, 2, 6), dt.date(2028, 1, 26))


def days_of(rule: Recurrence, first: dt.date, last: dt.date, weekdays=EVERY_DAY, is_holiday=none_known) -> set[dt.date]:
    span = (first + DAY * number for number in range((last - first).days + 1))
    return {day for day in span if rule.falls_on(day, first, weekdays, is_holiday)}


@given(FIRSTS, WEEKDAYS, st.integers(1, 5), MONTH_DAYS, st.sampled_from([Every.WEEK, Every.DATE]))
def test_its_days_are_those_of_rfc_5545(first, weekdays, weeks, month_days, every) -> None:
    rule = Recurrence(every, weeks if every is Every.WEEK else 1, tuple(month_days))
    last = first + 800 * DAY
    start, until = (dt.datetime.combine(day, dt.time(5, 30)) for day in (first, last))
    expected = {
        at.date()
        for text in rrule_of(rule, weekdays)
        for at in rrulestr(text, dtstart=start).between(start, until, inc=True)
    }
    assert days_of(rule, first, last, weekdays) == expected


@given(RULES)
def test_a_rule_is_kept_as_it_is(rule) -> None:
    kept = of_text(to_text(rule))
    assert (kept, to_text(kept)) == (Recurrence(**{**vars_of(rule), "days": tuple(sorted(rule.days))}), to_text(rule))


def vars_of(rule: Recurrence) -> dict[str, object]:
    return {name: getattr(rule, name) for name in Recurrence.__slots__}


def test_first_and_fifteenth_of_every_lunar_month_also_of_a_leap_month() -> None:
    rule = Recurrence(Every.LUNAR, days=((0, 1), (0, 15)))
    found = sorted(days_of(rule, dt.date(2025, 7, 1), dt.date(2025, 10, 1)))
    # 2025 has a leap sixth month: 25/7 and 08/8 are its first and fifteenth.
    assert found == [dt.date(2025, month, day) for month, day in ((7, 9), (7, 25), (8, 8), (8, 23), (9, 6), (9, 22))]


def test_a_lunar_day_of_one_month_comes_once_a_year_and_not_in_its_leap_month() -> None:
    span = (dt.date(2025, 1, 1), dt.date(2028, 12, 31))
    new_year = Recurrence(Every.LUNAR, days=((1, 1),))
    assert tuple(sorted(days_of(new_year, *span)))[1:] == LUNAR_NEW_YEAR
    eve = Recurrence(Every.LUNAR, days=((12, LAST_DAY),))
    assert tuple(day + DAY for day in sorted(days_of(eve, *span)))[1:] == LUNAR_NEW_YEAR
    sixth = Recurrence(Every.LUNAR, days=((6, 10),))
    assert len([day for day in days_of(sixth, *span) if day.year == 2025]) == 1


@pytest.mark.parametrize(
    ("meaning", "airs"), [(OnHolidays.AIR, True), (OnHolidays.SKIP, False), (OnHolidays.ONLY, True)]
)
def test_holidays_are_left_out_or_meant_alone(meaning, airs) -> None:
    holiday, work_day = dt.date(2026, 9, 2), dt.date(2026, 9, 3)
    found = days_of(Recurrence(holidays=meaning), holiday, work_day, is_holiday=lambda day: day == holiday)
    assert (holiday in found, work_day in found) == (airs, meaning is not OnHolidays.ONLY)


def test_plays_of_a_day_follow_each_other_after_their_pause() -> None:
    assert Recurrence(plays=3, pause_seconds=600).starts(300) == [0, 900, 1800]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (Recurrence(Every.DATE), "month_days_missing"),
        (Recurrence(Every.DATE, days=((0, 32),)), "no_such_month_day"),
        (Recurrence(Every.DATE, days=((2, 30),)), "no_such_month_day"),
        (Recurrence(Every.DATE, days=((13, 1),)), "no_such_month_day"),
        (Recurrence(Every.LUNAR, days=((1, 31),)), "no_such_month_day"),
        (Recurrence(Every.LUNAR, days=((0, 0),)), "no_such_month_day"),
        (Recurrence(weeks=0), "weeks_out_of_range"),
        (Recurrence(plays=0), "plays_out_of_range"),
        (Recurrence(plays=25), "plays_out_of_range"),
        (Recurrence(pause_seconds=-1), "pause_out_of_range"),
        (Recurrence(plays=24, pause_seconds=3600), "plays_past_midnight"),
    ],
)
def test_what_could_never_be_aired_is_refused(rule, code) -> None:
    with pytest.raises(InvalidInput) as told:
        check(rule, 1800)
    assert told.value.code == code


def test_the_last_day_of_february_comes_every_year_and_the_29th_only_in_leap_years() -> None:
    span = (dt.date(2026, 1, 1), dt.date(2028, 12, 31))
    last = days_of(Recurrence(Every.DATE, days=((2, LAST_DAY),)), *span)
    assert {day.day for day in last} == {28, 29}
    assert days_of(Recurrence(Every.DATE, days=((2, 29),)), *span) == {dt.date(2028, 2, 29)}
