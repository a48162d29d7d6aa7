"""A self-signed certificate, put together by hand (X.509 v3, Ed25519 of RFC 8410), so that TLS can be refused."""

from __future__ import annotations

import base64
from pathlib import Path

from nacl.signing import SigningKey

_ED25519 = bytes.fromhex("300506032b6570")


def _der(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    size = len(content)
    length = bytes([size]) if size < 128 else bytes([0x82, size >> 8, size & 0xFF])
    return bytes([tag]) + length + content


def _sequence(*parts: bytes) -> bytes:
    return _der(0x30, *parts)


def _pem(kind: str, data: bytes) -> str:
    return f"-----BEGIN {kind}-----\n{base64.encodebytes(data).decode()}-----END {kind}-----\n"


def self_signed(
    folder: Path, *, since: bytes = b"250101000000Z", until: bytes = b"450101000000Z", last_byte: int = 1
) -> Path:
    """A PEM file with a key and a certificate for 127.0.0.`last_byte` that nobody vouches for."""
    key = SigningKey.generate()
    name = _sequence(_der(0x31, _sequence(bytes.fromhex("0603550403"), _der(0x0C, b"127.0.0.1"))))
    validity = _sequence(_der(0x17, since), _der(0x17, until))
    public = _sequence(_ED25519, _der(0x03, b"\0", key.verify_key.encode()))
    address = _sequence(_der(0x87, bytes([127, 0, 0, last_byte])))
    alternative = _der(0xA3, _sequence(_sequence(bytes.fromhex("0603551d11"), _der(0x04, address))))
    version = _der(0xA0, _der(0x02, b"\2"))
    told = _sequence(version, _der(0x02, b"\1"), _ED25519, name, validity, name, public, alternative)
    certificate = _sequence(told, _ED25519, _der(0x03, b"\0", key.sign(told).signature))
    private = _sequence(_der(0x02, b"\0"), _ED25519, _der(0x04, _der(0x04, key.encode())))
    path = folder / "self-signed.pem"
    path.write_text(_pem("PRIVATE KEY", private) + _pem("CERTIFICATE", certificate))
    return path
