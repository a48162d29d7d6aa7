"""Files on records: kept once, found by their words, taken away and brought back, and nothing that runs by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.content.received import text_file, word_file
from tests.grids.workbooks import Number, sheet, write_workbook
from tests.wards import code_of, make_ward
from ttcs_desktop.attachments.model import Owner
from ttcs_desktop.attachments.reading import _RUNS, LONGEST_TEXT, name_allowed, words_in
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.content.model import Item
from ttcs_desktop.storage.files import safe_name
from ttcs_desktop.workspace import Workspace

WORDS = "Hướng dẫn phòng bệnh tay chân miệng"


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    made = make_ward(tmp_path_factory.mktemp("ward"))
    yield made
    made.close()


@pytest.fixture
def item(ward: Workspace) -> Item:
    return ward.content.add("Bản tin y tế", "Trạm Y tế thông báo.")


@pytest.fixture
def owner(item: Item) -> Owner:
    return Owner("item", item.id)


def hits(ward: Workspace, words: str, owner: Owner) -> list[tuple[str, str]]:
    """(title, name of the attached text) of what is found on a record."""
    return [(hit.title, hit.part) for hit in ward.finder.find(words).hits if hit.id == owner.id]


def test_the_same_file_is_attached_once_whatever_its_name(ward: Workspace, owner: Owner, tmp_path: Path) -> None:
    first = text_file(tmp_path / "cong-van.txt", WORDS)
    again = text_file(tmp_path / "cong-van (2).txt", WORDS)
    made = ward.attachments.attach(owner, [first, again])
    assert [(one.name, one.size) for one in made.added] == [("cong-van.txt", len(WORDS.encode()))]
    assert made.known == ("cong-van (2).txt",)
    once_more = ward.attachments.attach(owner, [again])
    assert (once_more.added, once_more.known, once_more.changes.ids) == ((), ("cong-van (2).txt",), ())
    assert [one.name for one in ward.attachments.of(owner)] == ["cong-van.txt"]
    assert ward.attachments.counts("item")[owner.id] == 1


def test_words_in_a_file_are_found_on_its_record(ward: Workspace, owner: Owner, tmp_path: Path) -> None:
    ward.attachments.attach(owner, [word_file(tmp_path / "bieu.docx", WORDS, rows=(("Khu phố Ba", "412 hộ"),))])
    assert hits(ward, "tay chan mieng", owner) == [("bieu.docx", "bieu.docx")]
    assert hits(ward, "khu pho ba 412", owner) == [("bieu.docx", "bieu.docx")]


def test_a_workbook_is_read_and_a_picture_is_found_by_its_name(ward: Workspace, owner: Owner, tmp_path: Path) -> None:
    write_workbook(tmp_path / "so-lieu.xlsx", {"Biểu 1": sheet([["Thôn Đoài", Number(37)]])})
    (tmp_path / "ảnh hội nghị.png").write_bytes(b"\x89PNG\r\n\x1a\n and the rest")
    ward.attachments.attach(owner, [tmp_path / "so-lieu.xlsx", tmp_path / "ảnh hội nghị.png"])
    assert hits(ward, "thon doai 37", owner) == [("so-lieu.xlsx", "so-lieu.xlsx")]
    assert hits(ward, "anh hoi nghi", owner) == [("ảnh hội nghị.png", "ảnh hội nghị.png")]


def test_taken_away_it_lies_in_the_bin_and_undo_brings_it_back(ward: Workspace, owner: Owner, tmp_path: Path) -> None:
    made = ward.attachments.attach(owner, [text_file(tmp_path / "a.txt", "Rau muống ven đê")]).added[0]
    ward.attachments.remove(made.id)
    assert (ward.attachments.of(owner), hits(ward, "rau muong", owner)) == ([], [])
    assert [(entry.kind, entry.title) for entry in ward.bin.entries() if entry.id == made.id] == [
        ("attachment", "a.txt")
    ]
    ward.undo.undo()
    assert [one.id for one in ward.attachments.of(owner)] == [made.id]
    assert hits(ward, "rau muong", owner) == [("a.txt", "a.txt")]
    ward.undo.undo()  # the attaching itself
    assert (ward.attachments.of(owner), hits(ward, "rau muong", owner)) == ([], [])
    ward.undo.redo()
    assert hits(ward, "rau muong", owner) == [("a.txt", "a.txt")]


def test_two_files_of_one_name_come_back_from_the_bin_beside_each_other(
    ward: Workspace, owner: Owner, tmp_path: Path
) -> None:
    old = ward.attachments.attach(owner, [text_file(tmp_path / "a.txt", "Bản dự thảo")]).added[0]
    ward.attachments.remove(old.id)
    ward.attachments.attach(owner, [text_file(tmp_path / "a.txt", "Bản chính thức")])
    ward.bin.put_back(next(entry for entry in ward.bin.entries() if entry.id == old.id))
    assert [one.name for one in ward.attachments.of(owner)] == ["a.txt", "a.txt"]
    assert len(hits(ward, "du thao", owner)) == len(hits(ward, "chinh thuc", owner)) == 1


def test_the_words_go_into_the_bin_with_their_record(ward: Workspace, item: Item, owner: Owner, tmp_path: Path) -> None:
    made = ward.attachments.attach(owner, [text_file(tmp_path / "a.txt", "Chim di cư")]).added[0]
    ward.content.remove(item.id)
    assert hits(ward, "chim di cu", owner) == []
    ward.attachments.remove(made.id)
    ward.undo.undo()  # the file comes back, its record does not
    assert hits(ward, "chim di cu", owner) == []
    ward.undo.undo()
    assert hits(ward, "chim di cu", owner) == [("a.txt", "a.txt")]


def test_only_a_copy_is_opened_and_a_damaged_file_is_told(ward: Workspace, owner: Owner, tmp_path: Path) -> None:
    made = ward.attachments.attach(owner, [text_file(tmp_path / "a.txt", "Nguyên văn")]).added[0]
    copy = ward.attachments.copy_for_opening(made, tmp_path / "mo")
    copy.write_text("Sửa bậy", "utf-8")
    assert ward.attachments.copy_for_opening(made, tmp_path / "mo2").read_text("utf-8") == "Nguyên văn"
    assert ward.attachments.broken_files() == []
    kept = ward.folder / "files" / made.sha256[:2] / made.sha256
    kept.write_text("hỏng", "utf-8")
    assert [one.id for one in ward.attachments.broken_files()] == [made.id]
    with pytest.raises(EnvironmentProblem) as refused:
        ward.attachments.copy_for_opening(made, tmp_path / "mo3")
    assert code_of(refused) == "media_damaged"
    ward.attachments.attach(owner, [text_file(tmp_path / "a.txt", "Nguyên văn")])
    assert ward.attachments.broken_files() == [], "the same file once more mends what was damaged"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("cap-nhat.exe", b"MZ\0\0", "attachment_program"),
        ("Thông báo.pdf.JS", b"alert(1)", "attachment_program"),
        ("a.bat. ", b"del", "attachment_program"),
        ("ảnh.jpg", b"MZ\x90\0\x03\0", "attachment_program"),
        ("chay", b"#!/bin/sh\n", "attachment_program"),
        ("anh\u202egpj.scr", b"x", "attachment_program"),
        ("bang.xlsm", b"PK", "attachment_macros"),
        ("rong.pdf", b"", "file_empty"),
    ],
)
def test_what_runs_by_itself_is_refused_and_nothing_is_attached(
    ward: Workspace, owner: Owner, tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(data)
    good = text_file(tmp_path / "tot.txt", f"Tốt {code}")
    with pytest.raises(InvalidInput) as refused:
        ward.attachments.attach(owner, [good, tmp_path / name])
    assert code_of(refused) == code
    assert ward.attachments.of(owner) == []


def test_other_refusals(ward: Workspace, owner: Owner, tmp_path: Path) -> None:
    with (tmp_path / "lon.pdf").open("wb") as big:
        big.write(b"%PDF")
        big.truncate(101 * 1024 * 1024)
    asked = {
        "attachment_folder": [tmp_path],
        "attachment_too_large": [tmp_path / "lon.pdf"],
        "file_unreadable": [tmp_path / "khong-co.pdf"],
        "attachment_none": [],
        "attachment_too_many": [tmp_path / "lon.pdf"] * 51,
    }
    for code, paths in asked.items():
        with pytest.raises((InvalidInput, EnvironmentProblem)) as refused:
            ward.attachments.attach(owner, paths)
        assert code_of(refused) == code


def test_a_name_that_no_disk_takes_is_a_file_that_cannot_be_read(ward: Workspace, owner: Owner, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as refused:
        ward.attachments.attach(owner, [tmp_path / f"{'k' * 5000}.pdf"])
    assert code_of(refused) == "file_unreadable"


def test_a_file_that_cannot_be_read_is_attached_without_words(ward: Workspace, owner: Owner, tmp_path: Path) -> None:
    (tmp_path / "hong.docx").write_bytes(b"PK no zip at all")
    (tmp_path / "dai.txt").write_text("dài " * 100_000, "utf-8")
    assert words_in(tmp_path / "hong.docx", ".docx") == ""
    assert len(words_in(tmp_path / "dai.txt", ".txt")) <= LONGEST_TEXT
    assert [one.name for one in ward.attachments.attach(owner, [tmp_path / "hong.docx"]).added] == ["hong.docx"]


@settings(max_examples=40)
@given(st.text(max_size=200))
def test_a_safe_name_stays_in_its_folder(name: str) -> None:
    safe = safe_name(name)
    assert safe == Path(safe).name
    assert 0 < len(safe) <= 121
    assert not set(safe) & set('<>:"/\\|?*\0\u202e')
    assert safe == safe.strip(". ")
    assert safe_name(safe) == safe


def test_no_ending_that_runs_slips_through(tmp_path: Path) -> None:
    for ending in sorted(_RUNS):
        path = tmp_path / f"a.{ending}"
        path.write_bytes(b"text")
        with pytest.raises(InvalidInput):
            name_allowed(path)
