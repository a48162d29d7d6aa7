"""Which tasks a record has to do with, seen from the record: by a link, or because a result stands on it."""

from __future__ import annotations

from ttcs_desktop.agenda.wording import task_source
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.plans.inside.model import Linked
from ttcs_desktop.plans.service import Plans

_LONGEST = 60


def linked_tasks(plans: Plans, linked: Linked) -> list[tuple[str, str]]:
    """The tasks of a record, such as ("content", an item's id): id, and where it stands with its words."""
    found = []
    for task_id in plans.inside.tasks_of(linked):
        try:
            followed = plans.following.task(task_id)
        except InvalidInput:
            continue  # it lies in the recycle bin
        words = " ".join(followed.task.text.split())
        short = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"
        found.append((task_id, f"{task_source(followed.plan, followed.task)}: {short}"))
    return found
