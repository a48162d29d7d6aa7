"""The questions to the file about one cluster: what was on around a minute, by the index of days."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection

from ttcs_desktop.broadcast.model import LogEntry, Witness
from ttcs_desktop.broadcast.repository import CURRENT, ENTRY_COLUMNS, WITNESS_COLUMNS
from ttcs_desktop.broadcast.rows import entry_of_row, witness_of_row
from ttcs_desktop.storage.database import Database

# In force, really aired, and meant for a cluster (empty: for all of its station).
_ON_CLUSTER = f"""
SELECT {ENTRY_COLUMNS} FROM log_entry
WHERE aired_seconds > 0 AND clusters_ok > 0 AND {CURRENT} AND station_id = :station
  AND (clusters = '[]' OR EXISTS (SELECT 1 FROM json_each(clusters) WHERE value = :cluster))
"""
_SOME = 12  # of the nearest: a part of them was silent on this very cluster


class AiredRepository:
    """Entries that count, near a minute or over some days."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def around(self, station_id: str, cluster_id: str, moment: dt.datetime) -> list[LogEntry]:
        """What was on in these two days, and the nearest before and after them; by time."""
        asked = {
            "station": station_id,
            "cluster": cluster_id,
            "eve": (moment.date() - dt.timedelta(days=1)).isoformat(),
            "day": moment.date().isoformat(),
            "some": _SOME,
        }
        near = self._database.rows(f"{_ON_CLUSTER} AND day BETWEEN :eve AND :day ORDER BY day, start", asked)
        before = self._database.rows(f"{_ON_CLUSTER} AND day < :eve ORDER BY day DESC, start DESC LIMIT :some", asked)
        after = self._database.rows(f"{_ON_CLUSTER} AND day > :day ORDER BY day, start LIMIT :some", asked)
        return [entry_of_row(row) for row in (*reversed(before), *near, *after)]

    def witnesses_of(self, entry_ids: Collection[str]) -> dict[str, list[Witness]]:
        """Who speaks of each entry, or of one that it took the place of: by id of the entry in force."""
        rows = self._database.rows(
            f"""
            WITH RECURSIVE chain (current, member) AS (
              SELECT value, value FROM json_each(?)
              UNION ALL
              SELECT chain.current, log_entry.corrects FROM chain JOIN log_entry ON log_entry.id = chain.member
              WHERE log_entry.corrects IS NOT NULL)
            SELECT chain.current AS current, {", ".join(f"witness.{one}" for one in WITNESS_COLUMNS.split(", "))}
            FROM chain JOIN witness ON witness.entry_id = chain.member ORDER BY witness.created_at, witness.id
            """,
            (json.dumps(sorted(entry_ids)),),
        )
        found: dict[str, list[Witness]] = {}
        for row in rows:
            found.setdefault(row["current"], []).append(witness_of_row(row))
        return found
