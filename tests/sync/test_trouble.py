"""Hubs that are off, die or forget; clocks that jump; two processes; no keyring."""

from __future__ import annotations

import datetime as dt
import json
import socket
import ssl
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sync.adapters.manual import ManualCourier
from sync.enrol import enrol
from sync.hub.publishing import Told
from sync.hub.serving import EmbeddedHub, list_submissions, new_code, revoke, take_package
from sync.streams import CENTRAL
from tests.sync.certificates import self_signed
from tests.sync.conftest import QUICK, UNIT, NoStore, Ward
from tests.sync.lines import tampering
from tests.sync.processes import hub_process, start
from ttcs_desktop.basics.clock import FixedClock, SystemClock
from ttcs_desktop.ledger.model import Delivery, Lane, OpState
from ttcs_desktop.ledger.outbox import Outbox
from ttcs_desktop.system.secrets import Secrets


def test_with_the_hub_off_everything_waits_at_most_fifteen_minutes(ward: Ward, hub: EmbeddedHub, clock: FixedClock):
    submission = ward.freeze()
    work = ward.record(450)
    hub.stop()
    for attempt in range(12):
        delivery = ward.engine().deliver(at_once=attempt % 2 == 0)
        assert (delivery.problem, delivery.sent, delivery.waiting) == ("offline", 0, 451)
        for op_id in (submission, work[0], work[-1]):
            assert clock.now() < ward.op(op_id).next_at <= clock.now() + dt.timedelta(minutes=15)
        clock.advance(dt.timedelta(minutes=15))
    assert ward.engine().probe().problem == "offline"


def test_what_is_not_due_is_left_alone(ward: Ward, hub: EmbeddedHub, clock: FixedClock):
    submission = ward.freeze()
    with ward.opened() as database:
        Outbox(database, clock).postpone([submission], "offline", at_least=dt.timedelta(minutes=15))

    assert ward.engine().deliver() == Delivery(waiting=1)
    clock.advance(dt.timedelta(minutes=15))
    assert ward.engine().deliver().sent == 1


def test_a_press_does_not_wait_for_the_time(ward: Ward, clock: FixedClock):
    submission = ward.freeze()
    with ward.opened() as database:
        Outbox(database, clock).postpone([submission], "offline", at_least=dt.timedelta(minutes=15))

    assert ward.engine().deliver(at_once=True).sent == 1


def test_a_revoked_pc_is_told_and_keeps_its_work(ward: Ward, hub: EmbeddedHub, tmp_path: Path):
    submission = ward.freeze()
    revoke(tmp_path / "hub", ward.identity.device_id)

    delivery = ward.engine().deliver()
    assert (delivery.problem, delivery.refused) == ("auth_revoked", False)
    assert ward.state(submission) is OpState.WAITING
    assert hub.submissions() == []


def test_a_token_the_hub_does_not_know_has_expired(ward: Ward):
    ward.freeze()
    with ward.opened() as database:
        from ttcs_desktop.ledger.identity import read_enrolment

        key = read_enrolment(database).public_key
    ward.secrets.keep(ward.identity.record_id, "0" * 64, key)

    assert ward.engine().deliver().problem == "auth_expired"


def test_a_record_without_a_hub_sends_nothing_and_says_so(make_ward):
    ward = make_ward("alone")
    ward.freeze()
    assert (ward.engine().deliver().problem, ward.engine().probe().problem) == ("manual_route", "manual_route")
    assert ManualCourier().deliver() == Delivery(problem="manual_route")
    assert ManualCourier().probe().problem == "manual_route"
    assert ManualCourier().send_again("an id") is False


