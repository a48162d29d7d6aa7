"""The sheet of the meeting: always one page, cut by rule, and every fact of it out of the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.wards import NOON, POWER_CUT, add_slot, approved_item, confirm, make_ward, set_clock
from ttcs_desktop.agenda.papers import LARGEST, SMALLEST, Brief, Room, Section, brief_paper, cut, shared
from ttcs_desktop.papers.docx import docx_bytes
from ttcs_desktop.papers.model import Document, Heading, Note, Paragraph, Table
from ttcs_desktop.plans.annex_draft import Annex, DraftTask
from ttcs_desktop.plans.following import Result
from ttcs_desktop.plans.model import TaskState
from ttcs_desktop.plans.service import PlanHead, ReadAnnex
from ttcs_desktop.plans.timing import Due, When, WhenKind
from ttcs_desktop.workspace import Workspace
from ui.kit.printing import page_count
from ui.workflows import briefing
from ui.workflows.briefing import brief_document, last_month, last_week, one_page

TODAY = NOON.date()
COLUMNS = (briefing._DONE, briefing._LATE, briefing._COMING, briefing._TARGETS)
OTHERS = ("việc", "việc", "việc", "chỉ tiêu")


def brief(counts: tuple[int, ...], text: str, *, asked: str = "", monthly: bool = False) -> Brief:
    """A brief whose every cell says `text`."""
    sections = tuple(
        Section(f"Phần {number}", columns, ((text,) * len(columns),) * count, "không có", others)
        for number, (columns, count, others) in enumerate(zip(COLUMNS, counts, OTHERS, strict=True), 1)
    )
    return Brief("Phường Mẫu", monthly, TODAY, TODAY, TODAY, text, sections, asked)


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def words(document: Document) -> str:
    said = [block.text for block in document.blocks if isinstance(block, Heading | Paragraph | Note)]
    cells = [cell or "" for table in tables(document) for row in table.rows for cell in row.cells]
    return "\n".join([*said, *cells])


_texts = st.one_of(
    st.sampled_from(["", "Kiểm tra cụm loa", "W" * 5000, "Việc " * 1000, "một\nhai\tba\u200b", "Nghiêng " * 40]),
    st.text(max_size=300),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(*[st.integers(0, 60)] * 4), _texts, st.booleans())
def test_any_amount_of_anything_is_exactly_one_page(qapp, counts, text, monthly) -> None:
    made = brief(counts, text, asked=text, monthly=monthly)
    document = one_page(made)
    assert page_count(document) == 1
    for table in tables(document):
        assert SMALLEST <= table.size <= LARGEST
        assert table.rows
    assert len(tables(document)) == sum(count > 0 for count in counts)
    notes = "".join(block.text for block in document.blocks if isinstance(block, Note))
    shown = sum(len(table.rows) for table in tables(document))
    left_out = [int(part) for part in notes.replace("và ", " ").split() if part.isdigit()]
    assert shown + sum(left_out) == sum(counts)


def test_what_fits_is_shown_whole_in_the_larger_print(qapp) -> None:
    document = one_page(brief((3, 2, 4, 3), "Kiểm tra cụm loa"))
    assert [len(table.rows) for table in tables(document)] == [3, 2, 4, 3]
    assert {table.size for table in tables(document)} == {LARGEST}
    assert "khác" not in words(document)


def test_more_than_a_page_is_cut_evenly_and_said(qapp) -> None:
    document = one_page(brief((50, 50, 50, 2), "Kiểm tra cụm loa"))
    shown = [len(table.rows) for table in tables(document)]
    assert shown[3] == 2
    assert max(shown[:3]) - min(shown[:3]) <= 1
    assert min(shown) >= 2
    assert f"và {50 - shown[0]} việc khác." in words(document)
    fuller = Room(sum(shown) + 3, size=SMALLEST)
    assert page_count(brief_paper(brief((50, 50, 50, 2), "Kiểm tra cụm loa"), fuller, bottom=28)) > 1


@given(st.lists(st.integers(0, 40), max_size=6), st.integers(0, 120))
def test_rows_are_shared_evenly_and_every_section_keeps_one(counts, budget) -> None:
    caps = shared(counts, budget)
    assert all(min(1, count) <= cap <= count for cap, count in zip(caps, counts, strict=True))
    assert sum(caps) == min(sum(counts), max(budget, sum(min(1, count) for count in counts)))
    open_ones = [cap for cap, count in zip(caps, counts, strict=True) if cap < count]
    assert not open_ones or max(open_ones) - min(open_ones) <= 1


@given(_texts, st.integers(8, 200))
def test_a_text_is_cut_between_words(text, letters) -> None:
    made = cut(text, letters)
    assert len(made) <= letters
    assert "\n" not in made


def test_the_days_of_the_meetings() -> None:
    week, month = last_week(TODAY), last_month(TODAY)
    assert (week.window.start, week.window.cut_off) == (dt.date(2026, 5, 25), dt.date(2026, 5, 31))
    assert week.until == dt.date(2026, 6, 16)
    assert (month.window.start, month.window.cut_off) == (dt.date(2026, 5, 1), dt.date(2026, 5, 31))
    assert last_month(dt.date(2027, 1, 31)).window.start == dt.date(2026, 12, 1)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Workspace]:
    made = make_ward(tmp_path)
    yield made
    made.close()


def _owe(ward: Workspace, *dues: tuple[str, dt.date]) -> dict[str, str]:
    """Tasks of one plan; their ids by their words."""
    drafts = tuple(
        DraftTask("1", "I. Chung", (), text, ("Phòng VH-XH",), (), "", When(WhenKind.DEADLINE, due=Due.of(due)), "", "",
                  (), (), 1, 2)
        for text, due in dues
    )  # fmt: skip
    annex = Annex(drafts, (), (), 2026, "75/KH-UBND")
    plan = ward.plans.take_in(ReadAnnex(annex, "phu-luc.docx", "phụ lục"), PlanHead("75/KH-UBND"), 2026)
    return {task.text: task.id for task in ward.plans.tasks(plan.id)}


def test_the_sheet_says_what_the_record_says(ward: Workspace, qapp) -> None:
    tasks = _owe(
        ward,
        ("Kiểm tra cụm loa", dt.date(2026, 5, 28)),
        ("Bố trí kinh phí", dt.date(2026, 5, 20)),
        ("Lắp bảng tin", dt.date(2026, 6, 10)),
        ("Việc xa", dt.date(2026, 9, 1)),
    )
    done = Result(TaskState.DONE, "Đủ 12 cụm", "", dt.date(2026, 5, 27))
    ward.plans.following.record(tasks["Kiểm tra cụm loa"], "once", done)
    ward.plans.following.record(tasks["Bố trí kinh phí"], "once", Result(TaskState.DOING, "", "Chờ phòng Kinh tế"))
    slot = add_slot(ward, "Bản tin sáng", first=dt.date(2026, 5, 26), last=dt.date(2026, 5, 28))
    confirm(ward, slot, dt.date(2026, 5, 26))
    confirm(ward, slot, dt.date(2026, 5, 27), POWER_CUT)
    ward.targets.enter("R-12", 2026, Decimal(9), "Sổ theo dõi", "Trần Thị Bình", TODAY)
    item = ward.content.add("Phòng dịch", "Rửa tay.")
    ward.content.submit(item.id)
    approved_item(ward)
    said = words(brief_document(ward))
    assert "Đài đã phát 1 lượt, 0,5 giờ; 0 tin, bài của đơn vị phát lần đầu; còn 1 lượt chưa xác nhận" in said
    done_, late, coming, targets = tables(brief_document(ward))
    assert [row.cells for row in done_.rows] == [("Kiểm tra cụm loa", "Phòng VH-XH", "27/5: Đủ 12 cụm")]
    assert [row.cells for row in late.rows] == [
        ("Bố trí kinh phí", "20/5/2026", "Chờ phòng Kinh tế"),
        ("Phát thanh: Bản tin sáng", "27/5 06:30", "Không phát: mất điện"),
    ]
    assert "Lắp bảng tin" in [row.cells[1] for row in coming.rows]
    assert "Việc xa" not in said
    assert ("Bài, nhóm bài của Thành phố đã phát", "ít nhất 32 bài", "9 bài (nhập tay)", "Có nguy cơ") in [
        row.cells for row in targets.rows
    ]
    assert "Duyệt 1 tin, bài đã trình: Phòng dịch." in said


def test_an_empty_record_is_a_page_that_says_so(ward: Workspace, qapp) -> None:
    document = brief_document(ward, monthly=True)
    assert page_count(document) == 1
    assert "1. Việc đã xong: không có việc nào ghi xong" in words(document)
    assert docx_bytes(document)[:2] == b"PK"
    set_clock(ward, dt.datetime(2027, 1, 4, 8, 0))
    assert "từ 28/12/2026 đến 03/01/2027" in brief_document(ward).blocks[0].about
