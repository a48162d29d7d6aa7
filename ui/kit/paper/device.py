"""Papers onto a paged device: PDF in memory, a printer."""

from __future__ import annotations

import datetime as dt
import re

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QUuid
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.papers.model import Document, Page
from ttcs_desktop.papers.wording import one_line
from ui.kit.paper.draw import Sheets

_PDF_DPI = 1200
_CREATOR = "TTCS Desktop"
_PAPERS = QUuid("{5d0e6a51-7d0c-4a0a-9f0e-2f6f3c1f7b1e}")


def page_layout(page: Page) -> QPageLayout:
    """The sheet as Qt wants it: whole, without margins, because the painter keeps them itself."""
    orientation = QPageLayout.Orientation.Landscape if page.landscape else QPageLayout.Orientation.Portrait
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), orientation, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def paint(document: Document, device: QPagedPaintDevice) -> None:
    """Draw all pages on a QPdfWriter or QPrinter; errors as in paint_sheets."""
    paint_sheets(Sheets(document), device)


def paint_sheets(sheets: Sheets, device: QPagedPaintDevice, pages: range | None = None) -> None:
    """Draw laid-out pages (all, or those of `pages` counted from 0); sets the device's sheet to the paper's.

    Raises EnvironmentProblem("paper_not_printed") where the device does not take them.
    """
    device.setPageLayout(page_layout(sheets.page))
    painter = QPainter()
    if not painter.begin(device):
        raise EnvironmentProblem("paper_not_printed")
    try:
        for nth, at in enumerate(pages if pages is not None else range(len(sheets))):
            if nth and not device.newPage():
                raise EnvironmentProblem("paper_not_printed")
            sheets.draw(painter, at, device.logicalDpiX())
    finally:
        done = painter.end()
    if not done:
        raise EnvironmentProblem("paper_not_printed")


def pdf_bytes(document: Document) -> bytes:
    """The paper as PDF, fonts embedded."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_PDF_DPI)
    writer.setTitle(one_line(document.title))
    writer.setCreator(_CREATOR)
    if document.moment is not None:
        name = f"{document.title}/{document.moment.isoformat()}"
        writer.setDocumentId(QUuid.createUuidV5(_PAPERS, name.encode()))
    paint(document, writer)
    written = bytes(buffer.data().data())
    return written if document.moment is None else _made_at(written, document.moment)


def _made_at(pdf: bytes, moment: dt.datetime) -> bytes:
    """The same file with another day of making: figures for figures, so that every place in it stays where it was."""
    head, rest = pdf.partition(b"endstream")[::2]
    there = moment.astimezone()  # the zone that Qt writes behind the figures
    head = re.sub(rb"(Date \(D:)\d{14}", rb"\g<1>" + f"{there:%Y%m%d%H%M%S}".encode(), head)
    head = re.sub(rb'(Date=")[\d:T-]{19}', rb"\g<1>" + f"{there:%Y-%m-%dT%H:%M:%S}".encode(), head)
    return head + b"endstream" + rest
