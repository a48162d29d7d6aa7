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
        depth: how many earlier pieces this one, drawn later, would otherwise cover at their left edge, where their time
            and title stand.
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
    spans: dict[frozenset[str], tuple[tuple[int, int], ...]] = {}
    bare = [piece for airing in airings for piece in _cut(days, airing, lanes, spans)]
    bare.sort(key=lambda piece: (piece.day, piece.first, piece.lane, piece.airing.title, piece.airing.id))
    placed: list[Piece] = []
    running: list[Piece] = []
    for piece in bare:
        running = [other for other in running if other.day == piece.day and other.last > piece.first]
        hidden = sum(piece.lane <= other.lane < piece.past_lane for other in running)
        placed.append(replace(piece, depth=hidden) if hidden else piece)
        running.append(piece)
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


def _cut(
    days: Sequence[dt.date],
    airing: Airing,
    lanes: tuple[Lane, ...],
    spans: dict[frozenset[str], tuple[tuple[int, int], ...]],
) -> Iterator[Piece]:
    """The pieces of one airing; `spans` remembers the lanes of clusters that were asked for before."""
    for number, day in enumerate(days):
        midnight = dt.datetime.combine(day, dt.time())
        first = max(0.0, (airing.start - midnight).total_seconds() / 60)
        last = min(float(DAY_MINUTES), (airing.end - midnight).total_seconds() / 60)
        if first < last:
            if airing.clusters not in spans:
                spans[airing.clusters] = lane_spans(airing.clusters, lanes)
            for lane, past in spans[airing.clusters]:
                yield Piece(airing, number, first, last, lane, past)
