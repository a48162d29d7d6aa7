"""The log on paper as data, and which of its lines stand on which page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import LogEntry, Outcome, Witness


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry as it was written.

    Attributes:
        number: its place in this log, from 1.
        counts: False for an entry that a later one corrects: it stays readable and is counted nowhere.
        corrects, corrected_by: numbers of the other line, 0 where it stands in no line of this log.
    """

    number: int
    entry: LogEntry
    clusters: str
    witnesses: tuple[Witness, ...]
    counts: bool = True
    corrects: int | None = None
    corrected_by: int | None = None


@dataclass(frozen=True, slots=True)
class Sums:
    """What lines add up to; entries that were corrected are not in it."""

    count: int = 0
    planned_seconds: int = 0
    aired_seconds: int = 0
    full: int = 0
    partial: int = 0
    none: int = 0

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.count + other.count,
            self.planned_seconds + other.planned_seconds,
            self.aired_seconds + other.aired_seconds,
            self.full + other.full,
            self.partial + other.partial,
            self.none + other.none,
        )


@dataclass(frozen=True, slots=True)
class LogSheet:
    """What the log of a stretch of days says. `silent` airings are over and nobody has said how they went."""

    unit: str
    station: str
    first: dt.date
    last: dt.date
    lines: tuple[LogLine, ...]
    silent: int
    writer: str
    authority: tuple[str, ...]
    trial: bool = False


def sums(lines: Iterable[LogLine]) -> Sums:
    """The sums of the lines that count."""
    found = [line.entry for line in lines if line.counts]
    states = [entry.state for entry in found]
    return Sums(
        len(found),
        sum(entry.planned_seconds for entry in found),
        sum(entry.aired_seconds for entry in found),
        states.count(Outcome.FULL),
        states.count(Outcome.PARTIAL) + states.count(Outcome.INTERRUPTED),
        states.count(Outcome.NONE),
    )


@dataclass(frozen=True, slots=True)
class PageRoom:
    """Heights in one unit: what a page has for rows, the first page, one row of sums, and what follows the last row."""

    first: float
    other: float
    sums: float
    end: float


def lines_by_page(heights: Sequence[float], room: PageRoom) -> list[int]:
    """How many rows stand on each page, at least one a page.

    A page ends with two rows of sums and, from the second on, begins with what was carried over. What ends the log
    stands with two rows at least.
    """
    pages: list[int] = []
    begun = 0
    while begun < len(heights):
        free = (room.first if not pages else room.other - room.sums) - 2 * room.sums
        taken, used = 0, 0.0
        while begun + taken < len(heights) and (not taken or used + heights[begun + taken] <= free):
            used += heights[begun + taken]
            taken += 1
        at_end = begun + taken == len(heights)
        if at_end and taken > 1 and used + room.end > free:
            taken -= min(2, taken - 1)
        pages.append(taken)
        begun += taken
    return pages
