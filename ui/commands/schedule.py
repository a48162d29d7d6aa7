"""schedule import / check / print: the timetable."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.conflicts import Finding
from ttcs_desktop.broadcast.timetable import read_timetable
from ttcs_desktop.broadcast.wording import explain
from ttcs_desktop.grids.delimited import read_delimited
from ui.commands.base import INPUT_FILE, OutputFile, Session, VerbGroup
from ui.workflows.papers import week_document, write_docx, write_pdf


@click.group(cls=VerbGroup)
def schedule() -> None:
    """Lịch phát."""


@schedule.command("import")
@click.argument("file", type=INPUT_FILE)
@click.pass_obj
def import_(session: Session, file: Path) -> None:
    """Nhập khung phát từ tệp CSV; mọi dòng đọc được đều giữ làm nháp."""
    with session.workspace() as workspace:
        planned, rejected = read_timetable(read_delimited(file))
        station = workspace.broadcast.inventory.the_station()
        made = workspace.broadcast.timetable.take_in(station, planned, rejected)
        document = {
            "slots": len(made.slots),
            "created": list(made.created),
            "rejected": [{"row": one.row, "code": one.code} for one in made.rejected],
        }
        session.emit(document, f"{len(made.slots)} khung phát; {len(made.rejected)} dòng không đọc được.")


@schedule.command()
@click.option("--week", "week", required=True, help="Tuần, ví dụ 2026-W48.")
@click.pass_obj
def check(session: Session, week: str) -> None:
    """Những chỗ vướng của một tuần, kèm lý do và cách gỡ."""
    with session.workspace() as workspace:
        names = workspace.broadcast.inventory.cluster_names()
        found = workspace.broadcast.timetable.findings(Week.parse(week))
        text = "\n".join(f"{one.date:%d/%m} {explain(one, names)}" for one in found)
        session.emit({"conflicts": [_as_json(one, names) for one in found]}, text or "Không có chỗ vướng.")


@schedule.command("print")
@click.option("--week", "week", required=True, help="Tuần, ví dụ 2026-W48.")
@click.option("-o", "--output", required=True, type=OutputFile(), help="Tệp PDF.")
@click.option("--docx", type=OutputFile(), help="Ghi thêm bản Word.")
@click.pass_obj
def print_(session: Session, week: str, output: Path, docx: Path | None) -> None:
    """In thông báo lịch phát của một tuần."""
    with session.workspace() as workspace:
        document = week_document(workspace, Week.parse(week))
        papers = [write_pdf(document, output), *([write_docx(document, docx)] if docx else [])]
        session.emit({"papers": [str(paper) for paper in papers]}, "\n".join(str(paper) for paper in papers))


def _as_json(finding: Finding, names: dict[str, str]) -> dict[str, Any]:
    return {
        "a": finding.a.title,
        "b": finding.b.title if finding.b else "",
        "a_id": finding.a.id,
        "b_id": finding.b.id if finding.b else "",
        "date": finding.date,
        "start": f"{finding.start:%H:%M}",
        "end": f"{finding.end:%H:%M}",
        "clusters": sorted(names.get(cluster, cluster) for cluster in finding.clusters),
        "rule": finding.rule.value,
        "severity": finding.severity.value,
        "explanation": explain(finding, names),
    }