def test_two_processes_pressing_together_are_one_submission(tmp_path: Path):
    with hub_process(tmp_path / "hub") as (_, url):
        ward = Ward(tmp_path / "ward.ttcs", SystemClock())
        with ward.opened() as database:
            known = enrol(database, ward.identity, ward.secrets, url=url, code=new_code(tmp_path / "hub", UNIT))
        submission = ward.freeze()
        ward.record(40)
        token = ward.secrets.token(ward.identity.record_id, known.public_key)
        told = json.dumps({"record": ward.identity.record_id, "token": token, "key": known.public_key})
        presses = [start("press", str(ward.path)) for _ in range(2)]
        for press in presses:
            press.stdin.write(told + "\n")
            press.stdin.flush()
            assert press.stdout.readline() == "ready\n"
        for press in presses:
            press.stdin.write("go\n")
            press.stdin.flush()
        answers = [json.loads(press.communicate()[0]) for press in presses]

    assert [answer["problem"] for answer in answers] == [None, None]
    assert ward.state(submission) is OpState.DONE
    (kept,) = list_submissions(tmp_path / "hub")
    assert ward.receipt(submission).receipt_no == kept["receipt_no"]


@pytest.mark.parametrize("moment", ["before the hub has it", "after the effect, before the reply"])
def test_a_hub_killed_in_the_middle_answers_with_the_same_receipt_after_a_restart(tmp_path: Path, moment: str):
    folder = tmp_path / "hub"
    ward = Ward(tmp_path / "ward.ttcs", SystemClock())
    with hub_process(folder) as (process, url), tampering(url) as line:
        with ward.opened() as database:
            enrol(database, ward.identity, ward.secrets, url=line.url, code=new_code(folder, UNIT))
        submission = ward.freeze()

        def kill(exchange):
            if exchange.method != "PUT":
                return None
            process.kill()
            process.wait()
            return b""

        if moment.startswith("before"):
            line.before = kill
        else:
            line.tamper = kill
        assert ward.engine().deliver().problem == "hub_bad_response"
        assert (ward.state(submission), ward.receipt(submission)) == (OpState.WAITING, None)
    promised = [row["receipt_no"] for row in list_submissions(folder)]
    assert len(promised) == (0 if moment.startswith("before") else 1)

    with hub_process(folder, urlsplit(url).port) as (_, again):
        ward.point_at(again)
        assert ward.engine().deliver(at_once=True).problem is None
    assert ward.state(submission) is OpState.DONE
    kept = [row["receipt_no"] for row in list_submissions(folder)]
    assert kept == [ward.receipt(submission).receipt_no]
    assert promised in ([], kept)


def test_retry_times_survive_the_program(ward: Ward, hub: EmbeddedHub, clock: FixedClock):
    submission = ward.freeze()
    url = hub.url
    hub.stop()
    ward.engine().deliver()
    waits_until = ward.op(submission).next_at

    reopened = Ward(ward.path, clock, ward.secrets)
    assert reopened.op(submission).next_at == waits_until
    with reopened.opened() as database:
        assert Outbox(database, clock).next_try() == waits_until
    assert url


def test_no_keyring_sends_in_this_session_and_asks_again_in_the_next(make_ward, hub: EmbeddedHub):
    ward = make_ward("bare")
    ward.secrets = Secrets(NoStore())
    ward.enrol(hub)
    assert ward.secrets.no_keyring is True
    submission = ward.freeze()
    assert ward.engine().deliver().problem is None
    assert ward.state(submission) is OpState.DONE

    ward.secrets = Secrets(NoStore())
    later = ward.freeze(version=2)
    delivery = ward.engine().deliver()
    assert (delivery.problem, ward.engine().probe().problem) == ("no_keyring", "no_keyring")
    assert ward.state(later) is OpState.WAITING


def test_the_token_lies_in_no_file_and_in_no_line_of_a_log(ward: Ward, hub: EmbeddedHub, tmp_path: Path, caplog):
    """After all that a token is used for: a round, a stick there and back, and a round that is refused."""
    caplog.set_level(0)
    (token,) = [value for (_, name), value in ward.secrets._given.entries.items() if name.endswith(":token")]
    assert len(token) == 64
    hub.publish(Told(CENTRAL, "article", "a1", {"title": "x"}))
    ward.freeze()
    ward.record(3)
    assert ward.engine().deliver().problem is None
    ward.record(2)
    ward.engine().write_package(tmp_path / "goi.ttcs")
    take_package(tmp_path / "hub", tmp_path / "goi.ttcs", tmp_path / "tra-loi.ttcs", clock=ward.clock)
    ward.engine().take_answer(tmp_path / "tra-loi.ttcs")
    revoke(tmp_path / "hub", ward.identity.device_id)
    ward.freeze(version=2)
    assert ward.engine().deliver().problem == "auth_revoked"
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert token.encode() not in path.read_bytes(), path
    assert any("auth_revoked" in line for line in caplog.messages), "the log was on"
    assert token not in caplog.text


