"""Whatever bytes arrive, the reader gives a proven document or one known code."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.contract import HubCard, OpResult, Pong, Push, PushAnswer, PushedOp, Signed
from sync.errors import PROBLEM_CODES
from sync.facts import ReceiptFacts, SubmissionFacts
from sync.fields import Malformed, parse
from sync.reader import Reply, accept, retry_after
from sync.wire import MOST_BYTES, WireError, content_digest, digest_holds, pack, unpack
from tests.sync.conftest import snapshot
from tests.sync.lines import proven_headers
from ttcs_desktop.basics.errors import SyncProblem

CODES = {"captive", "proxy", "hub_busy", "hub_error", "hub_bad_response", *PROBLEM_CODES.values()}
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
NAMES = st.sampled_from(
    ["TTCS-Proto", "ttcs-proto", "Content-Type", "Content-Digest", "Content-Encoding", "Retry-After", "Date"]
)
VALUES = st.sampled_from(
    ["1", "2", "application/json", "application/problem+json; charset=utf-8", "text/html", "gzip", "br", "120", "-1",
     "Fri, 31 Dec 1999 23:59:59 GMT", "Fri, 99 Dec 99999 23:59:59 +9999", "²"]
) | st.text(max_size=20)  # fmt: skip


def code_of(reply: Reply) -> str | None:
    """What the reader says of a reply: None for a document, or its code. Anything else it raises fails the test."""
    try:
        accept(reply, (200, 201))
    except SyncProblem as problem:
        return problem.code
    return None


@given(st.integers(0, 999), st.dictionaries(NAMES, VALUES), st.binary(max_size=200))
def test_any_reply_gives_a_known_code_or_a_document(status: int, headers: dict, raw: bytes):
    assert code_of(Reply(status, headers, raw)) in CODES | {None}


@given(st.sampled_from([200, 201, 400, 401, 403, 404, 409, 422]), JSON_VALUES, st.booleans(), st.booleans())
def test_any_proven_reply_gives_a_known_code_or_a_document(status: int, document: object, problem: bool, packed: bool):
    raw = json.dumps(document).encode()
    raw = gzip.compress(raw) if packed else raw
    headers = dict(proven_headers(raw, "application/problem+json" if problem else "application/json"))
    if packed:
        headers["Content-Encoding"] = "gzip"
    code = code_of(Reply(status, headers, raw))
    assert code in CODES if problem or status >= 400 else code in (None, "hub_bad_response")


@given(JSON_VALUES)
@pytest.mark.parametrize(
    "shape", [HubCard, Signed, PushAnswer, OpResult, Push, PushedOp], ids=lambda shape: shape.__name__
)
def test_any_document_is_a_shape_or_malformed(shape: type, document: object):
    with suppress(Malformed):
        shape.from_json(document)


@given(st.binary(max_size=100) | JSON_VALUES.map(lambda value: json.dumps(value).encode()))
@pytest.mark.parametrize("read", [Pong.from_bytes, ReceiptFacts.from_bytes, SubmissionFacts.from_snapshot, parse])
def test_any_bytes_are_a_message_or_malformed(read, data: bytes):
    with suppress(Malformed):
        read(data)


@given(st.binary(max_size=3000))
def test_what_is_packed_is_unpacked(plain: bytes):
    raw, encoding = pack(plain)
    assert unpack(raw, encoding) == plain
    assert pack(plain) == (raw, encoding), "the same bytes every time"
    assert digest_holds(content_digest(raw), raw)


def test_what_packs_too_well_travels_plain():
    plain = b"a" * 1_000_000
    assert pack(plain) == (plain, None)
    assert pack(b"a" * 60_000)[1] == "gzip"


@given(st.binary(min_size=1200, max_size=3000), st.data())
def test_a_packed_body_cut_or_lengthened_anywhere_is_refused(plain: bytes, data: st.DataObject):
    raw = gzip.compress(plain)
    cut = data.draw(st.integers(0, len(raw) - 1))
    for spoiled in (raw[:cut], raw + b"x"):
        with pytest.raises(WireError):
            unpack(spoiled, "gzip")


@given(st.binary(max_size=100), st.binary(max_size=100))
def test_a_digest_of_other_bytes_holds_nothing(one: bytes, other: bytes):
    assert digest_holds(content_digest(one), other) == (one == other)
    assert not digest_holds(None, one)


def test_several_digests_may_stand_in_one_field():
    assert digest_holds(f"sha-512=:AAAA:, {content_digest(b'x')}", b"x")


def test_a_bomb_is_not_inflated():
    with pytest.raises(WireError, match="too_large"):
        unpack(gzip.compress(bytes(9 * 1024 * 1024), 9), "gzip")
    with pytest.raises(WireError, match="too_large"):
        unpack(gzip.compress(bytes(200 * 1024), 9), "gzip")


def test_a_bomb_never_lies_in_memory():
    bomb = gzip.compress(bytes(64 * 1024 * 1024), 9)
    tracemalloc.start()
    try:
        with pytest.raises(WireError, match="too_large"):
            unpack(bomb, "gzip")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2 * MOST_BYTES


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_retry_after_is_between_nothing_and_an_hour(asked: str, date: str):
    wait = retry_after({"retry-after": asked, "date": date})
    assert dt.timedelta(0) <= wait <= dt.timedelta(hours=1)


def test_a_receipt_is_read_back_as_it_was_written():
    facts = SubmissionFacts.from_snapshot(snapshot("an id"))
    receipt = ReceiptFacts("no", facts, "ab", dt.datetime(2026, 6, 2, 5, 0, 0, 123456, dt.UTC), True, "hub", 7, "cd")
    assert ReceiptFacts.from_bytes(receipt.to_bytes()) == receipt


def test_a_ping_is_no_receipt_and_a_receipt_no_ping():
    facts = SubmissionFacts.from_snapshot(snapshot("an id"))
    receipt = ReceiptFacts("no", facts, "ab", dt.datetime.now(dt.UTC), False, "hub", 1, "")
    with pytest.raises(Malformed):
        Pong.from_bytes(receipt.to_bytes())
    with pytest.raises(Malformed):
        ReceiptFacts.from_bytes(Pong("n", "hub", dt.datetime.now(dt.UTC)).to_bytes())
