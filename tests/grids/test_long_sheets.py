"""Workbooks row by row: the same cells as read whole, memory that does not grow, nothing that a file may smuggle in."""

from __future__ import annotations

import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.grids.workbooks import CLOCK, DAY, MAIN, Number, Raw, letters, shared_strings, sheet, write_workbook
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.grids import container, long_sheet
from ttcs_desktop.grids.container import Container, read_bytes
from ttcs_desktop.grids.source import office_tables
from ttcs_desktop.grids.streamed import open_table
from ui.kit.messages import message_of
from ui.workflows.messages import SUBJECTS


def streamed(path: Path) -> list[list[str]]:
    return [row.cells for row in open_table(path).rows()]


def whole(path: Path) -> list[list[str]]:
    blocks = office_tables(Container(read_bytes(path)), exact=True)
    return [_bare([cell.text for cell in row]) for block in blocks for row in block.rows]


def _bare(cells: list[str]) -> list[str]:
    """Without the empty cells at the right, which a reader row by row cannot know of."""
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def refusal(path: Path) -> str:
    with pytest.raises(InvalidInput) as refused:
        streamed(path)
    return refused.value.code


def test_everything_a_cell_may_hold_is_read_as_in_short_workbooks(tmp_path) -> None:
    rich = "<r><t>Bản </t></r><r><t>tin</t></r><rPh><t>x</t></rPh>"
    first = [
        ["Nhật ký", None, None],
        [],
        [Number(46167.270857, CLOCK), Number(46167, DAY), Number(0.5, CLOCK), 1800, Number(1.5)],
        [Raw('t="s"', "<v>0</v>"), Raw('t="s"', "<v>1</v>"), Raw('t="s"', "<v>9</v>"), Raw('t="b"', "<v>1</v>")],
        [Raw('t="str"', "<f>A1&amp;B1</f><v>hai\n dòng</v>"), Raw('t="d"', "<v>2026-05-25T00:00:00</v>"), " "],
    ]
    path = write_workbook(
        tmp_path / "log.xlsx",
        {
            "Cũ": sheet([["thứ hai"]]),
            "Ẩn": sheet([["không ai thấy"]]),
            "Mở": sheet(first, merges=["A3:C3", "A5:A6", "D6:E7"], first_row=3),
        },
        parts=shared_strings(rich, "<t>Phường &lt;1&gt;</t>"),
        states={"Ẩn": "hidden"},
        active=2,
    )
    assert [_bare(row) for row in streamed(path)] == whole(path)
    assert streamed(path)[5] == ["25/05/2026 06:30:02", "Phường <1>", "", "x", "x"]
    assert streamed(path)[-1] == ["thứ hai"]


cell = st.one_of(st.none(), st.sampled_from(["Bản tin", "", "06:30"]), st.integers(0, 99))
place = st.tuples(st.integers(0, 7), st.integers(0, 5))


@settings(max_examples=25)
@given(
    rows=st.lists(st.lists(cell, max_size=5), max_size=7),
    box=st.none() | st.tuples(place, place),
    first=st.integers(1, 4),
)
def test_any_sheet_reads_as_it_shows(tmp_path_factory, rows, box, first) -> None:
    shown = {
        (first - 1 + at, column): str(held)
        for at, row in enumerate(rows)
        for column, held in enumerate(row)
        if held not in (None, "")
    }
    height = max((at + 1 for at, _ in shown), default=0)
    merges = []
    if box:
        (top, bottom), (left, right) = (sorted(axis) for axis in zip(*box, strict=True))
        merges = [f"{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"]
        held = shown.get((top, left), "")
        shown |= {(at, column): held for at in range(top, bottom + 1) for column in range(left, right + 1)}
    path = write_workbook(tmp_path_factory.mktemp("w") / "a.xlsx", {"Trang": sheet(rows, merges, first)})
    if not height:
        assert refusal(path) == "file_empty"
        return
    expected = [_bare([shown.get((at, column), "") for column in range(9)]) for at in range(height)]
    assert list(map(_bare, streamed(path))) == expected


def test_a_long_log_needs_no_more_memory_than_a_short_one(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(long_sheet, "_REMEMBERED", 64)
    monkeypatch.setattr(container, "_PIECE", 4096)

    def peak(count: int) -> int:
        moments = [f"<t>25/05/2026 {at // 3600:02d}:{at // 60 % 60:02d}:{at % 60:02d}</t>" for at in range(count)]
        rows = [[Raw('t="s"', f"<v>{at}</v>"), at, "Bản tin phường"] for at in range(count)]
        path = write_workbook(tmp_path / f"{count}.xlsx", {"Nhật ký": sheet(rows)}, parts=shared_strings(*moments))
        del moments, rows
        tracemalloc.start()
        last = None
        for last in open_table(path).rows():
            if last.number == 1:
                tracemalloc.reset_peak()  # the file was looked through in pieces of a megabyte until here
            assert last.cells[1] == str(last.number - 1)
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert last is not None
        assert last.number == count
        return top

    peak(10)  # what is read in once for all files
    few, many = 800, 2_400
    assert (peak(many) - peak(few)) / (many - few) < 60  # bytes a row: where its texts lie; the row itself is 300


def test_rows_beyond_the_cap_are_refused_in_words(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(long_sheet, "LONGEST_WORKBOOK", 10)
    path = write_workbook(tmp_path / "a.xlsx", {"Trang": sheet([["một", 2]] * 11)})
    with pytest.raises(InvalidInput) as refused:
        streamed(path)
    said = message_of(refused.value, SUBJECTS)
    assert said.happened == "Tệp có quá 10 dòng."
    assert "CSV" in said.do


def test_what_is_broken_or_hostile_is_refused_by_name(tmp_path) -> None:
    def refused(part: str | bytes, **more: object) -> str:
        return refusal(write_workbook(tmp_path / "a.xlsx", {"Trang": sheet([["x"]])}, parts={
            "xl/worksheets/sheet1.xml": part, **more,
        }))  # fmt: skip

    row = '<row r="{}"><c><v>1</v></c></row>'
    good = f'<worksheet xmlns="{MAIN}"><sheetData>{row.format(2)}'
    end = "</sheetData></worksheet>"
    assert refused(good) == "file_damaged"
    assert refused(good + row.format(1) + end) == "file_damaged"
    assert refused(good + row.format(1_048_577) + end) == "file_damaged"
    assert refused(f'<!DOCTYPE x [<!ENTITY a "b">]>{good}{end}') == "file_hostile"
    assert (
        refused((f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x>{good}{end}').encode("utf-16")) == "file_hostile"
    )
    merged = f"<mergeCells>{''.join(f'<mergeCell ref={chr(34)}A{n}:IV1048576{chr(34)}/>' for n in (1, 2))}</mergeCells>"
    assert refused(f"{good}</sheetData>{merged}</worksheet>") == "file_bomb"
    assert refused(good + end, **{"xl/vbaProject.bin": b""}) == "file_macros"
    assert refused(good + end, **{"xl/connections.xml": ""}) == "file_outside"
    assert refused(f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData/></x:worksheet>') == "file_empty"


def test_a_workbook_that_breaks_off_or_is_none_is_refused(tmp_path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"Trang": sheet([[f"dòng {at}", at * 7919] for at in range(3000)])})
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert refusal(path) == "file_damaged"
    broken = bytearray(data)
    at = data.index(b"xl/worksheets/sheet1.xml") + 200
    broken[at : at + 40] = bytes(40)
    path.write_bytes(broken)
    assert refusal(path) == "file_damaged"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    assert refusal(path) == "file_not_word"
