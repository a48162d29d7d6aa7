"""From a frozen snapshot to a verified receipt, with a real hub on a real socket."""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

from sync.facts import ReceiptFacts
from sync.hub.serving import EmbeddedHub
from tests.sync.conftest import UNIT, Ward, snapshot
from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.ledger.identity import read_enrolment
from ttcs_desktop.ledger.model import Lane, NewOp, OpState
from ttcs_desktop.ledger.outbox import Outbox
from ttcs_desktop.ledger.receipts import is_genuine


def test_a_submission_comes_back_with_a_receipt_that_verifies(ward: Ward, hub: EmbeddedHub):
    submission = ward.freeze()

    delivery = ward.engine().deliver()

    assert (delivery.sent, delivery.waiting, delivery.problem) == (1, 0, None)
    assert ward.state(submission) is OpState.DONE
    receipt = ward.receipt(submission)
    with ward.opened() as database:
        enrolment = read_enrolment(database)
    assert is_genuine(receipt, enrolment.public_key, sha256_hex(ward.op(submission).body))
    assert delivery.receipts == (receipt.receipt_no,)
    (kept,) = hub.submissions()
    assert (kept["id"], kept["unit"], kept["receipt_no"]) == (submission, UNIT, receipt.receipt_no)
    assert kept["sha256"] == sha256_hex(ward.op(submission).body)


def test_a_second_round_sends_nothing(ward: Ward, hub: EmbeddedHub):
    ward.freeze()
    ward.engine().deliver()

    again = ward.engine().deliver(at_once=True)

    assert (again.sent, again.receipts, again.problem) == (0, (), None)
    assert len(hub.submissions()) == 1


def test_the_same_bytes_sent_again_are_a_duplicate_with_the_same_receipt(ward: Ward, hub: EmbeddedHub):
    submission = ward.freeze()
    ward.engine().deliver()
    before = ward.receipt(submission)

    assert ward.engine().send_again(submission) is True

    assert ward.receipt(submission) == before
    assert len(hub.submissions()) == 1


def test_records_travel_in_batches_and_are_counted_once(ward: Ward, hub: EmbeddedHub):
    ids = ward.record(450)
    submission = ward.freeze()

    delivery = ward.engine().deliver()

    assert (delivery.sent, delivery.waiting, delivery.problem) == (451, 0, None)
    assert {ward.state(op_id) for op_id in (ids[0], ids[-1], submission)} == {OpState.DONE}


def test_two_presses_at_the_same_moment_are_one_submission(ward: Ward, hub: EmbeddedHub):
    submission = ward.freeze()
    ward.record(30)
    start = threading.Barrier(4)

    def press(_: int):
        engine = ward.engine()
        start.wait()
        return engine.deliver(at_once=True)

    with ThreadPoolExecutor(4) as pool:
        deliveries = list(pool.map(press, range(4)))

    assert [delivery.problem for delivery in deliveries] == [None] * 4
    assert ward.state(submission) is OpState.DONE
    assert len(ward.receipts()) == len(hub.submissions()) == 1


def test_another_version_of_the_same_period_is_chained_to_the_first(ward: Ward):
    first, second = ward.freeze(version=1), ward.freeze(version=2, value="673")
    ward.engine().deliver()

    one, two = ward.receipt(first), ward.receipt(second)
    assert ReceiptFacts.from_bytes(two.body).prev == sha256_hex(one.body)
    assert ReceiptFacts.from_bytes(one.body).prev == ""


def test_the_day_named_by_before_is_late_by_the_hubs_clock(ward: Ward, clock: FixedClock):
    def late_of(submission: str) -> bool:
        ward.engine().deliver(at_once=True)
        return ReceiptFacts.from_bytes(ward.receipt(submission).body).late

    clock.advance(dt.datetime(2026, 6, 5, 16, 59, tzinfo=dt.UTC) - clock.now())
    assert late_of(ward.freeze(version=1)) is False
    clock.advance(dt.timedelta(minutes=1))
    assert late_of(ward.freeze(version=2)) is True


def test_a_snapshot_without_its_fields_is_refused_and_delays_nothing(ward: Ward, clock: FixedClock):
    broken = ward.ids.new()
    with ward.opened() as database, database.transaction():
        Outbox(database, clock).add(NewOp(broken, Lane.SUBMISSION, "submission", "B01", b'{"id":1}'))
    good = ward.freeze()

    delivery = ward.engine().deliver()

    assert delivery.problem == "submit_invalid"
    assert (ward.state(broken), ward.state(good)) == (OpState.REFUSED, OpState.DONE)


def test_another_report_under_a_known_id_is_refused(ward: Ward, hub: EmbeddedHub, make_ward, clock: FixedClock):
    submission = ward.freeze()
    ward.engine().deliver()
    other = make_ward("other")
    other.enrol(hub)
    with other.opened() as database, database.transaction():
        forged = snapshot(submission, version=2)
        Outbox(database, clock).add(NewOp(submission, Lane.SUBMISSION, "submission", "B01", forged))

    assert other.engine().deliver().problem == "op_refused"
    assert other.state(submission) is OpState.REFUSED
    (kept,) = hub.submissions()
    assert kept["sha256"] == sha256_hex(ward.op(submission).body)


def test_probe_is_silent_when_the_enrolled_hub_answers(ward: Ward):
    assert ward.engine().probe().problem is None


def test_a_clock_beyond_five_minutes_is_told_and_sending_goes_on(ward: Ward, hub: EmbeddedHub):
    ward.clock = FixedClock(ward.clock.now() + dt.timedelta(minutes=6))
    submission = ward.freeze()

    assert ward.engine().probe().problem == "clock_off"
    assert ward.engine().deliver().problem is None
    assert ward.state(submission) is OpState.DONE
