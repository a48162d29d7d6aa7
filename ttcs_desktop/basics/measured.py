"""A number together with the records it was counted from, so that it can be asked "why?"."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from fractions import Fraction

from ttcs_desktop.basics.values import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """One record behind a number, and its share of it in the measure's own unit: whole seconds, whole pieces."""

    subject: str
    id: str
    date: dt.date | None
    amount: int
    label: str
    rev: int = 1


@dataclass(frozen=True, slots=True)
class Measured:
    """A total in the measure's own unit; always the sum of its evidence, never a number on its own."""

    records: tuple[Evidence, ...] = ()

    @property
    def total(self) -> int:
        return sum(record.amount for record in self.records)


@dataclass(frozen=True, slots=True)
class Ratio:
    """One measure over another: has parts instead of a sum. `value` is None when nothing was to be counted."""

    part: Measured
    whole: Measured
    scale: Fraction = field(default=Fraction(1))

    @property
    def value(self) -> Fraction | None:
        whole = self.whole.total
        return Fraction(self.part.total, whole) * self.scale if whole else None
