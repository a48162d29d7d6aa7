"""The subject's questions to the file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection

from ttcs_desktop.basics.clock import unstamp
from ttcs_desktop.broadcast.model import (
    AiringChange,
    Cluster,
    ClusterState,
    Condition,
    Edition,
    LogEntry,
    Slot,
    Station,
    StationState,
    Technology,
    Witness,
    WitnessKind,
)
from ttcs_desktop.broadcast.rows import (
    change_of_row,
    cluster_of_row,
    edition_of_row,
    entry_of_row,
    slot_of_row,
    witness_of_row,
)
from ttcs_desktop.storage.database import Database, Row

SLOT_COLUMNS = (
    "id, station_id, title, kind, priority, source, fill, item_id, column_id, self_made, date_from, date_to, "
    "weekdays, start, seconds, clusters, repeat_gap_days, recurrence, neighbourhoods"
)
_CHANGE = "id, slot_id, day, play, moved_to, why"
EDITION_COLUMNS = "id, slot_id, day, title, parts, column_id, self_made, repeat_of"
ENTRY_COLUMNS = (
    "id, station_id, airing_id, day, start, planned_seconds, aired_seconds, state, reason, clusters_ok, "
    "clusters_total, clusters, title, kind, priority, source, self_made, edition_id, repeat_of, items, approval_id, "
    "corrects"
)
WITNESS_COLUMNS = (
    "id, entry_id, kind, source_name, source_sha256, source_row, start, aired_seconds, clusters_ok, clusters_total, "
    "agrees, note, parts"
)
# An entry counts until another one corrects it.
CURRENT = "NOT EXISTS (SELECT 1 FROM log_entry AS fix WHERE fix.corrects = log_entry.id)"


# Each entry in force of a stretch of days with all that it took the place of.
_CHAINS = f"""chain (current, member) AS (
  SELECT id, id FROM log_entry WHERE day BETWEEN ? AND ? AND {CURRENT}
  UNION ALL
  SELECT chain.current, log_entry.corrects FROM chain JOIN log_entry ON log_entry.id = chain.member
  WHERE log_entry.corrects IS NOT NULL)"""


class EquipmentRepository:
    """Questions about stations and clusters."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stations(self) -> list[Station]:
        rows = self._database.rows("SELECT id, name FROM station WHERE deleted_at IS NULL ORDER BY created_at, id")
        return [Station(row["id"], row["name"]) for row in rows]

    def station_states(self) -> list[StationState]:
        """Every dated state, oldest first."""
        rows = self._database.rows(
            "SELECT id, station_id, from_day, technology, condition, connected FROM station_state "
            "WHERE deleted_at IS NULL ORDER BY from_day, id"
        )
        return [
            StationState(
                row["id"],
                row["station_id"],
                dt.date.fromisoformat(row["from_day"]),
                Technology(row["technology"]),
                Condition(row["condition"]),
                bool(row["connected"]),
            )
            for row in rows
        ]

    def clusters(self, station_id: str | None = None) -> list[Cluster]:
        rows = self._database.rows(
            "SELECT id, station_id, number, name, place, confirmed, vendor, link, sim, came_from FROM cluster "
            "WHERE deleted_at IS NULL AND (? IS NULL OR station_id = ?) "
            "ORDER BY station_id, length(number), number, name",
            (station_id, station_id),
        )
        return [cluster_of_row(row) for row in rows]

    def cluster_states(self) -> list[ClusterState]:
        """Every dated state, oldest first."""
        rows = self._database.rows(
            "SELECT id, cluster_id, from_day, loudspeakers, technology, condition, connected FROM cluster_state "
            "WHERE deleted_at IS NULL ORDER BY from_day, id"
        )
        return [
            ClusterState(
                row["id"],
                row["cluster_id"],
                dt.date.fromisoformat(row["from_day"]),
                row["loudspeakers"],
                Technology(row["technology"]),
                Condition(row["condition"]),
                bool(row["connected"]),
            )
            for row in rows
        ]

    def open_fault(self, thing_id: str, day: dt.date) -> Row | None:
        """The line of the repair book that says since when a thing is out of order, if it is on a day: day, words."""
        return self._database.row(
            "SELECT noted_on, what FROM fault WHERE thing_id = ? AND repaired_on IS NULL AND deleted_at IS NULL "
            "AND noted_on <= ?",
            (thing_id, day.isoformat()),
        )


