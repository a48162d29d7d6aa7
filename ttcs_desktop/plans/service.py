"""What the office does with plans and tasks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.plans.editing import Editing
from ttcs_desktop.plans.following import Following
from ttcs_desktop.plans.inside.repository import InsideRepository
from ttcs_desktop.plans.inside.service import TaskInside
from ttcs_desktop.plans.model import NEXT_STEP, Plan, PlanHead, Task, TaskState
from ttcs_desktop.plans.repository import PlansRepository, put_plan
from ttcs_desktop.plans.taking_in import TakingIn
from ttcs_desktop.plans.together import Together
from ttcs_desktop.vietnamese.text import tidy

if TYPE_CHECKING:
    from ttcs_desktop.grids.pasted import Pasted
    from ttcs_desktop.office.agencies import Agencies
    from ttcs_desktop.plans.annex_draft import Annex, DraftTask

__all__ = ["PlanHead", "Plans", "ReadAnnex"]


@dataclass(frozen=True, slots=True)
class ReadAnnex:
    """An annex that was read and looked at, and the file it came from."""

    annex: Annex
    source_name: str
    source_sha256: str


class Plans:
    """Annexes become tasks; tasks are followed.

    Attributes:
        following: how far tasks are, period by period.
        editing: tasks corrected, added by hand, taken out.
        inside: steps, notes and links of a task.
        together: several tasks changed as one.
        taking_in: the ways an annex becomes tasks, also one that is there already.
    """

    def __init__(
        self,
        repository: PlansRepository,
        inside: InsideRepository,
        ledger: Ledger,
        following: Following,
        agencies: Agencies,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._ledger = ledger
        self._agencies = agencies
        self.following = following
        self.editing = Editing(repository, inside, ledger)
        self.taking_in = TakingIn(repository, inside, ledger)
        self.inside = TaskInside(inside, ledger, clock)
        self.together = Together(repository, ledger, self.following, clock)

    def read(self, path: Path, *, year: int | None = None) -> ReadAnnex:
        """Read an annex; nothing is saved. Names that the office has learnt are understood.

        Raises:
            InvalidInput, EnvironmentProblem: codes of `grids` and `annex_no_table`.
        """
        from ttcs_desktop.plans.annex import read_annex  # noqa: PLC0415  Word's reader: only who reads an annex pays

        annex = read_annex(path, year=year, known=self._agencies.learnt())
        return ReadAnnex(self._understood(annex), path.name, sha256_hex(path.read_bytes()))

    def read_pasted(self, pasted: Pasted, source_name: str, *, year: int | None = None) -> ReadAnnex:
        """Read an annex that was copied elsewhere; `source_name` stands where a file's name would.

        Raises:
            InvalidInput: codes of `grids` and `paste_no_table`.
        """
        from ttcs_desktop.plans.annex import pasted_annex  # noqa: PLC0415  as above

        annex = pasted_annex(pasted, year=year, known=self._agencies.learnt())
        digest = sha256_hex(f"{pasted.html}\0{pasted.text}".encode("utf-8", "replace"))
        return ReadAnnex(self._understood(annex), source_name, digest)

    def _understood(self, annex: Annex) -> Annex:
        from ttcs_desktop.plans.annex_learnt import in_one_spelling, with_learnt  # noqa: PLC0415  as above

        learnt = self._agencies.learnt()
        return in_one_spelling(with_learnt(annex, learnt), [*learnt.values(), *self._repository.office_names()])

    def take_in(self, read: ReadAnnex, head: PlanHead, year: int, drafts: Sequence[DraftTask] | None = None) -> Plan:
        """Save an annex that was looked through. `drafts` are its tasks as the officer left them.

        The same file again is the same plan: nothing is added.

        Raises:
            InvalidInput: `annex_no_table` when there is no task to save.
        """
        known = self._repository.plan_of_source(read.source_sha256)
        if known is not None:
            return known
        return self.taking_in.as_new(read, head, year, read.annex.tasks if drafts is None else drafts).plan

    def led_in(self, year: int) -> list[tuple[str, tuple[str, ...]]]:
        """(task id, its leads) of what is owed in a year, the newest plan first."""
        return self._repository.leads_in(year)

    def known_source(self, read: ReadAnnex) -> Plan | None:
        """The plan that this file has already given, if any."""
        return self._repository.plan_of_source(read.source_sha256)

    def plan(self, plan_id: str) -> Plan:
        """A plan by its id.

        Raises:
            InvalidInput: `record_gone`.
        """
        found = next((plan for plan in self._repository.plans() if plan.id == plan_id), None)
        if found is None:
            raise InvalidInput("", "record_gone")
        return found

    def correct_head(
        self, plan_id: str, number: str, about: str, issued_on: dt.date | None, *, issuer: str | None = None
    ) -> Plan:
        """Say anew what a plan is called; its tasks and the year they are dated by stay, and an issuer not given.

        Raises:
            InvalidInput: `record_gone`; `issued_after_year` when the day lies after the plan's own year.
        """
        plan = self.plan(plan_id)
        if issued_on is not None and issued_on.year > plan.year:
            raise InvalidInput("issued_on", "issued_after_year", year=plan.year)
        issuer = plan.issuer if issuer is None else tidy(issuer)
        mended = replace(plan, number=tidy(number), about=tidy(about), issued_on=issued_on, issuer=issuer)
        if mended != plan:
            self._ledger.save("plans.correct", [put_plan(mended)])
        return mended

    def plans(self) -> list[Plan]:
        return self._repository.plans()

    def tasks(self, plan_id: str | None = None) -> list[Task]:
        """The tasks of a plan in the annex's order, or of all plans."""
        return [one.task for one in self.following.tasks(plan_id)]

    def task(self, task_id: str) -> Task:
        return self.following.task(task_id).task

    def advance(self, task_id: str) -> Task:
        """Take the period at hand of a task to its next step; from done it opens again."""
        return self.set_state(task_id, NEXT_STEP[self.task(task_id).state])

    def set_state(self, task_id: str, state: TaskState) -> Task:
        return self.following.set_state(task_id, state)

    def steps(self, task_id: str) -> dict[int, tuple[TaskState, TaskState]]:
        """From which state to which each history line (its seq) took a task, where that is still known."""
        return self.following.steps(task_id)

    def tick(self, task_ids: Sequence[str]) -> Changes:
        """Mark tasks done because what they asked for has been proven, as one action."""
        return self.following.tick(task_ids)
