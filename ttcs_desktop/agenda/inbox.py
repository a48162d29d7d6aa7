"""What else waits for the officer: articles not looked into, what wants a yes or may not be used for long any more,
words not saved, a record put back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.scheduling import Timetable
from ttcs_desktop.content.pipeline.repository import WaitingItems
from ttcs_desktop.content.terms import SOON_DAYS
from ttcs_desktop.ledger.drafts import Drafts
from ttcs_desktop.statistics.catalogue import CITY_FILE
from ttcs_desktop.storage.backup import newest_copy

# How far ahead what is not approved yet is a matter of this morning.
_AHEAD = dt.timedelta(days=2)
_STOPPED = dt.timedelta(days=13)
_FROM_CITY = dt.timedelta(days=14)
_RESTORED_SHOWN = dt.timedelta(days=7)
BEFORE_RESTORE = "before-restore"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Ids of items and airings, the oldest first.

    Attributes:
        received: articles taken in that nobody has changed or handed in since.
        submitted: items that wait for the leader's yes.
        unapproved: airings of today and the next two days that may not be played yet.
        drafts: items in which typed words were not saved when the program went.
        restored_at: when a copy took the place of the record, in the last seven days.
        ending: items that may be used for two weeks more at most and stand in the timetable of these weeks, the
            nearest last day first.
        catalogue_faults: how many places of the city's own catalogue are wrong, so that it is left out.
        stopped: airings of this week and the next that may not play because an item of theirs was taken back.
        from_city: items the city sent in the last two weeks that no slot and no edition plays, priority ones first.
    """

    received: tuple[str, ...]
    submitted: tuple[str, ...]
    unapproved: tuple[str, ...]
    drafts: tuple[str, ...]
    restored_at: dt.datetime | None
    ending: tuple[str, ...] = ()
    from_city: tuple[str, ...] = ()
    catalogue_faults: int = 0
    stopped: tuple[str, ...] = ()


class Inbox:
    """Asks the subjects; owns no row."""

    def __init__(self, items: WaitingItems, timetable: Timetable, drafts: Drafts, folder: Path, clock: Clock) -> None:
        self._items = items
        self._timetable = timetable
        self._drafts = drafts
        self._folder = folder
        self._clock = clock

    def waiting(self) -> Waiting:
        """What waits now."""
        day = today(self._clock)
        restored = newest_copy(self._folder, label=BEFORE_RESTORE)
        stopped = self._stopped(day)
        recent = restored is not None and self._clock.now() - restored <= _RESTORED_SHOWN
        return Waiting(
            received=tuple(self._items.untouched()),
            submitted=tuple(self._items.submitted()),
            unapproved=tuple(one for one in self._open(day) if one not in stopped),
            drafts=tuple(self._drafts.under("content")),
            restored_at=restored if recent else None,
            ending=self._ending(day),
            from_city=tuple(self._items.from_city(day - _FROM_CITY)),
            catalogue_faults=self._catalogue_faults(),
            stopped=stopped,
        )

    def _catalogue_faults(self) -> int:
        if not (self._folder / CITY_FILE).exists():
            return 0
        from ttcs_desktop.statistics.city_catalogue import catalogue_of  # noqa: PLC0415  most wards have no such file

        city = catalogue_of(self._folder).city
        return len(city.faults) if city else 0

    def _stopped(self, day: dt.date) -> tuple[str, ...]:
        gone = set(self._items.withdrawn())
        if not gone:
            return ()  # most mornings: the days need not be planned
        airings = [one for one in self._timetable.days(day, day + _STOPPED) if one.approval is None]
        item_of = self._timetable.items_of_versions({part for one in airings for part in one.versions})
        return tuple(one.id for one in airings if gone & {item_of.get(part) for part in one.versions})

    def _ending(self, day: dt.date) -> tuple[str, ...]:
        last = day + dt.timedelta(days=SOON_DAYS)
        ending = self._items.ending(day, last)
        if not ending:
            return ()  # most mornings: the two weeks need not be planned
        airings = self._timetable.days(day, last)
        placed = {airing.slot.item_id for airing in airings}
        parts = {part for airing in airings if airing.edition is not None for part in airing.edition.parts}
        placed.update(self._timetable.items_of_versions(parts).values())
        return tuple(one for one in ending if one in placed)

    def _open(self, day: dt.date) -> list[str]:
        return [one.id for one in self._timetable.days(day, day + _AHEAD) if one.approval is None]
