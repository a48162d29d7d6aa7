"""Facts about clusters that stand in no dated state, and changes of many clusters at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.equipment.dating import State, from_day_on, in_force, put_state
from ttcs_desktop.broadcast.equipment.model import QuietPlace, ThingKind
from ttcs_desktop.broadcast.equipment.repository import FaultRepository
from ttcs_desktop.broadcast.inventory import Inventory
from ttcs_desktop.broadcast.model import Cluster, ClusterState, Link, Technology
from ttcs_desktop.broadcast.rows import CLUSTER, QUIET_PLACE, put
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.vietnamese.text import fold_words, tidy


class ClusterFacts:
    """Who made a cluster, how it gets its signal, what is near it, where it came from."""

    def __init__(self, repository: FaultRepository, ledger: Ledger, inventory: Inventory) -> None:
        self._repository, self._ledger, self._inventory = repository, ledger, inventory

    def quiet_places(self, cluster_id: str) -> list[QuietPlace]:
        """The places near a cluster that need quiet."""
        return [one for one in self._repository.quiet_places() if one.cluster_id == cluster_id]

    def quiet_near(self) -> dict[str, list[QuietPlace]]:
        """The same for every cluster that has any, by cluster id."""
        found: dict[str, list[QuietPlace]] = {}
        for one in self._repository.quiet_places():
            found.setdefault(one.cluster_id, []).append(one)
        return found

    def correct(self, cluster: Cluster, quiet: Mapping[str, str] | None = None) -> Changes:
        """Mend what is written of a cluster; `quiet` is place → hours as written, None to leave them as they are.

        Raises:
            InvalidInput: `record_gone`, `name_missing`; `cluster_exists` for a number or name of another.
        """
        with self._ledger.together():
            known = next((one for one in self._inventory.clusters() if one.id == cluster.id), None)
            if known is None:
                raise InvalidInput("", "record_gone")
            changed = _tidied(cluster, known)
            self._refuse_twice(changed)
            puts, gone = [put(CLUSTER, changed)], list[str]()
            if quiet is not None:
                wanted = {tidy(place): tidy(hours) for place, hours in quiet.items() if tidy(place)}
                there = {one.place: one for one in self.quiet_places(cluster.id)}
                gone = [one.id for place, one in there.items() if place not in wanted]
                for place, hours in wanted.items():
                    id_ = there[place].id if place in there else self._ledger.new_id()
                    puts.append(put(QUIET_PLACE, QuietPlace(id_, cluster.id, place, hours)))
            if gone:
                return self._ledger.exchange("broadcast.correct_cluster", puts, [(QUIET_PLACE, gone)])
            return self._ledger.save("broadcast.correct_cluster", puts)

    def move(self, cluster_ids: Sequence[str], technology: Technology, from_day: dt.date) -> Changes:
        """Feed clusters otherwise from a day on (for instance from FM over to CNTT-VT), as one action.

        Days before keep what they had. A state that was written for a later day takes the new technology too.

        Raises:
            InvalidInput: `record_gone`; `not_there_yet` (with the name) for a cluster that hangs only later;
                `nothing_to_change` when all of them are fed so already.
        """
        with self._ledger.together():
            names = self._inventory.cluster_names()
            by_cluster: dict[str, list[State]] = {id_: [] for id_ in cluster_ids}
            if not by_cluster or not set(by_cluster) <= set(names):
                raise InvalidInput("", "record_gone")
            for state in self._inventory.cluster_states():
                if state.cluster_id in by_cluster:
                    by_cluster[state.cluster_id].append(state)
            puts = []
            for id_, states in by_cluster.items():
                if in_force(states, from_day) is None:
                    raise InvalidInput("from_day", "not_there_yet", name=names[id_])
                moved = from_day_on(ThingKind.CLUSTER, id_, states, from_day, _fed_by(technology))
                puts += [put_state(ThingKind.CLUSTER, one) for one in moved]
            if not puts:
                raise InvalidInput("technology", "nothing_to_change")
            return self._ledger.save("broadcast.move_clusters", puts)

    def _refuse_twice(self, cluster: Cluster) -> None:
        mine = {fold_words(cluster.number), fold_words(cluster.name)} - {""}
        if not mine:
            raise InvalidInput("number", "name_missing")
        for other in self._inventory.clusters(cluster.station_id):
            if other.id != cluster.id and mine & {fold_words(other.number), fold_words(other.name)}:
                raise InvalidInput("number", "cluster_exists")


def _fed_by(technology: Technology) -> Callable[[State], State]:
    def change(state: State) -> State:
        return replace(state, technology=technology) if isinstance(state, ClusterState) else state

    return change


def _tidied(cluster: Cluster, known: Cluster) -> Cluster:
    """What may be mended; the rest is the record's."""
    sim = "".join(cluster.sim.split()) if cluster.link is Link.SIM else ""
    return replace(
        known,
        number=tidy(cluster.number),
        name=tidy(cluster.name),
        place=tidy(cluster.place),
        vendor=tidy(cluster.vendor),
        link=cluster.link,
        sim=sim,
        came_from=tidy(cluster.came_from),
    )
