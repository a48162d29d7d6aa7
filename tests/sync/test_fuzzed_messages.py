"""Messages and stick files with any part replaced: read as what they say, or Malformed, and never much memory."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.contract import OpResult, PushedOp, Signed
from sync.fields import Malformed, parse
from sync.package_file import ANSWER_MARK, PACKAGE_MARK, Answer, Head, Load, answer_bytes, read_answer, read_package
from sync.pull import told
from sync.rows import OtherPc, Rows, RowsAsked
from sync.streams import Heads, Line, Page
from tests.sync.conftest import NOON
from ttcs_desktop.basics.canonical import canonical_bytes, sha256_hex
from ttcs_desktop.joining.model import TheirOp

LINE = Line("h", "central", 1, "article", "a1", 1, False, NOON, "Thành phố", {"title": "Tin", "minutes": [1, 2]})
SEALED = b"sealed"
HEAD = Head("p", "h", "99999", "pc", {"central": ("e", 3)}, sha256_hex(SEALED))
ANSWER = Answer(
    "p", "h", "99999", "pc", "e", 4, (OpResult("o", "applied", ""),), {"s1": Signed(b"{}", "00"), "s2": "busy"},
    (Signed(b"{}", "00"),),
)  # fmt: skip
ASKED = RowsAsked("n", "pc", 4, {"mate": 3})
ROWS = Rows(
    "n", "h", "99999", (OtherPc("mate", 5, NOON),), (TheirOp("mate", 4, "o", "k", b"{}", sha256_hex(b"{}"), "{}", "p"),)
)
LOAD = Load((PushedOp("o", 1, "k", sha256_hex(b"{}"), "{}"),), (("s1", 2, b"{}", ""),), ASKED)


def load_of(data: bytes) -> Load:
    return Load.from_bytes(gzip.compress(data, 1))


def head_of(data: bytes) -> Head:
    return Head.from_json(parse(data))


def asked_of(data: bytes) -> RowsAsked:
    return RowsAsked.from_json(parse(data))


READERS: list[tuple[bytes, Callable]] = [
    (LINE.to_bytes(), Line.from_bytes),
    (Heads("n", "h", NOON, "e", {"central": 3}, {"central": "ab"}, 5, ((6, 7),), 9).to_bytes(), Heads.from_bytes),
    (Page("h", "central", "e", 0, "", (Signed(LINE.to_bytes(), "00"),)).to_bytes(), Page.from_bytes),
    (ROWS.to_bytes(), Rows.from_bytes),
    (canonical_bytes(ASKED.to_json()), asked_of),
    (json.dumps(HEAD.to_json()).encode(), head_of),
    (ANSWER.to_bytes(), Answer.from_bytes),
    (gzip.decompress(LOAD.to_bytes()), load_of),
]
HALF = "\ud800"
VALUES = st.sampled_from(
    [None, True, False, 0, -1, 1, 2**53, 10**400, "", "x", HALF, {}, [], {HALF: [HALF, 1]}, {"x": HALF}, [[HALF, HALF]],
     [["s", True, "x"]], "0001-01-01T00:00:00+09:00", "9999-12-31T23:59:59-23:59", "2026-01-01", "Z",
     json.loads("[" * 90 + "]" * 90)]
) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


def places(document: object, way: tuple = ()) -> list[tuple]:
    """The way to every value of a document, itself first."""
    inside: object = ()
    if isinstance(document, dict | list):
        inside = document.items() if isinstance(document, dict) else enumerate(document)
    return [way, *(place for key, inner in inside for place in places(inner, (*way, key)))]


def replaced(document: object, way: tuple, value: object) -> object:
    if not way:
        return value
    made = dict(document) if isinstance(document, dict) else list(document)
    made[way[0]] = replaced(made[way[0]], way[1:], value)
    return made


def written(read: object) -> bytes:
    if isinstance(read, RowsAsked):
        return canonical_bytes(read.to_json())
    if isinstance(read, Head):
        read.code("aa")
        return json.dumps(read.to_json()).encode()
    return read.to_bytes()


@pytest.mark.parametrize(
    ("genuine", "read"), READERS, ids=["line", "heads", "page", "rows", "asked", "head", "answer", "load"]
)
@given(data=st.data())
def test_with_a_part_replaced_it_is_read_and_can_be_written_again_or_it_is_malformed(genuine: bytes, read, data):
    whole = genuine.split(b"\n")
    at = data.draw(st.integers(0, len(whole) - 1))
    document = json.loads(whole[at])
    way = data.draw(st.sampled_from(places(document)))
    part = json.dumps(replaced(document, way, data.draw(VALUES))).encode()
    spoiled = b"\n".join([*whole[:at], part, *whole[at + 1 :]])
    try:
        found = read(spoiled)
        if isinstance(found, Page):
            told(found)
    except Malformed:
        return
    once = written(found)
    assert written(read(once if not isinstance(found, Load) else gzip.decompress(once))) == once


@given(st.binary(max_size=200), st.integers(0, 400), st.integers(0, 255))
def test_any_file_of_a_stick_is_whole_or_malformed(noise: bytes, place: int, other: int):
    package = PACKAGE_MARK + json.dumps({"head": HEAD.to_json(), "code": "00"}).encode() + b"\n" + SEALED
    answer = answer_bytes(Signed(b'{"a":"\\"}"}', "00"))
    for genuine, mark, read in ((package, PACKAGE_MARK, read_package), (answer, ANSWER_MARK, read_answer)):
        whole = read(genuine)
        at = place % len(genuine)
        flipped = genuine[:at] + bytes([other]) + genuine[at + 1 :]
        for spoiled in (noise, mark + noise, genuine[:at], flipped, genuine + noise, mark + gzip.compress(noise, 1)):
            try:
                found = read(spoiled)
            except Malformed:
                continue
            assert type(found) is type(whole)


def test_a_stick_file_of_millions_of_empty_lists_fills_no_memory():
    lists = b"[" + b"[]," * 400_000 + b"[]]"
    signed = b'{"body":"","signature":"","x":' + lists + b"}"
    files = [
        (read_package, PACKAGE_MARK + lists + b"\n"),
        (read_answer, ANSWER_MARK + gzip.compress(lists, 1)),
        (read_answer, ANSWER_MARK + gzip.compress(signed, 1)),
    ]
    for read, data in files:
        tracemalloc.start()
        try:
            with pytest.raises(Malformed):
                read(data)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert peak < 3 * len(lists), f"{read.__name__} took {peak} bytes for {len(lists)}"


def test_depth_and_half_letters_are_judged_by_the_text_alone():
    def nested(depth: int) -> bytes:
        return b"[" * depth + b"]" * depth

    assert parse(nested(64))
    for deep in (66, 500, 990, 100_000):
        with pytest.raises(Malformed):
            parse(nested(deep))
    assert parse(b"[" + b"[]," * 1000 + b"[]]"), "many beside each other are not deep"
    assert parse(rb'"\ud83d\ude00 \u1ebf"') == "😀 ế"
    with pytest.raises(Malformed):
        parse(rb'{"a": "\ud83d"}')
    assert Line.from_bytes(LINE.to_bytes()).issued_at.tzinfo is dt.UTC
