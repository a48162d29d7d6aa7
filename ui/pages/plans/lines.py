"""Tasks as lines of the list: with their next due day, in groups as the annex has them, and what the filters keep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from ttcs_desktop.agenda.deadlines import Deadline, deadlines_of_tasks
from ttcs_desktop.agenda.wording import task_source
from ttcs_desktop.office.model import WorkingCalendar
from ttcs_desktop.plans.model import Plan, Task, TaskState
from ttcs_desktop.plans.recurrence import occurrences
from ttcs_desktop.plans.timing import Every
from ui.kit.chips import Status, Tone
from ui.kit.table.columns import Group
from ui.pages.plans.words import STATES

_A_MONTH = 31


class Sieve(Enum):
    """Which tasks the list keeps."""

    ALL = "Tất cả"
    OVERDUE = "Quá hạn"
    THIS_WEEK = "Tuần này"


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task with its plan and the date it owes next.

    Attributes:
        due: the day of this period's end, also for a task that is done; None where the plan sets none.
        deadline: what is still owed; None for a task that is done or has no day.
    """

    task: Task
    plan: Plan | None
    due: dt.date | None
    deadline: Deadline | None
    today: dt.date

    @property
    def is_overdue(self) -> bool:
        return self.deadline is not None and self.deadline.has_passed(self.today)

    @property
    def status(self) -> Status:
        """The task's state; a day that was missed comes before it."""
        if self.deadline is not None and self.is_overdue:
            days = -self.deadline.days_left
            return Status(f"Quá {days} ngày" if days else "Vừa qua hạn", Tone.ALARM, "triangle-alert")
        return STATES[self.task.state]

    @property
    def is_this_week(self) -> bool:
        """Whether its last day in time is today or later in this week."""
        return self.deadline is not None and self.deadline.is_this_week(self.today)

    @property
    def source(self) -> str:
        return task_source(self.plan, self.task)

    def passes(self, sieve: Sieve) -> bool:
        return sieve is Sieve.ALL or (self.is_overdue if sieve is Sieve.OVERDUE else self.is_this_week)


def lines_of(
    tasks: Sequence[Task], plans: dict[str, Plan], today: dt.date, calendar: WorkingCalendar
) -> list[TaskLine]:
    """The tasks with their next due day of this year, or of the plan's own year where that is still to come."""
    return [_line(task, plans, today, calendar) for task in tasks]


def groups_of(lines: Sequence[TaskLine], *, with_plan: bool) -> list[Group[TaskLine]]:
    """Lines under the annex's own headings, in its own order, with how much of each is done."""
    made = []
    for number, ((plan_id, title), found) in enumerate(groupby(lines, key=_heading)):
        rows = tuple(found)
        done = sum(1 for line in rows if line.task.state is TaskState.DONE)
        shown = title or "Nhiệm vụ không chia nhóm"
        plan = rows[0].plan
        if with_plan and plan is not None:
            shown = f"{plan.number or plan.source_name} · {shown}"
        made.append(Group(f"{plan_id}/{number}/{title}", shown, rows, f"{done}/{len(rows)} xong", done / len(rows)))
    return made


def _heading(line: TaskLine) -> tuple[str, str]:
    return line.task.plan_id, line.task.group_title


def _line(task: Task, plans: dict[str, Plan], today: dt.date, calendar: WorkingCalendar) -> TaskLine:
    plan = plans.get(task.plan_id)
    last = dt.date(max(today.year, plan.year if plan else today.year), 12, 31)
    # What comes each day or week is owed next within a month: its other fifty dates are not worked out.
    soon = task.when.every in {Every.DAY, Every.WEEK} and task.when.due is None
    days = min(_A_MONTH, (last - today).days) if soon else (last - today).days
    deadline = next(deadlines_of_tasks((task,), plans, today, days, calendar), None)
    due = deadline.due if deadline is not None else None
    if task.state is TaskState.DONE:
        first = dt.date(today.year, 1, 1)
        dated = [one.due for one in occurrences(task.when, first, last) if one.due is not None]
        due = next((day for day in dated if day >= today), dated[-1] if dated else None)
    return TaskLine(task, plan, due, deadline, today)
