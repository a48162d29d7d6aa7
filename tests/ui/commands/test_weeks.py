"""ttcs schedule: weeks published, compared, taken back."""

from __future__ import annotations

import pytest

from tests.ui.commands.calling import spoken
from tests.wards import add_relay, make_ward

WEEK = ("--week", "2026-W24")


@pytest.fixture
def say(tmp_path, capsysbinary):
    ward = make_ward(tmp_path)
    add_relay(ward)
    ward.close()

    def said(*arguments):
        return spoken(capsysbinary, *arguments, "--data", ward.folder, "--now", "2026-06-02T12:00", "--json")

    said.folder = ward.folder
    return said


def test_a_week_is_published_compared_and_taken_back(say) -> None:
    first = say("schedule", "publish", *WEEK, "--number", "45/TB-UBND", "--on", "2026-06-02").document
    assert (first["version"], first["airings"], first["number"], first["day"]) == (1, 7, "45/TB-UBND", "2026-06-02")
    assert say("schedule", "publish", *WEEK).document["id"] == first["id"]
    assert say("schedule", "diff", *WEEK).document == {"version": 1, "changes": []}
    assert [one["id"] for one in say("list", "published_weeks").document["records"]] == [first["id"]]
    assert say("schedule", "recall", *WEEK).document == {"recalled": 1, "in_force": None}
    assert [one["recalled"] for one in say("schedule", "versions", *WEEK).document["versions"]] == [True]
    assert say("schedule", "recall", *WEEK).document == {"recalled": None, "in_force": None}


def test_a_week_that_cannot_be_published_says_why(say) -> None:
    refused = say("schedule", "publish", "--week", "2026-W20")
    assert (refused.code, refused.error["code"]) == (1, "week_over")
