"""A paper before it goes out: looked at, printed, saved; the same wherever a page draws one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, Qt
from PySide6.QtWidgets import QDialog, QWidget

from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.papers.model import Document
from ui.kit import theme
from ui.kit.buttons import KeyButton, Kind
from ui.kit.labels import ElidedLabel
from ui.kit.messages import message_of
from ui.kit.panels import Banner, column, frame, row
from ui.kit.paper.draw import Sheets
from ui.kit.printing import PaperPreview, print_dialog
from ui.workflows.messages import SUBJECTS
from ui.workflows.papers import write_docx, write_pdf


class PaperWindow(QDialog):
    """A paper page by page. Ctrl+P prints, Ctrl+S saves the PDF, Ctrl+E the Word file, Esc leaves."""

    def __init__(
        self, title: str, document: Document, folder: Callable[[], Path], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._folder, self._name = document, folder, name
        self.setWindowTitle(title)
        self.setModal(True)
        outer = column(self, 0)
        self.banner = Banner()
        self.banner.hide()
        outer.addWidget(self.banner)
        self.preview = PaperPreview()
        held = QWidget()
        column(held, 0, (8, 8, 8, 8)).addWidget(self.preview)
        outer.addWidget(held, 1)
        outer.addWidget(self._bar())
        self.preview.show_document(document)
        look = theme.current()
        above = parent.window().size() if parent is not None else None
        self.resize(
            min(look.px(1000), above.width() - look.px(40)) if above else look.px(900),
            above.height() - look.px(20) if above else look.px(520),
        )

    def show_paper(self, title: str, document: Document, name: str, sheets: Sheets) -> None:
        """Show another paper in the place of the one shown, already laid out; it is saved under `name`."""
        self._document, self._name = document, name
        self.setWindowTitle(title)
        self._named.setText(title)
        self.banner.hide()
        self.preview.show_sheets(sheets)

    def warn(self, words: str) -> None:
        """Say above the paper what the officer should know before hanging it up."""
        self._say("warn", words)

    def print(self) -> None:
        """Ask for a printer and print."""
        self._try(self._print)

    def save_pdf(self) -> Path | None:
        """Save as PDF in the ward's folder; the file, or None when it could not be written."""
        return self._save(write_pdf, "pdf")

    def save_docx(self) -> Path | None:
        """Save for Word in the ward's folder."""
        return self._save(write_docx, "docx")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter must not press whichever button Qt holds for the default one.
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _bar(self) -> QWidget:
        bar = frame("actionBar")
        line = row(bar, 8, (12, 8, 12, 8))
        self._named = ElidedLabel(self.windowTitle(), "small", "text2")
        line.addWidget(self._named, 1)
        leave = KeyButton("Đóng", key="Esc")
        leave.clicked.connect(self.reject)
        line.addWidget(leave)
        for words, icon, key, act in (
            ("Mở thư mục", "folder-open", "Ctrl+O", self._open_folder),
            ("Lưu Word", "file-text", "Ctrl+E", self.save_docx),
            ("Lưu PDF", "save", "Ctrl+S", self.save_pdf),
        ):
            button = KeyButton(words, icon=icon, key=key)
            button.clicked.connect(lambda _=False, wanted=act: wanted())
            line.addWidget(button)
        printing = KeyButton("In", icon="printer", key="Ctrl+P", kind=Kind.PRIMARY)
        printing.clicked.connect(self.print)
        line.addWidget(printing)
        return bar

    def _save(self, write: Callable[[Document, Path], Path], ending: str) -> Path | None:
        saved: list[Path] = []
        self._try(lambda: saved.append(write(self._document, self._folder() / f"{self._name}.{ending}")))
        if not saved:
            return None
        self._say("done", f"Đã lưu {saved[0].name} trong thư mục {saved[0].parent}")
        return saved[0]

    def _print(self) -> None:
        printed = print_dialog(self._document, self)
        if printed is not None and printed.file is not None:
            self._say("done", f"Đã ghi tệp {printed.file.name} trong thư mục {printed.file.parent}")
        elif printed is not None:
            self._say("done", "Đã gửi tới máy in.")

    def _open_folder(self) -> None:
        self._try(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder()))))

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Trouble as trouble:
            self._say("error", message_of(trouble, SUBJECTS).text())

    def _say(self, kind: str, words: str) -> None:
        self.banner.say(kind, words)
        self.banner.show()
