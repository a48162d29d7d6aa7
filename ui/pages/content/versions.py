"""Phiên bản: every wording of an item, who wrote it, when and why, what referred to it, and what changed in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ttcs_desktop.agenda.articles import Wording
from ttcs_desktop.content.model import Why
from ttcs_desktop.vietnamese.difference import difference, words_changed
from ui.kit.buttons import KeyButton
from ui.kit.fields import Choice
from ui.kit.labels import ElidedLabel, label
from ui.kit.panels import column, row
from ui.kit.table.columns import Align, Column, Look
from ui.kit.table.view import ROW_TWO_LINES, GridView
from ui.pages.content.changes_text import ChangesText
from ui.pages.content.words import aired_line, approved_by, moment_of

_BEFORE, _NOTHING = "before", "nothing"
_WHYS = {
    Why.WRITTEN: "Viết mới",
    Why.RECEIVED: "Nhận về",
    Why.CHANGED: "Sửa chữ",
    Why.RENAMED: "Đổi tên bài",
    Why.SENT_BACK: "Sửa theo ý kiến",
    Why.RESTORED: "Đưa về bản",
}


class VersionsTab(QWidget):
    """The list of versions over the wording of the chosen one, marked against another.

    `shown` when it comes into sight: what it lists is read only then. `wanted(version id)` when the officer asks to
    go back to one.
    """

    shown = Signal()
    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._wordings: list[Wording] = []
        self._current = ""
        self._locked = False
        self.grid = GridView(
            (
                Column[Wording]("Bản", lambda one: one.version.number, width=44, align=Align.RIGHT),
                Column[Wording](
                    "Lúc, người viết",
                    lambda one: moment_of(one.version.at),
                    width=132,
                    second=lambda one: one.by or "–",
                ),
                Column[Wording](
                    "Vì sao; ai duyệt, phát khi nào", why_of, second=referred, tip=_tip, look=lambda _: Look()
                ),
            ),
            name="Các phiên bản của bài",
            key=lambda one: one.version.id,
            row_height=ROW_TWO_LINES,
            sortable=False,
        )
        self.grid.picked.connect(lambda _: self._follow())
        self.other = Choice([(_BEFORE, "bản liền trước"), (_NOTHING, "không so")], name="So với bản")
        self.other.changed.connect(self._show_words)
        self.counted = ElidedLabel("", "small", "text2")
        self.back = KeyButton("Đưa về bản này", icon="history", key="Ctrl+R")
        self.back.clicked.connect(self._ask_back)
        self.text = ChangesText("Chữ của phiên bản đang chọn")
        below = QWidget()
        inside = column(below, 4, (0, 4, 0, 0))
        bar = QWidget()
        line = row(bar, 8)
        against = label("&So với", "text")
        against.setBuddy(self.other)
        for part, share in ((against, 0), (self.other, 0), (self.counted, 1), (self.back, 0)):
            line.addWidget(part, share)
        inside.addWidget(bar)
        inside.addWidget(self.text, 1)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.grid)
        both.addWidget(below)
        both.setSizes([100, 140])
        column(self, 0, (0, 6, 0, 0)).addWidget(both)

    def show_wordings(self, wordings: Sequence[Wording], current: str, *, locked: bool) -> None:
        """Show the newest first; `current` is the id the item reads by now, `locked` lets none be brought back."""
        self._wordings, self._current, self._locked = list(wordings), current, locked
        newest = list(reversed(self._wordings))
        self.grid.show_rows(newest)
        if newest and self.grid.current_row() is None:
            self.grid.choose(newest[0].version.id)
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def _follow(self) -> None:
        """Offer what the chosen version can be compared with, and show it."""
        chosen = self.grid.current_row()
        others = [one for one in reversed(self._wordings) if chosen is None or one.version.id != chosen.version.id]
        self.other.set_options(
            [
                (_BEFORE, "bản liền trước"),
                *((one.version.id, f"bản {one.version.number}") for one in others),
                (_NOTHING, "không so"),
            ]
        )
        self.back.setEnabled(chosen is not None and not self._locked and chosen.version.id != self._current)
        self._show_words()

    def _show_words(self) -> None:
        chosen = self.grid.current_row()
        if chosen is None:
            self.text.show_text("")
            self.counted.setText("")
            return
        other = self._compared_with(chosen)
        if other is None:
            self.text.show_text(chosen.version.text)
            self.counted.setText("")
            return
        older, newer = sorted((other, chosen), key=lambda one: one.version.number)
        changes = difference(older.version.text, newer.version.text)
        self.text.show_changes(changes)
        put_in, taken_out = words_changed(changes)
        told = f"{older.version.number} → {newer.version.number}: +{put_in} −{taken_out} chữ"
        self.counted.setText(told if put_in or taken_out else "Hai bản cùng chữ")
        self.text.setAccessibleDescription(f"Thêm {put_in} chữ, bớt {taken_out} chữ")

    def _compared_with(self, chosen: Wording) -> Wording | None:
        wanted = self.other.value()
        if wanted == _NOTHING:
            return None
        if wanted == _BEFORE:
            before = [one for one in self._wordings if one.version.number < chosen.version.number]
            return before[-1] if before else None
        return next((one for one in self._wordings if one.version.id == wanted), None)

    def _ask_back(self) -> None:
        chosen = self.grid.current_row()
        if chosen is not None:
            self.wanted.emit(chosen.version.id)


def why_of(wording: Wording) -> str:
    """ "Sửa chữ", "Đưa về bản 2", "Sửa theo ý kiến: bớt câu cuối"."""
    said = _WHYS[wording.why]
    if wording.why is Why.RESTORED:
        return f"{said} {wording.version.restores}"
    return f"{said}: {wording.remark}" if wording.remark else said


def referred(wording: Wording) -> str:
    """Who said yes to exactly these words, and when they were aired."""
    parts = [f"Duyệt: {approved_by(wording.approvals[-1])}"] if wording.approvals else []
    if wording.aired:
        parts.append(aired_line(wording.aired))
    return " · ".join(parts) or "Chưa duyệt, chưa phát"


def _tip(wording: Wording) -> str:
    yes = [f"Duyệt: {approved_by(one)}" for one in wording.approvals]
    return "\n".join([why_of(wording), *yes, *([aired_line(wording.aired)] if wording.aired else [])])
