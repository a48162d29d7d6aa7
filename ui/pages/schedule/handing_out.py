"""5 in the window of papers: the days shown as a file for others, written beside the papers by a job."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from ui.kit import keys

PLAN_FILES = (
    (".xlsx", "Excel, tính và lọc được"),
    (".csv", "CSV, cho phần mềm khác"),
    (".ics", "Lịch cho điện thoại, Outlook"),
    (".html", "Trang web, đọc trên điện thoại"),
)
LOG_FILES = PLAN_FILES[:2]


class HandoutMenu(QMenu):
    """Which kind of file, by a digit, the arrows and Enter, or the mouse; Esc leaves. Gone when it is closed."""

    def __init__(self, kinds: tuple[tuple[str, str], ...], write: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Xuất thành tệp nào")
        self._write = write
        for number, (ending, words) in enumerate(kinds, 1):
            self.addAction(f"{number}  {words} ({ending})").setData(ending)
        self.triggered.connect(lambda action: self._write(action.data()))
        self.setActiveAction(self.actions()[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(self.actions()) and keys.held(event) == Qt.KeyboardModifier.NoModifier:
            chosen = self.actions()[number]
            self.close()
            chosen.trigger()
        else:
            super().keyPressEvent(event)
