"""Rows of broadcast as dataclasses, and back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from dataclasses import asdict
from enum import Enum
from functools import lru_cache
from typing import Any

from ttcs_desktop.broadcast.model import (
    Cluster,
    ClusterState,
    Condition,
    Edition,
    Fill,
    Kind,
    LogEntry,
    Outcome,
    Priority,
    Reason,
    Slot,
    Station,
    StationState,
    Technology,
    Witness,
    WitnessKind,
)
from ttcs_desktop.ledger.model import Put, Table
from ttcs_desktop.storage.database import Database, Row

STATION = Table("broadcast", "station", "broadcast.station")
STATION_STATE = Table("broadcast", "station_state", "broadcast.station_state")
CLUSTER = Table("broadcast", "cluster", "broadcast.cluster")
CLUSTER_STATE = Table("broadcast", "cluster_state", "broadcast.cluster_state")
SLOT = Table("broadcast", "slot", "broadcast.slot")
EDITION = Table("broadcast", "edition", "broadcast.edition")
LOG_ENTRY = Table("broadcast", "log_entry", "broadcast.log", append_only=True)
LOG_ITEM = Table("broadcast", "log_item", None, append_only=True)
WITNESS = Table("broadcast", "witness", "broadcast.witness", append_only=True)

_SLOT = (
    "id, station_id, title, kind, priority, source, fill, item_id, column_id, self_made, date_from, date_to, "
    "weekdays, start, seconds, clusters, repeat_gap_days"
)
_EDITION = "id, slot_id, day, title, parts, column_id, self_made, repeat_of"
_ENTRY = (
    "id, station_id, airing_id, day, start, planned_seconds, aired_seconds, state, reason, clusters_ok, "
    "clusters_total, clusters, title, kind, priority, source, self_made, edition_id, repeat_of, items, approval_id, "
    "corrects"
)
_WITNESS = (
    "id, entry_id, kind, source_name, source_sha256, source_row, start, aired_seconds, clusters_ok, clusters_total, "
    "agrees, note"
)
# An entry counts until another one corrects it.
_CURRENT = "NOT EXISTS (SELECT 1 FROM log_entry AS fix WHERE fix.corrects = log_entry.id)"


class BroadcastRepository:
    """The subject's questions to the file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stations(self) -> list[Station]:
        rows = self._database.rows("SELECT id, name FROM station WHERE deleted_at IS NULL ORDER BY created_at, id")
        return [Station(row["id"], row["name"]) for row in rows]

    def station_states(self) -> list[StationState]:
        """Every dated state, oldest first."""
        rows = self._database.rows(
            "SELECT id, station_id, from_day, technology, condition FROM station_state WHERE deleted_at IS NULL "
            "ORDER BY from_day, id"
        )
        return [
            StationState(
                row["id"],
                row["station_id"],
                dt.date.fromisoformat(row["from_day"]),
                Technology(row["technology"]),
                Condition(row["condition"]),
            )
            for row in rows
        ]

    def clusters(self, station_id: str | None = None) -> list[Cluster]:
        rows = self._database.rows(
            "SELECT id, station_id, number, name, place, confirmed FROM cluster WHERE deleted_at IS NULL "
            "AND (? IS NULL OR station_id = ?) ORDER BY station_id, length(number), number, name",
            (station_id, station_id),
        )
        return [_cluster(row) for row in rows]

    def cluster_states(self) -> list[ClusterState]:
        """Every dated state, oldest first."""
        rows = self._database.rows(
            "SELECT id, cluster_id, from_day, loudspeakers, technology, condition FROM cluster_state "
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
            )
            for row in rows
        ]

    def slots_between(self, first: dt.date, last: dt.date) -> list[Slot]:
        """The slots that may fall on a day of the stretch."""
        rows = self._database.rows(
            f"SELECT {_SLOT} FROM slot WHERE deleted_at IS NULL AND date_to >= ? AND date_from <= ? ORDER BY start, id",
            (first.isoformat(), last.isoformat()),
        )
        return [_slot(row) for row in rows]

    def slot(self, slot_id: str) -> Slot | None:
        row = self._database.row(f"SELECT {_SLOT} FROM slot WHERE id = ? AND deleted_at IS NULL", (slot_id,))
        return _slot(row) if row else None

    def known_slots(self, ids: Collection[str]) -> set[str]:
        """Which of these slots the record holds, those in the recycle bin too."""
        rows = self._database.rows(
            "SELECT id FROM slot WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(ids)),)
        )
        return {row["id"] for row in rows}

    def editions_between(self, first: dt.date, last: dt.date) -> list[Edition]:
        rows = self._database.rows(
            f"SELECT {_EDITION} FROM edition WHERE deleted_at IS NULL AND day BETWEEN ? AND ? ORDER BY day, id",
            (first.isoformat(), last.isoformat()),
        )
        return [_edition(row) for row in rows]

    def edition(self, edition_id: str) -> Edition | None:
        row = self._database.row(f"SELECT {_EDITION} FROM edition WHERE id = ? AND deleted_at IS NULL", (edition_id,))
        return _edition(row) if row else None

    def items_of_versions(self, versions: Collection[str]) -> dict[str, str]:
        """The item of each version id."""
        rows = self._database.rows(
            "SELECT id, item_id FROM item_version WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(versions)),),
        )
        return {row["id"]: row["item_id"] for row in rows}

    def entries_between(self, first: dt.date, last: dt.date) -> list[LogEntry]:
        """The entries that count, by time."""
        rows = self._database.rows(
            f"SELECT {_ENTRY} FROM log_entry WHERE day BETWEEN ? AND ? AND {_CURRENT} ORDER BY day, start, id",
            (first.isoformat(), last.isoformat()),
        )
        return [_entry(row) for row in rows]

    def all_entries_between(self, first: dt.date, last: dt.date) -> list[LogEntry]:
        """Every entry, corrected ones too: the book as it was written."""
        rows = self._database.rows(
            f"SELECT {_ENTRY} FROM log_entry WHERE day BETWEEN ? AND ? ORDER BY day, start, created_at, id",
            (first.isoformat(), last.isoformat()),
        )
        return [_entry(row) for row in rows]

    def current_entry(self, airing_id: str) -> LogEntry | None:
        row = self._database.row(
            f"SELECT {_ENTRY} FROM log_entry WHERE airing_id = ? AND {_CURRENT} ORDER BY created_at DESC LIMIT 1",
            (airing_id,),
        )
        return _entry(row) if row else None

    def entry(self, entry_id: str) -> LogEntry | None:
        row = self._database.row(f"SELECT {_ENTRY} FROM log_entry WHERE id = ?", (entry_id,))
        return _entry(row) if row else None

    def logged_airings(self, first: dt.date, last: dt.date) -> set[str]:
        """The airings of a stretch that are confirmed already."""
        rows = self._database.rows(
            "SELECT airing_id FROM log_entry WHERE day BETWEEN ? AND ? AND airing_id IS NOT NULL",
            (first.isoformat(), last.isoformat()),
        )
        return {row["airing_id"] for row in rows}

    def witnesses(self, entry_ids: Collection[str]) -> list[Witness]:
        rows = self._database.rows(
            f"SELECT {_WITNESS} FROM witness WHERE entry_id IN (SELECT value FROM json_each(?)) "
            "ORDER BY created_at, id",
            (json.dumps(sorted(entry_ids)),),
        )
        return [_witness(row) for row in rows]

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

    def contradicted(self, first: dt.date, last: dt.date, same_length_seconds: int) -> list[LogEntry]:
        """Entries in force with which a witness does not agree (log.agrees).

        A witness of an entry that was corrected still speaks, unless the officer wrote the correction: then it was
        heard.
        """
        rows = self._database.rows(
            f"""
            WITH RECURSIVE chain (current, member) AS (
              SELECT id, id FROM log_entry WHERE day BETWEEN ? AND ? AND {_CURRENT}
              UNION ALL
              SELECT chain.current, log_entry.corrects FROM chain JOIN log_entry ON log_entry.id = chain.member
              WHERE log_entry.corrects IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM witness
                WHERE witness.entry_id = log_entry.id AND witness.kind = '{WitnessKind.HAND.value}'))
            SELECT {_ENTRY} FROM log_entry WHERE id IN (
              SELECT chain.current FROM chain
              JOIN log_entry AS told ON told.id = chain.current
              JOIN witness ON witness.entry_id = chain.member
              WHERE witness.clusters_ok * told.clusters_total <> told.clusters_ok * witness.clusters_total
                 OR abs(witness.aired_seconds - told.aired_seconds) > ?)
            ORDER BY day, start, id
            """,
            (first.isoformat(), last.isoformat(), same_length_seconds),
        )
        return [_entry(row) for row in rows]

    def items_first_aired(self, first: dt.date, last: dt.date) -> list[Row]:
        """Items whose first real airing falls in the stretch: item id, title, origin, rev, the day."""
        return self._database.rows(
            f"""
            SELECT item.id, item.title, item.origin, item.rev, min(log_item.day) AS day
            FROM log_item JOIN log_entry ON log_entry.id = log_item.entry_id JOIN item ON item.id = log_item.item_id
            WHERE log_item.day BETWEEN ? AND ? AND log_entry.aired_seconds > 0 AND log_entry.clusters_ok > 0
              AND {_CURRENT}
              AND NOT EXISTS (
                SELECT 1 FROM log_item AS earlier JOIN log_entry AS before ON before.id = earlier.entry_id
                WHERE earlier.item_id = log_item.item_id AND earlier.day < ? AND before.aired_seconds > 0
                  AND before.clusters_ok > 0
                  AND NOT EXISTS (SELECT 1 FROM log_entry AS fix WHERE fix.corrects = before.id))
            GROUP BY item.id ORDER BY day, item.id
            """,
            (first.isoformat(), last.isoformat(), first.isoformat()),
        )

    def editions_aired_before(self, edition_ids: Collection[str], day: dt.date) -> set[str]:
        """Which of these editions had really been aired before a day."""
        rows = self._database.rows(
            f"SELECT DISTINCT edition_id FROM log_entry WHERE edition_id IN (SELECT value FROM json_each(?)) "
            f"AND day < ? AND aired_seconds > 0 AND clusters_ok > 0 AND {_CURRENT}",
            (json.dumps(sorted(edition_ids)), day.isoformat()),
        )
        return {row["edition_id"] for row in rows}


