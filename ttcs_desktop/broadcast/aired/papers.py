"""The report that answers a complaint about a loudspeaker: one page, out of plan and log (Nghị định 30/2020, mẫu 1.4).

Rules on quiet hours stand on it only where the station chose a set of them; nothing is said of any other.
"""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.aired.model import AtMinute
from ttcs_desktop.broadcast.aired.wording import answer, cluster_words
from ttcs_desktop.papers.committee import committee_head
from ttcs_desktop.papers.model import (
    Align,
    Block,
    Closing,
    Column,
    Document,
    Heading,
    Note,
    Page,
    Paragraph,
    Row,
    Table,
    Title,
)
from ttcs_desktop.papers.nd30 import MARGIN_BOTTOM
from ttcs_desktop.papers.wording import long_date

_COLUMNS = (
    Column("Giờ theo lịch", 27, Align.CENTRE),
    Column("Nội dung", 58),
    Column("Theo sổ phát tại cụm này", 42),
    Column("Ai xác nhận", 38),
)


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """One thing planned or played that day on the cluster, in words."""

    at: dt.datetime
    planned: str
    title: str
    result: str
    told: str


@dataclass(frozen=True, slots=True)
class Complaint:
    """What the report says.

    Attributes:
        unit: inside a sentence: "phường Mẫu".
        rules: of the set that the station keeps to on that day; empty where it chose none.
        others: how many lines of the day are left out, as the page holds no more.
    """

    unit: str
    station: str
    place: str
    found: AtMinute
    lines: tuple[ComplaintLine, ...]
    others: int
    rules: str
    authority: tuple[str, ...]
    position: str
    signer: str
    made_on: dt.date
    trial: bool


def complaint_paper(said: Complaint, *, bottom: float = MARGIN_BOTTOM) -> Document:
    """BÁO CÁO of one page."""
    moment = said.found.moment
    where = cluster_words(said.found.cluster)
    about = f"Việc phát thanh lúc {moment:%H} giờ {moment:%M} ngày {moment:%d/%m/%Y} tại {where}"
    place = f", {said.place}" if said.place else ""
    blocks: list[Block] = [
        committee_head(said.unit, "BC-UBND", said.made_on.year),
        Title("BÁO CÁO", about),
        Paragraph(
            f"Về phản ánh tiếng loa lúc {moment:%H} giờ {moment:%M}, {long_date(moment.date())}, tại {where}{place}, "
            f"Ủy ban nhân dân {said.unit} đã kiểm tra lịch phát và sổ phát của {said.station}:"
        ),
        Paragraph(answer(said.found)),
        Heading(2, f"Trong {long_date(moment.date())}, tại {where}:"),
    ]
    if said.lines:
        rows = tuple(Row((one.planned, one.title, one.result, one.told)) for one in said.lines)
        blocks.append(Table(_COLUMNS, rows, size=12, padding=0.8))
    else:
        blocks.append(Paragraph("Lịch phát không có mục nào cho cụm này; sổ phát và nhật ký máy phát không ghi gì."))
    if said.others:
        blocks.append(Note(f"Còn {said.others} mục khác trong ngày, xa giờ phản ánh hơn, xem ở sổ phát."))
    if said.rules:
        blocks.append(Paragraph(said.rules))
    blocks.append(Paragraph("Số liệu trên trích từ sổ phát, mỗi dòng giữ tên người ghi hoặc tệp nhật ký gốc./."))
    recipients = ("Người phản ánh;", "Lưu: VT.")
    blocks.append(Closing(recipients, (*said.authority, said.position), said.signer))
    return Document(f"Báo cáo {about}", tuple(blocks), Page(bottom=bottom), trial=said.trial)
