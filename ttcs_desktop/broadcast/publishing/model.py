"""A published week: its airings as they stood, and the difference between two such lists.

What says the same is the same; the rest is paired by id. A slot that is altered goes on under a new id
(`Timetable.change`), and so do its airings; what then is left over is paired by title, so that a changed hour is no
removal and no addition.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from ttcs_desktop.basics.periods import Week
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.conflicts import Finding
from ttcs_desktop.broadcast.model import Airing, Kind, Priority
from ttcs_desktop.vietnamese.text import fold_words

if TYPE_CHECKING:
    from ttcs_desktop.broadcast.publishing.boards import BoardChange, Posted

Seen = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One airing as it was published. Times are naive wall clock at +07:00.

    Attributes:
        clusters: ids of the clusters it was meant for on its day, sorted; `everywhere` when that was all of them.
        versions: the item versions it was to play.
        repeat: whether it plays an earlier edition again.
    """

    airing_id: str
    slot_id: str
    start: dt.datetime
    end: dt.datetime
    title: str
    kind: Kind
    priority: Priority
    source: str
    clusters: tuple[str, ...]
    everywhere: bool
    versions: tuple[str, ...]
    repeat: bool
    approval_id: str

    @property
    def day(self) -> dt.date:
        return self.start.date()

    @property
    def seen(self) -> Seen:
        """What people are told by it: two lines that say the same are no change, whatever their ids."""
        where = None if self.everywhere else self.clusters
        told = (self.start, self.end, self.title, self.kind, self.priority, self.source)
        return (*told, where, self.versions, self.repeat)


class ChangeKind(StrEnum):
    """What became of an airing: it is new, is gone, has other hours, or plays something else or elsewhere."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class Change:
    """One airing before and after; one of both is there."""

    old: Line | None
    new: Line | None

    @property
    def kind(self) -> ChangeKind:
        if self.old is None:
            return ChangeKind.ADDED
        if self.new is None:
            return ChangeKind.REMOVED
        same_hours = (self.old.start, self.old.end) == (self.new.start, self.new.end)
        return ChangeKind.ALTERED if same_hours else ChangeKind.MOVED

    @property
    def at(self) -> dt.datetime:
        """When it happens: at the earlier of its times."""
        return min(one.start for one in (self.old, self.new) if one is not None)


@dataclass(frozen=True, slots=True)
class Notice:
    """Number and day of the paper by which a version was made known; either may still be open."""

    number: str
    day: dt.date | None


@dataclass(frozen=True, slots=True)
class Version:
    """One publication of a station's week.

    Attributes:
        number: from 1; `replaces` is the number of the version that was in force before.
        lines: every airing, by time.
        changes: what it changed in the version it replaces.
        decided: findings that were the officer's to decide, and were: rule and airings of each.
        by: the person's id.
        recalled: whether it was taken back.
        boards: what the notice boards show in the week; `board_changes` as `changes`.
    """

    id: str
    station_id: str
    week: Week
    number: int
    replaces: int | None
    lines: tuple[Line, ...]
    changes: tuple[Change, ...]
    clusters: tuple[tuple[str, str], ...]
    decided: tuple[tuple[str, str, str], ...]
    sha256: str
    at: dt.datetime
    by: str
    notice: Notice | None = None
    recalled: bool = False
    boards: tuple[Posted, ...] = ()
    board_changes: tuple[BoardChange, ...] = ()

    @property
    def every_change(self) -> tuple[Change | BoardChange, ...]:
        """Of airings, then of boards."""
        return (*self.changes, *self.board_changes)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a week stands to what was published of it.

    Attributes:
        version: the one in force; None while the week is not published.
        changes: what the plan has that the version has not, and the other way round; `boards` the same of boards.
    """

    version: Version | None
    changes: tuple[Change, ...] = ()
    boards: tuple[BoardChange, ...] = ()

    @property
    def every(self) -> tuple[Change | BoardChange, ...]:
        """Every difference: of airings, then of boards."""
        return (*self.changes, *self.boards)


@dataclass(frozen=True, slots=True)
class Hindrances:
    """What stands before a publication: what forbids it, and what the officer has to decide."""

    blocking: tuple[Finding, ...]
    asking: tuple[Finding, ...]


