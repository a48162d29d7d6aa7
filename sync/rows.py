"""What the PCs of one ward tell each other through the hub: which ops each has, and pages of those it lacks.

The hub orders nothing and understands nothing of it: every PC says up to which op of each counter it has all, and gets
what follows. Whether an op is the ward's own work is proven by the ward's key, which no hub has (`ledger.proving`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sync.fields import Malformed, listed, member, moment, number, parse, text
from ttcs_desktop.basics.canonical import Json, canonical_bytes
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.joining.model import TheirOp

ROWS_PATH = "/v1/rows"
MOST_SOURCES = 200


@dataclass(frozen=True, slots=True)
class RowsAsked:
    """What a PC has, and what it has made.

    Attributes:
        nonce: the asker's own; the answer says it again.
        source: the counter that the PC works under, and `made` its last number: whoever reads of it can tell what has
            not reached the hub yet.
        have: up to which number of each counter it has everything.
    """

    nonce: str
    source: str
    made: int
    have: Mapping[str, int]

    def to_json(self) -> dict[str, Json]:
        have: dict[str, Json] = {**self.have}
        return {"nonce": self.nonce, "source": self.source, "made": self.made, "have": have}

    @classmethod
    def from_json(cls, document: Json) -> RowsAsked:
        have = member(document, "have")
        if not isinstance(have, dict) or len(have) > MOST_SOURCES:
            raise Malformed("have")
        return cls(
            text(document, "nonce"),
            text(document, "source"),
            number(document, "made"),
            {name: number(have, name) for name in have},
        )


@dataclass(frozen=True, slots=True)
class OtherPc:
    """What the hub heard of another PC of the ward: that it had made so many ops when it asked last."""

    source: str
    made: int
    heard_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Rows:
    """A page of what a PC lacks, each counter in order and without a gap, as much as fits; signed when it is served."""

    nonce: str
    hub_id: str
    unit: str
    others: tuple[OtherPc, ...]
    ops: tuple[TheirOp, ...]

    def to_bytes(self) -> bytes:
        """The bytes that are signed."""
        others: list[Json] = [
            [one.source, one.made, one.heard_at.astimezone(dt.UTC).isoformat()] for one in self.others
        ]
        ops: list[Json] = [
            [op.source, op.seq, op.op_id, op.kind, op.body.decode(), op.sha256, op.seen, op.proof] for op in self.ops
        ]
        return canonical_bytes(
            {"what": "rows", "nonce": self.nonce, "hub": self.hub_id, "unit": self.unit, "others": others, "ops": ops}
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Rows:
        document = parse(data)
        if text(document, "what") != "rows":
            raise Malformed("what")
        return cls(
            text(document, "nonce"),
            text(document, "hub"),
            text(document, "unit"),
            tuple(_other(one) for one in listed(document, "others")),
            tuple(op_of(one) for one in listed(document, "ops")),
        )


def op_of(found: Json) -> TheirOp:
    """An op as it stands in a page or a file.

    Raises:
        Malformed: it is none.
    """
    match found:
        case [str(source), int(seq), str(id_), str(kind), str(body), str(sha256), str(seen), str(proof)] if seq > 0:
            return TheirOp(source, seq, id_, kind, body.encode("utf-8", "replace"), sha256, seen, proof)
    raise Malformed("ops")


def _other(found: Json) -> OtherPc:
    match found:
        case [str(source), int(made), str(heard_at)]:
            return OtherPc(source, made, moment({"heard_at": heard_at}, "heard_at"))
    raise Malformed("others")
