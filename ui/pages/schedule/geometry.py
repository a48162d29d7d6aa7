"""From minutes and lanes to pixels: folded hours, columns of the days, the rectangle of every piece."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

from ttcs_desktop.basics.values import dataclass
from ui.pages.schedule.pieces import DAY_MINUTES, Piece

FOLD_HEIGHT = 20
_GAP = 2
_LOWEST_SCALE, _READABLE_SCALE, _HIGHEST_SCALE = 1.6, 3.2, 6.0
_SHORTEST_READABLE = 18
_QUIET_DAY = 0.45


@dataclass(frozen=True, slots=True)
class Fold:
    """Hours without any airing, drawn as one line at `y`."""

    first: int
    last: int
    y: float


@dataclass(frozen=True, slots=True)
class Axis:
    """The minutes of a day down the screen.

    Attributes:
        scale: pixels a minute inside the stretches that are drawn.
        fold_height: pixels of the line that stands for folded hours.
    """

    stretches: tuple[tuple[int, int], ...]
    tops: tuple[float, ...]
    folds: tuple[Fold, ...]
    scale: float
    fold_height: float
    height: float

    def y(self, minute: float) -> float:
        """Where a minute stands; a folded one at its fold."""
        for (first, last), top in zip(self.stretches, self.tops, strict=True):
            if minute < first:
                return top - self.fold_height / 2
            if minute <= last:
                return top + (minute - first) * self.scale
        return self.height - self.fold_height / 2

    def minute(self, y: float) -> float:
        """The minute at a height: the way back from `y`, inside a fold in proportion, beyond the ends the ends."""
        for fold in self.folds:
            if fold.y <= y < fold.y + self.fold_height:
                return fold.first + (fold.last - fold.first) * (y - fold.y) / self.fold_height
        for (first, last), top in zip(self.stretches, self.tops, strict=True):
            if top <= y <= top + (last - first) * self.scale:
                return first + (y - top) / self.scale
        return 0.0 if y < 0 else float(DAY_MINUTES)


def axis_of(stretches: Sequence[tuple[int, int]], shortest: float, room: float, zoom: float = 1.0) -> Axis:
    """An axis that fills `room` pixels where it can, never so tight that the shortest airing loses its line.

    Args:
        shortest: minutes of the shortest piece.
        zoom: the officer's own scale of all measures.
    """
    fold = FOLD_HEIGHT * zoom
    minutes = sum(last - first for first, last in stretches) or 1
    tightest = zoom * max(_LOWEST_SCALE, min(_READABLE_SCALE, _SHORTEST_READABLE / max(shortest, 1)))
    scale = min(_HIGHEST_SCALE * zoom, max(tightest, (room - fold * (len(stretches) + 1)) / minutes))
    tops: list[float] = []
    folds: list[Fold] = []
    y, reached = 0.0, 0
    for first, last in stretches:
        if first > reached:
            folds.append(Fold(reached, first, y))
            y += fold
        tops.append(y)
        y += (last - first) * scale
        reached = last
    if reached < DAY_MINUTES:
        folds.append(Fold(reached, DAY_MINUTES, y))
        y += fold
    return Axis(tuple(stretches), tuple(tops), tuple(folds), scale, fold, y)


def columns(left: float, width: float, busy: Sequence[bool], narrowest: float = 0.0) -> tuple[float, ...]:
    """The edges of the days, one more than they are; a day without airings gives part of its width to the others.

    Args:
        narrowest: what a busy day needs at least; with it the last edge may lie beyond `width`.
    """
    weights = [1.0 if one or not any(busy) else _QUIET_DAY for one in busy]
    unit = max(narrowest, (width - left) / sum(weights))
    edges = [left]
    for weight in weights:
        edges.append(edges[-1] + unit * weight)
    return tuple(edges)


@dataclass(frozen=True, slots=True)
class Geometry:
    """Everything that places a piece.

    Attributes:
        edges: of the days, one more than they are; what is scrolled to the left of `gutter` lies under the hours.
        lanes: how many each day has.
        gutter: where the hours end, which stay in place.
    """

    axis: Axis
    edges: tuple[float, ...]
    lanes: int
    gutter: float = 0.0

    def lane_edge(self, day: int, lane: int) -> float:
        """The left edge of a lane, or the right edge of the last one."""
        left, right = self.edges[day] + _GAP, self.edges[day + 1] - _GAP
        return left + (right - left) * lane / self.lanes

    def rect(self, piece: Piece) -> QRectF:
        """The block of a piece; where it would hide an earlier one it leaves that one's left end free."""
        left, right = self.lane_edge(piece.day, piece.lane), self.lane_edge(piece.day, piece.past_lane)
        left += (right - left) * min(0.75, 0.4 * piece.depth)
        top, bottom = self.axis.y(piece.first), self.axis.y(piece.last)
        return QRectF(left, top, right - left, bottom - top)

    def day_at(self, x: float) -> int | None:
        """The column at a place across, from 0; None beside them."""
        if x < self.gutter:
            return None
        pairs = enumerate(pairwise(self.edges))
        return next((day for day, (left, right) in pairs if left <= x < right), None)

    def piece_at(self, point: QPointF, pieces: Sequence[Piece]) -> Piece | None:
        """The topmost piece at a point."""
        if point.x() < self.gutter:
            return None
        return next((piece for piece in reversed(pieces) if self.rect(piece).contains(point)), None)
