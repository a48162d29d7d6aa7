"""Printing on paper: the system's print dialog, then the same painter."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from ttcs_desktop.papers.model import Document
from ttcs_desktop.papers.wording import one_line
from ui.kit.fields import guard_wheel
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


def print_dialog(document: Document, parent: QWidget | None = None) -> bool:
    """Ask for printer, pages and copies, then print; False if the officer turned back.

    Raises EnvironmentProblem("paper_not_printed") where the printer does not take it.
    """
    sheets = Sheets(document)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(page_layout(document.page))
    printer.setDocName(one_line(document.title))
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, len(sheets))
    make_safe(dialog)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    paint_sheets(sheets, printer, wanted_pages(printer, len(sheets)))
    return True


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
