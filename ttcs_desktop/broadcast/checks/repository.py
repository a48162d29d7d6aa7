"""What the checks of a week ask of the file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection

from ttcs_desktop.broadcast.checks.model import RepeatLimit
from ttcs_desktop.content.model import MediaKind
from ttcs_desktop.storage.database import Database


class ChecksRepository:
    """Words, recordings, limits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def texts(self, versions: Collection[str]) -> dict[str, str]:
        """The words of each version."""
        rows = self._database.rows(
            "SELECT id, text FROM item_version WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(versions)),),
        )
        return {row["id"]: row["text"] for row in rows}

    def sounds(self, items: Collection[str]) -> dict[str, int]:
        """The seconds of the longest recording of each item that has one of known length."""
        rows = self._database.rows(
            "SELECT item_id, max(seconds) AS seconds FROM item_media JOIN media ON media.id = item_media.media_id "
            f"WHERE media.kind = '{MediaKind.AUDIO.value}' AND seconds > 0 AND item_media.deleted_at IS NULL "
            "AND item_id IN (SELECT value FROM json_each(?)) GROUP BY item_id",
            (json.dumps(sorted(items)),),
        )
        return {row["item_id"]: row["seconds"] for row in rows}

    def limits(self) -> list[RepeatLimit]:
        """Every limit on repeats, the newest first."""
        rows = self._database.rows(
            "SELECT id, from_day, per_day, per_week, gap_hours FROM repeat_limit WHERE deleted_at IS NULL "
            "ORDER BY from_day DESC"
        )
        return [
            RepeatLimit(
                row["id"], dt.date.fromisoformat(row["from_day"]), row["per_day"], row["per_week"], row["gap_hours"]
            )
            for row in rows
        ]
