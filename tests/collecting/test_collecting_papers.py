"""The letter and the report on paper: whom they name, what they leave open, and what they may not claim."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace

import pytest

from tests.collecting.lists import (
    AUTUMN,
    FOUR,
    OFFICE,
    POLICE,
    TEMPLATE,
    YEAR,
    collecting_ward,
    id_of,
    said,
    standings,
)
from tests.papers.boxes import find, read_words
from tests.wards import set_clock
from ttcs_desktop.collecting.drafting import basis_of
from ttcs_desktop.papers.docx import docx_bytes
from ttcs_desktop.papers.model import Addressees, Document, Masthead, Note, Table
from ttcs_desktop.plans.model import Plan
from ttcs_desktop.plans.papers import plan_in_full
from ui.workflows.collecting_papers import consolidated_document, reminder_document, reminder_words
from ui.workflows.papers import write_pdf


@pytest.fixture
def ward(tmp_path):
    made = collecting_ward(tmp_path)
    yield made
    made.close()


def owing(ward):
    return [one for one in standings(ward).values() if one.state.owes]


def collection(ward):
    return ward.collecting.collection(TEMPLATE, YEAR)


def consolidated(ward) -> Document:
    return consolidated_document(ward, collection(ward))


def texts(document: Document) -> str:
    return "\n".join(block.text for block in document.blocks if hasattr(block, "text"))


def in_word(document: Document) -> str:
    with zipfile.ZipFile(io.BytesIO(docx_bytes(document))) as package:
        return package.read("word/document.xml").decode()


def test_the_letter_goes_to_who_owes_has_its_subject_below_the_number_and_no_title(qapp, ward, tmp_path) -> None:
    ward.collecting.reports.receive(id_of(ward, OFFICE), said())
    letter = reminder_document(ward, collection(ward), owing(ward))
    head = next(block for block in letter.blocks if isinstance(block, Masthead))
    assert head.number_line == "Số:      /UBND-VHXH"
    assert head.about == "V/v đôn đốc báo cáo kết quả công tác thông tin cơ sở năm 2026"
    names = next(block for block in letter.blocks if isinstance(block, Addressees)).names
    assert names == tuple(name for name in FOUR if name != OFFICE)
    assert head.about in in_word(letter)
    drawn = read_words(write_pdf(letter, tmp_path / "nhac.pdf"))
    number, about, dear = (find(drawn, text) for text in ("/UBND-VHXH", "V/v đôn đốc", "Kính gửi:"))
    assert number.bottom <= about.top < about.bottom < dear.top
    assert about.size == pytest.approx(12, abs=0.3), "upright, 12 to 13 (Nghị định 30/2020, ô 5b)"
    assert "trước ngày 30 tháng 11 năm 2026" in texts(letter)


def test_a_ward_is_asked_on_its_own_plan_and_never_on_another_wards(ward) -> None:
    assert "Phù Vân" not in texts(reminder_document(ward, collection(ward), owing(ward)))
    assert "Phù Vân" not in reminder_words(ward, collection(ward), owing(ward))
    assert "Phù Vân" not in texts(consolidated(ward))


def test_after_the_day_the_words_say_so(ward) -> None:
    set_clock(ward, dt.datetime(2026, 12, 2, 9, 0))
    assert "đã qua" in reminder_words(ward, collection(ward), owing(ward)[:1])
    assert "ngay sau khi nhận được công văn này" in texts(reminder_document(ward, collection(ward), owing(ward)))


def test_the_words_name_one_agency_or_speak_to_all(ward) -> None:
    one, everybody = owing(ward)[:1], owing(ward)
    assert reminder_words(ward, collection(ward), one).startswith(f"Kính gửi {FOUR[0]},")
    assert reminder_words(ward, collection(ward), everybody).startswith("Kính gửi các cơ quan")
    fewer = replace(collection(ward), asked=("H04",))
    assert "lượt tương tác" not in reminder_words(ward, fewer, everybody)


def test_the_report_counts_names_and_is_preliminary(ward) -> None:
    ward.collecting.reports.receive(id_of(ward, POLICE), said(results="Xử lý 4 vụ.", H04=5, H06=1200))
    ward.collecting.reports.receive(id_of(ward, OFFICE), said(results="Đăng tin.", H04=7))
    ward.collecting.exempt(id_of(ward, FOUR[0]), "Đơn vị tổng hợp", AUTUMN.date())
    report = consolidated(ward)
    words = texts(report)
    assert report.preliminary
    assert "Có 02 trong 04 cơ quan, đơn vị đã gửi báo cáo" in words
    assert f"Chưa gửi báo cáo: {FOUR[2]}." in words
    assert f"Không phải báo cáo: {FOUR[0]} (Đơn vị tổng hợp)." in words
    table = next(block for block in report.blocks if isinstance(block, Table))
    rows = {row.cells[1]: row.cells[3:] for row in table.rows}
    assert rows["Nội dung, sản phẩm đã đăng, phát"] == ("12", "2/3")
    assert rows["Lượt tương tác"] == ("chưa có", "0/3")
    notes = [block.text for block in report.blocks if isinstance(block, Note)]
    assert f"Lượt xem, tiếp cận: chưa có số của {OFFICE}." in notes
    assert f"1. {OFFICE}\nĐăng tin.\n2. {POLICE}\nXử lý 4 vụ." in words
    assert "1.200" in in_word(report)
    assert "29/11" not in words, "no paper sets the cut-off, so the report claims none"
    ward.collecting.reports.receive(id_of(ward, FOUR[2]), said())
    assert consolidated(ward).preliminary, "nobody owes, but nothing is frozen"


def test_the_basis_is_the_wards_own_plan(tmp_path, ward) -> None:
    from tests.plans.annexes import HEADER, write
    from ttcs_desktop.plans.service import PlanHead

    rows = (HEADER, ("1", "Ra bản tin", POLICE, "", "Hằng tháng"))
    read = ward.plans.read(write(tmp_path / "a.docx", rows), year=2026)
    plan = ward.plans.take_in(read, PlanHead("12/KH-UBND", "Truyền thông", issued_on=dt.date(2026, 1, 5)), 2026)
    assert f"Thực hiện {plan_in_full(plan)}" in texts(consolidated(ward))


def test_tasks_carried_on_without_a_paper_are_no_basis(ward) -> None:
    plan = Plan("a", "12/KH-UBND", "Truyền thông", "UBND", dt.date(2025, 1, 5), 2025, "", "")
    mended = replace(plan, id="b", number="30/KH-UBND", issued_on=dt.date(2025, 6, 1))
    carried = replace(plan, id="c", number="", about="nhiệm vụ chuyển tiếp", issued_on=None, year=2026)
    template, unit = ward.statistics.catalogue.template(TEMPLATE), ward.office.unit(AUTUMN.date())
    assert basis_of(template, 2026, unit, [plan, mended, carried]) == plan_in_full(mended), "the newer of one year"
    assert basis_of(template, 2026, unit, [carried]) == ""
