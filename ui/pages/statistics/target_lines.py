"""The rows of the targets as the screen says them: what is wanted, how far it is, its light, what no paper states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ttcs_desktop.statistics.following import Followed
from ttcs_desktop.statistics.pace import Light
from ttcs_desktop.statistics.wording import (
    BY_HAND,
    LIGHTS,
    REFERENCE,
    left_open,
    said_by_hand,
    target_days,
    wanted_words,
)
from ttcs_desktop.vietnamese.typed import format_date, format_number
from ui.kit.chips import Status, Tone
from ui.kit.table.columns import Group

# A shape, a word and a colour each: none of them has to be seen.
_SHAPES = {
    Light.MET: (Tone.GOOD, "circle-check"),
    Light.ON_PACE: (Tone.ACCENT, "clock"),
    Light.AT_RISK: (Tone.LOOK, "triangle-alert"),
    Light.MISSED: (Tone.ALARM, "circle-x"),
    Light.NO_FIGURE: (Tone.NEUTRAL, "circle-help"),
}


def light(one: Followed) -> Status:
    """Sign, word and colour of a target; one that does not bind the ward has no light."""
    if one.light is None:
        return Status(REFERENCE, Tone.NEUTRAL, "-")
    tone, icon = _SHAPES[one.light]
    return Status(LIGHTS[one.light], tone, icon)


def wanted(one: Followed) -> str:
    """ "ít nhất 32 bài"."""
    return wanted_words(one.target.compare, one.wanted, one.target.indicator.unit)


def whose(one: Followed) -> str:
    """Below what is wanted: whose level it is, and what must be there by now."""
    said = ["mức của đơn vị"] if one.level else []
    if one.expected and one.light in (Light.ON_PACE, Light.AT_RISK):
        said.append(f"nay cần {format_number(one.expected)}")
    return ", ".join(said)


def number(one: Followed) -> str:
    """How far it is; a blank is said by the light."""
    value = one.value.counted
    return "" if value is None else format_number(value, one.target.indicator.decimals)


def origin(one: Followed) -> str:
    """Below the number: from the record, or by hand; never the one for the other."""
    if one.value.entered is not None:
        return BY_HAND
    return "" if one.value.counted is None else "từ sổ"


def document(one: Followed) -> str:
    """Below the name: the document, and until when."""
    if one.level:
        return f"{one.level.source}, {format_date(one.level.decided_on)}"
    days = target_days(one.window.start, one.window.cut_off) if one.window else "đã hết giai đoạn"
    return f"{one.target.basis_short}, {days}"


def groups(found: Sequence[Followed], year: int) -> list[Group[Followed]]:
    """What binds the ward, then what is for reference."""
    ours = tuple(one for one in found if one.applies)
    others = tuple(one for one in found if not one.applies)
    made = [Group("ours", f"Chỉ tiêu của đơn vị năm {year}", ours, note=tally(ours))] if ours else []
    title = f"Tham khảo năm {year}: văn bản của nơi khác hoặc đã hết giai đoạn"
    return [*made, Group("others", title, others)] if others else made


def tally(found: Sequence[Followed]) -> str:
    """ "2 đạt, 1 có nguy cơ, 5 chưa có số"."""
    counts = Counter(one.light for one in found)
    return ", ".join(f"{counts[one]} {LIGHTS[one].lower()}" for one in Light if counts[one])


def told(one: Followed) -> list[str]:
    """What the panel says of a target, a sentence each: what is wanted by whom, the number's origin, what is ours."""
    target, indicator = one.target, one.target.indicator
    own = wanted_words(target.compare, target.wanted, indicator.unit)
    said = [f"{target.basis}: {own}{_until(one)}."]
    if one.level:
        said.append(f"Đơn vị đặt {wanted(one)}: {one.level.source}, ngày {format_date(one.level.decided_on)}.")
    if one.said is not None and one.value.entered is not None:
        mine = one.said
        said.append(said_by_hand(mine.value, indicator.unit, mine.as_of, mine.person, mine.reason))
    elif not one.is_measured:
        said.append("Sổ chưa có bản ghi để tự tính: bấm F2 để nhập tay.")
    if not one.applies:
        said.append("Không ràng buộc đơn vị trong năm này. Muốn theo dõi thì bấm F4 đặt mức của đơn vị.")
    return [*said, *left_open(target.inferred)]


def _until(one: Followed) -> str:
    window = one.target.window(one.year)
    if window is not None:
        return f", {target_days(window.start, window.cut_off)}"
    return f", đến hết {format_date(one.target.last)}" if one.target.last else ""
