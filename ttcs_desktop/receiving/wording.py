"""What the city told, in the officer's words."""

from __future__ import annotations


def taken_back(reason: str) -> str:
    """What stands in the note of a task that is not to be done any more."""
    return f"(Nơi giao đã rút nhiệm vụ này{f': {reason}' if reason else ''})"
