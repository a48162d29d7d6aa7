"""Weeks made from weeks, in Vietnamese."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ttcs_desktop.broadcast.model import Slot
from ttcs_desktop.broadcast.publishing.wording import day_words
from ttcs_desktop.broadcast.recurrence import OnHolidays
from ttcs_desktop.broadcast.weeks.model import Fate, Lack, TakenLine, WeekPlan
from ttcs_desktop.broadcast.weeks.shifting import Shift
from ttcs_desktop.broadcast.why.wording import days_of
from ttcs_desktop.papers.wording import weekday

FATES = {
    Fate.TAKEN: "Chép",
    Fate.THERE: "Đã có",
    Fate.PAST: "Đã qua giờ",
    Fate.ENDED: "Đã hết đợt",
    Fate.UNFIT: "Không dùng được",
    Fate.OWN_DAYS: "Theo ngày riêng",
    Fate.NOT_THEN: "Tuần ấy không có",
}
SHIFTS = {
    Shift.MOVED: "Dời",
    Shift.BEGUN: "Đã tới giờ",
    Shift.INTO_PAST: "Giờ mới đã qua",
    Shift.RELAY: "Tiếp âm, giữ giờ",
}
LACKS = {
    Lack.EXPIRED: "hết hạn dùng",
    Lack.NOT_YET: "chưa tới hạn dùng",
    Lack.NO_RIGHT: "không có quyền dùng",
    Lack.NOT_APPROVED: "chưa duyệt hoặc đã rút",
    Lack.GONE: "không còn trong sổ",
}
_MOST_TOLD = 3
_ENDED = "Đợt phát này kết thúc trước tuần ấy; còn phát thì sửa ngày cuối của khung (F2)."


def starts_words(line: TakenLine) -> str:
    """When it is aired in the week to be made: "Thứ Sáu 12/6, 09:00", "Thứ Hai 08/6, 06:30 và 4 buổi nữa"."""
    if not line.starts:
        return ""
    first = line.starts[0]
    more = f" và {len(line.starts) - 1} buổi nữa" if len(line.starts) > 1 else ""
    return f"{weekday(first)} {day_words(first.date())}, {first:%H:%M}{more}"


def note_words(line: TakenLine) -> str:
    """What is to be known of a line: which items stay behind, whether it waits for a yes."""
    left = [
        f"bỏ “{one.title}” ({LACKS[one.lack]})" if one.title else f"bỏ một bài ({LACKS[one.lack]})" for one in line.left
    ]
    if line.fate is Fate.ENDED:
        return _ENDED
    if line.slot is not None and line.fate is Fate.OWN_DAYS:
        return f"Khung này phát {own_days(line.slot)}: đến ngày ấy thì có, không chép theo thứ."
    if line.slot is not None and line.fate is Fate.NOT_THEN:
        return f"Khung này phát {own_days(line.slot)}; tuần ấy nhằm ngày nghỉ, hoặc buổi đã bỏ, đã dời."
    if line.fate is not Fate.TAKEN:
        return _capital("; ".join(left))
    yes = "giữ ý kiến duyệt" if line.approved else "phải duyệt"
    clash = [f"trùng giờ “{line.clash}”"] if line.clash else []
    return _capital("; ".join([*clash, yes, *left]))


def own_days(slot: Slot) -> str:
    """On which days a slot falls, holidays told: "ngày 1, 15 âm lịch hằng tháng", "mọi ngày, chỉ ngày lễ"."""
    more = {OnHolidays.ONLY: ", chỉ ngày lễ", OnHolidays.SKIP: ", trừ ngày lễ"}
    return days_of(slot) + more.get(slot.recurrence.holidays, "")


def left_out_words(slots: Sequence[Slot]) -> str:
    """What a template week leaves out: "Khung “Rằm” (ngày 15 âm lịch hằng tháng) tự đến ngày, không vào mẫu."."""
    told = ", ".join(f"“{one.title}” ({own_days(one)})" for one in slots[:_MOST_TOLD])
    more = f" và {len(slots) - _MOST_TOLD} khung nữa" if len(slots) > _MOST_TOLD else ""
    return f"Khung {told}{more} phát theo ngày riêng, không vào mẫu." if slots else ""


def plan_words(plan: WeekPlan) -> str:
    """The whole in one sentence: "Chép 5 mục, 1 mục phải duyệt; 2 mục đã có; bỏ 1 bài hết hạn dùng."."""
    taken = plan.taken
    waiting = sum(not one.approved for one in taken)
    parts = [
        f"chép {len(taken)} mục" + (f", {waiting} mục phải duyệt" if waiting else "")
        if taken
        else "không có gì để chép"
    ]
    others = Counter[Fate](one.fate for one in plan.lines if one.fate is not Fate.TAKEN)
    parts += [f"{others[fate]} mục {word.lower()}" for fate, word in FATES.items() if others[fate]]
    lacks = Counter(left.lack for one in taken for left in one.left)
    parts += [f"bỏ {number} bài {LACKS[lack]}" for lack, number in lacks.items()]
    clashing = sum(bool(one.clash) for one in taken)
    parts += [f"{clashing} mục trùng giờ, bấm F7 sau khi chép"] if clashing else []
    return _capital("; ".join(parts)) + "."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
