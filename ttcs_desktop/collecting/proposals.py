"""Which agencies to put on the list: those that lead the plan's tasks, and those that were asked last time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.office.agencies import key_of
from ttcs_desktop.plans.model import Plan, Task
from ttcs_desktop.plans.timing import WhenKind
from ttcs_desktop.vietnamese.text import fold, tidy

# "Các cơ quan, đơn vị có liên quan" is nobody in particular: nobody would answer.
_NOBODY = ("cac ", "moi ", "tat ca ", "toan the ")


@dataclass(frozen=True, slots=True)
class Proposed:
    """An agency to be asked: how many tasks of the year it leads, and whether it was asked before."""

    name: str
    tasks: int
    asked_before: bool = False


def proposed(
    plans: Iterable[Plan], tasks: Iterable[Task], learnt: Mapping[str, str], before: Iterable[str], year: int
) -> list[Proposed]:
    """The agencies of a year: leads of its tasks in the annex's order, then others that were asked before.

    Args:
        learnt: full names by short name as the office has learnt them; both spellings are one agency.
        before: the names of the last collection.
    """
    full = {key_of(alias): name for alias, name in learnt.items()}
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    years = {plan.id: plan.year for plan in plans}
    for task in tasks:
        if not _is_of(task, years.get(task.plan_id, year + 1), year):
            continue
        for lead in task.lead:
            name = full.get(key_of(lead), tidy(lead))
            if key_of(name) and not fold(name).startswith(_NOBODY):
                names.setdefault(key_of(name), name)
                counts[key_of(name)] = counts.get(key_of(name), 0) + 1
    asked = {key_of(name): name for name in before}
    names = {key: asked.get(key, name) for key, name in names.items()}
    return [
        *(Proposed(name, counts[key], key in asked) for key, name in names.items()),
        *(Proposed(name, 0, True) for key, name in asked.items() if key not in names),
    ]


def _is_of(task: Task, plan_year: int, year: int) -> bool:
    """Whether a task is owed in a year: of a plan of that year, or of an older one that goes on."""
    if plan_year >= year:
        return plan_year == year
    when = task.when
    last = when.end or (when.due.date if when.due else None)
    if last is not None:
        return last >= dt.date(year, 1, 1)
    return when.kind in (WhenKind.REPEATING, WhenKind.CONTINUOUS)
