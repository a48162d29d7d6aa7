"""The test of the tests, for mechanisms below the stories: without each of them something that is promised breaks."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.wards import code_of, make_ward
from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.storage import restore
from ttcs_desktop.storage.schema import open_record
from ttcs_desktop.workspace import RECORD_FILE, open_workspace, restore_workspace


class Deferred:
    """A connection whose transactions begin without the right to write."""

    def __init__(self, real: sqlite3.Connection) -> None:
        self._real = real

    def execute(self, sql: str, *given: object) -> sqlite3.Cursor:
        return self._real.execute("BEGIN" if sql == "BEGIN IMMEDIATE" else sql, *given)

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)


@pytest.mark.parametrize("planted", [False, True])
def test_who_began_to_write_can_finish(tmp_path: Path, planted: bool) -> None:
    """A save reads before it writes. It is told "locked" before anything was computed, never after."""
    path = tmp_path / RECORD_FILE
    with closing(open_record(path)) as first, closing(open_record(path)) as second:
        if planted:
            first._connection = Deferred(first._connection)
        second.connection.execute("PRAGMA busy_timeout = 0")

        def save() -> None:
            with first.transaction():
                assert first.rows("SELECT key FROM identity") == []
                with suppress(EnvironmentProblem), second.transaction():
                    second.insert("identity", [{"key": "second", "value": ""}])
                first.insert("identity", [{"key": "first", "value": ""}])

        if not planted:
            save()
            assert first.rows("SELECT key FROM identity") == [{"key": "first"}]
            return
        with pytest.raises(EnvironmentProblem) as trouble:
            save()
        assert code_of(trouble) == "database_locked"


@pytest.mark.parametrize("planted", [False, True])
def test_the_log_of_a_damaged_record_does_not_reach_the_one_that_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, planted: bool
) -> None:
    """Another window holds the damaged record open, so its log stays; SQLite brings it over into any file there."""
    ward = make_ward(tmp_path)
    copy = shutil.copyfile(ward.backup(), tmp_path / "copy.db")
    record = ward.folder / RECORD_FILE
    ward.close()
    holder = sqlite3.connect(record, isolation_level=None)
    holder.execute("PRAGMA wal_autocheckpoint = 0")
    holder.execute("INSERT INTO identity VALUES ('later', 'x')")
    with record.open("r+b") as file:
        file.write(b"khong phai sqlite")
    if planted:
        monkeypatch.setattr(restore, "_BESIDE", ("",))
    log = record.with_name(record.name + "-wal")
    assert log.stat().st_size
    spoilt = True
    try:
        with suppress(EnvironmentProblem):  # what is a mixture of two files may be met at once
            restore_workspace(ward.folder, copy, ward.clock)
            with closing(open_workspace(ward.folder, ward.clock)) as again:
                spoilt = bool(again.database.rows("SELECT key FROM identity WHERE key = 'later'"))
    finally:
        holder.close()
    assert spoilt is planted
