"""A copy takes the place of the record whole or not at all, and what stood there is kept."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.wards import clock_of, code_of, make_ward
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.storage.schema import SCHEMA_VERSION
from ttcs_desktop.workspace import RECORD_FILE, open_workspace, restore_workspace


@pytest.fixture
def ward(tmp_path: Path):
    made = make_ward(tmp_path)
    made.content.add("Trước khi sao lưu", "Nội dung.")
    yield made
    made.close()


def titles(folder: Path) -> set[str]:
    ward = open_workspace(folder)
    found = {item.title for item in ward.content.items()}
    assert ward.ledger.first_broken_line() is None
    ward.close()
    return found


def test_a_copy_brings_the_record_back_and_the_later_work_is_kept_beside_it(ward) -> None:
    copy = ward.backup()
    ward.content.add("Sau khi sao lưu", "Nội dung.")
    kept = restore_workspace(ward.folder, copy, ward.clock).kept
    assert titles(ward.folder) == {"Trước khi sao lưu"}
    assert kept.parent == ward.folder / "backups"
    restore_workspace(ward.folder, kept, ward.clock)
    assert titles(ward.folder) == {"Trước khi sao lưu", "Sau khi sao lưu"}


def test_an_open_window_sees_the_record_that_came_back(ward) -> None:
    copy = ward.backup()
    ward.content.add("Sau khi sao lưu", "Nội dung.")
    restore_workspace(ward.folder, copy, ward.clock)
    assert [item.title for item in ward.content.items()] == ["Trước khi sao lưu"]
    ward.content.add("Làm tiếp", "Nội dung.")
    assert titles(ward.folder) == {"Trước khi sao lưu", "Làm tiếp"}


def test_a_damaged_record_gives_way_and_is_moved_aside(ward) -> None:
    copy = ward.backup()
    ward.close()
    record = ward.folder / RECORD_FILE
    record.write_bytes(b"khong phai sqlite" * 500)
    for ending in ("-wal", "-shm"):
        record.with_name(record.name + ending).unlink(missing_ok=True)
    kept = restore_workspace(ward.folder, copy).kept
    assert titles(ward.folder) == {"Trước khi sao lưu"}
    assert kept.read_bytes() == b"khong phai sqlite" * 500


def test_an_empty_folder_becomes_the_record(ward, tmp_path) -> None:
    assert restore_workspace(tmp_path / "máy mới", ward.backup()).kept is None
    assert titles(tmp_path / "máy mới") == {"Trước khi sao lưu"}


@pytest.mark.parametrize("bad", ["missing", "text", "cut", "other database", "empty", "newer"])
def test_what_is_no_copy_changes_nothing(ward, tmp_path, bad) -> None:
    copy, wrong = ward.backup(), tmp_path / "sai.db"
    if bad == "text":
        wrong.write_text("Đây không phải sổ. " * 900, encoding="utf-8")
    elif bad == "cut":
        wrong.write_bytes(copy.read_bytes()[:-8192])
    elif bad == "empty":
        wrong.write_bytes(b"")
    elif bad in ("other database", "newer"):
        if bad == "newer":
            wrong.write_bytes(copy.read_bytes())
        connection = sqlite3.connect(wrong)
        connection.execute("CREATE TABLE other (x)")
        if bad == "newer":
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        connection.commit()
        connection.close()
    before = sorted(path.name for path in (ward.folder / "backups").iterdir())
    with pytest.raises(InvalidInput) as caught:
        restore_workspace(ward.folder, wrong, ward.clock)
    assert code_of(caught) == ("copy_newer" if bad == "newer" else "copy_unsound")
    assert sorted(path.name for path in (ward.folder / "backups").iterdir()) == before
    assert titles(ward.folder) == {"Trước khi sao lưu"}


def test_the_copy_of_another_ward_is_refused(ward, tmp_path) -> None:
    other = make_ward(tmp_path / "other")
    copy = other.backup()
    other.close()
    with pytest.raises(InvalidInput, match="copy_of_another_record"):
        restore_workspace(ward.folder, copy, ward.clock)
    assert titles(ward.folder) == {"Trước khi sao lưu"}


def test_a_record_that_is_being_written_is_not_written_over(ward, monkeypatch) -> None:
    no_patience = ("PRAGMA journal_mode = WAL", "PRAGMA busy_timeout = 0")  # left unsaid, Python waits five seconds
    monkeypatch.setattr("ttcs_desktop.storage.database._PRAGMAS", no_patience)
    monkeypatch.setattr("ttcs_desktop.storage.database._BUSY_MILLISECONDS", 0)
    copy, other = ward.backup(), ward.again()
    clock_of(ward)
    with other.database.transaction():
        other.content.add("Đang ghi", "Nội dung.")
        with pytest.raises(EnvironmentProblem, match="database_locked"):
            restore_workspace(ward.folder, copy, ward.clock)
    other.close()
    assert titles(ward.folder) == {"Trước khi sao lưu", "Đang ghi"}


def test_a_record_damaged_within_gives_way_and_is_moved_aside(ward) -> None:
    """It opens, its head is sound, but it can no longer be copied."""
    for number in range(40):
        ward.content.add(f"Tin {number}", "Nội dung " * 500)
    copy = ward.backup()
    ward.close()
    record = ward.folder / RECORD_FILE
    data = bytearray(record.read_bytes())
    start = len(data) // 3 // 4096 * 4096
    data[start::4096] = b"\xa5" * len(data[start::4096])
    record.write_bytes(data)
    kept = restore_workspace(ward.folder, copy, ward.clock).kept
    assert kept.read_bytes() == data
    assert len(titles(ward.folder)) == 41
