"""Tables going out: no text becomes a formula, numbers and days stay what they are, the file opens anywhere."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import unicodedata
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ttcs_desktop.grids.source import read_source
from ttcs_desktop.grids.writing.cells import LONGEST, clean, like_formula, safe_text, sheet_of
from ttcs_desktop.grids.writing.delimited_file import csv_bytes
from ttcs_desktop.grids.writing.table_file import table_bytes
from ttcs_desktop.grids.writing.workbook import workbook_bytes

NAMES = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
DANGEROUS = [
    "=1+1",
    "+A1",
    "-A1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\uff1d1+1",
    "\uff0bA1",
    "\uff0dA1",
    "\uff20x",
    "\ufe661",
    " =1",
]
DANGEROUS += ["\u00a0=1", "\u200b=HYPERLINK(1)", "\ufeff=1", "\u202e=1", "-1+cmd|' /C calc'!A0", "+84912345678", "-"]
HARMLESS = ["", "Bản tin", "-5", "+12,5", "-8.412 %", "-0,4%", "5-6", "a=b", "1+1", "'=1", "–5"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_that_could_be_worked_out_gets_an_apostrophe(text: str) -> None:
    assert like_formula(text)
    assert safe_text(text).startswith("'")


@pytest.mark.parametrize("text", HARMLESS)
def test_other_texts_stand_as_they_are(text: str) -> None:
    assert safe_text(text) == text


_SIGNS = st.sampled_from(
    [
        *"=+-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\t\r\n \u00a0\u200b\ufeff'\";,0129a",
        "\u0300",
        "\x00",
        "\ud800",
    ]
)


@given(st.lists(_SIGNS | st.characters(), max_size=8).map("".join))
@settings(max_examples=80)
def test_no_cell_of_a_csv_begins_like_a_formula(text: str) -> None:
    told = csv_bytes(sheet_of("a", [text], [[text]])).decode("utf-8-sig")
    for (cell,) in csv.reader(io.StringIO(told, newline=""), delimiter=";"):
        bare = unicodedata.normalize("NFKC", "".join(one for one in cell if unicodedata.category(one)[0] not in "ZC"))
        number = re.fullmatch(r"[+-][\d.,]+\s?%?", cell) and len(re.sub(r"\D", "", cell)) <= 32
        assert cell[:1] not in ("\t", "\r", "\n")
        assert bare[:1] not in ("=", "+", "-", "@") or number
        assert cell.removeprefix("'") == clean(text) or cell == clean(text)


def parts(data: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: etree.fromstring(package.read(name)) for name in package.namelist()}


def sheet_xml(data: bytes) -> etree._Element:
    return parts(data)["xl/worksheets/sheet1.xml"]


@given(st.lists(_SIGNS | st.characters(), max_size=6).map("".join))
@settings(max_examples=30)
def test_a_text_of_a_workbook_is_a_text_and_reads_back(text: str) -> None:
    xml = sheet_xml(workbook_bytes([sheet_of(text, ["a"], [[text]])]))
    cells = xml.xpath("//m:row[@r=2]/m:c", namespaces=NAMES)
    assert xml.xpath("//m:f", namespaces=NAMES) == []
    for cell in cells:
        assert (cell.get("t"), cell.get("s")) == ("inlineStr", "3" if like_formula(clean(text)) else "2")
    held = "".join(cell.xpath("string(m:is/m:t)", namespaces=NAMES) for cell in cells)
    assert re.sub("_x005F_(?=x[0-9A-Fa-f]{4}_)", "_", held) == re.sub("[\ufffe\uffff]", "", clean(text))


def test_numbers_days_and_hours_are_real_ones(tmp_path: Path) -> None:
    facts = [12, Decimal("12.50"), -3, dt.date(2026, 6, 2), dt.datetime(2026, 6, 2, 23, 45), dt.time(5, 30), True]
    data = workbook_bytes([sheet_of("Sổ", "abcdefgh", [[*facts, "=1"]])])
    cells = sheet_xml(data).xpath("//m:row[@r=2]/m:c", namespaces=NAMES)
    values = [cell.xpath("string(m:v)", namespaces=NAMES) for cell in cells[:-1]]
    assert values[:4] == ["12", "12.50", "-3", "46175"]
    assert float(values[4]) == pytest.approx(46175.989583, abs=1e-6)
    assert float(values[5]) == pytest.approx(5.5 / 24)
    assert [cell.get("t") for cell in cells] == [None] * 6 + ["b", "inlineStr"]
    (path := tmp_path / "a.xlsx").write_bytes(data)
    (block,) = read_source(path).blocks
    assert [cell.text for cell in block.rows[1]] == [
        "12", "12,5", "-3", "02/06/2026", "02/06/2026 23:45", "05:30", "x", "=1",
    ]  # fmt: skip
    assert [cell.bold for cell in block.rows[0]] == [True] * 8


def test_the_same_facts_in_a_csv_for_a_vietnamese_excel() -> None:
    facts = [12, Decimal("12.5"), -3, dt.date(2026, 6, 2), dt.datetime(2026, 6, 2, 23, 45), dt.time(5, 30), None]
    data = csv_bytes(sheet_of("Sổ", ["Đài", *"bcdefg"], [facts]))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig") == "Đài;b;c;d;e;f;g\r\n12;12,5;-3;02/06/2026;02/06/2026 23:45;05:30;\r\n"


def test_the_head_stays_in_sight_and_columns_are_as_wide_as_they_need() -> None:
    xml = sheet_xml(workbook_bytes([sheet_of("Sổ", ["TT", "Nội dung"], [[1, "x" * 30], [2, "y" * 500]])]))
    (pane,) = xml.xpath("//m:pane", namespaces=NAMES)
    assert (pane.get("ySplit"), pane.get("state"), pane.get("topLeftCell")) == ("1", "frozen", "A2")
    assert [float(one.get("width")) for one in xml.xpath("//m:col", namespaces=NAMES)] == [6, 60]
    assert xml.xpath("string(//m:autoFilter/@ref)", namespaces=NAMES) == "A1:B3"


def test_sheets_get_names_that_excel_takes() -> None:
    awkward = ["Sổ phát: [5/2026]", "Sổ phát: [5/2026]", "", "'", "x" * 40, "X" * 40]
    data = workbook_bytes([sheet_of(name, ["a"], []) for name in awkward])
    names = parts(data)["xl/workbook.xml"].xpath("//m:sheet/@name", namespaces=NAMES)
    assert names[0] == "Sổ phát 5 2026"
    assert len({name.casefold() for name in names}) == 6
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)


def test_what_a_cell_cannot_hold_is_cut_or_told_as_a_text() -> None:
    long = sheet_xml(workbook_bytes([sheet_of("a", ["a"], [["ă😀" * 40_000]])]))
    held = long.xpath("string(//m:row[@r=2]/m:c/m:is/m:t)", namespaces=NAMES)
    assert len(held.encode("utf-16-le")) // 2 <= LONGEST
    assert held.endswith("…")
    odd = sheet_xml(workbook_bytes([sheet_of("a", "abc", [[dt.date(1890, 1, 2), 10**20, float("nan")]])]))
    told = odd.xpath("//m:row[@r=2]/m:c/m:is/m:t/text()", namespaces=NAMES)
    assert told == ["02/01/1890", "1" + "0" * 20, "nan"]
    with pytest.raises(ValueError, match="tables"):
        workbook_bytes([])


def test_the_same_table_gives_the_same_bytes_and_the_name_says_which() -> None:
    sheet = sheet_of("a", ["a", "b"], [["x"]])
    assert sheet.rows == (("x", None),), "a short row is filled up"
    assert table_bytes([sheet], Path("a.XLSX")) == table_bytes([sheet], Path("b.xlsx"))
    assert table_bytes([sheet], Path("a.CSV")) == csv_bytes(sheet)
