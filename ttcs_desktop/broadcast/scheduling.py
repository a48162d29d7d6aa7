"""The timetable: slots, editions, what a week would play, what is wrong with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock, local
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.altering import begun_early, checked, ended_before, staying, taken_over, without
from ttcs_desktop.broadcast.conflicts import Finding, Rule, find, out_of_order, unfit, withdrawn
from ttcs_desktop.broadcast.inventory import Inventory
from ttcs_desktop.broadcast.model import Airing, AiringChange, Edition, Fill, Slot
from ttcs_desktop.broadcast.planned import Plan
from ttcs_desktop.broadcast.planning import change_id, covers_of_title, starts_of
from ttcs_desktop.broadcast.repository import TimetableRepository
from ttcs_desktop.broadcast.rows import AIRING_CHANGE, EDITION, SLOT, put
from ttcs_desktop.content.approvals import Approvals
from ttcs_desktop.content.model import ApprovalGiven, Decision, Item
from ttcs_desktop.content.pipeline.model import Scope
from ttcs_desktop.content.repository import ContentRepository
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.vietnamese.text import tidy

if TYPE_CHECKING:
    from ttcs_desktop.broadcast.checks.service import WeekChecks
    from ttcs_desktop.broadcast.rule_choice import RuleChoices

_DAY = dt.timedelta(days=1)


class Timetable:
    """Slots and editions, and the weeks that come out of them.

    Attributes:
        checks, rules: give what a week is held against beside clashes, and the time rules; who makes the rooms sets
            them.
        plan: on which days a slot has airings, for who asks about one slot alone.
    """

    checks: Callable[[], WeekChecks]
    rules: Callable[[], RuleChoices]

    def __init__(
        self,
        repository: TimetableRepository,
        content: ContentRepository,
        ledger: Ledger,
        approvals: Approvals,
        inventory: Inventory,
        clock: Clock,
        plan: Plan,
    ) -> None:
        self._repository = repository
        self._content = content
        self._ledger = ledger
        self._approvals = approvals
        self._inventory = inventory
        self._clock = clock
        self.plan = plan

    def add(self, slot: Slot) -> Slot:
        """Enter a slot; the id is given here.

        Raises:
            InvalidInput: as `altering.checked`.
        """
        made = checked(replace(slot, id=self._ledger.new_id(), title=tidy(slot.title)))
        self._ledger.save("broadcast.add_slot", [put(SLOT, made)])
        return made

    def change(self, slot: Slot, *, since: dt.date | None = None, goes_from: dt.date | None = None) -> Slot:
        """Move or alter a slot from its next airing on, or from a later day on.

        What has begun stays as it was planned, so that what nobody has confirmed yet can still be asked about: the old
        slot ends before that day, and a new one with the editions and approvals of the coming days takes its place: in
        the weeks that its first day counts. One that is to end before the first of them ends, and that is all.

        Args:
            since: the new one begins on this day at the earliest.
            goes_from: the first day of the old one that goes to another day. Earlier ones stay where they are, unless
                the new slot falls on the same day.

        Raises:
            InvalidInput: `slot_is_past` when no day is left to change, `time_is_past` when none is left for the new
                hour, and as for `add`.
        """
        before, wanted = self.slot(slot.id), checked(replace(slot, title=tidy(slot.title)))
        day = max(self.opens(before), self.opens(wanted), since or dt.date.min)
        decided = self._repository.airing_changes_of(before.id)
        early = begun_early(decided, day, self._now())
        stay = staying(before, wanted, day, goes_from, self.plan.falls_on) - early
        if before.date_from >= day and not early and not stay:
            self._ledger.save("broadcast.change_slot", [put(SLOT, wanted)])
            return wanted
        if wanted.date_to < day:
            hour_over = self.opens(before) <= wanted.date_to < self.opens(wanted)
            raise InvalidInput("start", "time_is_past") if hour_over else InvalidInput("date_to", "slot_is_past")
        first = wanted.recurrence.counted_on(max(wanted.date_from, day), wanted.date_from, wanted.weekdays)
        if wanted.date_to < first:
            return self._ended(before, wanted.date_to)
        closed = ended_before(before, day, early | stay, lambda one: self.plan.falls_on(before, one))
        fresh = without(replace(wanted, id=self._ledger.new_id(), date_from=first), early)
        moved = self._moved_editions(before.id, fresh)
        changes = taken_over(decided, fresh, lambda one: self.plan.falls_on(fresh, one))
        decisions = self._approvals.carried_over({before.id: fresh.id, **{old: new.id for old, new in moved.items()}})
        puts = [put(SLOT, closed), put(SLOT, fresh), *(put(EDITION, one) for one in moved.values()), *decisions]
        puts += [put(AIRING_CHANGE, one) for one in changes]
        self._ledger.save("broadcast.change_slot", puts)
        return fresh

    def remove(self, slot_id: str) -> Changes:
        """Take a slot out of the plan from its next airing on; one that never began goes to the recycle bin.

        An airing of a day that is over and was put off goes as well: it is still to come.

        Raises:
            InvalidInput: `slot_is_past` when no day is left to take out.
        """
        slot, changes, now = self.slot(slot_id), self._repository.airing_changes_of(slot_id), self._now()
        day = self.opens(slot)
        early = begun_early(changes, day, now)
        if slot.date_from >= day and not early:
            return self._ledger.bury("broadcast.remove_slot", SLOT, [slot_id])
        decided = {(one.slot_id, one.day, one.play): one for one in changes}
        put_off = [
            AiringChange(change_id(slot_id, on, play), slot_id, on, play, None, "")
            for on in sorted({one.day for one in changes if one.day < day} | early)
            for play, _, start in starts_of(slot, on, decided)
            if start > now and self.plan.falls_on(slot, on)
        ]
        if slot.date_to < day and not put_off:
            raise InvalidInput("date_to", "slot_is_past")
        closed = ended_before(slot, day, early, lambda one: self.plan.falls_on(slot, one))
        puts = [put(SLOT, closed), *(put(AIRING_CHANGE, one) for one in put_off)]
        return self._ledger.save("broadcast.remove_slot", puts)

    def _ended(self, slot: Slot, last: dt.date) -> Slot:
        if slot.date_to <= last:
            raise InvalidInput("date_to", "slot_is_past")
        closed = replace(slot, date_to=last)
        self._ledger.save("broadcast.change_slot", [put(SLOT, closed)])
        return closed

    def opens(self, slot: Slot) -> dt.date:
        """The first day of which nothing has begun: today while the hour is to come or none is today, else tomorrow."""
        now = self._now()
        begun = now.time() >= slot.start and self.plan.falls_on(slot, now.date())
        return now.date() + _DAY if begun else now.date()

    def _now(self) -> dt.datetime:
        return local(self._clock.now()).replace(tzinfo=None)

    def _moved_editions(self, slot_id: str, fresh: Slot) -> dict[str, Edition]:
        """The editions of the coming days, by their old id, as editions of the slot that takes over."""
        coming = self._repository.editions_between(fresh.date_from, fresh.date_to)
        return {
            edition.id: replace(edition, id=stable_id("edition", fresh.id, edition.day.isoformat()), slot_id=fresh.id)
            for edition in coming
            if edition.slot_id == slot_id and self.plan.falls_on(fresh, edition.day)
        }

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
            InvalidInput: `slot_is_no_series`, `day_not_in_slot`, `version_unknown`, `edition_unknown`.
        """
        slot = self.slot(slot_id)
        if slot.fill is not Fill.SERIES:
            raise InvalidInput("slot", "slot_is_no_series")
        if not self.plan.falls_on(slot, day):
            raise InvalidInput("day", "day_not_in_slot")
        if len(self._repository.items_of_versions(parts)) < len(set(parts)):
            raise InvalidInput("parts", "version_unknown")
        if repeat_of is not None and self._repository.edition(repeat_of) is None:
            raise InvalidInput("repeat_of", "edition_unknown")
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
        needs = Scope.REPEATS if edition.repeat_of else None
        decision = self._approvals.decision(
            "broadcast", edition.id, edition.parts, given, Decision.APPROVED, needs=needs
        )
        return self._ledger.save("broadcast.approve_edition", [decision])

    def approve_slot(self, slot_id: str, given: ApprovalGiven) -> Changes:
        """Approve a relay, or a slot known by its title, for all its dates (for instance a standing authorisation)."""
        slot = self.slot(slot_id)
        if slot.fill in (Fill.ITEM, Fill.SERIES):
            raise InvalidInput("slot", "slot_has_content")
        needs = Scope.RELAYS if slot.fill is Fill.RELAY else None
        covers = covers_of_title(slot)
        decision = self._approvals.decision("broadcast", slot.id, covers, given, Decision.APPROVED, needs=needs)
        return self._ledger.save("broadcast.approve_slot", [decision])

    def week(self, week: Week) -> tuple[Airing, ...]:
        """The airings that start in a week."""
        return self.plan.days(week.monday, week.sunday)

    def days(self, first: dt.date, last: dt.date) -> tuple[Airing, ...]:
        """The airings that start between two days, both included."""
        return self.plan.days(first, last)

    def findings(self, week: Week, *, patient: bool = True) -> tuple[Finding, ...]:
        """What is wrong with a week; the days before it count where something runs over or comes again too soon.

        Who is not `patient` gets what is known at once; texts not read yet are left for the next time.
        """
        slots = self._repository.slots_between(week.monday, week.sunday)
        longest_gap = max((slot.repeat_gap_days or 0 for slot in slots), default=0)
        days_before = max(longest_gap, self.checks().days_before(week.monday), 1)
        planned = self.days(week.monday - dt.timedelta(days=days_before), week.sunday)
        before = [one for one in planned if one.day < week.monday]
        airings = [one for one in planned if one.day >= week.monday]
        items = self._items_by_version(airings, before)
        gone = tuple(withdrawn(airings, items))
        stopped = {one.a.id for one in gone}  # told by what stopped them, not by the yes they have no more
        found = [
            *(one for one in find(airings, before) if one.rule is not Rule.NOT_APPROVED or one.a.id not in stopped),
            *gone,
            *unfit(airings, items),
            *_breaches(self._repository, airings),
            *out_of_order(airings, self._inventory.clusters_faulty()),
            *self.checks().of(airings, before, items, patient=patient),
        ]
        return tuple(sorted(found, key=lambda one: (one.start, one.rule.value, one.a.title, one.a.id)))

    def _items_by_version(self, *planned: Sequence[Airing]) -> dict[str, Item]:
        """The item of each version that these airings would play."""
        versions = {one for airings in planned for airing in airings for one in airing.versions}
        item_of = self._repository.items_of_versions(versions)
        items = self._content.items_by_id(set(item_of.values()))
        return {version: items[item_id] for version, item_id in item_of.items() if item_id in items}


def _breaches(repository: TimetableRepository, airings: Sequence[Airing]) -> list[Finding]:
    """What breaks the time rules that the station keeps to; most keep to none, and load none."""
    rows = repository.rule_choices()
    if not rows:
        return []
    from ttcs_desktop.broadcast.time_rules import breaches, choice_of_row, shipped_rules  # noqa: PLC0415

    return list(breaches(airings, [choice_of_row(row) for row in rows], shipped_rules()))
