"""The two files that travel on a stick in the place of a line: what a ward sends, and what the hub answers.

A package is a head that anybody may read (whose, how much) and a body sealed for the hub: what is lost with a stick is
no use to its finder. The head is proven by a code made with the PC's token. The answer is signed by the hub.
"""

from __future__ import annotations

import gzip
import hmac
import re
import zlib
from collections.abc import Mapping

from sync.contract import OpResult, PushedOp, Signed
from sync.fields import Malformed, listed, member, number, parse, text
from sync.rows import RowsAsked
from ttcs_desktop.basics.canonical import Json, canonical_bytes, sha256_hex
from ttcs_desktop.basics.values import dataclass

PACKAGE_MARK, ANSWER_MARK = b"TTCS-PACKAGE 1\n", b"TTCS-ANSWER 1\n"
MOST_OPS = 20_000
MOST_FILE_BYTES = 64 * 1024 * 1024
_MOST_PLAIN = 256 * 1024 * 1024
_MOST_HEAD = 64 * 1024
_TWO_TEXTS = re.compile(rb'\{"body":"(?:[^"\\]++|\\.)*+","signature":"[^"\\]{0,200}"\}')


@dataclass(frozen=True, slots=True)
class Head:
    """Whose package it is.

    Attributes:
        id: the package's own.
        cursors: how far the ward has read each stream: epoch and number.
        sha256: of the sealed body.
    """

    id: str
    hub_id: str
    unit: str
    device: str
    cursors: Mapping[str, tuple[str, int]]
    sha256: str

    def to_json(self) -> dict[str, Json]:
        cursors: dict[str, Json] = {name: [epoch, seq] for name, (epoch, seq) in self.cursors.items()}
        return {
            "what": "package",
            "id": self.id,
            "hub": self.hub_id,
            "unit": self.unit,
            "device": self.device,
            "cursors": cursors,
            "sha256": self.sha256,
        }

    @classmethod
    def from_json(cls, document: Json) -> Head:
        if text(document, "what") != "package":
            raise Malformed("what")
        cursors = member(document, "cursors")
        if not isinstance(cursors, dict) or len(cursors) > 100:
            raise Malformed("cursors")
        return cls(
            text(document, "id"),
            text(document, "hub"),
            text(document, "unit"),
            text(document, "device"),
            {name: _cursor(at) for name, at in cursors.items()},
            text(document, "sha256"),
        )

    def code(self, token_sha256: str) -> str:
        """The proof that whoever made this head has the PC's token; the hub knows the token by its sha-256."""
        return hmac.digest(token_sha256.encode(), canonical_bytes(self.to_json()), "sha256").hex()


