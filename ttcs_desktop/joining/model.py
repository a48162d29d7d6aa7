"""What the PCs of one ward tell each other, and what becomes of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import StrEnum

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.op_body import Beside
from ttcs_desktop.storage.database import Row


class TheirState(StrEnum):
    """What became of another PC's op: to be seen to, in force, of a newer program, or impossible to take over."""

    NEW = "new"
    APPLIED = "applied"
    UNKNOWN = "unknown"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class TheirOp:
    """An op of another PC, as it travelled.

    Attributes:
        source, seq: whose counter numbers it, and its number there, from 1 without a gap.
        op_id: empty for a number that tells no rows: a report, or what the hub refused.
        seen: what its PC knew of the others when it was made, as text; see `ledger.proving.seen_of`.
        proof: of the ward's key over all of it.
    """

    source: str
    seq: int
    op_id: str
    kind: str
    body: bytes
    sha256: str
    seen: str
    proof: str


@dataclass(frozen=True, slots=True)
class Version:
    """One saved state of one row.

    Attributes:
        seen: up to which op of each other source its PC held the record then.
        row: every column.
        beside: states of the row that were kept beside the one this was made upon.
    """

    source: str
    seq: int
    seen: Mapping[str, int]
    table: str
    row: Row
    beside: Sequence[Beside] = ()

    @property
    def is_buried(self) -> bool:
        return self.row.get("deleted_at") is not None

    def knew(self, other: Version) -> bool:
        """Whether this state was made with the other one known."""
        return self.knew_of(other.source, other.seq)

    def knew_of(self, source: str, seq: int) -> bool:
        """Whether it was made with that op known."""
        return seq < self.seq if source == self.source else self.seen.get(source, 0) >= seq

    def went_on_from(self, source: str, seq: int) -> bool:
        """Whether it was made upon the state of that op, near or far: that was known, and was not kept beside."""
        return self.knew_of(source, seq) and all((one.source, one.seq) != (source, seq) for one in self.beside)


@dataclass(frozen=True, slots=True)
class WardPc:
    """A PC of the ward, by the counter of its ops.

    Attributes:
        id: the source; a PC that went back to a copy has one for the time before and one for the time after.
        name: what the office calls it: "Máy văn phòng".
        device: the PC itself, the same for all its counters.
        retired_on: from this day on nothing is expected of it.
    """

    id: str
    name: str
    device: str
    began_at: dt.datetime
    retired_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How far another PC's work is in this record.

    Attributes:
        complete_to: all it had saved up to this moment is here; None where nothing is known of it.
        lacking: so many things that it said it had saved are not in this record.
    """

    pc: WardPc
    complete_to: dt.datetime | None
    lacking: int


@dataclass(frozen=True, slots=True)
class Field:
    """A column in which two states of a record differ: what stands, and what the other PC wrote."""

    name: str
    ours: object
    theirs: object


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two PCs changed one record, neither knowing of the other's change. One state stands, the other is kept.

    Attributes:
        id: the same on every PC.
        lost: the PC whose state is kept as a copy; `stands` the one whose state the record shows.
        fields: where they differ now; empty when the record has come to say the same since.
        buried: the kept state is in the recycle bin, and the one that stands is not.
    """

    id: str
    table: str
    record_id: str
    lost: str
    stands: str
    made_at: dt.datetime
    made_by: str
    fields: tuple[Field, ...]
    buried: bool


@dataclass(frozen=True, slots=True)
class Stopped:
    """What a PC sent and this record could not take over.

    Attributes:
        pc: its name; empty where the PC itself is not known yet.
        code: why: `op_newer`, `op_unreadable`, `row_misfit`.
        since: when the first of them came.
    """

    source: str
    pc: str
    code: str
    count: int
    since: dt.datetime
