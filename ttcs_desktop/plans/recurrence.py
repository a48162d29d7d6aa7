"""The due dates a time gives within a stretch of days: what the deadline radar and the task list count with."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.plans.timing import Due, Every, When, WhenKind

_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF: 6, Every.YEAR: 12}


@dataclass(frozen=True, slots=True)
class DuePeriod:
    """One period of a task. `key` names it and sorts as text: "2026", "2026-H1", "2026-Q2", "2026-03", "2026-W07",
    "2026-03-15"; a task that comes once has the key "once".

    `due` is None where the paper sets no end; `strict`: the due day itself is too late ("trước ngày").
    """

    key: str
    due: dt.date | None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """A period of the calendar, both days included."""

    key: str
    first: dt.date
    last: dt.date


def occurrences(when: When, window_start: dt.date, window_end: dt.date) -> tuple[DuePeriod, ...]:
    """Occurrences due in the window (both days included), in order.

    A period without a due day of its own is due on its last day. A continuous task has one undated occurrence for
    each year of the window it runs in, a task on demand one undated occurrence.
    """
    if window_start > window_end:
        return ()
    if when.kind is WhenKind.REPEATING:
        return tuple(_repeating(when, window_start, window_end))
    if when.kind is WhenKind.CONTINUOUS:
        return tuple(_undated_years(when, window_start, window_end))
    if when.kind is WhenKind.ONCE and when.due is None:
        return (DuePeriod("once", None),)
    due = when.due.date if when.due else when.end
    if due is None:
        running = when.start is None or when.start <= window_end
        return (DuePeriod("once", None),) if running else ()
    return (DuePeriod("once", due, when.strict),) if window_start <= due <= window_end else ()


def every_of(when: When) -> Every | None:
    """How often a repeating task comes; a due day with a month comes once a year, whatever else is written."""
    return Every.YEAR if when.due and when.due.month else when.every


def period_of(day: dt.date, every: Every) -> Period:
    """The period of that length in which `day` lies; weeks are ISO weeks."""
    if every is Every.DAY:
        return Period(day.isoformat(), day, day)
    if every is Every.WEEK:
        year, week, weekday = day.isocalendar()
        first = day - dt.timedelta(days=weekday - 1)
        return Period(f"{year}-W{week:02d}", first, first + dt.timedelta(days=6))
    length = _MONTHS[every]
    index = (day.month - 1) // length
    month = (index + 1) * length
    last = dt.date(day.year, month, calendar.monthrange(day.year, month)[1])
    key = {
        Every.MONTH: f"{day.year}-{month:02d}",
        Every.QUARTER: f"{day.year}-Q{index + 1}",
        Every.HALF: f"{day.year}-H{index + 1}",
        Every.YEAR: f"{day.year}",
    }[every]
    return Period(key, dt.date(day.year, month - length + 1, 1), last)


def _repeating(when: When, start: dt.date, end: dt.date) -> Iterator[DuePeriod]:
    every = every_of(when)
    if every is None:
        yield from _undated_years(when, start, end)
        return
    for period in _periods(every, start, end):
        due = _due_in(period, every, when.due)
        runs = (when.start is None or when.start <= due) and (when.end is None or due <= when.end)
        if runs and start <= due <= end:
            yield DuePeriod(period.key, due, when.strict)


def _periods(every: Every, start: dt.date, end: dt.date) -> Iterator[Period]:
    day = start
    while day <= end:
        period = period_of(day, every)
        yield period
        if period.last >= end:
            return
        day = period.last + dt.timedelta(days=1)


def _due_in(period: Period, every: Every, due: Due | None) -> dt.date:
    if due is None or every in (Every.DAY, Every.WEEK):
        return period.last
    return due.on(period.last.year, period.last.month)


def _undated_years(when: When, start: dt.date, end: dt.date) -> Iterator[DuePeriod]:
    for period in _periods(Every.YEAR, start, end):
        if (when.start is None or when.start <= period.last) and (when.end is None or period.first <= when.end):
            yield DuePeriod(period.key, None)
