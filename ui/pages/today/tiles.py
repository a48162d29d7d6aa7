"""The answers at the top: what has played, what is due, which report comes next, what waits to be sent."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ttcs_desktop.agenda.deadlines import DueCounts
from ui.kit import theme
from ui.kit.buttons import KeyButton, Kind
from ui.kit.chips import Status, StatusLabel, Tone
from ui.kit.labels import ElidedLabel, IconLabel, label
from ui.kit.panels import column

HEIGHT = 84


class Tile(QFrame):
    """One answer: a figure with its words, and a line below that says what to look at."""

    def __init__(self, icon: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tile")
        px = theme.current().px
        self.setFixedHeight(px(HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.columns = QHBoxLayout(self)
        self.columns.setContentsMargins(px(12), px(6), px(12), px(6))
        self.columns.setSpacing(px(8))
        left = QWidget()
        self._lines: QVBoxLayout = column(left, 2)
        self._title = ElidedLabel(title, "small", "text2")
        self._figure = label("", "figure")
        self._words = ElidedLabel("", "text", "text2")
        self._below = StatusLabel(Status("", icon="-"))
        self._lines.addLayout(_line(IconLabel(icon), self._title))
        self._lines.addLayout(_line(self._figure, self._words))
        self._lines.addLayout(_line(self._below, None))
        self.columns.addWidget(left, 1)

    def say(self, figure: str, words: str, below: Status) -> None:
        """Show an answer."""
        self._figure.setText(figure)
        self._words.setText(words)
        self._below.set_status(below)
        self.setAccessibleName(f"{self._title.text()}: {figure} {words}; {below.word}")

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def text(self) -> str:
        """What the tile tells, in words."""
        return self.accessibleName()


class ButtonTile(Tile):
    """An answer with what to do about it; `notes` are short lines above the button."""

    def __init__(self, icon: str, title: str, button: KeyButton, parent: QWidget | None = None) -> None:
        super().__init__(icon, title, parent)
        right = QWidget()
        lines = column(right, 2)
        self._notes = [StatusLabel(Status("", icon="-")) for _ in range(2)]
        for note in self._notes:
            note.hide()
            lines.addWidget(note, 0, Qt.AlignmentFlag.AlignRight)
        lines.addStretch(1)
        self.button = button
        lines.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        self.columns.addWidget(right)

    def show_notes(self, notes: tuple[Status, ...]) -> None:
        """Show at most two short lines."""
        for shown, note in zip(self._notes, (*notes, None, None), strict=False):
            shown.setVisible(note is not None)
            if note is not None:
                shown.set_status(note)

    def notes(self) -> list[str]:
        """The lines shown above the button."""
        return [note.status().word for note in self._notes if not note.isHidden()]


def report_button() -> KeyButton:
    """The one main action of the page."""
    return KeyButton("Chốt và gửi…", kind=Kind.PRIMARY)


def airings_tile_says(over: int, all_today: int, waiting: int, waiting_today: int) -> tuple[str, str, Status]:
    """What the first tile says; what waits from earlier days is said to be so, beside the figure of today."""
    words = (f"{over}/{all_today}", "mục đã qua giờ") if all_today else ("0", "mục trong lịch hôm nay")
    if waiting:
        before = waiting - waiting_today
        told = f"{waiting} mục chưa xác nhận"
        if before:
            told += f", {before} mục hôm trước" if waiting_today else " từ hôm trước"
        return *words, Status(told, Tone.LOOK, "circle-help")
    if not all_today:
        return *words, Status("Chưa xếp lịch: Alt+4, rồi F4", icon="-")
    return *words, Status("Đã xác nhận đủ", Tone.GOOD)


def due_tile_says(counts: DueCounts) -> tuple[str, str, Status]:
    """What the second tile says; the figure is that of the page Nhiệm vụ, all else is named beside it."""
    week = ((counts.reports_this_week, "báo cáo"), (counts.directives_this_week, "văn bản"))
    words = ", ".join(["nhiệm vụ", *(f"{count} {what}" for count, what in week if count)]) + " trong tuần"
    late = (
        (counts.tasks_overdue, "nhiệm vụ"),
        (counts.reports_overdue, "báo cáo"),
        (counts.directives_overdue, "văn bản"),
    )
    overdue = ", ".join(f"{count} {what}" for count, what in late if count)
    if overdue:
        return str(counts.tasks_this_week), words, Status(f"{overdue} quá hạn", Tone.ALARM, "triangle-alert")
    return str(counts.tasks_this_week), words, Status("Không có việc quá hạn", Tone.GOOD)


def _line(first: QWidget, second: QWidget | None) -> QHBoxLayout:
    made = QHBoxLayout()
    made.setSpacing(theme.current().px(6))
    made.addWidget(first, 0, Qt.AlignmentFlag.AlignVCenter)
    if second is not None:
        made.addWidget(second, 1, Qt.AlignmentFlag.AlignVCenter)
    else:
        made.addStretch(1)
    return made
