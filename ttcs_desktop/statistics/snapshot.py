"""A frozen report as bytes: every value with the records it was counted from. Same record, same bytes.

Schema `ttcs.snapshot/1`; numbers travel as text, because canonical JSON knows no fractions. Who froze it and when stand
beside the bytes, so that they do not depend on the moment.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from ttcs_desktop.basics.canonical import Json, canonical_bytes
from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.basics.measured import Composed, Evidence, Measured, Median, Ratio, Term, leaves
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.office.model import Person, Unit
from ttcs_desktop.statistics.model import Report, Snapshot, Value, Weight

SCHEMA = "ttcs.snapshot/1"
_NO_PAPER: Mapping[str, Any] = MappingProxyType(
    {"basis": "", "blocks": [], "changed": [], "groups": {}, "previous": {}, "signer": None}
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What the papers need beside a report.

    Attributes:
        signer: for whose signature it is.
        groups: the groups' names by the letter of the codes.
        charts: those of its annex, as `charts.frozen.frozen_chart` writes them.
    """

    signer: Person | None = None
    groups: Mapping[str, str] = MappingProxyType({})
    charts: tuple[Mapping[str, Json], ...] = ()


def snapshot_id(unit_code: str, template: str, year: int, version: int) -> str:
    """One id for version n of a report of a unit, on every PC."""
    return stable_id("snapshot", unit_code, template, year, version)


def build(
    unit: Unit,
    catalogue_version: str,
    report: Report,
    version: int,
    *,
    reason: str = "",
    replaces: Mapping[str, Any] | None = None,
    beside: Beside | None = None,
) -> bytes:
    """The canonical bytes of version n; of a correction with its reason and what changed against the one before."""
    template, year = report.template, report.year
    window = template.window(year)
    due = template.due(year)
    lines: list[Json] = [line_of(value) for value in report.values]
    return canonical_bytes(
        {
            "schema": SCHEMA,
            "id": snapshot_id(unit.code, template.code, year, version),
            "unit": {"code": unit.code, "kind": unit.kind.value, "name": unit.name, "province": unit.province},
            "template": template.code,
            "template_name": template.name,
            "receiver": template.receiver,
            "year": year,
            "window": {
                "start": window.start.isoformat(),
                "cut_off": window.cut_off.isoformat(),
                "before": due.isoformat() if due else None,
            },
            "version": version,
            "catalogue": catalogue_version,
            "reason": reason,
            "changes": changes(replaces, lines) if replaces else [],
            "values": lines,
            "explanations": [
                {"check": check.id, "code": check.code, "indicator": check.indicator, "text": check.explanation}
                for check in report.checks
                if check.weight is Weight.MUST_EXPLAIN
            ],
            "paper": _paper(report, beside or Beside(), replaces),
        }
    )


def _paper(report: Report, beside: Beside, replaces: Mapping[str, Any] | None) -> dict[str, Json]:
    """What the papers say beside the figures, so that they can be drawn from the snapshot alone, at any time."""
    before = {one["block"]: one["text"] for one in paper_of(replaces)["blocks"]} if replaces else {}
    used = {value.indicator.group for value in report.values}
    charts: dict[str, Json] = {"charts": [dict(one) for one in beside.charts]} if beside.charts else {}
    return {
        **charts,
        "basis": report.template.basis,
        "blocks": [
            {"block": one.code, "part": one.part, "text": one.text, "by_hand": one.by_hand} for one in report.blocks
        ],
        "changed": [one.code for one in report.blocks if replaces and before.get(one.code) != one.text],
        "groups": {letter: name for letter, name in beside.groups.items() if letter in used},
        "previous": {code: str(value) for code, value in report.previous.items()},
        "signer": {"name": beside.signer.name, "position": beside.signer.position} if beside.signer else None,
    }


