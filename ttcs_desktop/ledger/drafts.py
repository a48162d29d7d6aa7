"""Words that are being typed and were not saved: kept every second, so that a power cut takes a second at most."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ttcs_desktop.basics.canonical import canonical_bytes
from ttcs_desktop.basics.clock import Clock, stamp
from ttcs_desktop.storage.database import Database


class Drafts:
    """Drafts by place, such as `content/<item id>`; of this PC alone: no history, nothing travels."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def keep(self, place: str, body: Mapping[str, Any]) -> None:
        """Keep what stands at a place now; what was kept there before gives way.

        Raises:
            EnvironmentProblem: `disk_full`, `database_locked`, …; the older draft stays.
        """
        with self._database.transaction():
            self._database.execute(
                "INSERT INTO draft (place, body, saved_at) VALUES (?, ?, ?) "
                "ON CONFLICT (place) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at",
                (place, canonical_bytes(dict(body)).decode(), stamp(self._clock.now())),
            )

    def drop(self, place: str) -> None:
        """Forget a place whose words were saved."""
        if self._database.row("SELECT 1 AS one FROM draft WHERE place = ?", (place,)) is None:
            return  # no transaction for nothing: most saves have no draft
        with self._database.transaction():
            self._database.execute("DELETE FROM draft WHERE place = ?", (place,))

    def under(self, room: str) -> dict[str, dict[str, Any]]:
        """What was left in a room, such as `content`: by what follows the room's name, the oldest first."""
        rows = self._database.rows(
            "SELECT place, body FROM draft WHERE place GLOB ? ORDER BY saved_at, place", (f"{room}/*",)
        )
        return {row["place"].removeprefix(f"{room}/"): json.loads(row["body"]) for row in rows}
