"""The lunar calendar of Vietnam: printed days of 1900 to 2100, where it parts from China's, and its own laws."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttcs_desktop.vietnamese.lunar import FIRST, LAST, LunarDate, to_lunar, to_solar

DAYS = st.dates(FIRST, LAST - dt.timedelta(days=31))
YEARS = st.integers(1900, 2198)

TET = """
31/01/1900 19/02/1901 13/02/1945 29/01/1968 11/02/1975 31/01/1976 02/02/1984 21/01/1985 09/02/1986 05/02/2000
17/02/2007 07/02/2008 26/01/2009 14/02/2010 25/01/2020 22/01/2023 10/02/2024 29/01/2025 17/02/2026 06/02/2027
26/01/2028 13/02/2029 02/02/2030 31/01/2033 19/02/2034 23/01/2050 18/02/2053 09/02/2100
""".split()


def solar(written: str) -> dt.date:
    day, month, year = map(int, written.split("/"))
    return dt.date(year, month, day)


@pytest.mark.parametrize("written", TET)
def test_the_year_begins_on_the_day_the_calendars_print(written: str) -> None:
    day = solar(written)
    assert to_lunar(day) == LunarDate(day.year, 1, False, 1)
    assert to_lunar(day - dt.timedelta(days=1)).month == 12


@pytest.mark.parametrize(
    ("year", "chinas"), [(1985, "20/02/1985"), (2007, "18/02/2007"), (2030, "03/02/2030"), (2053, "19/02/2053")]
)
def test_four_years_begin_earlier_than_in_china(year: int, chinas: str) -> None:
    """Reckoned at UTC+8 these would be the days of China's calendar: a day late, in 1985 a month."""
    assert to_solar(LunarDate(year, 1, False, 1)) < solar(chinas)


@pytest.mark.parametrize(
    "written",
    ["18/04/2024", "07/04/2025", "26/04/2026", "16/04/2027", "24/04/2037", "13/04/2038"],
)
def test_the_day_of_the_hung_kings_is_the_tenth_of_the_third_month(written: str) -> None:
    """In 2037 and 2038 China's calendar has the tenth of the third month on 25/4 and 14/4."""
    day = solar(written)
    assert to_solar(LunarDate(day.year, 3, False, 10)) == day


@pytest.mark.parametrize(
    ("year", "month"),
    [
        (1985, 2),
        (1987, 7),
        (2004, 2),
        (2006, 7),
        (2014, 9),
        (2020, 4),
        (2023, 2),
        (2025, 6),
        (2028, 5),
        (2031, 3),
        (2033, 11),
    ],
)
def test_the_month_that_comes_twice_is_the_one_of_the_calendars(year: int, month: int) -> None:
    assert to_lunar(to_solar(LunarDate(year, month, True, 1))) == LunarDate(year, month, True, 1)
    with pytest.raises(ValueError, match="year"):
        to_solar(LunarDate(year, month % 12 + 1, True, 1))


def test_an_ordinary_day_is_written_as_the_calendars_print_it() -> None:
    day = to_lunar(dt.date(2026, 6, 2))
    assert (day.written(), day.year_name()) == ("17/4", "Bính Ngọ")
    assert to_lunar(dt.date(2025, 7, 25)).written() == "1/6 nhuận"
    assert to_lunar(dt.date(2026, 2, 16)) == LunarDate(2025, 12, False, 29)


@pytest.mark.parametrize("lunar", [LunarDate(2026, 1, False, 31), LunarDate(2026, 13, False, 1)])
def test_a_day_the_year_has_not_is_refused(lunar: LunarDate) -> None:
    with pytest.raises(ValueError, match="year"):
        to_solar(lunar)


@pytest.mark.parametrize("day", [FIRST - dt.timedelta(days=1), dt.date(1, 1, 1), dt.date(2200, 1, 1)])
def test_days_outside_the_reach_of_the_reckoning_are_refused(day: dt.date) -> None:
    with pytest.raises(ValueError, match=str(day.year)):
        to_lunar(day)


@given(DAYS)
def test_every_day_has_one_lunar_day_and_goes_back(day: dt.date) -> None:
    assert to_solar(to_lunar(day)) == day


@given(DAYS)
def test_the_next_day_is_the_next_of_the_month_or_the_first_of_a_new_one(day: dt.date) -> None:
    here, following = to_lunar(day), to_lunar(day + dt.timedelta(days=1))
    assert here < following
    assert following.day in {1, here.day + 1}
    assert following.day != 1 or here.day in {29, 30}


@given(YEARS)
def test_a_year_has_twelve_months_or_thirteen_and_begins_between_late_january_and_late_february(year: int) -> None:
    first = to_solar(LunarDate(year, 1, False, 1))
    following = to_solar(LunarDate(year + 1, 1, False, 1))
    assert dt.date(year, 1, 20) <= first <= dt.date(year, 2, 21)
    assert (following - first).days in {353, 354, 355, 383, 384, 385}


@given(YEARS)
def test_the_winter_solstice_falls_into_the_eleventh_month(year: int) -> None:
    """21/12 or 22/12 in these two centuries; both days are in the month, save where it begins on 22/12."""
    days = [to_lunar(dt.date(year, 12, number)) for number in (21, 22, 23)]
    assert any((day.month, day.leap) == (11, False) for day in days)
