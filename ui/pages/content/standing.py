"""Where an item stands: its kind, its way step by step, what was said last, what a change would mean."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ttcs_desktop.agenda.pipeline import Way
from ttcs_desktop.content.model import Item, ItemState
from ui.kit.buttons import KeyButton, Kind, Size
from ui.kit.chips import StatusLabel
from ui.kit.labels import ElidedLabel, set_ink
from ui.kit.panels import Banner, column, row
from ui.kit.stepper import Stepper
from ui.pages.content.words import STAGES, STATES, kind_line, moment_of, stage_line

_OPENS_AGAIN = {
    ItemState.SUBMITTED: "Bài đang chờ duyệt. Lưu chữ mới thì bài trở lại bước Nháp và phải trình lại.",
    ItemState.APPROVED: "Bài đã duyệt. Lưu chữ mới thì bài phải duyệt lại trước khi phát.",
}


class Standing(QWidget):
    """Lines below the title; those with nothing to say are not there."""

    def __init__(self) -> None:
        super().__init__()
        inside = column(self, 4)
        self._kind = ElidedLabel("", "small", "text2")
        self._stepper = Stepper(tuple(STAGES.values()))
        self._withdrawn = StatusLabel(STATES[ItemState.WITHDRAWN])
        self._last = ElidedLabel("", "small", "text2")
        self._notice = Banner("warn")
        self.terms = KeyButton("Thể loại, quyền…", key="Ctrl+E", kind=Kind.QUIET, size=Size.SMALL)
        first = QWidget()
        line = row(first, 8)
        line.addWidget(self._kind, 1)
        line.addWidget(self.terms)
        for part in (first, self._stepper, self._withdrawn, self._last, self._notice):
            inside.addWidget(part)

    def show_item(self, item: Item | None, column_name: str, version: int, terms: str = "") -> None:
        """Show an item's kind; None is a new item, which stands at its first step."""
        self._kind.setVisible(item is not None)
        self.terms.setVisible(item is not None)
        if item is None:
            self._stepper.show_step(0)
            self._last.hide()
        else:
            self._kind.setText(" · ".join(filter(None, (terms, kind_line(item, column_name, version)))))
        gone = item is not None and item.state is ItemState.WITHDRAWN
        self._stepper.setVisible(not gone)
        self._withdrawn.setVisible(gone)

    def show_way(self, way: Way) -> None:
        """Show how far an item has come, and what was said last: by whom, when, why."""
        skipped = frozenset(at for at, line in enumerate(way.lines) if line.passed_over)
        self._stepper.show_step(way.present, skipped)
        behind = [stage_line(line) for line in way.lines if line.done]
        told = next((one for one in reversed(behind) if one), "")
        if way.sent_back is not None:
            told = f"Bị trả lại {moment_of(way.sent_back.at)}: {way.sent_back.reason}"
        set_ink(self._last, "amber" if way.sent_back is not None else "text2")
        self._last.setText(told)
        self._last.setVisible(bool(told))

    def warn_of_change(self, state: ItemState | None) -> None:
        """Say what a new text would mean in a state; None says nothing."""
        warning = _OPENS_AGAIN.get(state, "") if state is not None else ""
        self._notice.say("warn", warning)
        self._notice.setVisible(bool(warning))

    def last_text(self) -> str:
        """What was said last; empty when nothing is shown."""
        return "" if self._last.isHidden() else self._last.text()

    def notice_text(self) -> str:
        """What is said about a change; empty when nothing has to be said."""
        return "" if self._notice.isHidden() else self._notice.text()
