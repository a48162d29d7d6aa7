"""Plans and their tasks."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.plans.timing import When


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan (kế hoạch) whose annex gave tasks. `number` as printed: "75/KH-UBND"."""

    id: str
    number: str
    about: str
    issuer: str
    issued_on: dt.date | None
    year: int
    source_name: str
    source_sha256: str


@dataclass(frozen=True, slots=True)
class PlanHead:
    """What the officer says of the plan itself."""

    number: str
    about: str = ""
    issuer: str = ""
    issued_on: dt.date | None = None


class TaskState(StrEnum):
    """How far a task is (trạng thái nhiệm vụ): not begun, under way, waiting for others, done.

    A dropped one (không thực hiện) is closed with a reason.
    """

    TODO = "todo"
    DOING = "doing"
    WAITING = "waiting"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def is_open(self) -> bool:
        """Whether something is still owed."""
        return self not in (TaskState.DONE, TaskState.DROPPED)


NEXT_STEP = {
    TaskState.TODO: TaskState.DOING,
    TaskState.DOING: TaskState.WAITING,
    TaskState.WAITING: TaskState.DONE,
    TaskState.DONE: TaskState.TODO,
    TaskState.DROPPED: TaskState.TODO,
}


class TaskOrigin(StrEnum):
    """Who owns the wording: this ward, or the city, whose rows are read-only here."""

    WARD = "ward"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class Task:
    """One task (nhiệm vụ) of a plan, in the annex's own order, words and numbers.

    `person` is the id of who in the office sees to it, or empty. `state` is that of the period at hand, `entered_on`
    the day it was taken in, `stated_on` the day its row was last written: a state that an older program kept there
    belongs to that day's period.
    """

    id: str
    plan_id: str
    position: int
    number: str
    group_title: str
    text: str
    lead: tuple[str, ...]
    coordinating: tuple[str, ...]
    when_text: str
    when: When
    product: str
    note: str
    state: TaskState
    origin: TaskOrigin
    person: str = ""
    entered_on: dt.date | None = None
    stated_on: dt.date | None = None


Evidence = tuple[str, str]
"""What proves a result: the subject and the id of an item, an airing, a report (`statistics`, `184-6T/2026`)."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What was said of one period of a task (kết quả kỳ). `period` is a key of `recurrence`, "once" for a task that
    does not come again.

    Attributes:
        result, difficulty: in words; the difficulty (khó khăn, vướng mắc) of a dropped one is its reason.
        done_on: the day it was done; None unless `state` is done.
        person: the id of who did it, or empty.
        document: number and day of a paper, in words.
    """

    id: str
    task_id: str
    period: str
    state: TaskState = TaskState.TODO
    result: str = ""
    difficulty: str = ""
    done_on: dt.date | None = None
    person: str = ""
    evidence: tuple[Evidence, ...] = ()
    document: str = ""


def occurrence_of(task_id: str, period: str) -> Occurrence:
    """A period of which nothing was said yet; every PC gives it the same id."""
    return Occurrence(stable_id("occurrence", task_id, period), task_id, period)
