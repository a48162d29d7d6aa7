"""Rows of plans as dataclasses, and back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import NamedTuple

from ttcs_desktop.basics.clock import local, unstamp
from ttcs_desktop.ledger.model import Put, Table
from ttcs_desktop.plans.inside.repository import TABLES as INSIDE_TABLES
from ttcs_desktop.plans.model import Occurrence, Plan, Task, TaskOrigin, TaskState
from ttcs_desktop.plans.timing import Due, Every, When, WhenKind
from ttcs_desktop.storage.database import Database, Row
from ttcs_desktop.storage.search import PartOf, Searched, day_of, joined, list_of

PLAN = Table(
    "plans",
    "plan",
    "plans.plan",
    searched=Searched("plan", "plan", joined("number", "about"), joined("issuer", day_of("issued_on"), "year")),
)
_RESULTS = (
    f"(SELECT group_concat({joined('result', 'difficulty', 'document')}, ' · ') FROM occurrence "
    "WHERE occurrence.task_id = task.id AND occurrence.deleted_at IS NULL)"
)
_TASK_SEARCHED = Searched(
    "task",
    "task",
    "text",
    joined("when_text", list_of("lead"), list_of("coordinating"), "product", "note", "group_title", _RESULTS),
)
TASK = Table("plans", "task", "plans.task", searched=_TASK_SEARCHED)
OCCURRENCE = Table("plans", "occurrence", "plans.occurrence", searched=PartOf(_TASK_SEARCHED), owner="task_id")
TABLES = (PLAN, TASK, OCCURRENCE, *INSIDE_TABLES)

_PLAN = "id, number, about, issuer, issued_on, year, source_name, source_sha256"
_TASK = (
    "id, plan_id, position, number, group_title, text, lead, coordinating, when_text, when_kind, when_start, "
    "when_end, when_due, when_every, when_strict, product, note, state, origin, person, created_at, updated_at"
)
_OCCURRENCE = "id, task_id, period, state, result, difficulty, done_on, person, evidence, document"


class RepeatingTask(NamedTuple):
    """What tells whether a repeating task still runs; `end` is its last day where the paper sets one."""

    id: str
    plan_id: str
    text: str
    end: dt.date | None


class PlansRepository:
    """The subject's questions to the file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def plans(self) -> list[Plan]:
        """Every plan, the newest first."""
        rows = self._database.rows(
            f"SELECT {_PLAN} FROM plan WHERE deleted_at IS NULL ORDER BY year DESC, created_at DESC, id"
        )
        return [_plan(row) for row in rows]

    def plan_of_source(self, source_sha256: str) -> Plan | None:
        """The plan that came from a file of this digest."""
        row = self._database.row(
            f"SELECT {_PLAN} FROM plan WHERE source_sha256 = ? AND deleted_at IS NULL", (source_sha256,)
        )
        return _plan(row) if row else None

    def tasks(self, plan_id: str | None = None) -> list[Task]:
        """The tasks of a plan in the annex's order, or of all plans."""
        rows = self._database.rows(
            f"SELECT {_TASK} FROM task WHERE deleted_at IS NULL AND (? IS NULL OR plan_id = ?) "
            "ORDER BY plan_id, position, id",
            (plan_id, plan_id),
        )
        return [_task(row) for row in rows]

    def repeating(self) -> list[RepeatingTask]:
        """Of every repeating task what tells whether it still runs; read often, over all the years of a record."""
        rows = self._database.rows(
            "SELECT id, plan_id, text, when_end FROM task WHERE when_kind = 'repeating' AND deleted_at IS NULL"
        )
        return [RepeatingTask(row["id"], row["plan_id"], row["text"], _day(row["when_end"])) for row in rows]

    def office_names(self) -> list[str]:
        """Every office that a task names, those of the newest tasks first."""
        rows = self._database.rows("SELECT lead, coordinating FROM task WHERE deleted_at IS NULL ORDER BY id DESC")
        return list(
            dict.fromkeys(name for row in rows for field in ("lead", "coordinating") for name in json.loads(row[field]))
        )

    def tasks_due_since(self, since: dt.date, repeating: Sequence[str]) -> list[Task]:
        """Tasks that come once and have a due day on or after `since`, and these repeating ones; in no order.

        A due day without a year is written with a leading dash and sorts before every date: it names no day.
        """
        rows = self._database.rows(
            f"SELECT {_TASK} FROM task WHERE deleted_at IS NULL AND (id IN (SELECT value FROM json_each(?)) "
            "OR (when_kind NOT IN ('repeating', 'continuous') AND coalesce(when_due, when_end) >= ?))",
            (json.dumps(list(repeating)), since.isoformat()),
        )
        return [_task(row) for row in rows]

    def tasks_due_in(self, due: dt.date, words: Sequence[str]) -> list[Task]:
        """Tasks with one of some words that stand in a plan of a day's year, or are due on that very day; in order."""
        rows = self._database.rows(
            f"SELECT {_TASK} FROM task WHERE deleted_at IS NULL "
            "AND EXISTS (SELECT 1 FROM json_each(?) WHERE instr(task.text, value)) "
            "AND (coalesce(when_due, when_end) = ? OR plan_id IN (SELECT id FROM plan WHERE year = ?)) "
            "ORDER BY plan_id, position, id",
            (json.dumps(list(words), ensure_ascii=False), due.isoformat(), due.year),
        )
        return [_task(row) for row in rows]

    def leads_in(self, year: int) -> list[tuple[str, tuple[str, ...]]]:
        """(task id, its leads) of a year's plans, and of older ones that go on, the newest plan first."""
        rows = self._database.rows(
            "SELECT task.id, lead FROM task JOIN plan ON plan.id = task.plan_id WHERE task.deleted_at IS NULL "
            "AND (plan.year = ? OR (plan.year < ? AND (when_kind IN ('repeating', 'continuous') "
            "OR coalesce(when_end, when_due) >= ?))) ORDER BY plan.year DESC, plan_id, position, task.id",
            (year, year, f"{year}-01-01"),
        )
        return [(row["id"], tuple(json.loads(row["lead"]))) for row in rows]

    def occurrences(self, task_id: str | None = None) -> list[Occurrence]:
        """What was said of the periods of a task, or of all tasks, in order."""
        rows = self._database.rows(
            f"SELECT {_OCCURRENCE} FROM occurrence WHERE deleted_at IS NULL AND (? IS NULL OR task_id = ?) "
            "ORDER BY task_id, period",
            (task_id, task_id),
        )
        return [_occurrence(row) for row in rows]

    def occurrences_of(self, task_ids: Sequence[str]) -> list[Occurrence]:
        """What was said of the periods of these tasks."""
        rows = self._database.rows(
            f"SELECT {_OCCURRENCE} FROM occurrence WHERE deleted_at IS NULL "
            "AND task_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(task_ids)),),
        )
        return [_occurrence(row) for row in rows]

    def occurrence_ids(self, task_id: str) -> list[str]:
        """The ids of all that was ever said of a task, also of what was taken back."""
        rows = self._database.rows("SELECT id FROM occurrence WHERE task_id = ? ORDER BY period", (task_id,))
        return [row["id"] for row in rows]

    def task(self, task_id: str) -> Task | None:
        row = self._database.row(f"SELECT {_TASK} FROM task WHERE id = ? AND deleted_at IS NULL", (task_id,))
        return _task(row) if row else None

    def step_lines(self, task_id: str) -> list[tuple[int, str, str]]:
        """The history lines that took a task to a step, oldest first: seq, verb, digest of what was written."""
        rows = self._database.rows(
            "SELECT seq, verb, digest FROM history "
            "WHERE verb IN ('plans.set_state', 'plans.tick', 'ledger.undo', 'ledger.redo') "
            "AND seq IN (SELECT seq FROM history_record WHERE record_id = ?) ORDER BY seq",
            (task_id,),
        )
        return [(row["seq"], row["verb"], row["digest"]) for row in rows]


