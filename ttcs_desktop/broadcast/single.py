"""Single airings moved or left out, while the slot's other days stay as they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock, local
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import Airing, AiringChange
from ttcs_desktop.broadcast.planning import change_id
from ttcs_desktop.broadcast.repository import TimetableRepository
from ttcs_desktop.broadcast.rows import AIRING_CHANGE, put
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.vietnamese.text import tidy


@dataclass(frozen=True, slots=True)
class Move:
    """One airing and where it is to go, wall clock; `to` None leaves it out. `why` is kept with it."""

    airing: Airing
    to: dt.datetime | None
    why: str = ""


class AiringChanges:
    """What is decided of single airings."""

    def __init__(self, repository: TimetableRepository, ledger: Ledger, clock: Clock) -> None:
        self._repository = repository
        self._ledger = ledger
        self._clock = clock

    def move(self, airing: Airing, to: dt.datetime, why: str = "") -> Changes:
        """Air this one at another time, on its own or another day.

        Raises:
            InvalidInput: `airing_is_past`, `time_is_past`, `record_gone` when its slot is not there any more.
        """
        return self.apply([Move(airing, to, why)])

    def cancel(self, airing: Airing, why: str = "") -> Changes:
        """Leave this one out. Raises as `move`."""
        return self.apply([Move(airing, None, why)], verb="broadcast.cancel_airing")

    def put_back(self, airing: Airing) -> Changes:
        """Let a moved airing stand again where its slot has it. Raises as `move`."""
        return self.move(airing, airing.moved_from or airing.start)

    def apply(self, moves: Sequence[Move], *, verb: str = "broadcast.move_airing") -> Changes:
        """Several at once, as one action. Raises as `move`, before anything is kept."""
        now = local(self._clock.now()).replace(tzinfo=None)
        there = {slot.id for slot in self._repository.slots_of({one.airing.slot.id for one in moves})}
        puts, gone = [], []
        for one in moves:
            if one.airing.slot.id not in there:
                raise InvalidInput("", "record_gone")
            if one.airing.start <= now:
                raise InvalidInput("start", "airing_is_past")
            if one.to is not None and one.to <= now:
                raise InvalidInput("start", "time_is_past")
            airing = one.airing
            id_ = change_id(airing.slot.id, airing.slot_day, airing.play)
            if one.to == (airing.moved_from or airing.start):
                # Where its slot has it: nothing is decided of it any more, and it follows its slot again.
                gone += [id_] if any(known.id == id_ for known in self.of_slot(airing.slot.id)) else []
                continue
            change = AiringChange(id_, airing.slot.id, airing.slot_day, airing.play, one.to, tidy(one.why))
            puts.append(put(AIRING_CHANGE, change))
        return self._ledger.exchange(verb, puts, [(AIRING_CHANGE, gone)]) if gone else self._ledger.save(verb, puts)

    def of_slot(self, slot_id: str) -> list[AiringChange]:
        """What was decided of the airings of a slot, by day."""
        return self._repository.airing_changes_of(slot_id)
