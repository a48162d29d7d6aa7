"""ttcs undo and restore, as the ward's IT helper calls them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.commands.calling import Office, new_office, ttcs


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = new_office(tmp_path / "sổ")
    for title in ("Một", "Hai"):
        made.get("content", "add", title, "--text", "Nội dung của bài.")
    return made


def titles(office: Office) -> set[str]:
    return {item["title"] for item in office.get("content", "list")["items"]}


def test_call_after_call_takes_one_step_more_back(office: Office) -> None:
    steps = office.get("undo", "--list")["steps"]
    assert [step["verb"] for step in steps][:2] == ["content.add", "content.add"]
    assert (steps[0]["name"], steps[0]["blocked_by"]) == ("thêm bài", "")
    assert office.get("undo")["verb"] == "content.add"
    assert titles(office) == {"Một"}
    office.get("undo")
    assert titles(office) == set()


def test_a_fact_stands_in_the_way(office: Office) -> None:
    item = office.get("content", "list")["items"][0]["id"]
    office.get("content", "submit", item)
    office.get("content", "approve", item, "--approver", "Nguyễn Văn An", "--number", "12/PT")
    answer = office.ask("undo")
    assert (answer.code, answer.error["code"]) == (1, "undo_fact")
    assert office.get("undo", "--list")["steps"][0]["blocked_by"] == "content.approve"


def test_a_copy_is_put_back_and_what_stood_there_is_kept(office: Office, tmp_path: Path) -> None:
    copy = tmp_path / "ban-sao.db"
    office.get("backup", copy)
    office.get("content", "add", "Ba", "--text", "Nội dung.")
    told = office.get("restore", copy)
    assert titles(office) == {"Một", "Hai"}
    assert Path(told["kept"]).is_file()
    assert told["last_action"]
    said = ttcs("restore", told["kept"], "--data", office.folder).out.decode()
    assert said.startswith("Đã lấy lại sổ từ ")
    assert titles(office) == {"Một", "Hai", "Ba"}


def test_a_wrong_file_is_refused(office: Office, tmp_path: Path) -> None:
    wrong = tmp_path / "thu.txt"
    wrong.write_text("không phải bản sao", encoding="utf-8")
    answer = office.ask("restore", wrong)
    assert (answer.code, answer.error["code"], answer.error["field"]) == (1, "copy_unsound", "file")
    assert titles(office) == {"Một", "Hai"}
