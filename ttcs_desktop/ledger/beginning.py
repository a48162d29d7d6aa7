"""A record that begins to count its ops anew: on a PC that joins the ward, and on one that went back to a copy.

The numbers that follow the copy's last were given to other ops since, so they must not be given again: whoever reads by
numbers would take one op for another, and the hub could not tell that it lost one (docs/decisions/0019).
"""

from __future__ import annotations

from ttcs_desktop.ledger.identity import read_writing, write_source
from ttcs_desktop.ledger.model import Lane
from ttcs_desktop.ledger.proving import OpFacts, proof_of, seen_of, seen_text
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


def part_from_twin(database: Database, source: str) -> int:
    """Another PC works on a copy of this very file and gave numbers of ours to its own ops: count by a new source, what
    waits to be sent included. How many ops those are; what the hub has of ours keeps its numbers.

    Without it the two would go on giving one number to two ops, and each would take the other's for its own.
    """
    with database.transaction():
        before, key = read_writing(database)
        last = database.row("SELECT max(seq) AS seq FROM op WHERE source = ? AND state <> 'waiting'", (before,))
        sent = int((last["seq"] if last else None) or 0)
        waiting = database.rows(
            "SELECT number, op_id, kind, sha256, seen FROM op WHERE source = ? AND state = 'waiting' ORDER BY number",
            (before,),
        )
        for seq, op in enumerate(waiting, start=1):
            # They were made upon what this PC had sent before.
            seen = seen_text({**seen_of(op["seen"]), before: sent}) if key else ""
            facts = OpFacts(op["op_id"], source, seq, op["kind"], op["sha256"], seen)
            database.execute(
                "UPDATE op SET source = ?, seq = ?, seen = ?, proof = ? WHERE number = ?",
                (source, seq, seen, proof_of(key, facts) if key else "", op["number"]),
            )
        _note_known(database, before, sent)
        write_source(database, source)
    return len(waiting)


def _note_all_known(database: Database) -> None:
    for row in database.rows("SELECT source, max(seq) AS seq FROM op GROUP BY source"):
        _note_known(database, row["source"], row["seq"])


def _note_known(database: Database, source: str, seq: int) -> None:
    database.execute(
        "INSERT INTO source_known (source, applied, complete_to, told_at, told_made, knows) "
        "VALUES (?, ?, '', '', 0, '') "
        "ON CONFLICT (source) DO UPDATE SET applied = max(applied, excluded.applied)",
        (source, seq),
    )
