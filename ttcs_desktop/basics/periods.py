"""Stretches of time the office counts in: the ISO week of the timetable, the window of a report."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from ttcs_desktop.basics.errors import InvalidInput

# The years a record can be about; at the ends of the calendar there is no week beside a week.
_YEARS = range(1900, 2200)
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO week, Monday to Sunday."""

    year: int
    number: int

    @classmethod
    def of(cls, day: dt.date) -> Week:
        """The week that holds `day`."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> Week:
        """The week written as `2026-W48`.

        Raises:
            InvalidInput: `week_unreadable`, or `no_such_week` for week 53 of a year that has 52.
        """
        match = _WEEK.fullmatch(text.strip())
        if not match:
            raise InvalidInput("week", "week_unreadable", text=text)
        year, number = int(match[1]), int(match[2])
        last = dt.date(year, 12, 28).isocalendar().week if year in _YEARS else 0
        if not 1 <= number <= last:
            raise InvalidInput("week", "no_such_week", text=text)
        return cls(year, number)

    @property
    def monday(self) -> dt.date:
        return dt.date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> dt.date:
        return self.monday + dt.timedelta(days=6)

    @property
    def days(self) -> tuple[dt.date, ...]:
        return tuple(self.monday + dt.timedelta(days=offset) for offset in range(7))

    def shifted(self, weeks: int) -> Week:
        """The week `weeks` later, or earlier when negative."""
        return Week.of(self.monday + dt.timedelta(weeks=weeks))

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02d}"


@dataclass(frozen=True, slots=True)
class Window:
    """The days a report counts, both ends included, at +07:00. Stock is read at `cut_off`."""

    start: dt.date
    cut_off: dt.date

    def __post_init__(self) -> None:
        if self.cut_off < self.start:
            raise InvalidInput("cut_off", "window_reversed", start=self.start, cut_off=self.cut_off)

    def holds(self, day: dt.date) -> bool:
        return self.start <= day <= self.cut_off

    def months(self) -> tuple[str, ...]:
        """The months touched, as `2026-01`."""
        first = self.start.year * 12 + self.start.month - 1
        last = self.cut_off.year * 12 + self.cut_off.month - 1
        return tuple(f"{month // 12}-{month % 12 + 1:02d}" for month in range(first, last + 1))


def in_year(day: dt.date, year: int) -> dt.date:
    """The same day in another year; 29 February becomes the 28th, whatever the year."""
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)
