"""A record that begins to count its ops anew: on a PC that joins the ward, and on one that went back to a copy.

The numbers that follow the copy's last were given to other ops since, so they must not be given again: whoever reads by
numbers would take one op for another, and the hub could not tell that it lost one (docs/decisions/0019).
"""

from __future__ import annotations

from ttcs_desktop.ledger.identity import write_source
from ttcs_desktop.ledger.model import Lane
from ttcs_desktop.storage.database import Database


def begin_source(database: Database, source: str) -> None:
    """Count by a new source from now on. What waits to be sent keeps its numbers, and goes as it is."""
    with database.transaction():
        _note_all_known(database)
        write_source(database, source)


def become_another_pc(database: Database, device: str) -> None:
    """Let a copy of the record be that of a new PC, which counts by its own name.

    What waits in the copy's outbox is the other PC's to send. Reports stay, under new numbers: sent twice they are one.
    """
    with database.transaction():
        _note_all_known(database)
        write_source(database, device, device=device)
        database.execute("DELETE FROM op WHERE lane = ?", (Lane.RECORDS.value,))
        kept = database.rows("SELECT number FROM op ORDER BY number")
        for seq, row in enumerate(kept, start=1):
            database.execute("UPDATE op SET source = ?, seq = ? WHERE number = ?", (device, seq, row["number"]))


def _note_all_known(database: Database) -> None:
    for row in database.rows("SELECT source, max(seq) AS seq FROM op GROUP BY source"):
        database.execute(
            "INSERT INTO source_known (source, applied, complete_to, told_at, told_made, knows) "
            "VALUES (?, ?, '', '', 0, '') "
            "ON CONFLICT (source) DO UPDATE SET applied = max(applied, excluded.applied)",
            (row["source"], row["seq"]),
        )
