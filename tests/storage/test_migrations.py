"""A record of every day of the schema comes up to today's whole: row for row, searchable, or not at all."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.storage.fixtures.make import FOLDER, unpacked
from ttcs_desktop.storage.backup_folder import backups_in
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.schema import SCHEMA_VERSION, version_of
from ttcs_desktop.storage.survey import survey
from ttcs_desktop.workspace import RECORD_FILE, open_workspace, restore_workspace

ROOT = Path(__file__).parents[2]
VERSIONS = sorted(int(path.name[1:3]) for path in FOLDER.glob("v*.db.gz"))
OURS = ("_sqlite", "sqlite_", "search_")  # what the machine keeps for itself and makes anew
DIES = """
import os, signal, sys
from pathlib import Path
import ttcs_desktop.storage.migrations as migrations
from ttcs_desktop.storage.schema import open_record

def die(_db):
    if sys.argv[2] == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    raise ZeroDivisionError

migrations.steps()(die)
open_record(Path(sys.argv[1]))
"""

OLD = 5
Rows = dict[str, tuple[tuple[str, ...], list[tuple[object, ...]]]]


def rows_of(path: Path, like: Rows | None = None) -> Rows:
    """Every row of every table; with `like` only its tables and columns."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    found: Rows = {}
    for (name,) in names:
        if name.startswith(OURS) or (like is not None and name not in like):
            continue
        columns = like[name][0] if like else tuple(row[1] for row in connection.execute(f"PRAGMA table_info({name})"))
        found[name] = (columns, sorted(connection.execute(f"SELECT {', '.join(columns)} FROM {name}"), key=repr))
    connection.close()
    return found


def test_there_is_a_record_of_every_version_up_to_the_last_that_has_one() -> None:
    """`python -m tests.storage.fixtures` makes those that are missing."""
    assert list(range(1, VERSIONS[-1] + 1)) == VERSIONS
    assert VERSIONS[-1] <= SCHEMA_VERSION


@pytest.mark.parametrize("version", VERSIONS)
def test_an_old_record_opens_with_all_it_held(tmp_path, version) -> None:
    path = unpacked(version, tmp_path / RECORD_FILE)
    before = rows_of(path)
    assert len(before["history"][1]) > 10
    ward = open_workspace(tmp_path)
    assert version_of(ward.database) == SCHEMA_VERSION
    assert ward.ledger.first_broken_line() is None
    assert ward.database.rows("PRAGMA foreign_key_check") == []
    assert ward.office.people()
    if version >= 3:
        assert "Lịch tiêm chủng" in {item.title for item in ward.content.items()}
        if not ward.finder.is_built():
            ward.finder.build()
        assert "Lịch tiêm chủng" in {hit.title for hit in ward.finder.find("lich tiem chung").hits}
        ward.content.add("Làm tiếp được", "Nội dung.")
        ward.undo.undo()
    ward.close()
    after = rows_of(path, like=before)
    for name, (_, rows) in before.items():
        if name in ("identity", "history", "history_record", "op", "item", "item_version", "image"):
            # The work that went on after opening came on top; where the history ends is told anew by each line of it.
            assert {row for row in rows if row[0] != "history_head"} <= set(after[name][1]), name
        else:
            assert rows == after[name][1], name


def test_the_copy_before_the_upgrade_is_the_old_record_and_can_come_back(tmp_path) -> None:
    path = unpacked(VERSIONS[0], tmp_path / RECORD_FILE)
    before = rows_of(path)
    open_workspace(tmp_path).close()
    if VERSIONS[0] == SCHEMA_VERSION:
        return
    (copy,) = backups_in(tmp_path / "backups")
    assert copy.label == f"v{VERSIONS[0]}"
    assert rows_of(copy.path) == before
    restore_workspace(tmp_path, copy.path)
    ward = open_workspace(tmp_path)
    assert version_of(ward.database) == SCHEMA_VERSION
    ward.close()


@pytest.mark.parametrize("how", ["kill", "fail"])
def test_an_upgrade_cut_short_leaves_the_old_record_and_its_copy(tmp_path, how) -> None:
    path = unpacked(OLD, tmp_path / RECORD_FILE)  # some steps go through before the one that dies
    before = rows_of(path)
    died = subprocess.run(
        [sys.executable, "-c", DIES, str(path), how],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False,
    )  # fmt: skip
    assert died.returncode not in (0, None)
    database = Database(path)
    assert version_of(database) == OLD
    assert database.row("PRAGMA integrity_check") == {"integrity_check": "ok"}
    database.close()
    assert rows_of(path) == before
    (copy,) = backups_in(tmp_path / "backups")
    copied = Database(copy.path, read_only=True)
    assert survey(copied).lines == len(before["history"][1])
    copied.close()
    assert rows_of(copy.path) == before
