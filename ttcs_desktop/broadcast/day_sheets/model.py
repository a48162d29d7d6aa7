"""The run sheet of a day and the poster of a week, as data."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.basics.values import dataclass


@dataclass(frozen=True, slots=True)
class Airtime:
    """When one airing plays: wall clock; an `end` on the next day comes with its day."""

    start: dt.datetime
    end: dt.datetime

    @property
    def seconds(self) -> int:
        return int((self.end - self.start).total_seconds())


@dataclass(frozen=True, slots=True)
class RunLine:
    """One airing of the day.

    Attributes:
        parts: titles of the items of an edition, in order.
        clusters: in words: "Tất cả 40 cụm", "Cụm 1–5, 7".
        approved: who said yes and on what, a line each.
    """

    time: Airtime
    title: str
    parts: tuple[str, ...]
    clusters: str
    approved: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An airing that is planned and may not play: nobody approved it (`empty`: it has nothing to play either)."""

    day: dt.date
    start: dt.datetime
    title: str
    empty: bool = False


@dataclass(frozen=True, slots=True)
class RunSheet:
    """What the run sheet says. `unit` as in a sentence ("phường Mẫu"), `writer` who draws it up."""

    unit: str
    station: str
    day: dt.date
    lines: tuple[RunLine, ...]
    left_out: tuple[LeftOut, ...]
    writer: str
    trial: bool = False


@dataclass(frozen=True, slots=True)
class PosterLine:
    """What can be heard at an hour; `clusters` is empty where everybody hears it."""

    time: Airtime
    title: str
    clusters: str


@dataclass(frozen=True, slots=True)
class PosterGroup:
    """Lines that hold from one day to another, both included; one day where they are the same."""

    first: dt.date
    last: dt.date
    lines: tuple[PosterLine, ...]


@dataclass(frozen=True, slots=True)
class Poster:
    """What hangs on the wall."""

    unit: str
    station: str
    week_no: int
    first_day: dt.date
    last_day: dt.date
    made_on: dt.date
    groups: tuple[PosterGroup, ...]
    trial: bool = False
