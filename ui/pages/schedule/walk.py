"""From one airing to the next by arrows: up and down inside a day, left and right between days, or between lanes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.kit import keys
from ui.pages.schedule.pieces import Piece


class Step(Enum):
    """Where a key leads."""

    EARLIER = "earlier"
    LATER = "later"
    DAY_BEFORE = "day_before"
    DAY_AFTER = "day_after"
    DAY_START = "day_start"
    DAY_END = "day_end"
    WEEK_START = "week_start"
    WEEK_END = "week_end"


_PLAIN = {
    Qt.Key.Key_Up: Step.EARLIER,
    Qt.Key.Key_Down: Step.LATER,
    Qt.Key.Key_Left: Step.DAY_BEFORE,
    Qt.Key.Key_Right: Step.DAY_AFTER,
    Qt.Key.Key_Home: Step.DAY_START,
    Qt.Key.Key_End: Step.DAY_END,
}
_WITH_CTRL = {Qt.Key.Key_Home: Step.WEEK_START, Qt.Key.Key_End: Step.WEEK_END}


def step_of(event: QKeyEvent) -> Step | None:
    """The step a key asks for."""
    table = _WITH_CTRL if keys.held(event) == Qt.KeyboardModifier.ControlModifier else _PLAIN
    return table.get(Qt.Key(event.key()))


def reached(pieces: Sequence[Piece], current: str, step: Step, *, one_day: bool = False) -> Piece | None:
    """The piece a step leads to; None at the end of the way. Days without airings are passed over.

    Where one day is shown alone, left and right lead to the lanes beside.
    """
    order = sorted(pieces, key=lambda piece: (piece.day, piece.first, piece.lane))
    here = next((piece for piece in order if piece.airing.id == current), None)
    if here is None or step is Step.WEEK_START:
        return order[0] if order else None
    if step is Step.WEEK_END:
        return order[-1]
    mine = [piece for piece in order if piece.day == here.day]
    if step in (Step.DAY_START, Step.DAY_END):
        return mine[0] if step is Step.DAY_START else mine[-1]
    if step in (Step.EARLIER, Step.LATER):
        at = mine.index(here) + (1 if step is Step.LATER else -1)
        others = mine[at:] if step is Step.LATER else mine[: at + 1][::-1] if at >= 0 else []
        return next((piece for piece in others if piece.airing.id != current), None)
    forward = step is Step.DAY_AFTER
    if one_day:
        return _beside(order, here, forward=forward)
    days = [piece.day for piece in order if (piece.day > here.day if forward else piece.day < here.day)]
    if not days:
        return None
    day = min(days) if forward else max(days)
    others = [piece for piece in order if piece.day == day and piece.airing.id != current]
    return min(others, key=lambda piece: (abs(piece.first - here.first), piece.lane), default=None)


def _beside(order: Sequence[Piece], here: Piece, *, forward: bool) -> Piece | None:
    """The piece of the lanes next on one side that is nearest in time."""
    if forward:
        away = [(piece.lane - here.past_lane, piece) for piece in order if piece.lane >= here.past_lane]
    else:
        away = [(here.lane - piece.past_lane, piece) for piece in order if piece.past_lane <= here.lane]
    others = [(gap, piece) for gap, piece in away if piece.airing.id != here.airing.id]
    found = min(others, key=lambda one: (one[0], abs(one[1].first - here.first), one[1].first), default=None)
    return found[1] if found else None


def nearest(pieces: Sequence[Piece], days: Sequence[dt.date], now: dt.datetime) -> Piece | None:
    """Where to begin: what is on the air or comes next today, or else the first of the days shown."""
    order = sorted(pieces, key=lambda piece: (piece.day, piece.first, piece.lane))
    ahead = (piece for piece in order if days[piece.day] == now.date() and piece.airing.end > now)
    return next(ahead, order[0] if order else None)
