"""The tasks on a month of due days: arrows walk the days, Ctrl+Up and Ctrl+Down the tasks of a day."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from ttcs_desktop.office.model import WorkingCalendar
from ttcs_desktop.papers.wording import short_date, weekday
from ui.kit import keys, theme, tokens
from ui.pages.plans.due_days import WEEK, DueTask, Month, is_day_off, lunar_day, month_of
from ui.pages.plans.lines import TaskLine
from ui.pages.plans.words import STATES

_TITLE, _HEAD, _DAY, _CHIP, _LEAST_ROW = 30, 20, 18, 17, 26
_NAMES = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -WEEK, Qt.Key.Key_Down: WEEK}


class _Spot(NamedTuple):
    """Where a task of a day is painted."""

    rect: QRect
    task: DueTask


class TaskCalendar(QWidget):
    """`picked(task id)` when another task is at hand, `opened` on Enter. A month is reckoned when it is shown."""

    picked = Signal(str)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Lịch hạn của nhiệm vụ")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(theme.current().px(_TITLE + _HEAD + 6 * _LEAST_ROW))
        self._today = self.day = dt.date.min
        self._office = WorkingCalendar()
        self._lines: Sequence[TaskLine] = ()
        self._chosen = ""
        self.month = Month(self.day, {})

    def show_lines(self, lines: Sequence[TaskLine], chosen: str, office: WorkingCalendar, today: dt.date) -> None:
        """Show the due days of tasks; `chosen` is the id of the task at hand."""
        if self.day == dt.date.min:
            self.day = today
        self._lines, self._office, self._today, self._chosen = lines, office, today, chosen
        self.month = month_of(lines, self.day)
        self.choose(chosen)

    def choose(self, task_id: str) -> None:
        """Make a task the one at hand, silently, and go to the day its period at hand is due."""
        self._chosen = task_id
        line = next((one for one in self._lines if one.task.id == task_id), None)
        here = any(one.line.task.id == task_id for one in self.month.due.get(self.day, ()))
        if line is not None and line.due is not None and not here:
            self._go(line.due, pick=False)
        self._say()

    def tasks_on(self, day: dt.date) -> list[str]:
        """The texts of the tasks due on a day."""
        return [one.line.task.text for one in self.month.due.get(day, ())]

    def cell_rect(self, day: dt.date) -> QRect:
        """Where a day is painted; empty when it is not shown."""
        look, weeks = theme.current(), self.month.weeks()
        top = look.px(_TITLE + _HEAD)
        high, wide = (self.height() - top) / len(weeks), self.width() / WEEK
        for row, week in enumerate(weeks):
            if day in week:
                column = week.index(day)
                left, upper = round(column * wide), round(top + row * high)
                return QRect(left, upper, round((column + 1) * wide) - left, round(top + (row + 1) * high) - upper)
        return QRect()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), keys.held(event)
        if key in _STEPS and not held:
            self._go(self.day + dt.timedelta(days=_STEPS[key]))
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down} and held == Qt.KeyboardModifier.ControlModifier:
            self._walk(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown} and not held:
            self._turn(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Home and not held:
            self._go(self._today)
        elif keys.is_enter(event) and not held:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        day = next((day for week in self.month.weeks() for day in week if self.cell_rect(day).contains(place)), None)
        if day is None:
            self._turn_by_arrow(place)
            return
        spot = next((one for one in self._spots(day)[0] if one.rect.contains(place)), None)
        self._go(day, pick=spot is None)
        if spot is not None:
            self._pick(spot.task)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)
        self.opened.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().y():
            self._turn(-1 if event.angleDelta().y() > 0 else 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), look.colour("surface"))
        self._paint_title(painter)
        for week in self.month.weeks():
            for day in week:
                self._paint_day(painter, day)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.cell_rect(self.day).adjusted(1, 1, -1, -1))

    # -- painting ----------------------------------------------------------------------------------------------

    def _paint_title(self, painter: QPainter) -> None:
        look = theme.current()
        painter.setFont(look.font(tokens.STRONG))
        painter.setPen(look.colour("text"))
        upper = QRect(0, 0, self.width(), look.px(_TITLE))
        centre = int(Qt.AlignmentFlag.AlignCenter)
        painter.drawText(upper, centre, f"Tháng {self.month.first.month}/{self.month.first.year}")
        painter.fillRect(QRect(0, upper.bottom() + 1, self.width(), look.px(_HEAD)), look.colour("head"))
        painter.setFont(look.font(tokens.SMALL))
        painter.setPen(look.colour("text2"))
        for column, name in enumerate(_NAMES):
            left, right = round(column * self.width() / WEEK), round((column + 1) * self.width() / WEEK)
            painter.drawText(QRect(left, upper.bottom() + 1, right - left, look.px(_HEAD)), centre, name)

    def _paint_day(self, painter: QPainter, day: dt.date) -> None:
        look, rect = theme.current(), self.cell_rect(day)
        inside = day.month == self.month.first.month
        ground = "head" if is_day_off(day, self._office) else "surface"
        painter.fillRect(rect, look.colour("sel" if day == self.day else ground))
        painter.setPen(look.colour("line"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)
        upper = QRect(rect.left() + look.px(5), rect.top(), rect.width() - look.px(10), look.px(_DAY))
        painter.setFont(look.font(tokens.SMALL_STRONG if day == self._today else tokens.SMALL))
        painter.setPen(look.colour("accent" if day == self._today else "text" if inside else "disabled"))
        middle = Qt.AlignmentFlag.AlignVCenter
        number = f"{day.day}, hôm nay" if day == self._today and rect.width() > look.px(100) else str(day.day)
        painter.drawText(upper, int(Qt.AlignmentFlag.AlignLeft | middle), number)
        painter.setFont(look.font(tokens.COUNTER))
        painter.setPen(look.colour("text2" if inside else "disabled"))
        painter.drawText(upper, int(Qt.AlignmentFlag.AlignRight | middle), lunar_day(day))
        spots, more = self._spots(day)
        for spot in spots:
            self._paint_task(painter, spot)
        if more:
            painter.setFont(look.font(tokens.COUNTER))
            painter.setPen(look.colour("text2"))
            room = QRect(upper.left(), rect.top(), upper.width() - look.px(26), look.px(_DAY))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | middle), f"+{more}")

    def _paint_task(self, painter: QPainter, spot: _Spot) -> None:
        look, one = theme.current(), spot.task
        tone = "red" if one.is_late else STATES[one.period.state].tone.value
        at_hand = one.line.task.id == self._chosen
        area = QRectF(spot.rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(look.colour("accent" if at_hand else "line"), 2 if at_hand else 1))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(area, look.px(3), look.px(3))
        painter.fillRect(QRectF(area.left(), area.top() + 1, look.px(3), area.height() - 2), look.colour(tone))
        painter.setFont(look.font(tokens.COUNTER))
        painter.setPen(look.colour("red" if one.is_late else "text" if one.period.state.is_open else "text2"))
        inner = spot.rect.adjusted(look.px(6), 0, -look.px(2), 0)
        words = " ".join(f"{one.line.task.number} {one.line.task.text[:120]}".split())
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)

    def _spots(self, day: dt.date) -> tuple[list[_Spot], int]:
        """Where the tasks of a day stand, the one at hand always among them, and how many have no room."""
        look, rect, due = theme.current(), self.cell_rect(day), list(self.month.due.get(day, ()))
        room = max(1, (rect.height() - look.px(_DAY) - 2) // look.px(_CHIP))
        at = next((at for at, one in enumerate(due) if one.line.task.id == self._chosen), 0)
        first = max(0, min(at - room + 1, len(due) - room)) if at >= room else 0
        shown = due[first : first + room]
        left, wide = rect.left() + look.px(3), rect.width() - look.px(6)
        top = rect.top() + look.px(_DAY)
        spots = [
            _Spot(QRect(left, top + number * look.px(_CHIP), wide, look.px(_CHIP) - 2), one)
            for number, one in enumerate(shown)
        ]
        return spots, len(due) - len(shown)

    # -- keys --------------------------------------------------------------------------------------------------

    def _go(self, day: dt.date, *, pick: bool = True) -> None:
        self.day = day
        if (day.year, day.month) != (self.month.first.year, self.month.first.month):
            self.month = month_of(self._lines, day)
        due = self.month.due.get(day, ())
        if pick and due:
            self._pick(due[0])
        self._say()

    def _turn(self, months: int) -> None:
        """To the same day of another month, or its last."""
        number = self.day.year * 12 + self.day.month - 1 + months
        year, month = divmod(number, 12)
        if dt.MINYEAR <= year <= dt.MAXYEAR:
            self._go(dt.date(year, month + 1, min(self.day.day, calendar.monthrange(year, month + 1)[1])))

    def _turn_by_arrow(self, place: QPoint) -> None:
        if place.y() < theme.current().px(_TITLE):
            self._turn(-1 if place.x() < self.width() // 2 else 1)

    def _walk(self, step: int) -> None:
        due = self.month.due.get(self.day, ())
        if due:
            at = next((at for at, one in enumerate(due) if one.line.task.id == self._chosen), -1)
            self._pick(due[(at + step) % len(due)])

    def _pick(self, one: DueTask) -> None:
        self._chosen = one.line.task.id
        self._say()
        self.picked.emit(self._chosen)

    def _say(self) -> None:
        """What a screen reader says of the day."""
        due = self.month.due.get(self.day, ())
        words = f"{weekday(self.day)} {short_date(self.day)}, {len(due)} nhiệm vụ đến hạn"
        here = next((one for one in due if one.line.task.id == self._chosen), None)
        self.setAccessibleDescription(f"{words}: {here.line.task.text}" if here else words)
        self.update()
