"""When to ask the hub again: data, never a timer."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.basics.clock import Clock, stamp, unstamp
from ttcs_desktop.storage.database import Database

ASK_EVERY = dt.timedelta(minutes=5)
_LONGEST_WAIT = dt.timedelta(minutes=15)
_NEXT_ASK, _TROUBLES = "next_ask", "troubles"
_LEVEL_AT = "level_at"
_SAID_AT = "said_at"


class HubStanding:
    """Small facts about the hub, one row each."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def note_level(self, *, level: bool) -> None:
        """The hub has answered: whether every stream has been read to where the hub said it ends."""
        with self._database.transaction():
            self._put({_LEVEL_AT: stamp(self._clock.now()) if level else ""})

    def level_at(self) -> dt.datetime | None:
        """When the hub answered last, if all it had to tell was read then; None where something was left to read."""
        told = self._values().get(_LEVEL_AT)
        return unstamp(told) if told else None

    def next_ask(self) -> dt.datetime | None:
        """When to ask the hub for news; None when it was never asked."""
        asked = self._values().get(_NEXT_ASK)
        return unstamp(asked) if asked else None

    def may_ask(self) -> bool:
        """Whether it is time. A wait longer than any we give means that the clock was set back."""
        now, due = self._clock.now(), self.next_ask()
        return due is None or due <= now or due > now + _LONGEST_WAIT

    def asked(self, *, well: bool) -> None:
        """The hub was asked: the next time in five minutes, after each trouble running later, never beyond 15."""
        troubles = 0 if well else int(self._values().get(_TROUBLES, "0")) + 1
        wait = ASK_EVERY if well else min(_LONGEST_WAIT, dt.timedelta(seconds=30) * 2 ** min(troubles, 8))
        with self._database.transaction():
            self._put({_NEXT_ASK: stamp(self._clock.now() + wait), _TROUBLES: str(troubles)})

    def said(self) -> None:
        """This PC has told the hub how much it has made."""
        with self._database.transaction():
            self._put({_SAID_AT: stamp(self._clock.now())})

    def is_said_due(self, every: dt.timedelta) -> bool:
        """Whether that is so long ago that it is told again; a clock set back does not make it longer."""
        told, now = self._values().get(_SAID_AT), self._clock.now()
        return not told or not dt.timedelta(0) <= now - unstamp(told) < every

    def _values(self) -> dict[str, str]:
        return {row["key"]: row["value"] for row in self._database.rows("SELECT key, value FROM hub_standing")}

    def _put(self, values: dict[str, str]) -> None:
        self._database.put("hub_standing", [{"key": key, "value": value} for key, value in values.items()], key="key")
