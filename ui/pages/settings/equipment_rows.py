"""Stations and clusters as rows: each with what is true of it on a day."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.figures import latest_states
from ttcs_desktop.broadcast.inventory import Inventory
from ttcs_desktop.broadcast.model import Cluster, ClusterState, Condition, Station, StationState
from ttcs_desktop.broadcast.wording import CONDITIONS, TECHNOLOGIES
from ui.kit.chips import Status, Tone

TONES = {Condition.WORKING: Tone.GOOD, Condition.FAULTY: Tone.ALARM, Condition.RETIRED: Tone.NEUTRAL}
_UNCONFIRMED = Status("Chưa xác nhận", Tone.LOOK)


@dataclass(frozen=True, slots=True)
class Equipment:
    """A station or a cluster with the state that holds today, or the first one to come; None when nobody said any."""

    thing: Station | Cluster
    state: StationState | ClusterState | None

    @property
    def id(self) -> str:
        return self.thing.id

    @property
    def is_cluster(self) -> bool:
        return isinstance(self.thing, Cluster)

    @property
    def is_confirmed(self) -> bool:
        """Whether the officer knows of it; a cluster that only a file speaks of waits for that."""
        return not isinstance(self.thing, Cluster) or self.thing.confirmed or self.state is not None

    @property
    def title(self) -> str:
        """Number and name of a cluster; a station has only its name."""
        if isinstance(self.thing, Station):
            return self.thing.name
        number, name = self.thing.number, self.thing.name
        return f"{number}. {name}" if number and name else number or name

    @property
    def below(self) -> str:
        """Where it hangs and how it is fed, as far as that is known."""
        thing, state = self.thing, self.state
        place = thing.place if isinstance(thing, Cluster) else ""
        technology = TECHNOLOGIES[state.technology] if state else ""
        linked = "đã kết nối" if state and state.connected else ""
        vendor = thing.vendor if isinstance(thing, Cluster) else ""
        return " · ".join(part for part in (place, technology, linked, vendor) if part)

    @property
    def loudspeakers(self) -> int | None:
        return self.state.loudspeakers if isinstance(self.state, ClusterState) else None

    @property
    def status(self) -> Status:
        if self.state is None:
            return _UNCONFIRMED
        return Status(CONDITIONS[self.state.condition], TONES[self.state.condition])


def equipment(inventory: Inventory, day: dt.date) -> list[Equipment]:
    """Stations, then clusters, each with its state on a day, or the first one to come."""
    stations, clusters = inventory.station_states(), inventory.cluster_states()
    station_on = {state.station_id: state for state in reversed(stations)}
    station_on |= latest_states(stations, day, key=lambda state: state.station_id)
    cluster_on = {state.cluster_id: state for state in reversed(clusters)}
    cluster_on |= latest_states(clusters, day, key=lambda state: state.cluster_id)
    return [
        *(Equipment(one, station_on.get(one.id)) for one in inventory.stations()),
        *(Equipment(one, cluster_on.get(one.id)) for one in inventory.clusters()),
    ]
