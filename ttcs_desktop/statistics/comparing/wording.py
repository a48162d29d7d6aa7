"""What lies between two reports, in Vietnamese."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction

from ttcs_desktop.statistics.comparing.events import Difference, Event, Kind, Why
from ttcs_desktop.statistics.comparing.service import Comparison
from ttcs_desktop.statistics.comparing.sides import Side
from ttcs_desktop.statistics.compute import rounded
from ttcs_desktop.statistics.wording import number, period_title

KINDS = {
    Kind.CAME: "Thêm",
    Kind.GONE: "Bớt",
    Kind.CHANGED: "Đổi",
    Kind.CARRIED: "Mang sang",
    Kind.ENTERED: "Nhập tay",
    Kind.ROUNDING: "Làm tròn",
    Kind.TERM: "Thành phần",
    Kind.FORMULA: "Cách tính",
}
WHYS = {Why.DAYS: "khác ngày tính", Why.RECORD: "sổ ghi thêm hoặc sửa"}
_BESIDE = {
    Kind.CARRIED: "Số mang sang từ trước khi có sổ",
    Kind.ENTERED: "Số nhập tay thay số tự tính",
    Kind.ROUNDING: "Phần lẻ do làm tròn số hiển thị",
    Kind.TERM: "Số thành phần trong công thức đổi",
    Kind.FORMULA: "Cách tính đã đổi, nay là",
}
_SAME = "Hai báo cáo giống nhau ở mọi chỉ tiêu."


def side_words(side: Side) -> str:
    """ "6 tháng đầu năm 2026 (184-6T), bản chốt 1, đến hết 30/05/2026"."""
    kept = f"bản chốt {side.version}" if side.version else "số của sổ hiện nay"
    title = period_title(side.template_name, side.year)
    on = f" và cộng tiếp đến hết {_day(side.days_on)}" if side.days_on else ""
    return f"{title[:1].upper()}{title[1:]} ({side.template}), {kept}, đến hết {_day(side.window.cut_off)}{on}"


def effect_words(effect: Fraction, decimals: int, unit: str) -> str:
    """What an event adds: "+1", "−0,5"; a share in points. Never rounded to nothing: more digits are shown instead."""
    digits = decimals
    while effect and not rounded(abs(effect), digits) and digits < decimals + 4:
        digits += 1
    shown = number(rounded(abs(effect), digits))
    sign = "+" if effect > 0 else "−" if effect < 0 else ""
    return f"{sign}{shown} điểm" if unit == "%" else f"{sign}{shown}"


def why_words(event: Event) -> str:
    """Why one report has it and the other has not; what stands beside the records says so itself."""
    return WHYS[event.why] if event.record else ""


def event_words(event: Event) -> str:
    """What happened, without its share: "25/05/2026 06:30 Bản tin phường"."""
    record = event.record
    if record is None:
        return f"{_BESIDE[event.kind]}: {event.note}" if event.note else _BESIDE[event.kind]
    return f"{_day(event.day)} {record.label}" if event.day else record.label


def change_line(one: Difference) -> str:
    """ "C10 Lượt phát: 6 lượt, nay 9 lượt, +3"."""
    before = number(one.before) or "chưa có số"
    after = number(one.after) or "chưa có số"
    change = f" ({effect_words(Fraction(one.change), one.decimals, one.unit)})" if one.change is not None else ""
    return f"{one.code} {one.name}: {before} thành {after} {one.unit}{change}"


def why_line(one: Difference) -> str:
    """How much of a difference comes from other days, and how much from the record itself; empty for one reason."""
    parts = [(why, one.effect(why)) for why in Why]
    if not all(effect for _, effect in parts):
        return ""
    said = [f"{effect_words(effect, one.decimals, one.unit)} do {WHYS[why]}" for why, effect in parts]
    return ", ".join(said)


def comparison_lines(found: Comparison) -> list[str]:
    """The whole comparison as plain lines."""
    lines = [f"Từ: {side_words(found.one)}", f"Đến: {side_words(found.other)}"]
    if not found.differing:
        return [*lines, _SAME]
    for one in found.differing:
        lines.append(change_line(one))
        lines += [
            f"  {KINDS[event.kind]} {effect_words(event.effect, one.decimals, one.unit)}: {event_words(event)}"
            + (f" ({why_words(event)})" if event.record else "")
            for event in one.events
        ]
    return lines


def correction_sentences(differences: Iterable[Difference], most: int = 3) -> tuple[str, ...]:
    """What a correction changed, an indicator a sentence, with the records that make it; for the paper."""
    return tuple(_corrected(one, most) for one in differences if one.before != one.after)


def _corrected(one: Difference, most: int) -> str:
    told = [_briefly(event) for event in one.events if event.kind is not Kind.ROUNDING]
    more = f"; và {len(told) - most} chỗ khác" if len(told) > most else ""
    because = f": {'; '.join(told[:most])}{more}" if told else ""
    return f"{change_line(one)}{because}".rstrip(".") + "."


def _briefly(event: Event) -> str:
    words = event_words(event)
    return f"{KINDS[event.kind].lower()} {words}" if event.record else f"{words[:1].lower()}{words[1:]}"


def _day(day: dt.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