class TimetableRepository:
    """Questions about slots and editions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rule_choices(self) -> list[Row]:
        """Which set of time rules was chosen from which day, newest first."""
        return self._database.rows(
            "SELECT id, from_day, code, severity FROM time_rule_choice WHERE deleted_at IS NULL ORDER BY from_day DESC"
        )

    def slots_between(self, first: dt.date, last: dt.date) -> list[Slot]:
        """The slots that may fall on a day of the stretch."""
        rows = self._database.rows(
            f"SELECT {SLOT_COLUMNS} FROM slot WHERE deleted_at IS NULL AND date_to >= ? AND date_from <= ? "
            "ORDER BY start, id",
            (first.isoformat(), last.isoformat()),
        )
        return [slot_of_row(row) for row in rows]

    def slot(self, slot_id: str) -> Slot | None:
        row = self._database.row(f"SELECT {SLOT_COLUMNS} FROM slot WHERE id = ? AND deleted_at IS NULL", (slot_id,))
        return slot_of_row(row) if row else None

    def slots_of(self, ids: Collection[str]) -> list[Slot]:
        """These slots, those in the recycle bin left out."""
        rows = self._database.rows(
            f"SELECT {SLOT_COLUMNS} FROM slot WHERE deleted_at IS NULL AND id IN (SELECT value FROM json_each(?)) "
            "ORDER BY start, id",
            (json.dumps(sorted(ids)),),
        )
        return [slot_of_row(row) for row in rows]

    def airing_changes(self, first: dt.date, last: dt.date) -> list[AiringChange]:
        """What was decided of single airings that stand in these days, or were moved into them."""
        rows = self._database.rows(
            f"SELECT {_CHANGE} FROM airing_change WHERE deleted_at IS NULL AND day BETWEEN :first AND :last "
            f"UNION SELECT {_CHANGE} FROM airing_change WHERE deleted_at IS NULL "
            "AND moved_to >= :first AND moved_to < :after",
            {
                "first": first.isoformat(),
                "last": last.isoformat(),
                "after": (last + dt.timedelta(days=1)).isoformat(),
            },
        )
        return [change_of_row(row) for row in rows]

    def airing_changes_of(self, slot_id: str) -> list[AiringChange]:
        rows = self._database.rows(
            f"SELECT {_CHANGE} FROM airing_change WHERE deleted_at IS NULL AND slot_id = ? ORDER BY day, play",
            (slot_id,),
        )
        return [change_of_row(row) for row in rows]

    def known_slots(self, ids: Collection[str]) -> set[str]:
        """Which of these slots the record holds, those in the recycle bin too."""
        rows = self._database.rows(
            "SELECT id FROM slot WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(ids)),)
        )
        return {row["id"] for row in rows}

    def editions_between(self, first: dt.date, last: dt.date) -> list[Edition]:
        rows = self._database.rows(
            f"SELECT {EDITION_COLUMNS} FROM edition WHERE deleted_at IS NULL AND day BETWEEN ? AND ? ORDER BY day, id",
            (first.isoformat(), last.isoformat()),
        )
        return [edition_of_row(row) for row in rows]

    def edition(self, edition_id: str) -> Edition | None:
        row = self._database.row(
            f"SELECT {EDITION_COLUMNS} FROM edition WHERE id = ? AND deleted_at IS NULL", (edition_id,)
        )
        return edition_of_row(row) if row else None

    def items_of_versions(self, versions: Collection[str]) -> dict[str, str]:
        """The item of each version id."""
        rows = self._database.rows(
            "SELECT id, item_id FROM item_version WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(versions)),),
        )
        return {row["id"]: row["item_id"] for row in rows}


class LogRepository:
    """Questions about what was aired, and who says so."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def slots_entered(self, ids: Collection[str]) -> dict[str, dt.datetime]:
        """When each of these slots was entered."""
        rows = self._database.rows(
            "SELECT id, created_at FROM slot WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(ids)),)
        )
        return {row["id"]: unstamp(row["created_at"]) for row in rows}

    def entries_between(self, first: dt.date, last: dt.date) -> list[LogEntry]:
        """The entries that count, by time."""
        rows = self._database.rows(
            f"SELECT {ENTRY_COLUMNS} FROM log_entry WHERE day BETWEEN ? AND ? AND {CURRENT} ORDER BY day, start, id",
            (first.isoformat(), last.isoformat()),
        )
        return [entry_of_row(row) for row in rows]

    def all_entries_between(self, first: dt.date, last: dt.date) -> list[LogEntry]:
        """Every entry, corrected ones too: the book as it was written."""
        rows = self._database.rows(
            f"SELECT {ENTRY_COLUMNS} FROM log_entry WHERE day BETWEEN ? AND ? ORDER BY day, start, created_at, id",
            (first.isoformat(), last.isoformat()),
        )
        return [entry_of_row(row) for row in rows]

    def current_entry(self, airing_id: str) -> LogEntry | None:
        row = self._database.row(
            f"SELECT {ENTRY_COLUMNS} FROM log_entry WHERE airing_id = ? AND {CURRENT} ORDER BY created_at DESC LIMIT 1",
            (airing_id,),
        )
        return entry_of_row(row) if row else None

    def entry(self, entry_id: str) -> LogEntry | None:
        row = self._database.row(f"SELECT {ENTRY_COLUMNS} FROM log_entry WHERE id = ?", (entry_id,))
        return entry_of_row(row) if row else None

    def entries_of_item(self, item_id: str, limit: int) -> list[LogEntry]:
        """The entries that count and name an item, the newest first."""
        rows = self._database.rows(
            f"SELECT {ENTRY_COLUMNS} FROM log_entry WHERE id IN (SELECT entry_id FROM log_item WHERE item_id = ?) "
            f"AND {CURRENT} ORDER BY day DESC, start DESC, id LIMIT ?",
            (item_id, limit),
        )
        return [entry_of_row(row) for row in rows]

    def is_in_force(self, entry_id: str) -> bool:
        """Whether no other entry stands in the place of this one."""
        return self._database.row("SELECT 1 FROM log_entry WHERE corrects = ?", (entry_id,)) is None

    def logged_airings(self, first: dt.date, last: dt.date) -> set[str]:
        """The airings of a stretch that are confirmed already."""
        rows = self._database.rows(
            "SELECT airing_id FROM log_entry WHERE day BETWEEN ? AND ? AND airing_id IS NOT NULL",
            (first.isoformat(), last.isoformat()),
        )
        return {row["airing_id"] for row in rows}

    def witnesses(self, entry_ids: Collection[str]) -> list[Witness]:
        rows = self._database.rows(
            f"SELECT {WITNESS_COLUMNS} FROM witness WHERE entry_id IN (SELECT value FROM json_each(?)) "
            "ORDER BY created_at, id",
            (json.dumps(sorted(entry_ids)),),
        )
        return [witness_of_row(row) for row in rows]

    def known_witnesses(self, ids: Collection[str]) -> set[str]:
        """Which of these statements the record holds already."""
        rows = self._database.rows(
            "SELECT id FROM witness WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(ids)),)
        )
        return {row["id"] for row in rows}

    def entries_by_hand(self, first: dt.date, last: dt.date) -> set[str]:
        """The entries of a stretch that the officer wrote."""
        rows = self._database.rows(
            f"SELECT DISTINCT log_entry.id FROM log_entry JOIN witness ON witness.entry_id = log_entry.id "
            f"WHERE day BETWEEN ? AND ? AND witness.kind = '{WitnessKind.HAND.value}'",
            (first.isoformat(), last.isoformat()),
        )
        return {row["id"] for row in rows}

    def parts_between(self, first: dt.date, last: dt.date) -> dict[str, dict[str, int]]:
        """What each cluster played by all that was told of it, the longest: entry in force → cluster → seconds."""
        rows = self._database.rows(
            f"""
            WITH RECURSIVE {_CHAINS}
            SELECT chain.current, json_extract(part.value, '$.cluster_id') AS cluster_id,
                   max(json_extract(part.value, '$.seconds')) AS seconds
            FROM chain JOIN witness ON witness.entry_id = chain.member, json_each(witness.parts) AS part
            WHERE witness.parts <> '[]' GROUP BY 1, 2
            """,
            (first.isoformat(), last.isoformat()),
        )
        found: dict[str, dict[str, int]] = {}
        for row in rows:
            found.setdefault(row["current"], {})[row["cluster_id"]] = row["seconds"]
        return found

    def contradicted(self, first: dt.date, last: dt.date, same_length_seconds: int) -> list[LogEntry]:
        """Entries in force with which a witness does not agree (log.agrees).

        A witness of an entry that was corrected still speaks, unless the officer wrote the correction: then it was
        heard. What tells of some clusters alone contradicts where more of them played or failed than the entry says.
        """
        rows = self._database.rows(
            f"""
            WITH RECURSIVE chain (current, member) AS (
              SELECT id, id FROM log_entry WHERE day BETWEEN :first AND :last AND {CURRENT}
              UNION ALL
              SELECT chain.current, log_entry.corrects FROM chain JOIN log_entry ON log_entry.id = chain.member
              WHERE log_entry.corrects IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM witness
                WHERE witness.entry_id = log_entry.id AND witness.kind = '{WitnessKind.HAND.value}')),
            heard AS (SELECT chain.current, witness.* FROM chain JOIN witness ON witness.entry_id = chain.member),
            part AS (
              SELECT heard.current, json_extract(one.value, '$.cluster_id') AS cluster_id,
                     max(json_extract(one.value, '$.seconds')) AS most,
                     min(json_extract(one.value, '$.seconds')) AS least
              FROM heard, json_each(heard.parts) AS one WHERE heard.parts <> '[]' GROUP BY 1, 2),
            united AS (
              SELECT current, max(most) AS seconds, sum(most > 0) AS ok, sum(most = 0) AS failed,
                     max(most - least) AS apart
              FROM part GROUP BY current)
            SELECT {ENTRY_COLUMNS} FROM log_entry WHERE id IN (
              SELECT told.id FROM heard JOIN log_entry AS told ON told.id = heard.current
              WHERE heard.parts = '[]'
                AND (heard.clusters_ok * told.clusters_total <> told.clusters_ok * heard.clusters_total
                  OR abs(heard.aired_seconds - told.aired_seconds) > :same)
              UNION
              SELECT told.id FROM united JOIN log_entry AS told ON told.id = united.current
              WHERE united.ok > told.clusters_ok OR united.failed > told.clusters_total - told.clusters_ok
                 OR abs(united.seconds - told.aired_seconds) > :same OR united.apart > :same)
            ORDER BY day, start, id
            """,
            {"first": first.isoformat(), "last": last.isoformat(), "same": same_length_seconds},
        )
        return [entry_of_row(row) for row in rows]
