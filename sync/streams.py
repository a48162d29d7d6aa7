"""Streams: what the city tells its wards, in the order in which it was published, each line signed by the hub.

A stream is numbered without a gap from 1. The number stands inside the signed bytes, so that a line left out, told
twice, out of order or out of another stream is found by whoever reads it. A ward reads `central`, its province's
`prov:NN` and its own `unit:NNNNN`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from binascii import a2b_base64, b2a_base64
from dataclasses import field
from operator import itemgetter
from typing import Any

from sync.contract import Signed, gaps
from sync.fields import Malformed, listed, member, moment, number, parse, text
from ttcs_desktop.basics.canonical import Json, canonical_bytes, sha256_hex
from ttcs_desktop.basics.values import dataclass

HEADS_PATH = "/v1/heads"
STREAMS_PATH = "/v1/streams"
MOST_LINES = 2_000
CENTRAL = "central"
_MOST = 1 << 53


def mark(line: bytes) -> str:
    """What a signed line is known by among those of its number: the first half of its sha-256, 32 hex digits."""
    return hashlib.sha256(line).hexdigest()[:32]


def province_stream(province_code: str) -> str:
    return f"prov:{province_code}"


def unit_stream(unit_code: str) -> str:
    return f"unit:{unit_code}"


@dataclass(frozen=True, slots=True)
class Line:
    """One published state of one thing.

    Attributes:
        kind: what it is: `article`, `topics`, `task`, `return`, …; what a ward does not know it keeps as it came.
        id: the thing's own id; every state of it has the same.
        rev: counts the states of a thing from 1; a reader never goes back to a lower one.
        withdrawn: this state takes the thing back: `content` then says why.
        issuer: who answers for it, in the words shown to the officer.
    """

    hub_id: str
    stream: str
    seq: int
    kind: str
    id: str
    rev: int
    withdrawn: bool
    issued_at: dt.datetime
    issuer: str
    content: dict[str, Json]

    def to_bytes(self) -> bytes:
        """The bytes that are signed."""
        return canonical_bytes(
            {
                "what": "line",
                "hub": self.hub_id,
                "stream": self.stream,
                "seq": self.seq,
                "kind": self.kind,
                "id": self.id,
                "rev": self.rev,
                "withdrawn": self.withdrawn,
                "issued_at": self.issued_at.astimezone(dt.UTC).isoformat(),
                "issuer": self.issuer,
                "content": self.content,
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Line:
        return cls(*fields_of(data))


_Fields = tuple[str, str, int, str, str, int, bool, dt.datetime, str, dict[str, Json]]


def fields_of(data: bytes) -> _Fields:
    """The fields of a signed line, in the order of `Line`.

    Raises:
        Malformed: one is missing or of another type.
    """
    document = parse(data)
    # A hundred thousand of them come at once: one look at all types costs a fifth of a pattern to match.
    try:
        found: tuple[Any, ...] = _NAMED(document) if isinstance(document, dict) else ()
    except KeyError as error:
        raise Malformed("line") from error
    if tuple(map(type, found)) != _TYPES:
        raise Malformed("line")
    what, hub_id, stream, seq, kind, id_, rev, withdrawn, issued_at, issuer, content = found
    if what != "line" or not 0 < seq < _MOST or not 0 < rev < _MOST:
        raise Malformed("line")
    return hub_id, stream, seq, kind, id_, rev, withdrawn, _moment(issued_at), issuer, content


_NAMES = ("what", "hub", "stream", "seq", "kind", "id", "rev", "withdrawn", "issued_at", "issuer", "content")
_NAMED = itemgetter(*_NAMES)
_TYPES = (str, str, str, int, str, str, int, bool, str, str, dict)


def _yes(document: Json, field: str) -> bool:
    said = document.get(field, False) if isinstance(document, dict) else False
    if not isinstance(said, bool):
        raise Malformed(field)
    return said


@dataclass(frozen=True, slots=True)
class Heads:
    """Where a hub stands, in one signed answer: it proves the hub, and tells whether there is anything to do.

    Attributes:
        nonce: the asker's own, so that no old answer can be played again.
        epoch: another one after the hub came back from a backup: what it knew later is lost there.
        streams: the last number of each stream that the asking PC reads; its unit's is among them when the hub knows
            the PC and has not shut it out.
        tips: the `mark` of the last line of each stream, empty for one without lines: a stream that was cut back and
            has grown again to the same length is another one.
        high_water: every op of the PC up to this number is there.
        missing: what is not there below `highest`, the last number that is; a hub back from a backup names so what it
            lost, whether anybody told it of the backup or not. All three of the counter that the PC works under.
        renew: the PC is to exchange its token for a new one. A hub that tells nothing of it wants nothing.
        others: the last number of each other counter of its ward.
    """

    nonce: str
    hub_id: str
    now: dt.datetime
    epoch: str
    streams: dict[str, int]
    tips: dict[str, str]
    high_water: int
    missing: tuple[tuple[int, int], ...]
    highest: int
    renew: bool = False
    others: dict[str, int] = field(default_factory=dict)

    def lacks(self, seq: int) -> bool:
        """Whether the hub has not heard of the PC's op with this number, or lost it by going back."""
        return seq > self.highest or any(first <= seq <= last for first, last in self.missing)

    def to_bytes(self) -> bytes:
        streams: dict[str, Json] = {**self.streams}
        tips: dict[str, Json] = {**self.tips}
        missing: list[Json] = [[first, last] for first, last in self.missing]
        others: dict[str, Json] = {**self.others}
        return canonical_bytes(
            {
                "what": "heads",
                "nonce": self.nonce,
                "hub": self.hub_id,
                "now": self.now.astimezone(dt.UTC).isoformat(),
                "epoch": self.epoch,
                "streams": streams,
                "tips": tips,
                "high_water": self.high_water,
                "missing": missing,
                "highest": self.highest,
                "renew": self.renew,
                "others": others,
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Heads:
        document = parse(data)
        if text(document, "what") != "heads":
            raise Malformed("what")
        streams, tips = member(document, "streams"), member(document, "tips")
        if not isinstance(streams, dict) or not isinstance(tips, dict) or streams.keys() != tips.keys():
            raise Malformed("streams")
        others = member(document, "others")
        if not isinstance(others, dict):
            raise Malformed("others")
        return cls(
            text(document, "nonce"),
            text(document, "hub"),
            moment(document, "now"),
            text(document, "epoch"),
            {name: number(streams, name) for name in streams},
            {name: text(tips, name) for name in tips},
            number(document, "high_water"),
            gaps(document, "missing"),
            number(document, "highest"),
            _yes(document, "renew"),
            {name: number(others, name) for name in others},
        )


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a stream that follow number `after`, as many as fit; signed as a whole (`attested`).

    `prev` is the `mark` of line number `after`: who read another one there reads the stream anew.

    One signature proves the page; each line brings its own beside it, which lasts: it is looked at again before a text
    goes to the loudspeakers.
    """

    hub_id: str
    stream: str
    epoch: str
    after: int
    prev: str
    lines: tuple[Signed, ...]

    def to_bytes(self) -> bytes:
        """A head of canonical JSON, then each line as it was signed.

        They stand one below the other: canonical JSON has no line break inside.
        """
        head: dict[str, Json] = {
            "what": "page",
            "hub": self.hub_id,
            "stream": self.stream,
            "epoch": self.epoch,
            "after": self.after,
            "prev": self.prev,
            # What looks like chance packs badly: in base64 it is a third shorter than in hexadecimal digits.
            "signatures": [b2a_base64(bytes.fromhex(line.signature), newline=False).decode() for line in self.lines],
        }
        return b"\n".join([canonical_bytes(head), *(line.body for line in self.lines)])

    @classmethod
    def from_bytes(cls, data: bytes) -> Page:
        head, *bodies = data.split(b"\n", MOST_LINES + 1)
        document = parse(head)
        if text(document, "what") != "page":
            raise Malformed("what")
        signatures = listed(document, "signatures")
        if len(bodies) > MOST_LINES or len(signatures) != len(bodies):
            raise Malformed("lines")
        return cls(
            text(document, "hub"),
            text(document, "stream"),
            text(document, "epoch"),
            number(document, "after"),
            text(document, "prev"),
            tuple(map(_line, bodies, signatures)),
        )


def attested(page: bytes) -> bytes:
    """What is signed of a page: its sha-256. To sign it whole would read a megabyte three times over."""
    return canonical_bytes({"what": "page", "sha256": sha256_hex(page)})


def _moment(written: str) -> dt.datetime:
    try:
        value = dt.datetime.fromisoformat(written)
        if value.tzinfo is None:
            raise Malformed("issued_at")
        return value.astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise Malformed("issued_at") from error


def _line(body: bytes, signature: Json) -> Signed:
    try:
        return Signed(body, a2b_base64(signature, strict_mode=True).hex())  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise Malformed("signatures") from error
