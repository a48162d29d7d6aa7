"""The bar below an item: the one key that names the next step, two buttons that go back, what stands in the way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ttcs_desktop.agenda.pipeline import Next, Way
from ttcs_desktop.content.model import ItemState
from ui.kit.buttons import KeyButton, Kind
from ui.kit.labels import ElidedLabel
from ui.kit.panels import row
from ui.pages.content.words import NEXT_STEPS, why_not


class StepBar(QFrame):
    """`step`, `send_back` and `withdraw` are pressed."""

    step = Signal()
    send_back = Signal()
    withdraw = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("actionBar")
        line = row(self, 8, (12, 6, 12, 6))
        self.back_button = KeyButton("Trả lại…", icon="arrow-left")
        self.withdraw_button = KeyButton("Rút bài…", icon="undo-2", kind=Kind.DANGER)
        self.step_button = KeyButton(NEXT_STEPS[Next.SUBMIT], icon="arrow-right", key="F6", kind=Kind.PRIMARY)
        self.said = ElidedLabel("", "small", "text2")
        line.addWidget(self.said, 1)
        for button, pressed in (
            (self.back_button, self.send_back),
            (self.withdraw_button, self.withdraw),
            (self.step_button, self.step),
        ):
            button.clicked.connect(pressed)
            line.addWidget(button)
        self._waits_for = ""

    def show_state(self, state: ItemState) -> None:
        """Offer the ways back that are open in a state."""
        self.back_button.setVisible(state in (ItemState.EDITING, ItemState.SUBMITTED))
        self.withdraw_button.setVisible(state in (ItemState.SUBMITTED, ItemState.APPROVED))

    def show_way(self, way: Way | None) -> None:
        """Name the next step; None is a new item, which is written and handed in first of all."""
        self._waits_for = why_not(way) if way is not None else ""
        following = way.next if way is not None else Next.SUBMIT
        self.step_button.setVisible(following in NEXT_STEPS)
        self.step_button.setText(NEXT_STEPS.get(following, ""))

    def say(self, leaving: str, advice: str) -> None:
        """What leaving does with unsaved words; else what stands in the way of the next step; else an advice."""
        self.said.setText(leaving or self._waits_for or advice)
