"""Dates and times of day as they are said: 28/10/2025, 01-05/6, 10/2025, 7h30, 07:30-11:30."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from ttcs_desktop.vietnamese.speech_context import DATE, Place
from ttcs_desktop.vietnamese.speech_model import Doubt, Said, Why
from ttcs_desktop.vietnamese.speech_numbers import say_whole

_DASH = r"[ \u00a0]?[-–—][ \u00a0]?"
_DAY, _MONTH = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:1[0-9]|2[01])[0-9]{2}"
_END = r"(?![0-9]|[/.,-][0-9]|/[^\W\d_]*[A-ZĐ]{2})"
_FULL = re.compile(rf"({_DAY})([/.-])({_MONTH})\2({_YEAR}){_END}")
_FULL_RANGE = re.compile(rf"({_DAY})/({_MONTH})(?:/({_YEAR}))?{_DASH}({_DAY})/({_MONTH})(?:/({_YEAR}))?{_END}")
_DAYS = re.compile(rf"({_DAY}){_DASH}({_DAY})/({_MONTH})(?:/({_YEAR}))?{_END}")
_SEVERAL_DAYS = re.compile(rf"({_DAY}(?:,[ ]?{_DAY})+)/({_MONTH})(?:/({_YEAR}))?{_END}")
_MONTH_YEAR = re.compile(rf"(?:({_MONTH}){_DASH})?({_MONTH})/({_YEAR}){_END}")
_DAY_MONTH = re.compile(rf"({_DAY})/({_MONTH}){_END}")
_SHORT_YEAR = re.compile(rf"({_DAY})/({_MONTH})/([0-9]{{2}}){_END}")

_HOUR = r"(?:[01]?[0-9]|2[0-4])"
_CLOCK = rf"{_HOUR}(?:[ ]?(?:[hg:][ ]?[0-5][0-9]|giờ[ ]?00)(?::[0-5][0-9])?(?:[ ]?(?:phút|['′p]))?|[ ]?h)(?![\w:])"
_TIME = re.compile(rf"({_CLOCK})(?:{_DASH}({_CLOCK}))?")
_BARE_TO_CLOCK = re.compile(rf"({_HOUR}){_DASH}({_CLOCK})")
_LENGTH = re.compile(r"([0-9]{1,3})['′](?:[ ]?([0-5]?[0-9])(?:[\"″”]|''|′′))?(?!\w)")

_IN_A_MONTH = re.compile(rf"[ ]tháng[ ]{_MONTH}(?![0-9]|[ ]ngày)")
_NO_WORD = re.compile(r"\s*(?:[^\w\s]|$)")

_OF_A_DATE = frozenset(
    """
    ngày sáng trưa chiều tối đêm hôm từ đến tới trước sau dịp lễ hết rằm mùng mồng nhật nay mai qua khánh thứ tết nhi
    động
    """.split()
)
_WEEKDAYS = frozenset("hai ba tư năm sáu bảy".split())
_NEW_YEAR = frozenset(("mùng", "mồng", "rằm", "thứ"))
_WITHOUT_DAY = frozenset(("ngày", "đường", "phố"))  # a street is named by the date alone
_JOINS = frozenset(("và", "đến", "tới", "hoặc"))
_OF_A_SHARE = frozenset("đạt được có chiếm khoảng gần hơn trên số trong tỷ tỉ lệ đã mới".split())
_COUNTED = frozenset(
    """
    hộ người tổ cụm thôn xã phường chỉ tiêu đại phiếu điểm loa số trường em cháu đơn mục lần lượt hồ đồng chí diện
    tdp htx quãng đoạn dân mẫu tiết buổi thời khối phần tổng lượng giá mức doanh kế nhiệm vụ việc
    """.split()
)
OF_A_HOUSE = frozenset("số ngõ ngách hẻm kiệt nhà lô thửa".split())
_REPEATED = frozenset("mỗi một hằng hàng nửa cả số mấy vài nhiều các những".split())
_AFTER_A_DAY = frozenset("tháng đến tới và".split())


def read_date(place: Place) -> Said | None:
    """The date that stands at the place, or None. What may be a fraction as well is a doubt."""
    return (
        _full_date(place) or _date_range(place) or _several_days(place) or _month_year(place) or _day_and_month(place)
    )


def read_time(place: Place) -> Said | None:
    """A time of day, two of them with a dash, or a length in minutes and seconds (4'35")."""
    if found := _TIME.match(place.text, place.at):
        said = _clock(found[1]) + (f" đến {_clock(found[2])}" if found[2] else "")
        return Said(found.end(), said, Why.TIME)
    if found := _BARE_TO_CLOCK.match(place.text, place.at):
        return Said(found.end(), f"{say_whole(int(found[1]))} đến {_clock(found[2])}", Why.TIME)
    if found := _LENGTH.match(place.text, place.at):
        seconds = f" {say_whole(int(found[2]))} giây" if found[2] else ""
        return Said(found.end(), f"{say_whole(int(found[1]))} phút{seconds}", Why.TIME)
    return None


def is_day_of_month(place: Place, number: int, end: int) -> bool:
    """Whether a number is the day of a month (said "mùng" up to ten), not a number of times a day or of months."""
    if not 1 <= number <= 31:
        return False
    if place.before() != "ngày":
        zero = place.text[place.at] == "0"
        return (zero or place.before() in _OF_A_DATE - _NEW_YEAR) and _IN_A_MONTH.match(place.text, end) is not None
    if place.before(2) in _REPEATED:
        return False
    return _NO_WORD.match(place.text, end) is not None or place.after(end) in _AFTER_A_DAY


def say_day(day: int) -> str:
    """ "mùng năm", "mười lăm"."""
    return f"mùng {say_whole(day)}" if day <= 10 else say_whole(day)


def say_month(month: int) -> str:
    """ "tư" for the fourth; the word "tháng" is not part of it."""
    return "tư" if month == 4 else say_whole(month)


def _full_date(place: Place) -> Said | None:
    if found := _FULL_RANGE.match(place.text, place.at):
        first, last = _day_of(found[1], found[2], found[3] or found[6]), _day_of(found[4], found[5], found[6])
        if first and last:
            said = f"{_said(place, found[1], found[2], found[3])} đến {_spell(found[4], found[5], found[6])}"
            return Said(found.end(), said, Why.DATE)
    if (found := _FULL.match(place.text, place.at)) and _day_of(found[1], found[3], found[4]):
        return Said(found.end(), _said(place, found[1], found[3], found[4]), Why.DATE)
    if (found := _SHORT_YEAR.match(place.text, place.at)) and _day_of(found[1], found[2], f"20{found[3]}"):
        said = _said(place, found[1], found[2], f"20{found[3]}")
        return Said(found.end(), said, Why.DATE, Doubt.NUMBER_UNCLEAR)
    return None


def _date_range(place: Place) -> Said | None:
    found = _DAYS.match(place.text, place.at)
    if not found or not _day_of(found[1], found[3], found[4]) or not _day_of(found[2], found[3], found[4]):
        return None
    if int(found[1]) >= int(found[2]):
        return None
    first = _head(place, say_day(int(found[1])))
    return Said(found.end(), f"{first} đến {_spell(found[2], found[3], found[4])}", Why.DATE)


def _several_days(place: Place) -> Said | None:
    """ "các ngày 5, 6, 7/6"."""
    found = _SEVERAL_DAYS.match(place.text, place.at)
    if not found or place.before() != "ngày":
        return None
    days = [int(day) for day in re.findall(r"[0-9]+", found[1])]
    if days != sorted(set(days)) or not _day_of(str(days[-1]), found[2], found[3]):
        return None
    said = ", ".join(map(say_day, days))
    year = f" năm {say_whole(int(found[3]))}" if found[3] else ""
    return Said(found.end(), f"{said} tháng {say_month(int(found[2]))}{year}", Why.DATE)


def _month_year(place: Place) -> Said | None:
    found = _MONTH_YEAR.match(place.text, place.at)
    if not found or place.before() == "số":
        return None
    said = f"{say_month(int(found[2]))} năm {say_whole(int(found[3]))}"
    if place.before() == "quý" and not found[1]:
        return Said(found.end(), f"{say_whole(int(found[2]))} năm {say_whole(int(found[3]))}", Why.DATE)
    if found[1]:
        said = f"{say_month(int(found[1]))} đến tháng {said}"
    return Said(found.end(), said if place.before() == "tháng" else f"tháng {said}", Why.DATE)


def _day_and_month(place: Place) -> Said | None:
    found = _DAY_MONTH.match(place.text, place.at)
    if not found or place.before() in OF_A_HOUSE or not _day_of(found[1], found[2], None):
        return None
    said = Said(found.end(), _said(place, found[1], found[2], None), Why.DATE)
    of_things = place.after(found.end()) in _COUNTED
    like_a_share = "0" not in (found[1][0], found[2][0]) and int(found[1]) <= int(found[2])
    if place.before() == "ngày" or (_is_surely_a_date(place) and not (of_things and like_a_share)):
        return said
    if of_things or place.before() in _OF_A_SHARE:
        return None
    return replace(said, doubt=Doubt.DATE_OR_FRACTION) if like_a_share else said


def _is_surely_a_date(place: Place) -> bool:
    word = place.before()
    if word in _WEEKDAYS:
        return place.before(2) == "thứ"
    if word in _JOINS and place.before(2) == DATE:
        return True
    return word in _OF_A_DATE or word == DATE


def _said(place: Place, day: str, month: str, year: str | None) -> str:
    return _head(place, _spell(day, month, year))


def _head(place: Place, said: str) -> str:
    """The day with "ngày" before it, unless the text has said that already."""
    if place.before() in {"mùng", "mồng", "rằm"}:
        return said.removeprefix("mùng ")
    return said if place.before() in _WITHOUT_DAY else f"ngày {said}"


def _spell(day: str, month: str, year: str | None) -> str:
    said = f"{say_day(int(day))} tháng {say_month(int(month))}"
    return f"{said} năm {say_whole(int(year))}" if year else said


def _day_of(day: str, month: str, year: str | None) -> dt.date | None:
    """The day, in a leap year where none is given; None for a day the calendar lacks."""
    try:
        return dt.date(int(year) if year else 2024, int(month), int(day))
    except ValueError:
        return None


def _clock(written: str) -> str:
    parts = [int(part) for part in re.findall(r"[0-9]+", written)]
    said = f"{say_whole(parts[0])} giờ"
    if len(parts) > 1 and (parts[1] or len(parts) > 2):
        said += f" {say_whole(parts[1])} phút"
    return f"{said} {say_whole(parts[2])} giây" if len(parts) > 2 else said
