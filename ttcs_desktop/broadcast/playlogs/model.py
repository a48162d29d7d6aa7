"""What the columns of a play log mean, what is in doubt, what a row says."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import Kind, Priority


class Meaning(StrEnum):
    """What a column tells; in one file each but `NOTHING` stands once.

    SPAN is "06:30-07:00", start and end in one cell;
    PLACE is the cluster or area, SPEAKER one loudspeaker or device; COUNTS is "13/13", OK and TOTAL its two halves.
    """

    NOTHING = ""
    TITLE = "title"
    DAY = "day"
    START = "start"
    END = "end"
    SPAN = "span"
    DURATION = "duration"
    PLACE = "place"
    SPEAKER = "speaker"
    COUNTS = "counts"
    OK = "ok"
    TOTAL = "total"
    STATE = "state"
    KIND = "kind"
    MODE = "mode"
    NOTE = "note"


class Unit(StrEnum):
    """How a duration is written where it is no words: a number of something, or figures with colons."""

    SECONDS = "seconds"
    MINUTES = "minutes"
    MINUTES_SECONDS = "mm:ss"
    HOURS_MINUTES = "hh:mm"
    MILLISECONDS = "milliseconds"


class DayOrder(StrEnum):
    """What stands first in 02/11/2026."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a vendor's file is read.

    Attributes:
        columns: the meaning of each column, from the left.
        per_place: a row is one cluster or one loudspeaker of a play; several rows are folded into it, and counts are
            loudspeakers of that cluster.
    """

    columns: tuple[Meaning, ...]
    unit: Unit
    order: DayOrder
    per_place: bool

    def has(self, meaning: Meaning) -> bool:
        """Whether some column tells this."""
        return meaning in self.columns


@dataclass(frozen=True, slots=True)
class Head:
    """The row with the names of the columns: its number in the file, 0 where there is none."""

    row: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the officer should look at before the file is read so; `column` from 0, None for the file as a whole."""

    code: str
    column: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a file would be read, and why that is not sure.

    Attributes:
        fixed: the columns are those of the one format that needs no asking (`broadcast.vendor`).
        known: the officer said before how files with this head are read.
        rows: the first rows below the head, with their numbers: what the reading can be tried on.
    """

    head: Head
    reading: Reading
    doubts: tuple[Doubt, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    fixed: bool = False
    known: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """What one row says.

    Attributes:
        seconds: how long it played there; 0 when it did not.
        place: the cluster as written, empty for everywhere.
        speaker: the loudspeaker as written, empty where a row is a whole cluster.
        ok, total: as counted by the file; None where it does not count.
    """

    row: int
    title: str
    kind: Kind
    priority: Priority
    starts_at: dt.datetime
    seconds: int
    place: tuple[str, ...]
    speaker: str
    ok: int | None
    total: int | None
    note: str
