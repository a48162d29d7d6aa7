"""The strip of the next 90 days: a mark a deadline on its last safe day, days off shaded, a line at today.

What the paper itself names (“trước ngày 06/6”) is the open tick after the mark: by then it is too late.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ttcs_desktop.agenda.deadlines import Deadline
from ttcs_desktop.basics.values import dataclass
from ui.kit import keys, theme, tokens
from ui.kit.labels import plain_tip
from ui.pages.today.words import day_name, is_past, short_day, time_left_in_full

if TYPE_CHECKING:
    from ttcs_desktop.office.model import WorkingCalendar

WEEKS = 14
DAYS = 7 * WEEKS
_STACK = 5
_MARK, _PITCH, _FOOT = 7, 10, 18
_WEEKEND, _HOLIDAY = "ngày nghỉ cuối tuần", "ngày nghỉ lễ, nghỉ bù"
_NAME = "Hạn trong 90 ngày tới"


@dataclass(frozen=True, slots=True)
class Spot:
    """A deadline in its place: the day counted from this week's Monday, and how many lie below it."""

    deadline: Deadline
    day: int
    level: int


def spots_of(deadlines: Sequence[Deadline], today: dt.date) -> list[Spot]:
    """Each deadline on its last day in time; what has passed lies on today, above what is due today."""
    monday = _monday(today)
    placed = []
    levels = [0] * DAYS
    for deadline in sorted(deadlines, key=lambda one: (is_past(one, today), one.last_safe_day, one.what)):
        on = today if is_past(deadline, today) else deadline.last_safe_day
        day = min((on - monday).days, DAYS - 1)
        placed.append(Spot(deadline, day, levels[day]))
        levels[day] += 1
    return sorted(placed, key=lambda spot: (spot.day, spot.level))


