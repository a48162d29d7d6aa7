"""What such findings are made of, and the limits that a unit sets itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.conflicts import Rule, Severity
from ttcs_desktop.content.model import Priority


@dataclass(frozen=True, slots=True)
class PartLength:
    """How long one part takes: `low` at the fastest voice; `exact` where a sound file tells it."""

    version_id: str
    title: str
    seconds: float
    low: float
    exact: bool


@dataclass(frozen=True, slots=True)
class TooLong:
    """An airing whose parts take longer than its slot, in seconds.

    Attributes:
        over: whole seconds too much, as the editor of items shows them.
        drop: the shortest part without which the rest fits; None where no single one helps, or there is only one.
        rate: syllables a minute of the voice that was reckoned with.
    """

    slot: int
    seconds: float
    over: int
    parts: tuple[PartLength, ...]
    drop: PartLength | None
    rate: float

    @property
    def is_exact(self) -> bool:
        """Whether every part is a recording."""
        return all(part.exact for part in self.parts)

    @property
    def more_minutes(self) -> int:
        """Whole minutes by which the slot would have to grow."""
        return -(-self.over // 60)


class Per(StrEnum):
    """For what stretch a limit stands."""

    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class TooOften:
    """An item that one cluster plays `times` where `most` are allowed a day or a week."""

    title: str
    times: int
    most: int
    per: Per


@dataclass(frozen=True, slots=True)
class TooClose:
    """An item that one cluster plays again `minutes` after its last play, where `hours` are asked."""

    title: str
    minutes: int
    hours: int


Proof = TooLong | TooOften | TooClose


@dataclass(frozen=True, slots=True)
class RepeatLimit:
    """From a day on the unit wants an item aired so often at most; 0 is no limit. No law says so: it is its own rule.

    Attributes:
        per_day, per_week: plays on one cluster.
        gap_hours: between two plays on one cluster, from the end of one to the start of the next.
    """

    id: str
    from_day: dt.date
    per_day: int = 0
    per_week: int = 0
    gap_hours: int = 0

    @property
    def asks(self) -> bool:
        """Whether it limits anything."""
        return bool(self.per_day or self.per_week or self.gap_hours)


def limit_on(limits: Sequence[RepeatLimit], day: dt.date) -> RepeatLimit | None:
    """The limit that holds on a day: the newest one up to it; None where it limits nothing."""
    held = max((one for one in limits if one.from_day <= day), key=lambda one: one.from_day, default=None)
    return held if held is not None and held.asks else None


@dataclass(frozen=True, slots=True)
class WeekLack:
    """Something that the week should have and has not: a finding about no airing.

    Attributes:
        subject, record_id: what to open: ("content", an item) or ("topics", a topic).
        due: the last day by which it should be aired.
        first: the first day of the stretch that was looked at.
        wanted, told: how many airings are asked for and how many there are, for a topic.
        approved: whether the item could be placed at once.
    """

    rule: Rule
    severity: Severity
    subject: str
    record_id: str
    title: str
    first: dt.date
    due: dt.date
    wanted: int = 0
    told: int = 0
    priority: Priority = Priority.NORMAL
    approved: bool = False
