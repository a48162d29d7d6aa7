"""Rows that are asked for by their id alone, to be named."""

from __future__ import annotations

from ttcs_desktop.storage.database import Database, Row


class NamedRows:
    """Any row of any table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def row(self, table: str, record_id: str) -> Row | None:
        return self._database.row(f"SELECT * FROM {table} WHERE id = ?", (record_id,))
