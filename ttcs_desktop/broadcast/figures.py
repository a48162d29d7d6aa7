"""The station's measures: each answers a number and the records behind it.

What counts as aired: an entry in force of which at least one cluster played. Unconfirmed airings count for nothing.
Definitions: docs/indicators.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import TypeVar

from ttcs_desktop.basics.measured import Evidence, Measured, Ratio
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.broadcast import wording
from ttcs_desktop.broadcast.model import (
    Cluster,
    ClusterState,
    Condition,
    Kind,
    LogEntry,
    Priority,
    SessionBorders,
    Station,
    StationState,
    Technology,
)
from ttcs_desktop.broadcast.repository import EquipmentRepository, LogRepository
from ttcs_desktop.content.model import Origin

_State = TypeVar("_State", StationState, ClusterState)


class BroadcastFigures:
    """Named questions to the log and to the equipment."""

    def __init__(self, equipment: EquipmentRepository, log: LogRepository, borders: SessionBorders) -> None:
        self._equipment = equipment
        self._log = log
        self._borders = borders
        self._read: dict[Window, list[LogEntry]] | None = None

    def for_one_report(self) -> BroadcastFigures:
        """The same questions, answered from one reading of the log: for a report asks it a dozen times."""
        once = BroadcastFigures(self._equipment, self._log, self._borders)
        once._read = {}
        return once

    def stations(self, day: dt.date) -> Measured:
        """Stations not retired on a day (B01)."""
        return Measured(tuple(_station(station, state, 1) for station, state in self._stations_on(day)))

    def station_share(self, day: dt.date, technology: Technology) -> Ratio:
        """Stations of one technology over the stations not retired on a day (B03, and R-09 for IP)."""
        found = self._stations_on(day)
        part = tuple(_station(station, state, int(state.technology is technology)) for station, state in found)
        whole = tuple(_station(station, state, 1) for station, state in found)
        return Ratio(Measured(part), Measured(whole), Fraction(100))

    def clusters(self, day: dt.date) -> Measured:
        """Clusters in the inventory on a day, working or broken, not retired (B04)."""
        return Measured(
            tuple(
                Evidence("broadcast", cluster.id, state.from_day, 1, _cluster_label(cluster))
                for cluster, state in self._clusters_on(day)
            )
        )

    def loudspeakers(self, day: dt.date) -> Measured:
        """Loudspeakers on the clusters of the inventory on a day (B05)."""
        return Measured(
            tuple(
                Evidence("broadcast", cluster.id, state.from_day, state.loudspeakers, _cluster_label(cluster))
                for cluster, state in self._clusters_on(day)
            )
        )

    def notice_boards(self, day: dt.date, *, electronic: bool = False) -> Measured:
        """Notice boards not retired on a day (D01), or the electronic ones among them (D02)."""
        from ttcs_desktop.broadcast.equipment.figures import BoardFigures  # noqa: PLC0415  few reports ask for boards

        figures = BoardFigures(self._equipment.boards)
        return figures.electronic(day) if electronic else figures.boards(day)

    def sessions(self, window: Window) -> Measured:
        """Distinct (date, session) pairs with something aired (C01); the first entry of a pair stands for it."""
        first: dict[tuple[dt.date, str], Evidence] = {}
        for entry in self._aired(window):
            session = self._borders.session_of(entry.start)
            label = f"{wording.SESSIONS[session]}: {entry.title}"
            first.setdefault((entry.day, session.value), Evidence("broadcast", entry.id, entry.day, 1, label))
        return Measured(tuple(first.values()))

    def aired_seconds(self, window: Window, kind: Kind | None = None) -> Measured:
        """Seconds aired (C02), of one kind when asked (relays: C06)."""
        return Measured(
            tuple(
                _evidence(entry, entry.aired_seconds)
                for entry in self._aired(window)
                if kind is None or entry.kind is kind
            )
        )

    def self_made_programmes(self, window: Window) -> Measured:
        """Self-made editions, no repeats, whose first real airing falls in the window (C03)."""
        first: dict[str, LogEntry] = {}
        for entry in self._aired(window):
            if entry.self_made and entry.edition_id is not None and entry.repeat_of is None:
                first.setdefault(entry.edition_id, entry)
        earlier = self._log.editions_aired_before(first, window.start)
        return Measured(tuple(_evidence(entry, 1) for id_, entry in first.items() if id_ not in earlier))

    def items_first_aired(self, window: Window) -> Measured:
        """The ward's own items whose first real airing falls in the window (C04)."""
        return Measured(
            tuple(
                Evidence("content", row["id"], dt.date.fromisoformat(row["day"]), 1, row["title"], row["rev"])
                for row in self._log.items_first_aired(window.start, window.cut_off)
                if row["origin"] == Origin.WARD.value
            )
        )

    def plays(self, window: Window, priority: Priority | None = None) -> Measured:
        """Aired entries (C10), of one priority class when asked."""
        return Measured(
            tuple(
                _evidence(entry, 1) for entry in self._aired(window) if priority is None or entry.priority is priority
            )
        )

    def cluster_success(self, window: Window) -> Ratio:
        """Clusters that played over clusters meant to, over all entries in force (C12)."""
        entries = self._entries(window)
        return Ratio(
            Measured(tuple(_evidence(entry, entry.clusters_ok) for entry in entries)),
            Measured(tuple(_evidence(entry, entry.clusters_total) for entry in entries)),
            Fraction(100),
        )

    def duration_success(self, window: Window) -> Ratio:
        """Cluster-seconds played over cluster-seconds asked for, over all entries in force (C13)."""
        entries = self._entries(window)
        return Ratio(
            Measured(tuple(_evidence(entry, entry.aired_seconds * entry.clusters_ok) for entry in entries)),
            Measured(tuple(_evidence(entry, entry.planned_seconds * entry.clusters_total) for entry in entries)),
            Fraction(100),
        )

    def _aired(self, window: Window) -> list[LogEntry]:
        return [entry for entry in self._entries(window) if entry.aired]

    def _entries(self, window: Window) -> list[LogEntry]:
        if self._read is None:
            return self._log.entries_between(window.start, window.cut_off)
        if window not in self._read:
            self._read[window] = self._log.entries_between(window.start, window.cut_off)
        return self._read[window]

    def _stations_on(self, day: dt.date) -> list[tuple[Station, StationState]]:
        states = latest_states(self._equipment.station_states(), day, key=lambda state: state.station_id)
        return [
            (station, states[station.id])
            for station in self._equipment.stations()
            if station.id in states and states[station.id].condition is not Condition.RETIRED
        ]

    def _clusters_on(self, day: dt.date) -> list[tuple[Cluster, ClusterState]]:
        states = latest_states(self._equipment.cluster_states(), day, key=lambda state: state.cluster_id)
        return [
            (cluster, states[cluster.id])
            for cluster in self._equipment.clusters()
            if cluster.id in states and states[cluster.id].condition is not Condition.RETIRED
        ]


def latest_states(states: Iterable[_State], day: dt.date, *, key: Callable[[_State], str]) -> dict[str, _State]:
    """The state in force on a day of each thing; `states` come oldest first."""
    return {key(state): state for state in states if state.from_day <= day}


def _evidence(entry: LogEntry, amount: int) -> Evidence:
    return Evidence("broadcast", entry.id, entry.day, amount, f"{entry.start:%H:%M} {entry.title}")


def _station(station: Station, state: StationState, amount: int) -> Evidence:
    return Evidence("broadcast", station.id, state.from_day, amount, station.name)


def _cluster_label(cluster: Cluster) -> str:
    return " ".join(part for part in (cluster.number, cluster.name) if part)
