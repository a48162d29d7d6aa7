"""An item on notice boards, and what is wrong with it there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import combinations, product

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.content.model import Item, ItemState, Unfit

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BoardText:
    """An item on boards (tin trên bảng tin) on every day between two, both included.

    Attributes:
        boards: ids of notice boards, at least one.
        opens, closes: the hours of each day, wall clock; both None for the whole day. What closes before it opens
            closes on the next day.
    """

    id: str
    item_id: str
    boards: frozenset[str]
    date_from: dt.date
    date_to: dt.date
    opens: dt.time | None = None
    closes: dt.time | None = None

    def is_on(self, day: dt.date) -> bool:
        """Whether it is shown on a day."""
        return self.date_from <= day <= self.date_to

    def within(self, day: dt.date) -> Iterator[tuple[dt.datetime, dt.datetime]]:
        """From when to when it is shown inside a day, what began the night before too."""
        midnight = dt.datetime.combine(day, dt.time())
        for begun in (day - _DAY, day):
            if self.is_on(begun):
                first = dt.datetime.combine(begun, self.opens or dt.time())
                last = dt.datetime.combine(begun, self.closes or dt.time())
                last = last if last > first else last + _DAY
                if last > midnight:
                    yield max(first, midnight), min(last, midnight + _DAY)

    def meets(self, other: BoardText, days: Iterable[dt.date]) -> dt.date | None:
        """The first of some days on which both are shown at the same minute, whatever the boards; touching is none."""
        for day in days:
            if any(_overlap(*two) for two in product(self.within(day), other.within(day))):
                return day
        return None


def _overlap(one: tuple[dt.datetime, dt.datetime], other: tuple[dt.datetime, dt.datetime]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


class BoardRule(StrEnum):
    """What a finding about a board is about."""

    SAME_TIME = "same_time"
    NOT_APPROVED = "not_approved"
    UNFIT = "unfit"
    ITEM_GONE = "item_gone"
    BOARD_OUT = "board_out"


FORBIDS = frozenset({BoardRule.NOT_APPROVED, BoardRule.ITEM_GONE, BoardRule.UNFIT})
"""What keeps a text off the week's notice and out of a published week."""


@dataclass(frozen=True, slots=True)
class BoardFinding:
    """One thing to look at: a text, the other one where two meet, the board where it is about one, the first day."""

    rule: BoardRule
    text: BoardText
    other: BoardText | None
    board_id: str
    day: dt.date
    unfit: Unfit | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What boards are like: shows one text at a time (by lamps or on a screen), works on a day."""

    shows_one: Callable[[str, dt.date], bool]
    works: Callable[[str, dt.date], bool]


def find(
    texts: Sequence[BoardText], items: Mapping[str, Item], boards: Standing, days: Sequence[dt.date]
) -> tuple[BoardFinding, ...]:
    """What is wrong on some days, by day. A board of paper takes several texts, an electronic one shows one at a time.

    Two electronic texts that take turns are one text for the rules: whoever lets them run in turn gives them hours.
    """
    shown = [text for text in texts if any(text.is_on(day) for day in days)]
    found = [*_alone(shown, items, days), *_out(shown, boards, days), *_meeting(texts, boards, days)]
    return tuple(sorted(found, key=lambda one: (one.day, one.rule.value, one.text.id, one.board_id)))


def _alone(texts: Iterable[BoardText], items: Mapping[str, Item], days: Sequence[dt.date]) -> Iterator[BoardFinding]:
    for text in texts:
        on = [day for day in days if text.is_on(day)]
        item = items.get(text.item_id)
        if item is None:
            yield BoardFinding(BoardRule.ITEM_GONE, text, None, "", on[0])
            continue
        if item.state is not ItemState.APPROVED:
            yield BoardFinding(BoardRule.NOT_APPROVED, text, None, "", on[0])
        unfit = next(((day, why) for day in on if (why := item.unfit_on(day)) is not None), None)
        if unfit is not None:
            yield BoardFinding(BoardRule.UNFIT, text, None, "", unfit[0], unfit[1])


def _out(texts: Iterable[BoardText], boards: Standing, days: Sequence[dt.date]) -> Iterator[BoardFinding]:
    for text in texts:
        for board in sorted(text.boards):
            out = next((day for day in days if text.is_on(day) and not boards.works(board, day)), None)
            if out is not None:
                yield BoardFinding(BoardRule.BOARD_OUT, text, None, board, out)


def _meeting(texts: Iterable[BoardText], boards: Standing, days: Sequence[dt.date]) -> Iterator[BoardFinding]:
    for one, other in combinations(sorted(texts, key=lambda text: (text.date_from, text.id)), 2):
        shared = one.boards & other.boards
        day = one.meets(other, days) if shared else None
        if day is not None:
            on = [board for board in sorted(shared) if boards.shows_one(board, day)]
            yield from (BoardFinding(BoardRule.SAME_TIME, one, other, board, day) for board in on)
