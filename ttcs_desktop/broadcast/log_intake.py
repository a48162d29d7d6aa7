"""Taking a vendor's play log into the book: a batch at a time, in any order and as often as one likes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ttcs_desktop.basics.clock import Clock, local
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.inventory import Inventory
from ttcs_desktop.broadcast.log import statement_id, vendor_witness
from ttcs_desktop.broadcast.model import Airing, LogEntry, Station, WitnessPart
from ttcs_desktop.broadcast.reconcile import Reconciliation
from ttcs_desktop.broadcast.repository import LogRepository
from ttcs_desktop.broadcast.rows import LOG_ENTRY, LOG_ITEM, WITNESS, put
from ttcs_desktop.broadcast.scheduling import Timetable
from ttcs_desktop.broadcast.timetable import Rejection
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Put

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttcs_desktop.broadcast.vendor import VendorRow

_DAY = dt.timedelta(days=1)
_MOST_ROWS, _MOST_DAYS = 2_000, 62


@dataclass(frozen=True, slots=True)
class Source:
    """The file that says so."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ImportedLog:
    """What became of a play log.

    Attributes:
        imported: rows that are new statements; `already` were known, from this file or another.
        airings: planned airings that the new statements speak of.
        unmatched: new statements about something outside the timetable.
        future: numbers of the rows whose start had not come yet when the file was read; nothing of them is kept.
        plays: statements that are new; a file that has a row for each loudspeaker says one play in many rows.
        before_plan: rows of days before the first slot of the timetable, which begins on `planned_from`.
        planned_later: airings spoken of whose slot was entered only after they had begun: planned afterwards.
        unnamed: how many more rows were rejected or lie ahead than are named.
    """

    rows: int
    imported: int
    already: int
    airings: int
    unmatched: int
    created: tuple[str, ...]
    rejected: tuple[Rejection, ...]
    future: tuple[int, ...] = ()
    unnamed: int = 0
    plays: int = 0
    before_plan: int = 0
    planned_later: int = 0
    planned_from: dt.date | None = None


