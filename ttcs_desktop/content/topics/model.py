"""Topics of the year: what is to be told, on whose word, when and how often."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from ttcs_desktop.basics.periods import Window
from ttcs_desktop.basics.values import dataclass


class Per(StrEnum):
    """For what stretch a wanted number stands: each month, each quarter, or the topic's whole period (kỳ)."""

    MONTH = "month"
    QUARTER = "quarter"
    PERIOD = "period"


_MONTHS_OF = {Per.MONTH: 1, Per.QUARTER: 3}


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many airings are wanted, and for what stretch; 0 when nobody has said a number."""

    number: int = 0
    per: Per = Per.PERIOD


@dataclass(frozen=True, slots=True)
class Span:
    """When a topic is to be told, both days included; None is the beginning or the end of its year."""

    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """What an officer writes down of a topic.

    Attributes:
        code: as the list numbers it; text, so that leading zeros stay.
        giver: the paper that asks for it, such as "KH 184/KH-SVHTT".
    """

    text: str
    code: str = ""
    field: str = ""
    giver: str = ""
    span: Span = Span()
    wanted: Wanted = Wanted()


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of a year's list (chủ đề, danh mục bài của năm).

    Attributes:
        copied_from: the topic of an earlier year that it carries on.
    """

    id: str
    year: int
    entry: TopicEntry
    position: int
    copied_from: str | None = None

    @property
    def code(self) -> str:
        return self.entry.code

    @property
    def text(self) -> str:
        return self.entry.text

    @property
    def window(self) -> Window:
        """The days on which it is to be told."""
        span = self.entry.span
        return Window(span.first or dt.date(self.year, 1, 1), span.last or dt.date(self.year, 12, 31))

    def stretches(self) -> tuple[Window, ...]:
        """The stretches for each of which the wanted number is asked: cut at the ends of the period."""
        whole, wanted = self.window, self.entry.wanted
        if not wanted.number:
            return ()
        months = _MONTHS_OF.get(wanted.per)
        if months is None:
            return (whole,)
        parts = (_months(self.year, first, months) for first in range(1, 13, months))
        cut = (
            (max(part.start, whole.start), min(part.cut_off, whole.cut_off))
            for part in parts
            if part.start <= whole.cut_off and whole.start <= part.cut_off
        )
        return tuple(Window(first, last) for first, last in cut)


@dataclass(frozen=True, slots=True)
class Copyable:
    """A topic of an earlier year, and whether this year's list has it already."""

    topic: Topic
    there: bool


@dataclass(frozen=True, slots=True)
class TakenTopics:
    """What became of a list that was pasted: ids of the new ones, of those changed, and how many stood there so."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    same: int


def _months(year: int, first: int, count: int) -> Window:
    """`count` months of a year from the `first` (1 to 12) on."""
    following = dt.date(year, first + count, 1) if first + count <= 12 else dt.date(year + 1, 1, 1)
    return Window(dt.date(year, first, 1), following - dt.timedelta(days=1))
