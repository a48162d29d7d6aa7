"""What the notice boards show in a week, as it was published with the week; and what differs since.

A board text goes on from day to day and has no airings (see `broadcast.board_texts`): beside the airings of a version
it is a list of its own, with differences of its own.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from ttcs_desktop.basics.periods import Week
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.board_texts.model import BoardText
from ttcs_desktop.broadcast.publishing.model import ChangeKind
from ttcs_desktop.content.model import Item

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Posted:
    """One text on boards as it was published, as far as the week goes.

    Attributes:
        version_id: the wording that was shown.
        boards: id and name of each board, in their order.
        first, last: its days inside the week; `opens`, `closes` the hours of each, both None for the whole day.
    """

    text_id: str
    item_id: str
    version_id: str
    title: str
    boards: tuple[tuple[str, str], ...]
    first: dt.date
    last: dt.date
    opens: dt.time | None
    closes: dt.time | None

    @property
    def seen(self) -> tuple[object, ...]:
        """What people see by it; two that say the same are no change."""
        boards = frozenset(board for board, _ in self.boards)
        return (self.item_id, self.version_id, self.title, boards, self.first, self.last, self.opens, self.closes)

    @property
    def begins(self) -> dt.datetime:
        """When it is first seen in the week."""
        return dt.datetime.combine(self.first, self.opens or dt.time())

    @property
    def ends(self) -> dt.datetime:
        """When it is seen no more in the week."""
        end = dt.datetime.combine(self.last, self.closes or dt.time())
        over = self.opens is None or self.closes is None or self.closes <= self.opens
        return end + _DAY if over else end


@dataclass(frozen=True, slots=True)
class BoardChange:
    """One text before and after; one of both is there."""

    old: Posted | None
    new: Posted | None

    @property
    def kind(self) -> ChangeKind:
        """As of an airing: other days or hours are MOVED, another text or other boards ALTERED."""
        if self.old is None:
            return ChangeKind.ADDED
        if self.new is None:
            return ChangeKind.REMOVED
        times = [(one.first, one.last, one.opens, one.closes) for one in (self.old, self.new)]
        return ChangeKind.ALTERED if times[0] == times[1] else ChangeKind.MOVED


def posted_of(
    texts: Iterable[BoardText], items: Mapping[str, Item], names: Mapping[str, str], week: Week
) -> tuple[Posted, ...]:
    """Board texts as they would be published: `names` are the boards', in their order."""
    return tuple(
        Posted(
            text_id=text.id,
            item_id=text.item_id,
            version_id=items[text.item_id].version_id or "",
            title=items[text.item_id].title,
            boards=tuple((board, name) for board, name in names.items() if board in text.boards),
            first=max(text.date_from, week.monday),
            last=min(text.date_to, week.sunday),
            opens=text.opens,
            closes=text.closes,
        )
        for text in texts
        if text.item_id in items
    )


def plan_posted(planned: Iterable[Posted], frozen: Iterable[Posted], now: dt.datetime) -> tuple[Posted, ...]:
    """What would be published at `now`, by first day; what is over stays as it was published."""
    over = {one.text_id: one for one in frozen if one.ends <= now}
    kept = [one for one in planned if one.text_id not in over]
    return tuple(sorted([*over.values(), *kept], key=_order))


def board_diff(old: Iterable[Posted], new: Iterable[Posted]) -> tuple[BoardChange, ...]:
    """What has to be told to somebody who holds `old`."""
    olds, news = sorted(old, key=_order), sorted(new, key=_order)
    keys: tuple[Callable[[Posted], object], ...] = (
        lambda one: one.seen,
        lambda one: one.text_id,
        lambda one: one.item_id,
    )
    found: list[BoardChange] = []
    for key in keys:
        waiting: dict[object, list[Posted]] = defaultdict(list)
        for one in olds:
            waiting[key(one)].append(one)
        met = [(waiting[key(one)].pop(0), one) for one in news if waiting.get(key(one))]
        found += [BoardChange(a, b) for a, b in met if a.seen != b.seen]
        olds, news = _without(olds, [a for a, _ in met]), _without(news, [b for _, b in met])
    found += [*(BoardChange(one, None) for one in olds), *(BoardChange(None, one) for one in news)]
    return tuple(sorted(found, key=lambda one: next(_order(side) for side in (one.old, one.new) if side is not None)))


def _without(ones: Sequence[Posted], taken: Sequence[Posted]) -> list[Posted]:
    gone = set(map(id, taken))
    return [one for one in ones if id(one) not in gone]


def _order(one: Posted) -> tuple[dt.date, dt.time, str, str]:
    return one.first, one.opens or dt.time(), one.title, one.text_id
