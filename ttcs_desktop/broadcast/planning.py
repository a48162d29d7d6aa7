"""From slots to airings: what a stretch of days would play, computed when asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import Airing, AiringChange, Edition, Slot
from ttcs_desktop.broadcast.recurrence import none_known
from ttcs_desktop.content.model import Approval


class Playable(Protocol):
    """Tells what a slot plays at a moment."""

    def of(self, slot: Slot, edition: Edition | None, start: dt.datetime) -> tuple[tuple[str, ...], Approval | None]:
        """The item versions it plays, and the approval for exactly these; None means that it may not play."""
        ...


@dataclass(frozen=True, slots=True)
class Ground:
    """What a station's slots are planned on.

    Attributes:
        hanging: the clusters of the station on a day: what a slot "for all clusters" means then.
        heard_in: the clusters heard in some neighbourhoods on a day.
        is_holiday: whether a day is a public holiday of the office.
        changes: what was decided of single airings, by (slot, day of the slot, play).
    """

    hanging: Callable[[dt.date], frozenset[str]]
    heard_in: Callable[[frozenset[str], dt.date], frozenset[str]] = lambda _places, _day: frozenset()
    is_holiday: Callable[[dt.date], bool] = none_known
    changes: Mapping[tuple[str, dt.date, int], AiringChange] = MappingProxyType({})

    def clusters_of(self, slot: Slot, day: dt.date) -> frozenset[str]:
        """The clusters on which a slot is aired on a day."""
        if slot.is_everywhere:
            return self.hanging(day)
        named = slot.clusters | self.heard_in(slot.neighbourhoods, day) if slot.neighbourhoods else slot.clusters
        return named & self.hanging(day)


def airing_id(unit_code: str, slot_id: str, day: dt.date, play: int = 0) -> str:
    """The id that every PC of the unit derives for a play of a slot on a date."""
    return stable_id("airing", unit_code, slot_id, day.isoformat(), play)


def change_id(slot_id: str, day: dt.date, play: int) -> str:
    """The id of what is decided of one airing alone: deciding again replaces it."""
    return stable_id("airing change", slot_id, day.isoformat(), play)


def plan_days(
    unit_code: str,
    slots: Iterable[Slot],
    editions: Iterable[Edition],
    days: Sequence[dt.date],
    ground: Ground,
    playable: Playable,
) -> tuple[Airing, ...]:
    """The airings that start on `days`, by start and title.

    What was moved stands on the day it was moved to: `slots`, `editions` and the changes of `ground` are to hold what
    comes from another day.

    Args:
        playable: what plays at an airing's start, and on whose approval.
    """
    wanted, by_date = frozenset(days), {(edition.slot_id, edition.day): edition for edition in editions}
    coming: dict[str, list[dt.date]] = {}
    for change in ground.changes.values():
        if change.day not in wanted and change.moved_to is not None and change.moved_to.date() in wanted:
            coming.setdefault(change.slot_id, []).append(change.day)
    planned = []
    for slot in slots:
        for day in (*days, *sorted(set(coming.get(slot.id, ())))):
            if slot.falls_on(day, ground.is_holiday):
                edition = by_date.get((slot.id, day))
                planned += [
                    airing
                    for airing in _plays(unit_code, slot, day, edition, ground, playable)
                    if airing.start.date() in wanted
                ]
    return tuple(sorted(planned, key=lambda airing: (airing.start, airing.title, airing.id)))


def covers_of_title(slot: Slot) -> tuple[str, ...]:
    """What an approval of a relay, or of a thing known by its title alone, covers: all that the approver has seen."""
    return (stable_id("slot as approved", slot.fill.value, slot.title, slot.source),)


def starts_of(
    slot: Slot, day: dt.date, changes: Mapping[tuple[str, dt.date, int], AiringChange]
) -> Iterable[tuple[int, dt.datetime, dt.datetime]]:
    """The plays of a slot on one of its days: number, where the slot has it, where it stands; without those left out.

    Args:
        changes: what was decided of single airings, by (slot, day of the slot, play).
    """
    first = dt.datetime.combine(day, slot.start)
    for play, later in enumerate(slot.recurrence.starts(slot.seconds)):
        planned = first + dt.timedelta(seconds=later)
        change = changes.get((slot.id, day, play)) if changes else None
        if change is None:
            yield play, planned, planned
        elif change.moved_to is not None:
            yield play, planned, change.moved_to


def _plays(
    unit_code: str, slot: Slot, day: dt.date, edition: Edition | None, ground: Ground, playable: Playable
) -> Iterable[Airing]:
    for play, planned, start in starts_of(slot, day, ground.changes):
        versions, approval = playable.of(slot, edition, start)
        yield Airing(
            id=airing_id(unit_code, slot.id, day, play),
            slot=slot,
            day=start.date(),
            start=start,
            end=start + dt.timedelta(seconds=slot.seconds),
            title=edition.title if edition and edition.title else slot.title,
            clusters=ground.clusters_of(slot, start.date()),
            edition=edition,
            versions=versions,
            approval=approval,
            play=play,
            moved_from=planned if start != planned else None,
        )
