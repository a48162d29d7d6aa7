"""A date as it is typed: `6/12`, `061225`, `h`, `+3`; shown 06/12/2025; may be empty; a calendar for the mouse."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QDate, QEvent, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QToolButton, QVBoxLayout, QWidget

from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.papers.wording import weekday
from ttcs_desktop.vietnamese.lunar import to_lunar
from ttcs_desktop.vietnamese.typed import format_date, parse_date
from ui.kit import icons, keys, theme
from ui.kit.labels import set_flag

_TARGET = 24


class DateEdit(QLineEdit):
    """A date field. Empty is None. F4 or Alt+Down opens the calendar.

    `refused(code, details)` is emitted when it is left with something that is no date; the text stays as typed.
    The tooltip, also spoken as the description, tells the weekday and the lunar day; `describe` replaces it.
    """

    changed = Signal()
    refused = Signal(str, dict)

    def __init__(
        self,
        clock: Clock,
        *,
        name: str = "",
        describe: Callable[[dt.date], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock, self._describe = clock, describe or in_both_calendars
        self.setAccessibleName(name)
        self.setPlaceholderText("ngày/tháng")
        self._open = QAction("Mở lịch", self)
        self._open.setIcon(icons.icon("calendar-days", "text2"))
        self._open.triggered.connect(self.open_calendar)
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        for button in self.findChildren(QWidget):
            button.setAccessibleName("Mở lịch")
        self.textEdited.connect(self._edited)

    def value(self) -> object:
        """The date, or None for an empty field. Raises InvalidInput as `parse_date`."""
        return parse_date(self.text(), today(self._clock))

    def set_value(self, value: object) -> None:
        """Show a date, or nothing for None."""
        self.setText(format_date(value) if isinstance(value, dt.date) else "")
        self.set_bad(False)
        self._explain(value)

    def set_bad(self, bad: bool) -> None:
        """Mark the field as wrong, or right again."""
        set_flag(self, "bad", bad)

    def settle(self) -> bool:
        """Check what was typed and write it out in full; False when it was refused."""
        try:
            value = self.value()
        except InvalidInput as trouble:
            self.set_bad(True)
            self.refused.emit(trouble.code, trouble.details)
            return False
        self.set_bad(False)
        shown = format_date(value) if isinstance(value, dt.date) else ""
        if shown != self.text():
            self._write_out(shown)
        self._explain(value)
        return True

    def open_calendar(self) -> None:
        """Open the calendar below the field at its date, or at today."""
        popup = CalendarPopup(self)
        try:
            chosen = self.value()
        except InvalidInput:
            chosen = None
        day = chosen if isinstance(chosen, dt.date) else today(self._clock)
        popup.show_day(day)
        popup.picked.connect(self._take)
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.is_page_key(event):
            event.ignore()
            return
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt_down or event.key() == Qt.Key.Key_F4:
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        wanted = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if wanted and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F4:
            event.accept()
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_open"):  # Qt tells before __init__ has come here
            self._open.setIcon(icons.icon("calendar-days", "text2"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = theme.current().px(_TARGET)
        for button in self.findChildren(QToolButton):  # Qt makes it 22 by 18: too small for an unsteady hand
            middle = button.geometry().center()
            button.setGeometry(middle.x() - side // 2, (self.height() - side) // 2, side, side)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.settle()
        super().focusOutEvent(event)

    def _take(self, day: dt.date) -> None:
        self.set_value(day)
        self.changed.emit()
        self.setFocus()

    def _edited(self) -> None:
        self.set_bad(False)
        self.changed.emit()

    def _write_out(self, shown: str) -> None:
        """Put the full form in as an edit, so that Ctrl+Z still brings back what was typed; `setText` would not."""
        with QSignalBlocker(self):
            self.selectAll()
            self.insert(shown)

    def _explain(self, value: object) -> None:
        self.setToolTip(self._describe(value) if isinstance(value, dt.date) else "")


def in_both_calendars(day: dt.date) -> str:
    """A date as a wall calendar tells it: the weekday, and below it the lunar day and year."""
    try:
        lunar = to_lunar(day)
    except ValueError:  # a year no office plans for, but one that can be typed
        return weekday(day)
    return f"{weekday(day)}, {lunar.written()} âm lịch, năm {lunar.year_name()}"


class CalendarPopup(QWidget):
    """A month to pick a day from; Enter picks, Esc leaves."""

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Lịch")
        self.month = QCalendarWidget()
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self.month.setAccessibleName("Chọn ngày")
        self.month.activated.connect(self._pick)
        self.month.clicked.connect(self._pick)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.month)
        for child, name in (("qt_calendar_prevmonth", "Tháng trước"), ("qt_calendar_nextmonth", "Tháng sau")):
            button = self.month.findChild(QWidget, child)
            if button is not None:
                button.setAccessibleName(name)

    def show_day(self, day: dt.date) -> None:
        """Show the month of a day, the day chosen."""
        self.month.setSelectedDate(QDate(day.year, day.month, day.day))

    def _pick(self, day: QDate) -> None:
        self.picked.emit(dt.date(day.year(), day.month(), day.day()))
        self.close()
