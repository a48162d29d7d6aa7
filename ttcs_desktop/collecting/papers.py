"""The papers of a collection: the letter that reminds who owes, and the report that puts all of it together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.papers.committee import committee_head
from ttcs_desktop.papers.model import (
    Addressees,
    Align,
    Block,
    Closing,
    Column,
    Document,
    Heading,
    Masthead,
    Note,
    Paragraph,
    Row,
    Table,
    Title,
)
from ttcs_desktop.papers.wording import long_date, two_digits
from ttcs_desktop.statistics.papers import Frozen, foot, sentence
from ttcs_desktop.vietnamese.typed import format_number

LETTER_RECIPIENTS = ("Như trên", "Chủ tịch, các PCT UBND (để b/c)", "Lưu: VT, VH-XH")
REPORT_RECIPIENTS = ("Đảng ủy, HĐND (để b/c)", "Chủ tịch, các PCT UBND", "Các cơ quan, đơn vị", "Lưu: VT, VH-XH")
_COLUMNS = (
    Column("TT", 10, Align.CENTRE),
    Column("Chỉ tiêu", 83),
    Column("Đơn vị\ntính", 22, Align.CENTRE),
    Column("Số liệu", 26, Align.RIGHT),
    Column("Số cơ quan\nbáo số", 24, Align.CENTRE),
)


@dataclass(frozen=True, slots=True)
class Office:
    """Whose paper it is. `number` and `date` are None while it waits for the clerk and the pen."""

    unit_kind: str
    unit_name: str
    authority: tuple[str, ...]
    position: str
    signer: str = ""
    number: int | None = None
    date: dt.date | None = None
    trial: bool = False

    @property
    def unit(self) -> str:
        """ "phường Mẫu"."""
        return f"{self.unit_kind} {self.unit_name}"


@dataclass(frozen=True, slots=True)
class LetterPaper:
    """A reminder on paper.

    Attributes:
        report: what is owed, inside a sentence: "báo cáo kết quả công tác thông tin cơ sở năm 2026".
        basis: the plan that asks for it, with its day; empty where none is known.
        figures: the names of the numbers that are asked for.
        today: the day it is drawn up.
    """

    office: Office
    agencies: tuple[str, ...]
    report: str
    basis: str
    due: dt.date
    today: dt.date
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SumPaperLine:
    """One line of the table: the sum, how many of the agencies that are asked gave a number, and who reported without.

    Agencies that have not reported at all are named once, above the table. `inferred`: no paper asks for the number.
    """

    name: str
    unit: str
    total: Decimal | None
    given: int
    asked: int
    silent: tuple[str, ...]
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class ConsolidatedPaper:
    """What the report says.

    Attributes:
        period: as in the title: "năm 2026".
        received, late, exempt, owing: names of agencies; those let off with their reason.
        results, difficulties, proposals: name and words of each agency that said something.
        notes: what a reader must know of the sums.
        snapshot: the frozen version it is drawn from; None makes it preliminary.
    """

    office: Office
    period: str
    basis: str
    due: dt.date
    as_of: dt.date
    received: tuple[str, ...]
    late: tuple[str, ...]
    exempt: tuple[tuple[str, str], ...]
    owing: tuple[str, ...]
    lines: tuple[SumPaperLine, ...]
    results: tuple[tuple[str, str], ...]
    difficulties: tuple[tuple[str, str], ...]
    proposals: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()
    snapshot: Frozen | None = None


def reminder_letter(paper: LetterPaper) -> Document:
    """CÔNG VĂN that reminds (Nghị định 30/2020, Phụ lục III, mẫu 1.5): no title, its subject below the number."""
    office = paper.office
    about = f"V/v đôn đốc {paper.report}"
    late = paper.today >= paper.due
    day = long_date(paper.due)
    asked = (
        f"Thời hạn gửi {paper.report} là trước {day}; đến nay Ủy ban nhân dân {office.unit} chưa nhận được báo cáo "
        "của quý cơ quan, đơn vị."
        if late
        else f"Các cơ quan, đơn vị gửi {paper.report} trước {day}; đến nay Ủy ban nhân dân {office.unit} "
        "chưa nhận được báo cáo của quý cơ quan, đơn vị."
    )
    until = "ngay sau khi nhận được công văn này" if late else f"trước {day}"
    blocks: list[Block] = [
        _head(office, "UBND-VHXH", paper.today.year, about),
        Addressees(paper.agencies),
        Paragraph(f"{_following(paper.basis)}Ủy ban nhân dân {office.unit} tổng hợp {paper.report}."),
        Paragraph(asked),
        Paragraph(
            f"Ủy ban nhân dân {office.unit} đề nghị quý cơ quan, đơn vị khẩn trương hoàn thành và gửi báo cáo {until}, "
            "gồm: kết quả thực hiện; khó khăn, vướng mắc; đề xuất, kiến nghị."
        ),
    ]
    if paper.figures:
        blocks.append(Paragraph(f"Số liệu đề nghị báo cáo kèm theo: {'; '.join(paper.figures)}."))
    blocks += [
        Paragraph(
            "Báo cáo gửi về Ủy ban nhân dân qua Phòng Văn hóa – Xã hội để tổng hợp. Rất mong nhận được sự quan tâm, "
            "phối hợp của quý cơ quan, đơn vị./."
        ),
        _closing(office, LETTER_RECIPIENTS),
    ]
    return Document(about, tuple(blocks), trial=office.trial)


def consolidated_report(paper: ConsolidatedPaper) -> Document:
    """BÁO CÁO that puts the agencies' reports together (Nghị định 30/2020, Phụ lục I; mẫu 1.4).

    It is marked preliminary as long as it is not frozen.
    """
    office = paper.office
    about = f"Tổng hợp kết quả công tác thông tin cơ sở {paper.period}"
    blocks: list[Block] = [
        _head(office, "BC-UBND", paper.as_of.year),
        Title("BÁO CÁO", about),
        Paragraph(
            f"{_following(paper.basis)}Ủy ban nhân dân {office.unit} tổng hợp báo cáo của các cơ quan, đơn vị "
            f"đến hết {long_date(paper.as_of)} như sau:"
        ),
        *([Paragraph(_again(paper.snapshot))] if paper.snapshot is not None and paper.snapshot.correction else []),
        Heading(1, "I. TÌNH HÌNH GỬI BÁO CÁO"),
        *(Paragraph(words) for words in _answered(paper)),
        Heading(1, "II. SỐ LIỆU TỔNG HỢP"),
        Paragraph(f"Số liệu {paper.period} cộng theo báo cáo của các cơ quan, đơn vị:"),
        Table(_COLUMNS, _rows(paper.lines), size=12, padding=0.85),
    ]
    blocks += [Note(note) for note in _notes(paper)]
    told = (
        ("III. KẾT QUẢ THỰC HIỆN", paper.results),
        ("IV. KHÓ KHĂN, VƯỚNG MẮC", paper.difficulties),
        ("V. ĐỀ XUẤT, KIẾN NGHỊ", paper.proposals),
    )
    for heading, parts in told:
        blocks.append(Heading(1, heading))
        blocks += _said(parts)
    blocks += [
        Paragraph(f"Trên đây là báo cáo tổng hợp {paper.period} của Ủy ban nhân dân {office.unit}./."),
        _closing(office, REPORT_RECIPIENTS),
    ]
    return Document(about, tuple(blocks), trial=office.trial, preliminary=paper.snapshot is None)


def _answered(paper: ConsolidatedPaper) -> list[str]:
    """Who reported, who was late, who was let off, who owes."""
    listed = len(paper.received) + len(paper.late) + len(paper.exempt) + len(paper.owing)
    told = [
        f"Có {_counted(len(paper.received) + len(paper.late))} trong {_counted(listed)} cơ quan, đơn vị đã gửi báo cáo "
        f"(hạn gửi trước {long_date(paper.due)})."
    ]
    told += [f"Gửi chậm: {'; '.join(paper.late)}."] if paper.late else []
    let_off = "; ".join(f"{name} ({reason})" for name, reason in paper.exempt)
    told += [f"Không phải báo cáo: {let_off}."] if let_off else []
    told += [f"Chưa gửi báo cáo: {'; '.join(paper.owing)}."] if paper.owing else []
    return told


def _rows(lines: Sequence[SumPaperLine]) -> tuple[Row, ...]:
    return tuple(
        Row(
            (
                str(number),
                f"{line.name} *" if line.inferred else line.name,
                line.unit,
                format_number(line.total) if line.total is not None else "chưa có",
                f"{line.given}/{line.asked}",
            )
        )
        for number, line in enumerate(lines, start=1)
    )


def _notes(paper: ConsolidatedPaper) -> list[str]:
    """What a reader must know of the sums: whose numbers are not in them, and what is counted twice."""
    told = [foot(paper.snapshot, paper.as_of)]
    told += ["Chưa có số của các cơ quan, đơn vị chưa gửi báo cáo nêu ở mục I."] if paper.owing else []
    nobody = [line.name for line in paper.lines if not line.given and line.silent]
    told += [f"Chưa cơ quan nào báo số: {'; '.join(nobody)}."] if nobody else []
    told += [
        f"{line.name}: chưa có số của {', '.join(line.silent)}." for line in paper.lines if line.given and line.silent
    ]
    told += (
        ["* Số liệu đơn vị thu thêm, văn bản làm căn cứ không nêu."]
        if any(line.inferred for line in paper.lines)
        else []
    )
    return [*told, *paper.notes]


def _said(parts: Sequence[tuple[str, str]]) -> list[Block]:
    """Each agency's own words under its name."""
    if not parts:
        return [Paragraph("Các cơ quan, đơn vị không nêu.")]
    made: list[Block] = []
    for number, (name, text) in enumerate(parts, start=1):
        made.append(Heading(2, f"{number}. {name}"))
        made += [Paragraph(line.strip()) for line in text.splitlines() if line.strip()]
    return made


def _again(snapshot: Frozen) -> str:
    return (
        f"Số liệu trong báo cáo này là bản chốt số {snapshot.number}, thay bản chốt số {snapshot.number - 1}. "
        f"Lý do chốt lại: {sentence(snapshot.reason)}"
    )


def _following(basis: str) -> str:
    return f"Thực hiện {basis}, " if basis else ""


def _counted(number: int) -> str:
    return two_digits(number) if number else "0"


def _head(office: Office, sign: str, year: int, about: str = "") -> Masthead:
    return committee_head(office.unit, sign, year, number=office.number, date=office.date, about=about)


def _closing(office: Office, recipients: tuple[str, ...]) -> Closing:
    return Closing(recipients, (*office.authority, office.position), office.signer)
