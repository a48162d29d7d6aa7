"""The plan of some days, read from the record: slots, editions, what was decided of single airings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Sequence

from ttcs_desktop.basics.clock import Clock, local
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.inventory import Inventory
from ttcs_desktop.broadcast.model import Airing, AiringChange, Edition, Fill, Slot
from ttcs_desktop.broadcast.planning import Ground, airing_id, plan_days, starts_of
from ttcs_desktop.broadcast.playable import AsDecided
from ttcs_desktop.broadcast.recurrence import none_known
from ttcs_desktop.broadcast.repository import TimetableRepository
from ttcs_desktop.content.approvals import Approvals
from ttcs_desktop.content.repository import ContentRepository

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the timetable asks of the rest of the office, when a slot needs it.

    Attributes:
        is_holiday: gives the test for the office's public holidays.
        heard_in: gives, of a station and some neighbourhoods, the clusters heard there on a day.
    """

    unit_code: str
    is_holiday: Callable[[], Callable[[dt.date], bool]]
    heard_in: Callable[[str, Collection[str]], Callable[[dt.date], frozenset[str]]]


class Plan:
    """What would be aired, computed when asked."""

    def __init__(
        self,
        repository: TimetableRepository,
        content: ContentRepository,
        approvals: Approvals,
        inventory: Inventory,
        clock: Clock,
        surroundings: Surroundings,
    ) -> None:
        self._repository = repository
        self._content = content
        self._approvals = approvals
        self._inventory = inventory
        self._clock = clock
        self._unit_code = surroundings.unit_code
        self._is_holiday, self._heard_in = surroundings.is_holiday, surroundings.heard_in

    def days(self, first: dt.date, last: dt.date) -> tuple[Airing, ...]:
        """The airings that start between two days, both included, by their start."""
        slots = self._repository.slots_between(first, last)
        editions = self._repository.editions_between(first, last)
        changes = self._repository.airing_changes(first, last)
        if changes:
            slots, editions = self._with_comers(slots, editions, changes, first, last)
        decided = self._as_decided(slots, editions)
        days = [first + dt.timedelta(days=offset) for offset in range((last - first).days + 1)]
        stations = {slot.station_id for slot in slots}
        found = [
            airing
            for station in sorted(stations)
            for own in ([slot for slot in slots if slot.station_id == station],)
            for airing in plan_days(self._unit_code, own, editions, days, self._ground(station, own, changes), decided)
        ]
        if len(stations) > 1:
            found.sort(key=lambda airing: (airing.start, airing.title, airing.id))
        return tuple(found)

    def falls_on(self, slot: Slot, day: dt.date) -> bool:
        """Whether a slot has a day, whatever was decided of its airing on it."""
        return slot.falls_on(day, self._is_holiday() if slot.recurrence.asks_for_holidays else none_known)

    def airings_of(self, slot: Slot, first: dt.date, last: dt.date) -> Iterator[tuple[str, dt.datetime]]:
        """Id and start of each airing of one slot between two days: without clusters and yes, and as they are asked."""
        changes = {(one.slot_id, one.day, one.play): one for one in self._repository.airing_changes_of(slot.id)}
        is_holiday = self._is_holiday() if slot.recurrence.asks_for_holidays else none_known
        moved_in = [one.day for one in changes.values() if one.moved_to and first <= one.moved_to.date() <= last]
        day, until = max(slot.date_from, min([first, *moved_in])), min(slot.date_to, max([last, *moved_in]))
        while day <= until:
            if slot.falls_on(day, is_holiday):
                for play, _, start in starts_of(slot, day, changes):
                    if first <= start.date() <= last:
                        yield airing_id(self._unit_code, slot.id, day, play), start
            day += _DAY

    def airings_on(self, slot: Slot, day: dt.date) -> list[tuple[str, dt.datetime]]:
        """Id and start of the airings that a slot has on one day of its own, wherever they were moved to."""
        if not self.falls_on(slot, day):
            return []
        changes = {(one.slot_id, one.day, one.play): one for one in self._repository.airing_changes_of(slot.id)}
        return [
            (airing_id(self._unit_code, slot.id, day, play), start) for play, _, start in starts_of(slot, day, changes)
        ]

    def _with_comers(
        self,
        slots: list[Slot],
        editions: list[Edition],
        changes: Sequence[AiringChange],
        first: dt.date,
        last: dt.date,
    ) -> tuple[list[Slot], list[Edition]]:
        """Slots and editions of other days too, of which an airing was moved into these days."""
        away = [change for change in changes if not first <= change.day <= last]
        if not away:
            return slots, editions
        known = {slot.id for slot in slots}
        more = self._repository.slots_of({change.slot_id for change in away} - known)
        comers = {(change.slot_id, change.day) for change in away}
        days = [change.day for change in away]
        moved = [
            edition
            for edition in self._repository.editions_between(min(days), max(days))
            if (edition.slot_id, edition.day) in comers
        ]
        return [*slots, *more], [*editions, *moved]

    def _ground(self, station: str, slots: Sequence[Slot], changes: Sequence[AiringChange]) -> Ground:
        asked = any(slot.recurrence.asks_for_holidays for slot in slots)
        return Ground(
            self._inventory.clusters_hanging(station),
            self._heard(station) if any(slot.neighbourhoods for slot in slots) else _nowhere,
            self._is_holiday() if asked else none_known,
            {(change.slot_id, change.day, change.play): change for change in changes},
        )

    def _heard(self, station: str) -> Callable[[frozenset[str], dt.date], frozenset[str]]:
        """Each choice of neighbourhoods is looked up once."""
        found: dict[frozenset[str], Callable[[dt.date], frozenset[str]]] = {}

        def on(neighbourhoods: frozenset[str], day: dt.date) -> frozenset[str]:
            if neighbourhoods not in found:
                found[neighbourhoods] = self._heard_in(station, neighbourhoods)
            return found[neighbourhoods](day)

        return on

    def _as_decided(self, slots: Sequence[Slot], editions: Sequence[Edition]) -> AsDecided:
        items = {slot.item_id for slot in slots if slot.fill is Fill.ITEM and slot.item_id}
        item_of = self._repository.items_of_versions({part for edition in editions for part in edition.parts})
        records = {slot.id for slot in slots} | {edition.id for edition in editions} | items | set(item_of.values())
        return AsDecided(
            local(self._clock.now()).replace(tzinfo=None),
            self._approvals.decisions(records),
            self._content.versions_made(items),
            {item.id: item.version_id or "" for item in self._content.items_by_id(items).values()},
            item_of,
        )


def _nowhere(_neighbourhoods: frozenset[str], _day: dt.date) -> frozenset[str]:
    return frozenset()