@pytest.mark.logs("Invalid HTTP request received")
def test_a_port_without_tls_is_not_trusted(ward: Ward, hub: EmbeddedHub):
    submission = ward.freeze()
    ward.point_at(hub.url.replace("http://", "https://"))

    assert ward.engine().deliver().problem == "tls_untrusted"
    assert ward.state(submission) is OpState.WAITING


def test_a_certificate_nobody_vouches_for_is_not_trusted(ward: Ward, tmp_path: Path):
    submission = ward.freeze()
    certificate = self_signed(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with tampering() as line:
        line.wrap(context)
        ward.point_at(line.url)
        trusting = ssl.create_default_context(cafile=certificate)
        with socket.create_connection(("127.0.0.1", urlsplit(line.url).port)) as plain:
            trusting.wrap_socket(plain, server_hostname="127.0.0.1").close()  # nothing else is wrong with it

        assert ward.engine().deliver().problem == "tls_untrusted"
        assert line.seen == []
    assert ward.state(submission) is OpState.WAITING


@pytest.mark.skipif(sys.platform != "linux", reason="only there a file can stand for the system's trust store")
@pytest.mark.parametrize(
    ("made", "problem"),
    [
        ({}, None),
        ({"until": b"250102000000Z"}, "tls_untrusted"),
        ({"since": b"440101000000Z"}, "tls_untrusted"),
        ({"last_byte": 2}, "tls_untrusted"),
    ],
    ids=["good", "expired", "not yet", "another host's"],
)
def test_a_vouched_certificate_must_be_in_force_and_of_that_host(ward, hub, tmp_path, monkeypatch, made, problem):
    certificate = self_signed(tmp_path, **made)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))  # this system's trust store has it
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    ward.record()
    with tampering(hub.url) as line:
        line.wrap(context)
        ward.point_at(line.url)
        assert ward.engine().deliver().problem == problem
        assert bool(line.seen) is (problem is None)


def test_a_closed_port_is_offline(ward: Ward):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    ward.freeze()
    ward.point_at(f"http://127.0.0.1:{port}")
    assert ward.engine().deliver().problem == "offline"


def test_a_locked_record_is_told_as_such(ward: Ward):
    def locked():
        from ttcs_desktop.basics.errors import EnvironmentProblem

        raise EnvironmentProblem("database_locked")

    from sync.engine import Engine

    engine = Engine(locked, ward.clock, ward.secrets, limits=QUICK)
    assert (engine.deliver().problem, engine.probe().problem) == ("database_locked", "database_locked")


def test_a_clock_set_back_by_years_does_not_hold_an_op_for_ever(ward: Ward, clock: FixedClock):
    submission = ward.freeze()
    clock.advance(dt.timedelta(days=-3000))

    with ward.opened() as database:
        outbox = Outbox(database, clock)
        assert [op.op_id for op in outbox.due(Lane.SUBMISSION)] == [submission]
        assert outbox.next_try() <= clock.now() + dt.timedelta(minutes=15)
    ward.engine().deliver()
    assert ward.state(submission) is OpState.DONE


def test_a_clock_set_ahead_by_years_sends_and_can_come_back(ward: Ward, clock: FixedClock):
    first = ward.freeze(version=1)
    clock.advance(dt.timedelta(days=3000))
    ward.engine().deliver()
    second = ward.freeze(version=2)
    clock.advance(dt.timedelta(days=-3000))
    ward.engine().deliver(at_once=True)
    assert (ward.state(first), ward.state(second)) == (OpState.DONE, OpState.DONE)
