"""The log: what was planned against what was aired, entry by entry, each with its witnesses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock, local
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.inventory import Inventory
from ttcs_desktop.broadcast.log import (
    SAME_LENGTH_SECONDS,
    agrees,
    by_hand,
    entry_of_airing,
    hand_result,
    reason_needed,
)
from ttcs_desktop.broadcast.model import Airing, LogEntry, Outcome, Reason, Station, Witness
from ttcs_desktop.broadcast.repository import LogRepository
from ttcs_desktop.broadcast.rows import WITNESS, put
from ttcs_desktop.broadcast.scheduling import Timetable
from ttcs_desktop.content.approvals import Approvals
from ttcs_desktop.content.model import Approval
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Put

if TYPE_CHECKING:
    from ttcs_desktop.broadcast.log_intake import ImportedLog, LogIntake
    from ttcs_desktop.broadcast.timetable import Rejection
    from ttcs_desktop.broadcast.vendor import VendorRow

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What the officer says about an airing. Minutes and clusters are asked only of a partial one."""

    state: Outcome
    reason: Reason = Reason.NOT_GIVEN
    minutes: int | None = None
    clusters_ok: int | None = None


@dataclass(frozen=True, slots=True)
class Playing:
    """What played on a cluster at a minute, and on whose approval."""

    entry: LogEntry
    approval: Approval | None


