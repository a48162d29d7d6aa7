"""How large a piece may be, and how long the line rests after one: rules of numbers alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from sync.media.contract import MOST_PIECE
from ttcs_desktop.basics.clock import Clock, local

LEAST = 64 * 1024
SLOW_LEAST = 16 * 1024
_SHARE = 64
_SECONDS = 1.0
OPENS, CLOSES = dt.time(7, 30), dt.time(17, 0)


class Pieces:
    """The size of the next piece.

    What a cut costs is the piece in flight: so a piece is 64 KiB, or a 64th part of what went through since the line
    last broke, where that is more (a megabyte at most). Twenty cuts in 50 MB then cost below 5 % of it, headers
    included. On a slow line it is what goes through in a second: nobody who has something to send waits longer.

    Args:
        least: bytes of a piece on a line that carries more than that in a second.
    """

    def __init__(self, least: int = LEAST, most: int = MOST_PIECE) -> None:
        self._least, self._most = least, most
        self._since = 0
        self._rate: float | None = None

    def size(self) -> int:
        """Bytes of the next piece."""
        wanted = min(max(self._least, self._since // _SHARE), self._most)
        slow = min(SLOW_LEAST, self._least)
        return slow if self._rate is None else max(slow, min(wanted, int(self._rate * _SECONDS)))

    def went(self, size: int, seconds: float) -> None:
        """A piece of `size` bytes has gone through in so many seconds."""
        self._since += size
        self._rate = size / max(seconds, 1e-6)


class Pace:
    """How much of the line the files may have: half of it in office hours, all of it otherwise.

    Half by time: after each piece the line is left alone as long as the piece took, so that whatever the office's line
    can carry, others have it half of the time.
    """

    def __init__(self, clock: Clock, is_working: Callable[[dt.date], bool]) -> None:
        self._clock = clock
        self._is_working = is_working

    def rest_after(self, seconds: float) -> float:
        """Seconds to leave the line alone after it was used for `seconds`."""
        return seconds if self.in_office_hours() else 0.0

    def in_office_hours(self) -> bool:
        """Whether it is between 07:30 and 17:00 (+07:00) of a working day."""
        now = local(self._clock.now())
        return OPENS <= now.time() < CLOSES and self._is_working(now.date())
