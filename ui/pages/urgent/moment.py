"""A moment as it is typed: `18:30`, `18h`, `18:30 3/6`; without a day the next time the clock shows that."""

from __future__ import annotations

import datetime as dt
import re

from PySide6.QtGui import QFocusEvent

from ttcs_desktop.basics.clock import Clock, local
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.vietnamese.typed import parse_date
from ui.kit.fields import TextField

_MOMENT = re.compile(r"(\d{1,2})\s*(?:[:.h]|giờ|g)\s*(\d{2})?(?:\s+(?:ngày\s+)?(\S+))?", re.IGNORECASE)


class MomentField(TextField):
    """Empty is None; written out with its day when left."""

    def __init__(self, clock: Clock, hint: str = "") -> None:
        super().__init__(hint, max_length=40)
        self._clock = clock

    def value(self) -> object:
        """The moment, wall clock, or None. Raises InvalidInput `time_unreadable` and as `parse_date`."""
        text = self.text().strip()
        if not text:
            return None
        now = local(self._clock.now()).replace(tzinfo=None)
        match = _MOMENT.fullmatch(text)
        hour, minute = (int(match[1]), int(match[2] or 0)) if match else (24, 0)
        if match is None or hour > 23 or minute > 59:
            raise InvalidInput("", "time_unreadable")
        day = parse_date(match[3], now.date()) if match[3] else None
        if day is not None:
            return dt.datetime.combine(day, dt.time(hour, minute))
        moment = dt.datetime.combine(now.date(), dt.time(hour, minute))
        return moment if moment >= now.replace(second=0, microsecond=0) else moment + dt.timedelta(days=1)

    def set_value(self, value: object) -> None:
        """Show a moment, or nothing for None."""
        self.setText(f"{value:%H:%M %d/%m/%Y}" if isinstance(value, dt.datetime) else "")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        try:
            value = self.value()
        except InvalidInput:
            value = None  # what is wrong with it is said when it is to be saved
        if isinstance(value, dt.datetime):
            self.set_value(value)
        super().focusOutEvent(event)
