"""Steps, notes and links of a task."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.basics.values import dataclass

Linked = tuple[str, str]
"""What a task has to do with: the subject and the id of an item, an airing, a report."""


@dataclass(frozen=True, slots=True)
class TaskStep:
    """One step (bước) of a task's checklist; `done_on` is None while it is open, `person` who ticked it."""

    id: str
    task_id: str
    position: int
    text: str
    done_on: dt.date | None = None
    person: str = ""


@dataclass(frozen=True, slots=True)
class TaskNote:
    """A note (ghi chú) on a task: who wrote it and when (UTC), and when it was last reworded, None for never."""

    id: str
    task_id: str
    text: str
    at: dt.datetime
    person: str
    reworded_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class TaskLink:
    """That a task has to do with a record of another subject (liên quan)."""

    id: str
    task_id: str
    linked: Linked


@dataclass(frozen=True, slots=True)
class Inside:
    """All of it, for one task."""

    steps: tuple[TaskStep, ...] = ()
    notes: tuple[TaskNote, ...] = ()
    links: tuple[TaskLink, ...] = ()

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(1 for step in self.steps if step.done_on is not None)
