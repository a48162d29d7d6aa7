"""Files that are no Word file, or a dangerous one, are refused with a code before anything is built from them."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from tests.grids.words import body, cell, paragraph, table, text, write_word
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.grids.container import MAX_FILE
from ttcs_desktop.grids.word import read_word

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
GOOD = body(table(cell(paragraph(text("Nội dung")))))


def refusal(path: Path) -> str:
    with pytest.raises(InvalidInput) as refused:
        read_word(path)
    assert refused.value.field == "file"
    return refused.value.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"Noi dung\tChu tri\n", "file_not_word"),
        (b"{\\rtf1 van ban}", "file_rich_text"),
        (b"%PDF-1.7", "file_pdf"),
        (b"PK\x03\x04 cut short", "file_damaged"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "file_encrypted"),
        (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "file_old_word"),
        (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "file_old_excel"),
    ],
)
def test_what_is_no_word_file_is_named(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "phu-luc.docx"
    path.write_bytes(content)
    assert refusal(path) == code


def test_a_missing_file_and_a_folder_are_trouble_of_the_machine(tmp_path: Path) -> None:
    for path in (tmp_path / "khong-co.docx", tmp_path):
        with pytest.raises(EnvironmentProblem) as refused:
            read_word(path)
        assert refused.value.code == "file_unreadable"


def test_two_hundred_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "lon.docx"
    with path.open("wb") as stream:
        stream.truncate(4 * MAX_FILE)
    tracemalloc.start()
    assert refusal(path) == "file_too_large"
    assert tracemalloc.get_traced_memory()[1] < MAX_FILE
    tracemalloc.stop()


def test_a_zip_of_something_else_is_no_word_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bang.docx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refusal(tmp_path / "bang.docx") == "file_not_word"


def test_a_paper_of_another_office_program_is_no_word_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bang.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office:document-content/>")
    assert refusal(tmp_path / "bang.ods") == "file_not_word"


def test_a_zip_without_content_types_is_damaged(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "rong.docx", "w") as archive:
        archive.writestr("anh.png", b"\x89PNG")
    assert refusal(tmp_path / "rong.docx") == "file_damaged"


def test_a_bomb_in_the_document_is_stopped_while_inflating(tmp_path: Path) -> None:
    path = write_word(tmp_path / "bom.docx", body(paragraph(text("a" * 60_000_000))))
    assert refusal(path) == "file_bomb"


def test_a_bomb_beside_the_document_is_stopped_without_filling_the_memory(tmp_path: Path) -> None:
    path = write_word(tmp_path / "bom.docx", GOOD, {"word/media/anh.bin": bytes(80_000_000)})
    tracemalloc.start()
    assert refusal(path) == "file_bomb"
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_bomb_that_lies_about_its_size_is_not_believed(tmp_path: Path) -> None:
    path = write_word(tmp_path / "bom.docx", GOOD, {"word/media/anh.bin": bytes(80_000_000)})
    data = path.read_bytes()
    assert (80_000_000).to_bytes(4, "little") in data
    path.write_bytes(data.replace((80_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little")))
    assert refusal(path) in ("file_bomb", "file_damaged")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_never_expanded(tmp_path: Path, encoding: str) -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    hostile = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE d [<!ENTITY l0 "ha">{levels}]>' + body(
        table(cell(paragraph(text("&l8;"))))
    )
    assert refusal(write_word(tmp_path / "thuc-the.docx", hostile.encode(encoding))) == "file_hostile"


@pytest.mark.parametrize("document", ["", "<w:document", body("<w:p>") + "x", "khong phai xml"])
def test_broken_xml_is_damage(tmp_path: Path, document: str) -> None:
    assert refusal(write_word(tmp_path / "hong.docx", document)) == "file_damaged"


def test_xml_nested_without_end_is_damage(tmp_path: Path) -> None:
    deep = "<w:sdt><w:sdtContent>" * 5_000 + "</w:sdtContent></w:sdt>" * 5_000
    assert refusal(write_word(tmp_path / "sau.docx", body(deep))) == "file_damaged"


def test_a_zip_with_a_password_is_encrypted(tmp_path: Path) -> None:
    path = write_word(tmp_path / "khoa.docx", GOOD)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        count = len(archive.infolist())
    place = 0
    for _ in range(count):
        place = data.index(b"PK\x01\x02", place)
        data[place + 8] |= 1
        place += 4
    path.write_bytes(data)
    assert refusal(path) == "file_encrypted"


def test_a_cut_file_is_damaged_at_every_length(tmp_path: Path) -> None:
    whole = write_word(tmp_path / "nguyen.docx", GOOD).read_bytes()
    for length in range(1, len(whole), 37):
        (tmp_path / "cut.docx").write_bytes(whole[:length])
        assert refusal(tmp_path / "cut.docx") in ("file_damaged", "file_not_word")


def test_flipped_bytes_never_escape_as_something_else(tmp_path: Path) -> None:
    whole = write_word(tmp_path / "nguyen.docx", GOOD).read_bytes()
    path = tmp_path / "loi.docx"
    for place in range(0, len(whole), 3):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            read_word(path)
        except InvalidInput as refused:
            assert refused.code.startswith("file_")  # noqa: PT017


def test_a_span_wider_than_word_allows_does_not_fill_the_memory(tmp_path: Path) -> None:
    wide = cell(paragraph(text("rộng")), '<w:gridSpan w:val="999999999"/>')
    (block,) = read_word(write_word(tmp_path / "rong.docx", body(table(wide))))
    assert block.rows[0][0].text == "rộng"
