"""What was taken out lies in the bin for ninety days and comes back whole."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.wards import NOON, add_slot, clock_of, make_ward
from ttcs_desktop.basics.errors import InvalidInput

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
