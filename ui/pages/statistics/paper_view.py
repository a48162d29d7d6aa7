"""A paper inside the page: seen, printed, kept as PDF or Word; Esc goes back to where it was asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from ttcs_desktop.papers.model import Document
from ttcs_desktop.papers.wording import one_line
from ui.kit.buttons import KeyButton, Kind, Size
from ui.kit.file_dialog import in_documents
from ui.kit.labels import ElidedLabel
from ui.kit.panels import column, frame, row
from ui.kit.printing import PaperPreview, print_dialog
from ui.workflows.papers import write_docx, write_pdf

Guard = Callable[[Callable[[], object]], bool]


class PaperView(QWidget):
    """Shows one document: Ctrl+S keeps the PDF, Ctrl+E the Word file; `closed` when the officer leaves it.

    `guard` is the page's: trouble is told there.
    """

    closed = Signal()
    written = Signal(str)

    def __init__(self, guard: Guard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        outer = column(self, 0)
        bar = frame("toolRow")
        line = row(bar, 8, (12, 6, 12, 6))
        self.title = ElidedLabel("", "strong")
        line.addWidget(self.title, 1)
        for text, icon, key, press in (
            ("Lưu PDF", "save", "Ctrl+S", lambda: guard(lambda: self._save("pdf"))),
            ("Lưu Word", "file-text", "Ctrl+E", lambda: guard(lambda: self._save("docx"))),
        ):
            button = KeyButton(text, icon=icon, key=key)
            button.clicked.connect(press)
            line.addWidget(button)
        # Ctrl+P is the page's: there it also opens this view.
        printing = KeyButton("In", icon="printer", key="Ctrl+P", kind=Kind.PRIMARY, catch_key=False)
        printing.clicked.connect(lambda: guard(self.print_it))
        line.addWidget(printing)
        leave = KeyButton("Đóng", icon="x", key="Esc", size=Size.NORMAL)
        leave.clicked.connect(self.closed)
        line.addWidget(leave)
        outer.addWidget(bar)
        inside = QWidget()
        self.preview = PaperPreview()
        column(inside, 0, (12, 8, 12, 8)).addWidget(self.preview)
        outer.addWidget(inside, 1)
        self.setFocusProxy(self.preview)

    def show_document(self, document: Document) -> None:
        """Lay a paper out."""
        self._document = document
        self.title.setText(one_line(document.title))
        self.preview.show_document(document)

    def document(self) -> Document | None:
        """The paper shown."""
        return self._document

    def print_it(self) -> None:
        """Ask for the printer.

        Raises:
            EnvironmentProblem: `paper_not_printed`.
        """
        printed = print_dialog(self._document, self) if self._document is not None else None
        if printed is not None and printed.file is not None:
            self.written.emit(f"Đã ghi tệp {printed.file.name} trong thư mục {printed.file.parent}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _save(self, kind: str) -> None:
        if self._document is None:
            return
        name = f"{one_line(self._document.title)}.{kind}"
        chosen, _ = QFileDialog.getSaveFileName(self, "Lưu văn bản", in_documents(name), f"*.{kind}")
        if chosen:
            path = Path(chosen)
            write_pdf(self._document, path) if kind == "pdf" else write_docx(self._document, path)
            self.written.emit(f"Đã lưu {path.name} trong thư mục {path.parent}")
