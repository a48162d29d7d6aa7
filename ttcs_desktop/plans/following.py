"""Following tasks: each period of a repeating task is done, dropped and told of by itself."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from ttcs_desktop.basics.canonical import canonical_bytes, sha256_hex
from ttcs_desktop.basics.changes import NOTHING, Changes
from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import HistoryLine
from ttcs_desktop.plans.followed import ONCE, OVERDUE_SHOWN, FollowedTask, TaskPeriod, said_of
from ttcs_desktop.plans.model import Evidence, Occurrence, Plan, Task, TaskState
from ttcs_desktop.plans.repository import PlansRepository, RepeatingTask, put_occurrence, put_task
from ttcs_desktop.vietnamese.text import fold, tidy

Step = tuple[TaskState, TaskState]
# Words by which a task says that it asks for a report (báo cáo, thống kê).
_REPORTING = ("bao cao", "thong ke")


@dataclass(frozen=True, slots=True)
class Result:
    """What the officer says of a period; `done_on` counts only where the state is done."""

    state: TaskState
    result: str = ""
    difficulty: str = ""
    done_on: dt.date | None = None
    person: str = ""
    evidence: tuple[Evidence, ...] = ()
    document: str = ""


class Following:
    """How far tasks are, period by period."""

    def __init__(self, repository: PlansRepository, ledger: Ledger, clock: Clock) -> None:
        self._repository = repository
        self._ledger = ledger
        self._clock = clock

    def tasks(self, plan_id: str | None = None) -> list[FollowedTask]:
        """The tasks of a plan in the annex's order, or of all plans, each with the state of its period at hand."""
        tasks, day = self._repository.tasks(plan_id), today(self._clock)
        return [one.with_state(day) for one in self._followed(tasks, self._repeating()[1])]

    def owing(self, day: dt.date) -> list[FollowedTask]:
        """The tasks of which some period may still be owed on `day` or after it, in no order.

        The same answer to `owed` as `tasks` gives, without a walk through the years whose work is past; the state in
        a task's own row is not brought up to the day.
        """
        return self.due_since(day - OVERDUE_SHOWN)

    def due_since(self, since: dt.date) -> list[FollowedTask]:
        """The tasks that have or may have a period due on a day or after it, in no order, as `owing` gives them."""
        repeating, ends = self._repeating()
        running = [
            one.id
            for one in repeating
            if all(end is None or end >= since for end in (one.end, ends.get(one.id)))
        ]  # fmt: skip
        return self._followed(self._repository.tasks_due_since(since, running), ends)

    def written(self, task_id: str) -> Task | None:
        """A task as its row has it, read by itself: its words, not how far it is today. None when it is gone."""
        return self._repository.task(task_id)

    def task(self, task_id: str) -> FollowedTask:
        """A task by its id.

        Raises:
            InvalidInput: `record_gone`.
        """
        written = self._repository.task(task_id)
        if written is None:
            raise InvalidInput("", "record_gone")
        (found,) = self._followed([written], self._repeating()[1])
        return found.with_state(today(self._clock))

    def record(self, task_id: str, period: str, said: Result) -> Occurrence:
        """Keep what is said of a period.

        Raises:
            InvalidInput: `record_gone`; `period_unknown` when the task has no such period; `day_missing` (done_on),
                `done_in_future` (done_on) for a day done; `dropped_without_reason` (difficulty).
        """
        with self._ledger.together():
            found = self.task(task_id).period(period)
            if found is None:
                raise InvalidInput("period", "period_unknown")
            kept = replace(
                found.said,
                state=said.state,
                result=tidy(said.result),
                difficulty=tidy(said.difficulty),
                done_on=said.done_on if said.state is TaskState.DONE else None,
                person=said.person,
                evidence=tuple(dict.fromkeys(said.evidence)),
                document=tidy(said.document),
            )
            self._check(kept)
            if kept != found.said:
                self._ledger.save("plans.record", [put_occurrence(kept)])
            return kept

    def set_state(self, task_id: str, state: TaskState) -> Task:
        """Take the period at hand to a state; what was written of it stays."""
        with self._ledger.together():
            followed = self.task(task_id)
            at_hand = followed.current(today(self._clock))
            self._ledger.save("plans.set_state", [put_occurrence(self._in_state(at_hand.said, state))])
            return replace(followed.task, state=state)

    def tick(self, task_ids: Sequence[str]) -> Changes:
        """Mark the period at hand of tasks done because what they asked for has been proven, as one action."""
        with self._ledger.together():
            day = today(self._clock)
            followed = [self.task(task_id) for task_id in task_ids]
            at_hand = [(one.task.id, one.current(day)) for one in followed]
            open_ones = [(task_id, period.said) for task_id, period in at_hand if period.state.is_open]
            if not open_ones:
                return NOTHING
            puts = [put_occurrence(self._in_state(said, TaskState.DONE)) for _, said in open_ones]
            changes = self._ledger.save("plans.tick", puts)
            return Changes(changes.subjects, tuple(task_id for task_id, _ in open_ones))

    def tick_reports(self, received: Sequence[tuple[dt.date, Evidence]]) -> Changes:
        """Mark done what reports owed by their days fulfil: periods due that very day of tasks that ask for a report.

        The report is their evidence; a period that has it already is left as it is, for the officer may have opened
        the task again. What was sent is no step to be taken back by undo.
        """
        if not received:
            return NOTHING
        with self._ledger.together():
            met: dict[str, Occurrence] = {}
            for followed in self.due_since(min(due for due, _ in received)):
                if not _asks_for_a_report(followed):
                    continue
                for due, evidence in received:
                    for period in followed.periods(due, due):
                        said = met.get(period.said.id, period.said)
                        if period.due == due and period.state.is_open and evidence not in said.evidence:
                            met[said.id] = replace(
                                self._in_state(said, TaskState.DONE), evidence=(*said.evidence, evidence)
                            )
            puts = [put_occurrence(said) for said in met.values()]
            return self._ledger.save("plans.tick", puts, fact=True) if puts else NOTHING

    def asking_for(self, due: dt.date) -> list[Task]:
        """The tasks of that year's plans, or of that day, that ask for a report due that very day.

        `tick_reports` marks them done when it is received.
        """
        from ttcs_desktop.plans.wording import REPORTING  # noqa: PLC0415  the first page needs none of its words

        followed = (FollowedTask(task, None, {}) for task in self._repository.tasks_due_in(due, REPORTING))
        return [
            one.task
            for one in followed
            if _asks_for_a_report(one) and any(period.due == due for period in one.periods(due, due))
        ]

    def history(self, task_id: str) -> list[HistoryLine]:
        """Every action that touched a task or one of its periods, oldest first."""
        ids = [task_id, *self._repository.occurrence_ids(task_id)]
        lines = {line.seq: line for one in ids for line in self._ledger.history_of(one)}
        return [lines[seq] for seq in sorted(lines)]

    def steps(self, task_id: str) -> dict[int, Step]:
        """From which state to which each history line (its seq) took a period of a task, where that is still known.

        Images tell it for as long as they are kept; a line of an older program is proven by its digest.
        """
        return self._steps_of_row(task_id) | self._steps_of_periods(task_id)

    def _repeating(self) -> tuple[list[RepeatingTask], dict[str, dt.date]]:
        """Every repeating task, and until when those run that a later plan has taken over."""
        repeating = self._repository.repeating()
        return repeating, _taken_over(repeating, {plan.id: plan for plan in self._repository.plans()})

    def _followed(self, tasks: Sequence[Task], ends: Mapping[str, dt.date]) -> list[FollowedTask]:
        plans = {plan.id: plan for plan in self._repository.plans()}
        said: dict[str, dict[str, Occurrence]] = defaultdict(dict)
        for one in self._repository.occurrences_of([task.id for task in tasks]):
            said[one.task_id][one.period] = one
        return [
            FollowedTask(task, plans.get(task.plan_id), said_of(task, said[task.id]), ends.get(task.id))
            for task in tasks
        ]  # fmt: skip

    def _steps_of_periods(self, task_id: str) -> dict[int, Step]:
        found: dict[int, Step] = {}
        ids = set(self._repository.occurrence_ids(task_id))
        for line in self.history(task_id):
            if not ids.intersection(line.ids):
                continue
            # The same action may have written the plan, or notes and steps of the task: these are in no state.
            for image in (one for one in self._ledger.images.of(line.seq) if one.id in ids):
                before, after = _state_in(image.before), _state_in(image.after)
                if before is not after:
                    found[line.seq] = (before, after)
        return found

    def _steps_of_row(self, task_id: str) -> dict[int, Step]:
        task = self._repository.task(task_id)
        if task is None:
            raise InvalidInput("", "record_gone")
        puts = {state: put_task(replace(task, state=state)) for state in TaskState}
        written = {sha256_hex(canonical_bytes([[put.table.name, put.values]])): state for state, put in puts.items()}
        found: dict[int, Step] = {}
        before: TaskState | None = TaskState.TODO
        for seq, verb, digest in self._repository.step_lines(task_id):
            after = TaskState.DONE if verb == "plans.tick" else written.get(digest)
            if before is not None and after is not None and before is not after:
                found[seq] = (before, after)
            before = after
        return found

    def in_state(self, said: Occurrence, state: TaskState, reason: str = "") -> Occurrence:
        """A period taken to a state, with the reason of one that is not carried out; nothing is saved."""
        if state is said.state and not reason:
            return said
        after = self._in_state(said, state)
        return replace(after, difficulty=reason) if reason and state is TaskState.DROPPED else after

    def _in_state(self, said: Occurrence, state: TaskState) -> Occurrence:
        if state is not TaskState.DONE:
            return replace(said, state=state, done_on=None)
        return replace(said, state=state, done_on=today(self._clock), person=said.person or self._ledger.actor)

    def _check(self, said: Occurrence) -> None:
        if said.state is TaskState.DONE and said.done_on is None:
            raise InvalidInput("done_on", "day_missing")
        if said.done_on is not None and said.done_on > today(self._clock):
            raise InvalidInput("done_on", "done_in_future")
        if said.state is TaskState.DROPPED and not said.difficulty:
            raise InvalidInput("difficulty", "dropped_without_reason")


