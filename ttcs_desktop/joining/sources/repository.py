"""The ward's PCs, and how far what each made is in this record."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping

from ttcs_desktop.basics.canonical import Json
from ttcs_desktop.basics.clock import stamp, unstamp
from ttcs_desktop.joining.model import WardPc
from ttcs_desktop.ledger.model import Put, Table
from ttcs_desktop.storage.database import Database, Row

WARD_PC = Table("ledger", "ward_pc", None)


class Sources:
    """The counters by which the ward's PCs number what they make, one row each."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def applied(self) -> dict[str, int]:
        """Up to which op of each other source the record holds what was made."""
        rows = self._database.rows("SELECT source, applied FROM source_known")
        return {row["source"]: int(row["applied"]) for row in rows}

    def note_applied(self, source: str, seq: int) -> None:
        self._note_source(source, "applied", seq)

    def note_told(self, source: str, moment: dt.datetime, made: int) -> None:
        """A PC said that it had made so many ops up to a moment. What it said of an earlier one is passed over."""
        known = self._known_of(source)
        if known["told_at"] and unstamp(known["told_at"]) >= moment:
            return
        complete = self.complete_to().get(source)
        if complete is not None:  # stays true while what is told now is not all here
            self._note_source(source, "complete_to", stamp(complete))
        self._note_source(source, "told_at", stamp(moment))
        self._note_source(source, "told_made", made)

    def complete_to(self) -> dict[str, dt.datetime]:
        """By source: the last moment up to which all that its PC had saved is known to be here."""
        rows = self._database.rows("SELECT source, applied, complete_to, told_at, told_made FROM source_known")
        found = {
            row["source"]: row["told_at"]
            if row["told_at"] and row["applied"] >= row["told_made"]
            else row["complete_to"]
            for row in rows
        }
        return {source: unstamp(at) for source, at in found.items() if at}

    def lacking(self) -> dict[str, int]:
        """By source: how many ops its PC said it had made that are not in the record."""
        rows = self._database.rows(
            "SELECT source, told_made - applied AS n FROM source_known WHERE told_made > applied"
        )
        return {row["source"]: int(row["n"]) for row in rows}

    def note_knows(self, source: str, have: Mapping[str, int]) -> None:
        """What another PC says it has: what an exchange file for it need not bring again."""
        self._note_source(source, "knows", json.dumps(dict(have), sort_keys=True))

    def knows(self, source: str) -> dict[str, int]:
        row = self._database.row("SELECT knows FROM source_known WHERE source = ?", (source,))
        return json.loads(row["knows"]) if row and row["knows"] else {}

    def pcs(self) -> list[WardPc]:
        """The ward's PCs by source, in the order they began."""
        rows = self._database.rows(
            "SELECT id, name, device, began_at, retired_on FROM ward_pc WHERE deleted_at IS NULL ORDER BY began_at, id"
        )
        return [
            WardPc(
                row["id"],
                row["name"],
                row["device"],
                unstamp(row["began_at"]),
                dt.date.fromisoformat(row["retired_on"]) if row["retired_on"] else None,
            )
            for row in rows
        ]

    def _known_of(self, source: str) -> Row:
        with self._database.transaction():
            self._database.execute(
                "INSERT INTO source_known (source, applied, complete_to, told_at, told_made, knows) "
                "VALUES (?, 0, '', '', 0, '') ON CONFLICT DO NOTHING",
                (source,),
            )
            return self._database.row("SELECT * FROM source_known WHERE source = ?", (source,)) or {}

    def _note_source(self, source: str, column: str, value: object) -> None:
        with self._database.transaction():
            self._known_of(source)
            self._database.execute(f"UPDATE source_known SET {column} = ? WHERE source = ?", (value, source))


def put_pc(pc: WardPc) -> Put:
    values: dict[str, Json] = {
        "id": pc.id,
        "name": pc.name,
        "device": pc.device,
        "began_at": stamp(pc.began_at),
        "retired_on": pc.retired_on.isoformat() if pc.retired_on else None,
    }
    return Put(WARD_PC, values)
