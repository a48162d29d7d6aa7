"""Yearly work over the turn of a year: what goes on by itself, what ends with its plan and can be carried on."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import groupby

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.plans.followed import FollowedTask
from ttcs_desktop.plans.following import Following
from ttcs_desktop.plans.model import Plan, Task, TaskOrigin, TaskState
from ttcs_desktop.plans.repository import put_plan, put_task
from ttcs_desktop.plans.timing import Due, When
from ttcs_desktop.plans.wording import carried_about


@dataclass(frozen=True, slots=True)
class Carryable:
    """A repeating task that ends before a year begins, and whether that year has it already."""

    followed: FollowedTask
    there: bool


@dataclass(frozen=True, slots=True)
class YearOfTasks:
    """What becomes of the tasks when a year begins.

    Attributes:
        going_on: repeating tasks without an end: their periods of the new year come by themselves.
        ending: repeating tasks whose plan ends: to be carried on or not.
        replaced: repeating tasks that a newer plan has taken over; nothing is to be done.
        unfinished: tasks that come once, are open and were due before: they stay in their plan, late.
    """

    going_on: tuple[FollowedTask, ...]
    ending: tuple[Carryable, ...]
    replaced: tuple[FollowedTask, ...]
    unfinished: tuple[FollowedTask, ...]


class NextYear:
    """Looks at the tasks of the years before and carries some of them on."""

    def __init__(self, following: Following, ledger: Ledger, clock: Clock) -> None:
        self._following = following
        self._ledger = ledger
        self._clock = clock

    def tasks(self, year: int) -> YearOfTasks:
        """The tasks of the year before and of those that run on, as they stand when `year` begins.

        What is older and still open belongs to the past: see `followed.OVERDUE_SHOWN`.
        """
        begins = dt.date(year, 1, 1)
        going_on, ending, replaced, unfinished = [], [], [], []
        every = self._following.due_since(dt.date(year - 1, 1, 1))
        ids = {one.task.id for one in every}
        for one in every:
            if one.plan is None or one.plan.year >= year:
                continue
            end = one.task.when.end
            if not one.repeats:
                if self._is_unfinished(one, begins):
                    unfinished.append(one)
            elif end is not None and end < begins:
                there = _carried_id(one.task, year) in ids
                if end.year == year - 1 and (there or one.until is None):
                    ending.append(Carryable(one, there))
            elif one.until is not None and one.until < begins:
                replaced.append(one)
            else:
                going_on.append(one)
        return YearOfTasks(tuple(going_on), tuple(ending), tuple(replaced), tuple(unfinished))

    def carry_on(self, task_ids: Collection[str], year: int) -> Changes:
        """Let chosen tasks run through another year, in a plan of that year that names the one they come from.

        One action; what was carried on before is not carried on again.
        """
        with self._ledger.together():
            chosen = [
                one.followed for one in self.tasks(year).ending if one.followed.task.id in task_ids and not one.there
            ]
            puts: list[Put] = []
            for _, group in groupby(sorted(chosen, key=_place), key=lambda one: one.task.plan_id):
                puts += self._carried(tuple(group), year)
            return self._ledger.save("plans.carry_on", puts)

    def _carried(self, tasks: Sequence[FollowedTask], year: int) -> list[Put]:
        source = tasks[0].plan
        if source is None:
            return []
        plan_id = stable_id("plan carried on", source.id, year)
        issuer = source.issuer
        plan = Plan(plan_id, "", carried_about(source), issuer, None, year, "", "")
        return [put_plan(plan), *(put_task(_carried_task(one.task, plan_id, year)) for one in tasks)]

    def _is_unfinished(self, one: FollowedTask, begins: dt.date) -> bool:
        period = one.current(today(self._clock))
        return period.due is not None and period.due < begins and period.state.is_open


def _place(one: FollowedTask) -> tuple[str, int]:
    return one.task.plan_id, one.task.position


def _carried_id(task: Task, year: int) -> str:
    return stable_id("task carried on", task.id, year)


def _carried_task(task: Task, plan_id: str, year: int) -> Task:
    """The task with its days in another year; the words of its time name that year too."""
    when = task.when
    before = when.end.year if when.end else year - 1
    moved = replace(when, start=_in_year(when.start, year), end=_in_year(when.end, year), due=_due_in(when, year))
    return replace(
        task,
        id=_carried_id(task, year),
        plan_id=plan_id,
        when=moved,
        when_text=re.sub(rf"(?<!\d){before}(?!\d)", str(year), task.when_text),
        state=TaskState.TODO,
        origin=TaskOrigin.WARD,
    )


def _in_year(day: dt.date | None, year: int) -> dt.date | None:
    if day is None:
        return None
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def _due_in(when: When, year: int) -> Due | None:
    return replace(when.due, year=year) if when.due and when.due.year else when.due
