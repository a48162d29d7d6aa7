"""Tables on paper: heads repeated, days whole, merged cells, and what happens when something is too big."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from tests.papers import boxes, samples
from ttcs_desktop.broadcast.papers import WeekLine, week_sheet
from ttcs_desktop.papers.model import Align, Closing, Column, Document, Paragraph, Row, Table, Title
from ui.kit.printing import page_count, write_pdf

COLUMNS = (Column("TT", 15, Align.CENTRE), Column("Ngày", 30), Column("Việc", 120))


def printed(document: Document, folder: Path) -> list[boxes.Box]:
    path = folder / "paper.pdf"
    write_pdf(document, path)
    return boxes.read_words(path)


def grouped_rows(days: int, per_day: int) -> tuple[Row, ...]:
    """Rows whose second cell is merged over each day, every number word once in the table."""
    return tuple(
        Row((f"r{day}x{nth}", f"day{day}" if nth == 0 else None, f"việc{day}x{nth}"), group=f"d{day}")
        for day in range(days)
        for nth in range(per_day)
    )


@pytest.mark.parametrize("lead", range(14))
def test_a_day_is_never_split_and_the_head_stands_on_each_page(qapp: object, tmp_path: Path, lead: int) -> None:
    before = tuple(Paragraph(f"Đoạn văn số {at}.") for at in range(lead))
    document = Document("Thử bảng", (*before, Table(COLUMNS, grouped_rows(12, 5))))
    words = printed(document, tmp_path)
    pages_of_day: dict[str, set[int]] = defaultdict(set)
    for word in words:
        if word.text.startswith("việc"):
            pages_of_day[word.text.split("x")[0]].add(word.page)
    assert len(pages_of_day) == 12
    assert all(len(pages) == 1 for pages in pages_of_day.values())
    table_pages = {page for pages in pages_of_day.values() for page in pages}
    assert {word.page for word in words if word.text == "Ngày"} == table_pages
    assert len([word for word in words if word.text == "Ngày"]) == len(table_pages)


def test_a_merged_cell_is_centred_over_its_rows(qapp: object, tmp_path: Path) -> None:
    words = printed(Document("Thử bảng", (Table(COLUMNS, grouped_rows(2, 3)),)), tmp_path)
    middle = boxes.find(words, "việc0x1")
    day = boxes.find(words, "day0")
    assert day.baseline == pytest.approx(middle.baseline, abs=0.1)


def test_a_day_taller_than_a_page_goes_on_with_its_name_repeated(qapp: object, tmp_path: Path) -> None:
    words = printed(Document("Thử bảng", (Table(COLUMNS, grouped_rows(1, 90)),)), tmp_path)
    rows = [word.text for word in words if word.text.startswith("việc")]
    assert sorted(rows) == sorted(f"việc0x{at}" for at in range(90))
    pages = {word.page for word in words if word.text.startswith("việc")}
    assert len(pages) >= 3
    assert {word.page for word in words if word.text == "day0"} == pages
    assert max(word.bottom for word in words) <= 277.1


def test_a_cell_taller_than_a_page_is_continued(qapp: object, tmp_path: Path) -> None:
    tokens = [f"từ{at}" for at in range(3000)]
    rows = (Row(("1", "02/6", " ".join(tokens))), Row(("2", "03/6", "hết")))
    words = printed(Document("Thử bảng", (Table(COLUMNS, rows),)), tmp_path)
    assert [word.text for word in words if word.text.startswith("từ")] == tokens
    assert max(word.bottom for word in words) <= 277.1
    assert min(word.top for word in words if word.top > 19) >= 19.9


def test_a_merged_cell_taller_than_its_rows_makes_room(qapp: object, tmp_path: Path) -> None:
    rows = (Row(("1", "một hai ba bốn năm sáu bảy tám chín mười", "a")), Row(("2", None, "b")), Row(("3", "sau", "c")))
    words = printed(Document("Thử bảng", (Table(COLUMNS, rows),)), tmp_path)
    assert boxes.find(words, "sau").top >= max(boxes.find(words, word).bottom for word in ("mười", "b"))


def test_two_thousand_rows_are_all_there(qapp: object, tmp_path: Path) -> None:
    rows = tuple(Row((str(at), "02/6", f"việc{at}")) for at in range(2000))
    words = printed(Document("Thử bảng", (Table(COLUMNS, rows),)), tmp_path)
    assert [word.text for word in words if word.text.startswith("việc")] == [f"việc{at}" for at in range(2000)]
    last = max(word.page for word in words)
    numbers = {word.page: word.text for word in words if word.top < 19}
    assert numbers == {page: str(page) for page in range(2, last + 1)}


def test_an_empty_table_prints_its_head_and_nothing_else(qapp: object, tmp_path: Path) -> None:
    words = printed(Document("Thử bảng", (Table(COLUMNS, ()),)), tmp_path)
    assert [word.text for word in words] == ["TT", "Ngày", "Việc"]


def test_a_table_without_columns_or_a_paper_without_blocks_is_one_empty_page(qapp: object) -> None:
    assert page_count(Document("Trống", (Table((), ()),))) == 1
    assert page_count(Document("Trống", ())) == 1


def test_a_word_wider_than_its_column_is_cut_and_stays_inside(qapp: object, tmp_path: Path) -> None:
    long = "a" * 400
    words = printed(Document("Thử bảng", (Table(COLUMNS, (Row(("1", long, "b")),)),)), tmp_path)
    pieces = [word for word in words if set(word.text) == {"a"}]
    assert sum(len(piece.text) for piece in pieces) == 400
    assert all(piece.left >= 45 and piece.right <= 75 for piece in pieces)


def test_a_head_taller_than_a_page_is_printed_once_and_whole(qapp: object, tmp_path: Path) -> None:
    tokens = [f"đầu{at}" for at in range(800)]
    columns = (Column(" ".join(tokens), 100), Column("B", 65))
    words = printed(Document("Thử bảng", (Table(columns, (Row(("một", "hai")),)),)), tmp_path)
    assert [word.text for word in words if word.text.startswith("đầu")] == tokens
    assert boxes.find(words, "một hai").page == max(word.page for word in words)
    assert max(word.bottom for word in words) <= 277.1


def test_a_title_or_a_list_of_recipients_longer_than_a_page_goes_on(qapp: object, tmp_path: Path) -> None:
    tokens = [f"tựa{at}" for at in range(900)]
    offices = tuple(f"nơi{at}" for at in range(150))
    blocks = (
        Title("THÔNG BÁO", " ".join(tokens)),
        Paragraph("Giữa."),
        Closing(offices, ("CHỦ TỊCH",), "Trần Văn Minh"),
    )
    words = printed(Document("Thử", blocks), tmp_path)
    assert [word.text for word in words if word.text.startswith("tựa")] == tokens
    assert [word.text.rstrip(";.") for word in words if word.text.startswith("nơi")] == list(offices)
    assert max(word.bottom for word in words) <= 277.1


def test_numbers_end_at_the_right_edge_of_their_cells(qapp: object, tmp_path: Path) -> None:
    words = printed(samples.half_year(), tmp_path)
    ends = {round(boxes.find(words, text).right, 1) for text in ("186.420", "8.412", "9.318")}
    assert len(ends) == 1


def test_rows_and_their_lines_lie_inside_the_text_block(qapp: object, tmp_path: Path) -> None:
    write_pdf(samples.week(), tmp_path / "week.pdf")
    lines = [line for line in boxes.strokes(tmp_path / "week.pdf", 1, tmp_path, shortest=9) if line.y > 60]
    whole = [line for line in lines if line.length > 250]
    assert len(whole) == 8  # above and below the head, then under each of the six days
    for line in whole:
        assert line.left == pytest.approx(30.0, abs=0.5)
        assert line.right == pytest.approx(282.0, abs=0.5)
    words = boxes.read_words(tmp_path / "week.pdf")
    lowest = max(word.bottom for word in words if word.page == 1)
    assert lowest < whole[-1].y


@pytest.mark.parametrize("count", range(20, 44))
def test_the_signature_takes_two_rows_with_it(qapp: object, tmp_path: Path, count: int) -> None:
    rows = tuple(Row((str(at), "02/6", f"việc{at}")) for at in range(count))
    closing = Closing(("Lưu: VT",), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Trần Văn Minh")
    words = printed(Document("Thử ký", (Table(COLUMNS, rows), closing)), tmp_path)
    signed = boxes.find(words, "Trần Văn Minh").page
    assert len([word for word in words if word.page == signed and word.text.startswith("việc")]) >= 2


@pytest.mark.parametrize("count", range(26, 40))
def test_the_signature_takes_two_lines_of_text_with_it(qapp: object, tmp_path: Path, count: int) -> None:
    lines = tuple(Paragraph(f"Nội{at} dung ngắn.") for at in range(count))
    closing = Closing(("Lưu: VT",), ("CHỦ TỊCH",), "Trần Văn Minh")
    words = printed(Document("Thử ký", (*lines, closing)), tmp_path)
    signed = boxes.find(words, "Trần Văn Minh").page
    assert len([word for word in words if word.page == signed and word.text.startswith("Nội")]) >= 2


def test_a_full_day_before_the_signature_gives_it_two_rows(qapp: object, tmp_path: Path) -> None:
    closing = Closing(("Lưu: VT",), ("CHỦ TỊCH",), "Trần Văn Minh")
    words = printed(Document("Thử ký", (Table(COLUMNS, grouped_rows(1, 34)), closing)), tmp_path)
    signed = boxes.find(words, "Trần Văn Minh").page
    assert len([word for word in words if word.page == signed and word.text.startswith("việc")]) == 2
    assert {word.page for word in words if word.text == "day0"} == {1, 2}


def test_a_group_heading_stays_with_its_first_row(qapp: object, tmp_path: Path) -> None:
    for lead in range(30, 37):
        body = tuple(Row((str(at), "02/6", f"việc{at}")) for at in range(lead))
        rows = (*body, Row(("Nhóm phát thanh",), banner=True), Row(("x", "y", "kếtiếp")))
        words = printed(Document("Thử bảng", (Table(COLUMNS, rows),)), tmp_path)
        assert boxes.find(words, "Nhóm phát thanh").page == boxes.find(words, "kếtiếp").page


def test_a_long_week_keeps_its_days_whole(qapp: object, tmp_path: Path) -> None:
    sheet = samples.week_input()
    lines: list[WeekLine] = []
    for at, line in enumerate(sheet.lines * 3):
        lines.append(replace(line, title=f"mục{at}", day=line.day + dt.timedelta(days=at % 2)))
    words = printed(week_sheet(replace(sheet, lines=tuple(lines))), tmp_path)
    for at in range(len(lines)):
        boxes.find(words, f"mục{at}")
    pages_of_day: dict[dt.date, set[int]] = defaultdict(set)
    for at, line in enumerate(lines):
        pages_of_day[line.day].add(boxes.find(words, f"mục{at}").page)
    assert all(len(pages) == 1 for pages in pages_of_day.values())
