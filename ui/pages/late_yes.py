"""Asking once whether a yes that was recorded after the play had been given before it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.late_yes import recorded_after
from ttcs_desktop.broadcast.model import Airing

_ASKED = "airingsAskedAbout"


def ask_once(page: QWidget, airings: Iterable[Airing]) -> None:
    """Let airings be confirmed whose approval was there in time, or of which this was asked before on this page.

    Raises:
        InvalidInput: `approved_after_play` for the first other one; said again, it means it.
    """
    asked: list[str] = page.property(_ASKED) or []
    for airing in airings:
        recorded = recorded_after(airing)
        if recorded is not None and airing.id not in asked:
            page.setProperty(_ASKED, [*asked, airing.id])
            raise InvalidInput(
                "airing", "approved_after_play", title=airing.title, start=airing.start, recorded=recorded
            )
