"""Which subjects an action touched: the one thing the screens need to know to reload."""

from __future__ import annotations

from dataclasses import field

from ttcs_desktop.basics.values import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """The result notice of a save: names of subjects (`plans`, `broadcast`, …) and the ids of their records."""

    subjects: frozenset[str] = frozenset()
    ids: tuple[str, ...] = field(default=())

    def __or__(self, other: Changes) -> Changes:
        return Changes(self.subjects | other.subjects, self.ids + other.ids)

    def touch(self, *subjects: str) -> bool:
        """Whether any of `subjects` changed."""
        return not self.subjects.isdisjoint(subjects)


NOTHING = Changes()
