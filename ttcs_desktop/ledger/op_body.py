"""The bytes of an op that the ward's other PCs read too: whole rows, and who saved them when is in their stamps."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence

from ttcs_desktop.basics.canonical import Json, canonical_bytes
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.proving import lock, unlock
from ttcs_desktop.storage.database import Database, Row

OWN_KIND = "ward.own"
"""The kind of an op that is nobody's but the ward's: its bytes are locked."""
_BYTES = "base64"


@dataclass(frozen=True, slots=True)
class Beside:
    """A state of a record that did not stand, and the one it did not stand against; each by its op."""

    record_id: str
    source: str
    seq: int
    against_source: str
    against_seq: int


@dataclass(frozen=True, slots=True)
class RowsOfOp:
    """What an op says: rows of one table, each with all its columns.

    Attributes:
        beside: states of these records that were kept beside the one the op was made upon.
    """

    table: str
    verb: str
    rows: tuple[Row, ...]
    beside: tuple[Beside, ...]


def op_body(table: str, verb: str, rows: Sequence[Row], beside: Sequence[Beside] = ()) -> bytes:
    """Canonical JSON `{beside, rows, table, verb}`; bytes travel as `{"base64": …}`."""
    told: list[Json] = [{name: _told(value) for name, value in row.items()} for row in rows]
    kept: list[Json] = [[one.record_id, one.source, one.seq, one.against_source, one.against_seq] for one in beside]
    return canonical_bytes({"beside": kept, "rows": told, "table": table, "verb": verb})


def locked_body(key: str, body: bytes) -> bytes:
    """The same for the ward alone."""
    return canonical_bytes({"locked": base64.b64encode(lock(key, body)).decode()})


def read_body(key: str, kind: str, body: bytes) -> RowsOfOp:
    """What a proven op says.

    Raises:
        ValueError: it is no such body.
    """
    try:
        if kind == OWN_KIND:
            body = unlock(key, base64.b64decode(json.loads(body)["locked"], validate=True))
        match json.loads(body):
            case {"table": str(table), "verb": str(verb), "rows": [*rows], "beside": [*beside]}:
                whole = tuple({name: _read(value) for name, value in row.items()} for row in rows)
                return RowsOfOp(table, verb, whole, tuple(Beside(*one) for one in beside))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("body") from error
    raise ValueError("body")


def kept_beside(database: Database, table: str, ids: Sequence[str]) -> list[Beside]:
    """What is kept of other states of these records: whoever saves one now goes on from what stands, not from those."""
    return [
        Beside(**row)
        for row in database.rows(
            "SELECT record_id, source, seq, against_source, against_seq FROM conflict_copy "
            "WHERE table_name = ? AND record_id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (table, json.dumps([*ids])),
        )
    ]


def _told(value: object) -> Json:
    if isinstance(value, bytes):
        return {_BYTES: base64.b64encode(value).decode()}
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(f"{type(value).__name__} does not travel")


def _read(value: Json) -> object:
    match value:
        case {"base64": str(written)}:
            return base64.b64decode(written, validate=True)
        case None | str() | int():
            return value
    raise ValueError("value")
