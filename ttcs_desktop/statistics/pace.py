"""How a target stands, in five words: a rule of ours, stated on screen (no document sets one).

For what is to be reached, by today that part must be there which answers to the part of the days gone by, rounded half
up to whole pieces (shares: to the pieces they are a share of). A limit must hold on every day; from four fifths of it
on there is a risk.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from ttcs_desktop.basics.periods import Window
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.statistics.compute import rounded
from ttcs_desktop.statistics.targets import Compare

_NEAR_LIMIT = Fraction(4, 5)


class Light(StrEnum):
    """How a target stands (đạt, đang theo kịp, có nguy cơ, không đạt, chưa có số)."""

    MET = "met"
    ON_PACE = "on_pace"
    AT_RISK = "at_risk"
    MISSED = "missed"
    NO_FIGURE = "no_figure"


@dataclass(frozen=True, slots=True)
class Aim:
    """What is to be judged.

    Attributes:
        pieces: of a share, how many things it is taken over; None for a plain number or where that is not known.
        decimals: digits the number is kept to.
    """

    compare: Compare
    wanted: Decimal
    decimals: int = 0
    pieces: int | None = None


def elapsed(window: Window, today: dt.date) -> Fraction:
    """The part of the days gone by, today included; 0 before the first, 1 from the last one on."""
    days = (window.cut_off - window.start).days + 1
    gone = (today - window.start).days + 1
    return Fraction(min(max(gone, 0), days), days)


def expected(aim: Aim, part: Fraction) -> Decimal | None:
    """What must be there when `part` of the days has gone by; None for a limit, which knows no pace."""
    if aim.compare.is_limit:
        return None
    if not aim.pieces:
        return rounded(Fraction(aim.wanted) * part, aim.decimals)
    all_of_them = Fraction(aim.wanted) / 100 * aim.pieces
    now = int(rounded(all_of_them * part, 0))
    return min(rounded(Fraction(now * 100, aim.pieces), aim.decimals), aim.wanted)


def light_of(aim: Aim, value: Decimal | None, part: Fraction, *, over: bool) -> Light:
    """How a target stands; `over` when its last day has gone by."""
    if value is None:
        return Light.NO_FIGURE
    holds = aim.compare.holds(value, aim.wanted)
    if aim.compare.is_limit:
        if not holds:
            return Light.MISSED
        if over:
            return Light.MET
        return Light.AT_RISK if value >= Fraction(aim.wanted) * _NEAR_LIMIT else Light.ON_PACE
    if holds:
        return Light.MET
    if over:
        return Light.MISSED
    needed = expected(aim, part)
    return Light.ON_PACE if needed is not None and value >= needed else Light.AT_RISK
