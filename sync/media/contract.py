"""What ward and hub say of a file: where it stands, what is offered, how much of it has arrived."""

from __future__ import annotations

import re

from sync.fields import Malformed, member, number, text
from ttcs_desktop.basics.canonical import Json
from ttcs_desktop.basics.values import dataclass

MEDIA_PATH = "/v1/media"
PIECE_TYPE = "application/octet-stream"
MOST_PIECE = 1024 * 1024
"""Bytes of the largest piece: what a hub holds in memory of one request."""
LARGEST = 256 * 1024 * 1024
"""Bytes of the largest file that travels: an hour and a half of speech at 320 kbit/s. Studio sound is packed first."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MOST_NAME = 300


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that a ward would bring: `item` is the record it belongs to, by its id."""

    sha256: str
    size: int
    name: str
    item: str

    def to_json(self) -> dict[str, Json]:
        return {"sha256": self.sha256, "size": self.size, "name": self.name, "item": self.item}

    @classmethod
    def from_json(cls, document: Json) -> Offer:
        offer = cls(text(document, "sha256"), number(document, "size"), text(document, "name"), text(document, "item"))
        if not is_sha256(offer.sha256) or offer.size < 1 or len(offer.name) + len(offer.item) > _MOST_NAME:
            raise Malformed("sha256")
        return offer


@dataclass(frozen=True, slots=True)
class Held:
    """How much of a file the hub has; `whole` only when all of it is there and its sha-256 was found right."""

    offset: int
    whole: bool

    def to_json(self) -> dict[str, Json]:
        return {"offset": self.offset, "whole": self.whole}

    @classmethod
    def from_json(cls, document: Json) -> Held:
        held = cls(number(document, "offset"), member(document, "whole") is True)
        if held.offset < 0:
            raise Malformed("offset")
        return held


def is_sha256(written: str) -> bool:
    """Whether this is a sha-256 as files are named by: 64 small hex digits."""
    return _SHA256.fullmatch(written) is not None


def etag(sha256: str) -> str:
    """The entity tag of a file: its name is what it holds, so it never changes."""
    return f'"{sha256}"'
