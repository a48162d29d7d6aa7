"""When a task is to be done (Thời gian thực hiện): as the plan says it, and as the program reckons with it."""

from __future__ import annotations

import calendar
import datetime as dt
import enum
import re

from ttcs_desktop.basics.values import dataclass


class WhenKind(enum.StrEnum):
    """How a task sits in time."""

    CONTINUOUS = "continuous"
    REPEATING = "repeating"
    DEADLINE = "deadline"
    WINDOW = "window"
    ONCE = "once"


class Every(enum.StrEnum):
    """The period of a repeating task."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


_DUE = re.compile(r"(?:(\d{4})-(\d{2})|--(\d{2})|--)-(\d{2})")


@dataclass(frozen=True, slots=True)
class Due:
    """A due day: of one year (`2026-06-06`), of every year (`--11-30`), or of every period (`---25`).

    The day of a period longer than a month is that day of its last month; a day past the month's end is its last day.
    """

    day: int
    month: int | None = None
    year: int | None = None

    @classmethod
    def of(cls, date: dt.date) -> Due:
        return cls(date.day, date.month, date.year)

    @classmethod
    def parse(cls, text: str) -> Due:
        """Reads what `str` wrote; ValueError for anything else."""
        found = _DUE.fullmatch(text)
        if found is None:
            raise ValueError(text)
        year, month, day = found[1], found[2] or found[3], int(found[4])
        dt.date(int(year or 2024), int(month or 1), day)
        return cls(day, int(month) if month else None, int(year) if year else None)

    def __str__(self) -> str:
        if self.month is None:
            return f"---{self.day:02d}"
        year = f"{self.year:04d}" if self.year is not None else "-"
        return f"{year}-{self.month:02d}-{self.day:02d}"

    @property
    def date(self) -> dt.date | None:
        """The one date it names, or None when it comes again."""
        if self.year is None or self.month is None:
            return None
        return dt.date(self.year, self.month, self.day)

    def on(self, year: int, month: int) -> dt.date:
        """The date in that year (and, for the day of a period, in that month)."""
        month = self.month or month
        return dt.date(year, month, min(self.day, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class When:
    """The normal form of a time as written. `start` and `end` are both included.

    `strict`: the paper says "trước ngày" (before), so `due` itself is already too late.
    """

    kind: WhenKind
    start: dt.date | None = None
    end: dt.date | None = None
    due: Due | None = None
    every: Every | None = None
    strict: bool = False

    def as_json(self) -> dict[str, str | bool | None]:
        """The keys of the command line's contract; dates as ISO text."""
        return {
            "kind": self.kind.value,
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "due": str(self.due) if self.due else None,
            "every": self.every.value if self.every else None,
            "strict": self.strict,
        }
