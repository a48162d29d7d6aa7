"""Which tasks are due on which day of a month, and what kind of day it is. No widget."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.office.model import WorkingCalendar
from ttcs_desktop.plans.followed import TaskPeriod
from ttcs_desktop.plans.recurrence import every_of
from ttcs_desktop.plans.timing import Every
from ttcs_desktop.vietnamese.calendar import is_working_day
from ttcs_desktop.vietnamese.lunar import to_lunar
from ui.pages.plans.lines import TaskLine

WEEK = 7


@dataclass(frozen=True, slots=True)
class DueTask:
    """A task on a day it is due."""

    line: TaskLine
    period: TaskPeriod

    @property
    def is_late(self) -> bool:
        return self.period.is_late(self.line.today)


@dataclass(frozen=True, slots=True)
class Month:
    """A month of due days.

    Attributes:
        first: its first day.
        due: the tasks due on each day that has any, in the annex's order.
    """

    first: dt.date
    due: Mapping[dt.date, Sequence[DueTask]]

    def weeks(self) -> list[list[dt.date]]:
        """The days shown: whole weeks from Monday on, so with days of the months beside it."""
        return calendar.Calendar().monthdatescalendar(self.first.year, self.first.month)


def month_of(lines: Sequence[TaskLine], day: dt.date) -> Month:
    """The month a day lies in. What comes each day has no due day worth a place, for it would stand on every one."""
    first = day.replace(day=1)
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    due: dict[dt.date, list[DueTask]] = defaultdict(list)
    for line in lines:
        if every_of(line.task.when) is Every.DAY:
            continue
        for period in line.followed.periods(weeks[0][0], weeks[-1][-1]):
            if period.due is not None:
                due[period.due].append(DueTask(line, period))
    return Month(first, due)


def lunar_day(day: dt.date) -> str:
    """The lunar day for a corner of a day: "16", on the first of a lunar month "1/5"; empty where none is known."""
    try:
        lunar = to_lunar(day)
    except ValueError:
        return ""
    return f"{lunar.day}/{lunar.month}" if lunar.day == 1 else f"{lunar.day}"


def is_day_off(day: dt.date, office: WorkingCalendar) -> bool:
    """Whether the office is closed that day."""
    return not is_working_day(day, office.off, office.swapped_in)
