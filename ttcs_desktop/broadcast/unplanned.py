"""What played without standing in the timetable (ngoài lịch), written down by hand; above all days before the book."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock, local
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.inventory import Inventory
from ttcs_desktop.broadcast.log import NEAR, TITLES_ALIKE, by_hand, titles_alike
from ttcs_desktop.broadcast.model import Airing, Kind, LogEntry, Outcome, Priority, Reason
from ttcs_desktop.broadcast.repository import LogRepository
from ttcs_desktop.broadcast.rows import LOG_ENTRY, LOG_ITEM, WITNESS, put
from ttcs_desktop.broadcast.scheduling import Timetable
from ttcs_desktop.content.approvals import Approvals
from ttcs_desktop.content.model import Item
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.vietnamese.text import tidy

_DAY = dt.timedelta(days=1)
_LONGEST_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Play:
    """What the officer says played, in full, and when.

    Attributes:
        item: the item that was read; None for a relay or what is known by its title alone.
        clusters: ids; empty means all that hung on that day.
    """

    station_id: str
    day: dt.date
    start: dt.time
    seconds: int
    title: str
    kind: Kind = Kind.PROGRAMME
    item: Item | None = None
    clusters: frozenset[str] = frozenset()

    @property
    def starts_at(self) -> dt.datetime:
        return dt.datetime.combine(self.day, self.start)


class Unplanned:
    """Writes such plays into the log. No line of the log goes away again; a slip is corrected to "did not play"."""

    def __init__(
        self,
        repository: LogRepository,
        ledger: Ledger,
        timetable: Timetable,
        inventory: Inventory,
        approvals: Approvals,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._ledger = ledger
        self._timetable = timetable
        self._inventory = inventory
        self._approvals = approvals
        self._clock = clock

    def note(self, play: Play) -> tuple[LogEntry, Changes]:
        """Write a play down. Its approval is the one that its item had in force then; there may be none.

        Raises:
            InvalidInput: `title_missing`, `duration_unreadable`, `airing_not_over`; `play_in_book` (with its title and
                start) for what the log holds already, `play_in_timetable` for what the timetable asks about anyway.
        """
        title = tidy(play.title) or (play.item.title if play.item else "")
        if not title:
            raise InvalidInput("title", "title_missing")
        if not 0 < play.seconds <= _LONGEST_SECONDS:
            raise InvalidInput("seconds", "duration_unreadable")
        ends = play.starts_at + dt.timedelta(seconds=play.seconds)
        if ends > local(self._clock.now()).replace(tzinfo=None):
            raise InvalidInput("start", "airing_not_over", title=title)
        self._refuse_known(play, title)
        entry = self._entry(play, title)
        items = [
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
        puts = [put(LOG_ENTRY, entry), *items, put(WITNESS, by_hand(entry))]
        return entry, self._ledger.save("broadcast.note_unplanned", puts)

    def _refuse_known(self, play: Play, title: str) -> None:
        """One play must not stand in the book twice."""
        for entry in self._repository.entries_between(play.day - _DAY, play.day + _DAY):
            if (
                entry.state is not Outcome.NONE
                and entry.station_id == play.station_id
                and _same(play, title, entry.kind, entry.starts_at, entry.title, entry.clusters)
            ):
                raise InvalidInput("start", "play_in_book", title=entry.title, start=entry.starts_at)
        for airing in self._timetable.days(play.day - _DAY, play.day + _DAY):
            if airing.approval is not None and _is_planned(play, title, airing):
                raise InvalidInput("start", "play_in_timetable", title=airing.title, start=airing.start)

    def _entry(self, play: Play, title: str) -> LogEntry:
        clusters = play.clusters or self._inventory.clusters_hanging(play.station_id)(play.day)
        total = max(len(clusters), 1)
        return LogEntry(
            id=self._ledger.new_id(),
            station_id=play.station_id,
            airing_id=None,
            day=play.day,
            start=play.start,
            planned_seconds=play.seconds,
            aired_seconds=play.seconds,
            state=Outcome.FULL,
            reason=Reason.NOT_GIVEN,
            clusters_ok=total,
            clusters_total=total,
            clusters=clusters,
            title=title,
            kind=play.kind,
            priority=Priority.URGENT if play.kind is Kind.URGENT else Priority.NORMAL,
            source="",
            self_made=play.kind is not Kind.RELAY,
            edition_id=None,
            repeat_of=None,
            items=(play.item.id,) if play.item else (),
            approval_id=self._approval_of(play),
            corrects=None,
        )

    def _approval_of(self, play: Play) -> str | None:
        if play.item is None or play.item.version_id is None:
            return None
        decisions = self._approvals.decisions([play.item.id])
        approval = decisions.in_force(play.item.id, (play.item.version_id,), play.starts_at)
        return approval.id if approval is not None and decisions.holds_on(approval, play.day) else None


def _is_planned(play: Play, title: str, airing: Airing) -> bool:
    slot = airing.slot
    at_station = slot.station_id == play.station_id
    return at_station and _same(play, title, slot.kind, airing.start, airing.title, airing.clusters)


def _same(
    play: Play, title: str, kind: Kind, start: dt.datetime, other_title: str, other_clusters: frozenset[str]
) -> bool:
    """Whether another line of book or timetable tells of the same play, as a vendor's rows are told apart."""
    both_relays = play.kind is Kind.RELAY and kind is Kind.RELAY
    apart = play.clusters and other_clusters and play.clusters.isdisjoint(other_clusters)
    near = abs(start - play.starts_at) <= NEAR
    return near and not apart and (both_relays or titles_alike(title, other_title) >= TITLES_ALIKE)
