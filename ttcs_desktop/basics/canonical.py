"""One byte string for one meaning: what is hashed, signed, frozen and compared.

Sorted keys, NFC text, no spaces, integers only (decimals travel as text): the subset on which this equals RFC 8785.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


def canonical_bytes(value: Json) -> bytes:
    """The canonical UTF-8 bytes of `value`.

    Raises:
        TypeError: for a float or another type whose text form is not fixed.
    """
    return json.dumps(
        _normal(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def sha256_hex(data: bytes) -> str:
    """The sha-256 of `data`, 64 lower-case hex digits."""
    return hashlib.sha256(data).hexdigest()


def _normal(value: Json) -> Json:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, list | tuple):
        return [_normal(part) for part in value]
    if isinstance(value, dict):
        return {unicodedata.normalize("NFC", key): _normal(part) for key, part in value.items()}
    raise TypeError(f"{type(value).__name__} has no canonical form")
