"""Dates and numbers as an officer types them, and as the office writes them.

A value that could be read in two ways is refused with both readings: a figure is never guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from ttcs_desktop.basics.errors import InvalidInput

_PARTS = re.compile(r"([0-9]{1,2})[/\-. ]([0-9]{1,2})(?:[/\-. ]([0-9]{2}|[0-9]{4}))?")
_DIGITS = re.compile(r"[0-9]{4}|[0-9]{6}|[0-9]{8}")
_STEP = re.compile(r"([+\-])([0-9]{1,4})")
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_PLAIN = re.compile(r"[0-9]+(?:,[0-9]+)?|,[0-9]+")
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""What an office writes of lies between: beyond, a figure of the year was mistyped (0026, 9999)."""
MOST_FIGURES, MOST_PLACES = 15, 9
"""Figures before and after the comma; more is a mistake of the hand, and no column holds it."""
_ONE_DOT = re.compile(r"([0-9]+)\.([0-9]{1,2})")


def parse_date(text: str, today: dt.date) -> dt.date | None:
    """The date typed, or None for nothing typed.

    Reads `6/12`, `6.12`, `6-12-2025`, `061225`, `06122025`, `0612`, `h` (today) and `+3` or `-3` (days from
    today). Without a year it is this year; two digits of a year are 20xx.
    Raises InvalidInput `no_such_date` for a day the calendar lacks (31/02), `year_unlikely` for a year before 1900 or
    after 2199, `date_unreadable` for anything else.
    """
    typed = " ".join(text.split()).lower()
    if not typed:
        return None
    if typed == "h":
        return today
    if step := _STEP.fullmatch(typed):
        return _days_away(int(step[1] + step[2]), today, text)
    if _DIGITS.fullmatch(typed):
        return _made(int(typed[:2]), int(typed[2:4]), typed[4:], today, text)
    if parts := _PARTS.fullmatch(typed):
        return _made(int(parts[1]), int(parts[2]), parts[3] or "", today, text)
    raise InvalidInput("", "date_unreadable", text=text)


def parse_number(text: str, whole: bool = False) -> Decimal | int | None:
    """The number typed in Vietnamese writing (`1.234,5`), or None for nothing typed: empty is not zero.

    `1.500` is 1500. One dot before one or two digits (`12.5`) may be 12,5 or 125 and raises InvalidInput
    `number_ambiguous` with `readings`; with `whole` there is nothing to choose between, so that it raises
    `count_not_whole` as a part after the comma does. What is no number raises `number_unreadable`, more than 15 figures
    (9 after the comma) `number_too_long`.
    """
    typed = "".join(text.split()).replace("−", "-")
    if not typed:
        return None
    sign, body = ("-", typed[1:]) if typed.startswith("-") else ("", typed)
    if doubt := _ONE_DOT.fullmatch(body):
        if whole:
            raise InvalidInput("", "count_not_whole", text=text)
        readings = (f"{sign}{doubt[1]},{doubt[2]}", sign + doubt[1] + doubt[2])
        raise InvalidInput("", "number_ambiguous", text=text, readings=readings)
    if not (_GROUPED.fullmatch(body) or _PLAIN.fullmatch(body)):
        raise InvalidInput("", "number_unreadable", text=text)
    figures, _, places = body.replace(".", "").lstrip("0").partition(",")
    if len(figures) > MOST_FIGURES or len(places) > MOST_PLACES:
        raise InvalidInput("", "number_too_long", text=text, most=MOST_FIGURES)
    value = Decimal(sign + body.replace(".", "").replace(",", "."))
    if not whole:
        return value
    if value != value.to_integral_value():
        raise InvalidInput("", "count_not_whole", text=text)
    return int(value)


def format_number(value: Decimal | int | None, places: int | None = None) -> str:
    """A number as the office writes it: `1.234,5`. None is written as nothing.

    `places` fixes the digits after the comma; without it they are as many as the value has, no zeros at the end.
    """
    if value is None:
        return ""
    number = Decimal(value)
    shown = f"{number:,.{places}f}" if places is not None else f"{number:,f}"
    whole, _, part = shown.partition(".")
    if places is None:
        part = part.rstrip("0")
    whole = whole.replace(",", ".")
    return f"{whole},{part}" if part else whole


def format_date(day: dt.date | None) -> str:
    """A date as the office writes it: `06/12/2025`. None is written as nothing."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}" if day is not None else ""


def _made(day: int, month: int, year: str, today: dt.date, text: str) -> dt.date:
    full = today.year if not year else int(year) + (2000 if len(year) == 2 else 0)
    try:
        made = dt.date(full, month, day)
    except ValueError:
        raise InvalidInput("", "no_such_date", text=text, day=day, month=month, year=full) from None
    if not FIRST_YEAR <= full <= LAST_YEAR:
        raise InvalidInput("", "year_unlikely", text=text, year=year, first=FIRST_YEAR, last=LAST_YEAR)
    return made


def _days_away(days: int, today: dt.date, text: str) -> dt.date:
    try:
        return today + dt.timedelta(days=days)
    except OverflowError:
        raise InvalidInput("", "no_such_date", text=text) from None
