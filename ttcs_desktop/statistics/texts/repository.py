"""Rows of the officer's words, and back."""

from __future__ import annotations

import json

from ttcs_desktop.basics.canonical import canonical_bytes
from ttcs_desktop.ledger.model import Put, Table
from ttcs_desktop.statistics.texts.model import EditedText
from ttcs_desktop.storage.database import Database

REPORT_TEXT = Table("statistics", "report_text", "statistics.text")
TABLES = (REPORT_TEXT,)


class ReportTextRows:
    """The room's questions to the file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, template: str, year: int) -> dict[str, EditedText]:
        """The officer's words of a period, by block."""
        rows = self._database.rows(
            "SELECT id, template, year, block, text, facts FROM report_text "
            "WHERE template = ? AND year = ? AND deleted_at IS NULL ORDER BY block",
            (template, year),
        )
        return {
            row["block"]: EditedText(
                row["id"], row["template"], row["year"], row["block"], row["text"], json.loads(row["facts"])
            )
            for row in rows
        }


def put_text(one: EditedText) -> Put:
    facts = canonical_bytes(dict(one.facts)).decode()
    row = {"id": one.id, "template": one.template, "year": one.year, "block": one.block}
    return Put(REPORT_TEXT, {**row, "text": one.text, "facts": facts})
