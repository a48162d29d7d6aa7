"""The enrolment code, short enough for the telephone: a one-time secret and the fingerprint of the hub's key.

Twenty Crockford base-32 characters, `XXXXX-XXXXX-XXXXX-XXXXX`: eight of secret (40 bits), twelve of the public key's
sha-256 (60 bits), so that a false hub is found out before the secret reaches it.
"""

from __future__ import annotations

import hashlib
import secrets

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SECRET_LENGTH = 8
_PRINT_LENGTH = 12
# What people write for what they hear (Crockford's own reading rules).
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


@dataclass(frozen=True, slots=True)
class Code:
    """A code in its two parts."""

    secret: str
    key_print: str

    def __str__(self) -> str:
        whole = self.secret + self.key_print
        return "-".join(whole[i : i + 5] for i in range(0, len(whole), 5))

    def names(self, public_key: str) -> bool:
        """Whether this code was made by the hub with this public key (hex)."""
        return self.key_print == key_print(public_key)


def new_code(public_key: str) -> Code:
    """A fresh code of the hub with `public_key`."""
    return Code("".join(secrets.choice(_ALPHABET) for _ in range(_SECRET_LENGTH)), key_print(public_key))


def read_code(typed: str) -> Code:
    """The code as typed: any case, with or without spaces and dashes.

    Raises:
        InvalidInput: `code_unreadable`.
    """
    plain = "".join(typed.split()).replace("-", "").upper().translate(_MISREAD)
    if len(plain) != _SECRET_LENGTH + _PRINT_LENGTH or not set(plain) <= set(_ALPHABET):
        raise InvalidInput("code", "code_unreadable")
    return Code(plain[:_SECRET_LENGTH], plain[_SECRET_LENGTH:])


def key_print(public_key: str) -> str:
    """The twelve characters that stand for a public key; of something that is no key, characters that match nothing."""
    try:
        bits = int.from_bytes(hashlib.sha256(bytes.fromhex(public_key)).digest())
    except ValueError:
        return ""
    top = bits >> (256 - 5 * _PRINT_LENGTH)
    return "".join(_ALPHABET[top >> 5 * place & 31] for place in reversed(range(_PRINT_LENGTH)))
