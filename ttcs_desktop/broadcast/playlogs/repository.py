"""What the record knows of vendors' files, and the heap on which a long file is sorted without filling memory."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from ttcs_desktop.broadcast.model import Kind, Priority, Reason
from ttcs_desktop.broadcast.playlogs.model import DayOrder, Heard, Meaning, Reading, Unit
from ttcs_desktop.broadcast.vendor import VendorRow
from ttcs_desktop.storage.database import Database, Row

_BATCH = 2_000


class FormatRepository:
    """Questions about the heads of files that the officer has explained once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def reading(self, format_id: str) -> Reading | None:
        """How files with a head are read; None when nobody has said."""
        row = self._database.row(
            "SELECT columns, unit, day_order, per_place FROM log_format WHERE id = ? AND deleted_at IS NULL",
            (format_id,),
        )
        if row is None:
            return None
        return Reading(
            tuple(Meaning(one) for one in json.loads(row["columns"])),
            Unit(row["unit"]),
            DayOrder(row["day_order"]),
            per_place=bool(row["per_place"]),
        )


def row_of_reading(format_id: str, names: Sequence[str], reading: Reading) -> Row:
    """A reading as the file keeps it."""
    return {
        "id": format_id,
        "names": json.dumps(list(names), ensure_ascii=False),
        "columns": json.dumps([one.value for one in reading.columns]),
        "unit": reading.unit.value,
        "day_order": reading.order.value,
        "per_place": int(reading.per_place),
    }


class Heap:
    """Rows of one file, put in as they come and handed out by their start. Small ones stay in memory, others on disk.

    It is nobody's record: it vanishes when it is closed.
    """

    def __init__(self) -> None:
        self._connection = sqlite3.connect("", isolation_level=None)
        self._connection.execute("CREATE TABLE heard (start TEXT NOT NULL, row INTEGER NOT NULL, said TEXT NOT NULL)")
        self._waiting: list[tuple[str, int, str]] = []

    def close(self) -> None:
        self._connection.close()

    def put(self, one: Heard | VendorRow) -> None:
        """Keep a row."""
        start = one.starts_at.isoformat()
        self._waiting.append((start, one.row, json.dumps(_told(one), ensure_ascii=False)))
        if len(self._waiting) >= _BATCH:
            self._flush()

    def heard(self) -> Iterator[Heard]:
        """The rows of single places, by their start."""
        return (_heard(json.loads(text)) for text in self._sorted())

    def plays(self) -> Iterator[VendorRow]:
        """The rows of whole plays, by their start."""
        return (_play(json.loads(text)) for text in self._sorted())

    def _flush(self) -> None:
        self._connection.execute("BEGIN")
        self._connection.executemany("INSERT INTO heard VALUES (?, ?, ?)", self._waiting)
        self._connection.execute("COMMIT")
        self._waiting.clear()

    def _sorted(self) -> Iterable[str]:
        self._flush()
        self._connection.execute("CREATE INDEX IF NOT EXISTS by_start ON heard (start, row)")
        return (text for (text,) in self._connection.execute("SELECT said FROM heard ORDER BY start, row"))


def _told(one: Heard | VendorRow) -> list[object]:
    if isinstance(one, Heard):
        where: list[object] = [list(one.place), one.speaker, one.ok, one.total]
    else:
        where = [list(one.targets), one.reason.value, one.clusters_ok, one.clusters_total]
    at = one.starts_at.isoformat()
    return [one.row, one.title, one.kind.value, one.priority.value, at, one.seconds, *where, one.note]


def _heard(told: list[object]) -> Heard:
    row, title, kind, priority, at, seconds, place, speaker, ok, total, note = told
    return Heard(
        row, title, Kind(kind), Priority(priority), dt.datetime.fromisoformat(str(at)), seconds, tuple(place),  # type: ignore[arg-type]
        speaker, ok, total, note,  # type: ignore[arg-type]
    )  # fmt: skip


def _play(told: list[object]) -> VendorRow:
    row, title, kind, priority, at, seconds, targets, reason, ok, total, note = told
    moment = dt.datetime.fromisoformat(str(at))
    return VendorRow(
        row, title, Kind(kind), Priority(priority), moment.date(), moment.time(), seconds, tuple(targets), ok, total,  # type: ignore[arg-type]
        Reason(reason), note,  # type: ignore[arg-type]
    )  # fmt: skip
