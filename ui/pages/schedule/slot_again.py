"""How a slot comes again, as the officer types it: days of the month or the moon, holidays, several times a day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import Slot
from ttcs_desktop.broadcast.recurrence import EVERY_MONTH, LAST_DAY, Every, OnHolidays, Recurrence
from ttcs_desktop.vietnamese.text import fold
from ui.kit.fields import Choice, TextField
from ui.kit.form import FormField
from ui.kit.number_edit import NumberEdit

if TYPE_CHECKING:
    from ui.pages.schedule.cards import FormCard

_EVERY = (
    (Every.WEEK, "Theo các thứ ở trên"),
    (Every.DATE, "Ngày dương lịch"),
    (Every.LUNAR, "Ngày âm lịch"),
)
_HOLIDAYS = (
    (OnHolidays.AIR, "Phát như ngày thường"),
    (OnHolidays.SKIP, "Không phát ngày lễ"),
    (OnHolidays.ONLY, "Chỉ phát ngày lễ"),
)
_LAST = "cuối"
_PART = re.compile(r"(?:mung\s*)?(\d{1,2}|cuoi)(?:\s*[/\-]\s*(\d{1,2}))?")
_MOST_TYPED = 40
_DAYS_ASKED = "1, 15, cuối là mỗi tháng; 2/9 là mỗi năm."
_DAYS_NOT_ASKED = "Muốn phát theo ngày thì chọn ở ô Lặp lại trước."
WEEKDAYS_ASKED = "Gõ những thứ có phát, ví dụ 246; 8 là Chủ nhật."
_WEEKDAYS_NOT_ASKED = "Khung này lặp theo ngày, chọn ở ô Lặp lại: không theo thứ."


def read_days(text: str) -> tuple[tuple[int, int], ...]:
    """Days as an office writes them: "1, 15, cuối" of every month, "2/9; 19/8" of a year, "mùng 1, rằm" of the moon.

    (month, day) each; whether a month has such a day is for `recurrence.check`.

    Raises:
        InvalidInput: `month_days_unreadable`.
    """
    found: list[tuple[int, int]] = []
    for written in re.split(r"[,;]|\bvà\b", text):
        part = fold(written).strip().removeprefix("ngay ").strip()
        if not part:
            continue
        match = _PART.fullmatch("15" if part == "ram" else part)
        if match is None:
            raise InvalidInput("month_days", "month_days_unreadable", text=written.strip())
        day = LAST_DAY if match[1] == "cuoi" else int(match[1])
        pair = (int(match[2]) if match[2] else EVERY_MONTH, day)
        if pair not in found:
            found.append(pair)
    return tuple(found)


def written_days(days: tuple[tuple[int, int], ...]) -> str:
    """Days as they are typed."""
    names = ((month, _LAST if day == LAST_DAY else str(day)) for month, day in days)
    return ", ".join(name if month == EVERY_MONTH else f"{name}/{month}" for month, name in names)


def again_fields(neighbourhoods: Mapping[str, str]) -> tuple[list[FormField], list[FormField]]:
    """Two columns of fields; what most slots never need, below what all have."""
    days = TextField("1, 15, cuối hoặc 2/9", name="Những ngày", max_length=_MOST_TYPED)
    place = TextField("mọi nơi có loa", name="Nơi nghe", max_length=400)
    return (
        [
            FormField("every", "Lặp lại", Choice(_EVERY)),
            FormField("month_days", "Những ngày", days, _DAYS_ASKED),
            FormField("weeks", "Mấy tuần một lần", NumberEdit(whole=True, low=1, high=52)),
        ],
        [
            FormField("holidays", "Ngày lễ", Choice(_HOLIDAYS)),
            FormField("plays", "Số lần mỗi ngày", NumberEdit(whole=True, low=1, high=24)),
            FormField("pause", "Nghỉ giữa hai lần (phút)", NumberEdit(whole=True, low=0, high=12 * 60)),
            *(
                [
                    FormField(
                        "neighbourhoods", "Nơi nghe", place, "Gõ tên các tổ dân phố, thôn; để trống là theo cụm loa."
                    )
                ]
                if neighbourhoods
                else []
            ),
        ],
    )


def follow_again(card: FormCard) -> None:
    """Let only be typed what the way of coming again looks at, now and whenever it is chosen anew."""
    every, plays = cast("Choice", card.field("every")), cast("NumberEdit", card.field("plays"))

    def follow() -> None:
        weekly = every.value() is Every.WEEK
        card.field("weekdays").setEnabled(weekly)
        card.field("month_days").setEnabled(not weekly)
        card.set_hint("weekdays", WEEKDAYS_ASKED if weekly else _WEEKDAYS_NOT_ASKED)
        card.set_hint("month_days", _DAYS_NOT_ASKED if weekly else _DAYS_ASKED)
        _ask(card.field("weeks"), weekly, 1)
        _ask(card.field("pause"), plays.text().strip() not in {"", "1"}, 0)

    every.currentIndexChanged.connect(lambda _: follow())
    plays.textChanged.connect(lambda _: follow())
    follow()


def _ask(field: QWidget, asked: bool, otherwise: int) -> None:
    """A number that is not asked refuses nothing, whatever was typed before."""
    field.setEnabled(asked)
    number = cast("NumberEdit", field)
    try:
        number.value()
    except InvalidInput:
        if not asked:
            number.set_value(otherwise)


def again_values(slot: Slot, neighbourhoods: Mapping[str, str]) -> dict[str, object]:
    """A slot's recurrence as the fields show it."""
    rule = slot.recurrence
    values: dict[str, object] = {
        "every": rule.every,
        "month_days": written_days(rule.days),
        "weeks": rule.weeks,
        "holidays": rule.holidays,
        "plays": rule.plays,
        "pause": rule.pause_seconds // 60,
    }
    if neighbourhoods:
        values["neighbourhoods"] = ", ".join(
            neighbourhoods[id_] for id_ in sorted(slot.neighbourhoods) if id_ in neighbourhoods
        )
    return values


def recurrence_of(rule: Recurrence, values: Mapping[str, object]) -> Recurrence:
    """The recurrence that the fields describe; days left out stay as they are.

    Raises:
        InvalidInput: `month_days_unreadable`, `month_days_missing`.
    """
    every = cast("Every", values["every"])
    days = read_days(str(values["month_days"])) if every is not Every.WEEK else ()
    if every is not Every.WEEK and not days:
        raise InvalidInput("month_days", "month_days_missing")
    return replace(
        rule,
        every=every,
        weeks=cast("int | None", values["weeks"]) or 1 if every is Every.WEEK else 1,
        days=days,
        holidays=cast("OnHolidays", values["holidays"]),
        plays=cast("int | None", values["plays"]) or 1,
        pause_seconds=(cast("int | None", values["pause"]) or 0) * 60,
    )
