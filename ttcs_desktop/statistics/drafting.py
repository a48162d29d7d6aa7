"""From a frozen report to what its papers say: out of the snapshot alone, so that it can be drawn again at any time."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ttcs_desktop.basics.clock import local
from ttcs_desktop.basics.signature import fingerprint
from ttcs_desktop.ledger.model import Receipt
from ttcs_desktop.office.model import Person, UnitKind
from ttcs_desktop.office.wording import UNIT_KINDS, signature_of
from ttcs_desktop.statistics import snapshot as snapshots
from ttcs_desktop.statistics import wording
from ttcs_desktop.statistics.annexes.papers import ShareGroup
from ttcs_desktop.statistics.annexes.wording import words_in_order
from ttcs_desktop.statistics.charts.frozen import chart_of
from ttcs_desktop.statistics.model import Snapshot, SnapshotPaper
from ttcs_desktop.statistics.papers import (
    FigureLine,
    Frozen,
    ManualSheet,
    Origin,
    ReceiptPaper,
    ReportPaper,
    Section,
    Signature,
    sentence,
)
from ttcs_desktop.statistics.texts.model import Part
from ttcs_desktop.statistics.texts.wording import PARTS, block_title

_ROMAN = ("II", "III", "IV", "V", "VI")


def report_paper(snapshot: Snapshot, *, trial: bool) -> ReportPaper:
    """The report as it goes to the leader for signature; number and day stay open."""
    content = snapshots.content_of(snapshot)
    paper = snapshots.paper_of(content)
    return ReportPaper(
        unit_kind=unit_kind(content),
        unit_name=content["unit"]["name"],
        period=period_of(content),
        window_from=dt.date.fromisoformat(content["window"]["start"]),
        cut_off=dt.date.fromisoformat(content["window"]["cut_off"]),
        addressees=(content["receiver"],),
        lines=grouped_lines(content),
        signature=signature(content),
        recipients=wording.RECIPIENTS,
        basis=paper["basis"],
        previous_period=wording.same_period(content["year"] - 1),
        before=results(paper["blocks"]),
        after=parts(paper["blocks"], _explanations(content)),
        shares=share_groups(content),
        charts=tuple(chart_of(one) for one in paper.get("charts", ())),
        snapshot=frozen(snapshot),
        trial=trial,
    )


def reprinted(paper: ReportPaper, signed: SnapshotPaper) -> ReportPaper:
    """The same report with number and day of its signed paper, marked as a copy; not a byte of what is frozen moves.

    What was noted as "57/BC-UBND" is parted; a number without digits in front leaves the room for it open.
    """
    found = re.match(r"(\d{1,5})\s*(?:/\s*(\S.*))?$", signed.number)
    number, sign = (int(found[1]), found[2] or paper.sign) if found else (None, paper.sign)
    return replace(paper, number=number, sign=sign, date=signed.signed_on, reprint=wording.reprint_note(signed))


def signature(content: Mapping[str, Any]) -> Signature:
    """For whose signature a frozen version is drawn up."""
    said = snapshots.paper_of(content)["signer"]
    signer = Person("", said["name"], said["position"], frozenset()) if said else None
    authority, position = signature_of(signer)
    return Signature(authority, position, signer.name if signer else "")


def results(blocks: Sequence[Mapping[str, Any]]) -> tuple[Section, ...]:
    """Part I up to the table of figures: a block that says nothing is left out."""
    said = [one for one in blocks if one["part"] == Part.RESULTS.value and one["text"]]
    heads = [*(block_title(one["block"]) for one in said), wording.FIGURES_HEAD]
    words = [*(_paragraphs(one) for one in said), ()]
    made = [Section(f"{at}. {head}", told, 2) for at, (head, told) in enumerate(zip(heads, words, strict=True), 1)]
    return (Section(wording.RESULTS_HEAD), *(made if said else ()))


def parts(blocks: Sequence[Mapping[str, Any]], explanations: Sequence[str]) -> tuple[Section, ...]:
    """The parts after the figures, numbered on; one that says nothing says so, for a report has to have it."""
    found = [
        (PARTS[part].upper(), _paragraphs(one) or (wording.NOTHING,))
        for part in Part
        for one in blocks
        if part is not Part.RESULTS and one["part"] == part.value
    ]
    if explanations:
        found.append((wording.EXPLANATIONS_HEAD, tuple(explanations)))
    return tuple(Section(f"{_ROMAN[at]}. {head}", told) for at, (head, told) in enumerate(found))


def _paragraphs(block: Mapping[str, Any]) -> tuple[str, ...]:
    """What a block says, a line a paragraph; a percent sign stays with its number."""
    return tuple(line.replace(" %", "\u00a0%") for line in block["text"].split("\n") if line)


def grouped_lines(content: Mapping[str, Any]) -> tuple[FigureLine, ...]:
    """The lines of the table in the report's order, each group under its name where there are several."""
    paper = snapshots.paper_of(content)
    previous = {code: Decimal(value) for code, value in paper["previous"].items()}
    lines, groups = figure_lines(content, previous), paper["groups"]
    if len(groups) < 2:
        return lines
    made: list[FigureLine] = []
    for at, line in enumerate(lines):
        name = groups.get(line.code[0])
        if name and (not at or lines[at - 1].code[0] != line.code[0]):
            made.append(FigureLine(name, heading=True))
        made.append(line)
    return tuple(made)


