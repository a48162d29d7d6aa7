"""What a record's file holds, read from the file alone: of the open record, of a copy, of an old copy alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from ttcs_desktop.basics.clock import unstamp
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.schema import version_of

# A table whose rows name files in `files/` has these columns; rows in the recycle bin name theirs too.
_NAMING = frozenset({"sha256", "bytes", "name"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the history, as far as a list shows it."""

    seq: int
    at: dt.datetime
    actor: str
    verb: str
    records: int


@dataclass(frozen=True, slots=True)
class Survey:
    """The content of one file in numbers.

    Attributes:
        record_id, unit_code: empty in a file that was never set up.
        counts: table → rows that do not lie in the recycle bin.
        lines: how long the history is; `last_hash` is the end of its chain.
        files: sha-256 → bytes of each kept file that the record names.
    """

    record_id: str
    unit_code: str
    schema: int
    counts: Mapping[str, int]
    lines: int
    last_hash: str
    last_at: dt.datetime | None
    files: Mapping[str, int]


def survey(database: Database) -> Survey:
    """Count what a file holds.

    Raises:
        EnvironmentProblem: `database_damaged` when it cannot be read through.
    """
    tables = _tables(database)
    identity = {row["key"]: row["value"] for row in database.rows("SELECT key, value FROM identity")}
    last = database.row("SELECT seq, at, hash FROM history ORDER BY seq DESC LIMIT 1")
    return Survey(
        record_id=identity.get("record_id", ""),
        unit_code=identity.get("unit_code", ""),
        schema=version_of(database),
        counts={name: _rows_of(database, name) for name in tables},
        lines=last["seq"] if last else 0,
        last_hash=last["hash"] if last else "",
        last_at=unstamp(last["at"]) if last else None,
        files={sha256: size for sha256, (size, _) in _files(database, tables).items()},
    )


def names_of_files(database: Database) -> dict[str, str]:
    """The name each kept file came with, by its sha-256."""
    return {sha256: name for sha256, (_, name) in _files(database, _tables(database)).items()}


def _files(database: Database, tables: list[str]) -> dict[str, tuple[int, str]]:
    found = {}
    for table in tables:
        columns = {row["name"] for row in database.rows(f"SELECT name FROM pragma_table_info('{table}')")}
        if columns >= _NAMING:
            for row in database.rows(f"SELECT DISTINCT sha256, bytes, name FROM {table} ORDER BY sha256"):
                found[row["sha256"]] = (row["bytes"], row["name"])
    return found


def lines_after(database: Database, seq: int, *, most: int) -> list[Line]:
    """The newest lines of the history that come after a line, newest first."""
    found = database.rows(
        "SELECT seq, at, actor, verb, json_array_length(ids) AS records FROM history WHERE seq > ? "
        "ORDER BY seq DESC LIMIT ?",
        (seq, most),
    )
    return [Line(row["seq"], unstamp(row["at"]), row["actor"], row["verb"], row["records"]) for row in found]


def hash_of_line(database: Database, seq: int) -> str:
    """The end of the chain as it was at a line; empty when there is no such line."""
    row = database.row("SELECT hash FROM history WHERE seq = ?", (seq,))
    return str(row["hash"]) if row else ""


def _tables(database: Database) -> list[str]:
    """Every table of records: those with a recycle bin."""
    found = database.rows(
        "SELECT name FROM sqlite_master AS one WHERE type = 'table' AND EXISTS "
        "(SELECT 1 FROM pragma_table_info(one.name) WHERE name = 'deleted_at') ORDER BY name"
    )
    return [row["name"] for row in found]


def _rows_of(database: Database, table: str) -> int:
    row = database.row(f"SELECT count(*) AS number FROM {table} WHERE deleted_at IS NULL")
    return int(row["number"]) if row else 0