def put_plan(plan: Plan) -> Put:
    return Put(
        PLAN,
        {
            "id": plan.id,
            "number": plan.number,
            "about": plan.about,
            "issuer": plan.issuer,
            "issued_on": plan.issued_on.isoformat() if plan.issued_on else None,
            "year": plan.year,
            "source_name": plan.source_name,
            "source_sha256": plan.source_sha256,
        },
    )


def put_task(task: Task) -> Put:
    return Put(
        TASK,
        {
            "id": task.id,
            "plan_id": task.plan_id,
            "position": task.position,
            "number": task.number,
            "group_title": task.group_title,
            "text": task.text,
            "lead": json.dumps(task.lead, ensure_ascii=False),
            "coordinating": json.dumps(task.coordinating, ensure_ascii=False),
            "when_text": task.when_text,
            "when_kind": task.when.kind.value,
            "when_start": task.when.start.isoformat() if task.when.start else None,
            "when_end": task.when.end.isoformat() if task.when.end else None,
            "when_due": str(task.when.due) if task.when.due else None,
            "when_every": task.when.every.value if task.when.every else None,
            "when_strict": int(task.when.strict),
            "product": task.product,
            "note": task.note,
            "state": task.state.value,
            "origin": task.origin.value,
            "person": task.person,
        },
    )


def put_occurrence(said: Occurrence) -> Put:
    return Put(
        OCCURRENCE,
        {
            "id": said.id,
            "task_id": said.task_id,
            "period": said.period,
            "state": said.state.value,
            "result": said.result,
            "difficulty": said.difficulty,
            "done_on": said.done_on.isoformat() if said.done_on else None,
            "person": said.person,
            "evidence": json.dumps(said.evidence, ensure_ascii=False),
            "document": said.document,
        },
    )


def _occurrence(row: Row) -> Occurrence:
    return Occurrence(
        id=row["id"],
        task_id=row["task_id"],
        period=row["period"],
        state=TaskState(row["state"]),
        result=row["result"],
        difficulty=row["difficulty"],
        done_on=_day(row["done_on"]),
        person=row["person"],
        evidence=tuple((subject, record_id) for subject, record_id in json.loads(row["evidence"])),
        document=row["document"],
    )


def _plan(row: Row) -> Plan:
    return Plan(
        id=row["id"],
        number=row["number"],
        about=row["about"],
        issuer=row["issuer"],
        issued_on=_day(row["issued_on"]),
        year=row["year"],
        source_name=row["source_name"],
        source_sha256=row["source_sha256"],
    )


def _task(row: Row) -> Task:
    when = When(
        kind=WhenKind(row["when_kind"]),
        start=_day(row["when_start"]),
        end=_day(row["when_end"]),
        due=Due.parse(row["when_due"]) if row["when_due"] else None,
        every=Every(row["when_every"]) if row["when_every"] else None,
        strict=bool(row["when_strict"]),
    )
    return Task(
        id=row["id"],
        plan_id=row["plan_id"],
        position=row["position"],
        number=row["number"],
        group_title=row["group_title"],
        text=row["text"],
        lead=tuple(json.loads(row["lead"])),
        coordinating=tuple(json.loads(row["coordinating"])),
        when_text=row["when_text"],
        when=when,
        product=row["product"],
        note=row["note"],
        state=TaskState(row["state"]),
        origin=TaskOrigin(row["origin"]),
        person=row["person"],
        entered_on=local(unstamp(row["created_at"])).date(),
        stated_on=local(unstamp(row["updated_at"])).date(),
    )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