def put(table: Table, record: Any) -> Put:  # noqa: ANN401  any of this subject's dataclasses
    """A dataclass of this subject as a row: dates as ISO text, enums by value, sets and tuples as sorted JSON."""
    return Put(table, {name: _column(name, value) for name, value in asdict(record).items()})


def _column(name: str, value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, frozenset):
        return "".join(str(day) for day in sorted(value)) if name == "weekdays" else json.dumps(sorted(value))
    if isinstance(value, tuple):
        return json.dumps(list(value))
    return value


@lru_cache(maxsize=4096)
def _id_list(text: str) -> tuple[str, ...]:
    # The same few lists of clusters and items stand in thousands of entries.
    return tuple(json.loads(text))


@lru_cache(maxsize=4096)
def _id_set(text: str) -> frozenset[str]:
    return frozenset(_id_list(text))


def _cluster(row: Row) -> Cluster:
    return Cluster(
        row["id"], row["station_id"], row["number"], row["name"], row["place"], confirmed=bool(row["confirmed"])
    )


def _slot(row: Row) -> Slot:
    return Slot(
        id=row["id"],
        station_id=row["station_id"],
        title=row["title"],
        kind=Kind(row["kind"]),
        priority=Priority(row["priority"]),
        source=row["source"],
        fill=Fill(row["fill"]),
        date_from=dt.date.fromisoformat(row["date_from"]),
        date_to=dt.date.fromisoformat(row["date_to"]),
        start=dt.time.fromisoformat(row["start"]),
        seconds=row["seconds"],
        weekdays=frozenset(int(day) for day in row["weekdays"]),
        clusters=frozenset(json.loads(row["clusters"])),
        item_id=row["item_id"],
        column_id=row["column_id"],
        self_made=bool(row["self_made"]),
        repeat_gap_days=row["repeat_gap_days"],
    )


