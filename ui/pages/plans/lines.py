"""Tasks as lines of the list: with their next due day, in groups as the annex has them, and what the filters keep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from itertools import groupby

from ttcs_desktop.agenda.deadlines import Deadline, deadlines_of_tasks
from ttcs_desktop.agenda.wording import task_source
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.office.model import Person, WorkingCalendar
from ttcs_desktop.plans.followed import FollowedTask, TaskPeriod
from ttcs_desktop.plans.model import Plan, Task, TaskState
from ttcs_desktop.vietnamese.text import fold
from ui.kit.chips import Status, Tone
from ui.kit.table.columns import Group
from ui.pages.plans.words import STATES


class Sieve(Enum):
    """Which tasks the list keeps."""

    ALL = "Tất cả"
    OVERDUE = "Quá hạn"
    THIS_WEEK = "Tuần này"


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task with the period at hand.

    Attributes:
        person: the name of who in the office sees to it.
        deadline: what is still owed of that period; None where it is done or has no day.
    """

    followed: FollowedTask
    period: TaskPeriod
    deadline: Deadline | None
    today: dt.date
    person: str = ""

    @property
    def task(self) -> Task:
        return self.followed.task

    @property
    def plan(self) -> Plan | None:
        return self.followed.plan

    @property
    def due(self) -> dt.date | None:
        """The day of this period, also where it is done; None where the plan sets none."""
        return self.period.due

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

    def tells(self, folded: str) -> bool:
        """Whether its words contain a folded text, as the list finds them."""
        task = self.task
        words = (task.number, task.text, *task.lead, task.when_text, self.status.word)
        return not folded or any(folded in fold(" ".join(one.split())) for one in words)

    def passes(self, sieve: Sieve) -> bool:
        return sieve is Sieve.ALL or (self.is_overdue if sieve is Sieve.OVERDUE else self.is_this_week)


def lines_of(
    tasks: Sequence[FollowedTask], today: dt.date, calendar: WorkingCalendar, people: Sequence[Person] = ()
) -> list[TaskLine]:
    """The tasks with the period at hand and what is owed of it."""
    names = {one.id: one.name for one in people}
    return [replace(_line(one, today, calendar), person=names.get(one.task.person, "")) for one in tasks]


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


def _line(followed: FollowedTask, today: dt.date, calendar: WorkingCalendar) -> TaskLine:
    period = followed.current(today)
    # A period that is done owes nothing; the next one comes on the day it begins, and stands on the radar before.
    deadline = None
    if period.due is not None and period.state.is_open:
        days = max(0, (period.due - today).days)
        owed = deadlines_of_tasks((followed,), today, days, calendar)
        deadline = next((one for one in owed if one.period == period.key), None)
    return TaskLine(followed, period, deadline, today)
