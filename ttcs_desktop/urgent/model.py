"""One urgent message: what the officer says, what came of it."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.conflicts import Finding
from ttcs_desktop.broadcast.model import Airing
from ttcs_desktop.content.model import Basis


@dataclass(frozen=True, slots=True)
class Template:
    """The first words for a kind of event; the last five are codes of CAP 1.2."""

    code: str
    name: str
    headline: str
    what: str
    action: str
    category: str
    response: str
    urgency: str
    severity: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What the officer says. Times are naive wall clock at +07:00.

    Attributes:
        drill: an exercise: it says so in every text, cuts nothing and counts as no urgent message.
        clusters, neighbourhoods: ids; both empty means the whole unit.
        starts: None for the next full minute.
        repeat_minutes: again every so many minutes until it expires; 0 for once.
    """

    template: str
    headline: str
    what: str
    action: str
    expires: dt.datetime
    drill: bool = False
    station_id: str = ""
    clusters: frozenset[str] = frozenset()
    neighbourhoods: frozenset[str] = frozenset()
    starts: dt.datetime | None = None
    repeat_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Yes:
    """Who said yes, how (by telephone or face to face), and why it could not wait for a paper."""

    approver: str
    basis: Basis
    reason: str


@dataclass(frozen=True, slots=True)
class Texts:
    """The words for each way out.

    Attributes:
        spoken: for the loudspeakers; `seconds` is how long it takes to read.
        board: for boards; `message` for Zalo and SMS.
    """

    spoken: str
    board: str
    message: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Message:
    """An urgent message as it was approved; its words are never changed, it is only stopped.

    Attributes:
        clusters: ids it was meant for; empty for all of the station. `area` says the same in words.
        slots: its places in the timetable.
        writer: id of the person who wrote it.
        sent_at: wall clock when it was approved and went into the timetable.
        stopped_at: wall clock when it was stopped before its end, and why.
    """

    id: str
    station_id: str
    template: str
    drill: bool
    headline: str
    what: str
    action: str
    area: str
    clusters: frozenset[str]
    neighbourhoods: frozenset[str]
    spoken: str
    board: str
    message: str
    seconds: int
    starts: dt.datetime
    expires: dt.datetime
    repeat_minutes: int
    slots: tuple[str, ...]
    approver: str
    position: str
    basis: Basis
    reason: str
    writer: str
    sent_at: dt.datetime
    stopped_at: dt.datetime | None = None
    stop_reason: str = ""

    def in_force(self, now: dt.datetime) -> bool:
        """Whether it still goes on, or is to come."""
        return self.stopped_at is None and now < self.expires


@dataclass(frozen=True, slots=True)
class Cut:
    """An airing that an urgent message cuts, from when; and when it could be played again, None where never.

    `breaks` is what playing it then would break of the time rules in force.
    """

    airing: Airing
    start: dt.datetime
    replay: dt.datetime | None
    breaks: tuple[Finding, ...] = ()
