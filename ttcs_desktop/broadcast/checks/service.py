"""Asks the checks of a week, each loaded when there is something for it to look at."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.broadcast.checks.model import RepeatLimit, limit_on
from ttcs_desktop.broadcast.checks.repository import ChecksRepository
from ttcs_desktop.broadcast.conflicts import Finding
from ttcs_desktop.broadcast.model import Airing
from ttcs_desktop.broadcast.rows import REPEAT_LIMIT
from ttcs_desktop.content.model import Item
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Put

if TYPE_CHECKING:
    from ttcs_desktop.broadcast.checks.spoken import SpokenLengths

_AT_ONCE = 0.02
"""Seconds after which who is not patient gets no further text read."""
_MOST = 99


class WeekChecks:
    """Spoken lengths and repeats. What was read of a text is remembered: a version never changes."""

    def __init__(self, repository: ChecksRepository, ledger: Ledger) -> None:
        self._repository, self._ledger = repository, ledger
        self._lengths: SpokenLengths | None = None

    def of(
        self, airings: Sequence[Airing], before: Sequence[Airing], items: Mapping[str, Item], *, patient: bool = True
    ) -> Iterator[Finding]:
        """What these checks find in the airings of a week. `items`: of each version that they and those before play."""
        if not any(airing.versions for airing in airings):
            return
        from ttcs_desktop.broadcast.checks.spoken import too_long  # noqa: PLC0415  where something is read aloud

        until = None if patient else time.perf_counter() + _AT_ONCE
        ids = {item.id for item in items.values()}
        yield from too_long(airings, items, self.lengths, lambda: self._repository.sounds(ids), until)
        limits = self.limits()
        if limits:
            from ttcs_desktop.broadcast.checks.often import too_often  # noqa: PLC0415  most units set no limit

            yield from too_often(airings, before, items, limits)

    def left_over(self) -> bool:
        """Whether a text was not read for want of time since this was last asked."""
        left = self._lengths is not None and self._lengths.left
        if self._lengths is not None:
            self._lengths.left = False
        return left

    @property
    def lengths(self) -> SpokenLengths:
        """What is known of spoken lengths."""
        if self._lengths is None:
            from ttcs_desktop.broadcast.checks.spoken import SpokenLengths  # noqa: PLC0415

            self._lengths = SpokenLengths(lambda versions: self._repository.texts(set(versions)))
        return self._lengths

    def seconds_of(self, item: Item) -> float:
        """How long an item takes: its recording where there is one, else its words read aloud."""
        sound = self._repository.sounds([item.id]).get(item.id)
        if sound is not None or item.version_id is None:
            return float(sound or 0)
        self.lengths.read([item.version_id])
        return self.lengths.part(item.version_id, item.title).seconds

    def days_before(self, monday: dt.date) -> int:
        """How many days before a week its limits look back."""
        limit = limit_on(self.limits(), monday + dt.timedelta(days=6))
        return -(-limit.gap_hours // 24) if limit is not None else 0

    def limits(self) -> list[RepeatLimit]:
        """Every limit on repeats, the newest first."""
        return self._repository.limits()

    def limit(self, from_day: dt.date, *, per_day: int = 0, per_week: int = 0, gap_hours: int = 0) -> Changes:
        """Limit repeats from a day on, or with noughts no more; a second limit for the day replaces the first.

        Raises:
            InvalidInput: `limit_unreadable` with the field.
        """
        row: dict[str, str | int] = {"per_day": per_day, "per_week": per_week, "gap_hours": gap_hours}
        for field, number in row.items():
            if not isinstance(number, int) or not 0 <= number <= _MOST:
                raise InvalidInput(field, "limit_unreadable", most=_MOST)
        day = from_day.isoformat()
        values = {"id": stable_id("repeat limit", day), "from_day": day, **row}
        return self._ledger.save("broadcast.limit_repeats", [Put(REPEAT_LIMIT, values)])

    def remove(self, limit_id: str) -> Changes:
        """Take a limit back, as if it had never been set."""
        return self._ledger.bury("broadcast.drop_limit", REPEAT_LIMIT, [limit_id])
