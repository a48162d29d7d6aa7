"""A drill (diễn tập) is never an urgent message: neither on the air nor in a figure."""

from __future__ import annotations

from ttcs_desktop.broadcast.model import Kind, Priority, Slot
from ttcs_desktop.vietnamese.text import fold_words

_DRILL = "dien tap"


def is_false_alarm(slot: Slot) -> bool:
    """Whether something that calls itself a drill would go out as an urgent message."""
    urgent = slot.kind is Kind.URGENT or slot.priority is Priority.URGENT
    return urgent and fold_words(slot.title).startswith(_DRILL)
