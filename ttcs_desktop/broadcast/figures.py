"""The station's measures: each answers a number and the records behind it.

What counts as aired: an entry in force of which at least one cluster played. Unconfirmed airings count for nothing.
Definitions: docs/indicators.md; what is counted, in SQL: `counted.repository`, read when the first figure is wanted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from ttcs_desktop.basics.periods import Window
from ttcs_desktop.broadcast.model import ClusterState, Kind, Priority, StationState

if TYPE_CHECKING:
    from ttcs_desktop.basics.measured import Measured
    from ttcs_desktop.storage.database import Database

_State = TypeVar("_State", StationState, ClusterState)


class BroadcastFigures:
    """Questions to the log and to the equipment by name, for who wants one or two; a report asks the catalogue's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stations(self, day: dt.date) -> Measured:
        """Stations not retired on a day (B01)."""
        return self._ask("STATIONS", Window(day, day))

    def clusters(self, day: dt.date) -> Measured:
        """Clusters in the inventory on a day, working or broken, not retired (B04)."""
        return self._ask("CLUSTERS", Window(day, day))

    def loudspeakers(self, day: dt.date) -> Measured:
        """Loudspeakers on the clusters of the inventory on a day (B05)."""
        return self._ask("LOUDSPEAKERS", Window(day, day))

    def notice_boards(self, day: dt.date, *, electronic: bool = False) -> Measured:
        """Notice boards not retired on a day (D01), or the electronic ones among them (D02)."""
        return self._ask("ELECTRONIC_BOARDS" if electronic else "BOARDS", Window(day, day))

    def sessions(self, window: Window) -> Measured:
        """Distinct (date, session) pairs with something aired (C01); the first entry of a pair stands for it."""
        return self._ask("SESSIONS", window)

    def aired_seconds(self, window: Window, kind: Kind | None = None) -> Measured:
        """Seconds aired (C02), of one kind when asked (relays: C06)."""
        return self._ask("AIRED_SECONDS", window, kind=kind)

    def items_first_aired(self, window: Window) -> Measured:
        """The ward's own items whose first real airing falls in the window (C04)."""
        return self._ask("OWN_ITEMS", window)

    def plays(self, window: Window, priority: Priority | None = None) -> Measured:
        """Aired entries (C10), of one priority class when asked."""
        return self._ask("PLAYS", window, priority=priority)

    def _ask(self, name: str, window: Window, **wanted: str | None) -> Measured:
        from ttcs_desktop.broadcast.counted import repository  # noqa: PLC0415  no figure stands on the first page
        from ttcs_desktop.storage.counting import Counter  # noqa: PLC0415  as above

        filters = {key: value for key, value in wanted.items() if value is not None}
        return Counter(self._database).measured(getattr(repository, name), window, filters)


def latest_states(states: Iterable[_State], day: dt.date, *, key: Callable[[_State], str]) -> dict[str, _State]:
    """The state in force on a day of each thing; `states` come oldest first."""
    return {key(state): state for state in states if state.from_day <= day}
