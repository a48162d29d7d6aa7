"""Above the review grid: the annex looks like a plan that is there already, and the three ways on, one key each."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ttcs_desktop.plans.again import Likeness
from ttcs_desktop.plans.service import ReadAnnex
from ui.kit.buttons import KeyButton
from ui.kit.panels import Banner, column
from ui.pages.desk import Desk
from ui.pages.plans.review import ReviewRow
from ui.pages.plans.words import plan_title


class Way(Enum):
    """How an annex that is there already is taken in."""

    ONLY_NEW = "Chỉ nhập việc mới"
    IN_PLACE = "Nhập thay"
    OTHER = "Nhập thành kế hoạch khác"


_KEYS = {Way.ONLY_NEW: "F5", Way.IN_PLACE: "F6", Way.OTHER: "F7"}
_CHOSEN = {
    Way.ONLY_NEW: "Chỉ nhập {new} việc mới vào {plan}. Việc đã có giữ nguyên.",
    Way.IN_PLACE: "Nhập thay {plan}: việc còn trong phụ lục giữ kết quả đã ghi, việc không còn vào Thùng rác.",
    Way.OTHER: "Nhập thành một kế hoạch khác, bên cạnh {plan}.",
}


class AgainBar(QWidget):
    """`chosen` when the officer has said how. Hidden while the annex is like no plan.

    Attributes:
        like: the plan that is there already, None without one.
        way: how it is taken in then, None until that was said.
    """

    chosen = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.like: Likeness | None = None
        self.way: Way | None = None
        self.buttons = {way: KeyButton(way.value, key=key) for way, key in _KEYS.items()}
        self._banner = Banner("warn", "", *self.buttons.values())
        for way, button in self.buttons.items():
            button.clicked.connect(lambda _=False, way=way: self._choose(way))
        column(self, 0, (12, 6, 12, 6)).addWidget(self._banner)
        self.hide()

    def compare(self, read: ReadAnnex, number: str, year: int | None) -> None:
        """Look whether the record has this annex; what was said of the same plan before still holds."""
        before = self.like.plan.id if self.like else ""
        self.like = self._desk.workspace.plans.taking_in.likeness(read, number, year)
        if self.like is None or self.like.plan.id != before:
            self.way = None
        self._show()

    def forget(self) -> None:
        """Begin with another annex."""
        self.like = self.way = None
        self.hide()

    def is_open(self) -> bool:
        """Whether it still has to be said how."""
        return self.like is not None and self.way is None

    def ask(self) -> None:
        """Go to the first way that may be taken."""
        next(one for one in self.buttons.values() if one.isEnabled()).setFocus()

    def kept(self, rows: Sequence[ReviewRow]) -> list[ReviewRow]:
        """The rows to be looked through: all of the annex, or only what the plan does not have."""
        if self.like is None or self.way is not Way.ONLY_NEW:
            return list(rows)
        return [row for at, row in enumerate(rows) if at not in self.like.same]

    def text(self) -> str:
        """What is said."""
        return self._banner.text()

    def _choose(self, way: Way) -> None:
        self.way = way
        self._show()
        self.chosen.emit()

    def _show(self) -> None:
        like = self.like
        self.setVisible(like is not None)
        if like is None:
            return
        plan, new = plan_title(like.plan), like.of - len(like.same)
        self.buttons[Way.ONLY_NEW].setEnabled(bool(new))
        for way, button in self.buttons.items():
            button.setVisible(self.way is not way)
        if self.way is not None:
            self._banner.say("info", _CHOSEN[self.way].format(plan=plan, new=new))
        else:
            named = " cùng số" if like.named_alike else ""
            self._banner.say(
                "warn", f"Sổ đã có {plan}{named}: {len(like.same)} trong {like.of} việc giống. Chọn cách nhập."
            )
