"""Excel workbooks: what a reader of the sheet sees comes out; dangerous and foreign files are refused by name."""

from __future__ import annotations

import tracemalloc
import zipfile
from pathlib import Path

import pytest

from tests.grids.workbooks import (
    BOLD,
    CLOCK,
    DAY,
    MAIN,
    MONTH,
    OWN_DAY,
    SHARE,
    Number,
    Raw,
    shared_strings,
    sheet,
    write_workbook,
)
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.grids.block import Block, Merge
from ttcs_desktop.grids.container import MAX_FILE
from ttcs_desktop.grids.sheet import MAX_ROWS
from ttcs_desktop.grids.source import read_source


def one(path: Path) -> Block:
    (block,) = read_source(path).blocks
    return block


def texts(block: Block) -> list[list[str]]:
    return [[cell.text for cell in row] for row in block.rows]


def read_cell(tmp_path: Path, content: object, **more: object) -> str:
    block = one(write_workbook(tmp_path / "o.xlsx", {"Trang": sheet([[content]])}, **more))
    return block.rows[0][0].text


def refusal(path: Path) -> str:
    with pytest.raises(InvalidInput) as refused:
        read_source(path)
    assert refused.value.field == "file"
    return refused.value.code


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (Number(45963, DAY), "02/11/2025"),
        (Number(46023, OWN_DAY), "01/01/2026"),
        (Number(46081.5, CLOCK), "28/02/2026 12:00"),
        (Number(0.25, CLOCK), "06:00"),
        (Number(46082, MONTH), "03/2026"),
        (Number(59, DAY), "28/02/1900"),
        (Number(61, DAY), "01/03/1900"),
        (Number(2_958_465, DAY), "31/12/9999"),
        (Number(9_999_999, DAY), "9999999"),
        (Number(-5, DAY), "-5"),
        (Number(0.6, SHARE), "60%"),
        (Number(12.5), "12,5"),
        (Number(0.1 + 0.2), "0,3"),
        (Number(2026, 7), "2026"),
        (3, "3"),
        ("  Phòng\u00a0 VH-XH \n\n Công an ", "Phòng VH-XH\nCông an"),
        (Raw('t="str"', "<f>A1&amp;B1</f><v>Kết quả cũ</v>"), "Kết quả cũ"),
        (Raw("", "<f>1+1</f><v>7</v>"), "7"),  # what Excel worked out last, not what we would
        (Raw("", '<f>WEBSERVICE("http://x")</f>'), ""),
        (Raw('t="e"', "<f>A9</f><v>#REF!</v>"), "#REF!"),
        (Raw('t="b"', "<v>1</v>"), "x"),
        (Raw('t="d"', "<v>2026-06-02</v>"), "02/06/2026"),
        (Raw('t="s"', "<v>99</v>"), ""),
        (Raw('t="n"', "<v>rác</v>"), "rác"),
    ],
)
def test_a_cell_shows_what_excel_shows(tmp_path: Path, content: object, shown: str) -> None:
    path = write_workbook(tmp_path / "o.xlsx", {"Trang": sheet([[content, "."]])})
    row = one(path).rows[0]
    assert (row[0].text if len(row) == 2 else "") == shown


def test_days_count_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    assert read_cell(tmp_path, Number(44_561, DAY), properties='<workbookPr date1904="1"/>') == "01/01/2026"


def test_shared_texts_are_read_with_their_runs_and_without_readings(tmp_path: Path) -> None:
    strings = shared_strings("<t>Đơn</t>", "<r><t>Phòng </t></r><r><t>VH-XH</t></r><rPh><t>đọc</t></rPh>")
    assert read_cell(tmp_path, Raw('t="s"', "<v>1</v>"), parts=strings) == "Phòng VH-XH"


def test_merges_carry_their_text_right_and_down(tmp_path: Path) -> None:
    rows = [["Phân công", None, "Hạn"], ["Chủ trì", "Phối hợp", None], ["A", "B", "C"], [None, "D", None]]
    block = one(write_workbook(tmp_path / "gop.xlsx", {"T": sheet(rows, ["A1:B1", "C1:C2", "A3:A4"])}))
    assert texts(block) == [
        ["Phân công", "Phân công", "Hạn"],
        ["Chủ trì", "Phối hợp", "Hạn"],
        ["A", "B", "C"],
        ["A", "D", ""],
    ]
    assert [block.rows[0][1].merge, block.rows[1][2].merge, block.rows[3][0].merge] == [
        Merge.FROM_LEFT,
        Merge.FROM_ABOVE,
        Merge.FROM_ABOVE,
    ]
    assert (block.rows[0][0].col_span, block.rows[2][0].row_span) == (2, 2)


