"""Text blocks (lời báo cáo): what fills them, what the officer made of them, what moved since."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from ttcs_desktop.basics.values import dataclass

_FIGURE = re.compile(r"\d(?:[\d.]*\d)?(?:,\d+)?")


class Part(StrEnum):
    """Which part of the report a block belongs to, in the order of the paper."""

    RESULTS = "results"
    DIFFICULTIES = "difficulties"
    PROPOSALS = "proposals"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with facts in braces, or a beginning with clauses.

    Attributes:
        given: it stands only where this fact is more than zero; empty for always.
        unless: it stands only where this fact is zero; empty for always.
    """

    text: str
    clauses: tuple[str, ...] = ()
    given: str = ""
    unless: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a block is filled by; `empty` is what it says where there is nothing to fill it with."""

    code: str
    part: Part
    sentences: tuple[Sentence, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class EditedText:
    """The officer's own words for a block of a period.

    Attributes:
        facts: what the record said when they were written, by name, as the block would have written it.
    """

    id: str
    template: str
    year: int
    block: str
    text: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Moved:
    """A fact that is another since the officer wrote: by name, then and now; empty where it was not known."""

    fact: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block of a period as it stands now.

    Attributes:
        filled: what the record says now.
        facts: the facts behind `filled`, by name.
        edited: the officer's words; None where the record speaks.
    """

    code: str
    part: Part
    filled: str
    facts: Mapping[str, str]
    edited: EditedText | None = None

    @property
    def text(self) -> str:
        """What the report says: the officer's words, which nothing ever replaces by itself."""
        return self.filled if self.edited is None else self.edited.text

    @property
    def moved(self) -> tuple[Moved, ...]:
        """The facts that are others since the officer wrote; none where the record speaks."""
        if self.edited is None:
            return ()
        before = self.edited.facts
        names = dict.fromkeys((*self.facts, *before))
        found = (Moved(name, before.get(name, ""), self.facts.get(name, "")) for name in names)
        return tuple(one for one in found if one.before != one.now)

    @property
    def renewed(self) -> str | None:
        """The officer's words with the moved figures in them; None where that cannot be done without a doubt.

        A figure is put in only where its old value stands exactly once in the words, and no other moved figure had
        the same one.
        """
        swaps = [one for one in self.moved if _is_figure(one.before) and _is_figure(one.now)]
        old, there = Counter(one.before for one in swaps), Counter(_FIGURE.findall(self.text))
        put = {one.before: one.now for one in swaps if old[one.before] == there[one.before] == 1}
        return _FIGURE.sub(lambda found: put.get(found[0], found[0]), self.text) if put else None


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None