def _edition(row: Row) -> Edition:
    return Edition(
        id=row["id"],
        slot_id=row["slot_id"],
        day=dt.date.fromisoformat(row["day"]),
        title=row["title"],
        parts=tuple(json.loads(row["parts"])),
        column_id=row["column_id"],
        self_made=bool(row["self_made"]),
        repeat_of=row["repeat_of"],
    )


def _entry(row: Row) -> LogEntry:
    return LogEntry(
        id=row["id"],
        station_id=row["station_id"],
        airing_id=row["airing_id"],
        day=dt.date.fromisoformat(row["day"]),
        start=dt.time.fromisoformat(row["start"]),
        planned_seconds=row["planned_seconds"],
        aired_seconds=row["aired_seconds"],
        state=Outcome(row["state"]),
        reason=Reason(row["reason"]),
        clusters_ok=row["clusters_ok"],
        clusters_total=row["clusters_total"],
        clusters=_id_set(row["clusters"]),
        title=row["title"],
        kind=Kind(row["kind"]),
        priority=Priority(row["priority"]),
        source=row["source"],
        self_made=bool(row["self_made"]),
        edition_id=row["edition_id"],
        repeat_of=row["repeat_of"],
        items=_id_list(row["items"]),
        approval_id=row["approval_id"],
        corrects=row["corrects"],
    )


def _witness(row: Row) -> Witness:
    return Witness(
        id=row["id"],
        entry_id=row["entry_id"],
        kind=WitnessKind(row["kind"]),
        source_name=row["source_name"],
        source_sha256=row["source_sha256"],
        source_row=row["source_row"],
        start=dt.time.fromisoformat(row["start"]),
        aired_seconds=row["aired_seconds"],
        clusters_ok=row["clusters_ok"],
        clusters_total=row["clusters_total"],
        agrees=bool(row["agrees"]),
        note=row["note"],
    )
