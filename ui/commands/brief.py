"""brief: the sheet of the weekly or monthly meeting."""

from __future__ import annotations

from pathlib import Path

import click

from ui.commands.base import OutputFile, Session, Verb
from ui.workflows.briefing import brief_document
from ui.workflows.papers import write_docx, write_pdf


@click.command(cls=Verb)
@click.option("--month", "monthly", is_flag=True, help="Giao ban tháng; không ghi thì là giao ban tuần.")
@click.option("-o", "--output", required=True, type=OutputFile(), help="Tệp PDF.")
@click.option("--docx", type=OutputFile(), help="Ghi thêm bản Word.")
@click.pass_obj
def brief(session: Session, monthly: bool, output: Path, docx: Path | None) -> None:
    """Tờ giao ban của tuần trước hoặc tháng trước, luôn một trang A4."""
    with session.workspace() as workspace:
        document = brief_document(workspace, monthly=monthly)
        papers = [write_pdf(document, output), *([write_docx(document, docx)] if docx else [])]
        session.emit({"papers": [str(paper) for paper in papers]}, "\n".join(str(paper) for paper in papers))
