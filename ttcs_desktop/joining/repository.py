"""What other PCs sent, how far it is in this record, and what was kept of states that did not stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.clock import Clock, stamp
from ttcs_desktop.joining.model import TheirOp, TheirState, Version
from ttcs_desktop.ledger.identity import read_writing
from ttcs_desktop.ledger.model import Lane
from ttcs_desktop.ledger.op_body import read_body
from ttcs_desktop.ledger.proving import OpFacts, is_proven, seen_of
from ttcs_desktop.storage.database import Database, Row

_OP = "source, seq, op_id, kind, body, sha256, seen, proof"


class JoiningRepository:
    """The room's questions to the file."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    # What came

    def have(self) -> dict[str, int]:
        """Up to which op of every source this record holds what its PC made, its own among them, without a gap."""
        own = self._database.rows("SELECT source, max(seq) AS seq FROM op GROUP BY source")
        known = self._database.rows("SELECT source, applied AS seq FROM source_known")
        found: dict[str, int] = {}
        for row in [*own, *known]:
            found[row["source"]] = max(int(row["seq"]), found.get(row["source"], 0))
        for row in self._database.rows("SELECT source, seq FROM their_op ORDER BY source, seq"):
            if row["seq"] == found.get(row["source"], 0) + 1:
                found[row["source"]] = int(row["seq"])
        return found

    def keep(self, ops: Sequence[TheirOp]) -> int:
        """Keep what came and proves itself; how many are new. The hub, or whoever wrote the file, made up the rest."""
        source, key = read_writing(self._database)
        ops = [op for op in ops if key and op.source != source and (not op.op_id or _is_genuine(key, op))]
        now = stamp(self._clock.now())
        with self._database.transaction():
            before = self._count_kept()
            self._database.append_new(
                "their_op",
                [
                    {
                        "source": op.source,
                        "seq": op.seq,
                        "op_id": op.op_id,
                        "kind": op.kind,
                        "body": op.body,
                        "sha256": op.sha256,
                        "seen": op.seen,
                        "proof": op.proof,
                        "state": TheirState.NEW.value,
                        "problem": "",
                        "received_at": now,
                    }
                    for op in ops
                ],
            )
            return self._count_kept() - before

    def next_of(self, source: str, after: int, limit: int) -> list[TheirOp]:
        """Ops of a source that follow a number and wait to be seen to, in order."""
        rows = self._database.rows(
            f"SELECT {_OP} FROM their_op WHERE source = ? AND seq > ? AND state = 'new' ORDER BY seq LIMIT ?",
            (source, after, limit),
        )
        return [TheirOp(**row) for row in rows]

    def sources_waiting(self) -> list[str]:
        """The sources of which something waits to be seen to."""
        rows = self._database.rows("SELECT DISTINCT source FROM their_op WHERE state = 'new' ORDER BY source")
        return [row["source"] for row in rows]

    def mark(self, op: TheirOp, state: TheirState, problem: str = "") -> None:
        """Say what became of an op; joins the transaction of the effect."""
        with self._database.transaction():
            self._database.execute(
                "UPDATE their_op SET state = ?, problem = ? WHERE source = ? AND seq = ?",
                (state.value, problem, op.source, op.seq),
            )

    def look_again(self) -> None:
        """Let what an older program did not know be seen to once more."""
        if self._database.row("SELECT 1 AS one FROM their_op WHERE state = 'unknown'"):
            with self._database.transaction():
                self._database.execute("UPDATE their_op SET state = 'new', problem = '' WHERE state = 'unknown'")

    def ops_beyond(self, have: Mapping[str, int], limit: int) -> list[TheirOp]:
        """What somebody who has all up to these numbers lacks, of every source, each without a gap: at most `limit`.

        Of a report only the number travels: its bytes go to the city.
        """
        found: list[TheirOp] = []
        for table in ("op", "their_op"):
            for row in self._database.rows(f"SELECT DISTINCT source FROM {table} ORDER BY source"):
                after = have.get(row["source"], 0)
                for op in self._database.rows(
                    f"SELECT {_OP}{', lane' if table == 'op' else ''} FROM {table} "
                    "WHERE source = ? AND seq > ? ORDER BY seq LIMIT ?",
                    (row["source"], after, limit - len(found)),
                ):
                    if op.pop("lane", Lane.RECORDS) == Lane.SUBMISSION:
                        op |= {"op_id": "", "kind": "", "body": b"", "sha256": "", "seen": "", "proof": ""}
                    found.append(TheirOp(**op))
        return found

    def before_first_told(self) -> dict[str, int]:
        """By source: the number before its first op that another PC could take over; what was made before the ward let
        others join is in the copy that each began with."""
        found: dict[str, int] = {}
        for table in ("op", "their_op"):
            for row in self._database.rows(
                "SELECT source, min(iif(proof <> '', seq, NULL)) AS first, max(seq) AS last "
                f"FROM {table} GROUP BY source"
            ):
                before = int(row["first"]) - 1 if row["first"] is not None else int(row["last"])
                found[row["source"]] = min(before, found.get(row["source"], before))
        return found

    def aside(self) -> list[TheirOp]:
        """Ops that could not be taken over."""
        rows = self._database.rows(f"SELECT {_OP} FROM their_op WHERE state = 'aside' ORDER BY source, seq")
        return [TheirOp(**row) for row in rows]

    def stopped(self) -> list[Row]:
        """By source and reason: how many ops are put aside or wait for a newer program, since when."""
        return self._database.rows(
            "SELECT source, problem, count(*) AS n, min(received_at) AS since FROM their_op "
            "WHERE state IN ('aside', 'unknown') GROUP BY source, problem ORDER BY since DESC, source, problem"
        )

    def made(self) -> int:
        """How many ops this PC has made under its present counter."""
        source, _ = read_writing(self._database)
        row = self._database.row("SELECT max(seq) AS seq FROM op WHERE source = ?", (source,))
        return int((row["seq"] if row else None) or 0)

    # States of rows

    def made_after(self, key: str, seen: Mapping[str, int], leaving_out: str) -> Iterator[Version]:
        """Every known state of a row that was saved beyond what `seen` names, of all sources but one."""
        for table, skipped in (("op", ""), ("their_op", " AND state = 'applied'")):
            for source in self._database.rows(f"SELECT DISTINCT source FROM {table} WHERE source <> ?", (leaving_out,)):
                rows = self._database.rows(
                    f"SELECT source, seq, kind, body, seen FROM {table} "
                    f"WHERE source = ? AND seq > ?{skipped} ORDER BY seq",
                    (source["source"], seen.get(source["source"], 0)),
                )
                for row in rows:
                    yield from versions_of(key, row)

    def row_of(self, table: str, record_id: str) -> Row | None:
        return self._database.row(f"SELECT * FROM {table} WHERE id = ?", (record_id,))

    def columns(self, table: str) -> frozenset[str]:
        return frozenset(row["name"] for row in self._database.rows(f"SELECT name FROM pragma_table_info('{table}')"))

    def states_of(self, key: str, source: str, seq: int) -> list[Version]:
        """What one op says."""
        for table in ("op", "their_op"):
            row = self._database.row(
                f"SELECT source, seq, kind, body, seen FROM {table} WHERE source = ? AND seq = ?", (source, seq)
            )
            if row is not None:
                return versions_of(key, row)
        return []

    def _count_kept(self) -> int:
        row = self._database.row("SELECT count(*) AS n FROM their_op")
        return int(row["n"]) if row else 0


def versions_of(key: str, op: Mapping[str, object]) -> list[Version]:
    """The states of rows that an op tells, whoever made it; none of one that tells no rows."""
    body = op["body"]
    if not isinstance(body, bytes) or not body:
        return []
    try:
        read = read_body(key, str(op["kind"]), body)
    except ValueError:
        return []  # a report, or an op of the time before there was another PC
    seen = seen_of(str(op["seen"]))
    source, seq = str(op["source"]), int(str(op["seq"]))
    return [
        Version(source, seq, seen, read.table, row, tuple(one for one in read.beside if one.record_id == row["id"]))
        for row in read.rows
        if isinstance(row.get("id"), str)
    ]


def _is_genuine(key: str, op: TheirOp) -> bool:
    facts = OpFacts(op.op_id, op.source, op.seq, op.kind, op.sha256, op.seen)
    return sha256_hex(op.body) == op.sha256 and is_proven(key, op.proof, facts)
