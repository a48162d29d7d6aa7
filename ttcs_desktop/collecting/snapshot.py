"""What agencies' reports add up to, as bytes: each sum with the agencies behind it, who has not reported, their words.

Schema `ttcs.collection/1`; numbers travel as text, as in a statistics snapshot. The papers are drawn from this content,
frozen or not, so that a frozen version is what its paper shows. Contacts and reminders are no part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from ttcs_desktop.basics.canonical import Json
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.collecting.consolidation import Consolidation, SumLine, Told
from ttcs_desktop.collecting.model import Standing
from ttcs_desktop.office.model import Unit
from ttcs_desktop.statistics.catalogue import Template
from ttcs_desktop.statistics.snapshot import changes, read

SCHEMA = "ttcs.collection/1"
OWING = "owing"
_TOLD = ("due", "values", "agencies", "results", "difficulties", "proposals")


@dataclass(frozen=True, slots=True)
class Moved:
    """A sum that is another one now; None where no agency gave a number."""

    name: str
    unit: str
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class News:
    """What came in after a version was frozen.

    Attributes:
        reported: names of the agencies that reported since.
        sums: the lines whose sum moved.
        otherwise: something else moved: words, a name, who is let off, the day.
    """

    reported: tuple[str, ...]
    sums: tuple[Moved, ...]
    otherwise: bool


def content_of(
    unit: Unit,
    whole: Consolidation,
    template: Template,
    basis: str,
    version: int = 0,
    reason: str = "",
    replaces: Mapping[str, Any] | None = None,
) -> dict[str, Json]:
    """What version n tells; of one that replaces another with its reason and what changed. Its canonical bytes are
    what is frozen.

    Args:
        version: 0 for what is not frozen.
        basis: what agencies were asked on, as the paper names it.
    """
    collection = whole.collection
    lines: list[Json] = [_line(line) for line in whole.lines]
    return {
        "schema": SCHEMA,
        "id": stable_id("collection-snapshot", unit.code, collection.template, collection.year, version),
        "unit": {"code": unit.code, "kind": unit.kind.value, "name": unit.name},
        "template": template.code,
        "template_name": template.name,
        "basis": basis,
        "year": collection.year,
        "due": collection.due.isoformat(),
        "version": version,
        "reason": reason,
        "changes": changes(replaces, lines) if replaces else [],
        "values": lines,
        "agencies": [_agency(one) for one in whole.standings],
        "results": _told(whole.results),
        "difficulties": _told(whole.difficulties),
        "proposals": _told(whole.proposals),
    }


def same_told(body: bytes, other: bytes) -> bool:
    """Whether two versions tell the same of the agencies and their numbers."""
    first, second = read(body), read(other)
    return all(first[name] == second[name] for name in _TOLD)


def news(content: Mapping[str, Any], frozen: Mapping[str, Any]) -> News | None:
    """What `content` tells that a frozen version does not; None when both tell the same."""
    if all(content[name] == frozen[name] for name in _TOLD):
        return None
    silent = {one["id"] for one in frozen["agencies"] if one["report"] is None}
    known = {one["id"] for one in frozen["agencies"]}
    reported = tuple(
        one["name"]
        for one in content["agencies"]
        if one["report"] is not None and (one["id"] in silent or one["id"] not in known)
    )
    sums = tuple(_moved(content, frozen))
    return News(reported, sums, otherwise=not (reported or sums))


def _moved(content: Mapping[str, Any], frozen: Mapping[str, Any]) -> Iterator[Moved]:
    before = {line["code"]: line for line in frozen["values"]}
    after = {line["code"]: line for line in content["values"]}
    for code, line in {**before, **after}.items():
        old, new = (side[code]["value"] if code in side else None for side in (before, after))
        if old != new:
            yield Moved(line["name"], line["unit"], number(old), number(new))


def number(text: str | None) -> Decimal | None:
    """A number of the content."""
    return None if text is None else Decimal(text)


def _line(line: SumLine) -> dict[str, Json]:
    asked = line.asked
    return {
        "code": asked.code,
        "name": asked.name,
        "unit": asked.unit,
        "inferred": asked.inferred,
        "caution": asked.caution,
        "value": None if line.total is None else str(line.total),
        "parts": [
            {"agency": part.respondent_id, "name": part.name, "value": str(part.value), "report": part.report.id}
            for part in line.parts
        ],
        "missing": list(line.missing),
    }


def _agency(one: Standing) -> dict[str, Json]:
    report = one.report
    return {
        "id": one.respondent.id,
        "name": one.respondent.name,
        "state": OWING if one.state.owes else one.state.value,
        "reason": one.exemption.reason if one.exemption is not None and report is None else "",
        "report": None
        if report is None
        else {
            "id": report.id,
            "received_on": report.received_on.isoformat(),
            "document": report.document,
            "source": report.source_sha256,
        },
    }


def _told(told: tuple[Told, ...]) -> list[Json]:
    return [{"name": one.name, "text": one.text} for one in told]
