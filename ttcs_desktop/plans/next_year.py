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
from ttcs_desktop.basics.periods import in_year
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.plans.followed import FollowedTask
from ttcs_desktop.plans.following import Following
from ttcs_desktop.plans.model import Plan, Task, TaskOrigin, TaskState
from ttcs_desktop.plans.repository import put_plan, put_task
from ttcs_desktop.plans.timing import Due, When
from ttcs_desktop.plans.wording import carried_about

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


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
    """The task with its days moved on so that it ends in another year; the words of its time name the years anew."""
    when = task.when
    years = year - when.end.year if when.end else 1
    named = {day.year for day in (when.start, when.end) if day} | ({when.due.year} if when.due else set())
    return replace(
        task,
        id=_carried_id(task, year),
        plan_id=plan_id,
        when=replace(when, start=_moved(when.start, years), end=_moved(when.end, years), due=_due_moved(when, years)),
        when_text=_YEAR.sub(lambda found: _year_moved(found[0], named, years), task.when_text),
        state=TaskState.TODO,
        origin=TaskOrigin.WARD,
    )


def _year_moved(written: str, named: Collection[int | None], years: int) -> str:
    return str(int(written) + years) if int(written) in named else written


def _moved(day: dt.date | None, years: int) -> dt.date | None:
    return day and in_year(day, day.year + years)


def _due_moved(when: When, years: int) -> Due | None:
    day = when.due.date if when.due else None
    return Due.of(in_year(day, day.year + years)) if day else when.due
