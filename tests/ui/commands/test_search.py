"""ttcs search: what the window's box finds, as JSON and as lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.commands.calling import Office, new_office, ttcs
from ttcs_desktop.content.repository import ITEM
from ttcs_desktop.workspace import opened


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    made = new_office(tmp_path_factory.mktemp("ward") / "sổ")
    for title in ("Sửa đường liên thôn", "Thái Dương hệ"):
        made.get("content", "add", title, "--text", "Nội dung của bài.")
    return made


def titles(document: dict) -> list[str]:
    return [hit["title"] for hit in document["hits"]]


def test_it_finds_with_marks_and_without(office: Office) -> None:
    found = office.get("search", "duong")
    assert set(titles(found)) == {"Sửa đường liên thôn", "Thái Dương hệ"}
    assert (found["total"], found["more"]) == (2, False)
    assert titles(office.get("search", "đường"))[0] == "Sửa đường liên thôn"
    (hit,) = office.get("search", "lien thon")["hits"]
    assert hit["subject"] == "content"
    assert hit["snippet"] == "Nội dung của bài."
    assert hit["id"] in {item["id"] for item in office.get("content", "list")["items"]}


def test_it_looks_in_one_group_or_in_the_recycle_bin(office: Office) -> None:
    assert titles(office.get("search", "duong", "--in", "tasks")) == []
    item = office.get("content", "add", "Chợ phiên", "--text", "x")
    with opened(office.folder) as workspace:
        workspace.ledger.bury("content.bury", ITEM, [item["id"]])
    assert titles(office.get("search", "cho phien")) == []
    (hit,) = office.get("search", "cho phien", "--in", "bin")["hits"]
    assert hit["buried"] is True


def test_it_answers_a_person_in_vietnamese(office: Office) -> None:
    said = ttcs("search", "lien thon", "--data", office.folder).out.decode()
    assert said == "Tin, bài: Sửa đường liên thôn\n    Nội dung của bài.\n"
    assert ttcs("search", "khongcogi", "--data", office.folder).out.decode() == "Không tìm thấy.\n"


@pytest.mark.parametrize("typed", ['"', "AND", "title:x", "*", "^a", "a NEAR b", "", "NOT (", "x" * 5000])
def test_no_text_is_wrong(office: Office, typed: str) -> None:
    assert office.ask("search", typed).code == 0


def test_a_file_of_an_older_program_is_made_searchable_first(office: Office, tmp_path: Path) -> None:
    with opened(office.folder) as workspace, workspace.database.transaction():
        workspace.database.execute("INSERT INTO search_state VALUES ('to_build', '')")
    assert titles(office.get("search", "lien thon")) == ["Sửa đường liên thôn"]
    with opened(office.folder) as workspace:
        assert workspace.finder.is_built()
