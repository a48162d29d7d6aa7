"""Rows of steps, notes and links as dataclasses, and back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

from ttcs_desktop.basics.clock import stamp, unstamp
from ttcs_desktop.ledger.model import Put, Table
from ttcs_desktop.plans.inside.model import Inside, TaskLink, TaskNote, TaskStep
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.search import TextUnder

STEP = Table(
    "plans", "task_step", "plans.step", searched=TextUnder("step", "task_step", "'task'", "task_id", "text", "NULL")
)
NOTE = Table(
    "plans", "task_note", "plans.note", searched=TextUnder("note", "task_note", "'task'", "task_id", "text", "NULL")
)
LINK = Table("plans", "task_link", "plans.link")
TABLES = (STEP, NOTE, LINK)
TASKS_OF = """
SELECT id FROM task WHERE deleted_at IS NULL AND id IN (
  SELECT task_id FROM task_link WHERE record_id = :record AND subject = :subject AND deleted_at IS NULL
  UNION SELECT occurrence.task_id FROM mention JOIN occurrence ON occurrence.id = mention.place_id
  WHERE mention.record_id = :record AND mention.place = 'occurrence' AND occurrence.deleted_at IS NULL)
ORDER BY created_at DESC, plan_id, position, id
"""


class InsideRepository:
    """What is asked of the file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, task_id: str) -> Inside:
        """All that is inside a task: steps in their order, the newest note first, links as they were made."""
        return Inside(
            tuple(self._steps("task_id = ?", task_id)),
            tuple(self._notes("task_id = ?", task_id)),
            tuple(self._links("task_id = ?", task_id)),
        )

    def step(self, step_id: str) -> TaskStep | None:
        return next(iter(self._steps("id = ?", step_id)), None)

    def note(self, note_id: str) -> TaskNote | None:
        return next(iter(self._notes("id = ?", note_id)), None)

    def link(self, link_id: str) -> TaskLink | None:
        return next(iter(self._links("id = ?", link_id)), None)

    def tasks_of(self, subject: str, record_id: str) -> list[str]:
        """The ids of tasks that are linked to a record, or whose result has it as evidence; the newest plan first."""
        rows = self._database.rows(TASKS_OF, {"subject": subject, "record": record_id})
        return [row["id"] for row in rows]

    def rows_under(self, task_ids: Sequence[str]) -> list[tuple[Table, list[str]]]:
        """The ids of what goes with tasks that go, by table; tables without any are left out."""
        found = []
        for table in TABLES:
            rows = self._database.rows(
                f"SELECT id FROM {table.name} WHERE task_id IN (SELECT value FROM json_each(?)) "
                "AND deleted_at IS NULL ORDER BY id",
                (json.dumps(list(task_ids)),),
            )
            if rows:
                found.append((table, [row["id"] for row in rows]))
        return found

    def _steps(self, where: str, value: str) -> list[TaskStep]:
        rows = self._database.rows(
            f"SELECT id, task_id, position, text, done_on, person FROM task_step WHERE {where} "
            "AND deleted_at IS NULL ORDER BY position, id",
            (value,),
        )
        return [
            TaskStep(
                row["id"],
                row["task_id"],
                row["position"],
                row["text"],
                dt.date.fromisoformat(row["done_on"]) if row["done_on"] else None,
                row["person"],
            )
            for row in rows
        ]

    def _notes(self, where: str, value: str) -> list[TaskNote]:
        rows = self._database.rows(
            f"SELECT id, task_id, text, at, person, reworded_at FROM task_note WHERE {where} "
            "AND deleted_at IS NULL ORDER BY at DESC, id DESC",
            (value,),
        )
        return [
            TaskNote(
                row["id"],
                row["task_id"],
                row["text"],
                unstamp(row["at"]),
                row["person"],
                unstamp(row["reworded_at"]) if row["reworded_at"] else None,
            )
            for row in rows
        ]

    def _links(self, where: str, value: str) -> list[TaskLink]:
        rows = self._database.rows(
            f"SELECT id, task_id, subject, record_id FROM task_link WHERE {where} AND deleted_at IS NULL "
            "ORDER BY created_at, id",
            (value,),
        )
        return [TaskLink(row["id"], row["task_id"], (row["subject"], row["record_id"])) for row in rows]


def put_step(step: TaskStep) -> Put:
    return Put(
        STEP,
        {
            "id": step.id,
            "task_id": step.task_id,
            "position": step.position,
            "text": step.text,
            "done_on": step.done_on.isoformat() if step.done_on else None,
            "person": step.person,
        },
    )


def put_note(note: TaskNote) -> Put:
    return Put(
        NOTE,
        {
            "id": note.id,
            "task_id": note.task_id,
            "text": note.text,
            "at": stamp(note.at),
            "person": note.person,
            "reworded_at": stamp(note.reworded_at) if note.reworded_at else None,
        },
    )


def put_link(link: TaskLink) -> Put:
    subject, record_id = link.linked
    return Put(LINK, {"id": link.id, "task_id": link.task_id, "subject": subject, "record_id": record_id})
