"""Printing on paper, or to a file where the system's print dialog offers that: the dialog, then the same painter."""

from __future__ import annotations

from pathlib import Path

import shiboken6
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QLineEdit, QWidget

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.papers.model import Document
from ttcs_desktop.papers.wording import one_line
from ui.kit.fields import guard_wheel
from ui.kit.file_dialog import documents, in_documents
from ui.kit.paper.device import page_layout, paint_sheets
from ui.kit.paper.draw import Sheets

# Qt's own names of the fields that it leaves without a label.
_SPOKEN = {
    "tabs": "Phần của hộp in",
    "from": "Từ trang",
    "to": "Đến trang",
    "pagesLineEdit": "Các trang",
    "fileBrowser": "Chọn nơi ghi tệp",
}


@dataclass(frozen=True, slots=True)
class Printed:
    """What became of a print: `file` is the PDF that was written instead of paper; None for a printer."""

    file: Path | None = None


def print_dialog(document: Document, parent: QWidget | None = None) -> Printed | None:
    """Ask for printer, pages and copies, then print; None if the officer turned back.

    Where Qt draws the dialog itself, printing to a file is proposed to the folder of documents.

    Raises EnvironmentProblem("paper_not_printed") where the printer does not take it.
    """
    sheets = Sheets(document)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(page_layout(document.page))
    printer.setDocName(one_line(document.title))
    if not _asked(printer, len(sheets), parent):
        return None
    paint_sheets(sheets, printer, wanted_pages(printer, len(sheets)))
    return Printed(Path(printer.outputFileName()) if printer.outputFileName() else None)


def _asked(printer: QPrinter, pages: int, parent: QWidget | None) -> bool:
    """Show the dialog, and let nothing of it outlive the printer that it points to.

    Left to its parent it would stay there, hidden, with a pointer to a printer that is gone: a key that still found
    its way to one of its buttons ended the program.
    """
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    make_safe(dialog)
    propose_file(dialog, printer.docName())
    try:
        return dialog.exec() == QPrintDialog.DialogCode.Accepted
    finally:
        shiboken6.delete(dialog)


def propose_file(dialog: QPrintDialog, title: str) -> None:
    """Name the file of Qt's own "print to file" in the folder of documents, not among the hidden ones of the home."""
    name = "".join("-" if char in '/\\:*?"<>|' else char for char in title).strip(" .") or "in"
    for field in dialog.findChildren(QLineEdit, "filename"):
        if documents() is not None:
            field.setText(in_documents(f"{name}.pdf"))


def make_safe(dialog: QPrintDialog) -> None:
    """Where Qt draws the dialog itself: the wheel changes nothing, and a screen reader finds a name for each field."""
    guard_wheel(dialog)
    for name, spoken in _SPOKEN.items():
        for part in dialog.findChildren(QWidget, name):
            part.setAccessibleName(spoken)


def wanted_pages(printer: QPrinter, count: int) -> range:
    """The pages asked for, from 0; all where no range was chosen."""
    if printer.printRange() != QPrinter.PrintRange.PageRange or printer.fromPage() < 1:
        return range(count)
    last = printer.toPage() or count
    return range(min(printer.fromPage(), count) - 1, min(last, count))
