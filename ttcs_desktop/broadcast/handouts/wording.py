"""The words of calendar, web page and tables."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.broadcast.handouts.model import Handed, Plan
from ttcs_desktop.papers.wording import short_date, weekday

WEEK_SHEET, LOG_SHEET = "Lịch phát", "Sổ phát"
WEEK_HEADS = (
    "Ngày",
    "Thứ",
    "Bắt đầu",
    "Kết thúc",
    "Số phút",
    "Nội dung",
    "Các bài",
    "Loại",
    "Nguồn",
    "Mức",
    "Cụm loa",
    "Người duyệt",
    "Căn cứ duyệt",
    "Tình trạng",
)
LOG_HEADS = (
    "TT",
    "Ngày",
    "Giờ",
    "Nội dung",
    "Loại",
    "Nguồn",
    "Dự kiến (phút)",
    "Đã phát (phút)",
    "Kết quả",
    "Lý do",
    "Cụm phát được",
    "Tổng số cụm",
    "Cụm loa",
    "Ai xác nhận",
    "Ghi chú",
    "Tính vào tổng",
)
APPROVED, NOT_APPROVED = "Đã duyệt", "Chưa duyệt, chưa được phát"
YES, NO = "có", "không"
NEXT_DAY = "hôm sau"
QUIET_DAY = "Không có mục phát theo lịch."
UNDECIDED_DAY = "Lịch ngày này chưa công bố."


def calendar_name(plan: Plan) -> str:
    """What the calendar is called where it is taken in."""
    return f"Lịch phát, {plan.station}"


def page_title(plan: Plan) -> str:
    """ "Lịch phát thanh, 01/6/2026 – 07/6/2026"."""
    if plan.first == plan.last:
        return f"Lịch phát thanh {day_title(plan.first)}/{plan.first.year}"
    return f"Lịch phát thanh {short_date(plan.first)} – {short_date(plan.last)}"


def day_title(day: dt.date) -> str:
    """ "Thứ Hai, 01/6"."""
    return f"{weekday(day)}, {short_date(day).rsplit('/', 1)[0]}"


def made_line(plan: Plan) -> str:
    """Who handed it out, and when."""
    return f"{plan.unit}. Lập lúc {plan.made_at:%H:%M} ngày {short_date(plan.made_at.date())}."


def description(airing: Handed) -> str:
    """What a calendar says of an airing besides its title: the items, where from."""
    parts = [f"{number}. {title}" for number, title in enumerate(airing.parts, 1)]
    source = [f"Nguồn: {airing.source}"] if airing.source else []
    return "\n".join([*parts, f"Loại: {airing.kind}", *source, f"Nghe ở: {airing.clusters}"])
