"""Replies that must not count: nothing is lost, nothing is done, and the officer gets one known code."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sync.hub.serving import EmbeddedHub
from sync.hub.store import open_store
from sync.transport import Limits
from tests.sync.conftest import Ward
from tests.sync.lines import Exchange, TamperingLine, plain, proven, proven_headers, raw_reply, tampering
from ttcs_desktop.basics.canonical import canonical_bytes
from ttcs_desktop.basics.signature import new_private_key, sign
from ttcs_desktop.ledger.model import OpState
from ttcs_desktop.ledger.outbox import Outbox

HTML = b"<html><body>Wi-Fi</body></html>"


@pytest.fixture
def line(ward: Ward, hub: EmbeddedHub) -> Iterator[TamperingLine]:
    with tampering(hub.url) as made:
        ward.point_at(made.url)
        yield made


def only(method: str, answer: Callable[[Exchange], object]) -> Callable[[Exchange], object]:
    """Tamper with one method; the ping passes."""
    return lambda exchange: answer(exchange) if exchange.method == method else None


def html(status: int, *headers: tuple[str, str]) -> bytes:
    return raw_reply(status, [("Content-Type", "text/html; charset=utf-8"), *headers], HTML, length=True)


def redone(exchange: Exchange, change: Callable[[dict], None]) -> bytes:
    """The hub's own reply with a change inside, and a digest that fits again."""
    document = json.loads(plain(exchange))
    change(document)
    return proven(exchange.status, document)


def zipped(raw: bytes) -> bytes:
    """A reply whose digest is right and whose packing may not be."""
    return raw_reply(201, own_headers(raw, Content_Encoding="gzip"), raw)


def own_headers(raw: bytes, **more: str) -> list[tuple[str, str]]:
    return [*proven_headers(raw), *((name.replace("_", "-"), value) for name, value in more.items())]


