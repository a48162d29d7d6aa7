"""From slots to airings: what a stretch of days would play, computed when asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.broadcast.model import Airing, Edition, Fill, Slot
from ttcs_desktop.content.model import Approval, Item

_FIRST_WINDOW = 0


def airing_id(unit_code: str, slot_id: str, day: dt.date) -> str:
    """The id that every PC of the unit derives for a slot on a date."""
    return stable_id("airing", unit_code, slot_id, day.isoformat(), _FIRST_WINDOW)


def plan_days(
    unit_code: str,
    slots: Iterable[Slot],
    editions: Iterable[Edition],
    days: Sequence[dt.date],
    hanging: Callable[[dt.date], frozenset[str]],
    items: Mapping[str, Item],
    approvals: Mapping[str, Approval],
) -> tuple[Airing, ...]:
    """The airings that start on `days`, by start and title.

    Args:
        hanging: the clusters of the station on a day: what a slot "for all clusters" means then.
        items: the items of item slots, by id; their newest version is what would play.
        approvals: approvals in force by record id (item, edition or slot).
    """
    by_date = {(edition.slot_id, edition.day): edition for edition in editions}
    clusters_on = {day: hanging(day) for day in days}
    planned = [
        _airing(unit_code, slot, day, by_date.get((slot.id, day)), clusters_on[day], items, approvals)
        for slot in slots
        for day in days
        if slot.falls_on(day)
    ]
    return tuple(sorted(planned, key=lambda airing: (airing.start, airing.title, airing.id)))


def covers_of_slot(slot: Slot, items: Mapping[str, Item]) -> tuple[str, tuple[str, ...]]:
    """Which record's approval lets a slot without editions play, and what that approval must cover.

    An item's newest version; of a relay or of a thing known by its title alone, what the approver has seen of it.
    """
    if slot.fill is Fill.ITEM and slot.item_id is not None:
        return slot.item_id, _version_of(slot, items)
    return slot.id, (stable_id("slot as approved", slot.fill.value, slot.title, slot.source),)


def _version_of(slot: Slot, items: Mapping[str, Item]) -> tuple[str, ...]:
    item = items.get(slot.item_id) if slot.item_id else None
    return (item.version_id,) if item and item.version_id else ()


def _airing(
    unit_code: str,
    slot: Slot,
    day: dt.date,
    edition: Edition | None,
    hanging: frozenset[str],
    items: Mapping[str, Item],
    approvals: Mapping[str, Approval],
) -> Airing:
    start = dt.datetime.combine(day, slot.start)
    record_id = edition.id if edition else covers_of_slot(slot, items)[0]
    return Airing(
        id=airing_id(unit_code, slot.id, day),
        slot=slot,
        day=day,
        start=start,
        end=start + dt.timedelta(seconds=slot.seconds),
        title=edition.title if edition and edition.title else slot.title,
        clusters=slot.clusters & hanging if slot.clusters else hanging,
        edition=edition,
        versions=edition.parts if edition else _version_of(slot, items),
        approval=approvals.get(record_id),
    )
