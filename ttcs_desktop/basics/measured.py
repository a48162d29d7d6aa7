"""A number together with the records it was counted from, so that it can be asked "why?"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import field
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

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


class Measured:
    """A total in the measure's own unit; always the sum of its evidence, never a number on its own.

    One that is `asked` of the record has its total by one statement of the file, and reads its records when somebody
    wants to see them; tests hold the one against the other.
    """

    __slots__ = ("_count", "_read", "_records", "_total")

    def __init__(self, records: tuple[Evidence, ...] = ()) -> None:
        self._records: tuple[Evidence, ...] | None = records
        self._total: int | None = None
        self._read: Callable[[], tuple[Evidence, ...]] | None = None
        self._count: Callable[[], int] | None = None

    @classmethod
    def asked(cls, read: Callable[[], tuple[Evidence, ...]], count: Callable[[], int]) -> Measured:
        """A total and records that are read when they are wanted, each once."""
        made = cls()
        made._records, made._read, made._count = None, read, count
        return made

    @property
    def records(self) -> tuple[Evidence, ...]:
        if self._records is None:
            self._records = self._read() if self._read else ()
        return self._records

    @property
    def total(self) -> int:
        if self._total is None:
            if self._records is None and self._count is not None:
                self._total = self._count()
            else:
                self._total = sum(record.amount for record in self.records)
        return self._total

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Measured) and self.records == other.records

    def __hash__(self) -> int:
        return hash(self.records)

    def __repr__(self) -> str:
        return f"Measured(total={self.total})"


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


@dataclass(frozen=True, slots=True)
class Median:
    """The middle of what its records amount to (trung vị), of an even number the mean of the two in the middle."""

    over: Measured

    @property
    def value(self) -> Fraction | None:
        amounts = sorted(record.amount for record in self.over.records)
        middle = len(amounts) // 2
        if not amounts:
            return None
        return Fraction(amounts[middle]) if len(amounts) % 2 else Fraction(amounts[middle - 1] + amounts[middle], 2)


class Lack(StrEnum):
    """Why an expression has no value: a part of it has none, or it would divide by zero."""

    NONE = ""
    PART = "part"
    DIVISOR = "divisor"


@dataclass(frozen=True, slots=True)
class Term:
    """One figure in an expression.

    Attributes:
        name: as the expression writes it: "B02[ip]".
        value: what it counts for, exact, in its own unit; None where it has no number.
        answer: how it was counted itself; None for a number that a person gave.
    """

    name: str
    value: Fraction | None
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Composed:
    """A figure made of others by an expression.

    Attributes:
        value: exact, None for the reason in `lack`.
        share: the same as one sum over another, where the expression is `A / B * 100` and both are plain sums of
            records: whoever shows or compares shares needs to know nothing of expressions.
    """

    text: str
    terms: tuple[Term, ...]
    value: Fraction | None
    lack: Lack = Lack.NONE
    share: Ratio | None = None


Answer: TypeAlias = Measured | Ratio | Median | Composed
"""What a question answers: a sum, a share, a middle, or a figure made of others."""


def records_of(answer: Answer | None) -> tuple[Evidence, ...]:
    """The records behind an answer; of a share those it is taken over, of an expression all of its terms', once."""
    if answer is None:
        return ()
    if isinstance(answer, Measured):
        return answer.records
    if isinstance(answer, Ratio):
        return answer.whole.records
    if isinstance(answer, Median):
        return answer.over.records
    found: dict[tuple[str, str], Evidence] = {}
    for term in answer.terms:
        for record in records_of(term.answer):
            found.setdefault((record.subject, record.id), record)
    return tuple(found.values())


def leaves(answer: Answer | None) -> tuple[Measured, ...]:
    """Every sum that an answer is put together from."""
    if answer is None:
        return ()
    if isinstance(answer, Measured):
        return (answer,)
    if isinstance(answer, Ratio):
        return (answer.part, answer.whole)
    if isinstance(answer, Median):
        return (answer.over,)
    return tuple(leaf for term in answer.terms for leaf in leaves(term.answer))
