"""Which PCs a ward has, what they are called, how far the work of each is in this record."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from ttcs_desktop.basics.changes import NOTHING, Changes
from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.joining.model import Standing, WardPc
from ttcs_desktop.joining.sources.repository import Sources, put_pc
from ttcs_desktop.ledger.beginning import become_another_pc
from ttcs_desktop.ledger.identity import Identity, read_writing, write_ward_key
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.proving import new_ward_key
from ttcs_desktop.storage.database import Database
from ttcs_desktop.vietnamese.text import tidy

SHARE = "joining.share"
_LONGEST_NAME = 60


class WardPcs:
    """The PCs of one ward; a ward of one PC has none."""

    def __init__(self, database: Database, ledger: Ledger, identity: Identity, clock: Clock) -> None:
        self._sources = Sources(database)
        self._database = database
        self._ledger = ledger
        self._identity = identity
        self._clock = clock

    def is_shared(self) -> bool:
        """Whether this ward works on several PCs."""
        return bool(read_writing(self._database)[1])

    def share(self, name: str) -> Changes:
        """Let other PCs join from now on: every copy made after this carries the ward's key. Twice is once.

        Raises:
            InvalidInput: `pc_name` for no name, or one of more than 60 letters.
        """
        if self.is_shared():
            return NOTHING
        with self._ledger.together():
            write_ward_key(self._database, new_ward_key())
            return self.name_pc(self._identity.source, name)

    def name_pc(self, source: str, name: str) -> Changes:
        """Give a PC the name the office calls it by; one that has none yet begins here.

        Raises:
            InvalidInput: `pc_name`.
        """
        name = tidy(name)
        if not 0 < len(name) <= _LONGEST_NAME:
            raise InvalidInput("name", "pc_name", most=_LONGEST_NAME)
        known = self._pc(source)
        pc = known or WardPc(source, "", self._identity.device_id, self._clock.now())
        return self._ledger.save(SHARE, [put_pc(replace(pc, name=name))], fact=True)

    def begin_here(self, device: str, name: str) -> None:
        """Make this copy of the record that of a new PC of the ward; it has to be opened again then.

        Raises:
            InvalidInput: `pc_name`.
        """
        with self._ledger.together():
            become_another_pc(self._database, device)
            self._identity = replace(self._identity, device_id=device, later_source="")
            self.name_pc(device, name)

    def go_on(self, name: str = "") -> None:
        """The record went back to a copy and counts anew: this PC keeps the name that the others know it by. `name`
        where the copy is older than this PC."""
        mine = [pc.name for pc in self._sources.pcs() if pc.device == self._identity.device_id]
        if self.is_shared() and (mine or name):
            self.name_pc(self._identity.source, mine[-1] if mine else name)

    def retire(self, source: str, day: dt.date | None = None) -> Changes:
        """Expect nothing more of a PC from a day on (today); what it sent stays.

        Raises:
            InvalidInput: `record_gone`; `pc_is_this` for the PC that asks.
        """
        known = self._pc(source)
        if known is None:
            raise InvalidInput("", "record_gone")
        if self.is_here(known):
            raise InvalidInput("", "pc_is_this")
        pc = replace(known, retired_on=day or today(self._clock))
        return self._ledger.save("joining.retire", [put_pc(pc)], fact=True)

    def use_again(self, source: str) -> Changes:
        """Expect the work of a PC that was retired once more.

        Raises:
            InvalidInput: `record_gone`.
        """
        known = self._pc(source)
        if known is None:
            raise InvalidInput("", "record_gone")
        if known.retired_on is None:
            return NOTHING
        return self._ledger.save("joining.use_again", [put_pc(replace(known, retired_on=None))], fact=True)

    def this_pc(self) -> WardPc | None:
        return self._pc(self._identity.source)

    def standings(self) -> list[Standing]:
        """The other PCs that are at work, each with how far its work is in this record. Of a PC that went back to a
        copy only its newest counter counts."""
        return [one for one in self.all_pcs() if not self.is_here(one.pc) and one.pc.retired_on is None]

    def all_pcs(self) -> list[Standing]:
        """Every PC that ever joined, this one and retired ones too, in the order they began, each by its newest
        counter."""
        newest = {pc.device: pc for pc in self._sources.pcs()}
        complete, lacking = self._sources.complete_to(), self._sources.lacking()
        return [Standing(pc, complete.get(pc.id), lacking.get(pc.id, 0)) for pc in newest.values()]

    def is_here(self, pc: WardPc) -> bool:
        """Whether it is the PC that asks."""
        return pc.device == self._identity.device_id

    def missing_before(self, moment: dt.datetime) -> list[Standing]:
        """PCs whose work up to a moment (or up to now, if that is earlier) may not all be here."""
        wanted = min(moment, self._clock.now())
        return [one for one in self.standings() if one.complete_to is None or one.complete_to < wanted]

    def _pc(self, source: str) -> WardPc | None:
        return next((pc for pc in self._sources.pcs() if pc.id == source), None)
