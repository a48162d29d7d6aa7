"""Reports as they are held against each other: of the living record or frozen, in one shape."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

from ttcs_desktop.basics.periods import Window
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.statistics import snapshot as snapshots
from ttcs_desktop.statistics.catalogue import Nature
from ttcs_desktop.statistics.compute import rounded
from ttcs_desktop.statistics.expressions import read_expression
from ttcs_desktop.statistics.model import Snapshot, Value

Key: TypeAlias = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Counted:
    """One record behind a figure as it was counted; `amount` in the indicator's unit, exact.

    `turn` tells several of one record apart where each counts by itself.
    """

    subject: str
    id: str
    rev: int
    date: dt.date | None
    amount: Fraction
    label: str
    turn: int = 0

    @property
    def key(self) -> Key:
        """What tells the record again in another report."""
        return self.subject, self.id, self.turn


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator of a side.

    Attributes:
        derived, carried, entered: as in model.Value; `value` is the one that counts, None for a blank.
        records: what was counted; of a ratio its part, of a formula what its terms were counted from.
        whole: what a ratio is taken over; None for what is no ratio.
        middle: whether it is the middle of its records, not their sum.
        expression, terms: of a formula its text and what each term counted for, exact; a ratio has none.
    """

    code: str
    name: str
    unit: str
    nature: Nature
    formula: str
    decimals: int
    value: Decimal | None
    derived: Decimal | None
    carried: Decimal | None
    entered: Decimal | None
    reason: str
    records: tuple[Counted, ...]
    whole: tuple[Counted, ...] | None
    middle: bool = False
    expression: str = ""
    terms: Mapping[str, Fraction | None] = field(default_factory=dict)

    @property
    def is_sum(self) -> bool:
        """Whether it is the plain sum of its records."""
        return self.whole is None and not self.middle and not self.expression

    def counted_as(self, other: Figure) -> bool:
        """Whether another one is counted in the same way: a city's catalogue may have changed it."""
        shapes = [(one.whole is None, one.middle, one.expression) for one in (self, other)]
        return shapes[0] == shapes[1]

    def exact(self) -> Fraction:
        """What the records give before it is rounded; nought where there is nothing to divide by."""
        if self.expression:
            return formula(self.expression, self.terms)
        return exact_of(self, (one.amount for one in self.records), (one.amount for one in self.whole or ()))


@dataclass(frozen=True, slots=True)
class Side:
    """One report of the two that are held against each other.

    Attributes:
        version: the frozen one, 0 for the living record.
        days_on: the last day up to which the days after its own cut-off were added; None for none.
    """

    template: str
    template_name: str
    year: int
    version: int
    window: Window
    figures: Mapping[str, Figure]
    days_on: dt.date | None = None

    @property
    def last_day(self) -> dt.date:
        """The day its stock is read on."""
        return self.days_on or self.window.cut_off

    def holds(self, day: dt.date) -> bool:
        """Whether a day is counted in it."""
        return self.window.start <= day <= self.last_day


def frozen_side(snapshot: Snapshot) -> Side:
    """A frozen version as it was counted; reads nothing else.

    Raises:
        EnvironmentProblem: `snapshot_altered`.
    """
    content = snapshots.content_of(snapshot)
    window = Window(
        dt.date.fromisoformat(content["window"]["start"]), dt.date.fromisoformat(content["window"]["cut_off"])
    )
    figures = figures_of(content["values"])
    return Side(snapshot.template, content["template_name"], snapshot.year, snapshot.version, window, figures)


def living_figures(values: Iterable[Value]) -> dict[str, Figure]:
    """Values of the record as it is now, by code, in their order."""
    return figures_of(snapshots.line_of(value) for value in values)


def figures_of(lines: Iterable[Mapping[str, Any]]) -> dict[str, Figure]:
    """Lines of a snapshot by code, in their order."""
    return {line["code"]: _figure(line) for line in lines}


def joined(side: Side, rest: Mapping[str, Figure], last_day: dt.date) -> Side:
    """A side with the days after its cut-off added, up to `last_day`: what flows is summed, a stock is read anew.

    A formula is counted anew over its terms; one with a term that is no line of the report is left out.
    """
    plain = {
        code: _joined(one, rest[code]) for code, one in side.figures.items() if code in rest and not one.expression
    }
    made = {code: _made_of(one, plain) for code, one in side.figures.items() if one.expression}
    figures = {code: found for code in side.figures if (found := plain.get(code) or made.get(code)) is not None}
    return replace(side, figures=figures, days_on=last_day)


