"""The week's broadcast schedule as an official notice (thông báo lịch phát thanh tuần)."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.board_texts.papers import BoardLine, board_part
from ttcs_desktop.broadcast.model import Priority, Session
from ttcs_desktop.broadcast.wording import KINDS, PRIORITIES, SESSIONS
from ttcs_desktop.papers.committee import committee_head
from ttcs_desktop.papers.model import (
    Align,
    Block,
    Closing,
    Column,
    Document,
    Page,
    Paragraph,
    Row,
    Table,
    Title,
)
from ttcs_desktop.papers.wording import (
    long_date,
    month,
    two_digits,
    weekday,
)

_KINDS = {
    **{kind.value: label for kind, label in KINDS.items()},
    "own": "Tự sản xuất",
    "repeat": "Phát lại",
    "approved_file": "Tệp đã duyệt",
    "notice": "Thông báo",
    "live": "Trực tiếp",
}

_COLUMNS = (
    Column("TT", 10, Align.CENTRE),
    Column("Thứ, ngày", 23, Align.CENTRE),
    Column("Buổi", 14, Align.CENTRE),
    Column("Giờ phát", 27, Align.CENTRE),
    Column("Số phút", 17, Align.CENTRE),
    Column("Nội dung chương trình", 77),
    Column("Loại", 25),
    Column("Nguồn", 24),
    Column("Mức", 17, Align.CENTRE),
    Column("Cụm loa", 18, Align.CENTRE),
)


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One airing; `start` and `end` are "HH:MM", an end that is not after the start lies on the next day.

    `kind` is a slot's kind (model.Kind) or one of own, repeat, approved_file, notice, live; any other word stands as
    it is, so that another system's label is not lost.
    """

    day: dt.date
    session: Session
    start: str
    end: str
    minutes: int
    title: str
    kind: str
    source: str
    priority: Priority
    clusters: str


@dataclass(frozen=True, slots=True)
class WeekSheet:
    """What the notice says. `number` and `date` are None while the paper still waits for the clerk and the pen.

    `unit_kind` is "phường", "xã" or "đặc khu"; `authority` the lines above the signer's position ("TM. ỦY BAN NHÂN
    DÂN", "KT. CHỦ TỊCH"); `remarks` stand below the table as paragraphs, `boards` are what notice boards show.
    """

    unit_kind: str
    unit_name: str
    week_no: int
    first_day: dt.date
    last_day: dt.date
    station: str
    lines: tuple[WeekLine, ...]
    authority: tuple[str, ...]
    position: str
    recipients: tuple[str, ...]
    signer: str = ""
    number: int | None = None
    date: dt.date | None = None
    remarks: tuple[str, ...] = ()
    boards: tuple[BoardLine, ...] = ()
    superior: tuple[str, ...] = ()
    trial: bool = False


def week_sheet(sheet: WeekSheet) -> Document:
    """THÔNG BÁO of one week, A4 landscape (Nghị định 30/2020, Phụ lục I; mẫu 1.4)."""
    unit = f"{sheet.unit_kind} {sheet.unit_name}"
    about = f"Lịch phát thanh tuần {two_digits(sheet.week_no)}, từ {_day_month(sheet)} đến {long_date(sheet.last_day)}"
    blocks: list[Block] = [
        committee_head(
            unit, "TB-UBND", sheet.first_day.year, number=sheet.number, date=sheet.date, superior=sheet.superior
        ),
        Title("THÔNG BÁO", about),
    ]
    if sheet.lines:
        blocks.append(Paragraph(f"Ủy ban nhân dân {unit} thông báo lịch phát trên {sheet.station} như sau:"))
        blocks.append(Table(_COLUMNS, _rows(sheet.lines), size=12, padding=0.85))
    else:
        blocks.append(Paragraph(f"Trong tuần, {sheet.station} không có chương trình phát theo lịch."))
    blocks += board_part(sheet.boards)
    blocks += [Paragraph(text) for text in sheet.remarks]
    blocks.append(
        Paragraph("Đề nghị các tổ chức, cơ quan, đơn vị và Nhân dân trên địa bàn theo dõi, phối hợp thực hiện./.")
    )
    blocks.append(Closing(sheet.recipients, (*sheet.authority, sheet.position), sheet.signer))
    return Document(f"Thông báo {about}", tuple(blocks), Page(landscape=True), trial=sheet.trial)


def _day_month(sheet: WeekSheet) -> str:
    """The first day; its year only where the week crosses the new year."""
    first = sheet.first_day
    if first.year != sheet.last_day.year:
        return long_date(first)
    return f"ngày {first.day:02d} tháng {month(first.month)}"


def _rows(lines: tuple[WeekLine, ...]) -> tuple[Row, ...]:
    """Numbered rows by day and hour; day and session are written once and merged over their rows."""
    ordered = sorted(lines, key=lambda line: (line.day, line.start, line.end, line.clusters, line.title))
    rows: list[Row] = []
    for day, of_day in groupby(ordered, key=lambda line: line.day):
        day_cell: str | None = f"{weekday(day)}\n{day.day:02d}/{month(day.month)}"
        for session, of_session in groupby(of_day, key=lambda line: line.session):
            session_cell: str | None = SESSIONS[session]
            for line in of_session:
                rows.append(_row(len(rows) + 1, line, day_cell, session_cell))
                day_cell = session_cell = None
    return tuple(rows)


def _row(number: int, line: WeekLine, day_cell: str | None, session_cell: str | None) -> Row:
    hours = f"{line.start} - {line.end}"
    if line.end <= line.start:
        hours += "\n(hôm sau)"
    cells = (
        str(number),
        day_cell,
        session_cell,
        hours,
        str(line.minutes),
        line.title,
        _KINDS.get(line.kind, line.kind),
        line.source,
        PRIORITIES[line.priority],
        line.clusters,
    )
    return Row(cells, group=line.day.isoformat())
