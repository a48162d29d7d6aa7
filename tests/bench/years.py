"""A record of many years, made of the sample ward's half year: every half year before it is a copy moved back."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.broadcast.planning import airing_id
from ttcs_desktop.samples.mau import build_sample
from ttcs_desktop.workspace import RECORD_FILE

HALF_YEAR = dt.timedelta(weeks=26)  # whole weeks: a Monday stays a Monday
_MOVED = (
    "plan", "task", "item", "item_version", "contribution", "approval", "slot", "edition", "log_entry", "log_item",
    "witness",
)  # fmt: skip
_YEARLY = ("plan", "task")  # one plan a year, and its work is behind us
_NUMBERED = ("op", "history")
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d(?!\d)")


def record_of(folder: Path, half_years: int) -> Path:
    """A ward's folder with that many half years up to the sample's own day."""
    build_sample(folder).close()
    with closing(sqlite3.connect(folder / RECORD_FILE)) as connection, connection:
        unit = connection.execute("SELECT value FROM identity WHERE key = 'unit_code'").fetchone()[0]
        tables = {name: _read(connection, name) for name in (*_MOVED, *_NUMBERED)}
        for back in range(1, half_years):
            _Copy(tables, unit, back).write(connection)
        started = dt.date.fromisoformat("2026-01-01") - (half_years - 1) * HALF_YEAR
        connection.execute("UPDATE identity SET value = ? WHERE key = 'started_on'", (started.isoformat(),))
        for table in ("unit.valid_from", "station_state.from_day", "cluster_state.from_day"):
            name, column = table.split(".")
            connection.execute(f"UPDATE {name} SET {column} = min({column}, ?)", (started.isoformat(),))
    return folder


Table = tuple[list[str], list[tuple[object, ...]]]


def _read(connection: sqlite3.Connection, table: str) -> Table:
    cursor = connection.execute(f"SELECT * FROM {table}")
    return [column[0] for column in cursor.description], cursor.fetchall()


class _Copy:
    """One half year moved back: fresh ids wherever a moved record is named, days moved, nothing else touched."""

    def __init__(self, tables: dict[str, Table], unit: str, back: int) -> None:
        self._tables = tables
        self._shift = back * HALF_YEAR
        self._back = back
        self._ids = {str(row[0]): stable_id("bench", back, str(row[0])) for name in _MOVED for row in tables[name][1]}
        names, rows = tables["slot"]
        first, last = names.index("date_from"), names.index("date_to")
        for row in rows:
            self._name_airings(unit, str(row[0]), str(row[first]), str(row[last]))

    def write(self, connection: sqlite3.Connection) -> None:
        for name in (*_MOVED, *_NUMBERED):
            if name in _YEARLY and self._back % 2:
                continue
            columns, rows = self._tables[name]
            marks = ", ".join("?" for _ in columns)
            moved = (self._row(name, row, number) for number, row in enumerate(rows, 1))
            connection.executemany(f"INSERT INTO {name} VALUES ({marks})", moved)

    def _row(self, table: str, row: tuple[object, ...], number: int) -> tuple[object, ...]:
        moved = [self._value(value) for value in row]
        if table in _NUMBERED:
            moved[0] = self._back * 1_000_000 + number
        if table == "op":
            moved[1] = stable_id("bench op", self._back, str(row[1]))
            moved[8] = "done"
        if table == "plan":
            at = self._tables[table][0].index("year")
            moved[at] = int(str(moved[at])) - self._back // 2
        if table == "task":
            moved[self._tables[table][0].index("state")] = "done"
        return tuple(moved)

    def _value(self, value: object) -> object:
        if not isinstance(value, str):
            return value
        value = _ID.sub(lambda found: self._ids.get(found[0], found[0]), value)
        return _DAY.sub(lambda found: (dt.date.fromisoformat(found[0]) - self._shift).isoformat(), value)

    def _name_airings(self, unit: str, slot: str, first: str, last: str) -> None:
        """An airing's id is made of its slot and day, so the moved log has to name the moved ones."""
        day, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
        while day <= end:
            self._ids[airing_id(unit, slot, day)] = airing_id(unit, self._ids[slot], day - self._shift)
            day += dt.timedelta(days=1)