BAD = {
    "html 200": ("captive", lambda e: html(200)),
    "html 404": ("captive", lambda e: html(404)),
    "json 200 without our mark": (
        "hub_bad_response",
        lambda e: raw_reply(200, [("Content-Type", "application/json")], b"{}", length=True),
    ),
    "html 500": ("hub_error", lambda e: html(500)),
    "our own 500": ("hub_error", lambda e: proven(500, {"type": "internal"}, "application/problem+json")),
    "503": ("hub_busy", lambda e: html(503)),
    "429": ("hub_busy", lambda e: html(429, ("Retry-After", "nonsense"))),
    "407": ("proxy", lambda e: html(407)),
    "511": ("captive", lambda e: html(511)),
    "302": ("captive", lambda e: html(302, ("Location", "http://127.0.0.1:9/login"))),
    "401 of a stranger": (
        "hub_bad_response",
        lambda e: raw_reply(401, [("Content-Type", "application/json")], b'{"type":"auth_expired"}', length=True),
    ),
    "a success nobody documented": ("hub_bad_response", lambda e: proven(202, json.loads(plain(e)))),
    "a receipt that calls itself a problem": (
        "hub_bad_response",
        lambda e: proven(201, json.loads(plain(e)), "application/problem+json"),
    ),
    "another protocol": (
        "hub_bad_response",
        lambda e: proven(201, json.loads(plain(e))).replace(b"TTCS-Proto: 1", b"TTCS-Proto: 2"),
    ),
    "200 with no receipt": ("hub_bad_response", lambda e: proven(200, {})),
    "200 with a list": ("hub_bad_response", lambda e: proven(200, [])),
    "an unknown problem": ("hub_bad_response", lambda e: proven(409, {"type": "x"}, "application/problem+json")),
    "no digest": (
        "hub_bad_response",
        lambda e: raw_reply(e.status, [h for h in e.reply_headers if h[0].lower() != "content-digest"], e.reply),
    ),
    "a digest of something else": (
        "hub_bad_response",
        lambda e: raw_reply(201, proven_headers(b"something else"), e.reply, length=True),
    ),
    "half a body with its length": (
        "hub_bad_response",
        lambda e: raw_reply(e.status, e.reply_headers, e.reply)[: -len(e.reply) // 2],
    ),
    "half a body without a length": (
        "hub_bad_response",
        lambda e: raw_reply(
            e.status, [h for h in e.reply_headers if h[0].lower() != "content-length"], e.reply[: len(e.reply) // 2]
        ),
    ),
    "gzip without its end": ("hub_bad_response", lambda e: zipped(gzip.compress(plain(e))[:-8])),
    "gzip with something behind it": ("hub_bad_response", lambda e: zipped(gzip.compress(plain(e)) + b"{}")),
    "a gzip bomb": ("hub_bad_response", lambda e: zipped(gzip.compress(bytes(64 * 1024 * 1024), 9))),
    "more than eight megabytes": (
        "hub_bad_response",
        lambda e: raw_reply(200, proven_headers(b""), b" " * (9 * 1024 * 1024)),
    ),
    "an unknown encoding": (
        "hub_bad_response",
        lambda e: raw_reply(200, own_headers(b"{}", Content_Encoding="br"), b"{}"),
    ),
    "deeply nested": (
        "hub_bad_response",
        lambda e: raw_reply(200, proven_headers(b"[" * 100_000), b"[" * 100_000),
    ),
    "not HTTP at all": ("hub_bad_response", lambda e: b"hello\r\n\r\n"),
    "nothing": ("hub_bad_response", lambda e: b""),
    "no end of headers": ("hub_bad_response", lambda e: b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 500),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_reply_leaves_the_submission_waiting_and_the_next_try_gets_the_receipt(
    ward: Ward, hub: EmbeddedHub, line: TamperingLine, name: str
):
    code, answer = BAD[name]
    submission = ward.freeze()
    line.tamper = only("PUT", answer)

    delivery = ward.engine().deliver()

    assert (delivery.problem, delivery.sent, delivery.waiting) == (code, 0, 1)
    assert (ward.state(submission), ward.receipt(submission)) == (OpState.WAITING, None)
    assert ward.op(submission).problem == code
    line.tamper = lambda exchange: None
    assert ward.engine().deliver(at_once=True).problem is None
    assert ward.state(submission) is OpState.DONE
    assert len(hub.submissions()) == 1


def test_a_redirect_is_not_followed_and_the_token_goes_nowhere_else(ward: Ward, line: TamperingLine):
    ward.freeze()
    with tampering() as elsewhere:
        elsewhere.before = lambda exchange: html(200)
        for status in (301, 302, 303, 307, 308):
            line.tamper = only("PUT", lambda e, status=status: html(status, ("Location", elsewhere.url + "/login")))
            assert ward.engine().deliver(at_once=True).problem == "captive"
        assert elsewhere.seen == []


def test_the_token_is_sent_only_after_the_hub_has_proven_itself(ward: Ward, line: TamperingLine):
    ward.freeze()
    ward.engine().deliver()
    assert ["Authorization" in exchange.headers for exchange in line.seen] == [False, True]


def test_done_stays_done_when_a_slower_press_is_refused(ward: Ward, line: TamperingLine, clock):
    submission = ward.freeze()

    def meanwhile(exchange: Exchange) -> bytes:
        with ward.opened() as database:
            Outbox(database, clock).mark_done([submission])
        return proven(409, {"type": "submit_closed"}, "application/problem+json")

    line.tamper = only("PUT", meanwhile)
    ward.engine().deliver()
    assert ward.state(submission) is OpState.DONE


def test_a_receipt_that_cannot_be_stored_leaves_the_submission_waiting(ward: Ward, hub: EmbeddedHub):
    submission = ward.freeze()
    with ward.opened() as database, database.transaction():
        database.execute("CREATE TRIGGER full BEFORE INSERT ON receipt BEGIN SELECT RAISE(ABORT, 'full'); END")

    with pytest.raises(sqlite3.IntegrityError):
        ward.engine().deliver()

    assert ward.state(submission) is OpState.WAITING
    with ward.opened() as database, database.transaction():
        database.execute("DROP TRIGGER full")
    assert ward.engine().deliver(at_once=True).problem is None
    assert ward.receipt(submission).receipt_no == hub.submissions()[0]["receipt_no"]


def test_figures_travel_before_everyday_work(ward: Ward, line: TamperingLine):
    ward.record(3)
    ward.freeze()
    ward.engine().deliver()
    assert [exchange.method for exchange in line.seen] == ["GET", "PUT", "POST"]


def test_what_is_sent_again_is_byte_for_byte_the_same(ward: Ward, line: TamperingLine):
    submission = ward.freeze()
    line.tamper = only("PUT", lambda exchange: b"")
    ward.engine().deliver()
    line.tamper = lambda exchange: None
    ward.engine().deliver(at_once=True)

    first, second = (exchange for exchange in line.seen if exchange.method == "PUT")
    assert first.path == second.path == f"/v1/submissions/{submission}"
    assert first.asked == second.asked == ward.op(submission).body


def test_another_hub_at_the_same_address_is_told_nothing(ward: Ward, clock, tmp_path):
    submission = ward.freeze()
    with EmbeddedHub(tmp_path / "false hub", clock=clock) as false_hub, tampering(false_hub.url) as line:
        ward.point_at(line.url)

        assert ward.engine().deliver().problem == "hub_identity"
        assert ward.engine().probe().problem == "hub_identity"

        assert all(exchange.path.startswith(("/v1/ping", "/v1/heads")) and not exchange.asked for exchange in line.seen)
        assert all("Authorization" not in exchange.headers for exchange in line.seen)
    assert ward.state(submission) is OpState.WAITING


def test_a_ping_with_the_right_words_and_a_strangers_signature_proves_nothing(ward: Ward, line: TamperingLine):
    submission = ward.freeze()
    key = new_private_key()

    def resign(document: dict) -> None:
        document["signature"] = sign(key, document["body"].encode())

    line.tamper = lambda exchange: redone(exchange, resign)

    assert (ward.engine().probe().problem, ward.engine().deliver().problem) == ("hub_identity", "hub_identity")
    assert ward.state(submission) is OpState.WAITING
    assert all("Authorization" not in exchange.headers for exchange in line.seen)


def test_an_old_ping_played_again_proves_nothing(ward: Ward, line: TamperingLine):
    ward.freeze()
    ward.engine().deliver()
    recorded = []
    line.tamper = lambda exchange: recorded.append(raw_reply(200, exchange.reply_headers, exchange.reply))
    ward.engine().probe()
    line.tamper = lambda exchange: recorded[0]

    assert ward.engine().probe().problem == "hub_identity"


def test_a_receipt_with_a_strangers_signature_is_not_believed(ward: Ward, line: TamperingLine):
    submission = ward.freeze()
    key = new_private_key()

    def resign(document: dict) -> None:
        document["receipt"]["signature"] = sign(key, document["receipt"]["body"].encode())

    line.tamper = only("PUT", lambda exchange: redone(exchange, resign))

    assert ward.engine().deliver().problem == "receipt_bad"
    assert (ward.state(submission), ward.receipt(submission)) == (OpState.WAITING, None)


@pytest.mark.parametrize("other", [{"version": 2}, {"value": "1"}, {"template": "184-N"}, {"year": 2025}])
def test_a_genuine_receipt_for_something_else_is_not_believed(ward: Ward, line: TamperingLine, other: dict):
    first = ward.freeze(**other)
    ward.engine().deliver()
    genuine = ward.receipt(first)
    second = ward.freeze(version=3)

    def swap(document: dict) -> None:
        document["receipt"] = {"body": genuine.body.decode(), "signature": genuine.signature}

    line.tamper = only("PUT", lambda exchange: redone(exchange, swap))

    assert ward.engine().deliver().problem == "receipt_bad"
    assert (ward.state(second), ward.receipt(second)) == (OpState.WAITING, None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"sha256": "0" * 64},
        {"unit": "13291"},
        {"template": "184-N"},
        {"year": 2025},
        {"version": 2},
        {"submission": "another"},
        {"hub": "another"},
        {"window": {"start": "2025-12-01", "cut_off": "2026-05-31", "before": "2026-06-06"}},
        {"window": {"start": "2025-12-01", "cut_off": "2026-05-30", "before": None}},
        {"what": "ping"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_receipt_the_hub_itself_signed_must_name_our_submission(
    ward: Ward, line: TamperingLine, tmp_path: Path, wrong: dict
):
    submission = ward.freeze()
    store = open_store(tmp_path / "hub")
    key = store.private_key
    store.close()

    def misname(document: dict) -> None:
        body = canonical_bytes(json.loads(document["receipt"]["body"]) | wrong)
        document["receipt"] = {"body": body.decode(), "signature": sign(key, body)}

    line.tamper = only("PUT", lambda exchange: redone(exchange, misname))

    assert ward.engine().deliver().problem == "receipt_bad"
    assert (ward.state(submission), ward.receipt(submission)) == (OpState.WAITING, None)


def test_a_claim_that_another_period_was_submitted_is_not_believed(ward: Ward, line: TamperingLine):
    first = ward.freeze(template="184-N")
    ward.engine().deliver()
    genuine = ward.receipt(first)
    second = ward.freeze()
    claim = {
        "type": "submit_already",
        "receipt": {"body": genuine.body.decode(), "signature": genuine.signature},
    }
    line.tamper = only("PUT", lambda e: proven(409, claim, "application/problem+json"))

    assert ward.engine().deliver().problem == "receipt_bad"
    assert ward.state(second) is OpState.WAITING


def test_already_submitted_without_a_genuine_first_receipt_is_not_believed(ward: Ward, line: TamperingLine):
    submission = ward.freeze()
    line.tamper = only("PUT", lambda e: proven(409, {"type": "submit_already"}, "application/problem+json"))

    assert ward.engine().deliver().problem == "receipt_bad"
    assert ward.state(submission) is OpState.WAITING


def test_one_bad_receipt_does_not_hold_up_the_rest(ward: Ward, line: TamperingLine):
    first, second = ward.freeze(version=1), ward.freeze(version=2)
    work = ward.record(5)
    line.tamper = lambda e: (
        proven(201, {"receipt": {"body": "{}", "signature": ""}, "duplicate": False}) if (first in e.path) else None
    )

    delivery = ward.engine().deliver()

    assert (delivery.problem, delivery.sent, delivery.waiting) == ("receipt_bad", 6, 1)
    assert ward.state(second) is OpState.DONE
    assert {ward.state(op_id) for op_id in work} == {OpState.DONE}


def test_the_reply_to_another_batch_counts_for_nothing(ward: Ward, line: TamperingLine):
    first = ward.record(2)
    kept = []
    line.tamper = only("POST", lambda e: kept.append(raw_reply(e.status, e.reply_headers, e.reply)))
    ward.engine().deliver()
    second = ward.record(2)
    line.tamper = only("POST", lambda e: kept[0])

    assert ward.engine().deliver().problem == "hub_bad_response"
    assert {ward.state(op_id) for op_id in second} == {OpState.WAITING}
    assert {ward.state(op_id) for op_id in first} == {OpState.DONE}


@pytest.mark.parametrize("change", ["drop", "double", "strange", "status"])
def test_results_must_name_exactly_the_ops_sent(ward: Ward, line: TamperingLine, change: str):
    ids = ward.record(3)

    def spoil(document: dict) -> None:
        results = document["results"]
        if change == "drop":
            results.pop()
        elif change == "double":
            results.append(results[0])
        elif change == "strange":
            results[0]["op"] = "another"
        else:
            results[0]["status"] = "perhaps"

    line.tamper = only("POST", lambda exchange: redone(exchange, spoil))

    assert ward.engine().deliver().problem == "hub_bad_response"
    assert {ward.state(op_id) for op_id in ids} == {OpState.WAITING}


@pytest.mark.parametrize("where", ["headers", "body"])
def test_a_server_that_drips_is_left(ward: Ward, line: TamperingLine, where: str):
    submission = ward.freeze()
    stop = []

    def drip(exchange: Exchange) -> Iterator[bytes]:
        import threading

        if where == "body":
            yield raw_reply(201, [*proven_headers(b"")], b"")
        else:
            yield b"HTTP/1.1 200 OK\r\nX: "
        pause = threading.Event()
        while not stop:
            pause.wait(0.02)
            yield b"x"

    line.tamper = only("PUT", drip)
    try:
        delivery = ward.engine(Limits(connect=5, stall=5, total=0.5)).deliver()
    finally:
        stop.append(True)

    assert delivery.problem == "slow"
    assert ward.state(submission) is OpState.WAITING


def test_a_silent_server_is_left(ward: Ward, line: TamperingLine):
    import threading

    ward.freeze()
    silent = threading.Event()
    line.before = lambda exchange: (silent.wait(20), b"")[1]
    try:
        assert ward.engine(Limits(connect=5, stall=0.3, total=20)).deliver().problem == "slow"
    finally:
        silent.set()


@pytest.mark.parametrize(("asked", "least"), [("120", 120), ("900", 900), ("7200", 900), ("999999999999", 900)])
def test_a_busy_hub_is_given_the_time_it_asks_up_to_fifteen_minutes(
    ward: Ward, line: TamperingLine, clock, asked: str, least: int
):
    submission = ward.freeze()
    work = ward.record(3)
    line.tamper = only("PUT", lambda e: html(503, ("Retry-After", asked)))

    delivery = ward.engine().deliver()

    assert (delivery.problem, delivery.waiting) == ("hub_busy", 4)
    for op_id in (submission, *work):
        wait = ward.op(op_id).next_at - clock.now()
        assert dt.timedelta(seconds=least) <= wait <= dt.timedelta(minutes=15)


def test_a_busy_hub_may_name_a_date(ward: Ward, line: TamperingLine, clock):
    submission = ward.freeze()
    line.tamper = only(
        "PUT",
        lambda e: html(
            503, ("Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT"), ("Date", "Fri, 31 Dec 1999 23:54:59 GMT")
        ),
    )
    ward.engine().deliver()
    assert ward.op(submission).next_at - clock.now() >= dt.timedelta(minutes=5)


@pytest.mark.parametrize("at_once", [False, True])
def test_one_op_the_hub_stumbles_over_delays_nothing_else(ward: Ward, line: TamperingLine, at_once: bool):
    before = ward.record(20)
    (poison,) = ward.record(1)
    after = ward.record(20)
    line.before = lambda e: html(500) if poison.encode() in plain_of(e) else None

    delivery = ward.engine().deliver(at_once=at_once)

    assert (delivery.sent, delivery.waiting, delivery.problem) == (40, 1, "hub_error")
    assert {ward.state(op_id) for op_id in (*before, *after)} == {OpState.DONE}
    assert ward.state(poison) is OpState.WAITING


def test_a_hub_that_takes_little_at_a_time_gets_little_at_a_time(ward: Ward, line: TamperingLine):
    ids = ward.record(60)
    line.before = lambda e: html(413) if plain_of(e).count(b'"op":') > 7 else None

    delivery = ward.engine().deliver()

    assert (delivery.sent, delivery.waiting, delivery.problem) == (60, 0, None)
    assert {ward.state(op_id) for op_id in ids} == {OpState.DONE}


def test_an_op_too_large_for_the_hub_is_set_aside_alone(ward: Ward):
    (huge,) = ward.record(1, body=canonical_bytes({"text": "a" * 9_000_000}))
    small = ward.record(3)

    delivery = ward.engine().deliver()

    assert (delivery.sent, delivery.waiting, delivery.problem, delivery.refused) == (3, 0, "op_refused", True)
    assert ward.state(huge) is OpState.REFUSED
    assert {ward.state(op_id) for op_id in small} == {OpState.DONE}


def test_bytes_spoiled_on_the_disk_are_set_aside_alone(ward: Ward):
    ids = ward.record(3)
    with ward.opened() as database, database.transaction():
        database.execute("UPDATE op SET body = ? WHERE op_id = ?", (b"\xff\xfe{", ids[1]))

    assert ward.engine().deliver().problem == "op_refused"
    assert [ward.state(op_id) for op_id in ids] == [OpState.DONE, OpState.REFUSED, OpState.DONE]


def test_a_rejected_op_is_set_aside_alone(ward: Ward, line: TamperingLine):
    ids = ward.record(3)

    def reject(document: dict) -> None:
        document["results"][1] |= {"status": "rejected", "code": "op_id_reused"}

    line.tamper = only("POST", lambda exchange: redone(exchange, reject))

    assert ward.engine().deliver().problem == "op_refused"
    assert [ward.state(op_id) for op_id in ids] == [OpState.DONE, OpState.REFUSED, OpState.DONE]


def test_a_hub_that_fails_every_time_is_asked_only_a_few_times(ward: Ward, line: TamperingLine):
    ward.record(100)
    line.tamper = only("POST", lambda e: html(500))

    assert ward.engine().deliver().problem == "hub_error"
    assert len(line.seen) < 17
    assert ward.engine().deliver().problem is None, "everything waits, nothing is due"


def plain_of(exchange: Exchange) -> bytes:
    return gzip.decompress(exchange.asked) if exchange.headers.get("Content-Encoding") == "gzip" else exchange.asked
