"""The same annex a second time: which of its tasks a plan has already, and how it is taken in then."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Sequence

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.plans.annex_draft import DraftTask
from ttcs_desktop.plans.model import Plan, Task
from ttcs_desktop.vietnamese.text import fold_words

# Of ten tasks seven in the same words: an annex of the same plan in another file, not one that happens to share some.
_ALIKE = 0.7
_REWORDED = 0.75


@dataclass(frozen=True, slots=True)
class Likeness:
    """A plan that an annex looks like.

    Attributes:
        same: the plan's tasks by the position of the draft that words them.
        named_alike: it bears the number of that plan.
        of: how many drafts were compared.
    """

    plan: Plan
    same: dict[int, Task]
    named_alike: bool
    of: int

    def new(self, drafts: Sequence[DraftTask]) -> tuple[DraftTask, ...]:
        """The drafts that the plan does not have."""
        return tuple(draft for position, draft in enumerate(drafts) if position not in self.same)


def likest(
    drafts: Sequence[DraftTask], number: str, year: int | None, plans: Sequence[Plan], tasks: Sequence[Task]
) -> Likeness | None:
    """The plan that an annex looks like most, None where it looks like none.

    Alike are plans of the same number, and of another or no number those with seven of ten tasks in the same words.
    Only plans of that year are asked: the plan of the next year mostly says the same again.
    """
    by_plan: dict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        by_plan[task.plan_id].append(task)
    found = []
    for plan in plans:
        if year is not None and plan.year != year:
            continue
        same = matched(drafts, by_plan[plan.id])
        named = bool(fold_words(number)) and fold_words(number) == fold_words(plan.number)
        if named or (drafts and len(same) / len(drafts) >= _ALIKE):
            found.append(Likeness(plan, same, named, len(drafts)))
    return max(found, key=lambda one: (len(one.same), one.named_alike), default=None)


def matched(drafts: Sequence[DraftTask], tasks: Sequence[Task]) -> dict[int, Task]:
    """Which task each draft is, by its position: in the same words; then under the same number in nearly the same."""
    left = list(tasks)
    same: dict[int, Task] = {}
    words: dict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        words[fold_words(task.text)].append(task)
    for position, draft in enumerate(drafts):
        alike = words[fold_words(draft.text)]
        if alike:
            same[position] = alike.pop(0)
            left.remove(same[position])
    places = {(fold_words(task.group_title), fold_words(task.number)): task for task in left if task.number.strip()}
    for position, draft in enumerate(drafts):
        place = fold_words(draft.group), fold_words(draft.number)
        if position not in same and place in places and _nearly(draft.text, places[place].text):
            same[position] = places.pop(place)
    return same


def _nearly(text: str, other: str) -> bool:
    return difflib.SequenceMatcher(None, fold_words(text), fold_words(other)).ratio() >= _REWORDED
