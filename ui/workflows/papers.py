"""Drawing the record's papers: PDF by the painter, Word by the same blocks."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from ttcs_desktop.basics.clock import today
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.coverage import papers as coverage_papers
from ttcs_desktop.broadcast.coverage.model import Channel
from ttcs_desktop.broadcast.drafting import week_sheet_of
from ttcs_desktop.broadcast.model import Station
from ttcs_desktop.broadcast.papers import week_sheet
from ttcs_desktop.directives import papers as directives_papers
from ttcs_desktop.ledger.model import Receipt
from ttcs_desktop.office.wording import UNIT_KINDS, signature_of, unit_title
from ttcs_desktop.papers.model import Document
from ttcs_desktop.plans import drafting as plans_drafting
from ttcs_desktop.plans import papers as plans_papers
from ttcs_desktop.statistics import drafting, papers
from ttcs_desktop.statistics.model import Snapshot
from ttcs_desktop.workspace import Workspace
from ui.workflows import report_papers
from ui.workflows.boards import board_lines
from ui.workflows.broadcast_papers import places, week_airings
from ui.workflows.evidence import evidence_names
from ui.workflows.published import with_publication


def week_document(workspace: Workspace, week: Week, station: Station | None = None) -> Document:
    """The notice of a week, of the first station unless told otherwise; what is not approved does not stand on it.

    Raises:
        InvalidInput: `week_unapproved` when that is all there is: the notice would say that nothing is broadcast.
    """
    inventory = workspace.broadcast.inventory
    station = station or inventory.the_station()
    airings = week_airings(workspace, week, station)
    if airings and all(one.approval is None for one in airings):
        raise InvalidInput("", "week_unapproved", number=len(airings))
    approvers = workspace.office.approvers()
    sheet = week_sheet_of(
        week,
        airings,
        station.name,
        workspace.office.unit(week.monday),
        approvers[0] if approvers else None,
        places(workspace, station, week.days).words,
        trial=workspace.is_trial,
    )
    if station.id == inventory.the_station().id:  # the boards are the ward's, not each station's
        sheet = replace(sheet, boards=board_lines(workspace, week))
    return week_sheet(with_publication(workspace, sheet, week, station, airings))


def progress_document(workspace: Workspace, plan_id: str) -> Document:
    """The report of a plan's progress as of today.

    Raises:
        InvalidInput: `record_gone`.
    """
    day = today(workspace.clock)
    approvers = workspace.office.approvers()
    tasks = workspace.plans.following.tasks(plan_id)
    proofs = dict.fromkeys(one for task in tasks for said in task.said.values() for one in said.evidence)
    paper = plans_drafting.progress_paper(
        workspace.plans.plan(plan_id),
        tasks,
        day,
        workspace.office.unit(day),
        approvers[0] if approvers else None,
        evidence_names(workspace, tuple(proofs)),
        trial=workspace.is_trial,
    )
    return plans_papers.progress_report(paper)


def coverage_document(workspace: Workspace, year: int, quarter: int, channel: Channel) -> Document:
    """How far the topics of a year were told; the weeks of a `quarter` (1 to 4), or the months for 0."""
    day = today(workspace.clock)
    unit, approvers = workspace.office.unit(day), workspace.office.approvers()
    above, position = signature_of(approvers[0] if approvers else None)
    paper = coverage_papers.CoveragePaper(
        UNIT_KINDS[unit.kind],
        unit.name,
        workspace.coverage.of_year(year, channel),
        quarter,
        channel,
        above,
        position,
        approvers[0].name if approvers else "",
        trial=workspace.is_trial,
    )
    return coverage_papers.coverage_table(paper)


def register_document(workspace: Workspace, first: dt.date, last: dt.date) -> Document:
    """The register of the papers that came in between two days, both included.

    Raises:
        InvalidInput: `window_reversed`.
    """
    lines = workspace.directives.arrived(first, last)
    unit = unit_title(workspace.office.unit(last))
    return directives_papers.register(lines, unit, first, last, trial=workspace.is_trial)


def report_document(workspace: Workspace, snapshot: Snapshot) -> Document:
    """The report of a frozen version."""
    return papers.report(drafting.report_paper(snapshot, trial=workspace.is_trial))


def reprint_document(workspace: Workspace, snapshot: Snapshot) -> Document:
    """The same with number and day of the signed paper, marked as a copy.

    Raises:
        InvalidInput: `signature_missing` while nobody has noted them.
    """
    signed = workspace.statistics.paper(snapshot)
    if signed is None:
        raise InvalidInput("", "signature_missing")
    return papers.report(drafting.reprinted(drafting.report_paper(snapshot, trial=workspace.is_trial), signed))


def manual_document(workspace: Workspace, snapshot: Snapshot) -> Document:
    """The figures for typing into the city's own software."""
    unit = workspace.office.unit(today(workspace.clock))
    return papers.manual_sheet(drafting.manual_sheet(snapshot, unit_title(unit), trial=workspace.is_trial))


def receipt_document(workspace: Workspace, snapshot: Snapshot, receipt: Receipt) -> Document:
    """The facts of a verified receipt."""
    unit = workspace.office.unit(today(workspace.clock))
    hub = workspace.enrolment.hub_name if workspace.enrolment else ""
    paper = drafting.receipt_paper(snapshot, receipt, unit_title(unit), hub, trial=workspace.is_trial)
    return papers.receipt_paper(paper)


def write_pdf(document: Document, path: Path) -> Path:
    """One paper as PDF. Qt is imported here, so that what needs no paper starts without it.

    Raises:
        EnvironmentProblem: `disk_full`, `paper_not_written`.
    """
    from ui.kit import printing  # noqa: PLC0415
    from ui.kit.headless import drawing_application  # noqa: PLC0415

    drawing_application()
    printing.write_pdf(document, path)
    return path


def write_docx(document: Document, path: Path) -> Path:
    """One paper for Word and LibreOffice.

    Raises:
        EnvironmentProblem: `disk_full`, `paper_not_written`.
    """
    from ttcs_desktop.papers import docx  # noqa: PLC0415

    docx.write_docx(document, path)
    return path


def write_both(document: Document, folder: Path, name: str) -> list[Path]:
    """The paper as `name`.pdf and `name`.docx."""
    return [write_pdf(document, folder / f"{name}.pdf"), write_docx(document, folder / f"{name}.docx")]


def write_report(workspace: Workspace, snapshot: Snapshot) -> list[Path]:
    """The report of a frozen version in the ward's folder: `papers/2026/184-6T/ban-1/`; drawn again, it is replaced.

    Of a correction also the paper that says what it changes.
    """
    folder = version_folder(workspace, snapshot)
    written = write_both(report_document(workspace, snapshot), folder, report_papers.REPORT)
    if snapshot.version == 1:
        return written
    return [
        *written,
        *write_both(report_papers.correction_document(workspace, snapshot), folder, report_papers.CORRECTION),
    ]


def version_folder(workspace: Workspace, snapshot: Snapshot) -> Path:
    """Where the papers of a frozen version lie; made when needed.

    Raises:
        EnvironmentProblem: `folder_unsuitable`.
    """
    return workspace.papers_folder(str(snapshot.year), snapshot.template, f"ban-{snapshot.version}")
