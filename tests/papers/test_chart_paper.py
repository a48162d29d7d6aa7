"""A chart on paper: as tall as its numbers, inside the margins, in shades that a black printer tells apart."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from tests.papers.boxes import read_words
from ttcs_desktop.papers.chart import Chart, Series
from ttcs_desktop.papers.docx import docx_bytes
from ttcs_desktop.papers.nd30 import MARGIN_LEFT, MARGIN_RIGHT
from ttcs_desktop.statistics.charts.papers import chart_paper
from ui.kit.paper.chart import chart_piece
from ui.kit.paper.marks import Bar, Rule, Words, extent, mm
from ui.kit.paper.typeset import Typesetter
from ui.kit.printing import page_image, write_pdf

WIDTH = mm(165)
MONTHS = Chart(
    "Số buổi theo tháng, năm 2026",
    "buổi",
    0,
    tuple(f"T{at}" for at in range(1, 13)),
    (
        Series("Năm 2026", (*(Decimal(at * 10) for at in range(1, 6)), *[None] * 7)),
        Series("Năm 2025", tuple(Decimal(at * 5) for at in range(1, 13))),
    ),
)
SOURCES = Chart(
    "Thời lượng theo nguồn, năm 2026",
    "giờ",
    1,
    ("Đài phường", "Một cơ quan có cái tên rất dài không nằm gọn trong một phần ba bề ngang của tờ giấy"),
    (Series("Năm 2026", (Decimal("97.6"), Decimal("0.1"))), Series("Năm 2025", (None, Decimal("1234.5")))),
    lying=True,
)
EMPTY = Chart("Trống", "giờ", 1, ("T1",), (Series("Năm 2026", (None,)),))


def bars(chart: Chart) -> list[Bar]:
    """Without the two boxes of the legend."""
    return [one for one in chart_piece(chart, Typesetter(), WIDTH).marks if isinstance(one, Bar)][len(chart.series) :]


def test_columns_are_as_tall_as_their_numbers_and_a_blank_has_none(qapp: object) -> None:
    found = bars(MONTHS)
    newer = [one.height for one in found if one.grey > 0.5]
    older = [one.height for one in found if one.grey < 0.5]
    assert (len(newer), len(older)) == (5, 12)
    assert [round(one / newer[0], 3) for one in newer] == [1, 2, 3, 4, 5]
    assert newer[0] / older[0] == pytest.approx(2)
    assert len({round(one.y + one.height, 3) for one in found}) == 1


@pytest.mark.parametrize("chart", [MONTHS, SOURCES, EMPTY], ids=lambda one: one.title[:5])
def test_nothing_leaves_the_text_block(qapp: object, chart: Chart) -> None:
    setter = Typesetter()
    piece = chart_piece(chart, setter, WIDTH)
    for mark in piece.marks:
        if isinstance(mark, Words):
            assert mark.x >= -1
            assert mark.x + setter.width(mark.type, mark.text) <= WIDTH + 1
        elif isinstance(mark, Rule):
            assert min(mark.x1, mark.x2) >= -1
            assert max(mark.x1, mark.x2) <= WIDTH + 1
        else:
            assert mark.x >= -1
            assert mark.x + mark.width <= WIDTH + 1
        assert extent(mark)[1] <= piece.height + mm(1)


def test_the_pdf_has_words_that_can_be_searched_and_the_picture_its_shades(qapp: object, tmp_path: Path) -> None:
    paper = chart_paper(SOURCES, "phường Mẫu", dt.date(2026, 6, 2), trial=False)
    words = read_words(write_pdf(paper, tmp_path / "a.pdf") or tmp_path / "a.pdf")
    assert {"97,6", "1.234,5", "giờ"} <= {word.text for word in words}
    assert min(word.left for word in words) >= MARGIN_LEFT - 0.5
    assert max(word.right for word in words) <= 210 - MARGIN_RIGHT + 0.5
    image = page_image(paper, 0, 50)
    shades = {
        image.pixelColor(x, y).lightness() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    }
    assert any(80 < one < 120 for one in shades)
    assert any(215 < one < 235 for one in shades)


def test_word_has_the_table_and_says_where_the_chart_is(tmp_path: Path) -> None:
    import docx

    (tmp_path / "a.docx").write_bytes(docx_bytes(chart_paper(MONTHS, "phường Mẫu", dt.date(2026, 6, 2), trial=False)))
    file = docx.Document(str(tmp_path / "a.docx"))
    assert any("biểu đồ ở bản PDF" in one.text for one in file.paragraphs)
    assert [cell.text for cell in file.tables[0].rows[1].cells] == ["T1", "10", "5"]
