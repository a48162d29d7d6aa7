"""Where each cluster is heard: what somebody said of it, with the day from which it is true."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.broadcast.equipment.model import Heard
from ttcs_desktop.broadcast.equipment.repository import HearingRepository
from ttcs_desktop.broadcast.inventory import Inventory
from ttcs_desktop.broadcast.rows import CLUSTER_HEARD, put
from ttcs_desktop.ledger.ledger import Ledger


class Hearing:
    """Clusters and the neighbourhoods (tổ dân phố, thôn) in which they are heard."""

    def __init__(self, repository: HearingRepository, ledger: Ledger, inventory: Inventory) -> None:
        self._repository, self._ledger, self._inventory = repository, ledger, inventory

    def hear(self, cluster_ids: Sequence[str], neighbourhoods: Collection[str], from_day: dt.date) -> Changes:
        """Say in which neighbourhoods these clusters are heard from a day on, as one action; the same day corrects it.

        Raises:
            InvalidInput: `record_gone` when one of the clusters is not there.
        """
        known = {cluster.id for cluster in self._inventory.clusters()}
        if not cluster_ids or not set(cluster_ids) <= known:
            raise InvalidInput("", "record_gone")
        rows = [
            Heard(stable_id("cluster_heard", id_, from_day.isoformat()), id_, from_day, frozenset(neighbourhoods))
            for id_ in cluster_ids
        ]
        return self._ledger.save("broadcast.hear", [put(CLUSTER_HEARD, row) for row in rows])

    def on(self, day: dt.date) -> dict[str, frozenset[str]]:
        """The neighbourhoods of each cluster on a day, by cluster id; those of which nobody said any are left out."""
        latest = {row.cluster_id: row.neighbourhoods for row in self._repository.heard() if row.from_day <= day}
        return {id_: found for id_, found in latest.items() if found}

    def clusters_heard_in(
        self, station_id: str, neighbourhoods: Collection[str]
    ) -> Callable[[dt.date], frozenset[str]]:
        """The clusters of a station that hang on a day and are heard in one of these neighbourhoods then.

        Read once, asked for many days. Empty where nobody has said which clusters are heard there.
        """
        rows, wanted = self._repository.heard(), frozenset(neighbourhoods)
        hanging = self._inventory.clusters_hanging(station_id)

        def on(day: dt.date) -> frozenset[str]:
            latest = {row.cluster_id: row.neighbourhoods for row in rows if row.from_day <= day}
            return frozenset(id_ for id_ in hanging(day) if latest.get(id_, frozenset()) & wanted)

        return on

    def places(self, cluster_ids: Collection[str], day: dt.date) -> frozenset[str]:
        """The neighbourhoods that hear at least one of these clusters on a day."""
        heard = self.on(day)
        return frozenset(one for id_ in cluster_ids for one in heard.get(id_, ()))
