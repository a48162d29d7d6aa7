"""Tables out of HTML: merges as browsers show them, Word's and Excel's clipboard, and what is meant to do harm."""

from __future__ import annotations

import time
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.grids.block import Block, Merge
from ttcs_desktop.grids.html import MAX_LETTERS, MAX_NESTING, read_html
from ttcs_desktop.grids.pasted import Pasted, tabbed_table

WORD = """Version:1.0\r\nStartHTML:0000000105\r\nEndHTML:0000001000\r\nSourceURL:file:///C:/Users/can-bo/phu-luc.docx\r\n
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8><title>Tên tệp</title>
<style><!-- td {mso-style:x} --></style><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--></head>
<body><!--StartFragment--><p class=MsoNormal>PHỤ LỤC</p>
<table class=MsoTableGrid border=1><tr style='mso-yfti-irow:0'><td width=10><p class=MsoNormal><b><span
lang=VI>STT<o:p></o:p></span></b></p></td><td><p><b>Nhiệm vụ,<br>giải pháp</b></p></td></tr>
<tr><td><p><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]></p></td>
<td><p>Duy trì <del>bỏ</del><span style='mso-hide:all'>ẩn</span>đài&nbsp;&amp; bảng&#32;tin</p><p>Dòng hai</p></td></tr>
</table><!--EndFragment--></body></html>"""


def texts(block: Block) -> list[list[str]]:
    return [[cell.text for cell in row] for row in block.rows]


def test_words_clipboard_gives_what_the_reader_sees() -> None:
    (block,) = read_html(WORD)
    assert texts(block) == [
        ["STT", "Nhiệm vụ,\ngiải pháp"],
        ["1.", "Duy trì đài & bảng tin\nDòng hai"],
    ]
    assert block.before == ("PHỤ LỤC",)
    assert [cell.bold for row in block.rows for cell in row] == [True, True, False, False]


def test_spans_reach_right_and_down_and_push_what_follows() -> None:
    (block,) = read_html(
        "<table><tr><td rowspan=2>a<td colspan=2>b<td>c</tr><tr><td>d<td>e<td>f</tr><tr><td colspan=9>g</tr></table>"
    )
    assert texts(block)[:2] == [["a", "b", "b", "c"], ["a", "d", "e", "f"]]
    assert texts(block)[2][0] == "g"
    assert block.rows[1][0].merge is Merge.FROM_ABOVE
    assert block.rows[0][2].merge is Merge.FROM_LEFT


@pytest.mark.parametrize("span", ["0", "-3", "abc", "999999999999", ""])
def test_a_span_that_is_none_counts_as_one(span: str) -> None:
    (block,) = read_html(f'<table><tr><td rowspan="{span}" colspan="{span}">a<td>b</tr></table>')
    assert texts(block) == [["a", "b"]]


def test_a_table_inside_a_cell_is_a_table_and_its_words_stay() -> None:
    outer, inner = read_html("<table><tr><td>A<table><tr><td>x<td>y</table>B</table>")
    assert (texts(outer), texts(inner)) == ([["A\nx y\nB"]], [["x", "y"]])
    assert (outer.parent, inner.parent) == (None, 1)


def test_tables_too_deep_are_read_as_text() -> None:
    deep = "<table><tr><td>" * 500 + "sâu" + "</td></tr></table>" * 500
    blocks = read_html(deep)
    assert len(blocks) == MAX_NESTING
    assert "sâu" in texts(blocks[0])[0][0]


def test_unclosed_markup_still_gives_its_table() -> None:
    (block,) = read_html("<table><tr><td>a<td>b<tr><td>c<td>1 < 2 & 3")
    assert texts(block) == [["a", "b"], ["c", "1 < 2 & 3"]]


def test_nothing_unseen_is_read() -> None:
    (block,) = read_html(
        "<script>document.write('<table><tr><td>x</table>')</script><table><tr><td>thấy"
        "<script>alert(1)</script><style>td{}</style><iframe src='http://x'>trong</iframe>"
        "<span style='display:none'>ẩn</span><img src='file:///C:/x.png' onerror=a></table>"
    )
    assert texts(block) == [["thấy"]]


HOSTILE = {
    "comments that never close": "<!--",
    "tags that never close": "<a ",
    "nothing but signs": "<",
    "tables within tables": "<table><tr><td>",
    "script after script": "<script>",
    "bold after bold": "<b>",
    "what was deleted": "<del>",
    "declarations": "<!",
    "ends of nothing": "</td></table>",
    "characters by number": "&#x",
    "spans over everything": "<table><tr><td rowspan=9999 colspan=63>x",
    "cells": "<td>x",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_markup_is_done_with_in_seconds(piece: str) -> None:
    text = "<table>" + piece * (400_000 // len(piece))
    begun = time.monotonic()
    try:
        read_html(text)
    except InvalidInput as refused:
        assert refused.code == "paste_too_large"  # noqa: PT017
    assert time.monotonic() - begun < 15  # a tenth of what the clipboard may hold; a rescan would take hours


def test_what_is_too_large_is_refused_unread() -> None:
    for pasted in (Pasted(html="<" * (MAX_LETTERS + 1)), Pasted(text="a\t" * MAX_LETTERS)):
        with pytest.raises(InvalidInput, match="paste_too_large"):
            pasted.blocks()
    with pytest.raises(InvalidInput, match="paste_empty"):
        Pasted(" \n", "").blocks()


@given(st.text(max_size=300))
def test_no_text_whatever_escapes(text: str) -> None:
    read_html(f"<table>{text}")
    read_html(text)


shapes = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(1, 3), st.integers(1, 3)), max_size=6)


@settings(deadline=None)
@given(shapes)
def test_spans_come_back_as_they_were_laid(shapes: list[tuple[int, int, int, int]]) -> None:
    """Rectangles are laid on a 5×5 grid where they fit; written with rowspan and colspan, each comes back in place."""
    size = 5
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for row, column, down, wide in shapes:
        places = [(row + d, column + w) for d, w in product(range(down), range(wide))]
        if all(max(place) < size and place not in owner for place in places):
            spans[row, column] = (down, wide)
            owner |= dict.fromkeys(places, (row, column))
    markup = "<table>"
    for row in range(size):
        markup += "<tr>"
        for column in range(size):
            place = owner.setdefault((row, column), (row, column))
            if place == (row, column):
                down, wide = spans.get(place, (1, 1))
                markup += f"<td rowspan={down} colspan={wide}>{row}.{column}</td>"
        markup += "</tr>"
    (block,) = read_html(markup + "</table>")
    kept = [column for column in range(size) if any(owner[row, column][1] == column for row in range(size))]
    assert texts(block) == [[".".join(map(str, owner[row, column])) for column in kept] for row in range(size)]


def test_excels_text_with_tabs_keeps_lines_inside_quotes() -> None:
    (block,) = tabbed_table('STT\tNhiệm vụ\tChủ trì\r\n1\t"Dòng một\nDòng ""hai"""\tCông an\r\n')
    assert texts(block) == [["STT", "Nhiệm vụ", "Chủ trì"], ["1", 'Dòng một\nDòng "hai"', "Công an"]]


@pytest.mark.parametrize("text", ["", "một dòng", "a\nb\nc\td", "\t\n\t"])
def test_mere_text_is_no_table(text: str) -> None:
    assert tabbed_table(text) == ()
