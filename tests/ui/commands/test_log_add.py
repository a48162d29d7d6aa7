"""ttcs log add: what played and no timetable had."""

from __future__ import annotations

import pytest

from tests.ui.commands.calling import spoken
from tests.wards import add_slot, approved_item, make_ward


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    made = make_ward(tmp_path_factory.mktemp("add"))
    add_slot(made, "Bản tin", "17:00", 15)
    made.item = approved_item(made)
    made.close()
    return made


@pytest.fixture
def say(ward, capsysbinary):
    def said(*arguments):
        return spoken(capsysbinary, *arguments, "--data", ward.folder, "--now", "2026-06-02T12:00", "--json")

    return said


def note(say, at: str, *more: str):
    return say("log", "add", "--at", at, "--minutes", "10", *more)


def test_a_play_outside_the_timetable_stands_in_the_log_once(say, ward) -> None:
    made = note(say, "2026-06-01T09:30", "--item", ward.item.id, "--cluster", "tdp 2").document
    assert (made["title"], made["seconds"], made["clusters"]) == (ward.item.title, 600, 1)
    assert made["approval"] is not None
    assert not made["before_book"]
    playing = say("log", "at", "TDP 2", "2026-06-01T09:35").document["playing"]
    assert [one["title"] for one in playing] == [ward.item.title]
    assert say("log", "at", "TDP 1", "2026-06-01T09:35").document["playing"] == []
    again = note(say, "2026-06-01T09:31", "--title", ward.item.title)
    assert (again.code != 0, again.error["code"]) == (True, "play_in_book")


@pytest.mark.parametrize(
    ("at", "more", "code"),
    [
        ("2026-06-01T17:00", ("--title", "Bản tin"), "play_in_timetable"),
        ("2026-06-02T11:55", ("--title", "Tin"), "airing_not_over"),
        ("2026-06-01T08:00", (), "title_missing"),
        ("2026-06-01T08:00", ("--title", "Tin", "--cluster", "không có"), "cluster_unknown"),
        ("2026-06-01T08:00", ("--item", "không có"), "record_gone"),
    ],
)
def test_what_is_no_such_play_is_refused(say, at, more, code) -> None:
    answer = note(say, at, *more)
    assert (answer.code != 0, answer.error["code"]) == (True, code)


def test_a_day_before_the_book_says_so(say) -> None:
    made = note(say, "2025-12-30T06:00", "--title", "Tin cuối năm", "--kind", "insert").document
    assert made["before_book"]
    assert made["items"] == []
