"""From the id of a record to an airing that can be shown."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import Airing
from ttcs_desktop.workspace import Workspace
from ui.pages.schedule.facts import WeekFacts

_NEAR = dt.timedelta(days=35)


def airing_of(workspace: Workspace, record_id: str, today: dt.date, facts: WeekFacts | None) -> Airing | None:
    """The airing meant by an airing's, an edition's or a slot's id: in the week shown, or else nearest to today.

    A slot or an edition that is far from today is found where it stands: the last airing of what is over, the first of
    what is to come.
    """
    if facts is not None and (here := next((one for one in facts.airings if _is_meant(one, record_id)), None)):
        return here
    near = [
        one for one in workspace.broadcast.timetable.days(today - _NEAR, today + _NEAR) if _is_meant(one, record_id)
    ]
    if not near and (far := _far_stretch(workspace, record_id, today)) is not None:
        near = [one for one in workspace.broadcast.timetable.days(*far) if _is_meant(one, record_id)]
    return min(near, key=lambda airing: abs(airing.day - today), default=None)


def _far_stretch(workspace: Workspace, record_id: str, today: dt.date) -> tuple[dt.date, dt.date] | None:
    """The days on which a slot or an edition is looked for, those nearest to today; the day of a logged airing."""
    timetable = workspace.broadcast.timetable
    entry = workspace.broadcast.log.of_airing(record_id)
    if entry is not None:
        return entry.day, entry.day
    with suppress(InvalidInput):
        slot = timetable.slot(record_id)
        if slot.date_to < today:
            return max(slot.date_from, slot.date_to - _NEAR), slot.date_to
        return max(slot.date_from, today), min(slot.date_to, max(slot.date_from, today) + _NEAR)
    with suppress(InvalidInput):
        day = timetable.edition(record_id).day
        return day, day
    return None


def _is_meant(airing: Airing, record_id: str) -> bool:
    edition = airing.edition.id if airing.edition else ""
    return record_id in (airing.id, airing.slot.id, edition)
