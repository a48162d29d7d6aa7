"""Targets that plans and letters set (chỉ tiêu kế hoạch, R-01 …): data, checked when loaded, and their days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

import resources
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.statistics.catalogue import Indicator, key_of, of_type, parsed, tables
from ttcs_desktop.statistics.catalogue_file import read_indicator

# What a document may leave open, so that the program had to choose; each is told beside the target.
INFERRED = frozenset({"first", "last", "yearly", "definition", "warning", "for_ward", "as_target"})


class Compare(StrEnum):
    """How a value meets what is wanted; `BELOW` is strict ("dưới 15 %")."""

    AT_LEAST = "at_least"
    BELOW = "below"
    AT_MOST = "at_most"

    @property
    def is_limit(self) -> bool:
        return self is not Compare.AT_LEAST

    def holds(self, value: Decimal, wanted: Decimal) -> bool:
        """Whether a value is as wanted."""
        if self is Compare.AT_LEAST:
            return value >= wanted
        return value < wanted if self is Compare.BELOW else value <= wanted


@dataclass(frozen=True, slots=True)
class Target:
    """One target of a document.

    Attributes:
        indicator: how it is counted; without a measure the officer enters the number.
        first, last: its days; no `last` for one that goes on.
        yearly: to be reached again in each year; otherwise once, by `last`.
        scope: province or unit codes whom the document binds.
        inferred: what no document states (keys of INFERRED); it must not look like law.
    """

    indicator: Indicator
    wanted: Decimal
    compare: Compare
    first: dt.date
    last: dt.date | None
    yearly: bool
    scope: frozenset[str]
    basis: str
    basis_short: str
    inferred: frozenset[str]

    @property
    def code(self) -> str:
        return self.indicator.code

    def concerns(self, unit_code: str, province_code: str) -> bool:
        """Whether the document binds this unit."""
        return bool(self.scope & {unit_code, province_code})

    def window(self, year: int) -> Window | None:
        """The days over which it is judged in a year; None for a year outside the document's days."""
        if not self.first.year <= year <= (self.last.year if self.last else year):
            return None
        if not self.yearly and self.last is not None:
            return Window(self.first, self.last)
        start, end = year_of(year).start, year_of(year).cut_off
        return Window(max(self.first, start), min(self.last, end) if self.last else end)


def year_of(year: int) -> Window:
    """A calendar year."""
    return Window(dt.date(year, 1, 1), dt.date(year, 12, 31))


@cache
def shipped_targets() -> Mapping[str, Target]:
    """The targets that come with the program, by code, in order."""
    return read_targets(resources.path("catalogues/targets.toml").read_text(encoding="utf-8"))


def read_targets(toml: str) -> Mapping[str, Target]:
    """Read and check a file of targets.

    Raises:
        InvalidInput: `catalogue_unreadable`, `catalogue_field` (missing, or of a wrong kind), `catalogue_doubled`,
            `window_reversed`; `field` says where.
    """
    found: dict[str, Target] = {}
    for line in tables(parsed(toml), "target"):
        target = _target(line)
        if target.code in found:
            raise InvalidInput(target.code, "catalogue_doubled", place=target.code)
        found[target.code] = target
    return found


def _target(line: dict[str, Any]) -> Target:
    indicator = read_indicator(line)
    try:
        target = Target(
            indicator=indicator,
            wanted=Decimal(of_type(str, line["wanted"])),
            compare=Compare(line["compare"]),
            first=dt.date.fromisoformat(line["first"]),
            last=dt.date.fromisoformat(line["last"]) if "last" in line else None,
            yearly=of_type(bool, line.get("yearly", False)),
            scope=frozenset(of_type(list, line["scope"])),
            basis=of_type(str, line["basis"]),
            basis_short=of_type(str, line["basis_short"]),
            inferred=frozenset(of_type(list, line.get("inferred", []))),
        )
        _check(target)
    except (KeyError, ValueError, TypeError, ArithmeticError) as error:
        raise InvalidInput(indicator.code, "catalogue_field", place=indicator.code, key=key_of(error)) from error
    if target.last is not None and target.last < target.first:
        raise InvalidInput(target.code, "window_reversed")
    return target


def _check(target: Target) -> None:
    if not target.wanted.is_finite() or target.wanted <= 0:
        raise ValueError("wanted")
    if not target.basis or not target.basis_short:
        raise ValueError("basis")
    if target.inferred - INFERRED:
        raise ValueError("inferred")
    if not target.yearly and target.last is None:
        raise ValueError("last")
