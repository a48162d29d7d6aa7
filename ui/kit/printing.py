"""Papers out of the window: PDF, printer and picture, all drawn by one painter in millimetres.

Layout does not depend on the device: what the preview shows is what the printer prints. Everything here needs a
QGuiApplication.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

from ttcs_desktop.papers.model import Document
from ttcs_desktop.papers.output import save_paper
from ui.kit.paper.device import page_layout, paint, pdf_bytes
from ui.kit.paper.draw import Sheets
from ui.kit.paper.preview import PaperPreview
from ui.kit.paper.print_dialog import print_dialog

__all__ = [
    "PaperPreview",
    "page_count",
    "page_image",
    "page_layout",
    "paint",
    "pdf_bytes",
    "print_dialog",
    "write_pdf",
]


def page_count(document: Document) -> int:
    """How many pages the paper takes."""
    return len(Sheets(document))


def page_image(document: Document, page: int, dpi: float) -> QImage:
    """Page `page` (from 0) as a picture; IndexError beyond the last."""
    return Sheets(document).image(page, dpi)


def write_pdf(document: Document, path: Path) -> None:
    """Write the paper as PDF to `path`, whole or not at all.

    Raises EnvironmentProblem "disk_full", or "paper_not_written" where the folder refuses it.
    """
    save_paper(path, pdf_bytes(document))
