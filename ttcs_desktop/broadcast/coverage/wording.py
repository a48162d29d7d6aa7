"""Coverage in Vietnamese: what is missing, how sure a telling is, where it was told."""

from __future__ import annotations

from ttcs_desktop.broadcast.coverage.model import Channel, Column, Counts, Gap, Lack, Told
from ttcs_desktop.content.topics.wording import stretch_text

CHANNELS = {Channel.STATION: "Đài truyền thanh", Channel.PRESS: "Đài, báo cấp trên"}
TOLD = {
    Channel.STATION: {
        Told.AIRED: "Đã phát",
        Told.PLANNED: "Đã xếp lịch",
        Told.UNCONFIRMED: "Chưa xác nhận",
    },
    Channel.PRESS: {
        Told.AIRED: "Đã được dùng",
        Told.PLANNED: "Đã gửi, chưa dùng",
        Told.UNCONFIRMED: "Đã gửi, chưa dùng",
    },
}
SIGNS = "2: đã phát 2 lượt · +1: đã xếp lịch · ?1: qua giờ, chưa xác nhận · –: trong kỳ mà chưa có"
SIGNS_PRESS = "2: được dùng 2 lần · +1: đã gửi, chưa dùng · –: trong kỳ mà chưa có"


def cell(counts: Counts, *, inside: bool) -> str:
    """A cell of the matrix: "2", "+1", "2 +1 ?1"; a dash where the topic is due and nothing is there."""
    parts = [
        str(counts.aired) if counts.aired else "",
        f"+{counts.planned}" if counts.planned else "",
        f"?{counts.unconfirmed}" if counts.unconfirmed else "",
    ]
    return " ".join(part for part in parts if part) or ("–" if inside else "")


def column_head(column: Column) -> str:
    """ "T23" for a week, "Th 5" for a month."""
    return f"T{column.week.number}" if column.week else f"Th {column.first.month}"


def column_named(column: Column) -> str:
    """ "tuần 23 (01/6 - 07/6)", "tháng 5"."""
    if column.week is None:
        return stretch_text(column.first, column.last)
    return f"tuần {column.week.number} ({column.first:%d/%m} - {column.last:%d/%m})"


def gap_text(gap: Gap) -> str:
    """What is missing, in a few words."""
    named = stretch_text(gap.stretch.start, gap.stretch.cut_off) if gap.stretch else ""
    more = f", đã xếp {gap.planned}" if gap.planned else ""
    missed = f"mà thiếu {gap.missing}" if gap.missing else "mà chưa phát"
    others = f", và {gap.more} kỳ nữa" if gap.more else ""
    return {
        Lack.NO_ITEM: "Chưa có bài nào",
        Lack.MISSED: f"Hết {named} {missed}{others}",
        Lack.SHORT: f"{named[:1].upper()}{named[1:]} còn thiếu {gap.missing}{more}",
        Lack.NEVER: f"Chưa phát lần nào{more}",
        Lack.LATER: "Chưa tới kỳ",
        Lack.ENOUGH: "Đủ",
    }[gap.lack]
