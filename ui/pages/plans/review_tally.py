"""The top row of the review: where the officer stands, and how much of the annex is clear."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.kit.chips import Chip, Status, Tone
from ui.kit.shell import ToolRow
from ui.kit.stepper import Stepper


class ReviewTally(ToolRow):
    """Three steps at the left, counts at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Nhập phụ lục", parent)
        self.add(Stepper(("Chọn tệp", "Soát lại", "Nhập"), 1, beside=True))
        self._groups, self._tasks, self._clear, self._open = (Chip(Status("")) for _ in range(4))
        for chip in (self._groups, self._tasks, self._clear, self._open):
            self.add_right(chip)

    def count(self, *, groups: int, tasks: int, unclear: int, stops: int) -> None:
        """Show how many groups and tasks there are, how many tasks are unclear and how many places are open."""
        self._groups.set_status(Status(f"{groups} nhóm"))
        self._tasks.set_status(Status(f"{tasks} nhiệm vụ"))
        self._clear.set_status(Status(f"{tasks - unclear} dòng rõ", Tone.GOOD))
        self._open.set_status(Status(f"{stops} chỗ cần xem", Tone.LOOK))
        self._open.setVisible(bool(stops))
