"""The log on paper (sổ phát): planned and aired, state, reason, clusters, who says so; sums at the end of each page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from ttcs_desktop.broadcast.log_sheets.model import LogLine, LogSheet, Sums, sums
from ttcs_desktop.broadcast.model import Witness, WitnessKind
from ttcs_desktop.broadcast.wording import KINDS, OUTCOMES, OUTSIDE_SCHEDULE, REASONS
from ttcs_desktop.papers.model import Align, Block, Column, Document, Note, Page, Paragraph, Row, Table, Title
from ttcs_desktop.papers.wording import long_date, short_date

_COLUMNS = (
    Column("TT", 10, Align.CENTRE),
    Column("Ngày", 20, Align.CENTRE),
    Column("Giờ", 12, Align.CENTRE),
    Column("Nội dung", 63),
    Column("Loại", 24),
    Column("Dự kiến\n(phút)", 15, Align.RIGHT),
    Column("Đã phát\n(phút)", 15, Align.RIGHT),
    Column("Kết quả", 21),
    Column("Lý do", 22),
    Column("Cụm phát\n/tổng", 17, Align.CENTRE),
    Column("Ai xác nhận", 23),
    Column("Ghi chú", 20),
)
SIZE, PADDING = 11.0, 0.7
_SIGNATURES = (Column("", 131, Align.CENTRE), Column("", 131, Align.CENTRE))
_BY_PEN = "(ký, ghi rõ họ tên)"
_PEN = "\n\n\n"
_KEPT = 3
PAGE = Page(landscape=True, left=20)
_WITNESSES = {
    WitnessKind.HAND: "Cán bộ ghi",
    WitnessKind.VENDOR: "Nhật ký máy",
    WitnessKind.OTHER_PC: "Máy khác",
}


def log_paper(sheet: LogSheet, pages: Sequence[int]) -> Document:
    """SỔ PHÁT of a stretch of days, A4 landscape; `pages` says how many lines stand on each page."""
    if sum(pages) != len(sheet.lines):
        raise ValueError("the pages do not hold the lines")
    blocks: list[Block] = [*log_head(sheet)]
    if not sheet.lines:
        blocks.append(Paragraph("Trong những ngày này sổ chưa ghi mục phát nào."))
    carried, waiting = Sums(), iter(sheet.lines)
    for at, count in enumerate(pages):
        lines = list(islice(waiting, count))
        on_page = sums(lines)
        opening = [_sum_row("Trang trước chuyển sang", carried)] if at else []
        carried += on_page
        closing = [_sum_row("Cộng trang này", on_page)] if len(pages) > 1 else []
        last = at == len(pages) - 1
        closing.append(_sum_row("Tổng cộng" if last else "Chuyển sang trang sau", carried))
        rows = (*opening, *map(log_row, lines), *closing)
        blocks.append(Table(_COLUMNS, rows, size=SIZE, padding=PADDING, new_page=at > 0))
    blocks += log_end(sheet)
    title = f"Sổ phát {sheet.station}, từ {short_date(sheet.first)} đến {short_date(sheet.last)}"
    return Document(title, tuple(blocks), PAGE, trial=sheet.trial)


def log_head(sheet: LogSheet) -> list[Block]:
    """What stands above the first line."""
    days = f"Từ {long_date(sheet.first)} đến {long_date(sheet.last)}"
    return [Title("SỔ PHÁT", f"{sheet.station}, Ủy ban nhân dân {sheet.unit}"), Paragraph(f"{days}.", indent=False)]


def log_end(sheet: LogSheet) -> list[Block]:
    """What stands below the last line: the count, what nobody has written down, two signatures."""
    told = sums(sheet.lines)
    corrected = len(sheet.lines) - told.count
    said = []
    if sheet.lines:
        said = [
            f"{told.count} lượt: {told.full} phát đủ, {told.partial} phát thiếu hoặc bị ngắt, {told.none} không phát."
        ]
    if corrected:
        said.append(f"{corrected} dòng đã được sửa: vẫn để đọc, không tính vào tổng.")
    if sheet.silent:
        said.append(f"{sheet.silent} mục trong lịch đã qua giờ mà chưa ai ghi kết quả, không có trong sổ này.")
    above = "\n".join(sheet.authority)
    room = "\n" * max(0, len(sheet.authority) - 1)
    signatures = Row((f"NGƯỜI GHI SỔ\n{_BY_PEN}\n{_PEN}{room}{sheet.writer}", f"{above}\n{_BY_PEN}\n{_PEN}"))
    notes: list[Block] = [Note(" ".join(said))] if said else []
    return [*notes, Table(_SIGNATURES, (signatures,), size=13, keep_previous=_KEPT)]


def measured_table(sheet: LogSheet) -> Table:
    """The lines and one row of sums, last, as a table whose rows can be measured."""
    widest = Sums(88888, 88888 * 60, 88888 * 60, 8, 8, 8)
    rows = (*map(log_row, sheet.lines), _sum_row("Trang trước chuyển sang", widest))
    return Table(_COLUMNS, rows, size=SIZE, padding=PADDING)


def log_row(line: LogLine) -> Row:
    """One entry; one that was corrected says by which line."""
    entry = line.entry
    cells = (
        str(line.number),
        short_date(entry.day),
        f"{entry.start:%H:%M}",
        entry.title,
        KINDS[entry.kind],
        _minutes(entry.planned_seconds),
        _minutes(entry.aired_seconds),
        OUTCOMES[entry.state],
        REASONS[entry.reason] if entry.reason.value else "",
        f"{entry.clusters_ok}/{entry.clusters_total}",
        "\n".join(dict.fromkeys(map(witness_words, line.witnesses))),
        "; ".join(remarks(line)),
    )
    return Row(cells)


def remarks(line: LogLine) -> list[str]:
    """What has to be known of an entry: outside the timetable, corrected by, corrects."""
    said = [OUTSIDE_SCHEDULE.capitalize()] if line.entry.airing_id is None else []
    if not line.counts:
        said.append(f"Đã sửa, xem dòng {line.corrected_by}" if line.corrected_by else "Đã sửa")
    if line.corrects is not None:
        said.append(f"Sửa dòng {line.corrects}" if line.corrects else "Sửa mục trước")
    return said


def witness_words(witness: Witness) -> str:
    """Who says so; a witness that tells something else is marked."""
    return _WITNESSES[witness.kind] + ("" if witness.agrees else " (nói khác)")


def _sum_row(words: str, told: Sums) -> Row:
    planned, aired = _minutes(told.planned_seconds), _minutes(told.aired_seconds)
    cells = ("", "", "", f"{words}: {told.count} lượt", "", planned, aired, "", "", "", "", "")
    return Row(cells, strong=True)


def _minutes(seconds: int) -> str:
    return str(round(seconds / 60))
