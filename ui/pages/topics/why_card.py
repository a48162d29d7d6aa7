"""Vì sao: the airings behind a number of the matrix, or the items of a topic, each with the way to its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.coverage.model import Channel, Telling, Told
from ttcs_desktop.broadcast.coverage.wording import TOLD
from ttcs_desktop.papers.wording import weekday
from ui.kit import theme
from ui.kit.buttons import KeyButton
from ui.kit.card import Card
from ui.kit.chips import Status, Tone
from ui.kit.labels import label
from ui.kit.panels import row
from ui.kit.table.columns import Column
from ui.kit.table.view import ROW_TWO_LINES, GridView

Go = Callable[[str, str], None]
_TONES = {Told.AIRED: Tone.GOOD, Told.PLANNED: Tone.ACCENT, Told.UNCONFIRMED: Tone.LOOK}


@dataclass(frozen=True, slots=True)
class Behind:
    """One line: when, what, in what, how sure; where Enter leads and where its item is."""

    id: str
    when: str
    title: str
    below: str
    status: Status
    place: tuple[str, str]
    item_id: str


def behind_telling(one: Telling) -> Behind:
    """A telling as a line; an airing leads to the timetable, all else to its item."""
    hour = f", {one.start:%H:%M}" if one.start else ""
    place = ("schedule", one.airing_id) if one.airing_id else ("content", one.item_id)
    status = Status(TOLD[one.channel][one.told], _TONES[one.told])
    return Behind(one.id, f"{weekday(one.day)} {one.day:%d/%m}{hour}", one.item, one.where, status, place, one.item_id)


class WhyCard(Card):
    """`go(page, record)` when a line is opened; F4 opens its item instead."""

    def __init__(
        self, about: str, lines: Sequence[Behind], nothing: str, go: Go, *, parent: QWidget | None = None
    ) -> None:
        super().__init__("Vì sao có số này", "Đến nơi", leave_text="Đóng", width=700, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._go = go
        self.body.addWidget(label(about, wrap=True))
        self.grid = GridView(
            [
                Column[Behind]("Ngày giờ", lambda one: one.when, width=170),
                Column[Behind]("Bài, nơi dùng", lambda one: one.title, second=lambda one: one.below),
                Column[Behind]("Trạng thái", lambda one: one.status, width=150),
            ],
            name="Các lượt làm nên số này, Enter đến lượt phát",
            key=lambda one: one.id,
            row_height=ROW_TWO_LINES,
            sortable=False,
        )
        self.grid.setProperty("framed", True)
        self.grid.setMinimumHeight(theme.current().px(220))
        self.grid.show_rows(lines)
        self.grid.opened.connect(self._open)
        self.body.addWidget(self.grid)
        self.body.addWidget(label(nothing if not lines else "", "text", "text2", wrap=True))
        self.grid.setVisible(bool(lines))
        foot = QWidget()
        line = row(foot, 8)
        self.to_item = KeyButton("Mở bài", icon="file-text", key="F4")
        self.to_item.clicked.connect(self._open_item)
        self.to_item.setEnabled(bool(lines))
        line.addWidget(self.to_item)
        line.addStretch(1)
        self.body.addWidget(foot)
        self.main.setEnabled(bool(lines))
        self.main.clicked.disconnect()
        self.main.clicked.connect(self._open)
        if lines:
            self.grid.choose(lines[0].id)

    def _open(self) -> None:
        chosen = self.grid.current_row()
        if isinstance(chosen, Behind):
            self.accept()
            self._go(*chosen.place)

    def _open_item(self) -> None:
        chosen = self.grid.current_row()
        if isinstance(chosen, Behind):
            self.accept()
            self._go("content", chosen.item_id)


def sentence(counts_of: dict[Told, int], channel: Channel) -> str:
    """ "đã phát 2, đã xếp lịch 1"; "chưa có lượt nào"."""
    told = [f"{TOLD[channel][one].lower()} {number}" for one, number in counts_of.items() if number]
    return ", ".join(told) or "chưa có lượt nào"
