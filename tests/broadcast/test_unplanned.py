"""Plays that no timetable has, written down by hand. Noon of Tuesday 02/6/2026; the book began that very day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.wards import (
    NOON,
    PLAYED,
    YES,
    add_slot,
    airing_of,
    approved_item,
    code_of,
    confirm,
    make_ward,
    take_in,
    vendor_row,
)
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.broadcast.late_yes import recorded_after
from ttcs_desktop.broadcast.logbook import Confirmation
from ttcs_desktop.broadcast.model import Fill, Kind, Outcome, Reason
from ttcs_desktop.broadcast.unplanned import Play

TODAY = NOON.date()
YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """A ward whose record begins today."""
    made = make_ward(tmp_path_factory.mktemp("new"), started_on=TODAY)
    yield made
    made.close()


def play(ward, title="", start="06:30", day=YESTERDAY, **more) -> Play:
    facts = {"seconds": 900, "title": title, "start": dt.time.fromisoformat(start), "day": day, **more}
    return Play(ward.broadcast.inventory.the_station().id, **facts)


def test_yesterdays_play_stands_in_the_book_and_is_counted(book) -> None:
    item = approved_item(book, "Thu gom rác")
    entry, _ = book.unplanned.note(play(book, item=item))
    assert (entry.title, entry.airing_id, entry.state, entry.items) == ("Thu gom rác", None, Outcome.FULL, (item.id,))
    assert book.broadcast.log.entries(YESTERDAY, YESTERDAY) == [entry]
    window = Window(YESTERDAY, YESTERDAY)
    assert book.broadcast.figures.aired_seconds(window).total == 900


def test_what_is_no_play_of_the_past_is_refused(book) -> None:
    for wrong, code in (
        (play(book, ""), "title_missing"),
        (play(book, "Tin", seconds=0), "duration_unreadable"),
        (play(book, "Tin", "11:50", TODAY), "airing_not_over"),
        (play(book, "Tin", day=TODAY + dt.timedelta(days=1)), "airing_not_over"),
    ):
        with pytest.raises(InvalidInput) as trouble:
            book.unplanned.note(wrong)
        assert code_of(trouble) == code


def test_one_play_is_not_written_twice(book) -> None:
    book.unplanned.note(play(book, "Lịch cắt điện", "17:00"))
    with pytest.raises(InvalidInput) as trouble:
        book.unplanned.note(play(book, "LỊCH CẮT ĐIỆN", "17:05"))
    assert code_of(trouble) == "play_in_book"
    book.unplanned.note(play(book, "Tiêm chủng", "17:05"))
    slot = add_slot(book, "Bản tin", "05:30", first=YESTERDAY)
    with pytest.raises(InvalidInput) as trouble:
        book.unplanned.note(play(book, "Bản tin phường", "05:30"))
    assert code_of(trouble) == "play_in_timetable"
    assert confirm(book, slot, YESTERDAY, PLAYED).airing_id == airing_of(book, slot, YESTERDAY).id


def test_a_slip_is_corrected_and_may_be_written_again(book) -> None:
    entry, _ = book.unplanned.note(play(book, "Ghi nhầm", "19:00"))
    book.broadcast.log.correct(entry.id, Confirmation(Outcome.NONE, Reason.OTHER))
    again, _ = book.unplanned.note(play(book, "Ghi nhầm", "19:00"))
    assert again.id != entry.id


def test_the_vendors_file_only_bears_it_out(book) -> None:
    entry, _ = book.unplanned.note(play(book, "Thời tiết", "20:00", kind=Kind.INSERT))
    take_in(book, vendor_row("Thời tiết", entry.starts_at, 15))
    found = [one for one in book.broadcast.log.entries(YESTERDAY, YESTERDAY) if one.title == "Thời tiết"]
    assert [one.id for one in found] == [entry.id]


def test_a_play_before_its_yes_names_none(book) -> None:
    item = approved_item(book, "Bài mới duyệt", given=replace(YES, decided_on=TODAY))
    entry, _ = book.unplanned.note(play(book, start="21:00", item=item))
    assert entry.approval_id is None


def test_a_yes_recorded_after_the_play_of_the_same_day_is_noticed(book) -> None:
    """It is noon: what played at 05:30 was approved on paper only now, whatever day the paper names."""
    late = approved_item(book, "Duyệt trưa", given=replace(YES, decided_on=TODAY))
    early = approved_item(book, "Duyệt đầu năm")
    said = {}
    for item, start in ((late, "05:40"), (late, "18:00"), (early, "05:50")):
        slot = add_slot(book, item.title, start, fill=Fill.ITEM, item_id=item.id, first=TODAY, last=TODAY)
        said[item.title, start] = recorded_after(airing_of(book, slot, TODAY))
    assert said == {
        ("Duyệt trưa", "05:40"): NOON,
        ("Duyệt trưa", "18:00"): None,
        ("Duyệt đầu năm", "05:50"): None,
    }