def line_of(airing: Airing) -> Line:
    """An approved airing as it would be published now."""
    slot = airing.slot
    return Line(
        airing_id=airing.id,
        slot_id=slot.id,
        start=airing.start,
        end=airing.end,
        title=airing.title,
        kind=slot.kind,
        priority=slot.priority,
        source=slot.source,
        clusters=tuple(sorted(airing.clusters)),
        everywhere=slot.is_everywhere,
        versions=airing.versions,
        repeat=airing.edition is not None and airing.edition.repeat_of is not None,
        approval_id=airing.approval.id if airing.approval else "",
    )


def plan_lines(airings: Iterable[Airing], frozen: Iterable[Line], now: dt.datetime) -> tuple[Line, ...]:
    """What would be published at `now`, by time: only what may be aired stands in it.

    What has begun at its published time is not looked at again: it stays as it was published (`frozen`), whatever was
    written about it since.
    """
    begun = {line.airing_id: line for line in frozen if line.start <= now}
    lines = []
    for airing in airings:
        kept = begun.get(airing.id)
        if kept is not None and kept.start == airing.start:
            lines.append(kept)
        elif airing.approval is not None:
            lines.append(line_of(airing))
    return tuple(sorted(lines, key=by_time))


def by_time(line: Line) -> tuple[dt.datetime, str, str]:
    """The order of lines everywhere."""
    return line.start, line.title, line.airing_id


def pairs(old: Iterable[Line], new: Iterable[Line]) -> list[tuple[Line | None, Line | None]]:
    """Every line of both lists once, beside what it was or became."""
    olds, news = sorted(old, key=by_time), sorted(new, key=by_time)
    found: list[tuple[Line | None, Line | None]] = []
    keys: tuple[Callable[[Line], object], ...] = (
        lambda one: one.seen,
        lambda one: one.airing_id,
        lambda one: (fold_words(one.title), one.day),
        lambda one: fold_words(one.title),
    )
    for key in keys:
        met = _met(olds, news, key)
        found += met
        taken_old, taken_new = Counter(a for a, _ in met), Counter(b for _, b in met)
        olds, news = _without(olds, taken_old), _without(news, taken_new)
    return [*found, *((one, None) for one in olds), *((None, one) for one in news)]


def diff(old: Iterable[Line], new: Iterable[Line]) -> tuple[Change, ...]:
    """What has to be told to somebody who holds `old`; put into `old` it says what `new` says."""
    old, new = tuple(old), tuple(new)
    # What reads the same is told to nobody, though two airings may have changed places in it.
    same = Counter(one.seen for one in old) & Counter(one.seen for one in new)
    changes = [Change(a, b) for a, b in pairs(_less(old, same), _less(new, same))]
    return tuple(sorted(changes, key=lambda one: (one.at, by_time(one.old or one.new))))  # type: ignore[arg-type]


def applied(old: Iterable[Line], changes: Iterable[Change]) -> tuple[Line, ...]:
    """A list with changes put in."""
    changes = tuple(changes)
    left = _without(list(old), Counter(one.old for one in changes if one.old is not None))
    return tuple(sorted([*left, *(one.new for one in changes if one.new is not None)], key=by_time))


def _met(olds: Sequence[Line], news: Sequence[Line], key: Callable[[Line], object]) -> list[tuple[Line, Line]]:
    """Lines that share a key, in the order of their times."""
    waiting: dict[object, list[Line]] = defaultdict(list)
    for one in olds:
        waiting[key(one)].append(one)
    return [(waiting[key(one)].pop(0), one) for one in news if waiting.get(key(one))]


def _less(lines: Sequence[Line], same: Counter[Seen]) -> list[Line]:
    left, kept = Counter(same), []
    for one in lines:
        if left[one.seen]:
            left[one.seen] -= 1
        else:
            kept.append(one)
    return kept


def _without(lines: Sequence[Line], taken: Counter[Line]) -> list[Line]:
    left, kept = Counter(taken), []
    for one in lines:
        if left[one]:
            left[one] -= 1
        else:
            kept.append(one)
    return kept
