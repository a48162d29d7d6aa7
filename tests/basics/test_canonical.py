"""Canonical bytes: equal for equal meaning, different for different meaning, and nothing without a fixed form."""

from __future__ import annotations

import json
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttcs_desktop.basics.canonical import canonical_bytes, canonical_texts, sha256_hex

KEYS = st.sampled_from(["id", "tên", "số", "rows", "đơn vị"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["", "Phường Mẫu", "Hoà", '"\\/\n\t', "😀", "\0"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def disguised(value):
    """The same meaning told otherwise: keys in another order, letters taken apart."""
    if isinstance(value, str):
        return unicodedata.normalize("NFD", value)
    if isinstance(value, list):
        return tuple(disguised(part) for part in value)
    if isinstance(value, dict):
        return {unicodedata.normalize("NFD", key): disguised(value[key]) for key in reversed(value)}
    return value


@given(VALUES)
def test_the_same_meaning_gives_the_same_bytes(value) -> None:
    assert canonical_bytes(disguised(value)) == canonical_bytes(value)


@given(VALUES)
def test_nothing_is_lost_in_the_bytes(value) -> None:
    again = json.loads(canonical_bytes(value))
    assert canonical_bytes(again) == canonical_bytes(value)
    if not isinstance(value, (dict, list)):
        assert (again, type(again)) == (value, type(value))


@given(st.lists(VALUES, max_size=6))
def test_many_values_are_written_as_each_alone(values) -> None:
    assert [text.encode() for text in canonical_texts(values)] == [canonical_bytes(value) for value in values]
    assert canonical_texts(list(map(disguised, values))) == canonical_texts(values)


def test_the_form_is_the_one_a_hub_expects() -> None:
    assert canonical_bytes({"b": [1, True, None], "a": "đ"}) == '{"a":"đ","b":[1,true,null]}'.encode()


@pytest.mark.parametrize("value", [1.0, float("nan"), Decimal("1.5"), b"x", {"a": [0.5]}, {1: "a"}, {"a": {2}}])
def test_what_has_no_fixed_form_is_refused(value) -> None:
    with pytest.raises(TypeError):
        canonical_bytes(value)


def test_the_digest_is_the_published_one() -> None:
    assert sha256_hex(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
