""" "Why?": a number taken apart, from the living record or from a snapshot alone."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.measured import Evidence, Ratio
from ttcs_desktop.statistics import snapshot as snapshots
from ttcs_desktop.statistics.compute import amount_in_unit
from ttcs_desktop.statistics.model import Snapshot, Value


def explain_value(value: Value) -> dict[str, Any]:
    """Formula and records of a value; amounts are in the indicator's unit and sum to `derived` before rounding.

    A ratio has `parts` (part and whole, each with its records) instead of one sum.
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
    if isinstance(value.measured, Ratio):
        answer["parts"] = {
            "part": [_record(value, record) for record in value.measured.part.records],
            "whole": [_record(value, record) for record in value.measured.whole.records],
        }
    else:
        answer["records"] = [_record(value, record) for record in value.records]
    return answer


def explain_snapshot(snapshot: Snapshot, code: str) -> dict[str, Any]:
    """The same out of a frozen version; reads nothing else.

    Raises:
        InvalidInput: `indicator_unknown` when the version does not hold it.
    """
    for line in snapshots.read(snapshot.body)["values"]:
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
    if "part" in line:
        answer["parts"] = {name: [_read(record) for record in line[name]] for name in ("part", "whole")}
    return answer


def _record(value: Value, record: Evidence) -> dict[str, Any]:
    return {
        "subject": record.subject,
        "id": record.id,
        "date": record.date,
        "amount": _plain(amount_in_unit(value.indicator, record)),
        "label": record.label,
    }


def _read(record: dict[str, Any]) -> dict[str, Any]:
    return {**record, "amount": _plain(Fraction(record["amount"]))}


def _plain(amount: Fraction) -> int | float:
    return amount.numerator if amount.denominator == 1 else float(amount)


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None
