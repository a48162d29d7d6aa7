"""The log asked about one cluster: what played at a minute on whose approval; planned against aired."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ttcs_desktop.basics.clock import Clock, local
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.aired.model import AtMinute, ClusterLine, Comparison, Played
from ttcs_desktop.broadcast.aired.repository import AiredRepository
from ttcs_desktop.broadcast.inventory import Inventory
from ttcs_desktop.broadcast.logbook import LogBook
from ttcs_desktop.broadcast.model import Airing, Cluster, LogEntry, Station, Witness, WitnessKind
from ttcs_desktop.broadcast.scheduling import Timetable
from ttcs_desktop.content.approvals import Approvals

_DAY = dt.timedelta(days=1)
_HALF_DAY = dt.timedelta(hours=12)


class Aired:
    """What the book proves of a cluster."""

    def __init__(
        self,
        repository: AiredRepository,
        log: LogBook,
        timetable: Timetable,
        inventory: Inventory,
        approvals: Approvals,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._log = log
        self._timetable = timetable
        self._inventory = inventory
        self._approvals = approvals
        self._clock = clock

    def at(self, cluster: Cluster, moment: dt.datetime) -> AtMinute:
        """What played on a cluster at a minute, or else what played there before and after.

        Raises:
            InvalidInput: `moment_ahead` for a minute that has not come.
        """
        if moment > self._now():
            raise InvalidInput("time", "moment_ahead")
        entries = self._repository.around(cluster.station_id, cluster.id, moment)
        played = self.on_cluster(cluster, entries)
        playing = tuple(one for one in played if one.start <= moment < one.end)
        sure = [one for one in played if one.sure]
        before = max((one for one in sure if one.end <= moment), key=lambda one: one.end, default=None)
        after = min((one for one in sure if one.start > moment), key=lambda one: one.start, default=None)
        silent = tuple(
            one
            for one in self._log.unconfirmed(moment.date() - _DAY, moment.date())
            if one.slot.station_id == cluster.station_id
            and (not one.clusters or cluster.id in one.clusters)
            and one.start <= moment < one.end
        )
        return AtMinute(cluster, moment, playing, before, after, silent)

    def on_cluster(self, cluster: Cluster, entries: Iterable[LogEntry]) -> list[Played]:
        """The entries that played on a cluster, or may have, with who says so and on whose approval."""
        entries = list(entries)
        witnesses = self._repository.witnesses_of([entry.id for entry in entries])
        approvals = {id_: self._approvals.find(id_) for id_ in {one.approval_id for one in entries if one.approval_id}}
        found = []
        for entry in entries:
            told = witnesses.get(entry.id, [])
            seconds, sure = _on_cluster(entry, cluster.id, told)
            if seconds:
                start = _begun(entry, told)
                approval = approvals.get(entry.approval_id or "")
                found.append(Played(entry, start, start + dt.timedelta(seconds=seconds), sure, approval, tuple(told)))
        return found

    def compare(self, station: Station, first: dt.date, last: dt.date) -> Comparison:
        """Planned against aired between two days, both included; what is not over yet is left out.

        Raises:
            InvalidInput: `window_reversed`.
        """
        if last < first:
            raise InvalidInput("last", "window_reversed", start=first, cut_off=last)
        now = self._now()
        entries = [one for one in self._log.entries(first, last) if one.station_id == station.id]
        by_airing = {one.airing_id: one for one in entries if one.airing_id is not None}
        airings = [
            one
            for one in self._timetable.days(first, min(last, now.date()))
            if one.slot.station_id == station.id
            and one.end <= now
            and (one.approval is not None or one.id in by_airing)
        ]
        told = self._repository.witnesses_of([one.id for one in entries])
        tally: dict[str, _Tally] = defaultdict(_Tally)
        clusters = self._inventory.clusters(station.id)
        for airing in airings:
            entry = by_airing.get(airing.id)
            for cluster in airing.clusters:
                tally[cluster].count(airing, entry, cluster, told)
        for entry in entries:
            if entry.airing_id is None:
                for cluster in entry.clusters or {one.id for one in clusters}:
                    tally[cluster].outside(entry, cluster, told)
        lines = tuple(tally[one.id].line(one) for one in clusters)
        return Comparison(first, last, lines, _silent_days(airings, entries))

    def _now(self) -> dt.datetime:
        return local(self._clock.now()).replace(tzinfo=None)


class _Tally:
    """Counts of one cluster."""

    def __init__(self) -> None:
        self._sums: dict[str, int] = defaultdict(int)

    def count(self, airing: Airing, entry: LogEntry | None, cluster_id: str, told: dict[str, list[Witness]]) -> None:
        sums = self._sums
        sums["planned"] += 1
        sums["planned_seconds"] += airing.seconds
        if entry is None:
            sums["unconfirmed"] += 1
            return
        seconds, sure = _on_cluster(entry, cluster_id, told.get(entry.id, []))
        sums["aired" if seconds and sure else "unsure" if seconds else "missed"] += 1
        sums["aired_seconds"] += seconds if sure else 0

    def outside(self, entry: LogEntry, cluster_id: str, told: dict[str, list[Witness]]) -> None:
        seconds, sure = _on_cluster(entry, cluster_id, told.get(entry.id, []))
        if seconds and sure:
            self._sums["outside"] += 1
            self._sums["outside_seconds"] += seconds

    def line(self, cluster: Cluster) -> ClusterLine:
        sums = self._sums
        return ClusterLine(
            cluster,
            planned=sums["planned"],
            planned_seconds=sums["planned_seconds"],
            aired=sums["aired"],
            aired_seconds=sums["aired_seconds"],
            missed=sums["missed"],
            unsure=sums["unsure"],
            unconfirmed=sums["unconfirmed"],
            outside=sums["outside"],
            outside_seconds=sums["outside_seconds"],
        )


def _on_cluster(entry: LogEntry, cluster_id: str, told: Sequence[Witness]) -> tuple[int, bool]:
    """Seconds it played on a cluster, and whether that is known: by a source that tells of it, else by all or none.

    What the officer wrote by hand stands above what a file says of single clusters.
    """
    if not entry.aired:
        return 0, True
    by_hand = any(one.kind is WitnessKind.HAND and one.entry_id == entry.id for one in told)
    parts = [part.seconds for one in told for part in one.parts if part.cluster_id == cluster_id]
    if parts and not by_hand:
        return max(parts), True
    return entry.aired_seconds, entry.clusters_ok == entry.clusters_total


def _begun(entry: LogEntry, told: Sequence[Witness]) -> dt.datetime:
    """When it really began: by the vendor's statement of the longest play, else as planned."""
    heard = [one for one in told if one.kind is WitnessKind.VENDOR and one.aired_seconds]
    if not heard:
        return entry.starts_at
    start = max(heard, key=lambda one: (one.aired_seconds, one.start)).start
    at = dt.datetime.combine(entry.day, start)
    if at - entry.starts_at > _HALF_DAY:
        return at - _DAY  # told of the evening before
    return at + _DAY if entry.starts_at - at > _HALF_DAY else at


def _silent_days(airings: Sequence[Airing], entries: Sequence[LogEntry]) -> tuple[tuple[dt.date, int], ...]:
    """Days with something planned and no line in the book; never taken for silence of the station."""
    written = {entry.day for entry in entries}
    planned: dict[dt.date, int] = defaultdict(int)
    for airing in airings:
        if airing.day not in written:
            planned[airing.day] += 1
    return tuple(sorted(planned.items()))
