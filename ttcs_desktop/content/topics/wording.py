"""Topics in Vietnamese: their periods and wanted numbers, written as they can be typed again."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.content.topics.model import Per, Span, Topic, Wanted
from ttcs_desktop.papers.wording import short_date

WHOLE_YEAR = "Cả năm"
_ROMAN = ("I", "II", "III", "IV")
PERS = {Per.MONTH: "Mỗi tháng", Per.QUARTER: "Mỗi quý", Per.PERIOD: "Cả kỳ"}
_EACH = {Per.MONTH: "/tháng", Per.QUARTER: "/quý", Per.PERIOD: " cả kỳ"}
# What the columns of a pasted list may be called, folded; the first words that fit decide.
HEADS = {
    "code": ("ma", "ma so", "stt", "tt", "so tt", "so thu tu", "ma bai", "ma chu de"),
    "text": ("noi dung", "chu de", "ten bai", "bai", "nhom bai", "ten chu de", "danh muc", "noi dung tuyen truyen"),
    "field": ("linh vuc", "nhom", "chuyen de", "mang"),
    "giver": ("van ban", "can cu", "noi giao", "giao tai", "co quan giao", "ke hoach", "so van ban", "nguon"),
    "span": ("ky", "thoi gian", "thoi diem", "ky tuyen truyen", "thoi gian thuc hien", "thoi gian tuyen truyen"),
    "wanted": ("can", "so luot", "so lan", "so luong", "so bai", "can phat", "chi tieu", "tan suat"),
}


def span_text(topic_span: Span, year: int) -> str:
    """ "Cả năm", "Quý II", "Tháng 3", "Tháng 3 - 5", "01/3 - 15/4", "từ 01/9"."""
    first, last = topic_span.first or dt.date(year, 1, 1), topic_span.last or dt.date(year, 12, 31)
    if (first, last) == (dt.date(year, 1, 1), dt.date(year, 12, 31)):
        return WHOLE_YEAR
    if first.day == 1 and (last + dt.timedelta(days=1)).day == 1:
        if first.month == last.month:
            return f"Tháng {first.month}"
        if first.month % 3 == 1 and last.month == first.month + 2:
            return f"Quý {_ROMAN[first.month // 3]}"
        return f"Tháng {first.month} - {last.month}"
    if first == last:
        return _day(first)
    return f"{_day(first)} - {_day(last)}"


def wanted_text(wanted: Wanted) -> str:
    """ "2/tháng"; nothing where no number is asked for."""
    return f"{wanted.number}{_EACH[wanted.per]}" if wanted.number else ""


def topic_label(topic: Topic) -> str:
    """ "12. Chuyển đổi số cho người cao tuổi"."""
    return f"{topic.code}. {topic.text}" if topic.code else topic.text


def stretch_text(first: dt.date, last: dt.date) -> str:
    """A stretch inside a sentence: "tháng 5", "quý II", "năm 2026", "kỳ 01/3 - 15/4/2026"."""
    named = span_text(Span(first, last), first.year)
    if named == WHOLE_YEAR:
        return f"năm {first.year}"
    if named[0].isdigit():
        return f"kỳ {_day(first)} - {short_date(last)}"
    return named.lower() if named.startswith("Tháng") else named[:1].lower() + named[1:]


def _day(day: dt.date) -> str:
    return short_date(day).rpartition("/")[0]
