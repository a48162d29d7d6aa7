"""Where an item stands: its kind, its step, whose yes is in force, what a change would mean."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ttcs_desktop.content.model import Approval, Item, ItemState
from ui.kit.chips import StatusLabel
from ui.kit.labels import ElidedLabel
from ui.kit.panels import Banner, column
from ui.kit.stepper import Stepper
from ui.pages.content.words import STATES, STEP_OF, STEPS, approved_by, kind_line

_OPENS_AGAIN = {
    ItemState.SUBMITTED: "Bài đang chờ duyệt. Lưu chữ mới thì bài trở lại bước Nháp và phải trình lại.",
    ItemState.APPROVED: "Bài đã duyệt. Lưu chữ mới thì bài phải duyệt lại trước khi phát.",
}


class Standing(QWidget):
    """Lines below the title; those with nothing to say are not there."""

    def __init__(self) -> None:
        super().__init__()
        inside = column(self, 6)
        self._kind = ElidedLabel("", "small", "text2")
        self._stepper = Stepper(STEPS, beside=True)
        self._withdrawn = StatusLabel(STATES[ItemState.WITHDRAWN])
        self._approved = ElidedLabel("", "small", "text2")
        self._notice = Banner("warn")
        for part in (self._kind, self._stepper, self._withdrawn, self._approved, self._notice):
            inside.addWidget(part)

    def show_item(self, item: Item | None, column_name: str, version: int) -> None:
        """Show an item's kind and step; None is a new item."""
        state = item.state if item is not None else ItemState.DRAFT
        self._kind.setVisible(item is not None)
        if item is not None:
            self._kind.setText(kind_line(item, column_name, version))
        self._stepper.setVisible(state is not ItemState.WITHDRAWN)
        self._stepper.show_step(STEP_OF.get(state, 0))
        self._withdrawn.setVisible(state is ItemState.WITHDRAWN)

    def show_approval(self, approval: Approval | None) -> None:
        """Show whose yes is in force."""
        self._approved.setText(f"Người duyệt: {approved_by(approval)}" if approval else "")
        self._approved.setVisible(approval is not None)

    def warn_of_change(self, state: ItemState | None) -> None:
        """Say what a new text would mean in a state; None says nothing."""
        warning = _OPENS_AGAIN.get(state, "") if state is not None else ""
        self._notice.say("warn", warning)
        self._notice.setVisible(bool(warning))

    def approval_text(self) -> str:
        """Whose approval is shown."""
        return self._approved.text()

    def notice_text(self) -> str:
        """What is said about a change; empty when nothing has to be said."""
        return "" if self._notice.isHidden() else self._notice.text()
