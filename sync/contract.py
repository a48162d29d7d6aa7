"""What the ward and the hub say to each other: addresses, headers, messages. What is signed stands in `facts`."""

from __future__ import annotations

import datetime as dt

from sync.fields import Malformed, listed, moment, number, parse, text
from ttcs_desktop.basics.canonical import Json, canonical_bytes
from ttcs_desktop.basics.values import dataclass

PROTO_HEADER = "TTCS-Proto"
PROTO = "1"
SEQ_HEADER = "TTCS-Seq"
SOURCE_HEADER = "TTCS-Source"
DIGEST_HEADER = "Content-Digest"
JSON_TYPE = "application/json"
LINES_TYPE = "application/x-ndjson"  # JSON on each line of text
PROBLEM_TYPE = "application/problem+json"

CARD_PATH = "/.well-known/ttcs-hub"
PING_PATH = "/v1/ping"
ENROL_PATH = "/v1/enrolments"
TOKENS_PATH = "/v1/tokens"
PUSH_PATH = "/v1/sync/push"
SUBMISSIONS_PATH = "/v1/submissions"

MOST_OPS = 2_000
_OF_SEVERAL = ("source", "seen", "proof")


@dataclass(frozen=True, slots=True)
class HubCard:
    """What a hub says of itself to anybody; proves nothing until its key matches the enrolment code."""

    hub_id: str
    name: str
    public_key: str

    def to_json(self) -> dict[str, Json]:
        return {"hub_id": self.hub_id, "name": self.name, "public_key": self.public_key}

    @classmethod
    def from_json(cls, document: Json) -> HubCard:
        return cls(text(document, "hub_id"), text(document, "name"), text(document, "public_key"))


@dataclass(frozen=True, slots=True)
class Signed:
    """Canonical JSON with the hub's Ed25519 signature over exactly these bytes."""

    body: bytes
    signature: str

    def to_json(self) -> dict[str, Json]:
        return {"body": self.body.decode(), "signature": self.signature}

    @classmethod
    def from_json(cls, document: Json) -> Signed:
        return cls(text(document, "body").encode(), text(document, "signature"))

    def to_lines(self) -> bytes:
        """The same for a body of many lines: the signature stands above it, and nothing is written a second time."""
        return canonical_bytes({"signature": self.signature}) + b"\n" + self.body

    @classmethod
    def from_lines(cls, data: bytes) -> Signed:
        first, _, body = data.partition(b"\n")
        return cls(body, text(parse(first), "signature"))


