"""Saving an annex that was looked through: as a plan of its own, into a plan that is there, or in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.plans.editing import FACTS
from ttcs_desktop.plans.followed import said_of
from ttcs_desktop.plans.inside.repository import InsideRepository
from ttcs_desktop.plans.model import Occurrence, Plan, PlanHead, Task, TaskOrigin, TaskState
from ttcs_desktop.plans.repository import OCCURRENCE, TASK, PlansRepository, put_occurrence, put_plan, put_task
from ttcs_desktop.vietnamese.text import tidy

if TYPE_CHECKING:
    from ttcs_desktop.plans.again import Likeness
    from ttcs_desktop.plans.annex_draft import DraftTask
    from ttcs_desktop.plans.service import ReadAnnex


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of an annex.

    Attributes:
        added, kept, removed: how many tasks are new, were there, went to the recycle bin.
        held: how many the annex has no more and that stay, because the log or a report stands on them.
    """

    plan: Plan
    added: int
    kept: int = 0
    removed: int = 0
    held: int = 0


class TakingIn:
    """Each way is one action."""

    def __init__(self, repository: PlansRepository, inside: InsideRepository, ledger: Ledger) -> None:
        self._repository = repository
        self._inside = inside
        self._ledger = ledger

    def likeness(self, read: ReadAnnex, number: str, year: int | None) -> Likeness | None:
        """The plan of that year that an annex looks like, from whatever file it came."""
        from ttcs_desktop.plans.again import likest  # noqa: PLC0415  only who reads an annex pays

        return likest(read.annex.tasks, number, year, self._repository.plans(), self._repository.tasks())

    def as_new(self, read: ReadAnnex, head: PlanHead, year: int, drafts: Sequence[DraftTask]) -> TakenIn:
        """A plan of its own.

        Raises:
            InvalidInput: `annex_no_table` when there is no task to save.
        """
        _check(drafts)
        plan = _headed(Plan(self._ledger.new_id(), "", "", "", None, year, "", ""), read, head, year)
        tasks = [self._task(plan, position, draft) for position, draft in enumerate(drafts, start=1)]
        self._ledger.save("plans.import", [put_plan(plan), *(put_task(task) for task in tasks)])
        return TakenIn(plan, len(tasks))

    def into(self, plan_id: str, drafts: Sequence[DraftTask]) -> TakenIn:
        """Tasks that a plan does not have yet, behind those of their group; the plan itself stays as it is.

        Raises:
            InvalidInput: `record_gone`; `annex_no_table`.
        """
        _check(drafts)
        plan, known = self._plan(plan_id), self._repository.tasks(plan_id)
        places = {tidy(task.group_title): task.position for task in known}
        last = max(places.values(), default=0)
        tasks = []
        for draft in drafts:
            if tidy(draft.group) not in places:
                last += 1
                places[tidy(draft.group)] = last
            tasks.append(self._task(plan, places[tidy(draft.group)], draft))
        self._ledger.save("plans.import_more", [put_task(task) for task in tasks])
        return TakenIn(plan, len(tasks), len(known))

    def in_place_of(
        self, like: Likeness, read: ReadAnnex, head: PlanHead, year: int, drafts: Sequence[DraftTask]
    ) -> TakenIn:
        """The annex in the place of a plan: tasks that it still has keep their results, others come and go.

        A task that the log or a report stands on, and one of the city, never goes.

        Raises:
            InvalidInput: `record_gone`; `annex_no_table`.
        """
        from ttcs_desktop.plans.again import matched  # noqa: PLC0415  as above

        _check(drafts)
        with self._ledger.together():
            before = self._plan(like.plan.id)
            plan = _headed(before, read, head, year)
            known = self._repository.tasks(plan.id)
            said = {task.id: self._repository.occurrences(task.id) for task in known}
            same = matched(drafts, known)
            puts = [put_plan(plan)]
            for position, draft in enumerate(drafts, start=1):
                was = same.get(position - 1)
                if was is not None and was.origin is TaskOrigin.CITY:
                    puts.append(put_task(replace(was, position=position)))  # its words are not ours
                    continue
                puts.append(put_task(self._task(plan, position, draft, was)))
                puts += _state_of_row(was, said[was.id]) if was is not None else []
            kept_ids = {task.id for task in same.values()}
            missing = [task for task in known if task.id not in kept_ids]
            held = [task for task in missing if task.origin is TaskOrigin.CITY or _is_proof(said[task.id])]
            going = [task for task in missing if task not in held]
            puts += [put_task(replace(task, position=len(drafts) + at)) for at, task in enumerate(held, start=1)]
            gone = [
                (TASK, [task.id for task in going]),
                (OCCURRENCE, [one.id for task in going for one in said[task.id]]),
                *self._inside.rows_under([task.id for task in going]),
            ]
            self._ledger.exchange("plans.replace", puts, [one for one in gone if one[1]])
        return TakenIn(plan, len(drafts) - len(same), len(same), len(going), len(held))

    def _plan(self, plan_id: str) -> Plan:
        found = next((plan for plan in self._repository.plans() if plan.id == plan_id), None)
        if found is None:
            raise InvalidInput("", "record_gone")
        return found

    def _task(self, plan: Plan, position: int, draft: DraftTask, was: Task | None = None) -> Task:
        return Task(
            id=was.id if was else self._ledger.new_id(),
            plan_id=plan.id,
            position=position,
            number=draft.number,
            group_title=draft.group,
            text=draft.text,
            lead=draft.lead,
            coordinating=draft.with_,
            when_text=draft.when_text,
            when=draft.when,
            product=draft.product,
            note=draft.note,
            state=TaskState.TODO,
            origin=was.origin if was else TaskOrigin.WARD,
            person=was.person if was else "",
        )


def changes_of(taken: TakenIn) -> Changes:
    """The notice of what was taken in."""
    return Changes(frozenset({"plans"}), (taken.plan.id,))


def _check(drafts: Sequence[DraftTask]) -> None:
    if not drafts:
        raise InvalidInput("file", "annex_no_table")


def _headed(plan: Plan, read: ReadAnnex, head: PlanHead, year: int) -> Plan:
    return replace(
        plan,
        number=tidy(head.number) or read.annex.plan_number or plan.number,
        about=tidy(head.about) or plan.about,
        issuer=tidy(head.issuer) or plan.issuer,
        issued_on=head.issued_on or plan.issued_on,
        year=year,
        source_name=read.source_name,
        source_sha256=read.source_sha256,
    )


def _is_proof(said: Sequence[Occurrence]) -> bool:
    return any(subject in FACTS for one in said for subject, _ in one.evidence)


def _state_of_row(task: Task, said: Sequence[Occurrence]) -> list[Put]:
    """A state that an older program kept in the row belongs to a day that the row's new stamp would move."""
    if task.state is TaskState.TODO:
        return []
    return [put_occurrence(one) for one in said_of(task, {one.period: one for one in said}).values()]
