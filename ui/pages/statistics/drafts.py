"""The papers of a report as it stands now, before it is frozen: every page marked "SỐ LIỆU SƠ BỘ"."""

from __future__ import annotations

from dataclasses import replace

from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.clock import today
from ttcs_desktop.papers.model import Document
from ttcs_desktop.statistics import drafting, papers
from ttcs_desktop.statistics.model import Report, Snapshot
from ttcs_desktop.workspace import Workspace


def preliminary_document(workspace: Workspace, report: Report) -> Document:
    """The report drawn from figures that may still change; nothing is saved for it."""
    unit = workspace.office.unit(today(workspace.clock))
    body = workspace.statistics.bodies.of(unit, report)
    draft = Snapshot(
        id="",
        template=report.template.code,
        year=report.year,
        version=1,
        body=body,
        sha256=sha256_hex(body),
        frozen_at=workspace.clock.now(),
        frozen_by=workspace.ledger.actor,
        reason="",
    )
    paper = drafting.report_paper(draft, trial=workspace.is_trial)
    return papers.report(replace(paper, snapshot=None, drawn_on=today(workspace.clock)))
