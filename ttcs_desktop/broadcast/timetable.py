"""A timetable as a CSV file: which rows can be read, and as what. The format is fixed in docs/cli.md."""

from __future__ import annotations

import datetime as dt
import re
from typing import TypeVar

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import EVERY_DAY, Kind, Priority

HEADER = (
    "title",
    "kind",
    "priority",
    "date_from",
    "date_to",
    "weekdays",
    "start",
    "end",
    "clusters",
    "approved",
    "repeat_gap_days",
)
_REQUIRED = ("title", "kind", "date_from", "date_to", "start", "end")
_DAY = dt.timedelta(days=1)
_MIDNIGHT = "24:00"  # how offices write the end of the day
_LONGEST_OVERNIGHT = 6 * 3600
_LONGEST_TITLE = 200
_YEARS = range(2000, 2101)
_Member = TypeVar("_Member", Kind, Priority)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"(\d{1,2}):(\d{2})")


@dataclass(frozen=True, slots=True)
class PlannedSlot:
    """One readable row: cluster names are as written, not yet looked up."""

    row: int
    title: str
    kind: Kind
    priority: Priority
    date_from: dt.date
    date_to: dt.date
    weekdays: frozenset[int]
    start: dt.time
    seconds: int
    clusters: tuple[str, ...]
    approved: bool
    repeat_gap_days: int | None


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that could not be read: its number in the file (the header is row 1), and why."""

    row: int
    code: str


def read_timetable(cells: list[list[str]]) -> tuple[list[PlannedSlot], list[Rejection]]:
    """Every readable row, also clashing and unapproved ones, and the rows that are not.

    Raises:
        InvalidInput: `timetable_header` when a needed column is missing.
    """
    header = [name.strip().lower() for name in cells[0]] if cells else []
    missing = [name for name in _REQUIRED if name not in header]
    if missing:
        raise InvalidInput("file", "timetable_header", missing=", ".join(missing))
    slots: list[PlannedSlot] = []
    rejected: list[Rejection] = []
    for number, row in enumerate(cells[1:], start=2):
        if not any(row):
            continue
        named = dict(zip(header, row, strict=False))
        try:
            slots.append(_planned_slot(number, {name: named.get(name, "") for name in HEADER}))
        except InvalidInput as problem:
            rejected.append(Rejection(number, problem.code))
    return slots, rejected


def _planned_slot(number: int, cells: dict[str, str]) -> PlannedSlot:
    if not cells["title"]:
        raise InvalidInput("title", "title_missing")
    if len(cells["title"]) > _LONGEST_TITLE:
        raise InvalidInput("title", "title_too_long", most=_LONGEST_TITLE)
    date_from, date_to = _date(cells["date_from"]), _date(cells["date_to"])
    if date_to < date_from:
        raise InvalidInput("date_to", "window_reversed")
    start = _time(cells["start"])
    return PlannedSlot(
        row=number,
        title=cells["title"],
        kind=_one_of(Kind, cells["kind"], "kind_unknown"),
        priority=_one_of(Priority, cells["priority"] or "normal", "priority_unknown"),
        date_from=date_from,
        date_to=date_to,
        weekdays=_weekdays(cells["weekdays"]),
        start=start,
        seconds=_seconds_to_midnight(start) if cells["end"] == _MIDNIGHT else _seconds_to(start, _time(cells["end"])),
        clusters=tuple(dict.fromkeys(part.strip() for part in cells["clusters"].split(";") if part.strip())),
        approved=_yes(cells["approved"]),
        repeat_gap_days=_count(cells["repeat_gap_days"]),
    )


def _seconds_to(start: dt.time, end: dt.time) -> int:
    """As `seconds_between`; over midnight no longer than a night, for longer it is two hours in the wrong order."""
    seconds = seconds_between(start, end)
    if end < start and seconds > _LONGEST_OVERNIGHT:
        raise InvalidInput("end", "window_overnight")
    return seconds


def seconds_between(start: dt.time, end: dt.time) -> int:
    """The length of a window; an end before its start crosses midnight.

    Raises:
        InvalidInput: `window_empty` when both are the same.
    """
    first, last = _seconds_of_day(start), _seconds_of_day(end)
    if first == last:
        raise InvalidInput("end", "window_empty")
    return last - first if last > first else last - first + int(_DAY.total_seconds())


def _seconds_of_day(time: dt.time) -> int:
    return time.hour * 3600 + time.minute * 60 + time.second


def _time(text: str) -> dt.time:
    match = _TIME.fullmatch(text)
    if text == _MIDNIGHT:
        raise InvalidInput("start", "time_midnight")
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise InvalidInput("start", "time_unreadable")
    return dt.time(int(match[1]), int(match[2]))


def _seconds_to_midnight(start: dt.time) -> int:
    return int(_DAY.total_seconds()) - _seconds_of_day(start)


def _date(text: str) -> dt.date:
    if not _DATE.fullmatch(text):
        raise InvalidInput("date", "date_unreadable")
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise InvalidInput("date", "no_such_date") from None
    if day.year not in _YEARS:
        raise InvalidInput("date", "year_unlikely", year=day.year)
    return day


def _weekdays(text: str) -> frozenset[int]:
    if not text:
        return EVERY_DAY
    days = re.sub(r"[\s,;]", "", text)
    if not re.fullmatch(r"[1-7]+", days):
        raise InvalidInput("weekdays", "weekdays_unreadable")
    return frozenset(int(day) for day in days)


def _yes(text: str) -> bool:
    if text.lower() not in ("yes", "no", ""):
        raise InvalidInput("approved", "approved_unreadable")
    return text.lower() == "yes"


def _count(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"\d{1,4}", text):
        raise InvalidInput("repeat_gap_days", "count_unreadable")
    return int(text)


def _one_of(members: type[_Member], text: str, code: str) -> _Member:
    try:
        return members(text.lower())
    except ValueError:
        raise InvalidInput("kind", code) from None
