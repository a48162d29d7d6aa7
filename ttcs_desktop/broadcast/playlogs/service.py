"""Opening a vendor's file, proposing how it is read, remembering what the officer said, taking it in."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.inventory import Inventory
from ttcs_desktop.broadcast.log_intake import ImportedLog, LogIntake, Source
from ttcs_desktop.broadcast.model import Station
from ttcs_desktop.broadcast.playlogs.folding import folded, play_of
from ttcs_desktop.broadcast.playlogs.model import (
    DayOrder,
    Doubt,
    Head,
    Heard,
    Meaning,
    Proposal,
    Reading,
    Unit,
)
from ttcs_desktop.broadcast.playlogs.places import Places
from ttcs_desktop.broadcast.playlogs.proposing import LOOKED_AT, fingerprint, missing, propose, with_places
from ttcs_desktop.broadcast.playlogs.reading import RowReader
from ttcs_desktop.broadcast.playlogs.repository import FormatRepository, Heap, row_of_reading
from ttcs_desktop.broadcast.playlogs.words import places_of
from ttcs_desktop.broadcast.rows import LOG_FORMAT
from ttcs_desktop.broadcast.timetable import Rejection
from ttcs_desktop.broadcast.vendor import VendorRow, fixed_columns, row_or_reason
from ttcs_desktop.grids.streamed import TableFile, open_table
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Put

NAMED_ROWS = 10_000
"""So many rows that say nothing are named one by one; of more the file is another one."""
READING, SAVING = "reading", "saving"
Tell = Callable[[int, int, str], object]
"""(done, of how many or 0, `reading` or `saving`); what it raises ends the work and nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file and how it would be read."""

    table: TableFile
    proposal: Proposal


@dataclasses.dataclass(slots=True)
class _Heaped:
    """What a file came to: rows that say something, of them those before the timetable begins; rows that say nothing,
    rows of a time to come, and how many more of both were not named.
    """

    lines: int = 0
    before: int = 0
    more: int = 0
    rejected: list[Rejection] = dataclasses.field(default_factory=list)
    future: list[int] = dataclasses.field(default_factory=list)


class PlayLogs:
    """Vendors' play logs of any columns."""

    def __init__(self, repository: FormatRepository, ledger: Ledger, intake: LogIntake, inventory: Inventory) -> None:
        self._repository = repository
        self._ledger = ledger
        self._intake = intake
        self._inventory = inventory

    def open(self, path: Path, tell: Tell | None = None) -> Opened:
        """Look at a file: what kind of table it is, what its columns mean.

        Raises:
            InvalidInput: `log_header` when no play can be found in it, and the codes of `grids.streamed.open_table`.
        """
        said = tell or _silent
        table = open_table(path, lambda done, there: said(done, there, READING))
        rows = [(row.number, tuple(row.cells)) for row in islice(table.rows(), LOOKED_AT)]
        cells = [list(row) for _, row in rows]
        if fixed_columns(cells) is not None:
            return Opened(table, _fixed(rows))
        proposal = propose(rows, self._intake.now().date())
        known = self._repository.reading(fingerprint(proposal.head)) if proposal.head.row else None
        if known is not None and len(known.columns) == len(proposal.head.names):
            proposal = replace(proposal, reading=known, doubts=(), known=True)
        stations = self._inventory.stations()
        if not proposal.known and stations:
            proposal = with_places(proposal, self._places(stations[0]))
        return Opened(table, replace(proposal, doubts=(*proposal.doubts, *self._doubts(proposal))))

    def plays(self, proposal: Proposal, station: Station) -> tuple[list[VendorRow], list[Rejection]]:
        """The first rows as they would be read: what the officer is shown before he says yes."""
        heard: list[Heard] = []
        rejected: list[Rejection] = []
        for one in RowReader(proposal.head, proposal.reading).read(proposal.rows):
            (heard if isinstance(one, Heard) else rejected).append(one)  # type: ignore[arg-type]
        places = self._places(station, proposal)
        if proposal.reading.per_place:
            return list(folded(sorted(heard, key=lambda one: (one.starts_at, one.row)), places)), rejected
        return [play_of(one, places) for one in heard], rejected

    def remember(self, head: Head, reading: Reading) -> Changes:
        """Read every file with this head so from now on.

        Raises:
            InvalidInput: `log_columns` when no column tells what every play must have.
        """
        _checked(reading)
        row = row_of_reading(fingerprint(head), head.names, reading)
        return self._ledger.save("broadcast.learn_log", [Put(LOG_FORMAT, row)])

    def take_in(
        self,
        opened: Opened,
        station: Station,
        tell: Tell | None = None,
        *,
        new_places: bool = False,
    ) -> ImportedLog:
        """Take the file in as its proposal reads it: all of it or nothing. The memory it needs does not grow with it.

        Raises:
            InvalidInput: `log_columns`; `log_other_station` when it names places and not one of them is the station's,
                unless `new_places`; `log_file_changed` when it is not the file that was looked at any more.
        """
        said = tell or _silent
        proposal = opened.proposal
        if not proposal.fixed:
            _checked(proposal.reading)
            if not new_places:
                self._refuse_strangers(proposal, station)
        if open_table(opened.table.path).sha256 != opened.table.sha256:
            raise InvalidInput("file", "log_file_changed", name=opened.table.path.name)
        heap = Heap()
        try:
            begins = self._intake.planned_from(station)
            found = self._heaped(opened, heap, said, begins)
            lines = found.lines
            places = self._places(station, proposal)
            if proposal.fixed:
                plays: Iterator[VendorRow] = heap.plays()
            elif proposal.reading.per_place:
                plays = folded(heap.heard(), places)
            else:
                plays = (play_of(one, places) for one in heap.heard())
            source = Source(opened.table.path.name, opened.table.sha256)
            done = self._intake.take_in_all(station, plays, source, lambda count: said(count, lines, SAVING))
        finally:
            heap.close()
        return replace(
            done,
            rows=lines + len(found.rejected) + len(found.future) + found.more,
            already=lines - done.imported,
            rejected=tuple(found.rejected),
            future=tuple(found.future),
            unnamed=found.more,
            before_plan=found.before,
            planned_from=begins,
        )

    def _heaped(self, opened: Opened, heap: Heap, tell: Tell, begins: dt.date | None) -> _Heaped:
        """Every row that says something of a time that is over, put on the heap; the others counted."""
        now, found = self._intake.now(), _Heaped()
        for one in _read(opened, tell):
            if isinstance(one, Rejection):
                found.more += len(found.rejected) >= NAMED_ROWS
                found.rejected += [one] if len(found.rejected) < NAMED_ROWS else []
            elif one.starts_at > now:
                found.more += len(found.future) >= NAMED_ROWS
                found.future += [one.row] if len(found.future) < NAMED_ROWS else []
            else:
                heap.put(one)
                found.lines += 1
                found.before += begins is not None and one.starts_at.date() < begins
        return found

    def _places(self, station: Station, proposal: Proposal | None = None) -> Places:
        clusters = self._inventory.clusters(station.id)
        places = Places(clusters)
        if proposal is None or proposal.reading.has(Meaning.PLACE):
            return places
        return Places(clusters, blind=not any(map(places.knows, _named(proposal))))

    def _doubts(self, proposal: Proposal) -> list[Doubt]:
        """What the record itself makes doubtful: places that nobody knows."""
        stations = self._inventory.stations()
        if not stations:
            return []
        named = _named(proposal)
        places = self._places(stations[0])
        strange = sorted({name for name in named if not places.knows(name)})
        if not named or not strange:
            return []
        if len(strange) == len(named) and not proposal.reading.has(Meaning.PLACE):
            return [Doubt("speakers_unknown", proposal.reading.columns.index(Meaning.SPEAKER))]
        code = "places_strange" if len(strange) == len(named) and places.count else "places_new"
        return [Doubt(code, None, ", ".join(strange[:5]) + ("…" if len(strange) > 5 else ""))]

    def _refuse_strangers(self, proposal: Proposal, station: Station) -> None:
        places, named = self._places(station), _named(proposal)
        if not proposal.reading.has(Meaning.PLACE) or not places.count or not named:
            return
        if not any(map(places.knows, named)):
            raise InvalidInput("file", "log_other_station", names=", ".join(sorted(named)[:5]))


