"""What a way out is made of, what it must keep to, and what it costs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.conflicts import Finding
from ttcs_desktop.broadcast.model import Airing, Kind, Priority

MOST_PROPOSALS = 3
STEP_MINUTES = 5
TOUCHED, _ANOTHER_DAY, _LEFT_OUT = 20, 240, 4000
_WEIGHT_OF_KIND = {Kind.INSERT: 2, Kind.PROGRAMME: 3}
_WEIGHT_OF_PRIORITY = {Priority.NORMAL: 1, Priority.PRIORITY: 4}


@dataclass(frozen=True, slots=True)
class Solved:
    """One airing of a proposal: where it goes (None: it is left out), and the finding that made it go."""

    airing: Airing
    to: dt.datetime | None
    because: Finding


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way out: what moves, by time; `cost` compares proposals and means nothing else."""

    moves: tuple[Solved, ...]
    cost: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the search found.

    Attributes:
        proposals: the best first, each touching other airings than those before it.
        asked: clashes of two priority bulletins: the office decides which gives way, never the machine.
        stuck: clashes in which nothing may be moved, or for which there is no place.
        complete: False when the time was up; the proposals are the best found until then.
    """

    proposals: tuple[Proposal, ...]
    asked: tuple[Finding, ...]
    stuck: tuple[Finding, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """What a way out must keep to.

    Attributes:
        now: nothing is moved from before or to before it, wall clock.
        days: the days to which an airing may be moved.
        opens, closes: minutes of the day between which the station is on air; nothing goes outside.
        fixed: ids of airings that stay where they are: published ones.
        usable: whether what an airing plays may be used on a day.
        breaks: the ids of the airings of a day's plan that break a hard rule; None where there is no such rule.
    """

    now: dt.datetime
    days: Sequence[dt.date]
    opens: int
    closes: int
    fixed: Collection[str] = ()
    usable: Callable[[Airing, dt.date], bool] = lambda _airing, _day: True
    breaks: Callable[[Sequence[tuple[Airing, dt.datetime]]], Collection[str]] | None = None


def may_move(airing: Airing, limits: Limits) -> bool:
    """Relays come when the other station sends them, urgent messages at once; what was published is promised."""
    return not (
        airing.slot.kind in (Kind.RELAY, Kind.URGENT)
        or airing.slot.priority is Priority.URGENT
        or airing.id in limits.fixed
        or airing.start <= limits.now
    )


def weight(airing: Airing) -> int:
    """What it matters that this one stays where it is."""
    return _WEIGHT_OF_KIND.get(airing.slot.kind, 3) * _WEIGHT_OF_PRIORITY.get(airing.slot.priority, 4)


def price(airing: Airing, to: dt.datetime | None) -> int:
    """What moving an airing costs; None leaves it out."""
    if to is None:
        return _LEFT_OUT * weight(airing)
    days = abs((to.date() - airing.day).days)
    minutes = abs(minute_of(to) - minute_of(airing.start))
    return (TOUCHED + days * _ANOTHER_DAY + minutes) * weight(airing)


def minute_of(at: dt.datetime) -> int:
    return at.hour * 60 + at.minute
