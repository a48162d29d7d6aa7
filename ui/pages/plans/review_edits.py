"""What was changed while an annex is looked through, so that each step can be taken back before anything is saved."""

from __future__ import annotations

from collections.abc import Sequence

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.plans.annex_draft import DraftTask
from ttcs_desktop.plans.doubt import Doubt
from ui.pages.plans.review import ReviewRow


@dataclass(frozen=True, slots=True)
class _State:
    draft: DraftTask
    open: tuple[Doubt, ...]
    time_typed: bool


class ReviewEdits:
    """The rows under review and how they were before each change, the last one last."""

    def __init__(self, rows: Sequence[ReviewRow] = ()) -> None:
        self._rows = list(rows)
        self._now = [_state(row) for row in rows]
        self._steps: list[dict[int, _State]] = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing was changed, or all of it was taken back."""
        return not self._steps

    def note(self) -> None:
        """Remember what has changed since the last call, as one step."""
        now = [_state(row) for row in self._rows]
        step = {number: old for number, (old, new) in enumerate(zip(self._now, now, strict=True)) if old != new}
        if step:
            self._steps.append(step)
            self._now = now

    def take_back(self) -> ReviewRow | None:
        """Undo the last step; the first row that it concerns, None when there is nothing to undo."""
        self.note()
        if not self._steps:
            return None
        step = self._steps.pop()
        for number, state in step.items():
            row = self._rows[number]
            row.draft, row.open, row.time_typed = state.draft, list(state.open), state.time_typed
            self._now[number] = state
        return self._rows[min(step)]


def _state(row: ReviewRow) -> _State:
    return _State(row.draft, tuple(row.open), row.time_typed)
