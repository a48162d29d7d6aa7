"""One thing in which two PCs differ, and the box that says which of them counts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QScrollArea, QVBoxLayout, QWidget

from ttcs_desktop.agenda.differing.service import Told
from ui.kit import keys
from ui.kit.labels import label, plain_tip, set_flag
from ui.kit.panels import column, row

TAKE = "Lấy theo máy kia"


class TakeBox(QCheckBox):
    """Whether the other PC's value counts. Space and Enter turn it, up and down walk, Esc leaves by `left`."""

    def __init__(self, told: Told, pc: str, left: Callable[[], object]) -> None:
        super().__init__()
        self.told = told
        self._left = left
        self.setAccessibleName(TAKE)
        self.setAccessibleDescription(f"{told.name}, {pc}: {told.theirs}")
        self.setToolTip(plain_tip(f"Lấy theo {pc}"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.is_enter(event) and not keys.held(event):
            self.toggle()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        elif event.key() == Qt.Key.Key_Escape:
            self._left()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self, 0, 40)


def add_field(stacked: QVBoxLayout, told: Told, names: tuple[str, str], box: TakeBox | None) -> None:
    """The field with what stands, below it what was kept and its box; `names` of the two PCs in that order.

    Two lines, so that both are seen where the panel is only two lines high.
    """
    both = QWidget()
    lines = column(both, 2)
    lines.addWidget(label(f"{told.name} – đang dùng ({names[0]}): {told.ours}", wrap=True))
    kept = QWidget()
    line = row(kept, 6)
    words = label(f"{names[1]}: {told.theirs}", wrap=True)
    if box is not None:
        line.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        box.toggled.connect(lambda on: set_flag(words, "role", "strong" if on else "text"))
    line.addWidget(words, 1)
    lines.addWidget(kept)
    stacked.addWidget(both)
