"""The power goes at any step of a restore: the record is the old one or the new one, whole, never a mixture."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.storage.test_backup_folder import receive
from tests.wards import make_ward
from ttcs_desktop.workspace import RECORD_FILE, open_workspace

ROOT = Path(__file__).parents[2]
# Kills itself when a named function of the restore is reached for the n-th time, before or after it did its work.
KILLED = """
import datetime as dt, os, signal, sys
from pathlib import Path
from ttcs_desktop.storage import backup, backup_folder, files, restore

record, copy, where, nth = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
left = [nth]

def dying(act, after):
    def instead(*given, **named):
        left[0] -= 1
        if after and left[0] == 0:
            act(*given, **named)
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return act(*given, **named)
    return instead

after = where.endswith("+")
owner, name = {
    "files": (files.FileStore, "bring"),
    "kept": (backup, "copy_half"),
    "sync": (os, "fsync"),
    "rename": (Path, "replace"),
    "copyfile": (restore.shutil, "copyfile"),
}.get(where.rstrip("+"), (None, None))
if owner is not None:
    setattr(owner, name, dying(getattr(owner, name), after))
restore._PAGES_A_STEP = 1

def tell(phase, done, total):
    if where == "pages" and phase == "record":
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)

restore.restore(record, copy, dt.datetime.now(dt.UTC), lambda *_: None, tell)
print("done")
"""


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A ward's folder, and a backup of it from before the last article."""
    place = tmp_path_factory.mktemp("ward")
    ward = make_ward(place)
    receive(ward, place / "in", "Tin nhận.")
    copy = ward.backup()
    shutil.copytree(copy.parent, place / "stick")
    ward.content.add("Sau khi sao lưu", "Nội dung " * 3000)
    ward.close()
    for lost in (ward.folder / "files", ward.folder / "backups"):
        shutil.rmtree(lost)
    return ward.folder, place / "stick" / copy.name


def killed(record: Path, copy: Path, where: str, nth: int) -> bool:
    """Whether the restore died there; False when it went through first."""
    run = subprocess.run(
        [sys.executable, "-c", KILLED, str(record), str(copy), where, str(nth)],
        cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert run.returncode in (0, -9), run.stderr
    return run.returncode != 0


@pytest.mark.parametrize(
    ("where", "nth"),
    [
        ("files", 1),
        ("files+", 1),
        ("kept", 1),
        ("kept+", 1),
        ("rename", 1),
        ("rename+", 1),
        ("pages", 2),
        ("pages", 30),
    ],
)
def test_a_record_that_could_be_read_is_the_old_or_the_new_one(pattern, tmp_path, where, nth) -> None:
    folder = tmp_path / "ward"
    shutil.copytree(pattern[0], folder)
    assert killed(folder / RECORD_FILE, pattern[1], where, nth)
    ward = open_workspace(folder)
    titles = {item.title for item in ward.content.items()}
    assert len(titles) == 2
    assert "Sau khi sao lưu" in titles
    assert ward.database.row("PRAGMA integrity_check") == {"integrity_check": "ok"}
    assert ward.ledger.first_broken_line() is None
    ward.close()
    assert not killed(folder / RECORD_FILE, pattern[1], "never", 1)  # and a second try goes through
    ward = open_workspace(folder)
    assert len(ward.content.items()) == 1
    assert ward.intake.broken_files() == []
    ward.close()


@pytest.mark.parametrize(
    ("where", "nth"), [("copyfile+", 1), ("rename", 1), ("rename+", 1), ("rename", 2), ("sync+", 3)]
)
def test_a_damaged_record_stands_or_lies_aside_and_the_second_try_goes_through(pattern, tmp_path, where, nth) -> None:
    folder, rubbish = tmp_path / "ward", b"khong phai sqlite" * 500
    shutil.copytree(pattern[0], folder)
    for ending in ("", "-wal", "-shm"):
        (folder / (RECORD_FILE + ending)).unlink(missing_ok=True)
    (folder / RECORD_FILE).write_bytes(rubbish)
    assert killed(folder / RECORD_FILE, pattern[1], where, nth)
    aside = [path for path in folder.glob("record*") if path.is_file() and path.read_bytes() == rubbish]
    whole = [path for path in folder.glob("record.db") if path.read_bytes().startswith(b"SQLite format 3")]
    assert len(aside) == 1  # nothing of it was written over
    killed(folder / RECORD_FILE, pattern[1], "never", 1)
    ward = open_workspace(folder)
    assert len(ward.content.items()) == 1
    ward.close()
    assert len(whole) <= 1
    assert [path for path in folder.glob("record-damaged*") if path.read_bytes() == rubbish]
