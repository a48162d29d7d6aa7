"""A note of a task: who and when above its words; the keyboard can stand on it to reword it or take it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.clock import local
from ttcs_desktop.plans.inside.model import TaskNote
from ui.kit import keys, theme
from ui.kit.labels import label
from ui.kit.panels import column
from ui.pages.plans.words import short_day

if TYPE_CHECKING:
    from ui.pages.plans.inside_list import InsideList


class NoteLine(QWidget):
    """F2, Enter or a double click rewords it, Delete takes it out."""

    def __init__(self, note: TaskNote, who: str, year: int, parent: InsideList) -> None:
        super().__init__()
        self.id, self._list = note.id, parent
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inside = column(self, 2, (4, 2, 4, 2))
        at = local(note.at)
        head = f"{who}, {short_day(at.date(), year)} {at:%H:%M}"
        if note.reworded_at is not None:
            later = local(note.reworded_at)
            head += f", sửa {short_day(later.date(), year)} {later:%H:%M}"
        inside.addWidget(label(head, "small", "text2", wrap=True))
        inside.addWidget(label(note.text, "text", wrap=True))
        self.setAccessibleName(f"Ghi chú: {note.text}")

    def event(self, event: QEvent) -> bool:
        return keep_f2(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alone = not keys.held(event)
        if event.key() == Qt.Key.Key_Delete and alone:
            self._list.note_removed.emit(self.id)
        elif (event.key() == Qt.Key.Key_F2 or keys.is_enter(event)) and alone:
            self._list.note_opened.emit(self.id)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self._list.note_opened.emit(self.id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            look, painter = theme.current(), QPainter(self)
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), look.px(4), look.px(4))


def keep_f2(event: QEvent) -> bool:
    """Whether F2 is meant for the line at hand, and not for the task's own button; it is accepted then."""
    if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
        mine = event.key() == Qt.Key.Key_F2 and not keys.held(event)
        if mine:
            event.accept()
        return mine
    return False
