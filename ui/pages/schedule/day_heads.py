"""What stands above a day: its lunar day, what it is known as, whether the office is off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.office.model import DayKind, Holiday, WorkingCalendar
from ttcs_desktop.vietnamese.lunar import LunarDate, to_lunar
from ui.kit.date_edit import in_both_calendars

_DAY = dt.timedelta(days=1)
_FULL_MOON, _WEEKEND = 15, 5
_OFF, _INSTEAD, _FIRST, _FULL = "Nghỉ", "Làm bù", "Mùng", "Rằm"
_SOLAR_NAMES = {
    (1, 1): "Tết Dương lịch",
    (2, 3): "Thành lập Đảng",
    (2, 27): "Thầy thuốc Việt Nam",
    (3, 8): "Quốc tế Phụ nữ",
    (4, 30): "Ngày Thống nhất",
    (5, 1): "Quốc tế Lao động",
    (5, 19): "Ngày sinh Bác Hồ",
    (6, 1): "Quốc tế Thiếu nhi",
    (6, 5): "Môi trường thế giới",
    (6, 21): "Báo chí Việt Nam",
    (7, 27): "Thương binh - Liệt sĩ",
    (8, 19): "Cách mạng Tháng Tám",
    (9, 2): "Quốc khánh",
    (10, 10): "Chuyển đổi số",
    (10, 20): "Phụ nữ Việt Nam",
    (11, 20): "Nhà giáo Việt Nam",
    (12, 22): "Quân đội nhân dân",
}
_LUNAR_NAMES = {
    (1, 1): "Mùng 1 Tết",
    (1, 2): "Mùng 2 Tết",
    (1, 3): "Mùng 3 Tết",
    (1, 15): "Rằm tháng Giêng",
    (3, 10): "Giỗ Tổ Hùng Vương",
    (4, 15): "Phật đản",
    (5, 5): "Tết Đoan Ngọ",
    (7, 15): "Lễ Vu Lan",
    (8, 15): "Tết Trung thu",
    (12, 23): "Ông Công, ông Táo",
}


@dataclass(frozen=True, slots=True)
class DayHead:
    """The words above one day.

    Attributes:
        lunar: the lunar day, fuller writings first: "17/4 âm", "17/4"; none where the calendar is not reckoned.
        stands_out: whether it is the first or the fifteenth of the lunar month.
        name: what the day is known as, or why the office is off or at work; may be empty.
        is_off: whether the office is off on it by itself, whatever its weekday.
        full: all of it in one sentence.
    """

    lunar: tuple[str, ...]
    stands_out: bool
    name: str
    is_off: bool
    full: str


def heads_of(days: Iterable[dt.date], office: WorkingCalendar, holidays: Iterable[Holiday]) -> dict[dt.date, DayHead]:
    """The heads of some days.

    Args:
        holidays: the office's own days off and days worked in exchange, with the names it gave them.
    """
    own = {holiday.day: holiday for holiday in holidays}
    return {day: _head(day, office, own.get(day)) for day in days}


def known_as(day: dt.date) -> str:
    """What a date is known as by either calendar, the solar first; often nothing."""
    lunar = _lunar(day)
    named = _SOLAR_NAMES.get((day.month, day.day), "")
    if named or lunar is None or lunar.leap:
        return named
    return _LUNAR_NAMES.get((lunar.month, lunar.day), "") or _eve(day)


def _head(day: dt.date, office: WorkingCalendar, own: Holiday | None) -> DayHead:
    lunar, known = _lunar(day), known_as(day)
    is_off = day in office.off or (day.weekday() < _WEEKEND and not office.is_working(day))
    name = _name(known, own, is_off=is_off)
    full = "\n".join(line for line in (in_both_calendars(day), name) if line)
    if lunar is None:
        return DayHead((), False, name, is_off, full)
    return DayHead(_written(lunar), lunar.day in (1, _FULL_MOON), name, is_off, full)


def _name(known: str, own: Holiday | None, *, is_off: bool) -> str:
    given = own.name if own is not None else ""
    if own is not None and own.kind is DayKind.SWAPPED_IN:
        return f"{_INSTEAD}: {given}" if given and not _begins(given, _INSTEAD) else given or _INSTEAD
    said = given or known
    if not is_off or _begins(said, _OFF):
        return said
    return f"{_OFF}: {said}" if said else _OFF


def _begins(name: str, word: str) -> bool:
    return name.casefold().startswith(word.casefold())


def _written(lunar: LunarDate) -> tuple[str, ...]:
    if lunar.day == 1:
        return (f"{_FIRST} 1/{_month(lunar)} âm", f"{_FIRST} 1/{lunar.month}", f"{_FIRST} 1")
    if lunar.day == _FULL_MOON:
        return (f"{_FULL} tháng {_month(lunar)}", f"{_FULL} th.{lunar.month}", _FULL)
    return (f"{lunar.written()} âm", f"{lunar.day}/{lunar.month}")


def _month(lunar: LunarDate) -> str:
    return f"{lunar.month}{' nhuận' if lunar.leap else ''}"


def _eve(day: dt.date) -> str:
    """The last day of the lunar year is the thirtieth or the twenty-ninth."""
    following = _lunar(day + _DAY)
    return "Giao thừa" if following is not None and (following.month, following.day) == (1, 1) else ""


def _lunar(day: dt.date) -> LunarDate | None:
    try:
        return to_lunar(day)
    except ValueError:  # a year that can be typed, but is not reckoned
        return None
