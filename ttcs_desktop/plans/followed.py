"""A task with what was said of its periods: which of them are owed, and how far the one at hand is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.plans.model import Occurrence, Plan, Task, TaskState, occurrence_of
from ttcs_desktop.plans.recurrence import DuePeriod, every_of, occurrences, period_of
from ttcs_desktop.plans.timing import Every, When, WhenKind

# What nobody did and nobody spoke of stays in sight for half a year after its day; then it belongs to the past.
OVERDUE_SHOWN = dt.timedelta(days=183)
# What comes each day or week is owed anew before anybody could miss the last one for long.
_SHOWN_OF = {Every.DAY: dt.timedelta(0), Every.WEEK: dt.timedelta(days=14)}
ONCE = "once"


@dataclass(frozen=True, slots=True)
class TaskPeriod:
    """One period of a task: its key, its due day (None where the paper sets none), and what was said of it."""

    key: str
    due: dt.date | None
    strict: bool
    said: Occurrence

    @property
    def state(self) -> TaskState:
        return self.said.state

    def is_late(self, today: dt.date) -> bool:
        """Whether it is open and its day has gone by."""
        late = self.due is not None and (self.due < today or (self.strict and self.due == today))
        return late and self.state.is_open


@dataclass(frozen=True, slots=True)
class FollowedTask:
    """A task and its periods.

    Attributes:
        plan: the plan it stands in; None when that is gone.
        said: what was said, by period.
        until: the last day of its periods, where the same task stands in a later plan that goes on from there.
    """

    task: Task
    plan: Plan | None
    said: Mapping[str, Occurrence]
    until: dt.date | None = None

    @property
    def repeats(self) -> bool:
        return self.task.when.kind is WhenKind.REPEATING

    def periods(self, first: dt.date, last: dt.date) -> tuple[TaskPeriod, ...]:
        """The periods due in a stretch of days, both included, in order; a task that does not repeat has its one."""
        if not self.repeats:
            return (self._once(),)
        return tuple(map(self._with_said, occurrences(self._when(), first, last)))

    def year(self, year: int) -> tuple[TaskPeriod, ...]:
        """The periods of a year."""
        return self.periods(dt.date(year, 1, 1), dt.date(year, 12, 31))

    def owed(self, today: dt.date, last: dt.date) -> tuple[TaskPeriod, ...]:
        """What is open and has a due day up to `last`: periods that were missed lately, then those to come.

        Periods whose day had passed when the task was taken in are not owed by this record.
        """
        first = today - OVERDUE_SHOWN
        if self.repeats:
            first = self._first_owed(today)
        return tuple(
            one
            for one in self.periods(first, last)
            if one.due is not None and first <= one.due <= last and one.state.is_open
        )

    def late(self, today: dt.date) -> tuple[TaskPeriod, ...]:
        """What is owed and whose day has gone by, the oldest first."""
        return tuple(one for one in self.owed(today, today) if one.is_late(today))

    def current(self, today: dt.date) -> TaskPeriod:
        """The period at hand: the first that was missed and is still owed, otherwise the one this day lies in."""
        if not self.repeats:
            return self._once()
        return next(iter(self.late(today)), None) or self._at_or_after(today)

    def at(self, day: dt.date) -> TaskPeriod:
        """The period a day lies in; where the task does not run then, the next one, otherwise the last."""
        every = every_of(self.task.when)
        if not self.repeats or every is None:
            found = self.year(day.year)
            return found[0] if found else self._with_said(DuePeriod(f"{day.year}", None))
        period = period_of(day, every)
        for first, last in (
            (period.first, period.last),
            (period.last, period.last + dt.timedelta(days=800)),
            (period.first - dt.timedelta(days=800), period.first),
        ):
            found = self.periods(first, last)
            if found:
                return found[0] if first >= period.first else found[-1]
        return self._with_said(DuePeriod(period.key, None))

    def _at_or_after(self, today: dt.date) -> TaskPeriod:
        """The period of this day, unless its own day had passed before the task was taken in: nobody owes that one."""
        here = self.at(today)
        if here.due is None or here.due >= self._first_owed(today) or not here.state.is_open:
            return here
        coming = self.periods(today, today + dt.timedelta(days=800))
        return coming[0] if coming else here

    def period(self, key: str) -> TaskPeriod | None:
        """The period of a key; None when the task has none of that name.

        One that something was said of stays, without a day, also when the task's time was corrected since.
        """
        found = self._of_this_time(key)
        if found is None and key in self.said:
            return TaskPeriod(key, None, False, self.said[key])
        return found

    def _of_this_time(self, key: str) -> TaskPeriod | None:
        if not self.repeats:
            return self._once() if key == ONCE else None
        if not key[:4].isdecimal():
            return None
        year = int(key[:4])
        # A week is due on its Sunday, which may lie in the next year.
        found = self.periods(dt.date(year, 1, 1), dt.date(year + 1, 1, 7))
        return next((one for one in found if one.key == key), None)

    def with_state(self, today: dt.date) -> FollowedTask:
        """The same with the task's state as it is today."""
        return replace(self, task=replace(self.task, state=self.current(today).state))

    def _once(self) -> TaskPeriod:
        when = self.task.when
        due = None
        if when.kind is not WhenKind.CONTINUOUS and not (when.kind is WhenKind.ONCE and when.due is None):
            due = when.due.date if when.due else when.end
        return self._with_said(DuePeriod(ONCE, due, when.strict))

    def _with_said(self, due: DuePeriod) -> TaskPeriod:
        said = self.said.get(due.key) or occurrence_of(self.task.id, due.key)
        return TaskPeriod(due.key, due.due, due.strict, said)

    def _when(self) -> When:
        ends = [day for day in (self.task.when.end, self.until) if day is not None]
        return replace(self.task.when, end=min(ends, default=None))

    def _first_owed(self, today: dt.date) -> dt.date:
        every = every_of(self.task.when)
        first = today - (_SHOWN_OF.get(every, OVERDUE_SHOWN) if every else OVERDUE_SHOWN)
        known = [dt.date(self.plan.year, 1, 1)] if self.plan else []
        known += [self.task.entered_on] if self.task.entered_on else []
        return max(first, *(min(day, today) for day in known), first)


def said_of(task: Task, said: Mapping[str, Occurrence]) -> dict[str, Occurrence]:
    """What was said of a task's periods, with the state that an older program kept in the task's own row."""
    found = dict(said)
    if task.state is not TaskState.TODO:
        key = ONCE
        if task.when.kind is WhenKind.REPEATING:
            day = task.stated_on or dt.date.min
            every = every_of(task.when)
            key = period_of(day, every).key if every else f"{day.year}"
        found.setdefault(key, replace(occurrence_of(task.id, key), state=task.state))
    return found
