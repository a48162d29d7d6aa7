"""Board texts in the record."""

from __future__ import annotations

import datetime as dt
import json

from ttcs_desktop.broadcast.board_texts.model import BoardText
from ttcs_desktop.storage.database import Database, Row

_COLUMNS = "id, item_id, boards, date_from, date_to, opens, closes"


class BoardTextRepository:
    """The only SQL about board texts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def between(self, first: dt.date, last: dt.date) -> list[BoardText]:
        """Those shown on some day between two, both included."""
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM board_text WHERE deleted_at IS NULL AND date_from <= ? AND date_to >= ? "
            "ORDER BY date_from, opens, id",
            (last.isoformat(), first.isoformat()),
        )
        return [_text(row) for row in rows]

    def one(self, text_id: str) -> BoardText | None:
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM board_text WHERE deleted_at IS NULL AND id = ?", (text_id,))
        return _text(rows[0]) if rows else None


def _text(row: Row) -> BoardText:
    return BoardText(
        row["id"],
        row["item_id"],
        frozenset(json.loads(row["boards"])),
        dt.date.fromisoformat(row["date_from"]),
        dt.date.fromisoformat(row["date_to"]),
        dt.time.fromisoformat(row["opens"]) if row["opens"] else None,
        dt.time.fromisoformat(row["closes"]) if row["closes"] else None,
    )
