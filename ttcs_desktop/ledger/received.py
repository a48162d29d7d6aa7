"""What the city told, line by line as it was signed, and how far each of its streams has been read.

A page's lines and the new place in the stream are one commit. What a line means for a subject is seen to afterwards
(`ttcs_desktop.receiving`), each line for itself: one that cannot be taken in holds up no other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import StrEnum

from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.clock import Clock, stamp, unstamp
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.storage.database import Database, Row

_COLUMNS = (
    "number, stream, epoch, seq, kind, thing_id, rev, withdrawn, issuer, issued_at, body, signature, received_at, "
    "state, problem"
)
_KEPT = (
    "stream", "epoch", "seq", "kind", "thing_id", "rev", "withdrawn", "issuer", "issued_at", "body", "sha256",
    "signature", "received_at", "state", "problem",
)  # fmt: skip


class LineState(StrEnum):
    """What became of a line: to be seen to, in force, behind a newer one, of a kind this program does not know yet,
    kept back until a person says yes, or impossible to take in."""

    NEW = "new"
    TAKEN = "taken"
    OLD = "old"
    UNKNOWN = "unknown"
    HELD = "held"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a stream has been read, in which epoch of the hub."""

    epoch: str
    seq: int


@dataclass(frozen=True, slots=True)
class Told:
    """A line as it came off a proven page; `body` are the signed bytes. The fields are as in them."""

    seq: int
    kind: str
    thing_id: str
    rev: int
    withdrawn: bool
    issuer: str
    issued_at: dt.datetime
    body: bytes
    signature: str


@dataclass(frozen=True, slots=True)
class ReceivedLine:
    """A kept line. `number` counts in the order of arrival; `problem` is the code of what stood in the way."""

    number: int
    stream: str
    epoch: str
    told: Told
    received_at: dt.datetime
    state: LineState
    problem: str


