"""The repair book: what broke on which day, who told, what was done on which day. It writes the dated states itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.equipment.dating import broken, from_day_on, in_force, mended, put_state
from ttcs_desktop.broadcast.equipment.model import Fault
from ttcs_desktop.broadcast.equipment.repository import FaultRepository
from ttcs_desktop.broadcast.equipment.things import Things
from ttcs_desktop.broadcast.model import Condition
from ttcs_desktop.broadcast.rows import FAULT, put
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.vietnamese.text import tidy


class Faults:
    """One open fault a thing: what is found broken meanwhile is written into it, so that one repair ends it."""

    def __init__(self, repository: FaultRepository, ledger: Ledger, things: Things, clock: Clock) -> None:
        self._repository, self._ledger, self._things, self._clock = repository, ledger, things, clock

    def book(self) -> list[Fault]:
        """Every line, the open ones first, then the newest."""
        return self._repository.faults()

    def open_fault(self, thing_id: str) -> Fault | None:
        """The fault of a thing that nobody has mended yet."""
        return next((one for one in self._repository.faults_of(thing_id) if one.is_open), None)

    def open_count(self) -> int:
        return self._repository.open_count()

    def note(self, thing_id: str, noted_on: dt.date, what: str, told_by: str = "") -> Fault:
        """Write a fault down: from its day on the thing is out of order, until a repair.

        Raises:
            InvalidInput: `record_gone`; `fault_missing` without a word of what is broken; `day_in_future`;
                `not_there_yet` before its first day; `equipment_retired`; `fault_open` (with its day and words) while
                one is open; `fault_overlaps` (with the day of the repair) where the book has another one then.
        """
        with self._ledger.together():
            thing = self._things.thing(thing_id)
            fault = Fault(self._ledger.new_id(), thing.kind, thing_id, noted_on, tidy(what), tidy(told_by))
            self._check(fault)
            states = self._things.states(thing)
            now = in_force(states, noted_on)
            if now is None:
                raise InvalidInput("noted_on", "not_there_yet", name=thing.name)
            if now.condition is Condition.RETIRED:
                raise InvalidInput("noted_on", "equipment_retired", name=thing.name)
            found = from_day_on(thing.kind, thing.id, states, noted_on, broken)
            puts = [put_state(thing.kind, one) for one in found]
            self._ledger.save("broadcast.note_fault", [put(FAULT, fault), *puts])
        return fault

    def repair(self, fault_id: str, repaired_on: dt.date, repair: str, cost: int | None = None) -> Fault:
        """Write down that a fault was mended: from that day on the thing works again.

        Raises:
            InvalidInput: `record_gone`; `fault_mended` when it was already; `repair_missing`; `repair_before_fault`
                (with the day it broke); `day_in_future`; `count_negative` for the cost.
        """
        with self._ledger.together():
            fault = self.fault(fault_id)
            if fault.repaired_on is not None:
                raise InvalidInput("", "fault_mended", day=fault.repaired_on)
            done = replace(fault, repaired_on=repaired_on, repair=tidy(repair), cost=cost)
            self._check_repair(done)
            thing = self._things.thing(fault.thing_id)
            states = self._things.states(thing)
            puts = [
                put_state(thing.kind, one) for one in from_day_on(thing.kind, thing.id, states, repaired_on, mended)
            ]
            self._ledger.save("broadcast.repair", [put(FAULT, done), *puts])
        return done

    def reword(self, fault: Fault) -> Changes:
        """Mend the words and the cost of a line; its days stay: they stand in the dated states.

        Raises:
            InvalidInput: `record_gone`, `fault_missing`, `repair_missing`, `count_negative`.
        """
        known = self.fault(fault.id)
        changed = replace(known, what=tidy(fault.what), told_by=tidy(fault.told_by))
        if not changed.what:
            raise InvalidInput("what", "fault_missing")
        if not known.is_open:
            changed = replace(changed, repair=tidy(fault.repair), cost=fault.cost)
            self._check_repair(changed)
        return self._ledger.save("broadcast.reword_fault", [put(FAULT, changed)])

    def remove(self, fault_id: str) -> Changes:
        """Take out a line written by mistake: the thing was never out of order. Raises InvalidInput `record_gone`."""
        with self._ledger.together():
            fault = self.fault(fault_id)
            puts: list[Put] = []
            if any(one.id == fault.thing_id for one in self._things.all()):
                thing = self._things.thing(fault.thing_id)
                states = self._things.states(thing)
                found = from_day_on(thing.kind, thing.id, states, fault.noted_on, mended, fault.repaired_on)
                puts = [put_state(thing.kind, one) for one in found]
            return self._ledger.exchange("broadcast.remove_fault", puts, [(FAULT, [fault_id])])

    def refuse_working(self, thing_id: str, from_day: dt.date, condition: Condition) -> None:
        """Nothing works by word of mouth while its fault is open: the repair is written down instead.

        Raises:
            InvalidInput: `fault_open` (with its day and words).
        """
        fault = self.open_fault(thing_id) if condition is Condition.WORKING else None
        if fault is not None and from_day >= fault.noted_on:
            raise InvalidInput("condition", "fault_open", day=fault.noted_on, what=fault.what)

    def fault(self, fault_id: str) -> Fault:
        """Raises InvalidInput `record_gone`."""
        found = next((one for one in self._repository.faults() if one.id == fault_id), None)
        if found is None:
            raise InvalidInput("", "record_gone")
        return found

    def _check(self, fault: Fault) -> None:
        if not fault.what:
            raise InvalidInput("what", "fault_missing")
        if fault.noted_on > today(self._clock):
            raise InvalidInput("noted_on", "day_in_future")
        for other in self._repository.faults_of(fault.thing_id):
            if other.is_open:
                raise InvalidInput("thing", "fault_open", day=other.noted_on, what=other.what)
            if fault.overlaps(other):
                raise InvalidInput("noted_on", "fault_overlaps", day=other.repaired_on)

    def _check_repair(self, fault: Fault) -> None:
        repaired_on = fault.repaired_on
        if not fault.repair:
            raise InvalidInput("repair", "repair_missing")
        if repaired_on is not None and repaired_on < fault.noted_on:
            raise InvalidInput("repaired_on", "repair_before_fault", day=fault.noted_on)
        if repaired_on is not None and repaired_on > today(self._clock):
            raise InvalidInput("repaired_on", "day_in_future")
        if fault.cost is not None and fault.cost < 0:
            raise InvalidInput("cost", "count_negative")
