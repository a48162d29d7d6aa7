"""A backup is opened again before it is believed, and replaces the old one only when it is good."""

from __future__ import annotations

import datetime as dt
import sqlite3

import pytest

from tests.wards import approved_item, clock_of, code_of, make_ward
from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.storage.backup import copy_beside, copy_to
from ttcs_desktop.storage.schema import open_record
from ttcs_desktop.workspace import RECORD_FILE, open_workspace


def test_a_backup_is_the_whole_record(tmp_path) -> None:
    ward = make_ward(tmp_path)
    item = approved_item(ward)
    copied = ward.backup()
    other = tmp_path / "elsewhere"
    other.mkdir()
    copied.rename(other / RECORD_FILE)
    again = open_workspace(other)
    assert again.identity == ward.identity
    assert again.content.item(item.id).title == item.title
    assert again.ledger.first_broken_line() is None
    with pytest.raises(sqlite3.IntegrityError), again.database.transaction():
        again.database.execute("DELETE FROM approval")


def test_a_backup_while_another_connection_writes_is_one_consistent_moment(tmp_path) -> None:
    ward = make_ward(tmp_path)
    other = ward.again()
    with other.database.transaction():
        other.content.add("Tin đang ghi dở", "Chưa xong.")
        copied = open_record(ward.backup())
        assert copied.rows("SELECT id FROM item") == []
    assert len(ward.content.items()) == 1


def test_a_good_copy_replaces_the_one_before_and_leaves_no_half(tmp_path) -> None:
    ward = make_ward(tmp_path)
    target = tmp_path / "copy.db"
    copy_to(ward.database, target)
    approved_item(ward)
    copy_to(ward.database, target)
    assert len(open_record(target).rows("SELECT id FROM item")) == 1
    assert not list(tmp_path.glob("*.part"))


def test_a_damaged_record_does_not_replace_a_good_backup(tmp_path) -> None:
    ward = make_ward(tmp_path)
    for number in range(40):
        ward.content.add(f"Tin {number}", "Nội dung " * 500)
    target = tmp_path / "copy.db"
    copy_to(ward.database, target)
    good = target.read_bytes()
    ward.close()
    path = ward.folder / RECORD_FILE
    data = bytearray(path.read_bytes())
    start = len(data) // 3 // 4096 * 4096  # the first byte of each page says what kind it is
    data[start::4096] = b"\xa5" * len(data[start::4096])
    path.write_bytes(data)
    with pytest.raises(EnvironmentProblem) as caught:
        copy_to(open_record(path), target)
    assert code_of(caught) in ("database_damaged", "backup_unsound")
    assert target.read_bytes() == good
    assert not list(tmp_path.glob("*.part"))


def test_the_newest_five_of_a_label_are_kept(tmp_path) -> None:
    ward = make_ward(tmp_path)
    made = []
    for _ in range(7):
        clock_of(ward).advance(dt.timedelta(hours=1))
        made.append(ward.backup())
    other = copy_beside(ward.database, label="v4", moment=ward.clock.now())
    left = set((ward.folder / "backups").glob("*.db"))
    assert left == {*made[-5:], other}


def test_a_place_where_no_backup_can_lie_is_told(tmp_path) -> None:
    ward = make_ward(tmp_path)
    (ward.folder / "backups").write_text("in the way")
    with pytest.raises(EnvironmentProblem) as caught:
        ward.backup()
    assert code_of(caught) == "folder_unsuitable"


def test_a_folder_in_the_place_of_the_copy_is_told(tmp_path) -> None:
    ward = make_ward(tmp_path)
    (tmp_path / "copy.db" / "full").mkdir(parents=True)
    with pytest.raises(EnvironmentProblem) as caught:
        copy_to(ward.database, tmp_path / "copy.db")
    assert code_of(caught) == "folder_unsuitable"
    assert not list(tmp_path.glob("*.part"))
