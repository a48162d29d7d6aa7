"""The reference city server by itself: what it refuses, what it promises for ever."""

from __future__ import annotations

import http.client
import json
import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sync.contract import Push, PushedOp
from sync.hub import devices, intake
from sync.hub.refusals import Refusal
from sync.hub.serving import EmbeddedHub, list_submissions, new_code, revoke
from sync.hub.store import open_store
from sync.wire import content_digest
from tests.sync.conftest import UNIT, Ward, snapshot
from tests.sync.processes import hub_process
from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.ledger.model import OpState

PC = devices.Device("pc", UNIT, "record")


@pytest.fixture
def store(tmp_path: Path):
    opened = open_store(tmp_path / "store")
    yield opened
    opened.close()


def ask(url: str, method: str, path: str, body: bytes = b"", **headers: str):
    """A bare request; status and document."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    try:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        reply = connection.getresponse()
        return reply.status, json.loads(reply.read())
    finally:
        connection.close()


def bearer(ward: Ward) -> str:
    (token,) = [value for (_, name), value in ward.secrets._given.entries.items() if name.endswith(":token")]
    return f"Bearer {token}"


def op(op_id: str, seq: int, body: str = "{}") -> PushedOp:
    return PushedOp(op_id, seq, "plans.task", sha256_hex(body.encode()), body)


def push(store, clock, *ops: PushedOp):
    return intake.take_push(store, clock, PC, Push("batch", "pc", UNIT, ops))


def test_the_hub_can_name_what_it_lacks(store, clock: FixedClock):
    answer = push(store, clock, op("a", 1), op("b", 2), op("f", 6), op("i", 9))
    assert (answer.high_water, answer.missing) == (2, ((3, 5), (7, 8)))
    answer = push(store, clock, op("c", 3), op("d", 4), op("e", 5))
    assert (answer.high_water, answer.missing) == (6, ((7, 8),))
    answer = push(store, clock, *(op("i" if seq == 9 else f"x{seq}", seq) for seq in range(7, 1500)))
    assert (answer.high_water, answer.missing) == (1499, ())


def test_an_op_is_applied_once_and_other_bytes_under_its_id_are_rejected(store, clock: FixedClock):
    assert [r.status for r in push(store, clock, op("a", 1), op("a", 1)).results] == ["applied", "duplicate"]
    (again,) = push(store, clock, op("a", 1)).results
    (other,) = push(store, clock, op("a", 1, '{"n":1}')).results
    assert (again.status, other.status, other.code) == ("duplicate", "rejected", "op_id_reused")
    (torn,) = push(store, clock, PushedOp("b", 2, "k", "0" * 64, "{}")).results
    assert (torn.status, torn.code) == ("rejected", "digest")


def test_a_number_that_another_op_came_under_is_refused_with_all_that_came_along(store, clock: FixedClock):
    push(store, clock, op("a", 1))
    with pytest.raises(Refusal, match="source_twin"):
        push(store, clock, op("fresh", 2), op("other", 1))
    assert push(store, clock, op("fresh", 2)).results[0].status == "applied"


def test_the_counter_of_another_pc_is_nobody_elses(store, clock: FixedClock):
    push(store, clock, op("a", 1))
    mate = devices.Device("mate", UNIT, "record")
    with pytest.raises(Refusal, match="source_taken"):
        intake.take_push(store, clock, mate, Push("b", "mate", UNIT, (replace(op("b", 2), source="pc"),)))


def test_a_batch_for_another_unit_or_pc_is_refused(store, clock: FixedClock):
    for stranger in (Push("b", "another pc", UNIT, ()), Push("b", "pc", "13291", ())):
        with pytest.raises(Refusal, match="auth_unit"):
            intake.take_push(store, clock, PC, stranger)


def test_a_submission_for_another_unit_is_refused(store, clock: FixedClock):
    with pytest.raises(Refusal, match="auth_unit"):
        intake.take_submission(store, clock, devices.Device("pc", "13291"), "an id", snapshot("an id"), 1)


def test_the_same_bytes_get_the_same_receipt_bytes_for_ever(tmp_path: Path, clock: FixedClock):
    answers = []
    for _ in range(3):
        store = open_store(tmp_path / "store")
        answers.append(intake.take_submission(store, clock, PC, "an id", snapshot("an id"), 1))
        store.close()
        clock.advance(clock.now() - clock.now().replace(year=2025))
    assert [known for _, known in answers] == [False, True, True]
    assert len({(signed.body, signed.signature) for signed, _ in answers}) == 1


def test_a_closed_period_takes_nothing_more(ward: Ward, hub: EmbeddedHub, tmp_path: Path):
    store = open_store(tmp_path / "hub")
    intake.close_period(store, "184-6T", 2026)
    store.close()
    submission = ward.freeze()
    delivery = ward.engine().deliver()
    assert (delivery.problem, delivery.refused) == ("submit_closed", True)
    assert ward.state(submission) is OpState.REFUSED


@pytest.mark.parametrize(
    "look",
    [list_submissions, lambda folder: new_code(folder, UNIT), lambda folder: revoke(folder, "pc")],
    ids=["list", "code", "revoke"],
)
def test_a_mistyped_folder_is_told_and_becomes_no_hub(tmp_path: Path, look):
    open_store(tmp_path / "hub").close()
    look(tmp_path / "hub")
    (tmp_path / "empty").mkdir()
    begun = tmp_path / "begun"  # a hub whose first start was cut off
    begun.mkdir()
    (begun / "hub.sqlite").touch()
    for folder in (tmp_path / "hbu", tmp_path / "empty", begun):
        with pytest.raises(EnvironmentProblem, match="no_hub"):
            look(folder)
    assert not (tmp_path / "hbu").exists()
    assert list((tmp_path / "empty").iterdir()) == []
    with EmbeddedHub(begun):
        look(begun)


def test_sample_wards_are_taken_in_on_loopback_only(tmp_path: Path):
    open_store(tmp_path).close()
    with pytest.raises(InvalidInput, match="trial_unit"):
        new_code(tmp_path, "99999", loopback=False)
    assert new_code(tmp_path, "13291", loopback=False)
    assert new_code(tmp_path, "99999")
    with pytest.raises(InvalidInput, match="unit_code"):
        new_code(tmp_path, "9999")


def test_a_sample_ward_enrolled_on_loopback_is_refused_once_the_hub_is_public(tmp_path: Path, clock: FixedClock):
    local = open_store(tmp_path)
    code = devices.issue_code(local, clock, UNIT)
    asked = devices.EnrolRequest(code.secret, "pc", UNIT, "record")
    token = devices.enrol(local, clock, asked).token
    assert devices.device_of(local, clock, f"Bearer {token}") == PC
    local.close()
    public = open_store(tmp_path, loopback=False)
    with pytest.raises(Refusal, match="auth_revoked"):
        devices.device_of(public, clock, f"Bearer {token}")
    with pytest.raises(Refusal, match="trial_unit"):
        devices.enrol(public, clock, asked)
    public.close()


def test_the_file_holds_no_token_and_nobody_else_may_read_it(ward: Ward, hub: EmbeddedHub, tmp_path: Path):
    path = tmp_path / "hub" / "hub.sqlite"
    assert bearer(ward).removeprefix("Bearer ").encode() not in path.read_bytes()
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_of_a_newer_hub_is_left_alone(tmp_path: Path):
    store = open_store(tmp_path)
    with store.database.transaction():
        store.database.execute("PRAGMA user_version = 99")
    store.close()
    with pytest.raises(EnvironmentProblem, match="database_newer"):
        EmbeddedHub(tmp_path).start()


def test_a_taken_port_is_told(hub: EmbeddedHub, tmp_path: Path):
    from sync.hub.serving import serve

    with pytest.raises(EnvironmentProblem, match="hub_port_taken"):
        serve(tmp_path / "second", port=urlsplit(hub.url).port)


def test_a_process_tells_its_address_and_a_second_start_keeps_its_key(tmp_path: Path):
    cards = []
    for _ in range(2):
        with hub_process(tmp_path) as (process, url):
            cards.append(ask(url, "GET", "/.well-known/ttcs-hub"))
            assert process.poll() is None
    assert cards[0] == cards[1]
    assert list_submissions(tmp_path) == []


def test_the_embedded_hub_stops_and_starts_again(tmp_path: Path):
    for _ in range(3):
        with EmbeddedHub(tmp_path) as hub:
            assert ask(hub.url, "GET", "/.well-known/ttcs-hub")[0] == 200
        with pytest.raises(OSError, match="refused"):
            ask(hub.url, "GET", "/.well-known/ttcs-hub")


REFUSED = [
    ("GET", "/nothing", b"", {}, 404, "no_such_place"),
    ("DELETE", "/v1/sync/push", b"", {}, 405, "no_such_place"),
    ("GET", "/v1/ping", b"", {}, 400, "malformed"),
    ("GET", "/v1/ping?nonce=%22%7D", b"", {}, 400, "malformed"),
    ("GET", "/v1/submissions", b"", {}, 401, "auth_expired"),
    ("GET", "/v1/submissions", b"", {"Authorization": "Bearer wrong"}, 401, "auth_expired"),
    ("POST", "/v1/sync/push", b"{}", {}, 401, "auth_expired"),
    ("PUT", "/v1/submissions/x", b"{}", {}, 401, "auth_expired"),
    ("POST", "/v1/enrolments", b"{}", {}, 400, "digest"),
    ("POST", "/v1/enrolments", b"{}", {"Content_Digest": content_digest(b"{}")}, 422, "malformed"),
    ("POST", "/v1/enrolments", b"[[", {"Content_Digest": content_digest(b"[[")}, 422, "malformed"),
    ("POST", "/v1/enrolments", b"{}", {"Content_Digest": content_digest(b"{}"), "TTCS_Proto": "2"}, 400, "proto"),
]


@pytest.mark.parametrize(("method", "path", "body", "headers", "status", "name"), REFUSED)
def test_what_is_refused_is_refused_by_name(hub: EmbeddedHub, method, path, body, headers, status, name):
    got, document = ask(hub.url, method, path, body, **headers)
    assert (got, document["type"]) == (status, name)


def test_an_officer_sees_only_the_own_units_submissions(ward: Ward, hub: EmbeddedHub):
    submission = ward.freeze()
    ward.engine().deliver()
    token = bearer(ward)
    status, document = ask(hub.url, "GET", f"/v1/submissions?unit={UNIT}", Authorization=token)
    assert (status, [found["id"] for found in document["submissions"]]) == (200, [submission])
    assert ask(hub.url, "GET", "/v1/submissions?unit=13291", Authorization=token)[1]["type"] == "auth_unit"
    status, document = ask(hub.url, "GET", f"/v1/submissions/{submission}", Authorization=token)
    assert document["receipt"]["body"].encode() == ward.receipt(submission).body
    assert ask(hub.url, "GET", "/v1/submissions/unknown", Authorization=token)[0] == 404


def test_too_much_is_refused_before_it_is_unpacked(ward: Ward, hub: EmbeddedHub):
    import gzip

    bomb = gzip.compress(bytes(64 * 1024 * 1024), 9)
    headers = {"Authorization": bearer(ward), "TTCS_Seq": "1", "Content_Encoding": "gzip"}
    status, document = ask(hub.url, "PUT", "/v1/submissions/x", bomb, Content_Digest=content_digest(bomb), **headers)
    assert (status, document["type"]) == (413, "too_large")


def test_nothing_said_is_logged(ward: Ward, hub: EmbeddedHub, caplog: pytest.LogCaptureFixture):
    caplog.set_level(0)
    ward.freeze(value="secret-figure")
    ward.freeze(value="another-figure")
    ward.engine().deliver()
    heard = "\n".join(record.getMessage() for record in caplog.records)
    assert "submit_already" in heard
    for secret in ("figure", bearer(ward).removeprefix("Bearer ")):
        assert secret not in heard


def test_the_courier_loads_neither_a_web_server_nor_a_window():
    program = (
        "import sys, sync.engine, sync.enrol, sync.hub.serving, sync.adapters.manual\n"
        "heavy = {'starlette', 'uvicorn', 'requests', 'urllib3', 'keyring', 'PySide6', 'truststore'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
