"""A number that was asked "why?", ready to be shown: of the living record, of a frozen version, or a change of two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from fractions import Fraction

from ttcs_desktop.basics.periods import Window
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.papers.wording import short_date
from ttcs_desktop.statistics.catalogue import Nature
from ttcs_desktop.statistics.comparing.events import Difference
from ttcs_desktop.statistics.comparing.sides import Figure, Side
from ttcs_desktop.statistics.comparing.wording import side_words
from ttcs_desktop.statistics.compute import rounded
from ttcs_desktop.statistics.parts.wording import BREAKDOWNS
from ttcs_desktop.statistics.wording import change_text
from ttcs_desktop.vietnamese.typed import format_number
from ui.pages.statistics import lines
from ui.pages.statistics.evidence import Drill, drill, drill_change, drill_frozen
from ui.pages.statistics.lines import Line
from ui.pages.statistics.periods import day_month


@dataclass(frozen=True, slots=True)
class Asked:
    """What the drill-down shows of one number.

    Attributes:
        what: the indicator and its days; figure: the number with its unit; formula: how it is counted, in words.
        told: what it is put together from, one line each.
        carries: whether a number from before the record may be added here.
        long_days: whether its records may lie years back, so that the year is shown.
    """

    title: str
    what: str
    figure: str
    formula: str
    told: tuple[str, ...]
    found: Drill | None
    decimals: int
    long_days: bool
    carries: bool = False


def asked_now(line: Line, window: Window, record_start: dt.date, against: Mapping[str, str]) -> Asked:
    """The number that counts now; `against` has what another witness says, by the record it contradicts."""
    value, indicator = line.value, line.value.indicator
    found = drill(value, _months(window), against)
    stock = indicator.nature is Nature.STOCK
    counted = lines.figure(line, value.counted)
    return Asked(
        title=f"Nguồn số {line.code}",
        what=f"{indicator.name}, {_days(window.start, window.cut_off, stock=stock)}",
        figure=f"{counted} {indicator.unit}" if counted else "Chưa có số",
        formula=indicator.formula,
        told=tuple(_parts(line, found)),
        found=found,
        decimals=indicator.decimals,
        long_days=stock,
        carries=window.start < record_start and not stock and indicator.unit != "%",
    )


def asked_frozen(side: Side, code: str) -> Asked | None:
    """A number as it was frozen, out of its version alone; None where that version has no such line."""
    figure = side.figures.get(code)
    if figure is None:
        return None
    stock = figure.nature is Nature.STOCK
    shown = format_number(figure.value, figure.decimals)
    return Asked(
        title=f"Nguồn số {code}, bản chốt {side.version}",
        what=f"{figure.name}: {side_words(side)}",
        figure=f"{shown} {figure.unit}" if shown else "Chưa có số",
        formula=figure.formula,
        told=_frozen_parts(figure),
        found=drill_frozen(figure, _months(side.window)),
        decimals=figure.decimals,
        long_days=stock,
    )


def asked_change(line: Line, before: Side, compare: Callable[[], Difference | None]) -> Asked | None:
    """Why a number is another than a year ago; None where one of them has none."""
    figure = before.figures.get(line.code)
    difference = compare() if figure is not None and line.value.counted is not None else None
    if figure is None or figure.value is None or difference is None or difference.change is None:
        return None
    unit = figure.unit
    now, then = lines.figure(line, line.value.counted), lines.figure(line, figure.value)
    steps = f"{now} − {then}" if unit == "%" else f"({now} − {then}) : {then} × 100"
    change = change_text(line.value.counted, figure.value, unit)
    formula = "Số chốt trừ Cùng kỳ" if unit == "%" else "(Số chốt − Cùng kỳ) : Cùng kỳ × 100"
    amount = format_number(difference.change, figure.decimals).replace("-", "−")
    return Asked(
        title=f"Vì sao {line.code} lệch so cùng kỳ",
        what=f"{figure.name}, so với: {side_words(before)}",
        figure=change or f"{amount} {unit}",
        formula=f"{formula} = {steps}.",
        told=(f"Chênh {amount} {unit}: năm trước {then}, nay {now}.",),
        found=drill_change(difference),
        decimals=figure.decimals,
        long_days=True,
    )


def amount_words(amount: Fraction) -> str:
    """A record's share with two digits at most."""
    return format_number(rounded(amount, 2)).replace("-", "−")


def _months(window: Window) -> list[int]:
    return [int(month[5:]) for month in window.months()]


def _days(start: dt.date, cut_off: dt.date, *, stock: bool) -> str:
    days = f"đến hết {short_date(cut_off)}"
    return days if stock else f"từ {day_month(start)} {days}"


def _frozen_parts(figure: Figure) -> tuple[str, ...]:
    told = []
    if figure.carried is not None:
        derived = format_number(figure.derived, figure.decimals) or "chưa có"
        told.append(f"Tự tính {derived}, mang sang {format_number(figure.carried, figure.decimals)}.")
    if figure.entered is not None:
        told.append(f"Nhập tay {format_number(figure.entered, figure.decimals)}: {figure.reason}.")
    return tuple(told)


def _parts(line: Line, found: Drill | None) -> list[str]:
    """What the number is put together from, one line each."""
    value, told = line.value, []
    if found is not None and found.whole is not None and found.part is not None:
        told.append(f"Phần đạt {amount_words(found.part)} trên toàn bộ {amount_words(found.whole)}.")
    if value.carried is not None:
        told.append(
            f"Tự tính {lines.figure(line, value.derived) or 'chưa có'}, mang sang {lines.figure(line, value.carried)}."
        )
    if value.entered is not None:
        derived = lines.figure(line, line.baseline)
        beside = f" (máy tính {derived})" if derived else ""
        told.append(f"Nhập tay {lines.figure(line, value.entered.value)}{beside}: {value.entered.reason}.")
    if value.broken_down:
        shares = (f"{BREAKDOWNS.get(part, part)} {format_number(share)}" for part, share in value.broken_down.items())
        told.append(f"Trong đó: {', '.join(shares)}.")
    return told