def late_or_of_year(followed: FollowedTask, day: dt.date) -> tuple[TaskPeriod, ...]:
    """What an officer may speak of today: periods still owed from before this year, then those of the year.

    What was said of this year before the task's time was corrected stands first, under the period of that time.
    """
    this_year = followed.year(day.year)
    keys = {one.key for one in this_year}
    before = [one for one in followed.owed(day, day) if one.key not in keys]
    at_hand = followed.current(day)
    rest = [] if at_hand.key in keys or at_hand in before else [at_hand]
    shown = {one.key for one in (*before, *rest)} | keys
    of_year = sorted(key for key in followed.said if key == ONCE or key[:4] == f"{day.year}")
    told = [one for key in of_year if key not in shown and (one := followed.period(key)) is not None]
    return (*told, *before, *rest, *this_year)


# Asked of the tasks of every year with each look at the list, and their words hardly ever change.
_folded = lru_cache(maxsize=4096)(fold)


def _taken_over(tasks: Iterable[RepeatingTask], plans: dict[str, Plan]) -> dict[str, dt.date]:
    """The last day of each repeating task that stands in the same words in a later plan, which goes on from there."""
    repeating = [
        (task.id, _folded(task.text), _place_in_time(plans[task.plan_id])) for task in tasks if task.plan_id in plans
    ]
    places: dict[str, set[tuple[dt.date, dt.date]]] = defaultdict(set)
    for _, words, place in repeating:
        places[words].add(place)
    ends = {}
    for task_id, words, place in repeating:
        later = [other for other in places[words] if other > place]
        if later:
            ends[task_id] = min(later)[0] - dt.timedelta(days=1)
    return ends


def _place_in_time(plan: Plan) -> tuple[dt.date, dt.date]:
    """The day a plan begins, not before its year, and the day of its issue: of two for one year the newer holds."""
    begins = dt.date(plan.year, 1, 1)
    issued = plan.issued_on or begins
    return max(begins, issued), issued


def _state_in(row: dict[str, Any] | None) -> TaskState:
    """The state in an image; a row that is not there, or in the recycle bin, says nothing yet."""
    return TaskState(row["state"]) if row and row.get("deleted_at") is None else TaskState.TODO


def _asks_for_a_report(followed: FollowedTask) -> bool:
    return any(word in fold(followed.task.text) for word in _REPORTING)
