"""The last row of the review: what was left out, leaving, what is still open, and taking in."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ttcs_desktop.plans.service import ReadAnnex
from ui.kit.buttons import KeyButton, Kind, Size
from ui.kit.labels import label
from ui.kit.panels import column, frame, row
from ui.pages.plans.skipped_card import SkippedCard


class ReviewFoot(QWidget):
    """The buttons and the words between them; the review panel says what they do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        made = frame("actionBar")
        line: QHBoxLayout = row(made, 8, (12, 6, 12, 6))
        self.skipped = KeyButton("Dòng không phải nhiệm vụ", icon="list-tree", key="F11", kind=Kind.QUIET)
        line.addWidget(self.skipped)
        line.addStretch(1)
        self.waiting = label("", "text", "amber")
        self.cancel = KeyButton("Hủy", key="Esc")
        self.importer = KeyButton("Nhập", key="Ctrl+Enter", kind=Kind.PRIMARY, size=Size.MAIN)
        for part in (self.cancel, self.waiting, self.importer):
            line.addWidget(part)
        column(self, 0).addWidget(made)


def show_skipped(read: ReadAnnex | None, parent: QWidget) -> None:
    """The rows that became no task, and why."""
    if read is not None:
        card = SkippedCard(read.annex.skipped, parent)
        card.finished.connect(card.deleteLater)
        card.open()
