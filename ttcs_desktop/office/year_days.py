"""Days off of a year to come: what follows from the law and the lunar calendar, and what waits for the yearly notice.

Bộ luật Lao động 2019, Điều 111 khoản 3 (a holiday on a weekend is made up for on the next working day) and Điều 112
(which holidays there are: New Year 1 day, Tết 5 days, 30/4, 1/5, the National Day 2 days, Giỗ Tổ 1 day). Which five
days Tết has, which day stands beside 02/9 and which days are swapped is said each year by the government.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.vietnamese.lunar import LunarDate, to_solar

_DAY = dt.timedelta(days=1)
_NATIONAL_DAY = (9, 2)
_FIXED = (((1, 1), "new_year"), ((4, 30), "victory"), ((5, 1), "labour"), (_NATIONAL_DAY, "national"))
_TET_BEFORE, _TET_AFTER = 1, 4


class Basis(StrEnum):
    """How sure a day is: the program counts it by itself; it follows from the rule; the notice has still to say."""

    BUILT_IN = "built_in"
    RULE = "rule"
    EXPECTED = "expected"
    AWAITED = "awaited"


@dataclass(frozen=True, slots=True)
class ProposedDay:
    """A day off that a year will have, or may have; `name` is a code of `wording.DAY_NAMES`."""

    day: dt.date
    name: str
    basis: Basis

    @property
    def id(self) -> str:
        return self.day.isoformat()


def proposed_days(year: int) -> tuple[ProposedDay, ...]:
    """The days of a year, in order. A weekend day that needs no word is left out, its making up is not.

    Raises:
        ValueError: outside the years the lunar calendar is reckoned for.
    """
    tet = to_solar(LunarDate(year, 1, False, 1))
    ancestors = to_solar(LunarDate(year, 3, False, 10))
    fixed = {dt.date(year, *day): name for day, name in _FIXED} | {ancestors: "ancestors"}
    found = [ProposedDay(day, name, Basis.BUILT_IN) for day, name in fixed.items() if name != "ancestors"]
    if ancestors.weekday() < 5 and ancestors not in {one.day for one in found}:
        found.append(ProposedDay(ancestors, "ancestors", Basis.RULE))
    found += [ProposedDay(day, "tet", Basis.EXPECTED) for day in _tet_days(tet) if day not in fixed]
    national = dt.date(year, *_NATIONAL_DAY)
    beside = (national - _DAY, national + _DAY)
    found += [ProposedDay(day, "national_beside", Basis.AWAITED) for day in beside if day.weekday() < 5]
    taken = {one.day for one in found}
    found += _made_up(fixed, taken)
    return tuple(sorted(found, key=lambda one: one.day))


def _tet_days(first: dt.date) -> Iterator[dt.date]:
    """The working days of a Tết of five days from the eve on, with those that make up for its weekend days."""
    days = [first + _DAY * offset for offset in range(-_TET_BEFORE, _TET_AFTER)]
    owed = sum(day.weekday() >= 5 for day in days)
    yield from (day for day in days if day.weekday() < 5)
    day = days[-1]
    while owed:
        day += _DAY
        if day.weekday() < 5:
            owed -= 1
            yield day


def _made_up(fixed: dict[dt.date, str], taken: set[dt.date]) -> Iterator[ProposedDay]:
    """The working days that make up for holidays on a weekend (Điều 111 khoản 3)."""
    used = set(taken)
    for day in sorted(fixed):
        if day.weekday() < 5:
            continue
        instead = day + _DAY
        while instead.weekday() >= 5 or instead in used or instead in fixed:
            instead += _DAY
        used.add(instead)
        yield ProposedDay(instead, "made_up", Basis.RULE)
