""" "Why?": a number taken apart, from the living record or from a snapshot alone."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.measured import Composed, Evidence, Ratio, Term, leaves
from ttcs_desktop.statistics import snapshot as snapshots
from ttcs_desktop.statistics.model import Snapshot, Value

if TYPE_CHECKING:
    from ttcs_desktop.statistics.comparing.events import Difference, Event
    from ttcs_desktop.statistics.comparing.service import Comparison
    from ttcs_desktop.statistics.comparing.sides import Side


def explain_value(value: Value) -> dict[str, Any]:
    """Formula and records of a value; amounts are in the indicator's unit and sum to `derived` before rounding.

    A ratio has `parts` (part and whole, each with its records) instead of one sum; what an expression makes of other
    figures has its `terms`, each with its own records, in the unit of what was measured.
    """
    answer: dict[str, Any] = {
        "code": value.indicator.code,
        "value": value.counted,
        "derived": value.derived,
        "carried": value.carried,
        "entered": value.entered.value if value.entered else None,
        "formula": value.indicator.formula,
        "records": [],
    }
    if isinstance(value.measured, Composed):
        answer["expression"] = value.measured.text
        answer["terms"] = [_term(term) for term in value.measured.terms]
    elif isinstance(value.measured, Ratio):
        answer["parts"] = {
            "part": _listed(value.indicator.scale, value.measured.part.records),
            "whole": _listed(value.indicator.scale, value.measured.whole.records),
        }
    else:
        answer["records"] = _listed(value.indicator.scale, value.records)
    return answer


def explain_snapshot(snapshot: Snapshot, code: str) -> dict[str, Any]:
    """The same out of a frozen version; reads nothing else.

    Raises:
        InvalidInput: `indicator_unknown` when the version does not hold it.
    """
    for line in snapshots.content_of(snapshot)["values"]:
        if line["code"] == code:
            break
    else:
        raise InvalidInput("code", "indicator_unknown")
    answer: dict[str, Any] = {
        "code": code,
        "value": _number(line["value"]),
        "derived": _number(line["derived"]),
        "carried": _number(line["carried"]),
        "entered": _number(line["entered"]["value"]) if line["entered"] else None,
        "formula": line["formula"],
        "records": [_read(record) for record in line.get("records", [])],
    }
    if "terms" in line:
        answer["expression"] = line["expression"]
        behind = [line[name] if name in line else term["records"] for name, term in _named_terms(line)]
        answer["terms"] = [_term_read(*one) for one in zip(line["terms"], behind, strict=True)]
    elif "part" in line:
        answer["parts"] = {name: [_read(record) for record in line[name]] for name in ("part", "whole")}
    return answer


def _term(term: Term) -> dict[str, Any]:
    records = [record for leaf in leaves(term.answer) for record in leaf.records]
    return {
        "term": term.name,
        "value": None if term.value is None else _plain(term.value),
        "records": _listed(Fraction(1), records),
    }


def _named_terms(line: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The terms of a frozen figure, each with where its records stand if they stand in the line itself."""
    return list(zip(("part", "whole", *([""] * len(line["terms"]))), line["terms"], strict=False))


def _term_read(term: dict[str, Any], records: list[dict[str, Any]]) -> dict[str, Any]:
    value = term["value"]
    return {
        "term": term["term"],
        "value": None if value is None else _plain(Fraction(value)),
        "records": [_read(record) for record in records],
    }


def _listed(scale: Fraction, records: Iterable[Evidence]) -> list[dict[str, Any]]:
    """Records as plain facts, their amounts scaled; years of a log are tens of thousands."""
    records = tuple(records)
    amounts = {amount: _plain(amount * scale) for amount in {record.amount for record in records}}
    return [
        {
            "subject": record.subject,
            "id": record.id,
            "date": record.date,
            "label": record.label,
            "amount": amounts[record.amount],
        }
        for record in records
    ]


def _read(record: dict[str, Any]) -> dict[str, Any]:
    return {**record, "amount": _plain(Fraction(record["amount"]))}


def _plain(amount: Fraction) -> int | float:
    return amount.numerator if amount.denominator == 1 else float(amount)


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None


def told_comparison(found: Comparison) -> dict[str, Any]:
    """Two reports and what leads from the one to the other; effects are exact, in the indicator's unit or in points."""
    return {
        "from": _side(found.one),
        "to": _side(found.other),
        "differences": [_told(one) for one in found.differences],
    }


def told_change(found: Comparison, code: str, formula: str) -> dict[str, Any]:
    """The change of one indicator between two reports, as `told_comparison` tells it; `value` is the difference.

    Raises:
        InvalidInput: `indicator_unknown` when one of them has no such line.
    """
    told = next((one for one in found.differences if one.code == code), None)
    if told is None:
        raise InvalidInput("code", "indicator_unknown", code_given=code)
    return {**_told(told), "formula": formula, "value": told.change, "from": _side(found.one), "to": _side(found.other)}


def _side(side: Side) -> dict[str, Any]:
    return {
        "template": side.template,
        "year": side.year,
        "snapshot": side.version or None,
        "start": side.window.start,
        "cut_off": side.window.cut_off,
        "days_on": side.days_on,
    }


def _told(one: Difference) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "unit": one.unit,
        "before": one.before,
        "after": one.after,
        "change": one.change,
        "proven": one.proven(),
        "events": [_event(event) for event in one.events],
    }


def _event(event: Event) -> dict[str, Any]:
    record = event.record
    return {
        "kind": event.kind.value,
        "why": event.why.value,
        "effect": str(event.effect),
        "date": event.day,
        "subject": record.subject if record else None,
        "id": record.id if record else None,
        "label": record.label if record else None,
        "note": event.note,
    }
