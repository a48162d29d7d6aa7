"""Files kept by sha-256: once, whole, and nothing lost when the disk is in the way."""

import errno
import hashlib
import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.wards import code_of
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.storage.files import FileStore


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


def _source(tmp_path: Path, data: bytes = b"Thua ba con", name: str = "tin.txt") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(min_size=1, max_size=5000))
def test_what_is_kept_comes_out_as_it_went_in(tmp_path, data):
    store = FileStore(tmp_path / "files")
    kept = store.keep(_source(tmp_path, data))
    assert (kept.sha256, kept.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert store.place(kept.sha256) == tmp_path / "files" / kept.sha256[:2] / kept.sha256
    assert store.copy_out(kept.sha256, tmp_path / "out" / "tin").read_bytes() == data
    assert not list((tmp_path / "files").glob("*.part"))


def test_the_same_bytes_are_written_once(store, tmp_path):
    first = store.keep(_source(tmp_path))
    before = store.place(first.sha256).stat()
    assert store.keep(_source(tmp_path, name="ban sao.txt")) == first
    after = store.place(first.sha256).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert len([path for path in (tmp_path / "files").rglob("*") if path.is_file()]) == 1


def test_a_kept_file_that_was_damaged_is_told_and_mended_by_the_next_one(store, tmp_path):
    source = _source(tmp_path)
    kept = store.keep(source)
    store.place(kept.sha256).write_bytes(b"spoiled")
    assert not store.is_whole(kept.sha256)
    with pytest.raises(EnvironmentProblem) as trouble:
        store.copy_out(kept.sha256, tmp_path / "out" / "tin.txt")
    assert code_of(trouble) == "media_damaged"
    assert not (tmp_path / "out" / "tin.txt").exists()
    store.keep(source)
    assert store.is_whole(kept.sha256)


def test_a_file_that_is_gone_is_told(store, tmp_path):
    with pytest.raises(EnvironmentProblem) as trouble:
        store.copy_out("ab" * 32, tmp_path / "tin.txt")
    assert code_of(trouble) == "media_missing"
    assert not store.is_whole("ab" * 32)


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, "disk_full"), (errno.EIO, "disk_failing")])
def test_a_disk_in_the_way_loses_nothing_and_leaves_nothing(store, tmp_path, monkeypatch, number, code):
    kept = store.keep(_source(tmp_path))

    def full(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentProblem) as trouble:
        store.keep(_source(tmp_path, b"another", "khac.txt"))
    assert code_of(trouble) == code
    assert store.is_whole(kept.sha256)
    assert [path.name for path in (tmp_path / "files").rglob("*") if path.is_file()] == [kept.sha256]


def test_what_was_written_is_read_back_before_it_counts(store, tmp_path, monkeypatch):
    """A disk that takes bytes and gives others back."""
    real = os.fsync

    def spoil(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, b"#")
        real(handle)

    monkeypatch.setattr(os, "fsync", spoil)
    with pytest.raises(EnvironmentProblem) as trouble:
        store.keep(_source(tmp_path))
    assert code_of(trouble) == "disk_failing"
    assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


def test_parts_of_a_power_cut_are_swept_and_those_of_another_window_stay(store, tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    old, young = folder / "old.part", folder / "young.part"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 2 * 24 * 3600,) * 2)
    store.keep(_source(tmp_path))
    assert (old.exists(), young.exists()) == (False, True)


def test_what_is_no_file_is_refused(store, tmp_path):
    with pytest.raises(InvalidInput) as trouble:
        store.keep(_source(tmp_path, b"", "trong.txt"))
    assert code_of(trouble) == "file_empty"
    with pytest.raises(EnvironmentProblem) as missing:
        store.keep(tmp_path / "khong co.txt")
    assert code_of(missing) == "file_unreadable"
    assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
