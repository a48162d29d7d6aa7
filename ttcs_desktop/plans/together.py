"""Several tasks changed as one: state, lead, person; one line of history, one step back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ttcs_desktop.basics.changes import NOTHING, Changes
from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.plans.followed import said_of
from ttcs_desktop.plans.following import Following
from ttcs_desktop.plans.model import Occurrence, TaskOrigin, TaskState
from ttcs_desktop.plans.repository import PlansRepository, put_occurrence, put_task
from ttcs_desktop.vietnamese.text import tidy


@dataclass(frozen=True, slots=True)
class ForAll:
    """What is said of several tasks; None leaves it as it is.

    Attributes:
        reason: why they are not carried out, where `state` is dropped.
    """

    state: TaskState | None = None
    lead: tuple[str, ...] | None = None
    person: str | None = None
    reason: str = ""


class Together:
    """Changes to several tasks."""

    def __init__(self, repository: PlansRepository, ledger: Ledger, following: Following, clock: Clock) -> None:
        self._repository = repository
        self._ledger = ledger
        self._following = following
        self._clock = clock

    def change(self, task_ids: Sequence[str], said: ForAll) -> Changes:
        """Say the same of several tasks; a state goes to the period at hand of each.

        Raises:
            InvalidInput: `record_gone`; `dropped_without_reason` (reason); `task_of_city` for the lead of a task whose
                words are the city's. Nothing is changed then.
        """
        if said.state is TaskState.DROPPED and not tidy(said.reason):
            raise InvalidInput("reason", "dropped_without_reason")
        wanted = set(task_ids)
        with self._ledger.together():
            raw = {task.id: task for task in self._repository.tasks() if task.id in wanted}
            followed = [one for one in self._following.tasks() if one.task.id in wanted]
            if len(raw) < len(wanted):
                raise InvalidInput("", "record_gone")
            if said.lead is not None and any(task.origin is TaskOrigin.CITY for task in raw.values()):
                raise InvalidInput("", "task_of_city")
            puts: list[Put] = []
            said_now: dict[str, Occurrence] = {}
            if said.state is not None:
                for one in followed:
                    at_hand = one.current(today(self._clock)).said
                    after = self._following.in_state(at_hand, said.state, tidy(said.reason))
                    if after != at_hand:
                        said_now[after.id] = after
            for task in raw.values():
                after_words = replace(
                    task,
                    lead=task.lead if said.lead is None else said.lead,
                    person=task.person if said.person is None else said.person,
                )
                if after_words != task:
                    # A state that an older program kept in the row belongs to a day that the new stamp would move.
                    old = said_of(task, {}) if task.state is not TaskState.TODO else {}
                    known = {one.period for one in self._repository.occurrences(task.id)} if old else set()
                    for period, kept in old.items():
                        if period not in known:
                            said_now.setdefault(kept.id, kept)
                    puts.append(put_task(replace(after_words, state=TaskState.TODO)))
            puts += [put_occurrence(one) for one in said_now.values()]
            return self._ledger.save("plans.change_together", puts) if puts else NOTHING
