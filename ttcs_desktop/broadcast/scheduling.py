"""The timetable: slots, editions, what a week would play, what is wrong with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.conflicts import Finding, find
from ttcs_desktop.broadcast.inventory import Inventory
from ttcs_desktop.broadcast.model import Airing, Edition, Fill, Kind, Slot, Station
from ttcs_desktop.broadcast.planning import covers_of_slot, plan_days
from ttcs_desktop.broadcast.repository import TimetableRepository
from ttcs_desktop.broadcast.rows import EDITION, SLOT, put
from ttcs_desktop.broadcast.timetable import PlannedSlot, Rejection
from ttcs_desktop.content.approvals import Approvals
from ttcs_desktop.content.model import Approval, ApprovalGiven, Basis, Decision, Item, ItemState
from ttcs_desktop.content.repository import ContentRepository
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.vietnamese.text import tidy

_LONGEST_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class ImportedTimetable:
    """What became of a timetable file: slots kept, clusters that nobody had confirmed before, rows not readable."""

    slots: tuple[Slot, ...]
    created: tuple[str, ...]
    rejected: tuple[Rejection, ...]


class Timetable:
    """Slots and editions, and the weeks that come out of them."""

    def __init__(
        self,
        repository: TimetableRepository,
        content: ContentRepository,
        ledger: Ledger,
        approvals: Approvals,
        inventory: Inventory,
        unit_code: str,
    ) -> None:
        self._repository = repository
        self._content = content
        self._ledger = ledger
        self._approvals = approvals
        self._inventory = inventory
        self._unit_code = unit_code

    def add(self, slot: Slot) -> Slot:
        """Enter a slot; the id is given here.

        Raises:
            InvalidInput: `title_missing`, `window_reversed`, `duration_unreadable`, `weekdays_unreadable`.
        """
        checked = _checked(replace(slot, id=self._ledger.new_id(), title=tidy(slot.title)))
        self._ledger.save("broadcast.add_slot", [put(SLOT, checked)])
        return checked

    def change(self, slot: Slot) -> Slot:
        """Move or alter a slot for all its dates."""
        self.slot(slot.id)
        checked = _checked(replace(slot, title=tidy(slot.title)))
        self._ledger.save("broadcast.change_slot", [put(SLOT, checked)])
        return checked

    def remove(self, slot_id: str) -> Changes:
        """Put a slot into the recycle bin; what it aired stays in the log."""
        return self._ledger.bury("broadcast.remove_slot", SLOT, [slot_id])

    def slot(self, slot_id: str) -> Slot:
        slot = self._repository.slot(slot_id)
        if slot is None:
            raise InvalidInput("", "record_gone")
        return slot

    def slots_between(self, first: dt.date, last: dt.date) -> list[Slot]:
        return self._repository.slots_between(first, last)

    def set_edition(
        self,
        slot_id: str,
        day: dt.date,
        parts: Sequence[str],
        *,
        title: str = "",
        self_made: bool = True,
        repeat_of: str | None = None,
    ) -> Edition:
        """Say what a series airs on a date: item version ids in order. A changed part opens its approval again.

        Raises:
            InvalidInput: `slot_is_no_series`, `day_not_in_slot`.
        """
        slot = self.slot(slot_id)
        if slot.fill is not Fill.SERIES:
            raise InvalidInput("slot", "slot_is_no_series")
        if not slot.falls_on(day):
            raise InvalidInput("day", "day_not_in_slot")
        edition = Edition(
            id=stable_id("edition", slot_id, day.isoformat()),
            slot_id=slot_id,
            day=day,
            title=tidy(title),
            parts=tuple(parts),
            column_id=slot.column_id,
            self_made=self_made,
            repeat_of=repeat_of,
        )
        self._ledger.save("broadcast.set_edition", [put(EDITION, edition)])
        return edition

    def edition(self, edition_id: str) -> Edition:
        edition = self._repository.edition(edition_id)
        if edition is None:
            raise InvalidInput("", "record_gone")
        return edition

    def editions_between(self, first: dt.date, last: dt.date) -> list[Edition]:
        return self._repository.editions_between(first, last)

    def items_of_versions(self, versions: Collection[str]) -> dict[str, str]:
        """The item of each version id."""
        return self._repository.items_of_versions(versions)

    def approve_edition(self, edition_id: str, given: ApprovalGiven) -> Changes:
        """One approval covers an edition with its parts.

        Raises:
            InvalidInput: `edition_empty`, `approver_missing`, `paper_number_missing`.
        """
        edition = self.edition(edition_id)
        if not edition.parts:
            raise InvalidInput("parts", "edition_empty")
        decision = self._approvals.decision("broadcast", edition.id, edition.parts, given, Decision.APPROVED)
        return self._ledger.save("broadcast.approve_edition", [decision])

    def approve_slot(self, slot_id: str, given: ApprovalGiven) -> Changes:
        """Approve a relay, or a slot known by its title, for all its dates (for instance a standing authorisation)."""
        slot = self.slot(slot_id)
        if slot.fill in (Fill.ITEM, Fill.SERIES):
            raise InvalidInput("slot", "slot_has_content")
        _, covers = covers_of_slot(slot, {})
        decision = self._approvals.decision("broadcast", slot.id, covers, given, Decision.APPROVED)
        return self._ledger.save("broadcast.approve_slot", [decision])

    def week(self, week: Week) -> tuple[Airing, ...]:
        """The airings that start in a week."""
        return self.days(week.monday, week.sunday)

    def days(self, first: dt.date, last: dt.date) -> tuple[Airing, ...]:
        """The airings that start between two days, both included."""
        slots = self._repository.slots_between(first, last)
        editions = self._repository.editions_between(first, last)
        items = self._content.items_by_id({slot.item_id for slot in slots if slot.item_id})
        approvals = self._in_force(slots, editions, items)
        days = [first + dt.timedelta(days=offset) for offset in range((last - first).days + 1)]
        stations = {slot.station_id for slot in slots}
        return tuple(
            airing
            for station in sorted(stations)
            for airing in plan_days(
                self._unit_code,
                [slot for slot in slots if slot.station_id == station],
                editions,
                days,
                self._inventory.clusters_hanging(station),
                items,
                approvals,
            )
        )

    def findings(self, week: Week) -> tuple[Finding, ...]:
        """What is wrong with a week; the days before it count where something runs over or comes again too soon."""
        slots = self._repository.slots_between(week.monday, week.sunday)
        longest_gap = max((slot.repeat_gap_days or 0 for slot in slots), default=0)
        before = self.days(week.monday - dt.timedelta(days=max(longest_gap, 1)), week.monday - dt.timedelta(days=1))
        return find(self.week(week), before)

    def take_in(self, station: Station, planned: list[PlannedSlot], rejected: list[Rejection]) -> ImportedTimetable:
        """Keep every readable row of a timetable file as a draft.

        The same row again is the same slot: nothing is added, and nothing that the officer changed or removed since is
        undone.
        """
        names = {name for row in planned for name in row.clusters}
        known = {name: self._inventory.find_cluster(station.id, name) for name in names}
        unknown = sorted(name for name, cluster in known.items() if cluster is None)
        made = self._inventory.note_unknown_clusters(station.id, unknown)
        ids = {name: cluster.id for name, cluster in known.items() if cluster} | {
            name: cluster.id for name, cluster in zip(unknown, made, strict=True)
        }
        slots = [_slot_of_row(row, station, frozenset(ids[name] for name in row.clusters)) for row in planned]
        known_slots = self._repository.known_slots([slot.id for slot in slots])
        fresh = {slot.id: (row, slot) for row, slot in zip(planned, slots, strict=True) if slot.id not in known_slots}
        puts: list[Put] = [put(SLOT, slot) for _, slot in fresh.values()]
        for row, slot in fresh.values():
            if row.approved:
                given = ApprovalGiven(Basis.IMPORTED, station.name, row.date_from)
                _, covers = covers_of_slot(slot, {})
                puts.append(self._approvals.decision("broadcast", slot.id, covers, given, Decision.APPROVED))
        self._ledger.save("broadcast.import_timetable", puts)
        return ImportedTimetable(tuple(slots), tuple(unknown), tuple(rejected))

    def _in_force(
        self, slots: Sequence[Slot], editions: Sequence[Edition], items: dict[str, Item]
    ) -> dict[str, Approval]:
        covers: dict[str, tuple[str, ...]] = dict(covers_of_slot(slot, items) for slot in slots)
        covers |= {edition.id: edition.parts for edition in editions}
        in_force = self._approvals.in_force(covers)
        withdrawn = self._withdrawn_versions({part for edition in editions for part in edition.parts})
        withdrawn_items = {item.id for item in items.values() if item.state is ItemState.WITHDRAWN}
        stopped = {edition.id for edition in editions if withdrawn.intersection(edition.parts)} | withdrawn_items
        return {record_id: approval for record_id, approval in in_force.items() if record_id not in stopped}

    def _withdrawn_versions(self, versions: set[str]) -> set[str]:
        """A withdrawn item stops every edition that holds any of its versions."""
        item_of = self._repository.items_of_versions(versions)
        items = self._content.items_by_id(set(item_of.values()))
        return {
            version
            for version, item_id in item_of.items()
            if item_id in items and items[item_id].state is ItemState.WITHDRAWN
        }


def _checked(slot: Slot) -> Slot:
    if not slot.title:
        raise InvalidInput("title", "title_missing")
    if slot.date_to < slot.date_from:
        raise InvalidInput("date_to", "window_reversed")
    if not 0 < slot.seconds <= _LONGEST_SECONDS:
        raise InvalidInput("seconds", "duration_unreadable")
    if not slot.weekdays:
        raise InvalidInput("weekdays", "weekdays_unreadable")
    return slot


def _slot_of_row(row: PlannedSlot, station: Station, clusters: frozenset[str]) -> Slot:
    facts = (row.title, row.kind.value, row.date_from.isoformat(), row.date_to.isoformat(), row.start.isoformat())
    return Slot(
        id=stable_id("slot", station.id, *facts, row.seconds, *sorted(clusters), *sorted(row.weekdays)),
        station_id=station.id,
        title=row.title,
        kind=row.kind,
        priority=row.priority,
        source="",
        fill=Fill.RELAY if row.kind is Kind.RELAY else Fill.TITLE,
        date_from=row.date_from,
        date_to=row.date_to,
        start=row.start,
        seconds=row.seconds,
        weekdays=row.weekdays,
        clusters=clusters,
        self_made=row.kind is not Kind.RELAY,
        repeat_gap_days=row.repeat_gap_days,
    )