def test_rows_keep_their_numbers_and_empty_columns_go(tmp_path: Path) -> None:
    block = one(write_workbook(tmp_path / "thua.xlsx", {"T": sheet([[None, None, "a"], [], [None, None, "b"]])}))
    assert texts(block) == [["a"], [""], ["b"]]


def test_bold_letters_are_told(tmp_path: Path) -> None:
    heading = Raw(f's="{BOLD}" t="inlineStr"', "<is><t>Nhóm một</t></is>")
    block = one(write_workbook(tmp_path / "dam.xlsx", {"T": sheet([[heading, "thường"]])}))
    assert [cell.bold for cell in block.rows[0]] == [True, False]


def test_the_open_sheet_comes_first_and_hidden_ones_not_at_all(tmp_path: Path) -> None:
    sheets = {name: sheet([[name]]) for name in ("Một", "Hai", "Ba", "Ẩn", "Ẩn kỹ")}
    states = {"Ẩn": "hidden", "Ẩn kỹ": "veryHidden"}
    source = read_source(write_workbook(tmp_path / "nhieu.xlsx", sheets, active=1, states=states))
    assert [(block.table, block.sheet) for block in source.blocks] == [(1, "Hai"), (2, "Một"), (3, "Ba")]


def test_a_cell_without_a_reference_stands_beside_the_last(tmp_path: Path) -> None:
    inline = '<c t="inlineStr"><is><t>{}</t></is></c>'
    data = f"<row>{inline.format('a')}{inline.format('b')}</row><row>{inline.format('c')}</row>"
    part = f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>'
    assert texts(one(write_workbook(tmp_path / "tran.xlsx", {"T": part}))) == [["a", "b"], ["c", ""]]


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("xl/vbaProject.bin", "file_macros"),
        ("xl/externalLinks/externalLink1.xml", "file_outside"),
        ("xl/connections.xml", "file_outside"),
    ],
)
def test_macros_and_foreign_sources_are_refused(tmp_path: Path, part: str, code: str) -> None:
    assert refusal(write_workbook(tmp_path / "x.xlsx", {"T": sheet([["a"]])}, parts={part: b"x"})) == code


def test_a_sheet_that_lies_outside_the_file_is_not_fetched(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "ngoai.xlsx", {"T": sheet([["a"]])})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(
        b'Target="worksheets/sheet1.xml"', b'Target="file:///etc/hosts" TargetMode="External"'
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert read_source(path).blocks == ()


def test_a_sheet_that_is_too_long_is_refused(tmp_path: Path) -> None:
    far = sheet([["a"]], first_row=MAX_ROWS + 1)
    assert refusal(write_workbook(tmp_path / "dai.xlsx", {"T": far})) == "sheet_too_large"
    wide = sheet([[*[None] * 400, "a"]])
    assert refusal(write_workbook(tmp_path / "rong.xlsx", {"T": wide})) == "sheet_too_large"


def test_a_merge_over_the_whole_sheet_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "gop.xlsx", {"T": sheet([["a", "b"]], ["A1:XFD1048576", "B1:A1", "rác"])})
    assert texts(one(path)) == [["a"]]


def test_a_bomb_in_a_sheet_is_stopped(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "bom.xlsx", {"T": sheet([["a" * 60_000_000]])})
    assert refusal(path) == "file_bomb"


def test_two_hundred_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "lon.xlsx"
    with path.open("wb") as stream:
        stream.truncate(4 * MAX_FILE)
    tracemalloc.start()
    assert refusal(path) == "file_too_large"
    assert tracemalloc.get_traced_memory()[1] < MAX_FILE
    tracemalloc.stop()


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"]
)
def test_entities_are_never_expanded(tmp_path: Path, part: str) -> None:
    hostile = f'<!DOCTYPE d [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><worksheet xmlns="{MAIN}">&b;</worksheet>'
    path = write_workbook(tmp_path / "thuc-the.xlsx", {"T": sheet([["a"]])}, parts={part: hostile})
    assert refusal(path) == "file_hostile"


def test_a_cut_workbook_is_damaged_at_every_length(tmp_path: Path) -> None:
    whole = write_workbook(tmp_path / "nguyen.xlsx", {"T": sheet([["a", "b"]])}).read_bytes()
    for length in range(2, len(whole), 41):
        (tmp_path / "cut.xlsx").write_bytes(whole[:length])
        assert refusal(tmp_path / "cut.xlsx") in ("file_damaged", "file_not_word")


def test_flipped_bytes_never_escape_as_something_else(tmp_path: Path) -> None:
    whole = write_workbook(tmp_path / "nguyen.xlsx", {"T": sheet([["a", "b"]], ["A1:B1"])}).read_bytes()
    path = tmp_path / "loi.xlsx"
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            read_source(path)
        except InvalidInput as refused:
            assert refused.code.startswith(("file_", "sheet_"))  # noqa: PT017
