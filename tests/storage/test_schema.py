"""The schema in the file, held against the copy that reviewers read: schema.sql beside this test."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from tests.wards import PLAYED, add_relay, approved_item, confirm, make_ward
from tests.wards import START as FIRST_DAY
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.migrations import steps
from ttcs_desktop.storage.schema import SCHEMA_VERSION, open_record, version_of

GOLDEN = Path(__file__).with_name("schema.sql")
FACTS = (
    "item_version",
    "approval",
    "media",
    "file_text",
    "log_entry",
    "log_item",
    "witness",
    "snapshot",
    "placement",
    "collection_snapshot",
    "published_week",
    "published_recall",
    "history",
    "receipt",
)


def schema_of(database: Database) -> str:
    rows = database.rows(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '%sqlite_%' ORDER BY type, name"
    )
    return "".join(re.sub(r"\s+", " ", row["sql"]) + ";\n" for row in rows)


def number_of_steps() -> int:
    database = open_record(":memory:")
    return len(steps.applied(database.tables))


def test_the_schema_is_the_one_that_was_reviewed(tmp_path) -> None:
    """A new step changes schema.sql in the same change: print `schema_of` of a new file into it."""
    assert schema_of(open_record(tmp_path / "record.db")) == GOLDEN.read_text("utf-8")


def test_the_version_counts_the_steps() -> None:
    assert number_of_steps() == SCHEMA_VERSION
    assert version_of(open_record(":memory:")) == SCHEMA_VERSION


def test_every_table_is_strict(tmp_path) -> None:
    database = open_record(tmp_path / "record.db")
    tables = database.rows("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    loose = {row["name"] for row in tables if not row["strict"]}
    assert {name for name in loose if not name.startswith(("sqlite_", "_sqlite_"))} == set()


def test_opening_an_up_to_date_file_changes_nothing(tmp_path) -> None:
    path = tmp_path / "record.db"
    open_record(path).close()
    before = path.read_bytes()
    open_record(path).close()
    assert path.read_bytes() == before
    assert not (tmp_path / "backups").exists()


def test_an_older_file_is_copied_before_it_is_brought_up(tmp_path) -> None:
    path = tmp_path / "record.db"
    database = open_record(path)
    database.connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
    database.close()
    assert version_of(open_record(path)) == SCHEMA_VERSION
    (copied,) = (tmp_path / "backups").iterdir()
    assert version_of(Database(copied)) == SCHEMA_VERSION - 1


def test_a_fact_once_written_is_neither_changed_nor_deleted(tmp_path) -> None:
    ward = make_ward(tmp_path)
    approved_item(ward)
    confirm(ward, add_relay(ward), FIRST_DAY, PLAYED)
    database = ward.database
    for table in FACTS:
        column = next(iter(database.row(f"SELECT * FROM {table}") or {"rowid": 0}))
        for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
            if database.row(f"SELECT 1 FROM {table}") is None:
                continue
            with pytest.raises(sqlite3.IntegrityError, match="append-only"), database.transaction():
                database.execute(statement)


def test_every_table_of_facts_carries_its_guards(tmp_path) -> None:
    database = open_record(tmp_path / "record.db")
    triggers = {row["name"] for row in database.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    guards = {name for name in triggers if "_mentions" not in name}  # these keep `mention`, and refuse nothing
    assert guards == {f"{table}_refuses_{verb}" for table in FACTS for verb in ("update", "delete")}
