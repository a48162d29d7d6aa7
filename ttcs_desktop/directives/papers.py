"""The register of papers that came in (sổ đăng ký văn bản đến), after Nghị định 30/2020/NĐ-CP, Phụ lục IV."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ttcs_desktop.directives.model import Directive
from ttcs_desktop.directives.wording import type_and_subject
from ttcs_desktop.papers.model import Align, Block, Column, Document, Note, Page, Paragraph, Row, Table, Title
from ttcs_desktop.papers.wording import long_date, short_date

_COLUMNS = (
    Column("Ngày đến", 23, Align.CENTRE),
    Column("Số đến", 13, Align.CENTRE),
    Column("Tác giả", 35),
    Column("Số, ký hiệu", 37),
    Column("Ngày tháng", 23, Align.CENTRE),
    Column("Tên loại và\ntrích yếu nội dung", 56),
    Column("Đơn vị hoặc\nngười nhận", 30),
    Column("Ngày chuyển", 23, Align.CENTRE),
    Column("Ký nhận", 15),
    Column("Ghi chú", 17),
)


_FITS = 15  # letters of a number that one line of its column holds


def register(lines: Sequence[Directive], unit: str, first: dt.date, last: dt.date, *, trial: bool = False) -> Document:
    """The register of a stretch of days, A4 landscape. The column of signatures is left to the pen.

    Args:
        unit: as the sheet names it: "Phường Mẫu".
    """
    blocks: list[Block] = [
        Title("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN", f"Ủy ban nhân dân {unit}"),
        Paragraph(f"Từ {long_date(first)} đến {long_date(last)}.", indent=False),
        Table(_COLUMNS, tuple(map(_row, lines)) or (_EMPTY,), size=11, padding=0.85),
        Note(f"{len(lines)} văn bản. Mẫu theo Phụ lục IV, Nghị định số 30/2020/NĐ-CP."),
    ]
    page = Page(landscape=True, left=15, right=10)
    return Document(f"Sổ đăng ký văn bản đến, {unit}", tuple(blocks), page, trial=trial)


_EMPTY = Row(("", "", "", "", "", "Không có văn bản đến trong những ngày này.", "", "", "", ""))


def _row(one: Directive) -> Row:
    return Row(
        (
            _day(one.arrived_on),
            str(one.arrival_number or ""),
            one.organ,
            _number(one.full_number),
            _day(one.issued_on),
            type_and_subject(one),
            one.receiver,
            _day(one.handed_on),
            "",
            one.note,
        )
    )


def _number(number: str) -> str:
    """A long number in two lines, broken behind its first stroke and not within its notation."""
    return number if len(number) <= _FITS else number.replace("/", "/\n", 1)


def _day(day: dt.date | None) -> str:
    return short_date(day) if day else ""
