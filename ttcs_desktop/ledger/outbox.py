"""What waits to be sent: frozen bytes, a gapless counter, and the moment of the next try as data."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Collection, Sequence

from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.clock import Clock, stamp, unstamp
from ttcs_desktop.ledger.identity import read_writing
from ttcs_desktop.ledger.model import Lane, NewOp, Op, OpState
from ttcs_desktop.ledger.proving import OpFacts, proof_of, seen_text
from ttcs_desktop.storage.database import Database, Row

_COLUMNS = (
    "seq, op_id, lane, kind, title, body, sha256, source, seen, proof, made_at, state, attempts, next_at, problem, "
    "done_at"
)
LONGEST_WAIT = dt.timedelta(minutes=15)
# On the day of a report every ward is on the line at once: one that met fault after fault shall not sit out a minute.
_SOON, _TRIES_OF_A_REPORT = dt.timedelta(seconds=20), 8
_FIRST_WAIT_SECONDS = 2


class Outbox:
    """The ops of this device, in the order they were made."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, op: NewOp) -> None:
        """Queue an op inside the caller's transaction."""
        now = stamp(self._clock.now())
        source, key = read_writing(self._database)
        last = self._database.row("SELECT max(seq) AS seq FROM op WHERE source = ?", (source,))
        seq = ((last["seq"] if last else None) or 0) + 1
        seen = seen_text(self._known(source)) if key else ""
        sha256 = sha256_hex(op.body)
        self._database.insert(
            "op",
            [
                {
                    "source": source,
                    "seq": seq,
                    "op_id": op.op_id,
                    "lane": op.lane.value,
                    "kind": op.kind,
                    "title": op.title,
                    "body": op.body,
                    "sha256": sha256,
                    "seen": seen,
                    "proof": proof_of(key, OpFacts(op.op_id, source, seq, op.kind, sha256, seen)) if key else "",
                    "made_at": now,
                    "state": OpState.WAITING.value,
                    "attempts": 0,
                    "next_at": now,
                    "problem": None,
                    "done_at": None,
                }
            ],
        )

    def ward_key(self) -> str:
        """The key that the ward's PCs share; empty in a ward of one."""
        return read_writing(self._database)[1]

    def due(self, lane: Lane, *, limit: int = 200, at_once: bool = False) -> list[Op]:
        """Waiting ops of a lane whose time has come, oldest first; `at_once` is the officer's press: no waiting."""
        # A wait longer than any we give means that the clock was set back: such an op is due.
        now = self._clock.now()
        return [
            _op(row)
            for row in self._database.rows(
                f"SELECT {_COLUMNS} FROM op WHERE state = 'waiting' AND lane = ? "
                "AND (? OR next_at <= ? OR next_at > ?) ORDER BY number LIMIT ?",
                (lane.value, at_once, stamp(now), stamp(now + LONGEST_WAIT), limit),
            )
        ]

    def find(self, op_id: str) -> Op | None:
        row = self._database.row(f"SELECT {_COLUMNS} FROM op WHERE op_id = ?", (op_id,))
        return _op(row) if row else None

    def waiting_count(self, lanes: Collection[Lane] = tuple(Lane)) -> int:
        row = self._database.row(
            "SELECT count(*) AS n FROM op WHERE state = 'waiting' AND lane IN (SELECT value FROM json_each(?))",
            (json.dumps([*lanes]),),
        )
        return int(row["n"]) if row else 0

    def listed(self, state: OpState, *, limit: int = 100) -> list[Op]:
        """Ops of one state for the screen: submissions first, then the newest."""
        return [
            _op(row)
            for row in self._database.rows(
                f"SELECT {_COLUMNS} FROM op WHERE state = ? ORDER BY lane, number DESC LIMIT ?", (state.value, limit)
            )
        ]

    def next_try(self, lanes: Collection[Lane] = tuple(Lane)) -> dt.datetime | None:
        """When the first waiting op of these lanes may go again; None when nothing waits."""
        now = self._clock.now()
        row = self._database.row(
            "SELECT min(iif(next_at > ?, ?, next_at)) AS next_at FROM op WHERE state = 'waiting' "
            "AND lane IN (SELECT value FROM json_each(?))",
            (stamp(now + LONGEST_WAIT), stamp(now), json.dumps([*lanes])),
        )
        return unstamp(row["next_at"]) if row and row["next_at"] else None

    def last_done(self) -> dt.datetime | None:
        row = self._database.row("SELECT max(done_at) AS done_at FROM op WHERE state <> 'placed'")
        return unstamp(row["done_at"]) if row and row["done_at"] else None

    def mark_done(self, op_ids: Sequence[str]) -> None:
        """The city has them. Joins the transaction that stores what the city answered."""
        now = stamp(self._clock.now())
        with self._database.transaction():
            self._database.execute(
                "UPDATE op SET state = 'done', done_at = ?, problem = NULL, attempts = attempts + 1 "
                "WHERE op_id IN (SELECT value FROM json_each(?))",
                (now, json.dumps([*op_ids])),
            )

    def mark_placed(self, op_id: str) -> None:
        """It lies in the folder. Joins the transaction that keeps where."""
        with self._database.transaction():
            self._database.execute(
                "UPDATE op SET state = 'placed', done_at = ?, problem = NULL, attempts = attempts + 1 "
                "WHERE op_id = ? AND state = 'waiting'",
                (stamp(self._clock.now()), op_id),
            )

    def offer_placed(self) -> None:
        """Let what lies in the folder wait for the hub that the record has now. The caller's transaction is joined."""
        with self._database.transaction():
            self._database.execute("UPDATE op SET state = 'waiting', done_at = NULL WHERE state = 'placed'")

    def offer_again(self, source: str, lacking: Sequence[tuple[int, int]]) -> int:
        """Let what went out under a number of this counter in one of these ranges wait again: the hub lost it. How many
        these are.

        The same bytes go under the same id, so that what is there after all counts once.
        """
        now = stamp(self._clock.now())
        with self._database.transaction():
            return sum(
                self._database.execute(
                    "UPDATE op SET state = 'waiting', next_at = ?, done_at = NULL "
                    "WHERE state = 'done' AND source = ? AND seq BETWEEN ? AND ?",
                    (now, source, first, last),
                )
                for first, last in lacking
            )

    def mark_refused(self, op_id: str, problem: str) -> None:
        """The city will not take it: a person has to look; the rest goes on."""
        with self._database.transaction():
            self._database.execute(
                "UPDATE op SET state = 'refused', problem = ?, attempts = attempts + 1 "
                "WHERE op_id = ? AND state = 'waiting'",
                (problem, op_id),
            )

    def postpone(self, op_ids: Sequence[str], problem: str, *, at_least: dt.timedelta = dt.timedelta(0)) -> None:
        """Try again later: full jitter up to 2 s doubled with each attempt, never more than 15 minutes; a report, which
        has a day, waits 20 s at most for its first eight tries."""
        now = self._clock.now()
        with self._database.transaction():
            for op_id in op_ids:
                row = self._database.row("SELECT attempts, lane FROM op WHERE op_id = ?", (op_id,))
                attempts, lane = (int(row["attempts"]), row["lane"]) if row else (0, "")
                soon = lane == Lane.SUBMISSION.value and attempts < _TRIES_OF_A_REPORT
                wait = max(at_least, wait_after(attempts, _SOON if soon else LONGEST_WAIT))
                self._database.execute(
                    "UPDATE op SET attempts = attempts + 1, next_at = ?, problem = ? "
                    "WHERE op_id = ? AND state = 'waiting'",
                    (stamp(now + min(wait, LONGEST_WAIT)), problem, op_id),
                )

    def _known(self, own: str) -> dict[str, int]:
        """Up to which op of each other PC of the ward this record holds what they made."""
        rows = self._database.rows("SELECT source, applied FROM source_known WHERE source <> ? AND applied > 0", (own,))
        return {row["source"]: int(row["applied"]) for row in rows}


def wait_after(attempts: int, longest: dt.timedelta = LONGEST_WAIT) -> dt.timedelta:
    """How long to wait after so many tries: full jitter up to 2 s doubled with each, never more than `longest`."""
    ceiling = min(longest.total_seconds(), _FIRST_WAIT_SECONDS * 2.0 ** min(attempts, 20))
    return dt.timedelta(seconds=random.uniform(0, ceiling))  # noqa: S311  jitter, no secret


def _op(row: Row) -> Op:
    return Op(
        seq=row["seq"],
        op_id=row["op_id"],
        lane=Lane(row["lane"]),
        kind=row["kind"],
        title=row["title"],
        body=row["body"],
        sha256=row["sha256"],
        source=row["source"],
        seen=row["seen"],
        proof=row["proof"],
        made_at=unstamp(row["made_at"]),
        state=OpState(row["state"]),
        attempts=row["attempts"],
        next_at=unstamp(row["next_at"]),
        problem=row["problem"],
        done_at=unstamp(row["done_at"]) if row["done_at"] else None,
    )
