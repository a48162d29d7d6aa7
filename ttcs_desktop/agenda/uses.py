"""Where an item has been used: slots and editions it was placed in, what the book says, reports that count it."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.agenda.repository import CountedIn, PlacedEdition, UsesRepository
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import LogEntry, Slot
from ttcs_desktop.storage.database import Database

NEWEST = 10
"""So many of each kind are named; of the others it is told how many they are."""


@dataclass(frozen=True, slots=True)
class PastUses:
    """The newest of each kind, the newest first, each with the number of all."""

    entries: tuple[LogEntry, ...] = ()
    all_entries: int = 0
    editions: tuple[PlacedEdition, ...] = ()
    all_editions: int = 0
    slots: tuple[Slot, ...] = ()
    all_slots: int = 0
    reports: tuple[CountedIn, ...] = ()
    all_reports: int = 0


def past_uses(database: Database, item_id: str, first: dt.date, last: dt.date, newest: int = NEWEST) -> PastUses:
    """All about an item's use but the airings from `first` to `last`, which the timetable knows better.

    A slot that began before `first` is among them though it may go on.
    """
    asked = UsesRepository(database, item_id, newest)
    entries, all_entries = asked.entries()
    editions, all_editions = asked.editions(first, last)
    slots, all_slots = asked.slots(first)
    reports, all_reports = asked.reports()
    return PastUses(entries, all_entries, editions, all_editions, slots, all_slots, reports, all_reports)
