"""The papers of a frozen report as a list: each is drawn by itself from the snapshot, as often as wanted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.papers.model import Document
from ttcs_desktop.papers.output import save_paper
from ttcs_desktop.statistics.model import Snapshot
from ttcs_desktop.workspace import Workspace

REPORT, CORRECTION, SHEET, EVIDENCE, FIGURES = "bao-cao", "dinh-chinh", "bang-nhap-phan-mem", "ban-ghi", "so-lieu"
REPRINT = "ban-in-lai-co-so"
Tell = Callable[[int, int, str], None]
"""Told before each paper: how many are done, of how many, and the file that comes."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One file of a frozen version; `write(path)` draws it anew, the same bytes each time."""

    file: str
    write: Callable[[Path], object]


def papers_of(workspace: Workspace, snapshot: Snapshot, *, evidence: bool = False) -> tuple[Paper, ...]:
    """What belongs to a frozen version: the report, a copy with its number once it is signed, what it corrects, the
    sheet to type off, its figures as data.

    Args:
        evidence: also the list of every record behind the figures, which may take a hundred pages.
    """
    from ui.workflows.papers import manual_document, report_document, reprint_document  # noqa: PLC0415  see below

    drawn = {REPORT: report_document}
    if workspace.statistics.paper(snapshot) is not None:
        drawn[REPRINT] = reprint_document
    if snapshot.version > 1:
        drawn[CORRECTION] = correction_document
    drawn[SHEET] = manual_document
    if evidence:
        drawn[EVIDENCE] = evidence_document
    papers = [
        _drawn(workspace, snapshot, name, ending, make) for name, make in drawn.items() for ending in (".pdf", ".docx")
    ]
    return (
        *papers,
        Paper(f"{FIGURES}.xlsx", lambda path: save_paper(path, workbook(snapshot))),
        Paper(f"{FIGURES}.json", lambda path: save_paper(path, snapshot.body)),
    )


def write_papers(
    workspace: Workspace, snapshot: Snapshot, folder: Path, *, tell: Tell = lambda *_: None, evidence: bool = False
) -> list[Path]:
    """Draw them one by one into a folder; what stood there under their names gives way.

    `tell` may raise to stop between two papers; those that are written stay whole.

    Raises:
        EnvironmentProblem: `disk_full`, `paper_not_written`, `snapshot_altered`.
    """
    papers = papers_of(workspace, snapshot, evidence=evidence)
    written = []
    for at, paper in enumerate(papers):
        tell(at, len(papers), paper.file)
        paper.write(folder / paper.file)
        written.append(folder / paper.file)
    tell(len(papers), len(papers), "")
    return written


def correction_document(workspace: Workspace, snapshot: Snapshot) -> Document:
    """What a correction changes, figure by figure and by which records; of version 2 or later.

    Raises:
        EnvironmentProblem: `snapshot_altered` of this version or the one before.
    """
    from ttcs_desktop.statistics.comparing.wording import correction_sentences  # noqa: PLC0415  few are corrected
    from ttcs_desktop.statistics.proofs import papers  # noqa: PLC0415  as above

    statistics = workspace.statistics
    known = {one.version: one for one in statistics.versions(snapshot.template, snapshot.year)}
    before = known.get(snapshot.version - 1)
    found = statistics.reconciling.versions(before, snapshot).differing if before is not None else ()
    return papers.correction(snapshot, trial=workspace.is_trial, because=correction_sentences(found))


def evidence_document(workspace: Workspace, snapshot: Snapshot) -> Document:
    """The records behind the figures."""
    from ttcs_desktop.statistics.proofs import papers  # noqa: PLC0415  only where somebody asks for proof

    return papers.evidence(snapshot, trial=workspace.is_trial)


def workbook(snapshot: Snapshot) -> bytes:
    """A frozen version as a workbook: the figures in the form's order first.

    Raises:
        EnvironmentProblem: `snapshot_altered`.
    """
    from ttcs_desktop.grids.writing.workbook import workbook_bytes  # noqa: PLC0415  with the first table
    from ttcs_desktop.statistics.proofs.tables import sheets_of  # noqa: PLC0415  as above

    return workbook_bytes(sheets_of(snapshot))


def _drawn(
    workspace: Workspace, snapshot: Snapshot, name: str, ending: str, make: Callable[[Workspace, Snapshot], Document]
) -> Paper:
    from ui.workflows.papers import write_docx, write_pdf  # noqa: PLC0415  that module also asks for this one

    write = write_pdf if ending == ".pdf" else write_docx
    return Paper(f"{name}{ending}", lambda path: write(make(workspace, snapshot), path))
