"""Files that another program holds, as Windows tells it: for a moment, for good, and when they are thrown away."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.storage.test_backup_folder import receive
from tests.wards import code_of, make_ward
from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.storage import held
from ttcs_desktop.storage.backup_folder import backups_in, prune
from ttcs_desktop.storage.files import FileStore
from ttcs_desktop.storage.whole import write_whole
from ttcs_desktop.workspace import RECORD_FILE, open_workspace, restore_workspace

HELD = (5, 32, 33)  # access denied, sharing violation, lock violation
FOR_GOOD = 1_000


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held, "_WAITS", (0.0,) * 5)


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ward with a received file, one backup, and work since."""
    place = tmp_path_factory.mktemp("held")
    ward = make_ward(place)
    receive(ward, place / "in", "Tin nhận.")
    ward.backup()
    ward.content.add("Sau khi sao lưu", "Nội dung")
    ward.close()
    return ward.folder


@pytest.fixture
def folder(pattern: Path, tmp_path: Path) -> Path:
    return shutil.copytree(pattern, tmp_path / "ward")


@contextmanager
def holding(times: int, *endings: str, winerror: int = 32, act: str = "replace") -> Iterator[list[Path]]:
    """Let the first `times` such acts on files of these endings fail as they do on Windows; which they were."""
    met: list[Path] = []
    real = getattr(Path, act)

    def refused(path: Path, *given: object, **how: object) -> object:
        names = [str(path), *map(str, given)]
        if len(met) < times and any(name.endswith(endings) for name in names) and path.exists():
            met.append(path)
            error = PermissionError(13, "held")
            error.winerror = winerror
            raise error
        return real(path, *given, **how)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Path, act, refused)
        yield met


@pytest.mark.parametrize("winerror", HELD)
def test_what_is_held_for_a_moment_is_tried_again(tmp_path: Path, winerror: int) -> None:
    half, target = tmp_path / "half", tmp_path / "target"
    half.write_text("new")
    target.write_text("old")
    with holding(5, "target", winerror=winerror) as met:
        held.take_name(half, target)
    assert (target.read_text(), len(met), half.exists()) == ("new", 5, False)


def test_a_right_that_is_lacking_is_not_tried_again(tmp_path: Path) -> None:
    (tmp_path / "half").write_text("new")
    with holding(FOR_GOOD, "target", winerror=0) as met, pytest.raises(PermissionError):
        held.take_name(tmp_path / "half", tmp_path / "target")
    assert len(met) == 1


def test_a_backup_and_a_restore_get_through_while_a_scanner_looks(folder: Path) -> None:
    ward = open_workspace(folder)
    with holding(5, ".db", ".json"):
        copy = ward.backup()
    ward.close()
    assert copy.exists()
    (folder / RECORD_FILE).write_bytes(b"khong phai sqlite" * 500)
    for ending in ("-wal", "-shm"):
        (folder / (RECORD_FILE + ending)).unlink(missing_ok=True)
    with holding(5, "record.db"):
        restore_workspace(folder, copy)
    ward = open_workspace(folder)
    assert "Sau khi sao lưu" in {item.title for item in ward.content.items()}
    ward.close()


def test_a_backup_that_never_gets_its_name_is_told_and_the_former_ones_stay(folder: Path) -> None:
    ward = open_workspace(folder)
    before = backups_in(folder / "backups")
    with holding(FOR_GOOD, ".db"), pytest.raises(EnvironmentProblem) as trouble:
        ward.backup()
    ward.close()
    assert code_of(trouble) == "file_held"
    assert backups_in(folder / "backups") == before
    assert not [*folder.glob("backups/*.part*")]


@pytest.mark.parametrize("part", ["record.db", "record.db.part"])
def test_a_damaged_record_that_is_held_stands_as_it_stood(folder: Path, part: str) -> None:
    """Whether it or what takes its place is held: a folder without a record would be worse than the damaged one."""
    (copy,) = (folder / "backups").glob("*.db")
    (folder / RECORD_FILE).write_bytes(b"khong phai sqlite" * 500)
    with holding(FOR_GOOD, part), pytest.raises(EnvironmentProblem) as trouble:
        restore_workspace(folder, copy)
    assert code_of(trouble) == "file_held"
    assert [path.name for path in folder.glob("record*")] == [RECORD_FILE]
    assert (folder / RECORD_FILE).read_bytes().startswith(b"khong phai")
    restore_workspace(folder, copy)


def test_old_backups_that_are_held_do_not_spoil_the_new_one(folder: Path) -> None:
    """Before, the backup that had just been made was told to have failed, and the hub made none ever after."""
    ward = open_workspace(folder)
    for _ in range(6):
        ward.backup()
    with holding(FOR_GOOD, ".db", act="unlink") as met:
        copy = ward.backup()
    ward.close()
    assert met
    assert copy.exists()
    prune(folder / "backups", "daily")
    assert len(backups_in(folder / "backups")) <= 6


def test_a_half_that_is_held_is_told_before_anything_is_written(folder: Path) -> None:
    ward = open_workspace(folder)
    target = folder / "copy.db"
    (folder / "copy.db.part").write_bytes(b"left over")
    with holding(FOR_GOOD, ".part", act="unlink"), pytest.raises(EnvironmentProblem) as trouble:
        ward.backup_to(target)
    assert code_of(trouble) == "file_held"
    ward.backup_to(target)
    ward.close()


def test_halves_of_a_backup_that_was_killed_do_not_stay_for_ever(folder: Path) -> None:
    old, young = (folder / "backups" / f"record-daily-{day}.db.part" for day in (1, 2))
    for half in (old, young):
        half.write_bytes(b"half")
    os.utime(old, (0, 0))
    ward = open_workspace(folder)
    ward.backup()
    ward.close()
    assert [old.exists(), young.exists()] == [False, True]


def test_a_kept_file_and_a_package_wait_for_the_scanner_too(tmp_path: Path) -> None:
    source, store = tmp_path / "tin.txt", FileStore(tmp_path / "files")
    source.write_text("Tin")
    with holding(FOR_GOOD, ".part"), pytest.raises(EnvironmentProblem) as trouble:
        store.keep(source)
    assert code_of(trouble) == "file_held"
    with holding(3, ".part"):
        kept = store.keep(source)
    assert store.is_whole(kept.sha256)
    with holding(FOR_GOOD, ".ttcs"), pytest.raises(EnvironmentProblem) as trouble:
        write_whole(tmp_path / "goi.ttcs", b"goi")
    assert code_of(trouble) == "file_held"
    assert not [*tmp_path.rglob("*.part")]


def test_the_waiting_is_short() -> None:
    assert dt.timedelta(seconds=sum(held._WAITS)) < dt.timedelta(seconds=2)
