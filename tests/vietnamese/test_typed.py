"""Dates and numbers as officers type them: every short form, every refusal, and nothing ever guessed."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.vietnamese.typed import format_date, format_number, parse_date, parse_number

TODAY = dt.date(2026, 6, 2)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("6/12", dt.date(2026, 12, 6)),
        ("6.12", dt.date(2026, 12, 6)),
        ("6-12-2025", dt.date(2025, 12, 6)),
        ("061225", dt.date(2025, 12, 6)),
        ("06122025", dt.date(2025, 12, 6)),
        ("0612", dt.date(2026, 12, 6)),
        ("06/12/25", dt.date(2025, 12, 6)),
        (" 6 / 12 ".replace(" / ", "/"), dt.date(2026, 12, 6)),
        ("h", TODAY),
        ("H", TODAY),
        ("+3", dt.date(2026, 6, 5)),
        ("-3", dt.date(2026, 5, 30)),
        ("29/2/2028", dt.date(2028, 2, 29)),
        ("", None),
        ("   ", None),
    ],
)
def test_every_short_form_of_a_date_is_read(typed: str, day: dt.date | None) -> None:
    assert parse_date(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("31/02", "no_such_date"),
        ("31022025", "no_such_date"),
        ("29/2/2026", "no_such_date"),
        ("6/13", "no_such_date"),
        ("0/1", "no_such_date"),
        ("6/12/0000", "no_such_date"),
        ("02/6/0026", "year_unlikely"),
        ("31/12/9999", "year_unlikely"),
        ("mai", "date_unreadable"),
        ("6", "date_unreadable"),
        ("2025-12-06", "date_unreadable"),
        ("6/12/202", "date_unreadable"),
    ],
)
def test_a_date_that_is_none_is_refused_with_what_was_typed(typed: str, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_date(typed, TODAY)
    assert (refused.value.code, refused.value.details["text"]) == (code, typed)


@given(DAYS, DAYS)
def test_a_date_written_is_read_back_whatever_day_it_is(day: dt.date, today: dt.date) -> None:
    assert parse_date(format_date(day), today) == day


@given(DAYS)
def test_six_digits_mean_day_month_and_this_century(day: dt.date) -> None:
    assert parse_date(day.strftime("%d%m%y"), TODAY) == day


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1500", Decimal(1500)),
        ("1.500", Decimal(1500)),
        ("1.234,5", Decimal("1234.5")),
        ("12,5", Decimal("12.5")),
        (",5", Decimal("0.5")),
        ("1.234.567", Decimal(1234567)),
        ("-12", Decimal(-12)),
        ("0", Decimal(0)),
        ("", None),
    ],
)
def test_numbers_are_read_in_vietnamese_writing(typed: str, number: Decimal | None) -> None:
    assert parse_number(typed) == number


@pytest.mark.parametrize(
    ("typed", "readings"), [("12.5", ("12,5", "125")), ("1.25", ("1,25", "125")), ("-0.5", ("-0,5", "-05"))]
)
def test_one_dot_before_one_or_two_digits_is_asked_about(typed: str, readings: tuple[str, str]) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_number(typed)
    assert (refused.value.code, refused.value.details["readings"]) == ("number_ambiguous", readings)


@pytest.mark.parametrize("typed", ["abc", "1,2,3", "1.23.456", "1.2345", "1,", "12 tin", "--1", "1.234,", "٣"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_number(typed)
    assert refused.value.code == "number_unreadable"


@pytest.mark.parametrize("typed", ["9" * 16, "-" + "9" * 400, "1" + ".000" * 5, "0," + "3" * 10])
def test_a_number_that_no_column_holds_is_refused(typed: str) -> None:
    for whole in (False, True):
        with pytest.raises(InvalidInput) as refused:
            parse_number(typed, whole)
        assert refused.value.code == "number_too_long"


def test_zeros_in_front_make_no_number_long() -> None:
    assert parse_number("0" * 30 + "12", whole=True) == 12


def test_a_count_has_no_part_after_the_comma() -> None:
    assert parse_number("12,0", whole=True) == 12
    assert parse_number("1.500", whole=True) == 1500


@pytest.mark.parametrize("typed", ["12,5", "12.5", "1.25", "-0.5", "0,01", "1.500,5"])
def test_a_count_with_a_part_after_comma_or_dot_is_no_whole_number_and_no_question(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_number(typed, whole=True)
    assert refused.value.code == "count_not_whole"


@given(st.integers(0, 10**9), st.integers(1, 2))
def test_a_count_is_read_with_or_without_its_dots_and_never_with_a_short_group(count: int, digits: int) -> None:
    assert parse_number(str(count), whole=True) == parse_number(format_number(count), whole=True) == count
    with pytest.raises(InvalidInput):
        parse_number(f"{count}.{'7' * digits}", whole=True)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3, allow_nan=False))
def test_a_number_written_is_read_back_or_asked_about_but_never_changed(number: Decimal) -> None:
    assert parse_number(format_number(number)) == number


@given(st.text(alphabet="0123456789.,- ", max_size=12))
def test_whatever_is_typed_gives_one_number_or_a_refusal(typed: str) -> None:
    try:
        number = parse_number(typed)
    except InvalidInput:
        return
    digits = "".join(char for char in typed if char.isdigit())
    assert number is None or digits.lstrip("0") == "".join(char for char in f"{number:f}" if char.isdigit()).lstrip("0")


@pytest.mark.parametrize(
    ("number", "places", "written"),
    [
        (1234567, None, "1.234.567"),
        (Decimal("1234.50"), None, "1.234,5"),
        (Decimal("8.2"), 1, "8,2"),
        (Decimal(8), 1, "8,0"),
        (-12, None, "-12"),
        (0, None, "0"),
        (Decimal("1E+3"), None, "1.000"),
        (None, None, ""),
    ],
)
def test_numbers_are_written_as_the_office_does(number: Decimal | int | None, places: int | None, written: str) -> None:
    assert format_number(number, places) == written
