"""What is told of saved rows to the city and to the ward's other PCs: ops, each with its bytes as they will travel."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache

from ttcs_desktop.basics.canonical import Json, canonical_texts, sha256_hex
from ttcs_desktop.basics.ids import IdMaker
from ttcs_desktop.ledger.model import Lane, NewOp, Table
from ttcs_desktop.ledger.op_body import OWN_KIND, kept_beside, locked_body, op_body
from ttcs_desktop.ledger.outbox import Outbox
from ttcs_desktop.storage.database import Database, Row

_ROWS_PER_OP = 500


class Telling:
    """Fills the outbox, inside the transaction that saves."""

    def __init__(self, database: Database, outbox: Outbox, ids: IdMaker) -> None:
        self._database = database
        self._outbox = outbox
        self._ids = ids

    def queue(
        self, table: Table, verb: str, values: list[Row], stamped: list[Row], texts: Sequence[str] | None = None
    ) -> None:
        """Queue what was saved of a table: for the city what it asks for; in a ward of several PCs all of it.

        `values` are the columns that were given, `stamped` the same with stamps, `texts` the former as canonical text
        where that was written already.
        """
        if key := self._outbox.ward_key():
            self._tell_the_ward(key, table, verb, [row["id"] for row in stamped])
        elif table.op_kind is not None:
            self._tell_the_city(table, verb, values, stamped, texts)

    def _tell_the_city(
        self, table: Table, verb: str, values: list[Row], stamped: list[Row], texts: Sequence[str] | None
    ) -> None:
        texts = texts_of(values) if texts is None else texts
        revisions = {row["id"]: row["rev"] for row in stamped}
        rows = [_with_rev(text, row, revisions.get(row["id"], 0)) for text, row in zip(texts, values, strict=True)]
        for first in range(0, len(rows), _ROWS_PER_OP):
            told = ",".join(rows[first : first + _ROWS_PER_OP])
            body = f'{{"rows":[{told}],"table":"{table.name}","verb":"{verb}"}}'.encode()
            self._outbox.add(NewOp(self._ids.new(), Lane.RECORDS, table.op_kind or "", verb, body))

    def _tell_the_ward(self, key: str, table: Table, verb: str, ids: list[str]) -> None:
        """Queue whole rows, for the ward's other PCs too; what the city does not ask for travels locked."""
        for first in range(0, len(ids), _ROWS_PER_OP):
            part = ids[first : first + _ROWS_PER_OP]
            rows = {row["id"]: row for row in self._rows_of(table, part)}
            beside = kept_beside(self._database, table.name, part)
            body = op_body(table.name, verb, [rows[id_] for id_ in part], beside)
            if table.op_kind is not None:
                op = NewOp(self._ids.new(), Lane.RECORDS, table.op_kind, verb, body)
            else:
                op = NewOp(self._ids.new(), Lane.RECORDS, OWN_KIND, verb, locked_body(key, body))
            self._outbox.add(op)

    def _rows_of(self, table: Table, ids: Sequence[str]) -> list[Row]:
        # As they stand: every column, whatever the subject wrote of them.
        return self._database.rows(
            f"SELECT * FROM {table.name} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps([*ids]),)
        )


def texts_of(rows: Iterable[Row]) -> list[str]:
    """The canonical text of each row."""
    return canonical_texts([_as_json(row) for row in rows])


def _as_json(values: Row) -> dict[str, Json]:
    # A blob travels on its own; here its digest stands for it.
    if bytes not in map(type, values.values()):
        return values
    return {name: sha256_hex(value) if isinstance(value, bytes) else value for name, value in values.items()}


def _with_rev(text: str, row: Row, rev: int) -> str:
    """A row's canonical text with its revision among the sorted columns; `id` always stands before it."""
    after = _after_rev(tuple(row))
    if not after:
        return f'{text[:-1]},"rev":{rev}}}'
    # Inside a value the quotes would be escaped, so the first such place is the column itself.
    return text.replace(f',"{after}":', f',"rev":{rev},"{after}":', 1)


@cache
def _after_rev(columns: tuple[str, ...]) -> str:
    return min((name for name in columns if name > "rev"), default="")
