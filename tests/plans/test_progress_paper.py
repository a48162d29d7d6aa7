"""The report of a plan's progress: what it counts, how it is grouped, what it says of each period."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import docx
from hypothesis import given
from hypothesis import strategies as st

from tests.plans.annexes import CULTURE, HEADER, POLICE, Bold, write
from tests.wards import approved_item, make_ward, set_clock
from ttcs_desktop.papers.model import Closing, Document, Masthead, Paragraph, Table, Title
from ttcs_desktop.plans.following import Result
from ttcs_desktop.plans.model import TaskState
from ttcs_desktop.plans.papers import PeriodLine, ProgressPaper, Standing, TaskLines, count, progress_report
from ttcs_desktop.plans.service import PlanHead
from ttcs_desktop.workspace import Workspace
from ui.workflows.papers import progress_document, write_both

ROWS = (
    HEADER,
    (Bold("I"), Bold("Chỉ đạo, điều hành"), "", "", ""),
    ("1", "Kiểm tra cụm loa", f"{CULTURE}; {POLICE}", "", "Hằng quý"),
    ("2", "Báo cáo 6 tháng", CULTURE, "", "Trước ngày 30/5/2026"),
    (Bold("II"), Bold("Nội dung"), "", "", ""),
    ("1", "Duy trì chuyên mục", CULTURE, "", "Thường xuyên"),
    ("2", "Đọc tin mỗi ngày", CULTURE, "", "Hằng ngày"),
    ("3", "Lắp bảng tin", CULTURE, "", "Trước ngày 30/11/2026"),
)
AS_OF = dt.date(2026, 6, 2)


def ward_with_plan(folder: Path) -> Workspace:
    ward = make_ward(folder)
    head = PlanHead("75/KH-UBND", "thông tin cơ sở năm 2026", issued_on=dt.date(2025, 10, 28))
    ward.plans.take_in(ward.plans.read(write(folder / "a.docx", ROWS), year=2026), head, 2026)
    return ward


def document_of(ward: Workspace) -> Document:
    return progress_document(ward, ward.plans.plans()[0].id)


def table_of(document: Document) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table))


def words_of(document: Document) -> str:
    return "\n".join(block.text for block in document.blocks if isinstance(block, Paragraph))


def test_the_head_is_the_decrees_and_number_and_day_stay_open(tmp_path) -> None:
    document = document_of(ward_with_plan(tmp_path))
    head = next(block for block in document.blocks if isinstance(block, Masthead))
    assert (head.agency, head.number_line) == (("ỦY BAN NHÂN DÂN", "PHƯỜNG MẪU"), "Số:      /BC-UBND")
    assert head.place_and_date == "Mẫu, ngày      tháng      năm 2026"
    title = next(block for block in document.blocks if isinstance(block, Title))
    assert (title.kind, title.about) == (
        "BÁO CÁO",
        "Tiến độ thực hiện Kế hoạch số 75/KH-UBND về thông tin cơ sở năm 2026",
    )
    closing = next(block for block in document.blocks if isinstance(block, Closing))
    assert (closing.authority[-1], closing.name) == ("PHÓ CHỦ TỊCH", "Nguyễn Văn An")
    assert document.page.landscape


def test_every_task_stands_in_its_group_with_time_state_result_and_difficulty(tmp_path) -> None:
    ward = ward_with_plan(tmp_path)
    tasks = ward.plans.tasks()
    item = approved_item(ward)
    record = ward.plans.following.record
    done = Result(TaskState.DONE, "Đủ 12 cụm", "Thiếu loa", AS_OF, "", (("content", item.id),), "15/BC-VHXH")
    record(tasks[0].id, "2026-Q1", done)
    record(tasks[1].id, "once", Result(TaskState.DOING))
    record(tasks[4].id, "once", Result(TaskState.DROPPED, "", "Không có kinh phí"))
    rows = table_of(document_of(ward)).rows
    assert [row.cells for row in rows if row.banner] == [("I. Chỉ đạo, điều hành",), ("II. Nội dung",)]
    lead = f"{CULTURE}; {POLICE}"
    proof = f"Đủ 12 cụm\n(15/BC-VHXH)\n(Bài: {item.title})"
    assert [row.cells for row in rows if not row.banner] == [
        ("1", "Kiểm tra cụm loa", lead, "Quý I/2026\n(hạn 31/3)", "Hoàn thành\n02/6/2026", proof, "Thiếu loa"),
        (None, None, None, "Quý II/2026\n(hạn 30/6)", "Chưa làm", "", ""),
        ("2", "Báo cáo 6 tháng", CULTURE, "Trước ngày 30/5/2026", "Quá hạn,\nđang làm", "", ""),
        ("1", "Duy trì chuyên mục", CULTURE, "Thường xuyên", "Chưa làm", "", ""),
        ("2", "Đọc tin mỗi ngày", CULTURE, "Ngày 02/6/2026\n(hạn 02/6)", "Chưa làm", "", ""),
        ("3", "Lắp bảng tin", CULTURE, "Trước ngày 30/11/2026", "Không thực hiện", "", "Không có kinh phí"),
    ]
    assert (
        "Kế hoạch có 05 nhiệm vụ, gồm 06 nội dung tính theo kỳ; đã hoàn thành 01 nội dung; đang thực hiện 0 nội dung; "
        "quá hạn chưa hoàn thành 01 nội dung; chưa đến hạn, chưa thực hiện 03 nội dung; không thực hiện 01 nội dung."
    ) in words_of(document_of(ward))


def test_a_quarter_that_was_missed_stands_there_as_late(tmp_path) -> None:
    ward = ward_with_plan(tmp_path)
    set_clock(ward, dt.datetime(2026, 7, 6, 9, 0))
    told = [row.cells[3:5] for row in table_of(document_of(ward)).rows if not row.banner]
    assert told[:3] == [
        ("Quý II/2026\n(hạn 30/6)", "Quá hạn"),
        ("Quý III/2026\n(hạn 30/9)", "Chưa làm"),
        ("Trước ngày 30/5/2026", "Quá hạn"),
    ]


def test_what_was_missed_last_year_is_told_in_january(tmp_path) -> None:
    ward = ward_with_plan(tmp_path)
    set_clock(ward, dt.datetime(2027, 1, 5, 9, 0))
    told = [row.cells[3:5] for row in table_of(document_of(ward)).rows if not row.banner]
    assert told[:3] == [
        ("Quý III/2026\n(hạn 30/9)", "Quá hạn"),
        ("Quý IV/2026\n(hạn 31/12)", "Quá hạn"),
        ("Quý I/2027\n(hạn 31/3)", "Chưa làm"),
    ]


def test_it_is_drawn_and_written_for_word_with_the_same_words(tmp_path, qapp) -> None:
    ward = ward_with_plan(tmp_path)
    ward.plans.following.record(ward.plans.tasks()[0].id, "2026-Q2", Result(TaskState.DOING, "Đã kiểm tra 06 cụm"))
    pdf, word = write_both(document_of(ward), tmp_path, "tien-do")
    assert pdf.read_bytes().startswith(b"%PDF")
    tables = docx.Document(str(word)).tables
    assert any("Đã kiểm tra 06 cụm" in cell.text for table in tables for row in table.rows for cell in row.cells)


standings = st.lists(st.lists(st.sampled_from(Standing), min_size=1, max_size=4), min_size=1, max_size=12)


@given(standings, st.lists(st.sampled_from(("", "I. Một", "II. Hai")), min_size=12, max_size=12))
def test_every_period_is_counted_once_and_has_its_row(found: list[list[Standing]], groups: list[str]) -> None:
    lines = tuple(
        TaskLines(sorted(groups)[at], str(at), "Việc", "", tuple(PeriodLine("", one, "") for one in periods))
        for at, periods in enumerate(found)
    )
    every = list(itertools.chain.from_iterable(found))
    assert count(lines) == {one: every.count(one) for one in Standing}
    paper = ProgressPaper("phường", "Mẫu", "KH", "KH", AS_OF, lines, ("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH", ("Lưu: VT",))
    rows = [row for row in table_of(progress_report(paper)).rows if not row.banner]
    assert len(rows) == len(every)
    assert sum(row.cells[0] is not None for row in rows) == len(lines)
