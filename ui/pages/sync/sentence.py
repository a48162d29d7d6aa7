"""The one sentence at the head of the page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.kit.labels import IconLabel, label
from ui.kit.panels import Panel, column, row
from ui.pages.sync.summary import Facts, summary


class Sentence(Panel):
    """How the record stands with its city."""

    def __init__(self) -> None:
        super().__init__()
        held = QWidget()
        line = row(held, 12)
        self._icon = IconLabel("refresh-cw", "text2", 28)
        words = QWidget()
        told = column(words, 2)
        self.first, self.second = label("", "title", wrap=True), label("", "text", "text2", wrap=True)
        told.addWidget(self.first)
        told.addWidget(self.second)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(words, 1)
        self.body.addWidget(held)

    def show_facts(self, facts: Facts) -> None:
        """Say it."""
        found = summary(facts)
        self._icon.set_icon(found.icon, found.ink)
        self.first.setText(found.first)
        self.second.setText(found.second)
