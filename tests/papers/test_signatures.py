"""A signature never stands alone on a page: some of what is signed goes with it, on paper and in Word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from tests.papers import boxes, samples
from ttcs_desktop.broadcast.coverage.model import Channel, Coverage
from ttcs_desktop.broadcast.coverage.papers import CoveragePaper, coverage_table
from ttcs_desktop.broadcast.papers import week_sheet
from ttcs_desktop.collecting.papers import ConsolidatedPaper, LetterPaper, Office, consolidated_report, reminder_letter
from ttcs_desktop.content.papers import SheetLine, SheetPaper, submission_sheet
from ttcs_desktop.content.topics.model import Topic, TopicEntry
from ttcs_desktop.papers.docx import write_docx
from ttcs_desktop.papers.model import Column, Document, Paragraph, Row, Table, kept_before
from ttcs_desktop.plans.papers import PeriodLine, ProgressPaper, Standing, TaskLines, progress_report
from ttcs_desktop.statistics.papers import FigureLine, report
from ui.kit.printing import page_count, write_pdf

ABOVE = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH")
OFFICE = Office("phường", "Mẫu", ABOVE, "PHÓ CHỦ TỊCH", "Trần Văn Minh")
DUE, DAY = dt.date(2026, 11, 30), dt.date(2026, 11, 20)


def submission(length: int) -> Document:
    text = tuple(f"Đoạn số {at}." for at in range(length))
    lines = tuple(SheetLine(f"Tin {at}", "Tin", "1 phút", "Đơn vị", (), text if at else ("Một.",)) for at in range(2))
    return submission_sheet(SheetPaper("phường", "Mẫu", "Đài", DAY, ("Lãnh đạo",), "Trần Thị Bình", "", lines))


def figures(length: int) -> Document:
    lines = tuple(FigureLine(f"Chỉ tiêu {at}", "lượt", Decimal(at)) for at in range(length))
    return report(replace(samples.report_input(), lines=lines, before=(), after=()))


def letter(length: int) -> Document:
    names = tuple(f"Cơ quan {at}" for at in range(length))
    return reminder_letter(LetterPaper(OFFICE, names, "báo cáo năm 2026", "", DUE, DAY))


def week(length: int) -> Document:
    remarks = tuple(f"Ghi chú số {at}." for at in range(length))
    return week_sheet(replace(samples.week_input(), lines=samples.week_lines()[:4], remarks=remarks))


def progress(length: int) -> Document:
    period = (PeriodLine("Cả năm", Standing.DONE, "Hoàn thành"),)
    lines = tuple(TaskLines("", str(at), f"Việc {at}", "Phòng", period) for at in range(1, length + 2))
    return progress_report(
        ProgressPaper("phường", "Mẫu", "Kế hoạch 75", "kế hoạch", DAY, lines, ABOVE, "PHÓ CHỦ TỊCH", ("Lưu: VT",))
    )


def consolidated(length: int) -> Document:
    said = tuple((f"Cơ quan {at}", "Đã làm.") for at in range(length))
    return consolidated_report(ConsolidatedPaper(OFFICE, "năm 2026", "", DUE, DAY, (), (), (), (), (), (), (), said))


def coverage(length: int) -> Document:
    topics = tuple(Topic(f"t{at}", 2026, TopicEntry(f"Chủ đề {at}", str(at)), at) for at in range(length + 1))
    told = Coverage(2026, DAY, topics, {}, {})
    return coverage_table(CoveragePaper("phường", "Mẫu", told, 0, Channel.STATION, ABOVE, "PHÓ CHỦ TỊCH"))


# paper → first words of its signature
SIGNED: dict[Callable[[int], Document], str] = {
    submission: "NGƯỜI TRÌNH",
    figures: "TM. ỦY",
    letter: "TM. ỦY",
    week: "TM. ỦY",
    progress: "TM. ỦY",
    consolidated: "TM. ỦY",
    coverage: "TM. ỦY",
}


def turns(make: Callable[[int], Document], most: int = 34) -> list[Document]:
    """Papers of growing length, each with one page more than the one before it: there the signature just moved on."""
    papers = [make(length) for length in range(most)]
    pages = [page_count(paper) for paper in papers]
    return [paper for paper, before, after in zip(papers[1:], pages, pages[1:], strict=False) if after > before]


def lines_with(signature: str, paper: Document, folder: Path) -> int:
    """How many lines stand above the signature on its page."""
    path = folder / "paper.pdf"
    write_pdf(paper, path)
    words = boxes.read_words(path)
    signed = boxes.find(words, signature)
    return len(
        {round(one.top) for one in words if one.page == signed.page and one.top > 19 and one.bottom < signed.top}
    )


def loosened(paper: Document) -> Document:
    blocks = (replace(one, keep_previous=0) if kept_before(one) else one for one in paper.blocks)
    return replace(paper, blocks=tuple(blocks))


@pytest.mark.parametrize("make", SIGNED, ids=lambda make: make.__name__)
def test_at_every_turn_of_the_page_some_of_the_paper_goes_with_its_signature(
    qapp: object, tmp_path: Path, make: Callable[[int], Document]
) -> None:
    found = turns(make)
    assert found
    assert min(lines_with(SIGNED[make], paper, tmp_path) for paper in found) >= 2


@pytest.mark.parametrize("make", SIGNED, ids=lambda make: make.__name__)
def test_without_the_bond_the_same_signature_would_stand_alone(
    qapp: object, tmp_path: Path, make: Callable[[int], Document]
) -> None:
    found = turns(lambda length: loosened(make(length)))
    assert min(lines_with(SIGNED[make], paper, tmp_path) for paper in found) == 0


def test_both_signatures_of_the_sheet_begin_level(qapp: object, tmp_path: Path) -> None:
    write_pdf(submission(1), tmp_path / "a.pdf")
    words = boxes.read_words(tmp_path / "a.pdf")
    drawer, approver = boxes.find(words, "NGƯỜI TRÌNH"), boxes.find(words, "DUYỆT", -1)
    assert drawer.top == pytest.approx(approver.top, abs=0.1)
    assert drawer.page == approver.page


def test_in_word_the_line_and_the_row_before_the_signatures_are_bound_to_them(tmp_path: Path) -> None:
    write_docx(submission(1), tmp_path / "a.docx")
    opened = docx.Document(str(tmp_path / "a.docx"))
    opinions, signatures = opened.tables[-2:]
    rows = ["w:keepNext" in row._tr.xml for row in opinions.rows]
    assert rows == [True, False, True]  # the head, the first item, the last item
    (told,) = [one for one in opened.paragraphs if one.text.startswith("Đánh dấu")]
    assert told.paragraph_format.keep_with_next
    last = opened.element.body.xpath("./w:p")[-1]
    assert last.getprevious() is signatures._tbl, "Word wants a paragraph after the last table"


def test_in_word_a_short_last_line_binds_the_one_above_it_too(tmp_path: Path) -> None:
    signature = Table((Column("", 80),), (Row(("Ký",)),), keep_previous=2)
    long = "Một đoạn dài hơn một dòng. " * 9
    for before, bound in (((long, "Hai.", "Ba."), [False, True, True]), (("Một.", long), [False, True])):
        paper = Document("Thử", (*(Paragraph(text) for text in before), signature))
        write_docx(paper, tmp_path / "a.docx")
        told = [one for one in docx.Document(str(tmp_path / "a.docx")).paragraphs if one.text]
        assert [bool(one.paragraph_format.keep_with_next) for one in told] == bound
