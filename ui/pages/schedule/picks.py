"""Fields of a slot that the kit does not have: a time of day, and a strip of things to pick from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Hashable, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ttcs_desktop.basics.errors import InvalidInput
from ui.kit import theme, tokens
from ui.kit.fields import TextField

_TIME = re.compile(r"(\d{1,2})(?:\s*(?:[:.,]|h|g|giờ)\s*(\d{2})?)?|(\d{2})(\d{2})", re.IGNORECASE)


class TimeField(TextField):
    """A time of day: `5:30`, `5h30`, `0530` and `5` are read; written 05:30 when left."""

    refused = Signal(str, dict)

    def __init__(self, name: str, *, ends: bool = False) -> None:
        """`ends` is the hour at which something ends: 24:00 is 00:00 then."""
        super().__init__("giờ:phút", name=name, max_length=8)
        self._ends = ends

    def value(self) -> object:
        """The time, or None for an empty field. Raises InvalidInput `time_unreadable`, `time_midnight`."""
        text = self.text().strip()
        match = _TIME.fullmatch(text)
        if not text:
            return None
        hour, minute = (int(match[1] or match[3]), int(match[2] or match[4] or 0)) if match else (24, 0)
        if match and (hour, minute) == (24, 0):
            if not self._ends:
                raise InvalidInput("start", "time_midnight")
            hour = 0
        if hour > 23 or minute > 59:
            raise InvalidInput("start", "time_unreadable")
        return dt.time(hour, minute)

    def set_value(self, value: object) -> None:
        """Show a time, or nothing for None."""
        self.setText(f"{value:%H:%M}" if isinstance(value, dt.time) else "")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        try:
            value = self.value()
        except InvalidInput as trouble:
            self.refused.emit(trouble.code, trouble.details)
        else:
            if isinstance(value, dt.time):
                self.set_value(value)
        super().focusOutEvent(event)


class PickStrip(QWidget):
    """Several of a few: Left and Right walk, Space picks, a key given with an option picks it at once.

    Where all are picked before anything was done, the first key picks its option alone: "246" are three days, not the
    four others. One stop for Tab, none where there is nothing to pick from; wraps into as many rows as it needs.
    `value()` is the frozenset of the picked values.
    """

    changed = Signal()

    def __init__(
        self, options: Sequence[tuple[Hashable, str, str]], *, name: str, parent: QWidget | None = None
    ) -> None:
        """`options` are (value, words, key or empty)."""
        super().__init__(parent)
        self._options = tuple(options)
        self._picked: set[Hashable] = set()
        self._at = 0
        self._bad = self._touched = False
        self._name = name
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._options else Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._speak()

    def value(self) -> object:
        """The picked values."""
        return frozenset(self._picked)

    def set_value(self, value: object) -> None:
        """Pick these values and no others."""
        offered = {option[0] for option in self._options}
        self._picked = offered & set(value) if isinstance(value, (set, frozenset)) else set()
        self._touched = False
        self._speak()
        self.update()

    def set_bad(self, bad: bool) -> None:
        """Mark the field as wrong, or right again."""
        self._bad = bad
        self.update()

    def toggle(self, at: int) -> None:
        """Pick the option at a position, or let it go."""
        self._at, self._touched = at, True
        self._picked ^= {self._options[at][0]}
        self._speak()
        self.update()
        self.changed.emit()

    def sizeHint(self) -> QSize:
        wide = theme.current().px(280)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(120), theme.current().px(28) if self._options else 0)

    def heightForWidth(self, width: int) -> int:
        boxes = self._boxes(width)
        return (boxes[-1].bottom() + 3) if boxes else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by_key = [number for number, option in enumerate(self._options) if option[2] and option[2] == event.text()]
        if not self._options:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self._at = min(len(self._options) - 1, max(0, self._at + step))
            self._speak()
            self.update()
        elif event.key() == Qt.Key.Key_Space:
            self.toggle(self._at)
        elif by_key:
            if not self._touched and len(self._picked) == len(self._options):
                self._picked = set()
            self.toggle(by_key[0])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point: QPoint = event.position().toPoint()
        for number, box in enumerate(self._boxes(self.width())):
            if box.contains(point):
                self.toggle(number)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, (box, option) in enumerate(zip(self._boxes(self.width()), self._options, strict=True)):
            picked = option[0] in self._picked
            focused = self.hasFocus() and number == self._at
            edge = "accent" if focused else "red" if self._bad else "sel_edge" if picked else "field"
            words, filled = "accent" if picked else "text", "sel" if picked else "surface"
            if not self.isEnabled():
                edge, words, filled = "line", "disabled", "head"
            painter.setPen(QPen(look.colour(edge), 2 if focused or self._bad else 1))
            painter.setBrush(look.colour(filled))
            painter.drawRoundedRect(box, look.px(4), look.px(4))
            painter.setFont(look.font(tokens.SMALL_STRONG if picked else tokens.SMALL))
            painter.setPen(look.colour(words))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), option[1])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _boxes(self, width: int) -> list[QRect]:
        look = theme.current()
        metrics = QFontMetrics(look.font(tokens.SMALL_STRONG))
        boxes: list[QRect] = []
        x, y, gap, high = 1, 1, look.px(4), look.px(26)
        for _, words, _ in self._options:
            wide = max(look.px(34), metrics.horizontalAdvance(words) + look.px(14))
            if x > 1 and x + wide > width - 1:
                x, y = 1, y + high + gap
            boxes.append(QRect(x, y, wide, high))
            x += wide + gap
        return boxes

    def _speak(self) -> None:
        """The name says what is picked and where the walk stands."""
        picked = ", ".join(option[1] for option in self._options if option[0] in self._picked) or "chưa chọn"
        here = f", đang ở {self._options[self._at][1]}" if self._options else ""
        self.setAccessibleName(f"{self._name}: {picked}{here}")
