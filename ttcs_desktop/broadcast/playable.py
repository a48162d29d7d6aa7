"""What a slot plays, on whose approval: what is to come by what holds now, what has begun by what held then.

A day that is over does not change because a text was rewritten, approved or withdrawn afterwards.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from ttcs_desktop.basics.clock import local, unstamp
from ttcs_desktop.broadcast.model import Edition, Fill, Slot
from ttcs_desktop.broadcast.planning import covers_of_title
from ttcs_desktop.content.approvals import Decisions
from ttcs_desktop.content.model import Approval


class AsDecided:
    """The decisions and wordings behind some slots and editions, asked for one airing after the other.

    Args:
        now: wall clock of the office, naive.
        versions: by item, when each wording was saved (UTC stamp) and its id, oldest first.
        current: by item, the wording it has now; not the newest one after an edit was undone.
        item_of: the item of each version that an edition holds.
    """

    def __init__(
        self,
        now: dt.datetime,
        decisions: Decisions,
        versions: Mapping[str, Sequence[tuple[str, str]]],
        current: Mapping[str, str],
        item_of: Mapping[str, str],
    ) -> None:
        self._now = now
        self._decisions = decisions
        self._current, self._item_of = current, item_of
        self._versions = {
            item: [(local(unstamp(made)).replace(tzinfo=None), version) for made, version in known]
            for item, known in versions.items()
        }

    def of(self, slot: Slot, edition: Edition | None, start: dt.datetime) -> tuple[tuple[str, ...], Approval | None]:
        """What plays at `start`, and the approval for exactly that; None means that it may not play."""
        versions, approval = self._decided(slot, edition, start)
        holds = approval is not None and self._decisions.holds_on(approval, start.date())
        return versions, approval if holds else None

    def _decided(
        self, slot: Slot, edition: Edition | None, start: dt.datetime
    ) -> tuple[tuple[str, ...], Approval | None]:
        moment = start if start <= self._now else None
        if edition is not None:
            approval = self._decisions.in_force(edition.id, edition.parts, moment)
            return edition.parts, None if self._is_stopped(edition.parts, moment) else approval
        if slot.fill is Fill.ITEM and slot.item_id is not None:
            versions = self._version_at(slot.item_id, moment)
            return versions, self._decisions.in_force(slot.item_id, versions, moment)
        return (), self._decisions.in_force(slot.id, covers_of_title(slot), moment)

    def _version_at(self, item_id: str, moment: dt.datetime | None) -> tuple[str, ...]:
        """The wording at a moment: what the item says now if it said so then, else the newest of that time.

        What was typed in after its day is the wording that day had.
        """
        known, current = self._versions.get(item_id, ()), self._current.get(item_id, "")
        if not known:
            return ()
        then = [version for made, version in known if moment is None or made <= moment]
        return (current if current in then else then[-1] if then else known[0][1],)

    def _is_stopped(self, parts: Iterable[str], moment: dt.datetime | None) -> bool:
        """A withdrawn item stops every edition that holds any of its versions."""
        items = {self._item_of[part] for part in parts if part in self._item_of}
        return any(self._decisions.is_withdrawn(item, moment) for item in items)
