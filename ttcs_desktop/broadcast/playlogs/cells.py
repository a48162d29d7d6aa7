"""Cells of a play log as days, hours, lengths, counts and states, in every form that is usual in offices.

Every reader is a pure function of the text; a log repeats the same few texts, so they are remembered.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from ttcs_desktop.basics.clock import VIETNAM
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.playlogs.model import DayOrder, Unit
from ttcs_desktop.vietnamese.text import fold

YEARS = range(2000, 2101)
LONGEST_SECONDS = 24 * 3600
_MOST_TEXT = 80
_SERIALS = range(36_526, 73_051)  # 01/01/2000 … 31/12/2099 as Excel counts
_EPOCH = range(946_684_800, 4_102_444_800)
_SERIAL_START = dt.datetime.combine(dt.date(1899, 12, 30), dt.time())
_MONTHS = {name: at for at, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_WEEKDAY = re.compile(
    r"^(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn|t[2-7]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\s*[,.-]?\s+"
)
_DAYS = (
    ("ymd", re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")),
    ("dmy", re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?![\d:])")),
    ("words", re.compile(r"(?<!\d)(\d{1,2}) thang (\d{1,2})(?: nam |[/ -])(\d{4})(?!\d)")),
    ("dby", re.compile(r"(?<!\d)(\d{1,2})[ -]([a-z]{3})[a-z]*[ ,-]+(\d{4})(?!\d)")),
    ("bdy", re.compile(r"([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})(?!\d)")),
)
_ZONE = re.compile(r"\s*(?:z|(?:utc|gmt)?\s*([+-])(\d{1,2}):?(\d{2})?|utc|gmt)$")
_CLOCK = re.compile(
    r"(\d{1,2})\s*(?::|h|g|gio)\s*(?:(\d{2})\s*(?:(?::|p|ph|phut|m|['’′])\s*(?:(\d{2})(?:[.,]\d{1,9})?\s*(?:s|giay)?)?)?)?"
    r"\s*(am|pm|a\.m\.|p\.m\.|sa|ch|sang|trua|chieu|toi)?"
)
_AFTER_NOON = ("pm", "p.m.", "ch", "chieu", "toi")
_BEFORE_NOON = ("am", "a.m.", "sa", "sang")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[t ]?(\d{2})(\d{2})(\d{2}))?")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_COLONS = re.compile(r"(\d{1,4}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?")
_LENGTH_WORDS = re.compile(
    r"(?:pt)?(?:(\d{1,3})\s*(?:h|g|gio|hours?|hrs?)\s*)?"
    r"(?:(\d{1,4})\s*(?:p|ph|phut|m|mins?|minutes?|′|’|')\s*)?"
    r"(?:(\d{1,6})\s*(?:s|giay|secs?|seconds?|''|\"|″|”)?)?"
)
_BETWEEN = re.compile(r"\s*(?:-+>|=>|[-–—−~→]+|\b(?:den|toi|to|until)\b)\s*")
_DAYS_END = re.compile(r"(?<![\d:])24\s*(?::|h|g|gio)\s*(?:00)?\s*(?:[:p]\s*(?:00)?)?(?![\d:])")
_LAST_HOUR_OF_EXCEL = "01/01/1900"  # 24:00 typed into a sheet
_COUNTS = re.compile(r"(\d{1,5})\s*(?:/|tren|of|tong)\s*(\d{1,5})")

Moment = tuple[dt.date | None, dt.time | None]


@lru_cache(maxsize=8192)
def moment(text: str, order: DayOrder) -> Moment:
    """The day and the hour that a cell tells, either of which may be missing; with a zone it is the office's time.

    Raises:
        InvalidInput: `date_unreadable`, `no_such_date`, `time_unreadable`.
    """
    said = (text.lower() if text.isascii() else fold(text)).strip()
    if not said or len(said) > _MOST_TEXT:
        raise InvalidInput("day", "date_unreadable")
    number = _of_number(said)
    if number is not None:
        return number
    day, rest = _split_day(_WEEKDAY.sub("", said), order)
    rest = re.sub(r"^(?:t|luc|,|-|\s)+(?=\d)|[\s,]+$", "", rest.strip())
    if not rest or rest in {"ngay", "thu"}:
        if day is None:
            raise InvalidInput("day", "date_unreadable")
        return day, None
    zone = _ZONE.search(rest) if day is not None else None
    clock = _clock(rest[: zone.start()] if zone else rest)
    if zone is None or day is None:
        return day, clock
    return _moved(day, clock, zone)


def end_moment(text: str, order: DayOrder) -> Moment:
    """As `moment`, of an end: 24:00 is the midnight after its day, and without a day 00:00."""
    said = fold(text).strip()
    ended = "00:00" if said == _LAST_HOUR_OF_EXCEL else _DAYS_END.sub("00:00", said, 1)
    if ended == said:
        return moment(text, order)
    day, clock = moment(ended, order)
    return day + dt.timedelta(days=1) if day is not None else None, clock


@lru_cache(maxsize=8192)
def span_of(text: str, order: DayOrder) -> tuple[str, str] | None:
    """A start and an end out of one cell, as two cells would tell them; None where it is no such pair.

    "06:30-07:00", "6h30 đến 7h", "25/05/2026 06:30 → 07:00"; a day after the end is the day of both.
    """
    said = re.sub(r"^(?:tu|from)\b\s*", "", fold(text).strip())
    for cut in _BETWEEN.finditer(said if len(said) <= _MOST_TEXT else ""):
        start, end = said[: cut.start()], said[cut.end() :]
        try:
            (day, clock), (last, until) = moment(start, order), end_moment(end, order)
        except InvalidInput:
            continue
        if clock is not None and until is not None:
            written = "" if day is not None or last is None else _day_written(end)
            return f"{written} {start}".strip(), end
    return None


def day_of(text: str, order: DayOrder) -> dt.date:
    """Raises InvalidInput: `date_unreadable`, `no_such_date`."""
    day = moment(text, order)[0]
    if day is None:
        raise InvalidInput("day", "date_unreadable")
    return day


@lru_cache(maxsize=8192)
def length_of(text: str, unit: Unit) -> int:
    """How many seconds a duration is. Words and three parts with colons tell themselves; else `unit` decides.

    Raises:
        InvalidInput: `duration_unreadable`, also of more than a day.
    """
    said = fold(text).strip()
    seconds = _length(said, unit) if said and len(said) <= _MOST_TEXT else None
    if seconds is None or seconds > LONGEST_SECONDS:
        raise InvalidInput("minutes", "duration_unreadable")
    return seconds


@lru_cache(maxsize=1024)
def counts_of(text: str) -> tuple[int, int]:
    """ "12/13". Raises InvalidInput: `count_unreadable`."""
    found = _COUNTS.fullmatch(fold(text).strip())
    if not found or int(found[1]) > int(found[2]) or not int(found[2]):
        raise InvalidInput("counts", "count_unreadable")
    return int(found[1]), int(found[2])


@lru_cache(maxsize=1024)
def count_of(text: str) -> int:
    """A whole number of clusters or loudspeakers. Raises InvalidInput: `count_unreadable`."""
    found = re.fullmatch(r"(\d{1,5})(?:[.,]0+)?", text.strip())
    if not found:
        raise InvalidInput("counts", "count_unreadable")
    return int(found[1])


def _of_number(said: str) -> Moment | None:
    """A number that stands for a moment: 20261102, a day of Excel, a share of a day, seconds since 1970."""
    compact = _COMPACT.fullmatch(said)
    if compact and (compact[4] or int(compact[1]) in YEARS):
        clock = _time(int(compact[4]), int(compact[5]), int(compact[6])) if compact[4] else None
        return _date(int(compact[1]), int(compact[2]), int(compact[3])), clock
    if not _NUMBER.fullmatch(said):
        return None
    number = float(said.replace(",", "."))
    if int(number) in _SERIALS:
        at = _SERIAL_START + dt.timedelta(seconds=round(number * 86_400))
        return at.date(), at.time() if number % 1 else None
    if int(number) in _EPOCH or int(number) // 1000 in _EPOCH:
        seconds = number if int(number) in _EPOCH else number / 1000
        local = dt.datetime.fromtimestamp(int(seconds), VIETNAM)
        return local.date(), local.time()
    if number < 1 and ("." in said or "," in said):
        return None, (_SERIAL_START + dt.timedelta(seconds=round(number * 86_400) % 86_400)).time()
    raise InvalidInput("start", "time_unreadable")


def _split_day(said: str, order: DayOrder) -> tuple[dt.date | None, str]:
    for form, pattern in _DAYS:
        found = pattern.search(said)
        if not found:
            continue
        a, b, c = found[1], found[2], found[3]
        rest = f"{said[: found.start()].removesuffix('ngay ')} {said[found.end() :]}".strip()
        if form == "ymd":
            return _date(int(a), int(b), int(c)), rest
        if form in {"dby", "bdy"}:
            name, day = (b, a) if form == "dby" else (a, b)
            if name not in _MONTHS:
                continue
            return _date(int(c), _MONTHS[name], int(day)), rest
        swap = order is DayOrder.MONTH and form == "dmy"
        day, month = (b, a) if swap else (a, b)
        return _date(int(c) + (2000 if len(c) == 2 else 0), int(month), int(day)), rest
    return None, said


def _day_written(said: str) -> str:
    return next((found[0] for _, pattern in _DAYS if (found := pattern.search(said))), "")


def _date(year: int, month: int, day: int) -> dt.date:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        raise InvalidInput("day", "no_such_date") from None
    if found.year not in YEARS:
        raise InvalidInput("day", "no_such_date")
    return found


def _clock(rest: str) -> dt.time:
    dotted = re.fullmatch(r"(\d{2})\.(\d{2})(?:\.(\d{2}))?", rest)
    found = dotted or _CLOCK.fullmatch(rest)
    if not found:
        raise InvalidInput("start", "time_unreadable")
    hour, half = int(found[1]), found[4] if not dotted else None
    if half and hour > 12:
        half = None
    if half in _AFTER_NOON and hour < 12:
        hour += 12
    elif half in _BEFORE_NOON and hour == 12:
        hour = 0
    return _time(hour, int(found[2] or 0), int(found[3] or 0))


def _time(hour: int, minute: int, second: int) -> dt.time:
    if hour > 23 or minute > 59 or second > 59:
        raise InvalidInput("start", "time_unreadable")
    return dt.time(hour, minute, second)


def _moved(day: dt.date, clock: dt.time, zone: re.Match[str]) -> Moment:
    """A moment that names its zone, in the office's time."""
    away = dt.timedelta(hours=int(zone[2] or 0), minutes=int(zone[3] or 0)) if zone[1] else dt.timedelta()
    if away >= dt.timedelta(hours=24):
        raise InvalidInput("start", "time_unreadable")
    offset = dt.timezone(-away if zone[1] == "-" else away)
    local = dt.datetime.combine(day, clock, offset).astimezone(VIETNAM)
    return local.date(), local.time()


