"""What the machine does to the file: locked, damaged, full, not ours to write. Told by a code, nothing lost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.wards import code_of
from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.schema import SCHEMA_VERSION, open_record, version_of

HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""
NOBODY = 65534


def keep(database: Database, *keys: str) -> None:
    with database.transaction():
        database.append("identity", [{"key": key, "value": "x" * 500} for key in keys])


def kept(path: Path) -> list[str]:
    database = open_record(path)
    try:
        assert database.row("PRAGMA integrity_check") == {"integrity_check": "ok"}
        return [row["key"] for row in database.rows("SELECT key FROM identity ORDER BY key")]
    finally:
        database.close()


@contextmanager
def held_by_another_process(path: Path) -> Iterator[None]:
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline().strip() == b"held"
        try:
            yield
        finally:
            holder.stdin.close()


@contextmanager
def without_privileges() -> Iterator[None]:
    """Rights of files mean nothing to root: step down for the length of a block."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that an unprivileged user can reach: pytest's own are closed to everybody else."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def test_a_file_locked_by_another_process_is_told_and_the_save_can_be_repeated(tmp_path) -> None:
    path = tmp_path / "record.db"
    database = open_record(path)
    database.connection.execute("PRAGMA busy_timeout = 20")
    with held_by_another_process(path):
        with pytest.raises(EnvironmentProblem) as caught:
            keep(database, "a")
        assert code_of(caught) == "database_locked"
        assert database.rows("SELECT key FROM identity") == []
    keep(database, "a")
    assert kept(path) == ["a"]


def test_a_full_disk_loses_the_last_save_and_nothing_before_it(tmp_path) -> None:
    path = tmp_path / "record.db"
    database = open_record(path)
    keep(database, "before")
    pages = database.row("PRAGMA page_count")["page_count"]
    database.connection.execute(f"PRAGMA max_page_count = {pages + 4}")  # the file cannot grow: SQLite's own full disk
    with pytest.raises(EnvironmentProblem) as caught:
        keep(database, *(f"{number:05d}" for number in range(2000)))
    assert code_of(caught) == "disk_full"
    assert [row["key"] for row in database.rows("SELECT key FROM identity")] == ["before"]
    database.connection.execute(f"PRAGMA max_page_count = {pages + 4000}")
    keep(database, "with room again")
    assert kept(path) == ["before", "with room again"]


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_is_full_only_when_the_log_is_brought_over_loses_nothing(tmp_path) -> None:
    """Saves still fit into the log; the file itself cannot grow until there is room again."""
    if sys.platform == "win32":
        return  # Windows has no such limit
    path = tmp_path / "record.db"
    database = open_record(path)
    database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.connection.execute("PRAGMA wal_autocheckpoint = 4")
    size, saved = path.stat().st_size, []
    with no_file_beyond(size):
        for number in range(20):
            keep(database, *(f"{number:02d}-{line:02d}" for line in range(10)))
            saved += [f"{number:02d}-{line:02d}" for line in range(10)]
        assert path.stat().st_size == size
        assert [row["key"] for row in database.rows("SELECT key FROM identity ORDER BY key")] == saved
        with pytest.raises(EnvironmentProblem) as caught:
            keep(database, *(f"{number:05d}" for number in range(9000)))
        assert code_of(caught) in ("disk_full", "disk_failing")
    keep(database, "with room again")
    assert path.stat().st_size > size
    database.close()
    assert kept(path) == [*saved, "with room again"]


@pytest.mark.parametrize("content", [b"no database at all, " * 60, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path, content) -> None:
    path = tmp_path / "record.db"
    path.write_bytes(content)
    with pytest.raises(EnvironmentProblem) as caught:
        open_record(path)
    assert code_of(caught) == "database_damaged"
    assert path.read_bytes() == content


def test_a_damaged_page_is_told_when_it_is_met(tmp_path) -> None:
    path = tmp_path / "record.db"
    database = open_record(path)
    keep(database, *(f"{number:05d}" for number in range(2000)))
    database.close()
    data = bytearray(path.read_bytes())
    data[len(data) // 2 :] = b"\xa5" * (len(data) - len(data) // 2)
    path.write_bytes(data)
    with pytest.raises(EnvironmentProblem) as caught:
        open_record(path).rows("SELECT key, value FROM identity ORDER BY key DESC")
    assert code_of(caught) == "database_damaged"


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path) -> None:
    (tmp_path / "record.db").mkdir()
    with pytest.raises(EnvironmentProblem) as caught:
        open_record(tmp_path / "record.db")
    assert code_of(caught) == "database_unreachable"


def test_a_file_of_a_newer_program_is_looked_at_and_never_written(tmp_path) -> None:
    path = tmp_path / "record.db"
    database = open_record(path)
    keep(database, "a")
    database.connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    database.close()
    before = path.read_bytes()
    newer = open_record(path)
    assert (newer.read_only, version_of(newer)) == (True, SCHEMA_VERSION + 1)
    assert newer.rows("SELECT key FROM identity") == [{"key": "a"}]
    with pytest.raises(EnvironmentProblem) as caught:
        keep(newer, "b")
    assert code_of(caught) == "database_newer"
    newer.close()
    assert path.read_bytes() == before


@pytest.mark.parametrize("folder_rights", [0o777, 0o555])
def test_a_file_that_may_not_be_written_is_opened_to_be_looked_at(open_folder, folder_rights) -> None:
    path = open_folder / "record.db"
    database = open_record(path)
    keep(database, "a")
    database.close()
    path.chmod(0o444)
    open_folder.chmod(folder_rights)
    with without_privileges():
        looking = open_record(path)
        assert looking.read_only
        assert looking.rows("SELECT key FROM identity") == [{"key": "a"}]
        with pytest.raises(EnvironmentProblem) as caught:
            keep(looking, "b")
        looking.close()
    open_folder.chmod(0o755)
    assert code_of(caught) == "database_read_only"
    assert kept(path) == ["a"]


def test_a_folder_that_may_not_be_written_takes_no_new_record_and_says_so(open_folder) -> None:
    open_folder.chmod(0o555)
    with without_privileges(), pytest.raises(EnvironmentProblem) as caught:
        open_record(open_folder / "record.db")
    assert code_of(caught) in ("database_unreachable", "database_read_only")


def test_a_reader_is_not_stopped_by_a_writer(tmp_path) -> None:
    path = tmp_path / "record.db"
    keep(open_record(path), "a")
    reader = sqlite3.connect(path)
    with held_by_another_process(path):
        assert reader.execute("SELECT count(*) FROM identity").fetchone() == (1,)
    reader.close()
