"""Equipment's questions to the file."""

from __future__ import annotations

import datetime as dt
import json

from ttcs_desktop.broadcast.equipment.model import Heard
from ttcs_desktop.storage.database import Database


class HearingRepository:
    """Where clusters are heard."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def heard(self) -> list[Heard]:
        """Every dated row, oldest first."""
        rows = self._database.rows(
            "SELECT id, cluster_id, from_day, neighbourhoods FROM cluster_heard WHERE deleted_at IS NULL "
            "ORDER BY from_day, id"
        )
        return [
            Heard(
                row["id"],
                row["cluster_id"],
                dt.date.fromisoformat(row["from_day"]),
                frozenset(json.loads(row["neighbourhoods"])),
            )
            for row in rows
        ]
