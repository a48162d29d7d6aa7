"""From a frozen report to what its papers say. The figures come out of the snapshot alone, so that it can be drawn
again; the year before and the signer come out of the living record."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ttcs_desktop.basics.clock import local
from ttcs_desktop.basics.signature import fingerprint
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.model import Receipt
from ttcs_desktop.office.model import Person, UnitKind
from ttcs_desktop.office.wording import UNIT_KINDS, signature_of
from ttcs_desktop.statistics import snapshot as snapshots
from ttcs_desktop.statistics import wording
from ttcs_desktop.statistics.catalogue import Template
from ttcs_desktop.statistics.model import Snapshot
from ttcs_desktop.statistics.papers import (
    FigureLine,
    Frozen,
    ManualSheet,
    Origin,
    ReceiptPaper,
    ReportPaper,
    Section,
    Signature,
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a paper needs beside the snapshot: the template's basis, the signer, last year's figures."""

    template: Template
    signer: Person | None
    previous: Mapping[str, Decimal]
    trial: bool


def report_paper(snapshot: Snapshot, beside: Drawn) -> ReportPaper:
    """The report as it goes to the leader for signature; number and day stay open."""
    content = snapshots.content_of(snapshot)
    authority, position = signature_of(beside.signer)
    return ReportPaper(
        unit_kind=unit_kind(content),
        unit_name=content["unit"]["name"],
        period=period_of(content),
        window_from=dt.date.fromisoformat(content["window"]["start"]),
        cut_off=dt.date.fromisoformat(content["window"]["cut_off"]),
        addressees=(content["receiver"],),
        lines=figure_lines(content, beside.previous),
        signature=Signature(authority, position, beside.signer.name if beside.signer else ""),
        recipients=wording.RECIPIENTS,
        basis=beside.template.basis,
        previous_period=wording.same_period(content["year"] - 1),
        before=(Section(wording.RESULTS_HEAD, (wording.station_sentence(snapshots.counted_values(content)),)),),
        after=_explanations(content),
        snapshot=frozen(snapshot),
        trial=beside.trial,
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
        lines=figure_lines(content, {}),
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


def _explanations(content: Mapping[str, Any]) -> tuple[Section, ...]:
    lines = tuple(wording.explanation_line(line) for line in content["explanations"] if line["text"])
    return (Section(wording.EXPLANATIONS_HEAD, lines),) if lines else ()


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