class Received:
    """The lines of this record's streams."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def cursor(self, stream: str) -> Cursor | None:
        row = self._database.row("SELECT epoch, seq FROM stream_cursor WHERE stream = ?", (stream,))
        return Cursor(row["epoch"], row["seq"]) if row else None

    def cursors(self) -> dict[str, Cursor]:
        """How far every stream has been read."""
        rows = self._database.rows("SELECT stream, epoch, seq FROM stream_cursor")
        return {row["stream"]: Cursor(row["epoch"], row["seq"]) for row in rows}

    def begin(self, stream: str, epoch: str) -> None:
        """Read a stream from its first line again: the hub came back from a backup, or was never read. What is known
        stays; lines that come a second time are recognised."""
        with self._database.transaction():
            self._database.put("stream_cursor", [{"stream": stream, "epoch": epoch, "seq": 0}], key="stream")

    def has(self, stream: str, seq: int, mark: str) -> bool:
        """Whether the line of this number that we keep is the one whose sha-256 begins with `mark`; number 0 is none.

        Every line was kept with all before it, so the whole stream up to there is then the same.
        """
        if not seq:
            return not mark
        found = self._database.rows("SELECT sha256 FROM received_line WHERE stream = ? AND seq = ?", (stream, seq))
        return bool(mark) and any(row["sha256"].startswith(mark) for row in found)

    def keep(self, stream: str, epoch: str, after: int, lines: Sequence[Told]) -> bool:
        """Keep the lines that follow `after` and the new place: one commit.

        False, and nothing kept, when the stream has been read on meanwhile (another window, the command line).
        """
        now = stamp(self._clock.now())
        with self._database.transaction():
            if self.cursor(stream) != Cursor(epoch, after):
                return False
            # What was kept before is known by its bytes: place and sha-256.
            self._database.append_new_tuples(
                "received_line", _KEPT, (_kept(stream, epoch, line, now) for line in lines)
            )
            self._database.execute("UPDATE stream_cursor SET seq = ? WHERE stream = ?", (after + len(lines), stream))
        return True

    def waiting(self, *states: LineState, limit: int = 500, after: int = 0) -> list[ReceivedLine]:
        """Lines of these states (without one: those to be seen to), in the order of arrival."""
        wanted = states or (LineState.NEW,)
        marks = ", ".join("?" for _ in wanted)
        return [
            _line(row)
            for row in self._database.rows(
                f"SELECT {_COLUMNS} FROM received_line WHERE state IN ({marks}) AND number > ? ORDER BY number LIMIT ?",
                (*(state.value for state in wanted), after, limit),
            )
        ]

    def recent(self, limit: int = 200) -> list[ReceivedLine]:
        """The lines that came last, the newest first."""
        return [
            _line(row)
            for row in self._database.rows(
                f"SELECT {_COLUMNS} FROM received_line WHERE state <> 'old' ORDER BY number DESC LIMIT ?", (limit,)
            )
        ]

    def count(self, state: LineState) -> int:
        row = self._database.row("SELECT count(*) AS n FROM received_line WHERE state = ?", (state.value,))
        return int(row["n"]) if row else 0

    def in_force(self, kind: str, thing_id: str) -> ReceivedLine | None:
        """The line about a thing that was taken in last."""
        row = self._database.row(
            f"SELECT {_COLUMNS} FROM received_line WHERE kind = ? AND thing_id = ? AND state = 'taken' "
            "ORDER BY number DESC LIMIT 1",
            (kind, thing_id),
        )
        return _line(row) if row else None

    def stated(self, kind: str, thing_id: str) -> ReceivedLine | None:
        """The last line that said what a thing is, whatever became of it; the lines that take it back do not."""
        row = self._database.row(
            f"SELECT {_COLUMNS} FROM received_line WHERE kind = ? AND thing_id = ? AND withdrawn = 0 "
            "ORDER BY number DESC LIMIT 1",
            (kind, thing_id),
        )
        return _line(row) if row else None

    def things_in_force(self, kind: str) -> int:
        """How many things of a kind are in force, those taken back not among them."""
        row = self._database.row(
            "SELECT count(*) AS n FROM received_line AS it WHERE kind = ? AND state = 'taken' AND withdrawn = 0 "
            "AND NOT EXISTS (SELECT 1 FROM received_line AS later WHERE later.kind = it.kind "
            "AND later.thing_id = it.thing_id AND later.state = 'taken' AND later.number > it.number)",
            (kind,),
        )
        return int(row["n"]) if row else 0

    def taken(self, kind: str) -> list[ReceivedLine]:
        """Every line of a kind that was taken in, the newest first; for kinds of which few things are ever told."""
        return [
            _line(row)
            for row in self._database.rows(
                f"SELECT {_COLUMNS} FROM received_line WHERE kind = ? AND state = 'taken' ORDER BY number DESC", (kind,)
            )
        ]

    def mark(self, numbers: Iterable[int], state: LineState, problem: str = "") -> None:
        """Say what became of lines; joins the transaction of the effect."""
        with self._database.transaction():
            for number in numbers:
                self._database.execute(
                    "UPDATE received_line SET state = ?, problem = ? WHERE number = ?", (state.value, problem, number)
                )


def _kept(stream: str, epoch: str, line: Told, now: str) -> tuple[object, ...]:
    """A new line as it is kept, in the order of `_KEPT`."""
    return (
        stream,
        epoch,
        line.seq,
        line.kind,
        line.thing_id,
        line.rev,
        int(line.withdrawn),
        line.issuer,
        stamp(line.issued_at),
        line.body,
        sha256_hex(line.body),
        line.signature,
        now,
        LineState.NEW.value,
        "",
    )


def _line(row: Row) -> ReceivedLine:
    told = Told(
        seq=row["seq"],
        kind=row["kind"],
        thing_id=row["thing_id"],
        rev=row["rev"],
        withdrawn=bool(row["withdrawn"]),
        issuer=row["issuer"],
        issued_at=unstamp(row["issued_at"]),
        body=row["body"],
        signature=row["signature"],
    )
    return ReceivedLine(
        number=row["number"],
        stream=row["stream"],
        epoch=row["epoch"],
        told=told,
        received_at=unstamp(row["received_at"]),
        state=LineState(row["state"]),
        problem=row["problem"],
    )
