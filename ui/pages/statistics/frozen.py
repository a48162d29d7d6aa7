"""What the record knows about the newest frozen version of a period."""

from __future__ import annotations

from pathlib import Path

from ttcs_desktop.receiving.reading import Content
from ttcs_desktop.statistics.model import ReportState, Snapshot
from ttcs_desktop.workspace import Workspace
from ui.pages.statistics.periods import Period
from ui.pages.statistics.standing import Frozen


def frozen_of(workspace: Workspace, period: Period) -> Frozen | None:
    """The newest version with its receipt, op and manual entry; None while nothing is frozen."""
    statistics = workspace.statistics
    latest = statistics.latest(period.template.code, period.year)
    if latest is None:
        return None
    state = statistics.state(period.template.code, period.year)
    # Only what has arrived can come back.
    back = workspace.receiving.returned(latest.id) if state is ReportState.SUBMITTED else None
    return Frozen(
        period=period,
        snapshot=latest,
        state=state,
        receipt=statistics.receipt(latest),
        manual=statistics.manual_entry(latest),
        op=workspace.ledger.outbox.find(latest.id),
        hub=workspace.enrolment.hub_name if workspace.enrolment else "",
        calendar=workspace.office.calendar(),
        signed=statistics.paper(latest),
        waits_for_signature=statistics.waits_for_signature(latest),
        folder=workspace.drop_folder,
        placement=statistics.placement(latest),
        returned=None if back is None else Content.of(back).words("reason"),
    )


def folder_of(workspace: Workspace, snapshot: Snapshot) -> Path:
    """Where the papers of a version lie, if any were drawn; looking makes no folder."""
    return workspace.folder.joinpath("papers", str(snapshot.year), snapshot.template, f"ban-{snapshot.version}")


def papers_of(workspace: Workspace, snapshot: Snapshot) -> list[Path]:
    """The papers that were drawn of a version, PDF first."""
    found = folder_of(workspace, snapshot).glob("bao-cao.*")
    return sorted((path for path in found if path.suffix in {".pdf", ".docx"}), key=lambda path: path.suffix != ".pdf")
