"""Papers out of the window: PDF, printer and picture, all drawn by one painter in millimetres.

Layout does not depend on the device: what the preview shows is what the printer prints. Everything here needs a
QGuiApplication.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QImage

from ttcs_desktop.papers.model import Block, Document, Page, Table
from ttcs_desktop.papers.output import save_paper
from ui.kit.paper.blocks import Layout
from ui.kit.paper.device import page_layout, paint, pdf_bytes
from ui.kit.paper.draw import Sheets
from ui.kit.paper.marks import mm
from ui.kit.paper.preview import PaperPreview
from ui.kit.paper.print_dialog import print_dialog
from ui.kit.paper.table import TableLayout
from ui.kit.paper.typeset import Typesetter

__all__ = [
    "PaperPreview",
    "height_of",
    "page_count",
    "page_image",
    "page_layout",
    "paint",
    "pdf_bytes",
    "print_dialog",
    "row_heights",
    "write_pdf",
]


def page_count(document: Document) -> int:
    """How many pages the paper takes."""
    return len(Sheets(document))


def height_of(blocks: Sequence[Block], page: Page) -> float:
    """How tall blocks are under one another, in mm, with the distances above them."""
    pieces = Layout(page, Typesetter()).pieces(blocks)
    return sum(piece.before + piece.height + (piece.lead_height if piece.opens else 0.0) for piece in pieces) / mm(1)


def row_heights(table: Table, page: Page) -> tuple[float, list[float]]:
    """The heights in mm of a table's head and of each of its rows by itself."""
    made = TableLayout(Typesetter(), table, mm(page.text_width), mm(page.text_height))
    return made.head_height / mm(1), [height / mm(1) for height in made.row_heights()]


def page_image(document: Document, page: int, dpi: float) -> QImage:
    """Page `page` (from 0) as a picture; IndexError beyond the last."""
    return Sheets(document).image(page, dpi)


def write_pdf(document: Document, path: Path) -> None:
    """Write the paper as PDF to `path`, whole or not at all.

    Raises EnvironmentProblem "disk_full", or "paper_not_written" where the folder refuses it.
    """
    save_paper(path, pdf_bytes(document))
