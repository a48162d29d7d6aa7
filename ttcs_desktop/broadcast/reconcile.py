"""A vendor's play log against plan and book: which entry each statement is about, and what the book says afterwards.

Of several statements about one airing the one that tells of the longest play counts, because aired seconds are the
longest play among its clusters; the others agree or contradict. A source that tells of each cluster is finer than one
that counts them: where there is one, the entry is what all such sources say together. What the officer wrote by hand is
never changed by a file. In any order, and split over any files, the same statements leave the same entries in force.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.broadcast.log import NEAR, TITLES_ALIKE, best_match, entry_of_airing, entry_outside_schedule, outcome
from ttcs_desktop.broadcast.log import titles_alike as likeness
from ttcs_desktop.broadcast.model import Airing, Kind, LogEntry
from ttcs_desktop.vietnamese.text import fold_words

if TYPE_CHECKING:
    from ttcs_desktop.broadcast.vendor import VendorRow

TOUCHING = dt.timedelta(minutes=1)
_TOLD = ("aired_seconds", "clusters_ok", "clusters_total", "reason", "clusters", "start")
ItemsOf = Callable[[Airing], tuple[str, ...]]


class Reconciliation:
    """One import in the making.

    Attributes:
        written: the entries to be added to the book, in the order in which they follow each other.
        spoken_of: ids of the planned airings that a statement was about.
    """

    def __init__(
        self,
        station_id: str,
        airings: Iterable[Airing],
        in_force: Iterable[LogEntry],
        by_hand: Collection[str],
        items_of: ItemsOf,
        parts: Mapping[str, Mapping[str, int]] | None = None,
    ) -> None:
        self._station_id = station_id
        self._airings = tuple(airings)
        self._by_hand = by_hand
        self._items_of = items_of
        self._of_airing: dict[str, LogEntry] = {}
        self._outside: dict[tuple[str, ...], LogEntry] = {}
        self.written: dict[str, LogEntry] = {}
        self.spoken_of: set[str] = set()
        self.unmatched = 0
        self._parts: dict[tuple[str, ...], dict[str, int]] = {}
        for entry in in_force:
            self._remember(entry)
            if parts and entry.id in parts:
                self._parts[_key(entry)] = dict(parts[entry.id])

    def airings_spoken_of(self) -> list[Airing]:
        """The planned airings that a statement was about."""
        return [airing for airing in self._airings if airing.id in self.spoken_of]

    def hear(self, row: VendorRow, targets: frozenset[str], parts: Mapping[str, int] | None = None) -> LogEntry:
        """Take one statement in; the entry that it is a witness of. `parts` are the seconds of each cluster by id."""
        airing = best_match(row, targets, self._airings)
        said = self._as_entry(row, airing, targets)
        if airing is None:
            self.unmatched += 1
            entry = self._outside.get(_outside_key(said)) or (self._touching(said) if parts else None)
        else:
            self.spoken_of.add(airing.id)
            entry = self._of_airing.get(airing.id)
        if entry is None:
            said = adopted(said, self._outside.values())
            self._take_over(said)
        known = self._parts.setdefault(_key(entry or said), {})
        finer = bool(known)
        for cluster, seconds in (parts or {}).items():
            known[cluster] = max(seconds, known.get(cluster, 0))
        if parts or (entry is None and finer):
            said = _united(said, airing, entry if finer else None, known)
        if entry is None:
            return self._write(said)
        if entry.id in self._by_hand or (finer and not parts) or not _tells_more(said, entry, finer=bool(parts)):
            return entry
        better = replace(
            entry,
            # What stood in no timetable was asked for as long as it played.
            planned_seconds=said.planned_seconds if airing is None else entry.planned_seconds,
            aired_seconds=said.aired_seconds,
            state=said.state,
            reason=said.reason,
            clusters_ok=said.clusters_ok,
            clusters_total=said.clusters_total,
        )
        if parts and airing is None:
            self._parts[_key(said)] = self._parts.pop(_key(entry))
            del self._outside[_outside_key(entry)]
            better = replace(better, day=said.day, start=said.start, clusters=said.clusters)
        if entry.id in self.written:
            return self._write(better)
        return self._write(replace(better, id=correction_id(entry), corrects=entry.id))

    def _as_entry(self, row: VendorRow, airing: Airing | None, targets: frozenset[str]) -> LogEntry:
        if airing is None:
            return entry_outside_schedule(row, self._station_id, targets)
        return entry_of_airing(
            airing,
            self._items_of(airing),
            aired_seconds=row.seconds,
            state=outcome(airing.seconds, row.seconds, row.clusters_ok, row.clusters_total),
            reason=row.reason,
            clusters_ok=row.clusters_ok,
            clusters_total=row.clusters_total,
        )

    def _touching(self, said: LogEntry) -> LogEntry | None:
        """What is known of the same thing outside the timetable at a time that touches this one."""
        title = fold_words(said.title)
        near = [
            one
            for one in self._outside.values()
            if one.station_id == said.station_id
            and fold_words(one.title) == title
            and one.starts_at <= said.ends_at + TOUCHING
            and said.starts_at <= one.ends_at + TOUCHING
        ]
        return min(near, key=lambda one: (one.starts_at, one.id), default=None)

    def _take_over(self, said: LogEntry) -> None:
        """What was told while it stood outside the timetable is told of the airing."""
        adopts = next((one for one in self._outside.values() if one.id == said.corrects), None)
        if adopts is None:
            return
        del self._outside[_outside_key(adopts)]
        mine = self._parts.setdefault(_key(said), {})
        for cluster, seconds in self._parts.pop(_key(adopts), {}).items():
            mine[cluster] = max(seconds, mine.get(cluster, 0))

    def _write(self, entry: LogEntry) -> LogEntry:
        self.written[entry.id] = entry
        self._remember(entry)
        return entry

    def _remember(self, entry: LogEntry) -> None:
        if entry.airing_id is not None:
            self._of_airing[entry.airing_id] = entry
        else:
            self._outside[_outside_key(entry)] = entry


def adopted(entry: LogEntry, outside: Iterable[LogEntry]) -> LogEntry:
    """The entry of an airing, in the place of what the book held outside the timetable when the slot was not yet in it.

    One play must not stand in the book twice: once as unplanned and once as planned.
    """
    if entry.airing_id is None:
        return entry
    for other in outside:
        if other.airing_id is None and _same_play(entry, other):
            return replace(entry, corrects=other.id)
    return entry


def correction_id(entry: LogEntry) -> str:
    """One id for the correction of one entry: pressed twice, or on two PCs, it corrects once."""
    return stable_id("correction", entry.id)


def _same_play(planned: LogEntry, unplanned: LogEntry) -> bool:
    both_relays = planned.kind is Kind.RELAY and unplanned.kind is Kind.RELAY
    return (
        planned.station_id == unplanned.station_id
        and abs(planned.starts_at - unplanned.starts_at) <= NEAR
        and (not unplanned.clusters or not planned.clusters or not planned.clusters.isdisjoint(unplanned.clusters))
        and (both_relays or likeness(planned.title, unplanned.title) >= TITLES_ALIKE)
    )


def _telling(entry: LogEntry) -> tuple[int, Fraction, int, str]:
    share = Fraction(entry.clusters_ok, entry.clusters_total)
    return entry.aired_seconds, share, entry.clusters_total, entry.reason.value


def _united(said: LogEntry, airing: Airing | None, entry: LogEntry | None, parts: Mapping[str, int]) -> LogEntry:
    """What all sources say of each cluster together; a cluster that was meant and is silent counts as not played."""
    meant = airing.clusters | parts.keys() if airing is not None else frozenset(parts)
    seconds, ok = max(parts.values()), sum(1 for one in parts.values() if one)
    planned = airing.seconds if airing is not None else seconds
    told = [said] if entry is None else [said, entry]
    first = min(told, key=lambda one: one.starts_at) if airing is None else said
    return replace(
        said,
        day=first.day,
        start=first.start,
        planned_seconds=planned,
        aired_seconds=seconds,
        state=outcome(planned, seconds, ok, len(meant)),
        reason=max((one.reason for one in told), key=lambda one: one.value),
        clusters_ok=ok,
        clusters_total=len(meant),
        clusters=meant if airing is None else said.clusters,
    )


def _tells_more(said: LogEntry, entry: LogEntry, *, finer: bool) -> bool:
    if not finer:
        return _telling(said) > _telling(entry)
    return any(getattr(said, name) != getattr(entry, name) for name in _TOLD)


def _key(entry: LogEntry) -> tuple[str, ...]:
    return (entry.airing_id,) if entry.airing_id is not None else _outside_key(entry)


def _outside_key(entry: LogEntry) -> tuple[str, ...]:
    return entry.station_id, entry.day.isoformat(), entry.start.isoformat(), fold_words(entry.title)