class LogIntake:
    """The way of a vendor's statements into the book."""

    def __init__(
        self, repository: LogRepository, ledger: Ledger, timetable: Timetable, inventory: Inventory, clock: Clock
    ) -> None:
        self._repository = repository
        self._ledger = ledger
        self._timetable = timetable
        self._inventory = inventory
        self._clock = clock

    def take_in(
        self, station: Station, rows: Iterable[VendorRow], rejected: Sequence[Rejection], *, source: Source
    ) -> ImportedLog:
        """Take statements in. In any order and as often as one likes, the record comes out the same.

        A row about a time that has not come is a plan and no statement: it is left out.
        """
        now = self.now()
        told = sorted(rows, key=lambda row: (row.starts_at, row.title, row.row))
        rows = [row for row in told if row.starts_at <= now]
        future = tuple(sorted(row.row for row in told if row.starts_at > now))
        lines = sum(row.lines for row in told)
        if not rows:
            return ImportedLog(lines + len(rejected), 0, 0, 0, 0, (), tuple(rejected), future)
        with self._ledger.together():
            done = self._taken_in(station, rows, source)
        return replace(done, rows=lines + len(rejected), rejected=tuple(rejected), future=future)

    def _taken_in(self, station: Station, rows: Sequence[VendorRow], source: Source) -> ImportedLog:
        ids = [statement_id(row) for row in rows]
        known = self._repository.known_witnesses(ids)
        fresh = [row for id_, row in _first_of_each(zip(ids, rows, strict=True)) if id_ not in known]
        first, last = rows[0].day - _DAY, rows[-1].day + _DAY
        named, created = self._targets(station, fresh)
        reconciled = Reconciliation(
            station.id,
            [airing for airing in self._timetable.days(first, last) if airing.slot.station_id == station.id],
            self._repository.entries_between(first, last),
            self._repository.entries_by_hand(first, last),
            self.items_of,
            self._repository.parts_between(first, last),
        )
        heard: list[Put] = []
        for row in fresh:
            parts = tuple(
                WitnessPart(named[one.name], one.seconds, one.speakers_ok, one.speakers_total) for one in row.parts
            )
            targets = frozenset(named[name] for name in row.targets)
            entry = reconciled.hear(row, targets, {one.cluster_id: one.seconds for one in parts})
            heard.append(put(WITNESS, vendor_witness(row, entry, source.name, source.sha256, parts)))
        entries = [one for entry in reconciled.written.values() for one in entry_puts(entry)]
        self._ledger.save("broadcast.import_log", [*entries, *heard])
        imported = sum(row.lines for row in fresh)
        return ImportedLog(
            rows=0,
            imported=imported,
            already=sum(row.lines for row in rows) - imported,
            airings=len(reconciled.spoken_of),
            planned_later=self._planned_later(reconciled),
            unmatched=reconciled.unmatched,
            plays=len(fresh),
            created=created,
            rejected=(),
        )

    def take_in_all(
        self, station: Station, plays: Iterable[VendorRow], source: Source, tell: Callable[[int], object]
    ) -> ImportedLog:
        """Take plays in by batches, all of them or none; `plays` come by their start. `tell` hears how many are in.

        What `tell` raises takes everything back.
        """
        done = ImportedLog(0, 0, 0, 0, 0, (), ())
        with self._ledger.together():
            for batch in _batches(plays):
                one = self.take_in(station, batch, (), source=source)
                done = replace(
                    done,
                    rows=done.rows + one.rows,
                    imported=done.imported + one.imported,
                    already=done.already + one.already,
                    airings=done.airings + one.airings,
                    unmatched=done.unmatched + one.unmatched,
                    plays=done.plays + one.plays,
                    planned_later=done.planned_later + one.planned_later,
                    created=tuple(dict.fromkeys((*done.created, *one.created))),
                )
                tell(done.rows)
        return done

    def _planned_later(self, reconciled: Reconciliation) -> int:
        spoken_of = reconciled.airings_spoken_of()
        entered = self._repository.slots_entered({airing.slot.id for airing in spoken_of})
        return sum(
            airing.start < local(entered[airing.slot.id]).replace(tzinfo=None)
            for airing in spoken_of
            if airing.slot.id in entered
        )

    def planned_from(self, station: Station) -> dt.date | None:
        """The first day of the station's timetable; None when it has none."""
        slots = self._timetable.slots_between(dt.date.min, dt.date.max)
        return min((slot.date_from for slot in slots if slot.station_id == station.id), default=None)

    def now(self) -> dt.datetime:
        """Wall clock of the office, naive."""
        return local(self._clock.now()).replace(tzinfo=None)

    def items_of(self, airing: Airing) -> tuple[str, ...]:
        """The items that an airing plays, in order."""
        item_of = self._timetable.items_of_versions(airing.versions)
        return tuple(dict.fromkeys(item_of[version] for version in airing.versions if version in item_of))

    def _targets(self, station: Station, rows: Sequence[VendorRow]) -> tuple[dict[str, str], tuple[str, ...]]:
        """The cluster of each name; names nobody knew are entered, to be confirmed by the officer."""
        names = sorted({name for row in rows for name in row.targets})
        found = {name: self._inventory.find_cluster(station.id, name) for name in names}
        unknown = [name for name, cluster in found.items() if cluster is None]
        ids = {name: cluster.id for name, cluster in found.items() if cluster}
        made = self._inventory.note_unknown_clusters(station.id, unknown)
        ids |= {name: cluster.id for name, cluster in zip(unknown, made, strict=True)}
        return ids, tuple(unknown)


def entry_puts(entry: LogEntry) -> list[Put]:
    """An entry with its items, as they are saved."""
    links = [
        Put(
            LOG_ITEM,
            {
                "id": stable_id("log_item", entry.id, item_id),
                "entry_id": entry.id,
                "item_id": item_id,
                "day": entry.day.isoformat(),
            },
        )
        for item_id in entry.items
    ]
    return [put(LOG_ENTRY, entry), *links]


def _first_of_each(pairs: Iterable[tuple[str, VendorRow]]) -> list[tuple[str, VendorRow]]:
    first: dict[str, VendorRow] = {}
    for id_, row in pairs:
        first.setdefault(id_, row)
    return list(first.items())


def _batches(plays: Iterable[VendorRow]) -> Iterator[list[VendorRow]]:
    """Plays that are near each other: the days of a batch are planned as one stretch."""
    batch: list[VendorRow] = []
    for play in plays:
        if batch and (len(batch) >= _MOST_ROWS or abs((play.day - batch[0].day).days) > _MOST_DAYS):
            yield batch
            batch = []
        batch.append(play)
    if batch:
        yield batch
