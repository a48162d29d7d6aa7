"""Saving: one transaction holds the rows, the history line and the op that will travel."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from ttcs_desktop.basics.canonical import Json, canonical_bytes, sha256_hex
from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock, stamp, unstamp
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import IdMaker
from ttcs_desktop.ledger.model import HistoryLine, Lane, NewOp, Put, Table
from ttcs_desktop.ledger.outbox import Outbox
from ttcs_desktop.storage.database import Database, Row

_ROWS_PER_OP = 500
_MANY = 200


class Ledger:
    """The one way to write the record.

    Attributes:
        actor: the person's id that stands on every line; empty before the first run has asked.
    """

    def __init__(self, database: Database, clock: Clock, ids: IdMaker, *, actor: str = "") -> None:
        self._database = database
        self._clock = clock
        self._ids = ids
        self.actor = actor
        self.outbox = Outbox(database, clock)

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is read and saved inside belongs together: nobody writes in between; all of it is kept or nothing."""
        with self._database.transaction():
            yield

    def new_id(self) -> str:
        return self._ids.new()

    def save(self, verb: str, puts: Sequence[Put], *, send: NewOp | None = None) -> Changes:
        """Write `puts` as one action named `verb` (`plans.import`, `broadcast.confirm`): all of it or nothing.

        Rows of one table become one op per 500 rows; `send` adds a submission of its own. Nothing saved leaves no line.

        Raises:
            EnvironmentProblem: `disk_full`, `database_locked`, …; nothing was kept.
        """
        if not puts and send is None:
            return Changes()
        with self._database.transaction():
            self._chain(verb, puts)
            for table, group in _by_table(puts):
                rows = list(self._stamped(table, group))
                self._write(table, rows)
                if table.op_kind is not None:
                    self._queue(table, verb, [dict(put.values) for put in group], rows)
            if send is not None:
                self.outbox.add(send)
        return Changes(frozenset(put.table.subject for put in puts), tuple(put.id for put in puts))

    def bury(self, verb: str, table: Table, ids: Sequence[str]) -> Changes:
        """Move records to the recycle bin: they stay in the file with the moment they were put there."""
        now = stamp(self._clock.now())
        with self._database.transaction():
            for id_ in ids:
                touched = self._database.execute(
                    f"UPDATE {table.name} SET deleted_at = ?, updated_at = ?, updated_by = ?, rev = rev + 1 "
                    "WHERE id = ? AND deleted_at IS NULL",
                    (now, now, self.actor, id_),
                )
                if not touched:
                    raise InvalidInput("", "record_gone")
            puts = [Put(table, {"id": id_, "deleted_at": now}) for id_ in ids]
            self._chain(verb, puts)
            if table.op_kind is not None:
                revisions = list(self._known(table, list(ids)).values())
                self._queue(table, verb, [dict(put.values) for put in puts], revisions)
        return Changes(frozenset({table.subject}), tuple(ids))

    def history_of(self, record_id: str) -> list[HistoryLine]:
        """Every action that touched a record, oldest first."""
        found = self._database.rows(
            "SELECT seq, at, actor, verb, subject, ids, hash FROM history "
            "WHERE seq IN (SELECT seq FROM history_record WHERE record_id = ?) ORDER BY seq",
            (record_id,),
        )
        return [_history_line(row) for row in found]

    def first_broken_line(self) -> int | None:
        """The first history line that does not follow from the one before; None when the chain holds."""
        previous = ""
        for row in self._database.rows(
            "SELECT seq, at, actor, verb, subject, ids, digest, prev, hash FROM history ORDER BY seq"
        ):
            if row["prev"] != previous or row["hash"] != _line_hash(row):
                return int(row["seq"])
            previous = row["hash"]
        return None

    def _stamped(self, table: Table, group: list[Put]) -> Iterator[Row]:
        now = stamp(self._clock.now())
        known = {} if table.append_only else self._known(table, [put.id for put in group])
        for put in group:
            before = known.get(put.id)
            yield {
                **put.values,
                "created_at": before["created_at"] if before else now,
                "created_by": before["created_by"] if before else self.actor,
                "updated_at": now,
                "updated_by": self.actor,
                "rev": before["rev"] + 1 if before else 1,
                "deleted_at": None,
            }

    def _known(self, table: Table, ids: list[str]) -> dict[str, Row]:
        found = self._database.rows(
            f"SELECT id, created_at, created_by, rev FROM {table.name} WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
        return {row["id"]: row for row in found}

    def _write(self, table: Table, rows: list[Row]) -> None:
        if table.append_only and len(rows) > _MANY:
            self._database.append(table.name, rows)
        elif table.append_only:
            self._database.insert(table.name, rows)
        else:
            self._database.put(table.name, rows)

    def _chain(self, verb: str, puts: Sequence[Put]) -> None:
        last = self._database.row("SELECT seq, hash FROM history ORDER BY seq DESC LIMIT 1")
        line: Row = {
            "seq": last["seq"] + 1 if last else 1,
            "at": stamp(self._clock.now()),
            "actor": self.actor,
            "verb": verb,
            "subject": puts[0].table.subject if puts else "ledger",
            "ids": json.dumps([put.id for put in puts]),
            "digest": sha256_hex(canonical_bytes([[put.table.name, _as_json(put.values)] for put in puts])),
            "prev": last["hash"] if last else "",
        }
        self._database.insert("history", [{**line, "hash": _line_hash(line)}])
        # Where a record is named; the chain itself stands in `history` alone.
        self._database.append(
            "history_record", [{"record_id": id_, "seq": line["seq"]} for id_ in dict.fromkeys(put.id for put in puts)]
        )

    def _queue(self, table: Table, verb: str, values: list[Row], stamped: list[Row]) -> None:
        revisions = {row["id"]: row["rev"] for row in stamped}
        for first in range(0, len(values), _ROWS_PER_OP):
            rows: list[Json] = [
                {**_as_json(row), "rev": revisions.get(row["id"], 0)} for row in values[first : first + _ROWS_PER_OP]
            ]
            body = canonical_bytes({"table": table.name, "verb": verb, "rows": rows})
            self.outbox.add(NewOp(self._ids.new(), Lane.RECORDS, table.op_kind or "", verb, body))


def _by_table(puts: Iterable[Put]) -> list[tuple[Table, list[Put]]]:
    # Tables in the order they first appear: the caller names parents before children.
    groups: dict[Table, list[Put]] = {}
    for put in puts:
        groups.setdefault(put.table, []).append(put)
    return list(groups.items())


def _as_json(values: Row) -> dict[str, Json]:
    # A blob travels on its own; here its digest stands for it.
    return {name: sha256_hex(value) if isinstance(value, bytes) else value for name, value in values.items()}


def _line_hash(line: Row) -> str:
    names = ("seq", "at", "actor", "verb", "subject", "ids", "digest", "prev")
    return sha256_hex(canonical_bytes([line[name] for name in names]))


def _history_line(row: Row) -> HistoryLine:
    return HistoryLine(
        seq=row["seq"],
        at=unstamp(row["at"]),
        actor=row["actor"],
        verb=row["verb"],
        subject=row["subject"],
        ids=tuple(json.loads(row["ids"])),
        hash=row["hash"],
    )
