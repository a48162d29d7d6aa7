"""Bytes on the line, for both sides: the digest that proves them, and gzip that cannot explode."""

from __future__ import annotations

import base64
import gzip
import hashlib
import zlib

MOST_BYTES = 8 * 1024 * 1024
_MOST_RATIO = 100
_WORTH_PACKING = 1024
# A short text of one repeated letter packs better than 1:100 honestly; below this size nobody is harmed.
_HARMLESS_BYTES = 64 * 1024
_GZIP_WINDOW = 31


class WireError(ValueError):
    """The bytes are not what they claim to be."""


def content_digest(raw: bytes) -> str:
    """The `Content-Digest` field value of `raw`, the bytes exactly as they travel (RFC 9530)."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(raw).digest()).decode()}:"


def digest_holds(field: str | None, raw: bytes) -> bool:
    """Whether a `Content-Digest` field names the sha-256 of `raw`; a missing field proves nothing."""
    return field is not None and content_digest(raw) in (part.strip() for part in field.split(","))


def pack(plain: bytes) -> tuple[bytes, str | None]:
    """`plain` as it should travel and its `Content-Encoding`; the same bytes every time."""
    if len(plain) < _WORTH_PACKING:
        return plain, None
    packed = gzip.compress(plain, compresslevel=6, mtime=0)
    # What packs too well would look like a bomb to the other side.
    return (packed, "gzip") if len(plain) <= _allowed(packed) else (plain, None)


def unpack(raw: bytes, encoding: str | None) -> bytes:
    """The plain bytes of a body: at most 8 MiB, at most a hundred times what travelled.

    Raises:
        WireError: an unknown encoding, a damaged or unfinished stream, bytes after its end, or too much.
    """
    if encoding in (None, "", "identity"):
        plain = raw
    elif encoding == "gzip":
        plain = _inflate(raw)
    else:
        raise WireError("encoding")
    if len(plain) > MOST_BYTES:
        raise WireError("too_large")
    return plain


def _inflate(raw: bytes) -> bytes:
    allowed = _allowed(raw)
    inflater = zlib.decompressobj(wbits=_GZIP_WINDOW)
    try:
        plain = inflater.decompress(raw, allowed + 1)
    except zlib.error as error:
        raise WireError("gzip") from error
    if len(plain) > allowed:
        raise WireError("too_large")
    # A stream cut in its last eight bytes still gives its whole text; only the end mark tells.
    if not inflater.eof or inflater.unused_data:
        raise WireError("gzip")
    return plain


def _allowed(raw: bytes) -> int:
    return min(MOST_BYTES, max(_HARMLESS_BYTES, len(raw) * _MOST_RATIO))