def share_groups(content: Mapping[str, Any]) -> tuple[ShareGroup, ...]:
    """The lines that are broken down, with their shares; none where no line is."""
    return tuple(
        ShareGroup(
            line["code"],
            line["name"],
            line["unit"],
            Decimal(line["value"]) if line["value"] is not None else None,
            tuple(words_in_order(line["broken_down"].items())),
            by_hand=line["entered"] is not None,
        )
        for line in content["values"]
        if line["broken_down"]
    )


def manual_sheet(snapshot: Snapshot, unit_title: str, *, trial: bool) -> ManualSheet:
    """The figures in the report's order, for typing into the city's own software."""
    content = snapshots.content_of(snapshot)
    return ManualSheet(
        unit=unit_title,
        software=wording.CITY_SOFTWARE,
        period=period_of(content),
        window_from=dt.date.fromisoformat(content["window"]["start"]),
        cut_off=dt.date.fromisoformat(content["window"]["cut_off"]),
        lines=grouped_lines(content),
        snapshot=frozen(snapshot),
        trial=trial,
    )


def receipt_paper(snapshot: Snapshot, receipt: Receipt, unit_title: str, hub_name: str, *, trial: bool) -> ReceiptPaper:
    """The facts of a verified receipt."""
    content, signed = snapshots.content_of(snapshot), json.loads(receipt.body)
    return ReceiptPaper(
        number=receipt.receipt_no,
        unit=unit_title,
        template=snapshot.template,
        period=period_of(content),
        version=snapshot.version,
        sha256=snapshot.sha256,
        received_at=local(receipt.received_at),
        late=bool(signed.get("late")) if signed.get("window", {}).get("before") else None,
        hub_name=hub_name,
        key_fingerprint=fingerprint(receipt.public_key),
        trial=trial,
    )


def figure_lines(content: Mapping[str, Any], previous: Mapping[str, Decimal]) -> tuple[FigureLine, ...]:
    """The lines of the table, in the report's order."""
    return tuple(_figure_line(line, previous.get(line["code"])) for line in content["values"])


def _figure_line(line: Mapping[str, Any], previous: Decimal | None) -> FigureLine:
    entered, carried = line["entered"], line["carried"]
    if entered:
        origin, reason = Origin.ENTERED, entered["reason"]
    elif carried is not None:
        origin, reason = Origin.CARRIED, wording.carried_note(Decimal(carried), line["unit"])
    else:
        origin, reason = Origin.DERIVED, ""
    return FigureLine(
        name=line["name"],
        unit=line["unit"],
        value=Decimal(line["value"]) if line["value"] is not None else None,
        previous=previous,
        origin=origin,
        reason=reason,
        code=line["code"],
    )


def _explanations(content: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(sentence(wording.explanation_line(line)) for line in content["explanations"] if line["text"])


def frozen(snapshot: Snapshot) -> Frozen:
    """What a paper says of the version it is drawn from."""
    return Frozen(
        number=snapshot.version,
        frozen_at=local(snapshot.frozen_at),
        sha256=snapshot.sha256,
        correction=snapshot.version - 1,
        reason=snapshot.reason,
    )


def unit_kind(content: Mapping[str, Any]) -> str:
    """ "phường", "xã" or "đặc khu", out of a snapshot's content."""
    return UNIT_KINDS[UnitKind(content["unit"]["kind"])]


def period_of(content: Mapping[str, Any]) -> str:
    """ "6 tháng đầu năm 2026", out of a snapshot's content."""
    return wording.period_title(content["template_name"], content["year"])