@dataclass(frozen=True, slots=True)
class Pong:
    """The signed answer to a ping: the asker's nonce, who answers, and the hub's clock."""

    nonce: str
    hub_id: str
    now: dt.datetime

    def to_bytes(self) -> bytes:
        return canonical_bytes(
            {"what": "ping", "nonce": self.nonce, "hub": self.hub_id, "now": self.now.astimezone(dt.UTC).isoformat()}
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Pong:
        document = parse(data)
        if text(document, "what") != "ping":
            raise Malformed("what")
        return cls(text(document, "nonce"), text(document, "hub"), moment(document, "now"))


@dataclass(frozen=True, slots=True)
class EnrolRequest:
    """One PC of one record asks to act for one unit; `secret` is the hub's half of the code."""

    secret: str
    device: str
    unit: str
    record: str

    def to_json(self) -> dict[str, Json]:
        return {"code": self.secret, "device": self.device, "unit": self.unit, "record": self.record}

    @classmethod
    def from_json(cls, document: Json) -> EnrolRequest:
        return cls(*(text(document, field) for field in ("code", "device", "unit", "record")))


@dataclass(frozen=True, slots=True)
class EnrolAnswer:
    """The token of this PC, and the hub once more."""

    token: str
    card: HubCard

    def to_json(self) -> dict[str, Json]:
        return {"token": self.token, **self.card.to_json()}

    @classmethod
    def from_json(cls, document: Json) -> EnrolAnswer:
        return cls(text(document, "token"), HubCard.from_json(document))


@dataclass(frozen=True, slots=True)
class RenewRequest:
    """A PC asks for the token that follows the one it shows.

    Attributes:
        nonce: the asker's own, which the answer says again: an old answer, or one to another PC, brings a token that
            is not this PC's.
    """

    device: str
    unit: str
    nonce: str

    def to_json(self) -> dict[str, Json]:
        return {"device": self.device, "unit": self.unit, "nonce": self.nonce}

    @classmethod
    def from_json(cls, document: Json) -> RenewRequest:
        return cls(text(document, "device"), text(document, "unit"), text(document, "nonce"))


@dataclass(frozen=True, slots=True)
class PushedOp:
    """One op with its frozen bytes as text (they are canonical JSON), so that their sha-256 survives the journey.

    Attributes:
        source: whose counter `seq` is; empty for the PC's first, which has its name.
        seen, proof: for the ward's other PCs, see `ledger.proving`; empty in a ward of one.
    """

    op_id: str
    seq: int
    kind: str
    sha256: str
    body: str
    source: str = ""
    seen: str = ""
    proof: str = ""

    def to_json(self) -> dict[str, Json]:
        told: dict[str, Json] = {
            "op": self.op_id,
            "seq": self.seq,
            "kind": self.kind,
            "sha256": self.sha256,
            "body": self.body,
        }
        return told | {name: value for name in _OF_SEVERAL if (value := getattr(self, name))}

    @classmethod
    def from_json(cls, document: Json) -> PushedOp:
        return cls(
            text(document, "op"),
            number(document, "seq"),
            text(document, "kind"),
            text(document, "sha256"),
            text(document, "body"),
            *(text(document, name) if name in document else "" for name in _OF_SEVERAL),  # type: ignore[operator]
        )


@dataclass(frozen=True, slots=True)
class Push:
    """A batch of ops of one device."""

    batch: str
    device: str
    unit: str
    ops: tuple[PushedOp, ...]

    def to_json(self) -> dict[str, Json]:
        ops: list[Json] = [op.to_json() for op in self.ops]
        return {"batch": self.batch, "device": self.device, "unit": self.unit, "ops": ops}

    @classmethod
    def from_json(cls, document: Json) -> Push:
        ops = tuple(PushedOp.from_json(op) for op in listed(document, "ops"))
        if len(ops) > MOST_OPS:
            raise Malformed("ops")
        return cls(text(document, "batch"), text(document, "device"), text(document, "unit"), ops)


@dataclass(frozen=True, slots=True)
class OpResult:
    """What became of one op: `applied`, `duplicate` (known, same bytes) or `rejected` with a code."""

    op_id: str
    status: str
    code: str = ""

    def to_json(self) -> dict[str, Json]:
        return {"op": self.op_id, "status": self.status, "code": self.code}

    @classmethod
    def from_json(cls, document: Json) -> OpResult:
        status = text(document, "status")
        if status not in ("applied", "duplicate", "rejected"):
            raise Malformed("status")
        return cls(text(document, "op"), status, text(document, "code"))


@dataclass(frozen=True, slots=True)
class PushAnswer:
    """Results in the order sent; `high_water`: every op of the device up to here is there; `missing`: gaps above it."""

    batch: str
    results: tuple[OpResult, ...]
    high_water: int
    missing: tuple[tuple[int, int], ...] = ()

    def to_json(self) -> dict[str, Json]:
        results: list[Json] = [result.to_json() for result in self.results]
        missing: list[Json] = [[first, last] for first, last in self.missing]
        return {"batch": self.batch, "results": results, "high_water": self.high_water, "missing": missing}

    @classmethod
    def from_json(cls, document: Json) -> PushAnswer:
        return cls(
            text(document, "batch"),
            tuple(OpResult.from_json(result) for result in listed(document, "results")),
            number(document, "high_water"),
            gaps(document, "missing"),
        )

    def answers(self, push: Push) -> bool:
        """Whether this is the answer to `push`: its batch, and exactly its ops, each once, in order."""
        return self.batch == push.batch and [r.op_id for r in self.results] == [op.op_id for op in push.ops]


def gaps(document: Json, field: str) -> tuple[tuple[int, int], ...]:
    """Ranges of numbers, first and last of each."""
    return tuple(_range(gap) for gap in listed(document, field))


def _range(gap: Json) -> tuple[int, int]:
    match gap:
        case [int(first), int(last)]:
            return first, last
    raise Malformed("missing")
