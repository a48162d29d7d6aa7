"""The week's notice as PDF beside a QTextDocument of the same rows, which knows no figures of Nghị định 30."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from tests.bench.measuring import Result, in_turns
from ttcs_desktop.basics.clock import today
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.papers.model import Document, Table
from ttcs_desktop.samples.mau import build_sample
from ui.kit.headless import drawing_application
from ui.kit.printing import write_pdf
from ui.workflows.papers import week_document


def measure(folder: Path) -> Iterator[Result]:
    drawing_application()
    workspace = build_sample(folder / "ward")
    try:
        document = week_document(workspace, Week.of(today(workspace.clock)))
    finally:
        workspace.close()
    ours, peer = in_turns(
        lambda: write_pdf(document, folder / "ours.pdf"),
        lambda: plain_pdf(document, folder / "peer.pdf"),
    )
    yield Result("Week sheet as PDF / a QTextDocument of the same rows", ours, peer, 3)


def plain_pdf(document: Document, path: Path) -> None:
    """The rows of every table of the paper, as Qt sets them by itself."""
    writer = QPdfWriter(str(path))
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()))
    text = QTextDocument()
    text.setHtml("".join(_table(block) for block in document.blocks if isinstance(block, Table)))
    text.print_(writer)


def _table(table: Table) -> str:
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell or '')}</td>" for cell in row.cells) + "</tr>" for row in table.rows
    )
    return f"<table border='1'>{rows}</table>"
