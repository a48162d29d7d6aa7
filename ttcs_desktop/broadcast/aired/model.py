"""What is known of a cluster at a minute, and of a stretch of days against its plan."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import Airing, Cluster, LogEntry, Witness
from ttcs_desktop.content.model import Approval


@dataclass(frozen=True, slots=True)
class Played:
    """An entry in force as it was on one cluster.

    Attributes:
        start, end: when it was on, by the source that says so, else by the timetable.
        sure: False when only some clusters played and no source says which.
        told: who says so, those of entries that it took the place of included.
    """

    entry: LogEntry
    start: dt.datetime
    end: dt.datetime
    sure: bool
    approval: Approval | None
    told: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class AtMinute:
    """What played on a cluster at a minute of wall clock.

    Attributes:
        playing: what was on; empty when the book knows of nothing.
        before, after: the nearest that played there, where nothing was on.
        silent: planned, approved and over at that minute, while nobody has said how it went.
    """

    cluster: Cluster
    moment: dt.datetime
    playing: tuple[Played, ...]
    before: Played | None
    after: Played | None
    silent: tuple[Airing, ...]


@dataclass(frozen=True, slots=True)
class ClusterLine:
    """One cluster over some days: numbers of airings, and seconds.

    Attributes:
        planned: approved airings that are over; each is aired, missed, unsure or unconfirmed.
        unsure: some clusters played it and no source says whether this one did; its seconds are not counted as aired.
        outside: what played there without standing in the timetable.
    """

    cluster: Cluster
    planned: int
    planned_seconds: int
    aired: int
    aired_seconds: int
    missed: int
    unsure: int
    unconfirmed: int
    outside: int
    outside_seconds: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Planned against aired, cluster by cluster.

    Attributes:
        silent_days: days with something planned of which the book has no line at all, and how many airings that is:
            the PC was off, or nobody wrote. They are not counted as aired, nor as missed.
    """

    first: dt.date
    last: dt.date
    lines: tuple[ClusterLine, ...]
    silent_days: tuple[tuple[dt.date, int], ...]
