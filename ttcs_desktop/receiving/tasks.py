"""Tasks that the city gives: their words are the city's and read-only here; what the ward did about them is its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ttcs_desktop.basics.clock import local
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.ledger.received import ReceivedLine
from ttcs_desktop.plans.followed import FollowedTask, said_of
from ttcs_desktop.plans.model import Plan, Task, TaskOrigin, TaskState
from ttcs_desktop.plans.repository import PlansRepository, put_occurrence, put_plan, put_task
from ttcs_desktop.plans.when import parse_when
from ttcs_desktop.receiving.reading import Content
from ttcs_desktop.receiving.wording import is_taken_back, taken_back

KIND = "task"


def task_id_of(thing_id: str) -> str:
    """The task of a line: the same id on every PC of the ward."""
    return stable_id("city", KIND, thing_id)


class Tasks:
    """Makes the rows of task lines."""

    def __init__(self, repository: PlansRepository) -> None:
        self._repository = repository

    def rows(self, line: ReceivedLine) -> list[Put]:
        """What a line changes. A task that is taken back is not to be done any more; what was done stays.

        Nothing of it is owed then, in no later period either: its time ends with the period at hand. Given again, it is
        owed again, but for what the ward itself gave up.

        Raises:
            InvalidInput: `line_unreadable`.
        """
        known = self._repository.task(task_id_of(line.told.thing_id))
        content = Content.of(line)
        if line.told.withdrawn:
            return self._taken_back(line, known, content) if known else []
        plan, plan_is_new = self._plan(line, content.part("plan"))
        when_text = content.words("when")
        task = Task(
            id=task_id_of(line.told.thing_id),
            plan_id=plan.id,
            position=known.position if known else self._next_place(plan.id),
            number=content.words("number", most=40),
            group_title=content.words("group"),
            text=content.text("text", needed=True, most=10_000).strip(),
            lead=content.names("lead"),
            coordinating=content.names("coordinating"),
            when_text=when_text,
            when=parse_when(when_text, year=plan.year).when,
            product=content.words("product"),
            note=content.words("note"),
            state=TaskState.DONE if known and known.state is TaskState.DONE else TaskState.TODO,
            origin=TaskOrigin.CITY,
            person=known.person if known else "",
        )
        again = self._given_again(known) if known else []
        return [*([put_plan(plan)] if plan_is_new else []), put_task(task), *again]

    def _plan(self, line: ReceivedLine, head: Content) -> tuple[Plan, bool]:
        number, issued_on = head.words("number"), head.day("issued_on")
        year = head.number("year", most=2_200) or (issued_on or local(line.told.issued_at).date()).year
        plan_id = stable_id("city", "plan", number, year, line.stream)
        plan = Plan(plan_id, number, head.words("about"), line.told.issuer, issued_on, year, "", "")
        known: Sequence[Plan] = [one for one in self._repository.plans() if one.id == plan_id]
        return plan, list(known) != [plan]

    def _taken_back(self, line: ReceivedLine, known: Task, content: Content) -> list[Put]:
        reason = taken_back(content.words("reason"))
        note = known.note if reason in known.note else f"{known.note} {reason}".strip()
        day = local(line.received_at).date()
        followed = self._followed(known)
        at_hand = followed.current(day)
        last = max(day, at_hand.due or day)
        end = min(last, known.when.end) if known.when.end is not None else last
        when = replace(known.when, end=end) if followed.repeats else known.when
        # Done stays done; what was still to do is dropped, with the city's reason beside it.
        still = {one.key: one.said for one in (*followed.owed(day, last), at_hand) if one.state.is_open}
        dropped = [replace(one, state=TaskState.DROPPED, difficulty=reason) for one in still.values()]
        return [put_task(replace(known, note=note, when=when)), *map(put_occurrence, dropped)]

    def _given_again(self, known: Task) -> list[Put]:
        """What was dropped because the city took the task back is to be done again."""
        back = [
            replace(one, state=TaskState.TODO, difficulty="")
            for one in self._followed(known).said.values()
            if one.state is TaskState.DROPPED and is_taken_back(one.difficulty)
        ]
        return [*map(put_occurrence, back)]

    def _followed(self, task: Task) -> FollowedTask:
        said = {one.period: one for one in self._repository.occurrences_of([task.id])}
        plan = next((one for one in self._repository.plans() if one.id == task.plan_id), None)
        return FollowedTask(task, plan, said_of(task, said))

    def _next_place(self, plan_id: str) -> int:
        return max((task.position for task in self._repository.tasks(plan_id)), default=0) + 1
