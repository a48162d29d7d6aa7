"""How the tasks that were due in a stretch of days ended (M01)."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.measured import Evidence
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.plans.followed import TaskPeriod
from ttcs_desktop.plans.following import Following
from ttcs_desktop.plans.model import Task, TaskState


class TaskEnd(StrEnum):
    """How a period of a task stands beside its due day: done by it, after it, on a day nobody wrote, not done and
    late, not done and still in time, given up."""

    IN_TIME = "in_time"
    LATE = "late"
    UNDATED = "undated"
    OVERDUE = "overdue"
    OPEN = "open"
    DROPPED = "dropped"


def end_of(period: TaskPeriod, day: dt.date) -> TaskEnd:
    """How a period with a due day stands on a day."""
    said, due = period.said, period.due
    if said.state is TaskState.DROPPED:
        return TaskEnd.DROPPED
    if said.state is TaskState.DONE and due is not None:
        if said.done_on is None:
            return TaskEnd.UNDATED
        in_time = said.done_on < due or (said.done_on == due and not period.strict)
        return TaskEnd.IN_TIME if in_time else TaskEnd.LATE
    return TaskEnd.OVERDUE if period.is_late(day) else TaskEnd.OPEN


def tasks_due(following: Following, clock: Clock, window: Window) -> list[tuple[Evidence, str]]:
    """Every period of a task that is due in the window, with how it stands today; by due day."""
    day = today(clock)
    return [
        (Evidence("plans", task.id, period.due, 1, task.text), end_of(period, day).value)
        for task, period in periods_due(following, window)
    ]


def periods_due(following: Following, window: Window) -> list[tuple[Task, TaskPeriod]]:
    """Every period of a task that is due in the window, by due day."""
    found = [
        (one.task, period)
        for one in following.due_since(window.start)
        for period in one.periods(window.start, window.cut_off)
        if period.due is not None and window.holds(period.due)
    ]
    return sorted(found, key=lambda pair: (pair[1].due or dt.date.min, pair[0].id, pair[1].key))
