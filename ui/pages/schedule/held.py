"""An airing that was picked up: where it would go, how long it would be, what it would clash with there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.conflicts import overlaps
from ttcs_desktop.broadcast.model import Airing

SNAP = 5
_MINUTE = dt.timedelta(minutes=1)
_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Held:
    """One airing on its way. Its start stays inside a day, whole minutes; its length is at least one minute."""

    airing: Airing
    start: dt.datetime
    seconds: int

    @staticmethod
    def of(airing: Airing) -> Held:
        """An airing just picked up."""
        return Held(airing, airing.start, airing.seconds)

    @property
    def moved(self) -> bool:
        """Whether it is somewhere else than before, or of another length."""
        return (self.start, self.seconds) != (self.airing.start, self.airing.seconds)

    @property
    def minute(self) -> int:
        """Minute of the day at which it would start."""
        return self.start.hour * 60 + self.start.minute

    def there(self) -> Airing:
        """The airing as it would be."""
        end = self.start + dt.timedelta(seconds=self.seconds)
        return replace(self.airing, day=self.start.date(), start=self.start, end=end)

    def by(self, minutes: int) -> Held:
        """So many minutes later, or earlier; a step of five goes to the next full five."""
        at = self.minute + minutes
        if abs(minutes) == SNAP and self.minute % SNAP:
            at = self.minute // SNAP * SNAP + (SNAP if minutes > 0 else 0)
        return self.at(at)

    def at(self, minute: int) -> Held:
        """To a minute of its day, held inside it."""
        kept = max(0, min(_DAY_MINUTES - 1, minute))
        return replace(self, start=dt.datetime.combine(self.start.date(), dt.time()) + kept * _MINUTE)

    def on(self, day: dt.date) -> Held:
        """To another day, at the same time."""
        return replace(self, start=dt.datetime.combine(day, self.start.time()))

    def longer(self, minutes: int) -> Held:
        """So many minutes longer, or shorter; a step of five goes to the next full five."""
        now = round(self.seconds / 60)
        wanted = now + minutes
        if abs(minutes) == SNAP and now % SNAP:
            wanted = now // SNAP * SNAP + (SNAP if minutes > 0 else 0)
        return self.lasting(wanted)

    def lasting(self, minutes: int) -> Held:
        """So many minutes long, from one minute to a day."""
        return replace(self, seconds=60 * max(1, min(_DAY_MINUTES, minutes)))

    def clashes(self, others: Iterable[Airing]) -> list[Airing]:
        """What it would share a cluster and a minute with, by start."""
        there = self.there()
        near = [one for one in others if one.id != there.id and one.start < there.end and one.end > there.start]
        return [
            other
            for one in overlaps([there, *near])
            if one.b is not None and there.id in (one.a.id, one.b.id)
            for other in (one.b if one.a.id == there.id else one.a,)
        ]


def snapped(minute: float, *, fine: bool) -> int:
    """A minute as the mouse means it: to five minutes, to the minute with Ctrl."""
    return round(minute) if fine else round(minute / SNAP) * SNAP
