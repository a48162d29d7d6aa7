"""From the id of a record to an airing that can be shown."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.broadcast.model import Airing
from ttcs_desktop.workspace import Workspace
from ui.pages.schedule.facts import WeekFacts

_NEAR = dt.timedelta(days=35)


def airing_of(workspace: Workspace, record_id: str, today: dt.date, facts: WeekFacts | None) -> Airing | None:
    """The airing meant by an airing's, an edition's or a slot's id: in the week shown, or else nearest to today."""
    if facts is not None and (here := next((one for one in facts.airings if _is_meant(one, record_id)), None)):
        return here
    near = [
        one for one in workspace.broadcast.timetable.days(today - _NEAR, today + _NEAR) if _is_meant(one, record_id)
    ]
    return min(near, key=lambda airing: abs(airing.day - today), default=None)


def _is_meant(airing: Airing, record_id: str) -> bool:
    edition = airing.edition.id if airing.edition else ""
    return record_id in (airing.id, airing.slot.id, edition)
