"""The same file again: which plan it already is, and the way there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ttcs_desktop.plans.model import Plan
from ui.kit.buttons import KeyButton, Kind
from ui.kit.panels import Banner, column
from ui.pages.plans.words import plan_title, source_title


class KnownPlan(QWidget):
    """A banner with three ways on: open the plan (`open_wanted(plan id)`), correct its head (`edit_wanted(plan id)`),
    or stay (`left`)."""

    open_wanted = Signal(str)
    edit_wanted = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan_id = ""
        self.opener = KeyButton("Mở kế hoạch", key="Ctrl+Enter", kind=Kind.PRIMARY)
        self.opener.clicked.connect(lambda: self.open_wanted.emit(self._plan_id))
        # The page's own Ctrl+F2 works on the plan named here; two buttons that catch one key would both stay silent.
        self.mend = KeyButton("Sửa kế hoạch", key="Ctrl+F2", catch_key=False)
        self.mend.clicked.connect(lambda: self.edit_wanted.emit(self._plan_id))
        close = KeyButton("Bỏ qua", key="Esc")
        close.clicked.connect(self._close)
        self.banner = Banner("info", "", self.opener, self.mend, close)
        column(self, 0, (12, 8, 12, 8)).addWidget(self.banner)
        self.hide()

    def ask(self, plan: Plan, file_name: str) -> None:
        """Say that a file was taken in before."""
        self._plan_id = plan.id
        self.banner.say("info", f"{source_title(file_name)} đã nhập trước đây: {plan_title(plan)}. Không nhập lại.")
        self.show()
        self.opener.setFocus()

    def plan_id(self) -> str:
        """The plan that is asked about; empty while nothing is."""
        return "" if self.isHidden() else self._plan_id

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _close(self) -> None:
        self.hide()
        self.left.emit()
