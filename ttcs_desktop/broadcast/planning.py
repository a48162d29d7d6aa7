"""From slots to airings: what a stretch of days would play, computed when asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.broadcast.model import Airing, Edition, Slot
from ttcs_desktop.content.model import Approval

_FIRST_WINDOW = 0


class Playable(Protocol):
    """Tells what a slot plays at a moment."""

    def of(self, slot: Slot, edition: Edition | None, start: dt.datetime) -> tuple[tuple[str, ...], Approval | None]:
        """The item versions it plays, and the approval for exactly these; None means that it may not play."""
        ...


def airing_id(unit_code: str, slot_id: str, day: dt.date) -> str:
    """The id that every PC of the unit derives for a slot on a date."""
    return stable_id("airing", unit_code, slot_id, day.isoformat(), _FIRST_WINDOW)


def plan_days(
    unit_code: str,
    slots: Iterable[Slot],
    editions: Iterable[Edition],
    days: Sequence[dt.date],
    hanging: Callable[[dt.date], frozenset[str]],
    playable: Playable,
) -> tuple[Airing, ...]:
    """The airings that start on `days`, by start and title.

    Args:
        hanging: the clusters of the station on a day: what a slot "for all clusters" means then.
        playable: what plays at an airing's start, and on whose approval.
    """
    by_date = {(edition.slot_id, edition.day): edition for edition in editions}
    clusters_on = {day: hanging(day) for day in days}
    planned = [
        _airing(unit_code, slot, day, by_date.get((slot.id, day)), clusters_on[day], playable)
        for slot in slots
        for day in days
        if slot.falls_on(day)
    ]
    return tuple(sorted(planned, key=lambda airing: (airing.start, airing.title, airing.id)))


def covers_of_title(slot: Slot) -> tuple[str, ...]:
    """What an approval of a relay, or of a thing known by its title alone, covers: all that the approver has seen."""
    return (stable_id("slot as approved", slot.fill.value, slot.title, slot.source),)


def _airing(
    unit_code: str, slot: Slot, day: dt.date, edition: Edition | None, hanging: frozenset[str], playable: Playable
) -> Airing:
    start = dt.datetime.combine(day, slot.start)
    versions, approval = playable.of(slot, edition, start)
    return Airing(
        id=airing_id(unit_code, slot.id, day),
        slot=slot,
        day=day,
        start=start,
        end=start + dt.timedelta(seconds=slot.seconds),
        title=edition.title if edition and edition.title else slot.title,
        clusters=slot.clusters & hanging if slot.clusters else hanging,
        edition=edition,
        versions=versions,
        approval=approval,
    )
