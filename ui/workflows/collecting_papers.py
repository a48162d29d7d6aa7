"""Drawing the papers of a collection: the letter that reminds, its words for Zalo, the report over all agencies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ttcs_desktop.basics.clock import today
from ttcs_desktop.collecting import drafting, papers
from ttcs_desktop.collecting.forms import form_of
from ttcs_desktop.collecting.model import Collection, Standing
from ttcs_desktop.papers.model import Document
from ttcs_desktop.statistics.model import Snapshot
from ttcs_desktop.statistics.snapshot import content_of
from ttcs_desktop.workspace import Workspace
from ui.workflows.papers import version_folder, write_both

NAME = "tong-hop"


def reminder_document(workspace: Workspace, collection: Collection, owing: Sequence[Standing]) -> Document:
    """The letter that reminds agencies; `owing` are those it goes to."""
    day, basis = today(workspace.clock), collection_basis(workspace, collection)
    form = form_of(collection.template)
    return papers.reminder_letter(drafting.letter_paper(collection, form, basis, owing, day, _office(workspace)))


def reminder_words(workspace: Workspace, collection: Collection, owing: Sequence[Standing]) -> str:
    """The same reminder as plain text, for Zalo or e-mail."""
    day, basis = today(workspace.clock), collection_basis(workspace, collection)
    form = form_of(collection.template)
    return drafting.reminder_text(collection, form, basis, owing, day, workspace.office.unit(day))


def consolidated_document(workspace: Workspace, collection: Collection) -> Document:
    """The report over all agencies as of today, not frozen."""
    return _consolidated(workspace, workspace.collecting.frozen.content(collection))


def frozen_document(workspace: Workspace, snapshot: Snapshot) -> Document:
    """The report of a frozen version; what came in later is not in it."""
    return _consolidated(workspace, content_of(snapshot), snapshot)


def write_frozen(workspace: Workspace, snapshot: Snapshot) -> list[Path]:
    """The report of a frozen version in the ward's folder, PDF and Word: `papers/2026/75-N/ban-1/`.

    Raises:
        EnvironmentProblem: `folder_unsuitable`, `disk_full`, `paper_not_written`.
    """
    return write_both(frozen_document(workspace, snapshot), version_folder(workspace, snapshot), NAME)


def collection_basis(workspace: Workspace, collection: Collection) -> str:
    """What agencies are asked on, as the papers name it; empty where nothing is known."""
    template = workspace.statistics.catalogue.template(collection.template)
    unit = workspace.office.unit(today(workspace.clock))
    return drafting.basis_of(template, collection.year, unit, workspace.plans.plans())


def _consolidated(workspace: Workspace, content: Mapping[str, Any], snapshot: Snapshot | None = None) -> Document:
    day = today(workspace.clock)
    return papers.consolidated_report(drafting.consolidated_paper(content, _office(workspace), day, snapshot))


def _office(workspace: Workspace) -> papers.Office:
    approvers = workspace.office.approvers()
    unit = workspace.office.unit(today(workspace.clock))
    return drafting.office_of(unit, approvers[0] if approvers else None, trial=workspace.is_trial)
