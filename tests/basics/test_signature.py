"""Ed25519 signatures: only the owner's, only over these bytes; anything malformed is a plain no."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ttcs_desktop.basics.signature import fingerprint, is_signed, new_private_key, public_key, sign

# RFC 8032, 7.1, TEST 2
PRIVATE = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
PUBLIC = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
SIGNATURE = (
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def test_the_published_example_holds() -> None:
    assert public_key(PRIVATE) == PUBLIC
    assert sign(PRIVATE, b"\x72") == SIGNATURE
    assert is_signed(PUBLIC, b"\x72", SIGNATURE)


@given(st.binary(max_size=64), st.binary(max_size=64))
def test_a_signature_holds_for_its_own_bytes_only(data, other) -> None:
    assert is_signed(PUBLIC, other, sign(PRIVATE, data)) == (data == other)


def test_another_key_does_not_sign_for_the_hub() -> None:
    assert not is_signed(PUBLIC, b"x", sign(new_private_key(), b"x"))


@given(st.integers(0, 511))
def test_one_changed_bit_breaks_a_signature(bit) -> None:
    changed = int(SIGNATURE, 16) ^ (1 << bit)
    assert not is_signed(PUBLIC, b"\x72", f"{changed:0128x}")


@given(st.text(max_size=140), st.text(max_size=70))
def test_malformed_input_is_a_plain_no(signature, key) -> None:
    assert not is_signed(PUBLIC, b"\x72", signature)
    assert not is_signed(key, b"\x72", SIGNATURE)


def test_a_fingerprint_is_short_enough_to_read_aloud() -> None:
    assert len(fingerprint(PUBLIC)) == 19
    assert fingerprint(PUBLIC) != fingerprint(public_key(new_private_key()))