def _named(proposal: Proposal) -> set[str]:
    """The places, or else the loudspeakers, that the first rows name."""
    for meaning in (Meaning.PLACE, Meaning.SPEAKER):
        if proposal.reading.has(meaning):
            at = proposal.reading.columns.index(meaning)
            cells = [cells[at] for _, cells in proposal.rows if at < len(cells) and cells[at]]
            return {name for cell in cells for name in (places_of(cell) if meaning is Meaning.PLACE else (cell,))}
    return set()


def _read(opened: Opened, tell: Tell) -> Iterator[Heard | VendorRow | Rejection]:
    proposal, rows = opened.proposal, opened.table.rows(lambda done, there: tell(done, there, READING))
    if not proposal.fixed:
        return RowReader(proposal.head, proposal.reading).read((row.number, row.cells) for row in rows)
    found = fixed_columns([list(cells) for _, cells in proposal.rows])
    first, columns = found if found is not None else (0, {})
    told = (row_or_reason(row.number, row.cells, columns) for row in rows if row.number > first + 1)
    return (one for one in told if one is not None)


def _fixed(rows: list[tuple[int, tuple[str, ...]]]) -> Proposal:
    names = rows[0][1] if rows else ()
    return Proposal(
        Head(1, names), Reading((), Unit.MINUTES, DayOrder.DAY, per_place=False), (), tuple(rows), fixed=True
    )


def _checked(reading: Reading) -> None:
    lack = missing(reading)
    if lack:
        raise InvalidInput("columns", "log_columns", missing=tuple(one.value for one in lack))


def _silent(_done: int, _there: int, _phase: str) -> None:
    """Nobody waits for a word."""
