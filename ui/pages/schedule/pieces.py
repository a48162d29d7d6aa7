"""Where the airings of a week stand: days, minutes and lanes, before anything is measured in pixels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import Airing
from ui.pages.schedule.lanes import Lane, lane_spans

DAY_MINUTES = 24 * 60
FOLD_FROM = 45
"""Minutes without any airing from which a stretch of the day is folded to one line."""
_ROUNDED_TO = 15


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of an airing inside one day and one run of lanes.

    Attributes:
        day: which of the days shown, from 0.
        first, last: minutes of that day.
        lane, past_lane: lanes from `lane` up to, not including, `past_lane`.
        depth: how many earlier pieces would otherwise be covered by this one.
    """

    airing: Airing
    day: int
    first: float
    last: float
    lane: int
    past_lane: int
    depth: int = 0


def pieces_of(days: Sequence[dt.date], airings: Iterable[Airing], lanes: tuple[Lane, ...]) -> tuple[Piece, ...]:
    """The pieces of some days, in the order they are drawn: later ones above. Midnight cuts an airing in two."""
    bare = [piece for airing in airings for piece in _cut(days, airing, lanes)]
    bare.sort(key=lambda piece: (piece.day, piece.first, piece.lane, piece.airing.title, piece.airing.id))
    placed: list[Piece] = []
    for piece in bare:
        hidden = sum(_would_hide(piece, other) for other in placed)
        placed.append(replace(piece, depth=hidden))
    return tuple(placed)


def stretches(pieces: Iterable[Piece]) -> tuple[tuple[int, int], ...]:
    """The parts of the day in which anything airs on any day, as minutes rounded outwards to the quarter."""
    found: list[tuple[int, int]] = []
    for piece in sorted(pieces, key=lambda one: one.first):
        first = int(piece.first) // _ROUNDED_TO * _ROUNDED_TO
        last = min(DAY_MINUTES, -(-int(-(-piece.last // 1)) // _ROUNDED_TO) * _ROUNDED_TO)
        if found and first - found[-1][1] < FOLD_FROM:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)


def _cut(days: Sequence[dt.date], airing: Airing, lanes: tuple[Lane, ...]) -> Iterator[Piece]:
    for number, day in enumerate(days):
        midnight = dt.datetime.combine(day, dt.time())
        first = max(0.0, (airing.start - midnight).total_seconds() / 60)
        last = min(float(DAY_MINUTES), (airing.end - midnight).total_seconds() / 60)
        if first < last:
            for lane, past in lane_spans(airing.clusters, lanes):
                yield Piece(airing, number, first, last, lane, past)


def _would_hide(piece: Piece, earlier: Piece) -> bool:
    """Whether `piece`, drawn later, would lie on the left edge of `earlier`, where its time and title stand."""
    same_time = piece.day == earlier.day and earlier.last > piece.first
    return same_time and piece.lane <= earlier.lane < piece.past_lane
