"""CSV as offices save it: encodings, separators, quotes; what is no text is refused."""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wards import code_of
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.grids.delimited import LARGEST_FILE, read_delimited

ROWS = [["Tên", "Địa bàn"], ["Bản tin phường", "Tổ dân phố số 3"], ["Đợt cao điểm", "Chợ Mới"]]


def as_text(rows, separator: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue()


def read(tmp_path: Path, data: bytes) -> list[list[str]]:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    return read_delimited(path)


def test_utf_8_with_and_without_its_mark(tmp_path) -> None:
    assert read(tmp_path, as_text(ROWS).encode()) == ROWS
    assert read(tmp_path, as_text(ROWS).encode("utf-8-sig")) == ROWS


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf_16_in_either_order(tmp_path, order) -> None:
    mark = codecs.BOM_UTF16_LE if order.endswith("le") else codecs.BOM_UTF16_BE
    assert read(tmp_path, mark + as_text(ROWS).encode(order)) == ROWS


def test_windows_1258_comes_out_composed(tmp_path) -> None:
    assert read(tmp_path, in_1258(as_text(ROWS))) == ROWS


def in_1258(text: str) -> bytes:
    """Windows-1258 keeps the tone apart, behind a letter that has its hat already."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = bytearray()
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        out += letter.encode("cp1258") + "".join(part for part in parts if part in tones).encode("cp1258")
    return bytes(out)


def test_letters_taken_apart_come_out_composed(tmp_path) -> None:
    assert read(tmp_path, unicodedata.normalize("NFD", as_text(ROWS)).encode()) == ROWS


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found(tmp_path, separator) -> None:
    assert read(tmp_path, as_text(ROWS, separator).encode()) == ROWS


def test_quoted_cells_keep_separators_quotes_and_line_breaks(tmp_path) -> None:
    rows = [["Tên", "Ghi chú"], ["Tin, bài", 'Gọi là "tin nóng"'], ["Hai\ndòng", "a;b"]]
    assert read(tmp_path, as_text(rows).encode()) == rows


def test_a_separator_inside_quotes_is_none(tmp_path) -> None:
    """Titles with commas, and lists of clusters with semicolons, in a file that commas separate."""
    rows = [["title", "start", "clusters"]]
    rows += [["Tin" + ", bài" * number, "06:00", "TDP 3;TDP 7"] for number in range(1, 4)]
    assert read(tmp_path, as_text(rows).encode()) == rows


def test_white_space_round_a_cell_is_none_of_it(tmp_path) -> None:
    assert read(tmp_path, b"a, b \n\n c ,d\n") == [["a", "b"], [], ["c", "d"]]


@pytest.mark.parametrize("data", [b"", b" \r\n \n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_an_empty_file_is_told(tmp_path, data) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(tmp_path, data)
    assert code_of(caught) == "file_empty"


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)) * 4,
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"\xff\xfe\x41",
        "a,b".encode("utf-16-le"),
        b'a,"' + b"x" * 200_000,
    ],
    ids=["zip", "png", "half of a UTF-16 letter", "UTF-16 without its mark", "an endless cell"],
)
def test_what_is_no_text_is_refused(tmp_path, data) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(tmp_path, data)
    assert code_of(caught) == "file_not_text"


def test_a_missing_file_and_a_huge_one_are_told(tmp_path) -> None:
    with pytest.raises(InvalidInput, match="file_unreadable"):
        read_delimited(tmp_path / "nowhere.csv")
    with pytest.raises(InvalidInput, match="file_unreadable"):
        read_delimited(tmp_path)
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(InvalidInput, match="file_too_large"):
        read_delimited(huge)


@given(data=st.binary(max_size=300))
def test_any_bytes_are_rows_or_a_refusal(tmp_path_factory, data) -> None:
    refusals = []
    rows = []
    try:
        rows = read(tmp_path_factory.getbasetemp(), data)
    except InvalidInput as refused:
        refusals.append(refused.code)
    assert set(refusals) <= {"file_empty", "file_not_text"}
    assert all(isinstance(cell, str) and cell == cell.strip() for row in rows for cell in row)
