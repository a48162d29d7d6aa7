"""What waits to be sent: in order, postponed within bounds, never for ever."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fresh import in_memory
from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.ledger.model import Lane, NewOp, OpState
from ttcs_desktop.ledger.outbox import LONGEST_WAIT, Outbox

MOMENT = dt.datetime(2026, 6, 2, 9, 0)
A_MINUTE = dt.timedelta(minutes=1)


def outbox() -> tuple[Outbox, FixedClock]:
    clock = FixedClock(MOMENT)
    return Outbox(in_memory(), clock), clock


def add(box: Outbox, op_id: str, lane: Lane = Lane.RECORDS) -> None:
    box.add(NewOp(op_id, lane, "plans.task", "plans.import", op_id.encode()))


def ids(box: Outbox, lane: Lane = Lane.RECORDS, **how) -> list[str]:
    return [op.op_id for op in box.due(lane, **how)]


def test_a_new_op_is_due_at_once_with_its_bytes_frozen() -> None:
    box, clock = outbox()
    add(box, "one")
    (op,) = box.due(Lane.RECORDS)
    assert (op.seq, op.body, op.sha256, op.state) == (1, b"one", sha256_hex(b"one"), OpState.WAITING)
    assert (op.made_at, op.next_at, op.attempts) == (clock.now(), clock.now(), 0)
    assert box.next_try() == clock.now()


def test_each_lane_is_served_in_the_order_of_making() -> None:
    box, _ = outbox()
    for name, lane in (("a", Lane.RECORDS), ("b", Lane.SUBMISSION), ("c", Lane.RECORDS), ("d", Lane.RECORDS)):
        add(box, name, lane)
    assert ids(box, Lane.SUBMISSION) == ["b"]
    assert ids(box, limit=2) == ["a", "c"]
    assert [op.op_id for op in box.listed(OpState.WAITING)] == ["b", "d", "c", "a"]


@given(st.integers(1, 40), st.integers(0, 7200))
def test_a_postponed_op_waits_at_most_a_quarter_of_an_hour(attempts, at_least) -> None:
    box, clock = outbox()
    add(box, "one")
    for _ in range(attempts):
        box.postpone(["one"], "hub_unreachable", at_least=dt.timedelta(seconds=at_least))
    op = box.find("one")
    wait = op.next_at - clock.now()
    assert min(dt.timedelta(seconds=at_least), LONGEST_WAIT) <= wait + dt.timedelta(milliseconds=1)
    assert wait <= min(max(dt.timedelta(seconds=2.0**attempts), dt.timedelta(seconds=at_least)), LONGEST_WAIT)
    assert dt.timedelta(minutes=15) == LONGEST_WAIT
    assert (op.attempts, op.problem) == (attempts, "hub_unreachable")
    clock.advance(LONGEST_WAIT)
    assert ids(box) == ["one"]


def test_wards_do_not_come_back_all_in_the_same_second() -> None:
    box, _ = outbox()
    names = [f"{number}" for number in range(12)]
    for name in names:
        add(box, name)
    for _ in range(10):
        box.postpone(names, "hub_unreachable")
    assert len({box.find(name).next_at for name in names}) > 1


def test_a_postponed_op_is_not_due_before_its_time_unless_the_officer_presses_the_button() -> None:
    box, clock = outbox()
    add(box, "one")
    box.postpone(["one"], "hub_unreachable", at_least=5 * A_MINUTE)
    assert (ids(box), ids(box, at_once=True)) == ([], ["one"])
    assert box.next_try() >= clock.now() + 5 * A_MINUTE
    clock.advance(16 * A_MINUTE)
    assert ids(box) == ["one"]


@pytest.mark.parametrize("days", [1, 365 * 6])
def test_a_clock_set_back_does_not_make_an_op_wait_for_ever(days) -> None:
    """Nothing is ever told to wait longer than a quarter of an hour, so a moment further off is a clock's mistake."""
    box, clock = outbox()
    add(box, "fresh")
    add(box, "postponed")
    box.postpone(["postponed"], "hub_unreachable", at_least=5 * A_MINUTE)
    clock.advance(-dt.timedelta(days=days))
    assert ids(box) == ["fresh", "postponed"]


def test_what_is_done_is_out_of_the_way_and_remembered() -> None:
    box, clock = outbox()
    add(box, "one")
    add(box, "two")
    box.postpone(["one"], "hub_unreachable")
    assert box.waiting_count() == 2
    box.mark_done(["one"])
    op = box.find("one")
    assert (op.state, op.done_at, op.problem) == (OpState.DONE, clock.now(), None)
    assert (ids(box, at_once=True), box.waiting_count(), box.last_done()) == (["two"], 1, clock.now())


def test_what_is_refused_waits_for_a_person_and_the_rest_goes_on() -> None:
    box, _ = outbox()
    add(box, "bad")
    add(box, "good")
    box.mark_refused("bad", "payload_invalid")
    assert (box.find("bad").state, box.find("bad").problem) == (OpState.REFUSED, "payload_invalid")
    assert ids(box, at_once=True) == ["good"]
    box.postpone(["bad"], "hub_unreachable")
    assert box.find("bad").state is OpState.REFUSED


def test_a_late_refusal_does_not_undo_what_the_city_has_taken() -> None:
    box, _ = outbox()
    add(box, "one")
    box.mark_done(["one"])
    box.mark_refused("one", "payload_invalid")
    assert box.find("one").state is OpState.DONE


def test_an_empty_outbox_has_no_next_try() -> None:
    box, _ = outbox()
    assert (box.next_try(), box.last_done(), box.waiting_count()) == (None, None, 0)


@given(st.integers(1, 8))
def test_a_report_is_tried_again_soon_at_first(attempts) -> None:
    box, clock = outbox()
    add(box, "one", Lane.SUBMISSION)
    for _ in range(attempts):
        box.postpone(["one"], "hub_unreachable")
    assert box.find("one").next_at - clock.now() <= dt.timedelta(seconds=20)


def test_a_report_that_nobody_takes_for_long_comes_as_seldom_as_anything() -> None:
    box, clock = outbox()
    names = [f"{number}" for number in range(40)]
    for name in names:
        add(box, name, Lane.SUBMISSION)
    for _ in range(14):
        box.postpone(names, "hub_unreachable")
    waits = [box.find(name).next_at - clock.now() for name in names]
    assert max(waits) > A_MINUTE
    assert len(set(waits)) > 1
