"""A frozen version as tables: the figures in the order of the form, then all that stands behind them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ttcs_desktop.basics.clock import local
from ttcs_desktop.grids.writing.cells import Fact, Sheet, sheet_of
from ttcs_desktop.statistics import snapshot as snapshots
from ttcs_desktop.statistics.annexes.wording import words_in_order
from ttcs_desktop.statistics.compute import rounded
from ttcs_desktop.statistics.drafting import period_of, unit_kind
from ttcs_desktop.statistics.model import Snapshot
from ttcs_desktop.statistics.proofs import wording
from ttcs_desktop.statistics.texts.model import Part
from ttcs_desktop.statistics.texts.wording import PARTS, block_title

_EXACT = 6
Line = Mapping[str, Any]


def sheets_of(snapshot: Snapshot) -> list[Sheet]:
    """Every table of a frozen version, numbers with their digits, days as days; the figures come first.

    Raises:
        EnvironmentProblem: `snapshot_altered`.
    """
    content = snapshots.content_of(snapshot)
    made = [
        _figures(content),
        sheet_of(wording.SHARES, wording.SHARE_HEADS, (row for line in content["values"] for row in _shares(line))),
        sheet_of(wording.WORDS, wording.WORD_HEADS, map(_words, snapshots.paper_of(content)["blocks"])),
        sheet_of(
            wording.EXPLANATIONS,
            wording.EXPLANATION_HEADS,
            ((one["indicator"], one["text"]) for one in content["explanations"] if one["text"]),
        ),
        sheet_of(wording.RECORDS, wording.RECORD_HEADS, (row for line in content["values"] for row in _records(line))),
    ]
    return [*(one for one in made if one.rows), _version(snapshot, content)]


def _figures(content: Mapping[str, Any]) -> Sheet:
    previous = snapshots.paper_of(content)["previous"]
    rows = [_figure(at, line, previous) for at, line in enumerate(content["values"], 1)]
    return sheet_of(wording.FIGURES, wording.FIGURE_HEADS, rows)


def _figure(at: int, line: Line, previous: Mapping[str, str]) -> tuple[Fact, ...]:
    entered = line["entered"] or {"value": None, "reason": ""}
    numbers = (line["value"], line["derived"], line["carried"], entered["value"])
    return (
        at,
        line["code"],
        line["name"],
        line["unit"],
        *(_number(text, line["decimals"]) for text in numbers),
        entered["reason"],
        _number(previous.get(line["code"]), line["decimals"]),
        line["formula"],
    )


def _shares(line: Line) -> list[tuple[Fact, ...]]:
    return [
        (line["code"], line["name"], words, line["unit"], _number(str(share), line["decimals"]))
        for words, share in words_in_order(line["broken_down"].items())
    ]


def _words(block: Mapping[str, Any]) -> tuple[Fact, ...]:
    who = wording.BY_HAND if block["by_hand"] else wording.BY_MACHINE
    return PARTS[Part(block["part"])], block_title(block["block"]), block["text"], who


def _records(line: Line) -> list[tuple[Fact, ...]]:
    if "whole" not in line:
        return [_record(line["code"], one, one["amount"], None) for one in line.get("records", ())]
    parts: dict[str, Fraction] = {}
    for one in line["part"]:
        parts[one["id"]] = parts.get(one["id"], Fraction(0)) + Fraction(one["amount"])
    return [_record(line["code"], one, str(parts.get(one["id"], 0)), one["amount"]) for one in line["whole"]]


def _record(code: str, one: Mapping[str, Any], amount: str, whole: str | None) -> tuple[Fact, ...]:
    day = dt.date.fromisoformat(one["date"]) if one["date"] else None
    return (code, day, one["label"], _share(amount), _share(whole), one["subject"], one["id"], one["rev"])


def _version(snapshot: Snapshot, content: Mapping[str, Any]) -> Sheet:
    window = content["window"]
    facts: list[tuple[str, Fact]] = [
        (wording.UNIT, f"{unit_kind(content)} {content['unit']['name']}"),
        (wording.PERIOD, period_of(content)),
        (wording.START, dt.date.fromisoformat(window["start"])),
        (wording.CUT_OFF, dt.date.fromisoformat(window["cut_off"])),
        (wording.RECEIVER, content["receiver"]),
        (wording.NUMBER, content["version"]),
        (wording.FROZEN_AT, local(snapshot.frozen_at).replace(tzinfo=None, microsecond=0)),
        (wording.REASON, content["reason"]),
        (wording.CATALOGUE, content["catalogue"]),
        (wording.SUM, snapshot.sha256),
    ]
    return sheet_of(wording.VERSION, wording.VERSION_HEADS, (fact for fact in facts if fact[1] != ""))


def _number(text: str | None, decimals: int) -> Decimal | None:
    """A figure with the digits its indicator is kept to."""
    return None if text is None else round(Decimal(text), decimals) if decimals else Decimal(text).quantize(Decimal(1))


def _share(text: str | None) -> Decimal | None:
    """What a record adds: whole, or to six digits, for a share of an hour may have no end."""
    if text is None:
        return None
    exact = Fraction(text)
    return rounded(exact, 0 if exact.denominator == 1 else _EXACT)
