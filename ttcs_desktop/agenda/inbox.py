"""What else waits for the officer: articles not looked into, what wants a yes, words not saved, a record put back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import Airing
from ttcs_desktop.broadcast.scheduling import Timetable
from ttcs_desktop.content.repository import WaitingItems
from ttcs_desktop.ledger.drafts import Drafts
from ttcs_desktop.storage.backup import newest_copy

# How far ahead what is not approved yet is a matter of this morning.
_AHEAD = dt.timedelta(days=2)
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
    """

    received: tuple[str, ...]
    submitted: tuple[str, ...]
    unapproved: tuple[str, ...]
    drafts: tuple[str, ...]
    restored_at: dt.datetime | None


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
        recent = restored is not None and self._clock.now() - restored <= _RESTORED_SHOWN
        return Waiting(
            received=tuple(self._items.untouched()),
            submitted=tuple(self._items.submitted()),
            unapproved=tuple(one.id for one in self._timetable.days(day, day + _AHEAD) if self._is_open(one)),
            drafts=tuple(self._drafts.under("content")),
            restored_at=restored if recent else None,
        )

    def _is_open(self, airing: Airing) -> bool:
        return airing.approval is None and airing.day >= today(self._clock)