def paper_of(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a version says beside its figures; nothing of those frozen before snapshots held it."""
    found: Mapping[str, Any] = content.get("paper") or _NO_PAPER
    return found


def read(body: bytes) -> dict[str, Any]:
    """A snapshot's content."""
    content: dict[str, Any] = json.loads(body)
    return content


def content_of(snapshot: Snapshot) -> dict[str, Any]:
    """What a frozen version says.

    Raises:
        EnvironmentProblem: `snapshot_altered` when its bytes are not the ones that were frozen.
    """
    if not snapshot.is_intact:
        raise EnvironmentProblem(
            "snapshot_altered", template=snapshot.template, year=snapshot.year, version=snapshot.version
        )
    return read(snapshot.body)


def same_figures(body: bytes, other: bytes) -> bool:
    """Whether two versions tell the same: all but version, reason and the changes between them."""
    return _told(read(body)) == _told(read(other))


def _told(content: Mapping[str, Any]) -> dict[str, Any]:
    """What a version tells: its figures, words and charts, not who is to sign them, nor the year before."""
    beside = ("id", "version", "reason", "changes", "paper")
    paper = paper_of(content)
    words = [(one["block"], one["text"]) for one in paper["blocks"]]
    said = {"words": words, "charts": paper.get("charts", [])}
    return {key: value for key, value in content.items() if key not in beside} | said


def counted_values(content: Mapping[str, Any]) -> dict[str, Decimal]:
    """The numbers that count, by indicator code; blanks left out."""
    return {line["code"]: Decimal(line["value"]) for line in content["values"] if line["value"] is not None}


def line_of(value: Value) -> dict[str, Json]:
    """A value as it is frozen."""
    indicator = value.indicator
    line: dict[str, Json] = {
        "code": indicator.code,
        "name": indicator.name,
        "unit": indicator.unit,
        "nature": indicator.nature.value,
        "formula": indicator.formula,
        "measure": indicator.measure,
        "decimals": indicator.decimals,
        "value": _text(value.counted),
        "derived": _text(value.derived),
        "carried": _text(value.carried),
        "entered": {"value": str(value.entered.value), "reason": value.entered.reason} if value.entered else None,
        "broken_down": {part: str(share) for part, share in value.broken_down.items()},
    }
    measured = value.measured
    if isinstance(measured, Composed):
        # Of a share the records stand once, as of every other share.
        line["expression"] = measured.text
        line["terms"] = [_term(term, told=measured.share is None) for term in measured.terms]
        measured = measured.share
    if isinstance(measured, Ratio):
        line["part"] = _records(indicator.scale, measured.part)
        line["whole"] = _records(indicator.scale, measured.whole)
    elif isinstance(measured, Measured | Median):
        line["records"] = _records(indicator.scale, measured.over if isinstance(measured, Median) else measured)
        if isinstance(measured, Median):
            line["middle"] = True
    return line


def _term(term: Term, *, told: bool) -> dict[str, Json]:
    """A figure that an expression counted with: exact, and the records it came from in their measure's own unit."""
    counted = leaves(term.answer) if told else ()
    records: list[Json] = [one for leaf in counted for one in _records(Fraction(1), leaf)]
    return {"term": term.name, "value": _text_of(term.value), "records": records}


def _records(scale: Fraction, measured: Measured) -> list[Json]:
    return [_record(scale, record) for record in measured.records]


def _record(scale: Fraction, record: Evidence) -> dict[str, Json]:
    return {
        "subject": record.subject,
        "id": record.id,
        "rev": record.rev,
        "date": record.date.isoformat() if isinstance(record.date, dt.date) else None,
        "amount": str(record.amount * scale),
        "label": record.label,
    }


def changes(before: Mapping[str, Any], lines: list[Json]) -> list[Json]:
    """The lines whose number is another than in the version before."""
    old = {line["code"]: line["value"] for line in before["values"]}
    return [
        {"code": line["code"], "before": old.get(str(line["code"])), "after": line["value"]}
        for line in lines
        if isinstance(line, dict) and old.get(str(line["code"])) != line["value"]
    ]


def _text_of(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)
