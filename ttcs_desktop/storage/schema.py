"""Bringing a ward's file to this program's schema: refuse a newer one, copy before a change, check after it."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.storage.backup import copy_beside
from ttcs_desktop.storage.database import Database

# Kept in the file as `PRAGMA user_version`, so that opening an up-to-date file needs no migration machinery.
SCHEMA_VERSION = 42


def open_record(path: Path | str) -> Database:
    """Open a ward's file, new or old, ready for this program.

    A file of a newer program, or one that cannot be written, is opened read-only: see `Database.read_only` and
    `version_of`. Before an old file is migrated a copy is laid beside it.

    Raises:
        EnvironmentProblem: `database_damaged`, `database_locked`, `database_unreachable`, `disk_full`.
    """
    try:
        database = Database(path)
        if not _may_be_written(path):
            database.close()
            return Database(path, read_only=True)
    except EnvironmentProblem as problem:
        if problem.code not in ("database_read_only", "database_unreachable") or not Path(path).is_file():
            raise
        return Database(path, read_only=True)
    try:
        version = version_of(database)
        if version < SCHEMA_VERSION:
            _migrate(database, from_version=version)
    except BaseException:
        database.close()  # Windows neither removes nor replaces a file that is still open
        raise
    if version > SCHEMA_VERSION:
        database.close()
        return Database(path, read_only=True, refusal="database_newer")
    return database


def can_be_read(database: Database) -> bool:
    """Whether every table and column that this program reads is in a file that a newer one made."""
    ours = open_record(":memory:")
    try:
        return all(_columns(database, name) >= _columns(ours, name) for name in _tables(ours))
    finally:
        ours.close()


def _may_be_written(path: Path | str) -> bool:
    """SQLite opens a file it may not write without a word, so the file system is asked."""
    if path == ":memory:":
        return True
    effective = os.access in os.supports_effective_ids
    return all(os.access(place, os.W_OK, effective_ids=effective) for place in (path, Path(path).absolute().parent))


def version_of(database: Database) -> int:
    """How many migration steps the file has seen; 0 for a new file."""
    found = database.row("PRAGMA user_version")
    return int(found["user_version"]) if found else 0


def _migrate(database: Database, *, from_version: int) -> None:
    from ttcs_desktop.storage.migrations import steps  # noqa: PLC0415  only an old file pays for it

    if from_version and isinstance(database.path, Path):
        copy_beside(database, label=f"v{from_version}", moment=dt.datetime.now(dt.UTC))
    connection = database.connection
    # A rebuilt parent table would take its children with it; the check below proves that nothing hangs loose.
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        # One transaction around all steps: a power cut between two of them leaves the old file, not a mixture.
        with database.transaction():
            steps.apply(database.tables)
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise EnvironmentProblem("database_damaged")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _tables(database: Database) -> list[str]:
    rows = database.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%sqlite_%'")
    return [row["name"] for row in rows]


def _columns(database: Database, table: str) -> set[str]:
    return {row["name"] for row in database.rows("SELECT name FROM pragma_table_info(?)", (table,))}
