"""What the record knows about the newest frozen version of a period."""

from __future__ import annotations

from pathlib import Path

from ttcs_desktop.statistics.model import Snapshot
from ttcs_desktop.workspace import Workspace
from ui.pages.statistics.periods import Period
from ui.pages.statistics.standing import Frozen


def frozen_of(workspace: Workspace, period: Period) -> Frozen | None:
    """The newest version with its receipt, op and manual entry; None while nothing is frozen."""
    statistics = workspace.statistics
    latest = statistics.latest(period.template.code, period.year)
    if latest is None:
        return None
    return Frozen(
        period=period,
        snapshot=latest,
        state=statistics.state(period.template.code, period.year),
        receipt=statistics.receipt(latest),
        manual=statistics.manual_entry(latest),
        op=workspace.ledger.outbox.find(latest.id),
        hub=workspace.enrolment.hub_name if workspace.enrolment else "",
        calendar=workspace.office.calendar(),
        signed=statistics.paper(latest),
        waits_for_signature=statistics.waits_for_signature(latest),
    )


def folder_of(workspace: Workspace, snapshot: Snapshot) -> Path:
    """Where the papers of a version lie, if any were drawn; looking makes no folder."""
    return workspace.folder.joinpath("papers", str(snapshot.year), snapshot.template, f"ban-{snapshot.version}")


def papers_of(workspace: Workspace, snapshot: Snapshot) -> list[Path]:
    """The papers that were drawn of a version, PDF first."""
    found = folder_of(workspace, snapshot).glob("bao-cao.*")
    return sorted((path for path in found if path.suffix in {".pdf", ".docx"}), key=lambda path: path.suffix != ".pdf")
