"""Without a hub: into which folder reports are put, and what of a report the city wants there."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.ledger.identity import write_drop_folder
from ttcs_desktop.statistics.model import Snapshot
from ttcs_desktop.workspace import Workspace
from ui.workflows.report_papers import CORRECTION, FIGURES, REPORT, papers_of

# The end of a file's name in the folder, by the paper it is.
_ENDS = {
    f"{FIGURES}.xlsx": ".xlsx",
    f"{REPORT}.pdf": ".pdf",
    f"{REPORT}.docx": ".docx",
    f"{CORRECTION}.pdf": "-dinh-chinh.pdf",
}


def choose_drop_folder(workspace: Workspace, folder: Path | None) -> None:
    """Put reports into this folder from now on; None for no folder. What was queued and lies nowhere yet goes there.

    Raises:
        InvalidInput: `drop_has_hub` on a record that has a hub; `drop_folder_gone`; `drop_folder_inside` when it lies
            in the record's own folder.
        EnvironmentProblem: the record takes nothing now.
    """
    if folder is not None:
        if workspace.enrolment is not None:
            raise InvalidInput("folder", "drop_has_hub", hub=workspace.enrolment.hub_name)
        if not folder.is_dir():
            raise InvalidInput("folder", "drop_folder_gone")
        if folder.resolve().is_relative_to(workspace.folder.resolve()):
            raise InvalidInput("folder", "drop_folder_inside")
    chosen = str(folder.absolute()) if folder is not None else ""
    if chosen == workspace.drop_folder:
        return
    with workspace.ledger.together():
        write_drop_folder(workspace.database, chosen)
        workspace.ledger.note("city.choose_folder" if chosen else "city.leave_folder")


def files_for_folder(workspace: Workspace, snapshot: Snapshot) -> Mapping[str, bytes]:
    """The workbook and the report as paper, drawn from the frozen version: bytes by the end of their names.

    Raises:
        EnvironmentProblem: `snapshot_altered`, `disk_full`, `paper_not_written`.
    """
    found = {}
    with tempfile.TemporaryDirectory(prefix="ttcs-") as folder:
        for paper in papers_of(workspace, snapshot):
            if paper.file in _ENDS:
                path = Path(folder, paper.file)
                paper.write(path)
                found[_ENDS[paper.file]] = path.read_bytes()
    return found
