"""The run sheet of a day (phiếu phát sóng) and the poster of a week (lịch phát để treo)."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.broadcast.day_sheets.model import Airtime, LeftOut, Poster, PosterGroup, RunLine, RunSheet
from ttcs_desktop.papers.model import (
    Align,
    Block,
    Column,
    Document,
    Large,
    Note,
    Page,
    Paragraph,
    Row,
    Table,
    Title,
)
from ttcs_desktop.papers.wording import long_date, short_date, two_digits, weekday

_RUN = (
    Column("TT", 9, Align.CENTRE),
    Column("Giờ phát", 25, Align.CENTRE),
    Column("Thời lượng", 20, Align.CENTRE),
    Column("Nội dung", 67),
    Column("Cụm loa", 33),
    Column("Người duyệt, căn cứ", 53),
    Column("Đã phát\n(giờ thực)", 22, Align.CENTRE),
    Column("Ký, ghi chú", 23),
)
_SIGNATURES = (Column("", 126, Align.CENTRE), Column("", 126, Align.CENTRE))
_BY_PEN = "(ký, ghi rõ họ tên)"
_PEN = "\n\n\n"
_KEPT = 2
_POSTER_SIZES = (26.0, 24.0, 22.0, 20.0, 18.0)
SMALLEST = _POSTER_SIZES[-1]
_POSTER_PAGE = Page(top=15, bottom=15, left=15, right=15)
_TIME, _WHAT = 58.0, 122.0


def run_sheet(sheet: RunSheet) -> Document:
    """PHIẾU PHÁT SÓNG of one day, A4 landscape. Nghị định 30/2020 names no such paper: the form is the office's own."""
    day = f"{weekday(sheet.day)}, {long_date(sheet.day)}"
    blocks: list[Block] = [Title("PHIẾU PHÁT SÓNG", f"{sheet.station}, {day}")]
    if sheet.lines:
        total = sum(line.time.seconds for line in sheet.lines)
        rows = tuple(_run_row(at, line) for at, line in enumerate(sheet.lines, 1))
        many = f"{two_digits(len(sheet.lines))} mục, tổng thời lượng {_length(total)}."
        blocks += [Table(_RUN, rows, size=12, padding=0.85), Note(many)]
    elif sheet.left_out:
        blocks.append(Paragraph("Ngày này có mục trong lịch nhưng chưa mục nào được duyệt, nên chưa được phát."))
    else:
        blocks.append(Paragraph("Ngày này lịch không xếp mục nào. Mục phát ngoài lịch (nếu có) ghi ở dưới."))
    if sheet.left_out:
        named = "; ".join(map(_left_out, sheet.left_out))
        blocks.append(Paragraph(f"Có trong lịch nhưng không có trong phiếu này: {named}.", indent=False))
    signatures = Row((f"NGƯỜI LẬP PHIẾU\n{_BY_PEN}\n{_PEN}{sheet.writer}", f"NGƯỜI TRỰC MÁY\n{_BY_PEN}\n{_PEN}"))
    blocks += [
        Paragraph("Phát ngoài lịch, sự cố: " + "." * 150, indent=False),
        Table(_SIGNATURES, (signatures,), size=13, keep_previous=_KEPT),
    ]
    title = f"Phiếu phát sóng {short_date(sheet.day)}, {sheet.station}"
    return Document(title, tuple(blocks), Page(landscape=True), trial=sheet.trial)


def _run_row(at: int, line: RunLine) -> Row:
    parts = [f"{number}. {title}" for number, title in enumerate(line.parts, 1)]
    cells = (
        str(at),
        _hours(line.time),
        _length(line.time.seconds),
        "\n".join([line.title, *parts]),
        line.clusters,
        "\n".join(line.approved),
        "",
        "",
    )
    return Row(cells, group=str(at))


def _left_out(one: LeftOut) -> str:
    return f"{one.start:%H:%M} {one.title} ({'chưa có bài' if one.empty else 'chưa duyệt'})"


def _hours(time: Airtime) -> str:
    hours = f"{time.start:%H:%M}–{time.end:%H:%M}"
    return hours if time.end.date() == time.start.date() else f"{hours}\n(hôm sau)"


def _length(seconds: int) -> str:
    """ "1 giờ 5 phút", "30 phút", "45 giây"."""
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    parts = ((hours, "giờ"), (minutes, "phút"), (left, "giây"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 phút"


def poster_sizes() -> tuple[float, ...]:
    """Type sizes a poster may have, the largest first; the smallest is still read from two metres."""
    return _POSTER_SIZES


def poster(sheet: Poster, size: float = SMALLEST) -> Document:
    """LỊCH PHÁT THANH of one week for the wall, A4 portrait, in type of `size` points."""
    first = short_date(sheet.first_day)
    if sheet.first_day.year == sheet.last_day.year:
        first = first.rsplit("/", 1)[0]
    blocks: list[Block] = [
        Large("LỊCH PHÁT THANH", 36),
        Large(sheet.station, 22),
        Large(f"Tuần {two_digits(sheet.week_no)}, từ {first} đến {short_date(sheet.last_day)}", 22, bold=False),
    ]
    if sheet.groups:
        rows = tuple(row for group in sheet.groups for row in _group(group, sheet))
        blocks.append(Table((Column("", _TIME, Align.CENTRE), Column("", _WHAT)), rows, size=size, padding=1.4))
    else:
        blocks.append(Large("Tuần này lịch không xếp chương trình nào.", 22, bold=False))
    blocks.append(Note(f"Ủy ban nhân dân {sheet.unit}. Tờ này lập {long_date(sheet.made_on)}."))
    title = f"Lịch phát thanh tuần {two_digits(sheet.week_no)}, {sheet.station}"
    return Document(title, tuple(blocks), _POSTER_PAGE, trial=sheet.trial)


def _group(group: PosterGroup, sheet: Poster) -> list[Row]:
    days = _days(group, sheet.first_day, sheet.last_day)
    rows = [Row((days, ""), banner=True)]
    for line in group.lines:
        title = f"{line.title} ({line.clusters})" if line.clusters else line.title
        # The lines of a day stay on one sheet, below its name.
        rows.append(Row((f"{line.time.start:%H:%M}–{line.time.end:%H:%M}", title), group=days))
    return rows


def _days(group: PosterGroup, first: dt.date, last: dt.date) -> str:
    """ "Hằng ngày", "Thứ Hai đến thứ Sáu", "Thứ Ba, ngày 02/6"."""
    if (group.first, group.last) == (first, last):
        return "Hằng ngày"
    if group.first == group.last:
        return f"{weekday(group.first)}, ngày {short_date(group.first).rsplit('/', 1)[0]}"
    return f"{weekday(group.first)} đến {weekday(group.last).replace('Thứ', 'thứ')}"
