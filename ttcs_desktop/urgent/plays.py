"""When an urgent message plays, and the places in the timetable that say so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import Fill, Kind, Priority, Slot

MOST_PLAYS = 200
LONGEST = dt.timedelta(days=7)
_DAY = dt.timedelta(days=1)
_MINUTE = 60


def plays(starts: dt.datetime, expires: dt.datetime, repeat_minutes: int, seconds: int) -> list[dt.datetime]:
    """The moments at which it begins to play: at `starts`, then every so many minutes before it expires.

    Raises:
        InvalidInput: `expires_reversed`; `urgent_too_long` beyond seven days; `repeat_too_short` when it would not be
            over before it begins again; `too_many_plays` (with how many).
    """
    if expires <= starts:
        raise InvalidInput("expires", "expires_reversed")
    if expires - starts > LONGEST:
        raise InvalidInput("expires", "urgent_too_long")
    if not repeat_minutes:
        return [starts]
    if repeat_minutes * _MINUTE <= seconds:
        raise InvalidInput("repeat_minutes", "repeat_too_short", minutes=-(-seconds // _MINUTE) + 1)
    step = dt.timedelta(minutes=repeat_minutes)
    number = -(-(expires - starts) // step)
    if number > MOST_PLAYS:
        raise InvalidInput("repeat_minutes", "too_many_plays", number=number, most=MOST_PLAYS)
    return [starts + step * each for each in range(number)]


def slots_of(like: Slot, moments: Iterable[dt.datetime], new_id: Callable[[], str]) -> list[Slot]:
    """One slot for each time of day and stretch of days on which it plays then; all else as in `like`."""
    by_time: dict[dt.time, list[dt.date]] = {}
    for moment in moments:
        by_time.setdefault(moment.time(), []).append(moment.date())
    return [
        replace(like, id=new_id(), date_from=run[0], date_to=run[-1], start=time)
        for time, days in sorted(by_time.items())
        for run in _runs(days)
    ]


def slot_like(station_id: str, title: str, source: str, seconds: int, clusters: frozenset[str], *, drill: bool) -> Slot:
    """What the places of a message in the timetable have in common, in whole minutes.

    A drill is a notice like any other: it interrupts nothing, and no figure takes it for an urgent message.
    """
    return Slot(
        id="",
        station_id=station_id,
        title=title,
        kind=Kind.INSERT if drill else Kind.URGENT,
        priority=Priority.NORMAL if drill else Priority.URGENT,
        source=source,
        fill=Fill.TITLE,
        date_from=dt.date.min,
        date_to=dt.date.min,
        start=dt.time(),
        seconds=-(-seconds // _MINUTE) * _MINUTE,
        clusters=clusters,
        self_made=True,
    )


def _runs(days: Sequence[dt.date]) -> list[list[dt.date]]:
    """Days that follow each other."""
    runs: list[list[dt.date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == _DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs
