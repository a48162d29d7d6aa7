"""Plans and their tasks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

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


class TaskState(StrEnum):
    """How far a task is (trạng thái nhiệm vụ): not begun, under way, waiting for others, done."""

    TODO = "todo"
    DOING = "doing"
    WAITING = "waiting"
    DONE = "done"


NEXT_STEP = {
    TaskState.TODO: TaskState.DOING,
    TaskState.DOING: TaskState.WAITING,
    TaskState.WAITING: TaskState.DONE,
    TaskState.DONE: TaskState.TODO,
}


class TaskOrigin(StrEnum):
    """Who owns the wording: this ward, or the city, whose rows are read-only here."""

    WARD = "ward"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class Task:
    """One task (nhiệm vụ) of a plan, in the annex's own order, words and numbers."""

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
