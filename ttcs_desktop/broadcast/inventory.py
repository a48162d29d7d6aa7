"""What the station consists of, each fact with the day from which it is true."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.broadcast.figures import latest_states
from ttcs_desktop.broadcast.model import Cluster, ClusterState, Condition, Station, StationState, Technology
from ttcs_desktop.broadcast.repository import EquipmentRepository
from ttcs_desktop.broadcast.rows import (
    CLUSTER,
    CLUSTER_STATE,
    STATION,
    STATION_STATE,
    put,
)
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.vietnamese.text import fold_words, tidy


class Inventory:
    """Stations and clusters with their dated states."""

    def __init__(self, repository: EquipmentRepository, ledger: Ledger) -> None:
        self._repository = repository
        self._ledger = ledger

    def open_station(
        self,
        name: str,
        from_day: dt.date,
        *,
        technology: Technology = Technology.IP,
        condition: Condition = Condition.WORKING,
    ) -> Station:
        """Enter a station that works from a day on."""
        if not tidy(name):
            raise InvalidInput("name", "name_missing")
        station = Station(self._ledger.new_id(), tidy(name))
        state = _station_state(station.id, from_day, technology, condition)
        self._ledger.save("broadcast.open_station", [put(STATION, station), put(STATION_STATE, state)])
        return station

    def change_station(
        self,
        station_id: str,
        from_day: dt.date,
        technology: Technology,
        condition: Condition,
        *,
        connected: bool | None = None,
    ) -> Changes:
        """What is true of a station from a day on; the same day again corrects it. `connected` None: as it was then.

        Raises:
            InvalidInput: `fault_open` (with its day and words) when it is to work while the repair book says otherwise.
        """
        self._refuse_working(station_id, from_day, condition)
        if connected is None:
            states = latest_states(self.station_states(), from_day, key=lambda state: state.station_id)
            connected = station_id in states and states[station_id].connected
        state = replace(_station_state(station_id, from_day, technology, condition), connected=connected)
        return self._ledger.save("broadcast.change_station", [put(STATION_STATE, state)])

    def add_cluster(
        self,
        station_id: str,
        number: str,
        name: str,
        from_day: dt.date,
        *,
        loudspeakers: int = 1,
        place: str = "",
        technology: Technology = Technology.IP,
    ) -> Cluster:
        """Enter a cluster that hangs from a day on.

        Raises:
            InvalidInput: `name_missing`, `cluster_exists` (same number or name), `count_negative`.
        """
        if not tidy(number) and not tidy(name):
            raise InvalidInput("name", "name_missing")
        if loudspeakers < 0:
            raise InvalidInput("loudspeakers", "count_negative")
        if any(self.find_cluster(station_id, known) for known in (number, name) if tidy(known)):
            raise InvalidInput("number", "cluster_exists")
        cluster = Cluster(self._ledger.new_id(), station_id, tidy(number), tidy(name), tidy(place), confirmed=True)
        state = _cluster_state(cluster.id, from_day, loudspeakers, technology, Condition.WORKING)
        self._ledger.save("broadcast.add_cluster", [put(CLUSTER, cluster), put(CLUSTER_STATE, state)])
        return cluster

    def note_unknown_clusters(self, station_id: str, names: list[str]) -> list[Cluster]:
        """Enter clusters that only a file speaks of, to be confirmed by the officer; two PCs make the same ones."""
        clusters = [
            Cluster(stable_id("cluster", station_id, fold_words(name)), station_id, "", tidy(name), "", confirmed=False)
            for name in names
        ]
        self._ledger.save("broadcast.note_clusters", [put(CLUSTER, cluster) for cluster in clusters])
        return clusters

    def change_cluster(
        self,
        cluster_id: str,
        from_day: dt.date,
        *,
        loudspeakers: int,
        condition: Condition,
        technology: Technology = Technology.IP,
        connected: bool | None = None,
    ) -> Changes:
        """What is true of a cluster from a day on; the same day again corrects it. `connected` None: as it was then.

        Raises:
            InvalidInput: `count_negative`; `fault_open` (with its day and words) when it is to work while the repair
                book says otherwise.
        """
        if loudspeakers < 0:
            raise InvalidInput("loudspeakers", "count_negative")
        self._refuse_working(cluster_id, from_day, condition)
        if connected is None:
            states = latest_states(self.cluster_states(), from_day, key=lambda state: state.cluster_id)
            connected = cluster_id in states and states[cluster_id].connected
        state = replace(_cluster_state(cluster_id, from_day, loudspeakers, technology, condition), connected=connected)
        # Whoever says what is true of a cluster has confirmed that it is there.
        waiting = (one for one in self._repository.clusters() if one.id == cluster_id and not one.confirmed)
        puts = [put(CLUSTER, replace(one, confirmed=True)) for one in waiting]
        return self._ledger.save("broadcast.change_cluster", [*puts, put(CLUSTER_STATE, state)])

    def confirm_clusters(
        self, cluster_ids: Sequence[str], from_day: dt.date, *, loudspeakers: int, technology: Technology
    ) -> Changes:
        """Confirm clusters that only a file spoke of: each hangs and works from a day on. One action.

        Raises:
            InvalidInput: `count_negative`; `record_gone` when none of them waits to be confirmed.
        """
        if loudspeakers < 0:
            raise InvalidInput("loudspeakers", "count_negative")
        waiting = [one for one in self._repository.clusters() if one.id in cluster_ids and not one.confirmed]
        if not waiting:
            raise InvalidInput("", "record_gone")
        states = [_cluster_state(one.id, from_day, loudspeakers, technology, Condition.WORKING) for one in waiting]
        puts = [put(CLUSTER, replace(one, confirmed=True)) for one in waiting]
        return self._ledger.save("broadcast.confirm_clusters", [*puts, *(put(CLUSTER_STATE, one) for one in states)])

    def _refuse_working(self, thing_id: str, from_day: dt.date, condition: Condition) -> None:
        """Nothing works by word of mouth while its fault is open: the repair is written down instead."""
        fault = self._repository.open_fault(thing_id, from_day) if condition is Condition.WORKING else None
        if fault is not None:
            day = dt.date.fromisoformat(fault["noted_on"])
            raise InvalidInput("condition", "fault_open", day=day, what=fault["what"])

    def stations(self) -> list[Station]:
        return self._repository.stations()

    def the_station(self) -> Station:
        """The ward's first station: what a ward with one station means by "the station".

        Raises:
            InvalidInput: `no_station`.
        """
        stations = self._repository.stations()
        if not stations:
            raise InvalidInput("station", "no_station")
        return stations[0]

    def clusters(self, station_id: str | None = None) -> list[Cluster]:
        return self._repository.clusters(station_id)

    def clusters_hanging(self, station_id: str) -> Callable[[dt.date], frozenset[str]]:
        """Which clusters of a station hang on a day: those with a state from then or before that is not "retired".

        A cluster that only a file speaks of has no state yet and counts as hanging.
        """
        known = [cluster.id for cluster in self._repository.clusters(station_id)]
        states = self._repository.cluster_states()
        dated = {state.cluster_id for state in states}

        def on(day: dt.date) -> frozenset[str]:
            latest = latest_states(states, day, key=lambda state: state.cluster_id)
            return frozenset(
                id_
                for id_ in known
                if id_ not in dated or (id_ in latest and latest[id_].condition is not Condition.RETIRED)
            )

        return cache(on)  # a week asks for each of its days some thirty times

    def clusters_faulty(self) -> Callable[[dt.date], frozenset[str]]:
        """Which clusters are out of order on a day, of every station."""
        states = self._repository.cluster_states()

        def on(day: dt.date) -> frozenset[str]:
            latest = latest_states(states, day, key=lambda state: state.cluster_id)
            return frozenset(id_ for id_, state in latest.items() if state.condition is Condition.FAULTY)

        return cache(on)

    def cluster_names(self) -> dict[str, str]:
        """What a cluster is called on screen and paper, by id: its number, or else its name."""
        return {cluster.id: cluster.number or cluster.name for cluster in self._repository.clusters()}

    def station_states(self) -> list[StationState]:
        return self._repository.station_states()

    def cluster_states(self) -> list[ClusterState]:
        return self._repository.cluster_states()

    def find_cluster(self, station_id: str, written: str) -> Cluster | None:
        """The cluster a file means: by number, name or place, without marks and case."""
        wanted = fold_words(written)
        for cluster in self._repository.clusters(station_id):
            if wanted in {fold_words(cluster.number), fold_words(cluster.name), fold_words(cluster.place)} - {""}:
                return cluster
        return None


def _station_state(station_id: str, from_day: dt.date, technology: Technology, condition: Condition) -> StationState:
    return StationState(
        stable_id("station_state", station_id, from_day.isoformat()), station_id, from_day, technology, condition
    )


def _cluster_state(
    cluster_id: str, from_day: dt.date, loudspeakers: int, technology: Technology, condition: Condition
) -> ClusterState:
    id_ = stable_id("cluster_state", cluster_id, from_day.isoformat())
    return ClusterState(id_, cluster_id, from_day, loudspeakers, technology, condition)
