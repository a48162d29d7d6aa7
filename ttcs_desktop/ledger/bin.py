"""The recycle bin: what was taken out of the record, kept in the file and brought back whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock, local, stamp, unstamp
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Restored, Table
from ttcs_desktop.ledger.undo import PURGE, UNDO
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.purge import Disposable, disposable_rows, unused_rows
from ttcs_desktop.storage.search import Searched, TextUnder

KEPT_DAYS = 90
PUT_BACK = "ledger.put_back"


@dataclass(frozen=True, slots=True)
class BinEntry:
    """What one action put into the bin.

    Attributes:
        id: of its first record, a parent before its children.
        kind: what that record is, as the search index names it.
        records: how many records lie there together.
        by: the person's id.
    """

    id: str
    subject: str
    kind: str
    title: str
    records: int
    at: dt.datetime
    by: str

    def days_left(self, now: dt.datetime) -> int:
        """How many days it still lies there; 0 on its last."""
        return max(0, KEPT_DAYS - (local(now).date() - local(self.at).date()).days)


class Bin:
    """Everything with a name that somebody took out in the last 90 days, with the parts that went along.

    What undo took back is no rubbish.
    """

    def __init__(self, database: Database, ledger: Ledger, tables: Mapping[str, Table], clock: Clock) -> None:
        self._database, self._ledger, self._tables, self._clock = database, ledger, tables, clock

    def entries(self) -> list[BinEntry]:
        """One entry for each action, the newest first."""
        entries: list[BinEntry] = []
        for group in self._groups().values():
            (table, row), named = group[0], group[0][0].searched
            if not isinstance(named, Searched | TextUnder):
                continue  # a part that was taken out of a record that stays
            kind = named.kind
            at, by = unstamp(row["deleted_at"]), row["updated_by"]
            entries.append(BinEntry(row["id"], table.subject, kind, row["title"] or "", len(group), at, by))
        return sorted(entries, key=lambda entry: entry.at, reverse=True)

    def put_back(self, entry: BinEntry) -> Changes:
        """Bring back all that went into the bin together.

        Raises:
            InvalidInput: `record_gone` when it is not in the bin any more.
        """
        with self._ledger.together():
            group = self._groups().get((stamp(entry.at), entry.by), [])
            if entry.id not in {row["id"] for _, row in group}:
                raise InvalidInput("", "record_gone")
            rows = [Restored(table, self._ledger.content_of(table, row["id"]), buried=False) for table, row in group]
            return self._ledger.restore(PUT_BACK, rows)

    def purge(self) -> Changes:
        """Throw away for good what has lain here for its time, unless a log, a report, a receipt, an approval or
        anything else that stays refers to it; what undo took back goes the same way.

        What refers to what is read through beforehand, without keeping others from saving; whatever is saved meanwhile
        puts it off to another time.

        Raises:
            EnvironmentProblem: `database_locked`, …; nothing was thrown away.
        """
        before = stamp(self._clock.now() - dt.timedelta(days=KEPT_DAYS))
        rules = [Disposable(table.name, table.owner, table.used) for table in self._tables.values()]
        changes = Changes()
        for find in (disposable_rows, unused_rows):
            seen = self._ledger.last_seq()
            rows = find(self._database, rules, before)
            if not rows:
                continue
            with self._ledger.together():
                if self._ledger.last_seq() != seen:
                    break
                changes |= self._ledger.throw_away(PURGE, {self._tables[name]: ids for name, ids in rows.items()})
        return changes

    def _groups(self) -> dict[tuple[str, str], list[tuple[Table, dict[str, str]]]]:
        """What lies in the bin, by the moment and the person that put it there."""
        since = stamp(self._clock.now() - dt.timedelta(days=KEPT_DAYS))
        groups: dict[tuple[str, str], list[tuple[Table, dict[str, str]]]] = {}
        for table in self._tables.values():
            if table.searched is None:
                continue
            title = table.searched.title if isinstance(table.searched, Searched | TextUnder) else "''"
            for row in self._database.rows(
                f"SELECT id, {title} AS title, deleted_at, updated_by FROM {table.name} "
                "WHERE deleted_at >= ? AND (SELECT verb FROM history WHERE seq = "
                f"(SELECT max(seq) FROM history_record WHERE record_id = {table.name}.id)) <> ? "
                "ORDER BY created_at, id",
                (since, UNDO),
            ):
                groups.setdefault((row["deleted_at"], row["updated_by"]), []).append((table, row))
        return groups
