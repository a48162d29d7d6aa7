"""The fixed Vietnamese of official papers, and how numbers and dates are written on them."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence

NATIONAL_TITLE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
TRIAL_MARK = "BẢN DÙNG THỬ"
PRELIMINARY_MARK = "SỐ LIỆU SƠ BỘ"
REPRINT_MARK = "BẢN IN LẠI"
ADDRESSEES_HEAD = "Kính gửi:"
RECIPIENTS_HEAD = "Nơi nhận:"
CHART_IN_PDF = "biểu đồ ở bản PDF, cùng số với bảng dưới"

_OPEN = " " * 6
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_UNIT_KINDS = ("phường", "xã", "thị trấn", "đặc khu")


def plain(text: str) -> str:
    """Untrusted text as it may be printed: composed (TCVN 6909:2001), without control and invisible characters.

    Line feeds stay; tabs and other white space become a space.
    """
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(_printable(char) for char in line) for line in lines)


def one_line(text: str) -> str:
    """Untrusted text for a place that has one line only: a file's title, a printer's queue."""
    return " ".join(plain(text).split())


def _printable(char: str) -> str:
    if char.isspace():
        return "\u00a0" if char == "\u00a0" else " "
    return "" if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"} else char


def two_digits(number: int) -> str:
    """Numbers below ten get a leading zero (ô số 3)."""
    return f"{number:02d}"


def number_line(number: int | None, sign: str) -> str:
    """ "Số: 05/BC-UBND"; without a number the room for the clerk's pen stays open."""
    return f"Số: {two_digits(number)}/{sign}" if number is not None else f"Số:{_OPEN}/{sign}"


def month(number: int) -> str:
    """Months 1 and 2 get a leading zero, the others none (ô số 4)."""
    return f"{number:02d}" if number < 3 else str(number)


def long_date(day: dt.date) -> str:
    """ "ngày 02 tháng 6 năm 2026"."""
    return f"ngày {day.day:02d} tháng {month(day.month)} năm {day.year}"


def short_date(day: dt.date) -> str:
    """ "02/6/2026"."""
    return f"{day.day:02d}/{month(day.month)}/{day.year}"


def weekday(day: dt.date) -> str:
    """ "Thứ Hai" … "Chủ nhật" (Phụ lục II: the day's name has a capital)."""
    return _WEEKDAYS[day.weekday()]


def place_name(unit: str) -> str:
    """The ward's name without its kind: "Phường Phù Vân" gives "Phù Vân"."""
    for kind in _UNIT_KINDS:
        if unit.casefold().startswith(kind + " "):
            return unit[len(kind) + 1 :].strip()
    return unit.strip()


def place_and_date(place: str, day: dt.date | None, year: int) -> str:
    """ "Phù Vân, ngày 28 tháng 10 năm 2025"; without a day the pen fills day and month of `year` (ô số 4)."""
    if day is not None:
        return f"{place}, {long_date(day)}"
    return f"{place}, ngày{_OPEN}tháng{_OPEN}năm {year}"


def recipient_lines(names: Sequence[str]) -> tuple[str, ...]:
    """The list under "Nơi nhận:": a hyphen before, ";" after each and "." after the last (ô số 9b)."""
    last = len(names) - 1
    return tuple(f"- {name.rstrip(' ;.')}{'.' if at == last else ';'}" for at, name in enumerate(names))


def addressee_lines(names: Sequence[str]) -> tuple[str, ...]:
    """One addressee on the line of "Kính gửi:", several as a list below it (ô số 9a)."""
    if len(names) == 1:
        return (f"{ADDRESSEES_HEAD} {names[0].rstrip(' ;.')}.",)
    return (ADDRESSEES_HEAD, *recipient_lines(names)) if names else ()


def marks(trial: bool, preliminary: bool, reprint: bool = False) -> tuple[str, ...]:
    """The words that stand in the top margin of every page."""
    known = ((TRIAL_MARK, trial), (PRELIMINARY_MARK, preliminary), (REPRINT_MARK, reprint))
    return tuple(word for word, on in known if on)
