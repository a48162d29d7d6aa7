"""What a key does to an airing in the hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.kit import keys
from ui.pages.schedule.held import SNAP, Held

_UPRIGHT = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ACROSS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_HOURS = {Qt.Key.Key_PageUp: -60, Qt.Key.Key_PageDown: 60}
_NONE, _CTRL, _SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def is_pick_up(event: QKeyEvent) -> bool:
    """Whether a key picks up: Space, or an arrow with Ctrl or Shift, which moves it at once."""
    if event.key() == Qt.Key.Key_Space:
        return keys.held(event) == _NONE
    return Qt.Key(event.key()) in {**_UPRIGHT, **_ACROSS} and keys.held(event) in (_CTRL, _SHIFT)


def is_mine(event: QKeyEvent) -> bool:
    """Whether the hand takes a key that the page would take otherwise: all but chords, F keys and Tab."""
    if Qt.Key(event.key()) in {**_UPRIGHT, **_ACROSS, **_HOURS} or keys.is_enter(event):
        return True
    if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Insert, Qt.Key.Key_Delete):
        return True
    return bool(event.text().strip()) and keys.held(event) in (_NONE, _SHIFT)


def shifted(held: Held, event: QKeyEvent, days: Sequence[dt.date]) -> Held:
    """The airing after a key: five minutes, with Ctrl one, with Shift its length; the day beside, where it is shown."""
    key, with_it = Qt.Key(event.key()), keys.held(event)
    if key in _HOURS:
        return held.by(_HOURS[key])
    if key in _UPRIGHT:
        if with_it == _SHIFT:
            return held.longer(_UPRIGHT[key] * SNAP)
        return held.by(_UPRIGHT[key] * (1 if with_it == _CTRL else SNAP))
    if key in _ACROSS:
        if with_it == _SHIFT:
            return held.longer(_ACROSS[key])
        day = held.start.date() + dt.timedelta(days=_ACROSS[key])
        return held.on(day) if day in days else held
    return held
