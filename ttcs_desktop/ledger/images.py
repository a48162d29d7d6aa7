"""What rows looked like before and after an action, kept beside the chain: what undo works from.

They prove nothing and may be thrown away; the chain stands without them.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Sequence
from contextlib import suppress

from ttcs_desktop.basics.canonical import canonical_bytes
from ttcs_desktop.basics.clock import stamp
from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.storage.database import Database, Row


@dataclass(frozen=True, slots=True)
class RowImage:
    """One row of an action.

    Attributes:
        before: the subject's columns and `deleted_at` as they were; None for a row that the action made.
        after: the same as the action left them.
    """

    table: str
    id: str
    before: Row | None
    after: Row


class Images:
    """The images of this file, by the number of their history line."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, seq: int, rows: Sequence[RowImage], *, takes_back: int | None = None) -> None:
        """Keep the images of one action, in the transaction that holds it; `takes_back` is the line it undoes."""
        body = canonical_bytes([[one.table, one.id, one.before, one.after] for one in rows])
        self._database.append("image", [{"seq": seq, "takes_back": takes_back, "body": zlib.compress(body)}])

    def of(self, seq: int) -> list[RowImage]:
        """The rows of an action in the order in which they were saved; empty when nothing was kept."""
        row = self._database.row("SELECT body FROM image WHERE seq = ?", (seq,))
        return [RowImage(*one) for one in json.loads(zlib.decompress(row["body"]))] if row else []

    def still_shows(self, image: RowImage) -> bool:
        """Whether the row still is as the action left it: else somebody has changed it since."""
        row = self._database.row(f"SELECT * FROM {image.table} WHERE id = ?", (image.id,)) or {}
        names = image.after.keys() - {"deleted_at"}
        is_buried, was_buried = row.get("deleted_at") is not None, image.after["deleted_at"] is not None
        return is_buried == was_buried and all(row.get(name) == image.after[name] for name in names)

    def purge(self, before: dt.datetime) -> None:
        """Throw away the images of actions older than a moment; while somebody else writes, another time will do."""
        last = self._database.row("SELECT max(seq) AS seq FROM history WHERE at < ?", (stamp(before),))
        last_seq = last["seq"] if last else None
        if last_seq is None or self._database.row("SELECT 1 AS one FROM image WHERE seq <= ?", (last_seq,)) is None:
            return
        with suppress(EnvironmentProblem), self._database.transaction():
            self._database.execute("DELETE FROM image WHERE seq <= ?", (last_seq,))
