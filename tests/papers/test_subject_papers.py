"""What the week sheet, the report, the sheet to type off and the receipt say."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.papers import samples
from ttcs_desktop.broadcast.model import Priority, Session
from ttcs_desktop.broadcast.papers import WeekLine, week_sheet
from ttcs_desktop.papers.model import Addressees, Closing, Document, Heading, Masthead, Note, Paragraph, Table, Title
from ttcs_desktop.statistics.papers import (
    FigureLine,
    ManualSheet,
    Origin,
    ReceiptPaper,
    manual_sheet,
    receipt_paper,
    report,
)
from ui.kit.printing import page_count


def only(document: Document, kind: type) -> object:
    (block,) = [block for block in document.blocks if isinstance(block, kind)]
    return block


def paragraphs(document: Document) -> str:
    return "\n".join(block.text for block in document.blocks if isinstance(block, Paragraph))


def notes(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Note)]


def test_the_week_is_named_by_number_and_days() -> None:
    assert only(samples.week(), Title) == Title(
        "THÔNG BÁO", "Lịch phát thanh tuần 23, từ ngày 01 tháng 6 đến ngày 07 tháng 6 năm 2026"
    )


def test_a_week_over_the_new_year_names_both_years() -> None:
    sheet = replace(samples.week_input(), first_day=dt.date(2026, 12, 28), last_day=dt.date(2027, 1, 3), week_no=53)
    assert "từ ngày 28 tháng 12 năm 2026 đến ngày 03 tháng 01 năm 2027" in only(week_sheet(sheet), Title).about


def test_day_and_session_are_written_once_and_rows_are_numbered_through() -> None:
    table = only(samples.week(), Table)
    assert [row.cells[0] for row in table.rows] == [str(at) for at in range(1, 18)]
    assert [row.cells[1] for row in table.rows][4:9] == ["Thứ Tư\n03/6", None, None, None, "Thứ Năm\n04/6"]
    assert [row.cells[2] for row in table.rows][4:9] == ["Sáng", None, None, "Chiều", "Sáng"]
    assert len({row.group for row in table.rows}) == 6


def test_lines_are_put_in_order_of_time_whatever_order_they_came_in() -> None:
    sheet = samples.week_input()
    assert week_sheet(replace(sheet, lines=sheet.lines[::-1])) == week_sheet(sheet)


def test_an_airing_over_midnight_says_that_it_ends_the_next_day() -> None:
    assert only(samples.week(), Table).rows[-1].cells[3] == "23:45 - 00:15\n(hôm sau)"


def test_kinds_are_labelled_and_a_foreign_label_stands_as_it_is() -> None:
    line = WeekLine(
        samples.MONDAY, Session.NOON, "11:30", "12:00", 30, "x", "relay", "VOV1", Priority.PRIORITY, "Toàn phường"
    )
    lines = (line, replace(line, start="12:00", end="12:30", kind="Xổ số"))
    rows = only(week_sheet(replace(samples.week_input(), lines=lines)), Table).rows
    assert rows[0].cells[6:] == ("Tiếp âm", "VOV1", "Ưu tiên", "Toàn phường")
    assert rows[1].cells[6] == "Xổ số"


def test_a_week_without_airings_says_so_instead_of_an_empty_table() -> None:
    document = week_sheet(replace(samples.week_input(), lines=()))
    assert not any(isinstance(block, Table) for block in document.blocks)
    assert "không có chương trình phát theo lịch" in paragraphs(document)


def test_the_report_leaves_number_and_day_to_the_pen() -> None:
    head = only(samples.half_year(), Masthead)
    assert head.number_line == "Số:      /BC-UBND"
    assert head.place_and_date == "Mẫu, ngày      tháng      năm 2026"
    signed = report(replace(samples.report_input(), number=6, date=dt.date(2026, 6, 2)))
    assert only(signed, Masthead).number_line == "Số: 06/BC-UBND"
    assert only(signed, Masthead).place_and_date == "Mẫu, ngày 02 tháng 6 năm 2026"


def test_the_opening_names_basis_window_and_cut_off() -> None:
    opening = paragraphs(samples.half_year()).splitlines()[0]
    assert opening.startswith("Thực hiện Kế hoạch số 184/KH-SVHTT ngày 31 tháng 3 năm 2025")
    assert "(số liệu từ ngày 01 tháng 01 năm 2026 đến hết ngày 30 tháng 5 năm 2026) như sau:" in opening
    bare = paragraphs(report(replace(samples.report_input(), basis=""))).splitlines()[0]
    assert bare.startswith("Ủy ban nhân dân phường Mẫu báo cáo kết quả")


def test_values_typed_or_carried_are_marked_with_their_reason() -> None:
    document = samples.half_year()
    names = [row.cells[1] for row in only(document, Table).rows]
    assert [name for name in names if name.endswith(")")][:2] == [
        "Bảng tin công cộng (1)",
        "Tuyên truyền viên cơ sở (2)",
    ]
    assert notes(document) == [
        "Số liệu theo bản chốt số 1 ngày 02/6/2026, mã kiểm tra 9F2C 71E0 4B8D A356.",
        "(1) Số liệu có phần mang sang từ kỳ trước: chưa kiểm kê lại trong kỳ.",
        "(2) Số liệu do cán bộ nhập, lý do: đếm theo danh sách ký nhận ngày 29/5/2026.",
    ]


def test_without_anything_known_of_the_past_the_columns_are_left_out() -> None:
    lines = (FigureLine("Số buổi phát thanh", "buổi", Decimal(193)), FigureLine("Số giờ", "giờ", None))
    table = only(report(replace(samples.report_input(), lines=lines)), Table)
    assert [column.head for column in table.columns] == ["TT", "Chỉ tiêu", "Đơn vị\ntính", "6 tháng đầu\nnăm 2026"]
    assert [row.cells for row in table.rows] == [
        ("1", "Số buổi phát thanh", "buổi", "193"),
        ("2", "Số giờ", "giờ", "-"),
    ]


def test_a_figure_of_which_nothing_was_known_is_not_compared() -> None:
    lines = (FigureLine("a", "bài", Decimal(5), Decimal(3)), FigureLine("b", "bài", Decimal(5)))
    rows = only(report(replace(samples.report_input(), lines=lines)), Table).rows
    assert [row.cells[4:] for row in rows] == [("3", "+2"), ("-", "")]


def test_group_headings_span_the_table_and_take_no_number() -> None:
    lines = (FigureLine("I. Phát thanh", heading=True), FigureLine("Số buổi", "buổi", Decimal(1)))
    rows = only(report(replace(samples.report_input(), lines=lines)), Table).rows
    assert rows[0].banner
    assert rows[0].cells == ("I. Phát thanh",)
    assert rows[1].cells[0] == "1"


def test_unfrozen_figures_make_the_whole_paper_preliminary() -> None:
    document = report(replace(samples.report_input(), snapshot=None))
    assert document.preliminary
    assert notes(document)[0] == "Số liệu sơ bộ, chưa chốt, tính đến hết ngày 30/5/2026."
    assert not samples.half_year().preliminary


def test_before_the_cut_off_a_paper_says_to_which_day_it_was_counted() -> None:
    paper = replace(samples.report_input(), snapshot=None, drawn_on=dt.date(2026, 5, 20))
    document = report(paper)
    assert "đến hết ngày 20 tháng 5 năm 2026" in paragraphs(document)
    told = "Số liệu sơ bộ, chưa chốt, tính đến hết ngày 20/5/2026. Kỳ báo cáo chốt số hết ngày 30/5/2026."
    assert notes(document)[0] == told
    after = replace(paper, drawn_on=dt.date(2026, 6, 2))
    assert report(after) == report(replace(paper, drawn_on=None))


def test_a_correction_says_which_and_why() -> None:
    paper = samples.report_input()
    corrected = replace(paper.snapshot, number=2, correction=1, reason="nhập thiếu nhật ký ngày 12/5/2026")
    text = paragraphs(report(replace(paper, snapshot=corrected)))
    assert "đính chính lần 01" in text
    assert "Lý do đính chính: nhập thiếu nhật ký ngày 12/5/2026." in text


def test_the_report_ends_with_the_end_mark_and_the_signature() -> None:
    *_, last, closing = samples.half_year().blocks
    assert last.text.endswith("./.")
    assert closing.authority == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert isinstance(closing, Closing)
    assert only(samples.half_year(), Addressees).names == ("Sở Văn hóa và Thể thao",)
    assert [block.level for block in samples.half_year().blocks if isinstance(block, Heading)] == [1, 2, 2, 1, 1]


def sheet() -> ManualSheet:
    paper = samples.report_input()
    lines = (FigureLine("Số giờ", "giờ", Decimal("131.5"), code="B04", origin=Origin.DERIVED), *paper.lines[:2])
    return ManualSheet(
        "phường Mẫu",
        "phần mềm thống kê của Bộ",
        "6 tháng đầu năm 2026",
        paper.window_from,
        paper.cut_off,
        lines,
        paper.snapshot,
    )


def test_the_sheet_to_type_off_keeps_the_softwares_order_and_claims_nothing() -> None:
    document = manual_sheet(sheet())
    rows = only(document, Table).rows
    assert rows[0].cells == ("1", "B04", "Số giờ", "giờ", "131,5", "")
    assert [row.cells[2] for row in rows] == ["Số giờ", "Số buổi phát thanh", "Tổng thời lượng phát"]
    assert "không phải biên nhận" in notes(document)[-1]
    assert "Đã nộp" not in paragraphs(document)
    assert manual_sheet(replace(sheet(), snapshot=None)).preliminary


@pytest.mark.parametrize(("late", "words"), [(False, "Nhận trong thời hạn"), (True, "Nhận sau thời hạn")])
def test_the_receipt_is_one_page_of_facts_and_no_state_signature(qapp: object, late: bool, words: str) -> None:
    receipt = ReceiptPaper(
        number="2026-6T-000417",
        unit="Phường Mẫu",
        template="Kế hoạch 184, 6 tháng",
        period="6 tháng đầu năm 2026",
        version=1,
        sha256=samples.SHA,
        received_at=dt.datetime(2026, 6, 2, 3, 18, 35, tzinfo=dt.UTC),
        late=late,
        hub_name="Sở Văn hóa và Thể thao",
        key_fingerprint="3C19 A07B 55E2 91D4",
    )
    document = receipt_paper(receipt)
    facts = dict(row.cells for row in only(document, Table).rows)
    assert facts["Số biên nhận"] == "2026-6T-000417"
    assert facts["Thời điểm nhận"] == "10:18:35 ngày 02/6/2026"
    assert facts["Thời hạn"] == words
    assert facts["Mã kiểm tra (SHA-256)"].replace(" ", "").lower() == samples.SHA
    assert "không phải chữ ký số chuyên dùng" in notes(document)[0]
    assert page_count(document) == 1