@dataclass(frozen=True, slots=True)
class Load:
    """What a package carries: ops as they would be pushed; reports, each with its number, its bytes and the counter of
    the number; and what the PC has of its ward's other PCs, where there are any."""

    ops: tuple[PushedOp, ...]
    submissions: tuple[tuple[str, int, bytes, str], ...]
    asked: RowsAsked | None = None

    def to_bytes(self) -> bytes:
        ops: list[Json] = [op.to_json() for op in self.ops]
        submissions: list[Json] = [[id_, seq, body.decode(), source] for id_, seq, body, source in self.submissions]
        asked: Json = self.asked.to_json() if self.asked else None
        return gzip.compress(canonical_bytes({"ops": ops, "submissions": submissions, "asked": asked}), mtime=0)

    @classmethod
    def from_bytes(cls, data: bytes) -> Load:
        inflater = zlib.decompressobj(wbits=31)
        try:
            plain = inflater.decompress(data, _MOST_PLAIN)
        except zlib.error as error:
            raise Malformed("gzip") from error
        if not inflater.eof:
            raise Malformed("gzip")
        document = parse(plain)
        ops = tuple(PushedOp.from_json(op) for op in listed(document, "ops"))
        if len(ops) > MOST_OPS:
            raise Malformed("ops")
        asked = member(document, "asked")
        return cls(
            ops,
            tuple(_submission(one) for one in listed(document, "submissions")),
            None if asked is None else RowsAsked.from_json(asked),
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What the hub says to a package.

    Attributes:
        results: of the ops, in their order.
        receipts: by submission: the signed receipt, or the code of a refusal.
        heads: the signed heads; `pages` the signed pages that follow the ward's cursors.
    """

    package: str
    hub_id: str
    unit: str
    device: str
    epoch: str
    high_water: int
    results: tuple[OpResult, ...]
    receipts: Mapping[str, Signed | str]
    pages: tuple[Signed, ...]

    def to_bytes(self) -> bytes:
        """The bytes that are signed."""
        results: list[Json] = [result.to_json() for result in self.results]
        receipts: dict[str, Json] = {
            id_: got if isinstance(got, str) else got.to_json() for id_, got in self.receipts.items()
        }
        pages: list[Json] = [page.to_json() for page in self.pages]
        return canonical_bytes(
            {
                "what": "answer",
                "package": self.package,
                "hub": self.hub_id,
                "unit": self.unit,
                "device": self.device,
                "epoch": self.epoch,
                "high_water": self.high_water,
                "results": results,
                "receipts": receipts,
                "pages": pages,
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Answer:
        document = parse(data)
        if text(document, "what") != "answer":
            raise Malformed("what")
        receipts = member(document, "receipts")
        if not isinstance(receipts, dict):
            raise Malformed("receipts")
        return cls(
            text(document, "package"),
            text(document, "hub"),
            text(document, "unit"),
            text(document, "device"),
            text(document, "epoch"),
            number(document, "high_water"),
            tuple(OpResult.from_json(result) for result in listed(document, "results")),
            {id_: got if isinstance(got, str) else Signed.from_json(got) for id_, got in receipts.items()},
            tuple(Signed.from_json(page) for page in listed(document, "pages")),
        )


def package_bytes(head: Head, token_sha256: str, sealed: bytes) -> bytes:
    proven: dict[str, Json] = {"head": head.to_json(), "code": head.code(token_sha256)}
    return PACKAGE_MARK + canonical_bytes(proven) + b"\n" + sealed


def read_package(data: bytes) -> tuple[Head, str, bytes]:
    """The head, its code, the sealed body: whole, and the one the head speaks of.

    Raises:
        Malformed: `mark` for a file that is no package, anything else for a damaged one.
    """
    if not data.startswith(PACKAGE_MARK):
        raise Malformed("mark")
    line, found, sealed = data[len(PACKAGE_MARK) :].partition(b"\n")
    if not found:
        raise Malformed("cut")
    if len(line) > _MOST_HEAD:
        raise Malformed("head")
    document = parse(line)
    head = Head.from_json(member(document, "head"))
    if sha256_hex(sealed) != head.sha256:
        raise Malformed("sha256")
    return head, text(document, "code"), sealed


def answer_bytes(signed: Signed) -> bytes:
    return ANSWER_MARK + gzip.compress(canonical_bytes(signed.to_json()), mtime=0)


def read_answer(data: bytes) -> Signed:
    """The signed answer in a file.

    Raises:
        Malformed: `mark` for a file that is no answer, anything else for a damaged one.
    """
    if not data.startswith(ANSWER_MARK):
        raise Malformed("mark")
    inflater = zlib.decompressobj(wbits=31)
    try:
        plain = inflater.decompress(data[len(ANSWER_MARK) :], _MOST_PLAIN)
    except zlib.error as error:
        raise Malformed("gzip") from error
    if not inflater.eof:
        raise Malformed("cut")
    # Nobody has proven anything yet, and millions of empty lists would fill the memory: two texts and nothing else.
    if not _TWO_TEXTS.fullmatch(plain):
        raise Malformed("signed")
    return Signed.from_json(parse(plain))


def _cursor(found: Json) -> tuple[str, int]:
    match found:
        case [str(epoch), int(seq)] if not isinstance(seq, bool) and 0 <= seq < 1 << 53:
            return epoch, seq
    raise Malformed("cursors")


def _submission(found: Json) -> tuple[str, int, bytes, str]:
    match found:
        case [str(id_), int(seq), str(body), str(source)] if not isinstance(seq, bool) and 0 <= seq < 1 << 53:
            return id_, seq, body.encode("utf-8", "replace"), source
    raise Malformed("submissions")
