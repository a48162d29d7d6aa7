"""ttcs undo and restore, as the ward's IT helper calls them."""

from __future__ import annotations

import shutil
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


def test_received_files_go_with_the_backup_and_come_back(office: Office, tmp_path: Path) -> None:
    article = tmp_path / "tin.txt"
    article.write_text("Tin nhận qua cổng.", encoding="utf-8")
    (item,) = office.get("intake", article)["items"]
    told = office.get("backup", tmp_path / "ban-sao.db")
    assert (told["files"], told["missing"]) == (1, [])
    assert (tmp_path / "files" / item["sha256"][:2] / item["sha256"]).read_bytes() == article.read_bytes()
    shutil.rmtree(office.folder / "files")
    assert office.get("backup")["missing"] == ["tin.txt"]
    assert health(office) == {"file": True, "history": True, "media": False, "backup": False}
    assert office.get("restore", tmp_path / "ban-sao.db")["missing"] == []
    office.get("backup")
    assert health(office) == {"file": True, "history": True, "media": True, "backup": True}
    shutil.rmtree(office.folder / "files")
    shutil.rmtree(tmp_path / "files")
    assert office.get("restore", tmp_path / "ban-sao.db")["missing"] == ["tin.txt"]


def health(office: Office) -> dict[str, bool]:
    checks = {check["name"]: check["ok"] for check in office.get("doctor")["checks"]}
    return {name: checks[name] for name in ("file", "history", "media", "backup")}
