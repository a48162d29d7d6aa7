"""The papers of a statistics period: the report to the higher office, the sheet to type off, the receipt's facts.

Only the report is an official document; the other two go without the head of Nghị định 30/2020.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from ttcs_desktop.basics.clock import local
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.papers.chart import Chart
from ttcs_desktop.papers.committee import committee_head
from ttcs_desktop.papers.figures import comparison, quads, written
from ttcs_desktop.papers.model import (
    Addressees,
    Align,
    Block,
    Closing,
    Column,
    Document,
    Heading,
    Note,
    Paragraph,
    Row,
    Table,
    Title,
)
from ttcs_desktop.papers.wording import (
    long_date,
    short_date,
    two_digits,
)
from ttcs_desktop.statistics.annexes.papers import ShareGroup, annex_origin, report_annexes

_SHEET_COLUMNS = (
    Column("TT", 11, Align.CENTRE),
    Column("Mã", 20, Align.CENTRE),
    Column("Chỉ tiêu", 67),
    Column("Đơn vị\ntính", 20, Align.CENTRE),
    Column("Số liệu", 27, Align.RIGHT),
    Column("Đã nhập", 20, Align.CENTRE),
)
_FACT_COLUMNS = (Column("", 55), Column("", 110))
_DOTS = "……………………"


class Origin(StrEnum):
    """Where a figure comes from: counted from the record, brought over from another period, typed by a person."""

    DERIVED = "derived"
    CARRIED = "carried"
    ENTERED = "entered"


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One indicator (chỉ tiêu). `value` None is "no data", never zero; `reason` belongs to entered and carried values.

    `previous` is the same period a year before, None if unknown. `note` stands in the last column instead of the
    computed comparison. A line with `heading` only begins a group.
    """

    name: str
    unit: str = ""
    value: Decimal | None = None
    previous: Decimal | None = None
    origin: Origin = Origin.DERIVED
    reason: str = ""
    note: str = ""
    code: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its paragraphs; `level` as in papers.model.Heading."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    level: int = 1


@dataclass(frozen=True, slots=True)
class Signature:
    """The lines above the name, the position, the name (empty for the pen)."""

    authority: tuple[str, ...]
    position: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Frozen:
    """The snapshot a paper is drawn from; `correction` counts from 1 and has its reason, 0 is the first freeze."""

    number: int
    frozen_at: dt.datetime
    sha256: str
    correction: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """Everything the report says. `snapshot` None makes it preliminary. `before` and `after` stand around the table.

    `period` is as written in the title ("6 tháng đầu năm 2026"), `previous_period` heads the column of comparison
    ("Cùng kỳ năm 2025"), `basis` names what the report answers ("Kế hoạch số 184/KH-SVHTT ngày … về …"),
    `shares` make an annex, `charts` another. `drawn_on` is the day of a preliminary one. `reprint` says of
    a copy with number and day what it is; the paper that goes to be signed has none.
    """

    unit_kind: str
    unit_name: str
    period: str
    window_from: dt.date
    cut_off: dt.date
    addressees: tuple[str, ...]
    lines: tuple[FigureLine, ...]
    signature: Signature
    recipients: tuple[str, ...]
    basis: str = ""
    previous_period: str = ""
    before: tuple[Section, ...] = ()
    after: tuple[Section, ...] = ()
    shares: tuple[ShareGroup, ...] = ()
    charts: tuple[Chart, ...] = ()
    snapshot: Frozen | None = None
    number: int | None = None
    date: dt.date | None = None
    superior: tuple[str, ...] = ()
    trial: bool = False
    drawn_on: dt.date | None = None
    sign: str = "BC-UBND"
    reprint: str = ""

    @property
    def counted_to(self) -> dt.date:
        """The last day in the figures: that of the cut-off, or today's where that is still to come."""
        early = self.snapshot is None and self.drawn_on is not None
        return min(self.cut_off, self.drawn_on or self.cut_off) if early else self.cut_off

    @property
    def unit(self) -> str:
        """ "phường Mẫu"."""
        return f"{self.unit_kind} {self.unit_name}"


