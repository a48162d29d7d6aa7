"""What time it is. Storage keeps UTC; the office lives at +07:00 all year, so no time zone database is needed."""

from __future__ import annotations

import datetime as dt
import time
from typing import Protocol

VIETNAM = dt.timezone(dt.timedelta(hours=7))


class Clock(Protocol):
    """The only source of the present moment, so that tests and `--now` can set it."""

    def now(self) -> dt.datetime:
        """The present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC)


class FixedClock:
    """A clock that stands still until it is moved: for `--now`, the sample ward and tests."""

    def __init__(self, moment: dt.datetime) -> None:
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=VIETNAM)
        self._moment = moment.astimezone(dt.UTC)

    def now(self) -> dt.datetime:
        return self._moment

    def advance(self, step: dt.timedelta) -> None:
        """Move on by `step`; a negative step plays a clock that was set back."""
        self._moment += step


def local(moment: dt.datetime) -> dt.datetime:
    """The same moment as the office reads it."""
    return moment.astimezone(VIETNAM)


def today(clock: Clock) -> dt.date:
    """The office's date."""
    return local(clock.now()).date()


def stamp(moment: dt.datetime) -> str:
    """A moment as stored: UTC, milliseconds, `2026-06-02T02:42:00.000Z`; sorts as text."""
    return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def unstamp(text: str) -> dt.datetime:
    """The moment of a stored stamp."""
    return dt.datetime.fromisoformat(text)


class RunningClock:
    """A clock that was set to a moment and runs on from there: the sample ward lives on a day of its own."""

    def __init__(self, start: dt.datetime) -> None:
        self._start = start
        self._began = time.monotonic()

    def now(self) -> dt.datetime:
        return self._start.astimezone(dt.UTC) + dt.timedelta(seconds=time.monotonic() - self._began)
