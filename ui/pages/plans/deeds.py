"""What was done to a task and to its periods: who, when, what."""

from __future__ import annotations

from ttcs_desktop.basics.clock import local
from ttcs_desktop.workspace import Workspace
from ui.pages.plans.task_panel import Deed
from ui.pages.plans.words import deed

_SHOWN = 8


def deeds_of(workspace: Workspace, task_id: str) -> list[Deed]:
    """The last deeds, newest first."""
    names = {person.id: person.name.split()[-1] for person in workspace.office.people() if person.name}
    following = workspace.plans.following
    steps = following.steps(task_id)
    lines = following.history(task_id)[-_SHOWN:]
    return [
        Deed(
            local(line.at).replace(tzinfo=None),
            names.get(line.actor, "Máy này"),
            deed(line.verb, steps.get(line.seq)),
        )
        for line in reversed(lines)
    ]
