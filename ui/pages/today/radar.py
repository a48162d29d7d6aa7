"""The strip of the next 90 days: a column a week, a square a deadline, red where the day has passed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ttcs_desktop.agenda.deadlines import Deadline
from ttcs_desktop.basics.values import dataclass
from ui.kit import keys, theme, tokens
from ui.kit.labels import plain_tip
from ui.pages.today.words import day_name, is_past, short_day, time_left_in_full

WEEKS = 14
_STACK = 5
_NAME = "Hạn trong 90 ngày tới"


@dataclass(frozen=True, slots=True)
class Spot:
    """A deadline in its place: week counted from this one, and how many lie below it."""

    deadline: Deadline
    week: int
    level: int


def spots_of(deadlines: Sequence[Deadline], today: dt.date) -> list[Spot]:
    """Each deadline in the week of its last day in time; what has passed lies in this week, on top of the others."""
    monday = _monday(today)
    placed = []
    levels = [0] * WEEKS
    for deadline in sorted(deadlines, key=lambda one: (is_past(one, today), one.last_safe_day, one.what)):
        week = min(max(0, (_monday(deadline.last_safe_day) - monday).days // 7), WEEKS - 1)
        placed.append(Spot(deadline, week, levels[week]))
        levels[week] += 1
    return sorted(placed, key=lambda spot: (spot.week, spot.level))


class Radar(QWidget):
    """Paints the deadlines; arrows move between them. `picked(deadline)` on a move, `opened(deadline)` on Enter."""

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = dt.date.min
        self._spots: list[Spot] = []
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name_it()

    def show_deadlines(self, deadlines: Sequence[Deadline], today: dt.date) -> None:
        """Show what is owed from a day on."""
        self._today = today
        self._spots = spots_of(deadlines, today)
        self._at = -1
        self._name_it()
        self.update()

    def items(self) -> list[str]:
        """Each square in words, in the order the arrows go."""
        return [self._words(spot) for spot in self._spots]

    def current(self) -> Deadline | None:
        """The deadline the arrows stand on."""
        return self._spots[self._at].deadline if 0 <= self._at < len(self._spots) else None

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(280), look.px(_STACK * 10 + 10 + 18))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(160), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.current()
        if keys.is_enter(event) and here is not None:
            self.opened.emit(here)
            return
        last = len(self._spots) - 1
        to = {
            Qt.Key.Key_Right: self._at + 1,
            Qt.Key.Key_Up: self._at + 1,
            Qt.Key.Key_Left: self._at - 1,
            Qt.Key.Key_Down: self._at - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if to is None or last < 0:
            super().keyPressEvent(event)
            return
        self._go(min(max(0, to), last))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self._spot_at(event.position())
        if number >= 0:
            self._go(number)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        number = self._spot_at(event.position())
        if number >= 0:
            self.opened.emit(self._spots[number].deadline)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._spot_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(self.items()[number]) if number >= 0 else "", self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme.current()
        base = self._base()
        painter.fillRect(QRectF(0, 0, self._pitch(), base), look.colour("sel"))
        self._paint_months(painter, base)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(QPointF(0, base), QPointF(self.width(), base))
        for number, spot in enumerate(self._spots):
            self._paint_spot(painter, number, spot)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.px(3), look.px(3))

    def _paint_spot(self, painter: QPainter, number: int, spot: Spot) -> None:
        look = theme.current()
        area = self._area(spot)
        if spot.level >= _STACK:
            return
        ink = "red" if is_past(spot.deadline, self._today) else "accent"
        colour = look.colour(ink)
        if ink == "accent" and spot.week > 0:
            colour.setAlphaF(0.6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(area, look.px(2), look.px(2))
        if number == self._at:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("text"), 2))
            painter.drawRoundedRect(area.adjusted(-2, -2, 2, 2), look.px(3), look.px(3))

    def _paint_months(self, painter: QPainter, base: int) -> None:
        """The name of a month under its first week, a dashed line where it begins."""
        look = theme.current()
        painter.setFont(look.font(tokens.SMALL))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        monday, shown = _monday(self._today), 0
        for week in range(WEEKS):
            month = (monday + dt.timedelta(days=7 * week + 6)).month
            if month == shown:
                continue
            shown = month
            x = week * self._pitch()
            if week:
                painter.setPen(QPen(look.colour("line"), 1, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(x, 0), QPointF(x, base))
            if x + look.px(60) <= self.width():
                painter.setPen(look.colour("text2"))
                painter.drawText(QRectF(x, base + look.px(2), look.px(60), look.px(16)), flags, f"Tháng {month}")

    def _go(self, number: int) -> None:
        self._at = number
        self._name_it()
        self.update()
        self.picked.emit(self._spots[number].deadline)

    def _words(self, spot: Spot) -> str:
        one = spot.deadline
        when = f"{day_name(one.due)} {short_day(one.due)}"
        if one.last_safe_day != one.due:
            when += f", chậm nhất {short_day(one.last_safe_day)}"
        return f"{when}, {one.what}, {time_left_in_full(one, self._today)}"

    def _name_it(self) -> None:
        here = f"hạn {self._at + 1}, {self._words(self._spots[self._at])}" if self._at >= 0 else ""
        self.setAccessibleName(": ".join(part for part in (f"{_NAME}, {len(self._spots)} hạn", here) if part))

    def _spot_at(self, place: QPointF) -> int:
        near = (
            number for number, spot in enumerate(self._spots) if self._area(spot).adjusted(-2, -1, 2, 1).contains(place)
        )
        return next(near, -1)

    def _base(self) -> int:
        return self.height() - theme.current().px(18)

    def _pitch(self) -> float:
        return self.width() / WEEKS

    def _area(self, spot: Spot) -> QRectF:
        look = theme.current()
        wide = min(look.px(15), self._pitch() - look.px(4))
        left = spot.week * self._pitch() + (self._pitch() - wide) / 2
        return QRectF(left, self._base() - look.px(2) - (spot.level + 1) * look.px(10), wide, look.px(8))


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
