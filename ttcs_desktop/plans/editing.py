"""Correcting what an annex gave, adding what it forgot, and taking out what should not be there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ttcs_desktop.basics.changes import NOTHING, Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Table
from ttcs_desktop.plans.followed import said_of
from ttcs_desktop.plans.inside.repository import InsideRepository
from ttcs_desktop.plans.model import Occurrence, Plan, PlanHead, Task, TaskOrigin, TaskState
from ttcs_desktop.plans.repository import OCCURRENCE, PLAN, TASK, PlansRepository, put_occurrence, put_plan, put_task
from ttcs_desktop.plans.timing import When
from ttcs_desktop.vietnamese.text import fold, tidy

if TYPE_CHECKING:
    from ttcs_desktop.plans.when import WhenReading

# Evidence in what is no longer the office's alone: a line of the log, a report that was frozen or sent.
FACTS = frozenset({"broadcast", "statistics"})
_REFUSED_TIMES = {"no_such_date": "no_such_date", "time_unreadable": "task_time_unreadable"}


@dataclass(frozen=True, slots=True)
class TaskWords:
    """What an officer may say of a task; the rest of it is reckoned."""

    text: str
    number: str = ""
    group_title: str = ""
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    when_text: str = ""
    product: str = ""
    note: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Going:
    """What leaves the record together: tasks, the periods that something was said of, and what is `inside` them."""

    tasks: tuple[Task, ...]
    said: tuple[Occurrence, ...]
    inside: tuple[tuple[Table, list[str]], ...] = ()


def words_of(task: Task) -> TaskWords:
    """A task as it can be corrected."""
    return TaskWords(
        task.text,
        task.number,
        task.group_title,
        task.lead,
        task.coordinating,
        task.when_text,
        task.product,
        task.note,
        task.person,
    )


def read_time(text: str, year: int | None) -> WhenReading:
    """A time as an officer typed it, with what is unsure about it; empty is "khi phát sinh".

    Raises:
        InvalidInput: `no_such_date`, `task_time_unreadable` (when_text).
    """
    from ttcs_desktop.plans.when import parse_when  # noqa: PLC0415  reading times is for who corrects one

    reading = parse_when(tidy(text), year=year)
    for doubt in reading.doubts:
        if doubt.code in _REFUSED_TIMES:
            raise InvalidInput("when_text", _REFUSED_TIMES[doubt.code], **dict(doubt.details))
    return reading


class Editing:
    """Tasks corrected, added and taken out; each is one action."""

    def __init__(self, repository: PlansRepository, inside: InsideRepository, ledger: Ledger) -> None:
        self._repository = repository
        self._inside = inside
        self._ledger = ledger

    def correct(self, task_id: str, said: TaskWords) -> Task:
        """Say a task anew. What was said of its periods stays, also where its new time has no such period.

        Raises:
            InvalidInput: `record_gone`; `task_of_city`, whose words are not ours; `text_missing` (text); codes of
                `read_time`.
        """
        before = self._task(task_id)
        if before.origin is TaskOrigin.CITY:
            raise InvalidInput("", "task_of_city")
        said, stood = _tidied(said), _tidied(words_of(before))
        if said == stood:
            return before
        when = before.when
        if said.when_text == stood.when_text:
            said = replace(said, when_text=before.when_text)  # in the annex's own lines
        else:
            when = read_time(said.when_text, self._plan(before.plan_id).year).when
        position = before.position
        if said.group_title != stood.group_title:
            position = self._place_in(before.plan_id, said.group_title)
        after = _worded(replace(before, position=position), said, when)
        # A state that an older program kept in the row belongs to a day that the row's new stamp would move.
        kept = [] if before.state is TaskState.TODO else list(said_of(before, self._said(task_id)).values())
        self._ledger.save(
            "plans.correct_task",
            [put_task(replace(after, state=TaskState.TODO)), *(put_occurrence(one) for one in kept)],
        )
        return after

    def add(self, plan_id: str, said: TaskWords) -> Task:
        """Add a task by hand, at the end of its group.

        Raises:
            InvalidInput: as `correct`.
        """
        plan, said = self._plan(plan_id), _tidied(said)
        when = read_time(said.when_text, plan.year).when
        blank = Task(
            id=self._ledger.new_id(),
            plan_id=plan_id,
            position=self._place_in(plan_id, said.group_title),
            number="",
            group_title="",
            text="",
            lead=(),
            coordinating=(),
            when_text="",
            when=when,
            product="",
            note="",
            state=TaskState.TODO,
            origin=TaskOrigin.WARD,
        )
        task = _worded(blank, said, when)
        self._ledger.save("plans.add_task", [put_task(task)])
        return task

    def open_plan(self, head: PlanHead, year: int) -> Plan:
        """A plan without an annex, whose tasks are added by hand.

        Raises:
            InvalidInput: `issued_after_year` (issued_on).
        """
        if head.issued_on is not None and head.issued_on.year > year:
            raise InvalidInput("issued_on", "issued_after_year", year=year)
        number, about, issuer = tidy(head.number), tidy(head.about), tidy(head.issuer)
        plan = Plan(self._ledger.new_id(), number, about, issuer, head.issued_on, year, "", "")
        self._ledger.save("plans.open_plan", [put_plan(plan)])
        return plan

    def going(self, task_ids: Sequence[str]) -> Going:
        """What would leave the record with these tasks.

        Raises:
            InvalidInput: `record_gone`; `task_of_city`; `task_is_proof`, where the log or a report stands on one.
        """
        tasks = tuple(self._task(task_id) for task_id in dict.fromkeys(task_ids))
        said = tuple(one for task in tasks for one in self._repository.occurrences(task.id))
        if any(task.origin is TaskOrigin.CITY for task in tasks):
            raise InvalidInput("", "task_of_city")
        told = {one.task_id for one in said if any(subject in FACTS for subject, _ in one.evidence)}
        proving = [task for task in tasks if task.id in told]
        if proving:
            raise InvalidInput("", "task_is_proof", task=_named(proving[0]), more=len(proving) - 1)
        return Going(tasks, said, tuple(self._inside.rows_under([task.id for task in tasks])))

    def remove(self, task_ids: Sequence[str]) -> Changes:
        """Move tasks to the recycle bin, with what was said of their periods, as one action.

        Raises:
            InvalidInput: as `going`; nothing is moved then.
        """
        with self._ledger.together():
            going = self.going(task_ids)
            return self._ledger.exchange("plans.remove_task", (), _rows_of(going)) if going.tasks else NOTHING

    def remove_plan(self, plan_id: str) -> Changes:
        """Move a plan with all its tasks to the recycle bin, as one action.

        Raises:
            InvalidInput: as `going`.
        """
        with self._ledger.together():
            plan = self._plan(plan_id)
            going = self.going([task.id for task in self._repository.tasks(plan_id)])
            return self._ledger.exchange("plans.remove_plan", (), [(PLAN, [plan.id]), *_rows_of(going)])

    def groups(self, plan_id: str) -> list[str]:
        """The headings of a plan in its order, without the empty one."""
        return list(dict.fromkeys(task.group_title for task in self._repository.tasks(plan_id) if task.group_title))

    def _place_in(self, plan_id: str, group: str) -> int:
        """The position of the last task of a group: tasks of one position stand in the order in which they were made.

        So nothing else has to move. A heading that is new comes last.
        """
        tasks = self._repository.tasks(plan_id)
        inside = [task.position for task in tasks if fold(tidy(task.group_title)) == fold(group)]
        return inside[-1] if inside else max((task.position for task in tasks), default=0) + 1

    def _said(self, task_id: str) -> dict[str, Occurrence]:
        return {one.period: one for one in self._repository.occurrences(task_id)}

    def _task(self, task_id: str) -> Task:
        found = self._repository.task(task_id)
        if found is None:
            raise InvalidInput("", "record_gone")
        return found

    def _plan(self, plan_id: str) -> Plan:
        found = next((plan for plan in self._repository.plans() if plan.id == plan_id), None)
        if found is None:
            raise InvalidInput("", "record_gone")
        return found


def _rows_of(going: Going) -> list[tuple[Table, list[str]]]:
    rows = [(TASK, [task.id for task in going.tasks]), (OCCURRENCE, [one.id for one in going.said]), *going.inside]
    return [(table, ids) for table, ids in rows if ids]


def _tidied(said: TaskWords) -> TaskWords:
    if not tidy(said.text):
        raise InvalidInput("text", "text_missing")
    lead, partners = (
        tuple(dict.fromkeys(name for one in names if (name := tidy(one)))) for names in (said.lead, said.coordinating)
    )
    return TaskWords(
        _in_lines(said.text),
        tidy(said.number),
        tidy(said.group_title),
        lead,
        tuple(name for name in partners if name not in lead),
        tidy(said.when_text),
        _in_lines(said.product),
        _in_lines(said.note),
        said.person,
    )


def _in_lines(text: str) -> str:
    """Tidied line by line: an annex sets lists inside a cell."""
    return "\n".join(line for one in text.splitlines() if (line := tidy(one)))


def _worded(task: Task, said: TaskWords, when: When) -> Task:
    return replace(
        task,
        text=said.text,
        number=said.number,
        group_title=said.group_title,
        lead=said.lead,
        coordinating=said.coordinating,
        when_text=said.when_text,
        when=when,
        product=said.product,
        note=said.note,
        person=said.person,
    )


def _named(task: Task) -> str:
    words = tidy(task.text)
    return words if len(words) <= 60 else f"{words[:60].rstrip()} …"
