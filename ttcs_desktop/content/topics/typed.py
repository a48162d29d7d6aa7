"""Periods and wanted numbers as lists of topics write them: "Quý II", "Tháng 3 - 5", "2 lượt/tháng"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.content.topics.model import Per, Span, Wanted
from ttcs_desktop.vietnamese.text import fold
from ttcs_desktop.vietnamese.typed import parse_date

MOST_WANTED = 999
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WHOLE = {"", "ca nam", "trong nam", "nam", "hang nam", "thuong xuyen", "quanh nam"}
_YEAR = r"(?:\s*(?:/|-|nam)?\s*(?P<year>\d{4}))?"
_TO = r"\s*(?:-|–|—|den|den het|va)\s*"
_QUARTERS = re.compile(
    rf"(?:trong\s+)?(?:quy|q)\s*(iv|i{{1,3}}|[1-4])(?:{_TO}(?:quy|q)?\s*(iv|i{{1,3}}|[1-4]))?{_YEAR}"
)
_MONTHS = re.compile(
    rf"(?:trong\s+|tu\s+)?(?:thang|t)\s*(\d{{1,2}})(?:\s*(?:{_TO}|,)\s*(?:het\s+)?(?:thang|t)?\s*(\d{{1,2}}))?{_YEAR}"
)
_HALF = re.compile(rf"(?:6|sau)\s+thang\s+(dau|cuoi)\s+nam{_YEAR}")
_FROM_TO = re.compile(r"(?:tu\s+)?(?:ngay\s+)?(.+?)(?:\s+(?:den|-|–)\s+(?:het\s+)?(?:ngay\s+)?|\s*[–—]\s*)(.+)")
_SHORT_DAYS = re.compile(r"(\d{1,2}/\d{1,2}(?:/\d{2,4})?)\s*-\s*(\d{1,2}/\d{1,2}(?:/\d{2,4})?)")
_NUMBER = re.compile(r"(\d{1,4})\s*(?:lan|luot|bai|tin|buoi|luot phat)?\s*(?:(?:/|moi|mot|trong|hang|ca)\s*(\w+))?")
_EACH_FIRST = re.compile(r"(?:moi|hang)\s+(\w+)\s+(\d{1,4})\s*(?:lan|luot|bai|tin|buoi|luot phat)?")
_PERS = {
    "thang": Per.MONTH,
    "quy": Per.QUARTER,
    "nam": Per.PERIOD,
    "ky": Per.PERIOD,
    "dot": Per.PERIOD,
}


def parse_span(text: str, year: int) -> Span:
    """When a topic of `year` is to be told; nothing typed, "cả năm" and "thường xuyên" are the whole year.

    Raises:
        InvalidInput: `period_unreadable`; `period_other_year` for days outside the year; `window_reversed`.
    """
    typed = " ".join(fold(text).replace(".", "/").split()).strip(" ;,")
    if typed in _WHOLE or typed in {f"ca nam {year}", f"nam {year}", str(year)}:
        return Span()
    span = _months_named(typed, year, text) or _days_named(typed, year, text)
    if span is None:
        raise InvalidInput("span", "period_unreadable", text=text)
    if span.first is not None and span.last is not None and span.last < span.first:
        raise InvalidInput("span", "window_reversed")
    if any(day is not None and day.year != year for day in (span.first, span.last)):
        raise InvalidInput("span", "period_other_year", year=year)
    whole = span.first == dt.date(year, 1, 1) and span.last == dt.date(year, 12, 31)
    return Span() if whole else span


def parse_wanted(text: str) -> Wanted:
    """How many airings are wanted: "2/tháng", "1 lượt mỗi quý", "4"; nothing typed asks for no number.

    Raises:
        InvalidInput: `wanted_unreadable`.
    """
    typed = " ".join(fold(text).split())
    if not typed or typed in {"-", "0"}:
        return Wanted()
    if found := _EACH_FIRST.fullmatch(typed):
        per, number = found[1], found[2]
    elif found := _NUMBER.fullmatch(typed):
        per, number = found[2] or "ky", found[1]
    else:
        raise InvalidInput("wanted", "wanted_unreadable", text=text)
    if per not in _PERS or not 0 < int(number) <= MOST_WANTED:
        raise InvalidInput("wanted", "wanted_unreadable", text=text)
    return Wanted(int(number), _PERS[per])


def _months_named(typed: str, year: int, text: str) -> Span | None:
    if found := _HALF.fullmatch(typed):
        first = 1 if found[1] == "dau" else 7
        return _between(_year_of(found, year), first, first + 5, text)
    if found := _QUARTERS.fullmatch(typed):
        one, other = _ROMAN[found[1]], _ROMAN[found[2] or found[1]]
        return _between(_year_of(found, year), one * 3 - 2, other * 3, text)
    if found := _MONTHS.fullmatch(typed):
        return _between(_year_of(found, year), int(found[1]), int(found[2] or found[1]), text)
    return None


def _days_named(typed: str, year: int, text: str) -> Span | None:
    start = dt.date(year, 1, 1)
    found = _SHORT_DAYS.fullmatch(typed) or _FROM_TO.fullmatch(typed)
    if found:
        return Span(_day(found[1], start, text), _day(found[2], start, text))
    for words, made in _OPEN:
        if typed.startswith(words):
            return made(_day(typed.removeprefix(words), start, text))
    day = _day(typed, start, text)
    return Span(day, day)


_OPEN: tuple[tuple[str, Callable[[dt.date], Span]], ...] = (
    ("tu ngay ", lambda day: Span(day, None)),
    ("tu ", lambda day: Span(day, None)),
    ("den het ngay ", lambda day: Span(None, day)),
    ("den ngay ", lambda day: Span(None, day)),
    ("den ", lambda day: Span(None, day)),
    ("truoc ngay ", lambda day: Span(None, day - dt.timedelta(days=1))),
)


def _between(year: int, first: int, last: int, text: str) -> Span:
    if not (1 <= first <= 12 and 1 <= last <= 12):
        raise InvalidInput("span", "period_unreadable", text=text)
    if last < first:
        raise InvalidInput("span", "window_reversed")
    following = dt.date(year + last // 12, last % 12 + 1, 1)
    return Span(dt.date(year, first, 1), following - dt.timedelta(days=1))


def _year_of(found: re.Match[str], year: int) -> int:
    return int(found["year"] or year)


def _day(typed: str, start: dt.date, text: str) -> dt.date:
    """A day as typed; without a year it is of the year that begins on `start`. "h" and "+3" are no days of a list."""
    if not typed[:1].isdigit():
        raise InvalidInput("span", "period_unreadable", text=text)
    try:
        day = parse_date(typed, start)
    except InvalidInput as trouble:
        raise InvalidInput("span", trouble.code, **trouble.details) from None
    if day is None:
        raise InvalidInput("span", "period_unreadable", text=text)
    return day