def _length(said: str, unit: Unit) -> int | None:
    colons = _COLONS.fullmatch(said)
    if colons:
        a, b, c = int(colons[1]), int(colons[2]), colons[3]
        if b > 59 or (c is not None and int(c) > 59):
            return None
        if c is not None:
            return a * 3600 + b * 60 + int(c)
        return a * 3600 + b * 60 if unit is Unit.HOURS_MINUTES else a * 60 + b
    if _NUMBER.fullmatch(said):
        return _number_of(said, unit)
    words = _LENGTH_WORDS.fullmatch(said)
    if not words or not any(words.groups()):
        return None
    hours, minutes, seconds = (int(part or 0) for part in words.groups())
    return hours * 3600 + minutes * 60 + seconds


def _number_of(said: str, unit: Unit) -> int:
    whole, _, part = said.replace(",", ".").partition(".")
    if len(part) == 3 and unit in (Unit.SECONDS, Unit.MILLISECONDS) and whole != "0" and len(whole) <= 3:
        number = float(whole + part)  # 1.800 seconds: nobody measures a play to the thousandth
    else:
        number = float(f"{whole}.{part or 0}")
    scale = {Unit.MINUTES: 60.0, Unit.MINUTES_SECONDS: 60.0, Unit.HOURS_MINUTES: 3600.0, Unit.MILLISECONDS: 0.001}
    return round(number * scale.get(unit, 1.0))