class Radar(QWidget):
    """Paints the deadlines; arrows move between them. `picked(deadline)` on a move, `opened(deadline)` on Enter."""

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = dt.date.min
        self._spots: list[Spot] = []
        self._off: dict[int, str] = {}
        self._months: list[tuple[int, int]] = []
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name_it()

    def show_deadlines(self, deadlines: Sequence[Deadline], today: dt.date, calendar: WorkingCalendar) -> None:
        """Show what is owed from a day on; `calendar` knows the days off."""
        monday = _monday(today)
        days = [monday + dt.timedelta(days=number) for number in range(DAYS)]
        self._months = [(number, day.month) for number, day in enumerate(days) if day.day == 1 or not number]
        self._off = {number: _off_word(day) for number, day in enumerate(days) if not calendar.is_working(day)}
        self._today = today
        self._spots = spots_of(deadlines, today)
        self._at = -1
        self._name_it()
        self.update()

    def items(self) -> list[str]:
        """Each mark in words, in the order the arrows go."""
        return [self._words(spot) for spot in self._spots]

    def current(self) -> Deadline | None:
        """The deadline the arrows stand on."""
        return self._spots[self._at].deadline if 0 <= self._at < len(self._spots) else None

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(280), look.px(_STACK * _PITCH + 10 + _FOOT))

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
            QToolTip.showText(event.globalPos(), plain_tip(self.told_at(QPointF(event.pos()))), self)
            return True
        return super().event(event)

    def told_at(self, place: QPointF) -> str:
        """What lies at a place, in words: a deadline, or the day."""
        number = self._spot_at(place)
        if number >= 0:
            return self.items()[number]
        offset = min(max(0, int(place.x() / self._pitch())), DAYS - 1)
        day = self._date(offset)
        said = f"{day_name(day)} {short_day(day)}"
        words = ["hôm nay"] if day == self._today else []
        words += [self._off[offset]] if offset in self._off else []
        return ", ".join([said[0].upper() + said[1:], *words])

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.current()
        base = self._base()
        self._paint_days(painter, base)
        self._paint_months(painter, base)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(QPointF(0, base), QPointF(self.width(), base))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, spot in enumerate(self._spots):
            self._paint_spot(painter, number, spot)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.px(3), look.px(3))

    def _paint_days(self, painter: QPainter, base: int) -> None:
        """Days off as bands, a holiday darker and down into the foot; the line of today."""
        look = theme.current()
        pitch, foot = self._pitch(), look.px(4)
        weekend, holiday, mark = look.colour("head"), look.colour("amber_ground"), look.colour("amber")
        for offset, word in self._off.items():
            band = QRectF(offset * pitch, 0, pitch, base)
            painter.fillRect(band, holiday if word == _HOLIDAY else weekend)
            if word == _HOLIDAY:
                painter.fillRect(QRectF(band.left(), base, pitch, foot), mark)
        x = self._centre((self._today - _monday(self._today)).days)
        painter.setPen(QPen(look.colour("accent"), look.px(2)))
        painter.drawLine(QPointF(x, 0), QPointF(x, base + look.px(4)))

    def _paint_spot(self, painter: QPainter, number: int, spot: Spot) -> None:
        if spot.level >= _STACK:
            return
        look = theme.current()
        colour = look.colour("red" if is_past(spot.deadline, self._today) else "accent")
        area = self._area(spot)
        self._paint_named_day(painter, spot, area, number == self._at)
        painter.setPen(QPen(look.colour("surface"), 1))
        painter.setBrush(colour)
        painter.drawRoundedRect(area, look.px(2), look.px(2))
        if number == self._at:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("text"), 2))
            painter.drawRoundedRect(area.adjusted(-2, -2, 2, 2), look.px(3), look.px(3))

    def _paint_named_day(self, painter: QPainter, spot: Spot, area: QRectF, chosen: bool) -> None:
        """Where the paper names a later day than the last safe one: a line to an open tick on that day."""
        named = (spot.deadline.due - _monday(self._today)).days
        if is_past(spot.deadline, self._today) or not spot.day < named < DAYS:
            return
        look = theme.current()
        x, y = self._centre(named), area.center().y()
        painter.setPen(QPen(look.colour("text" if chosen else "text2"), 1))
        painter.drawLine(QPointF(area.right(), y), QPointF(x, y))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))

    def _paint_months(self, painter: QPainter, base: int) -> None:
        """The name of a month under its first day, a dashed line where it begins."""
        look = theme.current()
        painter.setFont(look.font(tokens.SMALL))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        pitch, room = self._pitch(), look.px(60)
        dashed, ink = QPen(look.colour("line"), 1, Qt.PenStyle.DashLine), look.colour("text2")
        for at, (offset, month) in enumerate(self._months):
            x = offset * pitch
            if offset:
                painter.setPen(dashed)
                painter.drawLine(QPointF(x, 0), QPointF(x, base))
            follower = self._months[at + 1][0] * pitch if at + 1 < len(self._months) else self.width()
            if x + room <= follower:
                painter.setPen(ink)
                painter.drawText(QRectF(x, base + look.px(1), room, look.px(16)), flags, f"Tháng {month}")

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

    def _date(self, offset: int) -> dt.date:
        return _monday(self._today) + dt.timedelta(days=offset)

    def _base(self) -> int:
        return self.height() - theme.current().px(_FOOT)

    def _pitch(self) -> float:
        """The width of a day."""
        return max(self.width(), 1) / DAYS

    def _centre(self, offset: int) -> float:
        return (offset + 0.5) * self._pitch()

    def _area(self, spot: Spot) -> QRectF:
        look = theme.current()
        wide = look.px(_MARK)
        left = min(max(0.0, self._centre(spot.day) - wide / 2), self.width() - wide)
        return QRectF(left, self._base() - look.px(1) - (spot.level + 1) * look.px(_PITCH), wide, look.px(_PITCH - 1))


def _off_word(day: dt.date) -> str:
    return _WEEKEND if day.weekday() >= 5 else _HOLIDAY


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
