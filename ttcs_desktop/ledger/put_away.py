"""Lines of the city that could not be taken in, and that the officer has put away with a reason.

By the line's very bytes: the same line read again stays away, what the city says anew is a line of its own.
"""

from __future__ import annotations

from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.ledger.model import Put, Table
from ttcs_desktop.ledger.received import ReceivedLine
from ttcs_desktop.storage.database import Database

# Another PC of the unit has its own list to look at.
PUT_AWAY = Table("ledger", "line_put_away", None)
TABLES = (PUT_AWAY,)


def digest_of(line: ReceivedLine) -> str:
    """By what a line is known here."""
    return sha256_hex(line.told.body)


def id_of(line: ReceivedLine) -> str:
    return stable_id("put_away", digest_of(line))


def put_away_row(line: ReceivedLine, reason: str) -> Put:
    return Put(PUT_AWAY, {"id": id_of(line), "line_sha256": digest_of(line), "reason": reason})


def reasons(database: Database) -> dict[str, str]:
    """Why lines were put away, by the sha-256 of their bytes."""
    rows = database.rows("SELECT line_sha256, reason FROM line_put_away WHERE deleted_at IS NULL")
    return {row["line_sha256"]: row["reason"] for row in rows}