def ratio(part: Fraction, whole: Fraction | None) -> Fraction:
    """A plain sum, or a share of 100; nought where there is nothing to divide by."""
    if whole is None:
        return part
    return part * 100 / whole if whole else Fraction(0)


def exact_of(figure: Figure, amounts: Iterable[Fraction], whole: Iterable[Fraction] = ()) -> Fraction:
    """What amounts give where they are counted as a figure's are: a sum, a share or a middle."""
    if not figure.middle:
        return ratio(sum(amounts, Fraction(0)), None if figure.whole is None else sum(whole, Fraction(0)))
    ordered = sorted(amounts)
    at = len(ordered) // 2
    if not ordered:
        return Fraction(0)
    return ordered[at] if len(ordered) % 2 else (ordered[at - 1] + ordered[at]) / 2


def formula(text: str, terms: Mapping[str, Fraction | None]) -> Fraction:
    """What an expression gives for these terms; nought where one has no number or there is nothing to divide by."""
    value, _ = read_expression(text).value(lambda reference: terms.get(str(reference)))
    return Fraction(0) if value is None else value


def _joined(first: Figure, rest: Figure) -> Figure:
    if first.nature is Nature.STOCK:
        return rest
    records = (*first.records, *rest.records)
    whole = (*first.whole, *rest.whole) if first.whole is not None and rest.whole is not None else None
    carried = None if first.carried is rest.carried is None else _or_nought(first.carried) + _or_nought(rest.carried)
    derived = None
    if first.derived is not None or rest.derived is not None:
        exact = exact_of(first, (one.amount for one in records), (one.amount for one in whole or ()))
        derived = rounded(exact, first.decimals)
    value = derived if carried is None else _or_nought(derived) + carried
    entered = None
    if first.entered is not None and whole is None and first.value is not None:
        value = entered = first.value + _or_nought(rest.value)
    return replace(first, value=value, derived=derived, carried=carried, entered=entered, records=records, whole=whole)


def _made_of(figure: Figure, figures: Mapping[str, Figure]) -> Figure | None:
    if any(name not in figures for name in figure.terms):
        return None
    found = {name: figures[name] for name in figure.terms}
    terms: dict[str, Fraction | None] = {
        name: Fraction(one.entered) if one.entered is not None else one.exact() + Fraction(one.carried or 0)
        for name, one in found.items()
    }
    derived = rounded(formula(figure.expression, terms), figure.decimals)
    records = tuple(record for one in found.values() for record in one.records)
    return replace(figure, value=derived, derived=derived, entered=None, records=records, terms=terms)


def _figure(line: Mapping[str, Any]) -> Figure:
    entered = line["entered"]
    is_ratio = "whole" in line
    is_formula = "expression" in line and not is_ratio
    terms = line["terms"] if is_formula else ()
    told = line["part"] if is_ratio else line.get("records", ())
    if is_formula:
        told = [record for term in terms for record in term["records"]]
    return Figure(
        code=line["code"],
        name=line["name"],
        unit=line["unit"],
        nature=Nature(line["nature"]),
        formula=line["formula"],
        decimals=line["decimals"],
        value=_number(line["value"]),
        derived=_number(line["derived"]),
        carried=_number(line["carried"]),
        entered=_number(entered["value"]) if entered else None,
        reason=entered["reason"] if entered else "",
        records=_counted(told),
        whole=_counted(line["whole"]) if is_ratio else None,
        middle=bool(line.get("middle")),
        expression=line["expression"] if is_formula else "",
        terms={term["term"]: Fraction(term["value"]) if term["value"] is not None else None for term in terms},
    )


def _counted(records: Iterable[Mapping[str, Any]]) -> tuple[Counted, ...]:
    return tuple(
        Counted(
            one["subject"],
            one["id"],
            one["rev"],
            dt.date.fromisoformat(one["date"]) if one["date"] else None,
            Fraction(one["amount"]),
            one["label"],
        )
        for one in records
    )


def _sum(records: Iterable[Counted]) -> Fraction:
    return sum((one.amount for one in records), Fraction(0))


def _or_nought(number: Decimal | None) -> Decimal:
    return Decimal(0) if number is None else number


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
