"""What goes out of the plan, as data."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.basics.values import dataclass


@dataclass(frozen=True, slots=True)
class Handed:
    """One planned airing as others get it. `start` and `end` are wall clock at +07:00.

    Attributes:
        id: the airing's, the same each time it goes out.
        parts: titles of its items, in order.
        clusters: in words.
        approved: who said yes and on what; empty where nobody has.
    """

    id: str
    start: dt.datetime
    end: dt.datetime
    title: str
    parts: tuple[str, ...]
    kind: str
    source: str
    priority: str
    clusters: str
    approved: tuple[str, ...]

    @property
    def may_play(self) -> bool:
        return bool(self.approved)

    @property
    def day(self) -> dt.date:
        return self.start.date()


@dataclass(frozen=True, slots=True)
class Plan:
    """Some days of one station; `airings` in the order of the clock, unapproved ones too."""

    unit: str
    station: str
    first: dt.date
    last: dt.date
    made_at: dt.datetime
    airings: tuple[Handed, ...]

    @property
    def days(self) -> tuple[dt.date, ...]:
        return tuple(self.first + dt.timedelta(days=at) for at in range((self.last - self.first).days + 1))
