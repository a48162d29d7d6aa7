"""Charts in Vietnamese: their titles, their series, what a reader has to know of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from ttcs_desktop.papers.wording import short_date

TOPICS, SOURCES, CLUSTERS = "Độ phủ chủ đề", "Thời lượng theo nguồn", "Phát thành công theo cụm loa"
TOPIC_UNIT, HOURS, SHARE = "% chủ đề đã phát", "giờ", "%"
NO_SOURCE, OTHERS = "Không ghi nguồn", "Nguồn khác"
MONTHS = tuple(f"T{month}" for month in range(1, 13))
TOPICS_NOTE = "Cộng dồn từ đầu năm đến hết mỗi tháng, trên số chủ đề trong danh mục của năm ấy."
SOURCES_NOTE = "Giờ phát theo nguồn ghi ở lịch; tám nguồn nhiều giờ nhất, còn lại gộp chung."


SAME_DAYS = "Năm trước tính đúng những ngày ấy."


def in_days(start: dt.date, cut_off: dt.date) -> Callable[[str], str]:
    """Puts the days of a report behind a title."""
    return lambda title: f"{title}, từ {short_date(start)} đến hết {short_date(cut_off)}"


def trend(name: str) -> str:
    """The title of an indicator month by month."""
    return f"{name} theo tháng"


def year(value: int) -> str:
    return f"Năm {value}"


def in_year(title: str, value: int) -> str:
    """A chart with the year it is of."""
    return f"{title}, năm {value}"


def so_far(today: dt.date) -> str:
    """Of a year that is not over."""
    return f"Số tính đến hết ngày {today:%d/%m/%Y}; tháng chưa tới để trống."


def before_record(start: dt.date) -> str:
    """Of months that the record does not hold."""
    return f"Sổ bắt đầu từ {start:%d/%m/%Y}; tháng trước đó chỉ có số mang sang."


def clusters_note(unsure: int) -> str:
    """How the share of a cluster is counted, and what is in neither part of it."""
    told = "Lượt đã phát chia lượt phải phát; lượt chưa xác nhận không tính."
    return f"{told} Sổ không ghi rõ cụm có phát hay không {unsure} lần, cũng không tính." if unsure else told
