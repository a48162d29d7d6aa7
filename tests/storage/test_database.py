"""One file, joinable transactions: all of a save or nothing of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.wards import code_of
from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.schema import open_record


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return open_record(tmp_path / "record.db")


def write(database: Database, key: str, value: str = "x") -> None:
    database.put("identity", [{"key": key, "value": value}], key="key")


def keys(database: Database) -> list[str]:
    return [row["key"] for row in database.rows("SELECT key FROM identity ORDER BY key")]


def seen_by_another(database: Database) -> list[str]:
    other = open_record(database.path)
    try:
        return keys(other)
    finally:
        other.close()


class Mishap(Exception):
    pass


def write_and_fail(database: Database, key: str) -> None:
    with database.transaction():
        write(database, key)
        raise Mishap


def join_and_fail(database: Database) -> None:
    with database.transaction():
        with database.transaction():
            write(database, "inner")
        assert seen_by_another(database) == []
        raise Mishap


def test_a_commit_is_durable_and_seen_by_another_connection(database) -> None:
    with database.transaction():
        write(database, "a")
    assert seen_by_another(database) == ["a"]


def test_nothing_of_a_failed_transaction_is_kept(database) -> None:
    with pytest.raises(Mishap):
        write_and_fail(database, "a")
    assert keys(database) == []
    with database.transaction():
        write(database, "b")
    assert seen_by_another(database) == ["b"]


def test_an_inner_transaction_joins_the_outer_one(database) -> None:
    with pytest.raises(Mishap):
        join_and_fail(database)
    assert keys(database) == []


def test_an_inner_transaction_that_fails_leaves_nothing_of_itself_behind(database) -> None:
    """Whoever catches its error and goes on must not commit half of what it had begun."""
    try:
        with database.transaction():
            write(database, "outer")
            with pytest.raises(Mishap):
                write_and_fail(database, "half of the inner")
    except EnvironmentProblem:
        pass  # refusing the whole would be as good
    assert "half of the inner" not in keys(database)


def test_links_between_rows_are_kept(database) -> None:
    row = {"id": "v", "item_id": "nowhere", "number": 1, "text": "x", "sha256": "x"}
    stamps = {"created_at": "", "created_by": "", "updated_at": "", "updated_by": "", "rev": 1, "deleted_at": None}
    with pytest.raises(sqlite3.IntegrityError), database.transaction():
        database.insert("item_version", [{**row, **stamps}])


def test_many_rows_at_once_are_the_same_rows(database) -> None:
    rows = [{"key": f"{number:04d}", "value": "x"} for number in range(1000)]
    with database.transaction():
        database.append("identity", rows)
        database.append("identity", [])
    assert database.rows("SELECT key, value FROM identity ORDER BY key") == rows


def test_the_file_is_opened_for_durability(database) -> None:
    found = {name: database.row(f"PRAGMA {name}") for name in ("journal_mode", "synchronous", "foreign_keys")}
    assert found == {
        "journal_mode": {"journal_mode": "wal"},
        "synchronous": {"synchronous": 2},
        "foreign_keys": {"foreign_keys": 1},
    }


def test_a_read_only_connection_reads_and_refuses_to_write(database) -> None:
    with database.transaction():
        write(database, "a")
    looking = Database(database.path, read_only=True)
    assert keys(looking) == ["a"]
    with pytest.raises(EnvironmentProblem) as caught, looking.transaction():
        write(looking, "b")
    assert code_of(caught) == "database_read_only"


def test_our_own_mistakes_are_not_told_as_the_machines(database) -> None:
    with pytest.raises(sqlite3.OperationalError):
        database.rows("SELECT nothing FROM nowhere")
