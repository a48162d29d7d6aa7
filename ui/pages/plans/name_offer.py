"""Offers to remember a short name that the officer has just put in full: one key, and the next annex knows it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.office.agencies import key_of
from ui.kit.buttons import KeyButton, Size
from ui.kit.labels import IconLabel, label, plain_tip
from ui.kit.panels import frame, row
from ui.pages.desk import Desk
from ui.pages.plans.review import ReviewRow, new_name


class NameOffer(QWidget):
    """A line below the review grid, hidden while there is nothing to offer and no learnt name to tell of.

    `learnt(short name, full name)` after it was saved; `troubled(Trouble)` when it could not be.
    """

    learnt = Signal(str, str)
    troubled = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._alias = self._name = self._told = ""
        outer = row(self, 0)
        strip = frame("toolRow")
        outer.addWidget(strip)
        line = row(strip, 8, (12, 4, 12, 4))
        self.text = label("", "text")
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.button = KeyButton("Nhớ tên này", key="F9", size=Size.SMALL)
        self.button.clicked.connect(self._learn)
        line.addWidget(IconLabel("info", "accent", 16))
        line.addWidget(self.text, 1)
        line.addWidget(self.button)
        self.hide()

    def tell(self, rows: Sequence[ReviewRow]) -> None:
        """Say which names of the annex were understood because they were learnt before."""
        learnt: dict[str, tuple[str, str]] = {}
        for written, name in (pair for one in rows for pair in one.draft.learnt):
            learnt.setdefault(key_of(written), (written, name))
        taught = {key: pair for key, pair in learnt.items() if key != key_of(pair[1])}
        respelled = [pair for key, pair in learnt.items() if key not in taught]
        names = "; ".join(f"“{written}” là “{name}”" for written, name in taught.values())
        same = "; ".join(f"“{written}” và “{name}”" for written, name in respelled)
        told = [f"Hiểu theo tên đã học: {names}." if names else "", f"Coi là một đơn vị: {same}." if same else ""]
        self._told = " ".join(one for one in told if one)
        self._show(self._told, offers=False)

    def consider(self, edited: ReviewRow) -> None:
        """Offer what an edited row teaches, if anything."""
        found = new_name(edited)
        if found is None:
            self._show(self._told, offers=False)
        else:
            self._alias, self._name = found
            self._show(f"Lần sau cũng hiểu “{self._alias}” là “{self._name}”?", offers=True)

    def _show(self, text: str, *, offers: bool) -> None:
        self.text.setText(text)
        self.text.setToolTip(plain_tip(text))
        self.button.setVisible(offers)
        self.setVisible(bool(text))

    def _learn(self) -> None:
        agencies, alias, name = self._desk.workspace.office.agencies, self._alias, self._name
        try:
            changes = agencies.learn(alias, name)
        except Trouble as trouble:
            self.troubled.emit(trouble)
            return
        self.learnt.emit(alias, name)
        self._desk.publish(changes, f"Đã nhớ “{alias}” là “{name}”")
