"""The paper on which items go to the approver (phiếu trình duyệt tin, bài)."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.papers.committee import committee_head
from ttcs_desktop.papers.model import (
    Addressees,
    Align,
    Block,
    Column,
    Document,
    Heading,
    Paragraph,
    Row,
    Table,
    Title,
)
from ttcs_desktop.papers.wording import long_date, two_digits
from ttcs_desktop.vietnamese.typed import format_number

_COLUMNS = (
    Column("TT", 9, Align.CENTRE),
    Column("Tên tin, bài", 54),
    Column("Thể loại", 20),
    Column("Thời lượng đọc", 23, Align.CENTRE),
    Column("Nguồn", 27),
    Column("Dự kiến phát", 32),
)
_OPINIONS = (
    Column("TT", 9, Align.CENTRE),
    Column("Tên tin, bài", 62),
    Column("Duyệt", 18, Align.CENTRE),
    Column("Không duyệt", 20, Align.CENTRE),
    Column("Ý kiến", 56),
)
_SIGNATURES = (Column("", 82, Align.CENTRE), Column("", 83, Align.CENTRE))
_BY_PEN = "(ký, ghi rõ họ tên)"
_PEN = "\n\n\n\n"
_ROOM = "\n\n"  # for the pen
_KEPT = 2  # the line above the signatures and the last item's row
_UNDATED = "ngày" + " " * 10 + "tháng" + " " * 10 + "năm"


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One item as it stands on the sheet.

    Attributes:
        spoken: how long it takes to read aloud, "1 phút 05 giây".
        days: when it is to be aired, one line a day; empty when nothing is planned.
        text: its words by paragraphs; `cut` says that they are only its beginning, of so many syllables in all.
    """

    title: str
    form: str
    spoken: str
    source: str
    days: tuple[str, ...]
    text: tuple[str, ...]
    cut: int | None = None


@dataclass(frozen=True, slots=True)
class SheetPaper:
    """What the sheet says. `unit_kind` is "phường", "xã" or "đặc khu"; `addressees` who is asked."""

    unit_kind: str
    unit_name: str
    station: str
    day: dt.date
    addressees: tuple[str, ...]
    writer: str
    writer_position: str
    lines: tuple[SheetLine, ...]
    trial: bool = False


def submission_sheet(paper: SheetPaper) -> Document:
    """PHIẾU TRÌNH of one item or several, A4 portrait, set as Nghị định 30/2020, Phụ lục I sets a paper.

    The decree names no such kind of paper: the form itself is the office's own.
    """
    unit = f"{paper.unit_kind} {paper.unit_name}"
    about = f"Duyệt tin, bài phát trên {paper.station}"
    many = f"{two_digits(len(paper.lines))} tin, bài"
    who = f"{paper.writer}, {paper.writer_position}," if paper.writer_position else paper.writer
    blocks: list[Block] = [
        committee_head(unit, "PTr", paper.day.year, date=paper.day),
        Title("PHIẾU TRÌNH", about),
        Addressees(paper.addressees),
        Paragraph(f"{who or 'Người làm công tác thông tin cơ sở'} trình duyệt {many} như sau:".replace(",,", ",")),
        Table(_COLUMNS, tuple(_row(at, line) for at, line in enumerate(paper.lines, 1)), size=12),
        Heading(1, "I. NỘI DUNG"),
    ]
    for at, line in enumerate(paper.lines, 1):
        blocks.append(Heading(2, f"{at}. {line.title}"))
        blocks += [Paragraph(text) for text in line.text]
        if line.cut is not None:
            blocks.append(Paragraph(f"(Trích phần đầu; toàn văn {format_number(line.cut)} âm tiết, xem kèm theo.)"))
    signatures = Row(
        (
            f"NGƯỜI TRÌNH\n\n{_BY_PEN}\n{_PEN}{paper.writer}",
            f"NGƯỜI DUYỆT\n{_UNDATED} {paper.day.year}\n{_BY_PEN}\n{_PEN}",
        )
    )
    blocks += [
        Heading(1, "II. Ý KIẾN CỦA NGƯỜI DUYỆT"),
        Table(_OPINIONS, tuple(_opinion(at, line) for at, line in enumerate(paper.lines, 1)), size=12),
        Paragraph("Đánh dấu vào ô Duyệt hoặc Không duyệt của từng bài.", indent=False),
        Table(_SIGNATURES, (signatures,), size=13, keep_previous=_KEPT),
    ]
    return Document(f"Phiếu trình {about}, {long_date(paper.day)}", tuple(blocks), trial=paper.trial)


def _row(at: int, line: SheetLine) -> Row:
    days = "\n".join(line.days) or "Chưa xếp lịch"
    return Row((str(at), line.title, line.form, line.spoken, line.source, days))


def _opinion(at: int, line: SheetLine) -> Row:
    return Row((str(at), line.title + _ROOM, "", "", ""), group=str(at))
