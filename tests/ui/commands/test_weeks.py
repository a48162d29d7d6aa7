"""ttcs schedule: weeks published, compared, taken back."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.ui.commands.calling import spoken
from tests.wards import add_relay, add_slot, make_ward
from ttcs_desktop.broadcast.model import Kind
from ttcs_desktop.workspace import open_workspace

FRIDAY = dt.date(2026, 6, 5)
WEEK = ("--week", "2026-W24")


@pytest.fixture
def say(tmp_path, capsysbinary):
    ward = make_ward(tmp_path)
    add_relay(ward)
    add_slot(ward, "Hội nghị", "09:00", first=FRIDAY, last=FRIDAY)
    ward.close()

    def said(*arguments):
        return spoken(capsysbinary, *arguments, "--data", ward.folder, "--now", "2026-06-02T12:00", "--json")

    said.folder = ward.folder
    return said


def test_a_week_is_published_compared_and_taken_back(say) -> None:
    first = say("schedule", "publish", *WEEK, "--number", "45/TB-UBND", "--on", "2026-06-02").document
    assert (first["version"], first["airings"], first["number"], first["day"]) == (1, 7, "45/TB-UBND", "2026-06-02")
    assert say("schedule", "publish", *WEEK).document["id"] == first["id"]
    assert say("schedule", "diff", *WEEK).document == {"version": 1, "changes": [], "boards": []}
    assert [one["id"] for one in say("list", "published_weeks").document["records"]] == [first["id"]]
    assert say("schedule", "recall", *WEEK).document == {"recalled": 1, "in_force": None}
    assert [one["recalled"] for one in say("schedule", "versions", *WEEK).document["versions"]] == [True]
    assert say("schedule", "recall", *WEEK).document == {"recalled": None, "in_force": None}


def test_a_week_that_cannot_be_published_says_why(say) -> None:
    refused = say("schedule", "publish", "--week", "2026-W20")
    assert (refused.code, refused.error["code"]) == (1, "week_over")


def test_a_week_is_copied_once_and_told_before(say) -> None:
    weeks = ("--from", "2026-W23", "--to", "2026-W24")
    seen = say("schedule", "copy-week", *weeks, "--dry-run").document
    assert [(one["title"], one["starts"], one["fate"], one["approved"]) for one in seen["lines"]] == [
        ("Hội nghị", ["2026-06-12T09:00:00"], "taken", True)
    ]
    assert say("schedule", "copy-week", *weeks).document == seen
    assert say("schedule", "copy-week", *weeks).error["code"] == "nothing_to_take"


def test_a_template_week_is_kept_and_used_and_a_week_shifted(say) -> None:
    later = ("--week", "2026-W26")
    assert say("schedule", "template", "Tuần thường", *later).error["code"] == "week_template_unknown"
    assert say("schedule", "template", "Tuần thường", "--week", "2026-W23", "--save").document["slots"] == 2
    assert say("schedule", "template", "tuan thuong", *later).document["taken"] == 1
    assert say("schedule", "shift", *later).error["code"] == "shift_missing"
    assert say("schedule", "shift", *later, "--days", "28", "--minutes", "1").error["code"] == "shift_too_far"
    shifted = say("schedule", "shift", *later, "--minutes", "-15").document
    assert (shifted["moved"], {one["fate"] for one in shifted["lines"]}) == (1, {"moved", "relay"})
    assert [one["name"] for one in say("list", "week_templates").document["records"]] == ["Tuần thường"]


def test_the_clashes_of_a_week_are_solved_by_number(say) -> None:
    week = ("--week", "2026-W23")
    ward = open_workspace(say.folder)
    add_slot(ward, "Nhắn tin", "05:15", 10, kind=Kind.INSERT, first=FRIDAY, last=FRIDAY)
    ward.close()
    told = say("schedule", "solve", *week).document
    (move,) = told["proposals"][0]["moves"]
    assert (move["title"], move["start"], move["to"]) == ("Nhắn tin", "2026-06-05T05:15:00", "2026-06-05T05:30:00")
    assert (told["complete"], told["asked"], told["stuck"], told["taken"]) == (True, [], [], [])
    refused = say("schedule", "solve", *week, "--take", "9").error
    assert refused["code"] == "no_such_proposal"
    assert say("schedule", "solve", *week, "--take", "1").document["taken"]
    assert say("schedule", "solve", *week).document["proposals"] == []
