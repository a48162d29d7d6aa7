"""What names an item, across the subjects: asked of the file from the item's side, the newest first."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.basics.clock import unstamp
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import Edition, LogEntry, Slot
from ttcs_desktop.broadcast.repository import EDITION_COLUMNS, ENTRY_COLUMNS, SLOT_COLUMNS
from ttcs_desktop.broadcast.rows import edition_of_row, entry_of_row, slot_of_row
from ttcs_desktop.storage.database import Database, Row

_TOTAL = "count(*) OVER () AS total"
SLOTS = f"""
SELECT {SLOT_COLUMNS}, {_TOTAL} FROM slot WHERE item_id = :item AND date_from < :first AND deleted_at IS NULL
ORDER BY date_to DESC, date_from DESC, id LIMIT :limit
"""
EDITIONS = f"""
SELECT {EDITION_COLUMNS}, {_TOTAL},
  EXISTS (SELECT 1 FROM log_entry WHERE log_entry.edition_id = edition.id) AS logged
FROM edition WHERE deleted_at IS NULL AND NOT day BETWEEN :first AND :last AND id IN (
  SELECT mention.place_id FROM item_version JOIN mention ON mention.record_id = item_version.id
  WHERE item_version.item_id = :item AND mention.place = 'edition')
ORDER BY day DESC, id LIMIT :limit
"""
ENTRIES = f"""
SELECT {ENTRY_COLUMNS}, {_TOTAL} FROM log_entry WHERE id IN (SELECT entry_id FROM log_item WHERE item_id = :item)
  AND NOT EXISTS (SELECT 1 FROM log_entry AS fix WHERE fix.corrects = log_entry.id)
ORDER BY day DESC, start DESC, id LIMIT :limit
"""
REPORTS = f"""
SELECT snapshot.template, snapshot.year, snapshot.version, snapshot.frozen_at, count(*) AS records, {_TOTAL}
FROM (SELECT :item AS id UNION SELECT entry_id FROM log_item WHERE item_id = :item) AS known
JOIN mention ON mention.record_id = known.id AND mention.place = 'snapshot'
JOIN snapshot ON snapshot.id = mention.place_id
GROUP BY snapshot.id ORDER BY snapshot.frozen_at DESC, snapshot.id LIMIT :limit
"""
QUERIES = (SLOTS, EDITIONS, ENTRIES, REPORTS)


@dataclass(frozen=True, slots=True)
class PlacedEdition:
    """An edition with the item in it; `logged` when the book tells of it."""

    edition: Edition
    logged: bool


@dataclass(frozen=True, slots=True)
class CountedIn:
    """A frozen version of a report that counts the item itself, or its airings: so many records of its evidence."""

    template: str
    year: int
    version: int
    frozen_at: dt.datetime
    records: int


class UsesRepository:
    """Each answer is the newest few, and how many there are."""

    def __init__(self, database: Database, item_id: str, limit: int) -> None:
        self._database = database
        self._asked = {"item": item_id, "limit": limit}

    def slots(self, first: dt.date) -> tuple[tuple[Slot, ...], int]:
        """The slots that play the item itself and began before a day."""
        rows = self._rows(SLOTS, first=first.isoformat())
        return tuple(map(slot_of_row, rows)), _total(rows)

    def editions(self, first: dt.date, last: dt.date) -> tuple[tuple[PlacedEdition, ...], int]:
        """The editions with any of its versions, those of a stretch of days left out."""
        rows = self._rows(EDITIONS, first=first.isoformat(), last=last.isoformat())
        return tuple(PlacedEdition(edition_of_row(row), bool(row["logged"])) for row in rows), _total(rows)

    def entries(self) -> tuple[tuple[LogEntry, ...], int]:
        """What the book says in force of its airings, those that failed too."""
        rows = self._rows(ENTRIES)
        return tuple(map(entry_of_row, rows)), _total(rows)

    def reports(self) -> tuple[tuple[CountedIn, ...], int]:
        """The frozen reports whose evidence has it."""
        rows = self._rows(REPORTS)
        found = tuple(
            CountedIn(row["template"], row["year"], row["version"], unstamp(row["frozen_at"]), row["records"])
            for row in rows
        )
        return found, _total(rows)

    def _rows(self, sql: str, **more: object) -> list[Row]:
        return self._database.rows(sql, {**self._asked, **more})


def _total(rows: list[Row]) -> int:
    return int(rows[0]["total"]) if rows else 0