def report(paper: ReportPaper) -> Document:
    """BÁO CÁO of a period (Nghị định 30/2020, Phụ lục I; mẫu 1.4); number and day stay open until they are known."""
    about = f"Kết quả hoạt động thông tin cơ sở {paper.period}"
    blocks: list[Block] = [
        committee_head(
            paper.unit,
            paper.sign,
            _signed_year(paper),
            number=paper.number,
            date=paper.date,
            superior=paper.superior,
        ),
        Title("BÁO CÁO", about),
        Addressees(paper.addressees),
        Paragraph(_opening(paper)),
    ]
    if paper.snapshot is not None and paper.snapshot.correction:
        blocks.append(Paragraph(_correction(paper.snapshot)))
    blocks += _sections(paper.before)
    blocks.append(figures_table(paper.lines, paper.period, paper.previous_period))
    blocks += [Note(text) for text in _notes(paper)]
    blocks += _sections(paper.after)
    blocks.append(Paragraph(f"Trên đây là báo cáo {_lower_first(about)} của Ủy ban nhân dân {paper.unit}./."))
    signature = paper.signature
    blocks.append(Closing(paper.recipients, (*signature.authority, signature.position), signature.name))
    if paper.reprint:
        blocks.append(Note(paper.reprint))
    origin = annex_origin(paper.unit, paper.sign, paper.number, paper.date)
    blocks += report_annexes(paper.shares, paper.charts, origin)
    kept = paper.snapshot
    return Document(
        f"Báo cáo {_lower_first(about)}",
        tuple(blocks),
        trial=paper.trial,
        preliminary=kept is None,
        moment=kept.frozen_at if kept else None,
        reprint=bool(paper.reprint),
    )


def _signed_year(paper: ReportPaper) -> int:
    """The year printed before the day is known: that of the freeze, else that of the cut-off."""
    return local(paper.snapshot.frozen_at).year if paper.snapshot else paper.cut_off.year


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _opening(paper: ReportPaper) -> str:
    window = f"số liệu từ {long_date(paper.window_from)} đến hết {long_date(paper.counted_to)}"
    start = f"Thực hiện {paper.basis}, " if paper.basis else ""
    return (
        f"{start}Ủy ban nhân dân {paper.unit} báo cáo kết quả hoạt động thông tin cơ sở {paper.period} "
        f"({window}) như sau:"
    )


def _correction(snapshot: Frozen) -> str:
    return (
        f"Báo cáo này đính chính lần {two_digits(snapshot.correction)}, thay cho báo cáo đã gửi. "
        f"Lý do đính chính: {sentence(snapshot.reason)}"
    )


def sentence(text: str) -> str:
    """A text as it ends a sentence: with one full stop."""
    return text.rstrip(" .;") + "."


def _sections(sections: Sequence[Section]) -> list[Block]:
    made: list[Block] = []
    for section in sections:
        made.append(Heading(section.level, section.heading))
        made += [Paragraph(text) for text in section.paragraphs]
    return made


def figures_table(lines: Sequence[FigureLine], period: str, previous_period: str) -> Table:
    """TT, indicator, unit, value; the previous period and the comparison only where anything is known of them."""
    with_previous = any(line.previous is not None for line in lines)
    with_notes = with_previous or any(line.note for line in lines)
    columns = [
        Column("TT", 11, Align.CENTRE),
        Column("Chỉ tiêu", 63),
        Column("Đơn vị\ntính", 20, Align.CENTRE),
        Column(_two_lines(period), 27, Align.RIGHT),
    ]
    if with_previous:
        columns.append(Column(_two_lines(previous_period or "Cùng kỳ năm trước"), 22, Align.RIGHT))
    if with_notes:
        columns.append(Column("So sánh" if with_previous else "Ghi chú", 22, Align.RIGHT))
    marks = _marks(lines)
    rows: list[Row] = []
    number = 0
    for at, line in enumerate(lines):
        if line.heading:
            rows.append(Row((line.name,), banner=True))
            continue
        number += 1
        name = f"{line.name} ({marks[at]})" if at in marks else line.name
        cells = [str(number), name, line.unit, written(line.value)]
        cells += [written(line.previous)] if with_previous else []
        cells += [line.note or comparison(line.value, line.previous, line.unit)] if with_notes else []
        rows.append(Row(tuple(cells)))
    return Table(tuple(columns), tuple(rows))


def _two_lines(period: str) -> str:
    """ "6 tháng đầu năm 2026" as "6 tháng đầu" over "năm 2026", so that the head stays narrow."""
    return period.replace(" năm ", "\nnăm ", 1)


def _marks(lines: Sequence[FigureLine]) -> dict[int, int]:
    """Which lines carry a numbered mark: those a person typed or another period lent."""
    marked = [at for at, line in enumerate(lines) if line.origin is not Origin.DERIVED and not line.heading]
    return {at: number for number, at in enumerate(marked, 1)}


def _notes(paper: ReportPaper) -> list[str]:
    """Small print under the table: the snapshot, then each marked value with its reason."""
    notes = [foot(paper.snapshot, paper.counted_to)]
    if paper.counted_to < paper.cut_off:
        notes[0] += f" Kỳ báo cáo chốt số hết ngày {short_date(paper.cut_off)}."
    for at, number in _marks(paper.lines).items():
        line = paper.lines[at]
        if line.origin is Origin.ENTERED:
            text = "Số liệu do cán bộ nhập" + (f", lý do: {line.reason}" if line.reason else "")
        else:
            text = "Số liệu có phần mang sang từ kỳ trước" + (f": {line.reason}" if line.reason else "")
        notes.append(sentence(f"({number}) {text}"))
    return notes


