"""Ed25519 over canonical bytes: receipts of a hub, the check of them in the ward, and what is sealed for a hub."""

from __future__ import annotations

from nacl.exceptions import BadSignatureError, CryptoError
from nacl.public import SealedBox
from nacl.signing import SigningKey, VerifyKey

from ttcs_desktop.basics.canonical import sha256_hex


def new_private_key() -> str:
    """A fresh signing key, 64 hex digits."""
    return SigningKey.generate().encode().hex()


def public_key(private_key: str) -> str:
    """The public half of `private_key`, 64 hex digits."""
    return SigningKey(bytes.fromhex(private_key)).verify_key.encode().hex()


def sign(private_key: str, data: bytes) -> str:
    """The signature of `data`, 128 hex digits."""
    return SigningKey(bytes.fromhex(private_key)).sign(data).signature.hex()


def is_signed(public: str, data: bytes, signature: str) -> bool:
    """Whether `signature` over `data` was made by the owner of `public`; malformed input is a plain no."""
    try:
        VerifyKey(bytes.fromhex(public)).verify(data, bytes.fromhex(signature))
    except (BadSignatureError, ValueError, TypeError):
        return False
    return True


def seal(public: str, data: bytes) -> bytes:
    """`data` so that only the owner of `public` can read it."""
    return SealedBox(VerifyKey(bytes.fromhex(public)).to_curve25519_public_key()).encrypt(data)


def unseal(private_key: str, sealed: bytes) -> bytes:
    """What was sealed for the owner of `private_key`.

    Raises:
        ValueError: it was sealed for somebody else, or is damaged.
    """
    try:
        return SealedBox(SigningKey(bytes.fromhex(private_key)).to_curve25519_private_key()).decrypt(sealed)
    except (CryptoError, TypeError) as error:
        raise ValueError("sealed") from error


def fingerprint(public: str) -> str:
    """What a person compares: the first 16 hex digits of the key's sha-256, in groups of four."""
    digest = sha256_hex(bytes.fromhex(public))[:16].upper()
    return " ".join(digest[i : i + 4] for i in range(0, 16, 4))
