"""What was taken out lies in the bin for ninety days and comes back whole."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import time

import pytest

from tests.storage.test_backup_folder import receive
from tests.wards import NOON, START, add_slot, approved_item, clock_of, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.content.repository import ITEM
from ttcs_desktop.storage.backup import copy_beside

DAY = dt.timedelta(days=1)
NEXT_WEEK = dt.date(2026, 6, 8)


@pytest.fixture
def ward(tmp_path):
    return make_ward(tmp_path)


def titles(ward) -> list[str]:
    return [entry.title for entry in ward.bin.entries()]


def test_what_was_taken_out_lies_in_the_bin_newest_first_with_who_and_when(ward) -> None:
    one, two = ward.content.add("Một", "Nội dung."), ward.content.add("Hai", "Nội dung.")
    slot = add_slot(ward, "Bản tin", first=NEXT_WEEK)
    for take_out in (
        lambda: ward.content.remove(one.id),
        lambda: ward.broadcast.timetable.remove(slot.id),
        lambda: ward.content.remove(two.id),
    ):
        clock_of(ward).advance(dt.timedelta(minutes=1))
        take_out()
    entries = ward.bin.entries()
    assert [(entry.title, entry.kind) for entry in entries] == [("Hai", "item"), ("Bản tin", "slot"), ("Một", "item")]
    assert entries[0].by == ward.ledger.actor
    assert entries[0].at == clock_of(ward).now()


def test_what_is_put_back_is_as_it_was_and_out_of_the_bin(ward) -> None:
    item = ward.content.add("Một", "Nội dung.")
    ward.content.remove(item.id)
    (entry,) = ward.bin.entries()
    changes = ward.bin.put_back(entry)
    assert (changes.subjects, titles(ward)) == ({"content"}, [])
    back = ward.content.item(item.id)
    assert (back.title, back.version_id, ward.content.text_of(back)) == ("Một", item.version_id, "Nội dung.")
    assert [line.verb for line in ward.ledger.history_of(item.id)][-1] == "ledger.put_back"
    with pytest.raises(InvalidInput, match="record_gone"):
        ward.bin.put_back(entry)


def test_putting_back_can_be_undone(ward) -> None:
    item = ward.content.add("Một", "Nội dung.")
    ward.content.remove(item.id)
    ward.bin.put_back(ward.bin.entries()[0])
    ward.undo.undo()
    with pytest.raises(InvalidInput, match="record_gone"):
        ward.content.item(item.id)


def test_what_undo_took_back_is_no_rubbish(ward) -> None:
    ward.content.add("Một", "Nội dung.")
    ward.undo.undo()
    assert ward.content.items() == []
    assert titles(ward) == []


def test_ninety_days_later_the_bin_is_empty_and_the_file_still_has_it(ward) -> None:
    item = ward.content.add("Một", "Nội dung.")
    ward.content.remove(item.id)
    clock_of(ward).advance(90 * DAY)
    assert titles(ward) == ["Một"]
    clock_of(ward).advance(DAY)
    assert titles(ward) == []
    assert ward.database.row("SELECT title FROM item WHERE id = ?", (item.id,)) == {"title": "Một"}


def test_images_older_than_ninety_days_go_with_a_backup(ward) -> None:
    ward.content.add("Một", "Nội dung.")
    kept = ward.database.row("SELECT count(*) AS number FROM image")
    ward.backup()
    assert ward.database.row("SELECT count(*) AS number FROM image") == kept
    clock_of(ward).advance(91 * DAY)
    ward.backup()
    assert ward.database.row("SELECT count(*) AS number FROM image") == {"number": 0}
    assert ward.ledger.first_broken_line() is None
    assert NOON.date() < clock_of(ward).now().date()


def rows(ward, table: str) -> int:
    return ward.database.row(f"SELECT count(*) AS number FROM {table}")["number"]


def ninety_days_later(ward) -> None:
    clock_of(ward).advance(91 * DAY)
    ward.tidy()
    assert ward.database.rows("PRAGMA foreign_key_check") == []
    assert ward.ledger.first_broken_line() is None


def test_what_nobody_refers_to_is_thrown_away_with_all_that_belongs_to_it(ward, tmp_path) -> None:
    receive(ward, tmp_path / "in", "Tin nhận qua cổng, không ai dùng.")
    (received,) = ward.content.items()
    kept = ward.content.add("Ở lại", "Nội dung.")
    slot = add_slot(ward, "Bản tin", first=NEXT_WEEK)
    ward.content.remove(received.id)
    ward.broadcast.timetable.remove(slot.id)
    before = ward.ledger.last_seq()
    ninety_days_later(ward)
    assert [item.id for item in ward.content.items()] == [kept.id]
    found = {table: rows(ward, table) for table in ("item", "item_version", "item_media", "media", "slot")}
    assert found == {"item": 1, "item_version": 1, "item_media": 0, "media": 0, "slot": 1}  # its approval names it
    lines = ward.database.rows("SELECT verb, ids FROM history WHERE seq > ?", (before,))
    assert {line["verb"] for line in lines} == {"ledger.purge"}
    assert received.id in lines[0]["ids"]
    with pytest.raises(sqlite3.IntegrityError), ward.database.transaction():
        ward.database.execute("DELETE FROM item_version")  # the file's guard stands again


def test_what_an_approval_or_a_log_refers_to_stays_in_the_file(ward) -> None:
    told, aired = approved_item(ward, "Đã duyệt"), approved_item(ward, "Đã phát")
    add_slot(ward, "Bài lẻ", fill=Fill.ITEM, item_id=aired.id)
    ward.ledger.bury("content.remove", ITEM, [told.id, aired.id])  # the service would refuse; the other PC may not have
    ninety_days_later(ward)
    assert ward.database.row("SELECT title FROM item WHERE id = ?", (told.id,)) == {"title": "Đã duyệt"}
    assert (rows(ward, "item"), rows(ward, "item_version")) == (2, 2)
    assert titles(ward) == []


def test_what_was_taken_out_later_waits_for_its_own_day(ward) -> None:
    one, two = ward.content.add("Một", "Nội dung."), ward.content.add("Hai", "Nội dung.")
    ward.content.remove(one.id)
    clock_of(ward).advance(50 * DAY)
    ward.content.remove(two.id)
    assert [entry.days_left(clock_of(ward).now()) for entry in ward.bin.entries()] == [90, 40]
    clock_of(ward).advance(41 * DAY)
    ward.tidy()
    assert titles(ward) == ["Hai"]
    assert rows(ward, "item") == 1
    clock_of(ward).advance(50 * DAY)
    ward.tidy()
    assert rows(ward, "item") == 0


def test_what_a_living_record_names_stays(ward) -> None:
    ward.content.add("Một", "Nội dung.")
    column = ward.content.open_column("Chuyên mục", START, None)
    with ward.database.transaction():
        ward.database.execute("UPDATE item SET column_id = ?", (column.id,))
        ward.database.execute("UPDATE programme_column SET deleted_at = '2026-01-01T00:00:00.000Z'")
    ninety_days_later(ward)
    assert rows(ward, "programme_column") == 1  # a live item names it


def test_throwing_away_stands_in_no_undos_way(ward) -> None:
    item = ward.content.add("Cũ", "Nội dung.")
    ward.content.remove(item.id)
    clock_of(ward).advance(91 * DAY)
    ward.undo.begin()
    ward.content.add("Mới", "Nội dung.")
    ward.tidy()
    assert rows(ward, "item") == 1
    assert ward.undo.offered()
    ward.undo.undo()
    assert ward.content.items() == []
    ward.undo.redo()
    assert [one.title for one in ward.content.items()] == ["Mới"]


def test_a_save_in_between_puts_it_off(ward, monkeypatch) -> None:
    item = ward.content.add("Cũ", "Nội dung.")
    ward.content.remove(item.id)
    clock_of(ward).advance(91 * DAY)
    seen = iter((1, 2, 3, 4))
    monkeypatch.setattr(type(ward.ledger), "last_seq", lambda _: next(seen))
    assert ward.bin.purge().ids == ()
    assert rows(ward, "item") == 1


def test_a_file_nobody_names_goes_and_one_that_a_copy_rests_on_stays(ward, tmp_path) -> None:
    old, new, mine = receive(ward, tmp_path / "in", "Tin thứ nhất.", "Tin hai.", "Tin ba, ở lại.")
    by_file = ward.intake._repository.items_by_file()
    ward.content.remove(by_file[new].id)
    ward.backup()
    copy_without_files = copy_beside(ward.database, label="v9", moment=clock_of(ward).now())
    ward.content.remove(by_file[old].id)
    ninety_days_later(ward)
    assert [ward.files.is_whole(one) for one in (old, new, mine)] == [True, True, True]
    copy_without_files.unlink()
    assert ward.files.sweep_loose({mine}, time.time()) == []  # kept today by the machine's clock
    os.utime(ward.files.place(old), (time.time(), 0))  # taken in once more at this moment
    os.utime(ward.files.place(new), (0, 0))
    assert ward.files.sweep_loose({mine}, time.time()) == [new]
    assert ward.files.is_whole(old)


def test_a_file_kept_again_is_spared_until_the_record_names_it(ward, tmp_path) -> None:
    source = tmp_path / "tin.txt"
    source.write_text("Tin gửi lại.", encoding="utf-8")
    kept = ward.files.keep(source)
    os.utime(ward.files.place(kept.sha256), (0, 0))
    ward.files.keep(source)
    assert ward.files.sweep_loose(set(), time.time()) == []
