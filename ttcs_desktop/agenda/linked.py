"""Which tasks a record has to do with, seen from the record: by a link, or because a result stands on it.

Of a report also those that ask for it, of an agency those that it leads.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from ttcs_desktop.agenda.wording import task_source
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.office.agencies import key_of
from ttcs_desktop.plans.inside.model import Linked
from ttcs_desktop.plans.model import Task
from ttcs_desktop.plans.service import Plans

SHOWN_TASKS = 5
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class LinkedTasks:
    """The tasks of a record: id, and where it stands with its words; `more` of them are not named."""

    tasks: tuple[tuple[str, str], ...] = ()
    more: int = 0


NO_TASKS = LinkedTasks()


def linked_tasks(plans: Plans, linked: Linked, most: int = SHOWN_TASKS) -> LinkedTasks:
    """The tasks of a record, such as ("content", an item's id), those of the newest plan first."""
    ids = plans.inside.tasks_of(linked)
    if not ids:
        return NO_TASKS
    tasks = (plans.following.written(task_id) for task_id in ids[:most])
    return _named(plans, [task for task in tasks if task is not None], len(ids), most)


def tasks_of_report(plans: Plans, period: str, due: dt.date | None, most: int = SHOWN_TASKS) -> LinkedTasks:
    """The tasks of a report by its period ("184-6T/2026"), frozen or still open.

    Those that are linked to it or have it as their proof come first, then those that ask for a report due on its day.
    """
    tasks = [plans.following.written(task_id) for task_id in plans.inside.tasks_of(("statistics", period))]
    tasks += plans.following.asking_for(due) if due is not None else []
    every = list({task.id: task for task in tasks if task is not None}.values())
    return _named(plans, every[:most], len(every), most)


class LedTasks:
    """The tasks of a year by the agency that leads them, read once."""

    def __init__(self, plans: Plans, learnt: Mapping[str, str], year: int) -> None:
        self._plans = plans
        full = {key_of(alias): key_of(name) for alias, name in learnt.items()}
        keys: dict[str, str] = {}  # the same few names stand in hundreds of tasks
        self._led: dict[str, list[str]] = {}
        for task_id, leads in plans.led_in(year):
            for lead in leads:
                if lead not in keys:
                    keys[lead] = full.get(key_of(lead), key_of(lead))
                self._led.setdefault(keys[lead], []).append(task_id)

    def of(self, agency: str, most: int = SHOWN_TASKS) -> LinkedTasks:
        """The tasks that an agency leads."""
        ids = list(dict.fromkeys(self._led.get(key_of(agency), ())))
        tasks = (self._plans.following.written(task_id) for task_id in ids[:most])
        return _named(self._plans, [task for task in tasks if task is not None], len(ids), most)


def _named(plans: Plans, tasks: Sequence[Task], every: int, most: int) -> LinkedTasks:
    known = {plan.id: plan for plan in plans.plans()} if tasks else {}
    found = []
    for task in tasks[:most]:
        words = " ".join(task.text.split())
        short = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"
        found.append((task.id, f"{task_source(known.get(task.plan_id), task)}: {short}"))
    return LinkedTasks(tuple(found), every - len(found))