class LogBook:
    """Confirming, importing, correcting and asking."""

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
        self._approvals = approvals
        self._inventory = inventory
        self._clock = clock

    @cached_property
    def intake(self) -> LogIntake:
        """Taking vendors' files in; a morning takes none."""
        from ttcs_desktop.broadcast.log_intake import LogIntake  # noqa: PLC0415

        return LogIntake(self._repository, self._ledger, self._timetable, self._inventory, self._clock)

    def unconfirmed(self, first: dt.date, last: dt.date) -> tuple[Airing, ...]:
        """Airings that are over and of which nobody has said how they went."""
        now = local(self._clock.now()).replace(tzinfo=None)
        logged = self._repository.logged_airings(first, last)
        return tuple(
            airing
            for airing in self._timetable.days(first, last)
            if airing.end <= now and airing.id not in logged and airing.approval is not None
        )

    def confirm(self, airing: Airing, said: Confirmation) -> Changes:
        """Write down how an airing went; the same again changes nothing, something else is a correction.

        Raises:
            InvalidInput: `airing_not_over`, `airing_not_approved`, `reason_missing`, `minutes_missing`,
                `clusters_over_total`.
        """
        return self.confirm_many([airing], said)

    def confirm_many(self, airings: Sequence[Airing], said: Confirmation) -> Changes:
        """Write down that several airings went the same way, as one action."""
        reason_needed(said.state, said.reason)
        puts: list[Put] = []
        taken: set[str] = set()
        for airing in {airing.id: airing for airing in airings}.values():
            puts += self._confirmation(airing, said, taken)
        return self._ledger.save("broadcast.confirm", puts)

    def correct(self, entry_id: str, said: Confirmation) -> Changes:
        """Fix an entry in force: a new one takes its place, the old one stays readable.

        Raises:
            InvalidInput: `record_gone`, `entry_corrected`, and as for `confirm`.
        """
        entry = self._repository.entry(entry_id)
        if entry is None:
            raise InvalidInput("", "record_gone")
        if not self._repository.is_in_force(entry_id):
            raise InvalidInput("", "entry_corrected")
        reason_needed(said.state, said.reason)
        seconds, ok, total = hand_result(
            entry.planned_seconds,
            entry.clusters_total,
            said.state,
            minutes=said.minutes,
            clusters_ok=said.clusters_ok,
        )
        return self._ledger.save("broadcast.correct", self._correction(entry, said, (seconds, ok, total)))

    def take_in(
        self,
        station: Station,
        rows: Iterable[VendorRow],
        rejected: Sequence[Rejection],
        *,
        source_name: str,
        source_sha256: str,
    ) -> ImportedLog:
        """Take a vendor's play log in, see `LogIntake`."""
        from ttcs_desktop.broadcast.log_intake import Source  # noqa: PLC0415

        return self.intake.take_in(station, rows, rejected, source=Source(source_name, source_sha256))

    def entries(self, first: dt.date, last: dt.date) -> list[LogEntry]:
        """The entries in force between two days."""
        return self._repository.entries_between(first, last)

    def of_item(self, item_id: str, limit: int = 100) -> list[LogEntry]:
        """The entries that count and name an item, the newest first."""
        return self._repository.entries_of_item(item_id, limit)

    def of_airing(self, airing_id: str) -> LogEntry | None:
        """What the book says of an airing; None while nobody has said anything."""
        return self._repository.current_entry(airing_id)

    def book(self, first: dt.date, last: dt.date) -> list[LogEntry]:
        """Every entry as written, corrected ones too."""
        return self._repository.all_entries_between(first, last)

    def witnesses(self, entry_ids: Sequence[str]) -> list[Witness]:
        return self._repository.witnesses(entry_ids)

    def contradicted(self, first: dt.date, last: dt.date) -> list[LogEntry]:
        """Entries in force that a witness contradicts: they must be explained."""
        return self._repository.contradicted(first, last, SAME_LENGTH_SECONDS)

    def playing(self, cluster_id: str | None, moment: dt.datetime) -> list[Playing]:
        """What was playing on a cluster (any, when None) at a minute of wall clock, midnight or not."""
        entries = self._repository.entries_between(moment.date() - _DAY, moment.date())
        return [
            Playing(entry, self._approvals.find(entry.approval_id) if entry.approval_id else None)
            for entry in entries
            if entry.aired
            and entry.starts_at <= moment < entry.ends_at
            and (cluster_id is None or not entry.clusters or cluster_id in entry.clusters)
        ]

    def _confirmation(self, airing: Airing, said: Confirmation, taken: set[str]) -> list[Put]:
        """The rows of one confirmation; `taken` are the entries outside the timetable that found their airing."""
        if airing.end > local(self._clock.now()).replace(tzinfo=None):
            raise InvalidInput("airing", "airing_not_over", title=airing.title)
        result = hand_result(
            airing.seconds, len(airing.clusters), said.state, minutes=said.minutes, clusters_ok=said.clusters_ok
        )
        entry = self._repository.current_entry(airing.id)
        if entry is None:
            if airing.approval is None:
                raise InvalidInput("airing", "airing_not_approved", title=airing.title)
            seconds, ok, total = result
            near = self._repository.entries_between(airing.day - _DAY, airing.day + _DAY)
            free = [other for other in near if other.id not in taken]
            from ttcs_desktop.broadcast.log_intake import entry_puts  # noqa: PLC0415
            from ttcs_desktop.broadcast.reconcile import adopted  # noqa: PLC0415

            entry = adopted(self._hand_entry(airing, said, seconds, ok, total), free)
            taken.add(entry.corrects or "")
            return [*entry_puts(entry), put(WITNESS, by_hand(entry))]
        if (entry.state, entry.reason) == (said.state, said.reason) and agrees(entry, *result):
            return []
        return self._correction(entry, said, result)

    def _hand_entry(self, airing: Airing, said: Confirmation, seconds: int, ok: int, total: int) -> LogEntry:
        return entry_of_airing(
            airing,
            self.intake.items_of(airing),
            aired_seconds=seconds,
            state=said.state,
            reason=said.reason,
            clusters_ok=ok,
            clusters_total=total,
        )

    def _correction(self, entry: LogEntry, said: Confirmation, result: tuple[int, int, int]) -> list[Put]:
        from ttcs_desktop.broadcast.log_intake import entry_puts  # noqa: PLC0415
        from ttcs_desktop.broadcast.reconcile import correction_id  # noqa: PLC0415

        seconds, ok, total = result
        fixed = replace(
            entry,
            id=correction_id(entry),
            aired_seconds=seconds,
            state=said.state,
            reason=said.reason,
            clusters_ok=ok,
            clusters_total=total,
            corrects=entry.id,
        )
        return [*entry_puts(fixed), put(WITNESS, by_hand(fixed))]