def foot(snapshot: Frozen | None, as_of: dt.date) -> str:
    """Small print under figures: the frozen version they come from, or that they are not frozen."""
    if snapshot is None:
        return f"Số liệu sơ bộ, chưa chốt, tính đến hết ngày {short_date(as_of)}."
    day = short_date(local(snapshot.frozen_at).date())
    return f"Số liệu theo bản chốt số {snapshot.number} ngày {day}, mã kiểm tra {quads(snapshot.sha256)}."


@dataclass(frozen=True, slots=True)
class ManualSheet:
    """Figures for the route `manual`: `lines` already stand in the order in which `software` asks for them."""

    unit: str
    software: str
    period: str
    window_from: dt.date
    cut_off: dt.date
    lines: tuple[FigureLine, ...]
    snapshot: Frozen | None = None
    trial: bool = False


def manual_sheet(sheet: ManualSheet) -> Document:
    """The sheet from which a person types the figures into other software, with room for its reference."""
    window = f"số liệu từ ngày {short_date(sheet.window_from)} đến hết ngày {short_date(sheet.cut_off)}"
    blocks: list[Block] = [
        Title("BẢNG SỐ LIỆU ĐỂ NHẬP PHẦN MỀM", f"{sheet.period} của {sheet.unit}"),
        Paragraph(f"Nhập theo đúng thứ tự dưới đây vào {sheet.software} ({window})."),
        Table(_SHEET_COLUMNS, _sheet_rows(sheet.lines)),
        Note(_source(sheet)),
        Paragraph(f"Mã hồ sơ trên phần mềm: {_DOTS}", indent=False),
        Paragraph(f"Người nhập: {_DOTS} Ngày, giờ nhập: {_DOTS}", indent=False),
        Note("Bảng này chỉ để nhập số liệu bằng tay, không thay cho báo cáo và không phải biên nhận."),
    ]
    title = f"Bảng số liệu để nhập phần mềm, {sheet.period}"
    kept = sheet.snapshot
    moment = kept.frozen_at if kept else None
    return Document(title, tuple(blocks), trial=sheet.trial, preliminary=kept is None, moment=moment)


def _sheet_rows(lines: Sequence[FigureLine]) -> tuple[Row, ...]:
    rows: list[Row] = []
    number = 0
    for line in lines:
        if line.heading:
            rows.append(Row((line.name,), banner=True))
            continue
        number += 1
        rows.append(Row((str(number), line.code, line.name, line.unit, written(line.value), "")))
    return tuple(rows)


def _source(sheet: ManualSheet) -> str:
    if sheet.snapshot is None:
        return "Số liệu sơ bộ, chưa chốt."
    return f"Số liệu theo bản chốt số {sheet.snapshot.number}, mã kiểm tra {quads(sheet.snapshot.sha256)}."


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """Facts of a receipt whose signature has been verified; `key_fingerprint` names the key that signed it.

    `late` is None for a report to which no paper sets a day.
    """

    number: str
    unit: str
    template: str
    period: str
    version: int
    sha256: str
    received_at: dt.datetime
    late: bool | None
    hub_name: str
    key_fingerprint: str
    trial: bool = False


def receipt_paper(receipt: ReceiptPaper) -> Document:
    """BIÊN NHẬN: one page that says what was received, when, and what it is not."""
    moment = local(receipt.received_at)
    facts = (
        ("Số biên nhận", receipt.number),
        ("Đơn vị gửi", receipt.unit),
        ("Mẫu thống kê", receipt.template),
        ("Kỳ báo cáo", receipt.period),
        ("Bản chốt", f"Bản {two_digits(receipt.version)}"),
        ("Nơi nhận", receipt.hub_name),
        ("Thời điểm nhận", f"{moment:%H:%M:%S} ngày {short_date(moment.date())}"),
        *_in_time(late=receipt.late),
        ("Mã kiểm tra (SHA-256)", quads(receipt.sha256, 64)),
        ("Dấu nhận dạng khóa của nơi nhận", receipt.key_fingerprint),
    )
    blocks: tuple[Block, ...] = (
        Title("BIÊN NHẬN", f"Số liệu thống kê thông tin cơ sở {receipt.period}"),
        Paragraph("Phần mềm đã kiểm tra: biên nhận do đúng khóa của nơi nhận ký và ghi đúng bản số liệu đã gửi."),
        Table(_FACT_COLUMNS, tuple(Row(fact) for fact in facts)),
        Note(
            "Đây là biên nhận kỹ thuật do phần mềm lập, không phải chữ ký số chuyên dùng của cơ quan nhà nước và không "
            "thay cho văn bản xác nhận của nơi nhận."
        ),
    )
    return Document(f"Biên nhận {receipt.number}", blocks, trial=receipt.trial)


def _in_time(*, late: bool | None) -> tuple[tuple[str, str], ...]:
    return () if late is None else (("Thời hạn", "Nhận sau thời hạn" if late else "Nhận trong thời hạn"),)
