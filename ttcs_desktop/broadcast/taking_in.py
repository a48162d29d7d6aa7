"""A timetable file taken in: every readable row is a slot, known by what the row says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.inventory import Inventory
from ttcs_desktop.broadcast.model import Fill, Kind, Slot, Station
from ttcs_desktop.broadcast.planning import covers_of_title
from ttcs_desktop.broadcast.repository import TimetableRepository
from ttcs_desktop.broadcast.rows import SLOT, put
from ttcs_desktop.broadcast.timetable import PlannedSlot, Rejection
from ttcs_desktop.content.approvals import Approvals
from ttcs_desktop.content.model import ApprovalGiven, Basis, Decision
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Put


@dataclass(frozen=True, slots=True)
class ImportedTimetable:
    """What became of a timetable file: slots kept, clusters that nobody had confirmed before, rows not readable."""

    slots: tuple[Slot, ...]
    created: tuple[str, ...]
    rejected: tuple[Rejection, ...]


class TimetableFiles:
    """Brings timetables that were kept elsewhere into the record."""

    def __init__(
        self,
        repository: TimetableRepository,
        ledger: Ledger,
        approvals: Approvals,
        inventory: Inventory,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._ledger = ledger
        self._approvals = approvals
        self._inventory = inventory
        self._clock = clock

    def take_in(self, station: Station, planned: list[PlannedSlot], rejected: list[Rejection]) -> ImportedTimetable:
        """Keep every readable row of a timetable file as a draft.

        The same row again is the same slot: nothing is added, and nothing that the officer changed or removed since is
        undone.
        """
        names = {name for row in planned for name in row.clusters}
        known = {name: self._inventory.find_cluster(station.id, name) for name in names}
        unknown = sorted(name for name, cluster in known.items() if cluster is None)
        made = self._inventory.note_unknown_clusters(station.id, unknown)
        ids = {name: cluster.id for name, cluster in known.items() if cluster} | {
            name: cluster.id for name, cluster in zip(unknown, made, strict=True)
        }
        slots = _slots_of_rows(planned, station, ids)
        known_slots = self._repository.known_slots([slot.id for slot in slots])
        fresh = {slot.id: (row, slot) for row, slot in zip(planned, slots, strict=True) if slot.id not in known_slots}
        puts: list[Put] = [put(SLOT, slot) for _, slot in fresh.values()]
        for row, slot in zip(planned, slots, strict=True):
            if row.approved and not self._approvals.ever_decided(slot.id):
                given = ApprovalGiven(Basis.IMPORTED, "", today(self._clock))
                covers = covers_of_title(slot)
                puts.append(self._approvals.decision("broadcast", slot.id, covers, given, Decision.APPROVED))
        self._ledger.save("broadcast.import_timetable", puts)
        return ImportedTimetable(tuple(slots), tuple(unknown), tuple(rejected))


def _slots_of_rows(rows: Sequence[PlannedSlot], station: Station, ids: dict[str, str]) -> list[Slot]:
    """One slot a row. Its id comes out of all that the row says, and of how often the file has said so before."""
    said: Counter[tuple[str, ...]] = Counter()
    slots = []
    for row in rows:
        clusters = frozenset(ids[name] for name in row.clusters)
        facts = (
            *(row.title, row.kind.value, row.priority.value, str(row.repeat_gap_days)),
            *(row.date_from.isoformat(), row.date_to.isoformat(), row.start.isoformat(), str(row.seconds)),
            *("".join(str(day) for day in sorted(row.weekdays)), ";".join(sorted(clusters))),
        )
        slots.append(_slot_of_row(row, station, clusters, stable_id("slot", station.id, *facts, said[facts])))
        said[facts] += 1
    return slots


def _slot_of_row(row: PlannedSlot, station: Station, clusters: frozenset[str], id_: str) -> Slot:
    return Slot(
        id=id_,
        station_id=station.id,
        title=row.title,
        kind=row.kind,
        priority=row.priority,
        source="",
        fill=Fill.RELAY if row.kind is Kind.RELAY else Fill.TITLE,
        date_from=row.date_from,
        date_to=row.date_to,
        start=row.start,
        seconds=row.seconds,
        weekdays=row.weekdays,
        clusters=clusters,
        self_made=row.kind is not Kind.RELAY,
        repeat_gap_days=row.repeat_gap_days,
    )
