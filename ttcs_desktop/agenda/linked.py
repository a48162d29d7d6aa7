"""Which tasks a record has to do with, seen from the record: by a link, or because a result stands on it."""

from __future__ import annotations

from ttcs_desktop.agenda.wording import task_source
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.plans.inside.model import Linked
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
    known = {plan.id: plan for plan in plans.plans()}
    found = []
    for task_id in ids[:most]:
        task = plans.following.written(task_id)
        if task is not None:
            words = " ".join(task.text.split())
            short = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"
            found.append((task_id, f"{task_source(known.get(task.plan_id), task)}: {short}"))
    return LinkedTasks(tuple(found), len(ids) - len(found))
