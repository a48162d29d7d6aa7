"""The question before a freeze that may lack what another PC of the ward saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ttcs_desktop.statistics.model import PC_BEHIND, Check, Report
from ttcs_desktop.statistics.wording import behind_text
from ui.kit.buttons import KeyButton
from ui.kit.card import Card
from ui.kit.labels import label
from ui.pages.page import Page


class BehindCard(Card):
    """Asked once more before figures are frozen that may lack what another PC of the ward saved.

    `to_sync`: the officer rather gets it first.
    """

    to_sync = Signal()

    def __init__(self, behind: Sequence[Check], parent: QWidget | None = None) -> None:
        super().__init__("Thiếu số liệu của máy khác", "Vẫn chốt", width=480, parent=parent)
        for check in behind:
            self.body.addWidget(label(behind_text(check.details), "strong", wrap=True))
        told = (
            "Nên bấm Gửi ngay ở Đồng bộ, trên máy ấy và trên máy này, rồi hãy chốt. Biết chắc máy ấy không có việc của "
            "kỳ này thì vẫn chốt được; sau này thấy thiếu thì lập bản đính chính."
        )
        self.body.addWidget(label(told, wrap=True))
        self.sync = KeyButton("Mở Đồng bộ", icon="refresh-cw", key="Alt+7")
        self.sync.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Enter says what the main button says
        self.sync.clicked.connect(self._to_sync)
        self.body.addWidget(self.sync)

    def _to_sync(self) -> None:
        self.reject()
        self.to_sync.emit()


def once_more(page: Page, report: Report, go_on: Callable[[], object]) -> None:
    """Go on at once, or after a word where something may be missing."""
    behind = [check for check in report.checks if check.code == PC_BEHIND]
    if not behind:
        go_on()
        return
    card = BehindCard(behind, page)
    card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    card.accepted.connect(go_on)
    card.to_sync.connect(lambda: page.desk.go("sync"))
    card.open()
