"""ttcs board, authorisation and content terms: who may say yes and how long an item may be used, as in the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.ui.commands.calling import Answer, spoken
from tests.wards import make_ward
from ttcs_desktop.content.topics.model import TopicEntry
from ttcs_desktop.workspace import open_workspace

Ask = Callable[..., Answer]


@pytest.fixture
def ask(tmp_path, capsysbinary: pytest.CaptureFixture[bytes]) -> Ask:
    ward = make_ward(tmp_path)
    ward.content.add("Lịch tiêm chủng", "Câu đầu.")
    ward.close()

    def call(*words: str) -> Answer:
        return spoken(capsysbinary, *words, "--data", ward.folder, "--now", "2026-06-02T12:00", "--json")

    return call


def listed(ask: Ask, subject: str) -> list[dict[str, Any]]:
    return ask("list", subject).document["records"]


def test_a_board_is_founded_gets_its_head_and_ends(ask: Ask) -> None:
    days = ("--issued", "2026-01-05", "--from", "2026-01-10")
    made = ask("board", "found", "15/QĐ-UBND", *days).document
    head = ask("board", "appoint", made["id"], "Lê Thị Hoa", "--duty", "head", "--from", "2026-01-10").document
    assert (head["board_id"], head["duty"], head["to_day"]) == (made["id"], "head", None)
    taken = ask("board", "appoint", made["id"], "Vũ Văn Nam", "--duty", "head", "--from", "2026-02-01")
    assert (taken.code, taken.error["code"]) == (1, "head_taken")
    assert ask("board", "dismiss", head["id"], "--to", "2026-05-31").document["to_day"] == "2026-05-31"
    assert ask("board", "end", made["id"], "--to", "2026-06-30").document["to_day"] == "2026-06-30"
    assert [one["number"] for one in listed(ask, "boards")] == ["15/QĐ-UBND"]
    assert [(one["name"], one["to_day"]) for one in listed(ask, "board_members")] == [("Lê Thị Hoa", "2026-05-31")]
    assert ask("board", "end", made["id"]).document["to_day"] is None, "without a day it goes on"
    assert ask("board", "end", "nowhere").error["code"] == "record_gone"


def test_an_authorisation_is_recorded_and_ends_sooner(ask: Ask) -> None:
    words = (
        "authorisation",
        "add",
        "21/QĐ-UBND",
        "--signer",
        "Nguyễn Văn An",
        "--scope",
        "relays",
        "--scope",
        "repeats",
    )
    days = ("--issued", "2026-01-02", "--from", "2026-01-05", "--to", "2026-12-31")
    made = ask(*words, *days).document
    assert made["scope"] == ["relays", "repeats"]
    assert ask(*words, *days).error["code"] == "authorisation_known"
    assert ask("authorisation", "end", made["id"], "--to", "2026-06-30").document["to_day"] == "2026-06-30"
    (kept,) = listed(ask, "authorisations")
    assert (kept["number"], kept["to_day"]) == ("21/QĐ-UBND", "2026-06-30")


def test_terms_of_an_item_are_set_one_by_one_and_taken_back(ask: Ask) -> None:
    (item,) = listed(ask, "items")
    assert ask("content", "terms", item["id"], "--to", "2026-06-30").document["valid_to"] == "2026-06-30"
    refused = ask("content", "terms", item["id"], "--rights", "permitted")
    assert refused.error["code"] == "permission_missing"
    told = ask("content", "terms", item["id"], "--rights", "permitted", "--permission", "Thư ngày 01/6").document
    assert (told["valid_to"], told["rights"], told["permission"]) == ("2026-06-30", "permitted", "Thư ngày 01/6")
    assert ask("content", "terms", item["id"], "--no-limit").document["valid_to"] is None
    reversed_ = ask("content", "terms", item["id"], "--from", "2026-07-02", "--to", "2026-07-01")
    assert reversed_.error["code"] == "window_reversed"


def test_the_coverage_of_topics_is_listed_for_each_channel(ask: Ask, tmp_path) -> None:
    assert listed(ask, "coverage") == []
    ward = open_workspace(tmp_path / "ward")
    ward.topics.add(2026, TopicEntry("Phòng, chống đuối nước", "1"))
    ward.close()
    found = listed(ask, "coverage")
    assert [(one["text"], one["channel"], one["lack"]) for one in found] == [
        ("Phòng, chống đuối nước", "station", "no_item"),
        ("Phòng, chống đuối nước", "press", "no_item"),
    ]
