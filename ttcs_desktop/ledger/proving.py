"""The key that a ward's PCs share: proves to each that an op came from another of them, and hides from the city what
is the ward's own. It travels in the copy by which a PC joins; no hub ever sees it (docs/decisions/0019)."""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Mapping

from ttcs_desktop.basics.canonical import canonical_bytes
from ttcs_desktop.basics.values import dataclass


def new_ward_key() -> str:
    """A fresh key, 64 hex digits."""
    return secrets.token_hex(32)


def seen_text(seen: Mapping[str, int]) -> str:
    """What was known of other PCs, as it travels: canonical JSON."""
    return canonical_bytes({**seen}).decode()


def seen_of(text: str) -> dict[str, int]:
    """The same read back; empty for an op of a ward of one, or for what is no such text.

    What is read here has been proven before, so only our own mistakes look otherwise.
    """
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    return (
        {name: number for name, number in found.items() if isinstance(number, int)} if isinstance(found, dict) else {}
    )


@dataclass(frozen=True, slots=True)
class OpFacts:
    """All of an op that a hub or a stick could alter; its body by its sha-256."""

    op_id: str
    source: str
    seq: int
    kind: str
    sha256: str
    seen: str


def proof_of(key: str, op: OpFacts) -> str:
    """What proves an op to whoever has the key: HMAC-SHA256, 64 hex digits."""
    told = canonical_bytes([op.op_id, op.source, op.seq, op.kind, op.sha256, op.seen])
    return hmac.digest(bytes.fromhex(key), b"op" + told, "sha256").hex()


def is_proven(key: str, proof: str, op: OpFacts) -> bool:
    """Whether `proof` is that of the op."""
    return hmac.compare_digest(proof_of(key, op), proof)


def lock(key: str, data: bytes) -> bytes:
    """`data` so that only who has the key can read it."""
    from nacl.secret import SecretBox  # noqa: PLC0415  for wards of several PCs

    return bytes(SecretBox(bytes.fromhex(key)).encrypt(data))


def unlock(key: str, locked: bytes) -> bytes:
    """What was locked with the key.

    Raises:
        ValueError: it was not, or is damaged.
    """
    from nacl.exceptions import CryptoError  # noqa: PLC0415  as above
    from nacl.secret import SecretBox  # noqa: PLC0415

    try:
        return SecretBox(bytes.fromhex(key)).decrypt(locked)
    except (CryptoError, ValueError, TypeError) as error:
        raise ValueError("locked") from error
