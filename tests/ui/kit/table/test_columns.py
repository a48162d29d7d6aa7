"""Columns as data: office writing, Vietnamese order, blocks of cells as Excel writes them."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.kit.chips import Status
from ui.kit.table.blocks import from_html, from_tsv, to_html, to_tsv
from ui.kit.table.columns import Column, written

CELLS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_characters="\r\x00", exclude_categories=["Cs", "Cc"]), max_size=8
)
BLOCKS = st.integers(1, 4).flatmap(
    lambda n: st.lists(st.lists(CELLS.map(str.strip), min_size=n, max_size=n), min_size=1, max_size=5)
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (1234, "1.234"),
        (Decimal("8.2"), "8,2"),
        (dt.date(2026, 6, 2), "02/06/2026"),
        (Status("Đủ"), "Đủ"),
        (True, "có"),
        ("Loa", "Loa"),
    ],
)
def test_facts_are_written_as_the_office_does(value: object, words: str) -> None:
    assert written(value) == words


def test_words_are_in_vietnamese_order_and_empty_cells_last() -> None:
    column = Column[str | None]("Tên", lambda row: row)
    names = ["Zalo", None, "Đài", "Dân", "Ân", "Tổ 10", "Tổ 2", "An"]
    assert sorted(names, key=column.order) == ["An", "Ân", "Dân", "Đài", "Tổ 2", "Tổ 10", "Zalo", None]


@given(BLOCKS)
def test_a_block_survives_the_clipboard_as_text(block: list[list[str]]) -> None:
    if any(cell for row in block for cell in row):
        assert from_tsv(to_tsv(block)) == block


@given(BLOCKS)
def test_a_block_survives_the_clipboard_as_html(block: list[list[str]]) -> None:
    plain = [[" ".join(cell.split()) for cell in row] for row in block]
    assert from_html(to_html(plain)) == plain


def test_excel_quotes_and_ragged_rows_are_read() -> None:
    assert from_tsv('1\t"hai\ndòng"\r\n3\r\n') == [["1", "hai\ndòng"], ["3", ""]]


def test_only_text_is_taken_out_of_foreign_html() -> None:
    text = (
        "<p>bỏ</p><table><tr><td><a href='file:///x'>một</a><img src=x></td><td><p>hai</p><p>dòng</p></td></tr></table>"
        "<table><tr><td>khác</td></tr></table>"
    )
    assert from_html(text) == [["một", "hai\ndòng"]]
    assert from_html("không có bảng") == []
