"""The outbox of a ward that no city asks for anything: many changes of a record become one, so that it stops growing.

Before the first enrolment nothing has left, so what waits may be put together anew: the newest state of each record,
parents before children, numbered without a gap from one. After it, frozen bytes stay frozen.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from ttcs_desktop.basics.canonical import Json, canonical_bytes
from ttcs_desktop.ledger.identity import read_enrolment, read_writing
from ttcs_desktop.ledger.model import Lane, NewOp, Table
from ttcs_desktop.ledger.outbox import Outbox
from ttcs_desktop.storage.database import Database

GATHER = "ledger.gather"
_ROWS_PER_OP = 500
_ENOUGH = 1_000
_B = Lane.RECORDS.value

Rows = dict[str, dict[str, dict[str, Json]]]


def gather(
    database: Database, outbox: Outbox, new_id: Callable[[], str], tables: Mapping[str, Table], *, least: int = _ENOUGH
) -> int:
    """Put the waiting changes of a ward that was never enrolled together; how many lines of the outbox that saved.

    Nothing happens below `least` lines, after an enrolment, in a ward of several PCs (each tells the others what it
    did), or when something was saved while this was being read.
    """
    number = outbox.waiting_count()
    source, shared = read_writing(database)
    if number < least or shared or read_enrolment(database) is not None:
        return 0
    last = _last(database)
    fresh = [
        NewOp(new_id(), Lane.RECORDS, tables[name].op_kind or "", GATHER, body)
        for name, rows in _newest(database, tables).items()
        for body in _bodies(name, list(rows.values()))
    ]
    if len(fresh) * 2 > number:
        return 0
    with database.transaction():
        if _last(database) != last or read_enrolment(database) is not None or read_writing(database)[1]:
            return 0
        kept = database.rows("SELECT * FROM op WHERE NOT (lane = ? AND state = 'waiting') ORDER BY number", (_B,))
        database.execute("DELETE FROM op")
        for op in fresh:
            outbox.add(op)
        database.append(
            "op",
            [{**op, "number": seq, "source": source, "seq": seq} for seq, op in enumerate(kept, start=len(fresh) + 1)],
        )
    return number - outbox.waiting_count()


def _newest(database: Database, tables: Mapping[str, Table]) -> Rows:
    found: Rows = {name: {} for name in tables}
    for op in database.rows("SELECT body FROM op WHERE lane = ? AND state = 'waiting' ORDER BY number", (_B,)):
        body = json.loads(op["body"])
        known = found[body["table"]]
        for row in body["rows"]:
            # A burial names only the moment; a later save brings the record back whole, without one.
            known[row["id"]] = {**known.get(row["id"], {}), **row} if "deleted_at" in row else row
    return {name: rows for name, rows in found.items() if rows}


def _bodies(table: str, rows: list[dict[str, Json]]) -> list[bytes]:
    return [
        canonical_bytes({"table": table, "verb": GATHER, "rows": [*rows[first : first + _ROWS_PER_OP]]})
        for first in range(0, len(rows), _ROWS_PER_OP)
    ]


def _last(database: Database) -> int:
    row = database.row("SELECT max(number) AS seq FROM op")
    return (row["seq"] if row else None) or 0
