"""What the tray asks of the file: each question goes by an index, so that ten years cost what one year costs."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection

from ttcs_desktop.broadcast.model import Slot
from ttcs_desktop.broadcast.repository import SLOT_COLUMNS, LogRepository, TimetableRepository
from ttcs_desktop.broadcast.rows import slot_of_row
from ttcs_desktop.content.model import ItemState, Priority
from ttcs_desktop.content.repository import ContentRepository
from ttcs_desktop.storage.database import Database

_CLOSED = (ItemState.WITHDRAWN.value, ItemState.ARCHIVED.value)
_AIRED = (
    "EXISTS (SELECT 1 FROM log_item JOIN log_entry ON log_entry.id = log_item.entry_id "
    "WHERE log_item.item_id = item.id AND log_entry.aired_seconds > 0 AND log_entry.clusters_ok > 0 "
    "AND NOT EXISTS (SELECT 1 FROM log_entry AS fix WHERE fix.corrects = log_entry.id))"
)


class TrayRepository:
    """Questions about items without an airing.

    Attributes:
        content, timetable, log: the questions that other rooms ask as well.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.content = ContentRepository(database)
        self.timetable = TimetableRepository(database)
        self.log = LogRepository(database)

    def unaired(self, touched: dt.date, ended: dt.date) -> list[str]:
        """Approved items, and those sent with a class that is no usual one, that no airing has ever played.

        An approved one without a last day counts while it was last touched since `touched`; one whose last day was
        before `ended` counts no more.
        """
        rows = self._database.rows(
            f"WITH asked AS (SELECT id FROM item WHERE state = '{ItemState.APPROVED.value}' AND updated_at >= :touched "
            f"UNION SELECT id FROM item WHERE valid_to >= :ended AND state = '{ItemState.APPROVED.value}' "
            f"UNION SELECT id FROM item WHERE priority <> '{Priority.NORMAL.value}' "
            f"AND state NOT IN ('{_CLOSED[0]}', '{_CLOSED[1]}')) "
            "SELECT item.id FROM asked JOIN item ON item.id = asked.id WHERE deleted_at IS NULL "
            f"AND (valid_to IS NULL OR valid_to >= :ended) AND NOT {_AIRED}",
            {"touched": touched.isoformat(), "ended": ended.isoformat()},
        )
        return [row["id"] for row in rows]

    def lacking_files(self) -> set[str]:
        """The items of which a file is still on its way from the city."""
        rows = self._database.rows(
            "SELECT item_id FROM media_transfer WHERE state <> 'done' AND state IN ('waiting', 'refused') "
            "AND +way = 'down'"  # by the index of what is open: those behind are very many
        )
        return {row["item_id"] for row in rows}

    def in_editions(self, items: Collection[str], since: dt.date) -> list[tuple[str, str, dt.date]]:
        """Item, slot and day of the editions that hold some wording of these items: since a day, or of an airing that
        was moved to a day since then."""
        rows = self._database.rows(
            "SELECT DISTINCT item_version.item_id, edition.slot_id, edition.day FROM item_version "
            "JOIN mention ON mention.record_id = item_version.id AND mention.place = 'edition' "
            "JOIN edition ON edition.id = mention.place_id AND edition.deleted_at IS NULL "
            "WHERE item_version.item_id IN (SELECT value FROM json_each(:items)) AND (edition.day >= :since "
            "OR EXISTS (SELECT 1 FROM airing_change AS one WHERE one.slot_id = edition.slot_id "
            "AND one.day = edition.day AND one.moved_to >= :since AND one.deleted_at IS NULL))",
            {"items": json.dumps(sorted(items)), "since": since.isoformat()},
        )
        return [(row["item_id"], row["slot_id"], dt.date.fromisoformat(row["day"])) for row in rows]

    def slots_of_items(self, items: Collection[str], since: dt.date) -> list[Slot]:
        """The slots that play one of these items on a day since then, be it an airing that was moved there."""
        rows = self._database.rows(
            f"SELECT {SLOT_COLUMNS} FROM slot WHERE item_id IN (SELECT value FROM json_each(:items)) "
            "AND deleted_at IS NULL AND (date_to >= :since OR EXISTS (SELECT 1 FROM airing_change AS one "
            "WHERE one.slot_id = slot.id AND one.moved_to >= :since AND one.deleted_at IS NULL))",
            {"items": json.dumps(sorted(items)), "since": since.isoformat()},
        )
        return [slot_of_row(row) for row in rows]
