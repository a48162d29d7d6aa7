"""A new slot for an approved item that would begin today at an hour that is over: nothing plays in the past.

A series has nothing to play yet, a relay no yes: they are asked about when something is said to have played.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import Fill, Slot


class HourOver:
    """Asks once for each day and hour; pressed again, it played indeed and is only being entered now.

    Args:
        now: wall clock of the office, naive.
        falls_on: whether a slot has a day, by the plan, which knows the office's holidays.
    """

    def __init__(self, now: Callable[[], dt.datetime], falls_on: Callable[[Slot, dt.date], bool]) -> None:
        self._now, self._falls_on = now, falls_on
        self._asked: tuple[dt.date, dt.time] | None = None

    def ask(self, slot: Slot) -> Slot:
        """Let a slot through whose first airing is still to come, or of which this was asked before.

        What was to run on that one day alone ends with the day to which it was moved.

        Raises:
            InvalidInput: `hour_over` at the first day.
        """
        now, wanted = self._now(), (slot.date_from, slot.start)
        begins_today = slot.date_from == now.date() and self._falls_on(slot, now.date())
        over = slot.fill is Fill.ITEM and begins_today and slot.start < now.time()
        if over and wanted != self._asked:
            self._asked = wanted
            raise InvalidInput("date_from", "hour_over", start=slot.start)
        moved = self._asked is not None and slot.date_from > self._asked[0] == slot.date_to
        return replace(slot, date_to=slot.date_from) if moved else slot
