"""Working days of a Vietnamese office, and the strict reading of "trước ngày".

Fixed holidays: Bộ luật Lao động 2019, Điều 112. Tết, Giỗ Tổ and swapped days move by a yearly decision,
so they are data of the office (`Holiday`), never guessed here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

_DAY = dt.timedelta(days=1)
_FIXED_HOLIDAYS = {(1, 1), (4, 30), (5, 1), (9, 2)}


def is_working_day(day: dt.date, holidays: Collection[dt.date] = (), swapped_in: Collection[dt.date] = ()) -> bool:
    """Whether the office works on `day`: Monday to Friday less holidays, plus weekend days swapped in."""
    if day in swapped_in:
        return True
    return day.weekday() < 5 and not is_holiday(day, holidays)


def is_holiday(day: dt.date, holidays: Collection[dt.date] = ()) -> bool:
    """Whether `day` is a public holiday: one of the fixed ones, or one of the office's own."""
    return (day.month, day.day) in _FIXED_HOLIDAYS or day in holidays


def last_safe_day(
    due: dt.date, *, strict: bool, holidays: Collection[dt.date] = (), swapped_in: Collection[dt.date] = ()
) -> dt.date:
    """The last working day on which the thing is still in time.

    `strict` reads "trước ngày 06/6": the sixth itself is too late. Otherwise the due day itself counts.
    """
    day = due - _DAY if strict else due
    while not is_working_day(day, holidays, swapped_in):
        day -= _DAY
    return day


def working_days_left(
    today: dt.date,
    last_day: dt.date,
    *,
    holidays: Collection[dt.date] = (),
    swapped_in: Collection[dt.date] = (),
) -> int:
    """Working days after `today` up to and including `last_day`.

    Negative when it has passed, at least by one: on the Saturday after a Friday it is too late as well.
    """
    if last_day >= today:
        return sum(is_working_day(day, holidays, swapped_in) for day in _after(today, last_day))
    return -max(1, sum(is_working_day(day, holidays, swapped_in) for day in _after(last_day, today)))


def _after(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    day = first
    while day < last:
        day += _DAY
        yield day
