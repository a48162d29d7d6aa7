"""What belongs to a regime of reports (one plan, one circular) as a whole: the days that none of its reports counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ttcs_desktop.basics.periods import Window
from ttcs_desktop.statistics.catalogue import Template

_DAY = dt.timedelta(days=1)


def days_in_no_window(templates: Iterable[Template], one: Template, year: int) -> tuple[Window, ...]:
    """The stretches of a year that no active report of the same regime counts, in order.

    KH 184/KH-SVHTT closes the year on 30/11: what is aired in December stands in none of its reports.
    """
    regime = [other for other in templates if other.basis_short == one.basis_short and other.active == one.active]
    found, day = [], dt.date(year, 1, 1)
    for window in sorted((other.window(year) for other in regime), key=lambda window: window.start):
        if window.start > day:
            found.append(Window(day, window.start - _DAY))
        day = max(day, window.cut_off + _DAY)
    if day <= dt.date(year, 12, 31):
        found.append(Window(day, dt.date(year, 12, 31)))
    return tuple(found)
