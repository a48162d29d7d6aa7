"""Presses, faulty lines, hub restarts and clock jumps in any order: nothing is lost, doubled or believed too early."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.contract import PING_PATH
from sync.hub.serving import EmbeddedHub
from tests.sync.conftest import NOON, Ward
from tests.sync.lines import Exchange, TamperingLine, proven, raw_reply, tampering
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.ledger.model import Lane, OpState
from ttcs_desktop.ledger.outbox import LONGEST_WAIT

HTML = raw_reply(200, [("Content-Type", "text/html")], b"<html>", length=True)
EMPTY_RECEIPT = {"receipt": {"body": "{}", "signature": ""}, "duplicate": False}


def spoiled(exchange: Exchange) -> bytes:
    return raw_reply(exchange.status, exchange.reply_headers, exchange.reply[:-1] + b"?")


FAULTS = {
    "the request is lost": ("before", lambda e: b""),
    "the reply is lost": ("tamper", lambda e: b""),
    "a portal": ("before", lambda e: HTML),
    "a portal after the effect": ("tamper", lambda e: HTML),
    "an error after the effect": ("tamper", lambda e: raw_reply(500, [], b"", length=True)),
    "busy": ("before", lambda e: raw_reply(503, [("Retry-After", "3600")], b"", length=True)),
    "a changed byte": ("tamper", spoiled),
    "an empty receipt": ("tamper", lambda e: proven(201, EMPTY_RECEIPT) if e.method == "PUT" else None),
}
# Where a fault strikes: at the hub's proof of itself, at what comes after it, or everywhere.
PLACES = ("ping", "after ping", "everywhere")
STEPS = st.lists(
    st.tuples(st.just("fault"), st.tuples(st.sampled_from(sorted(FAULTS)), st.sampled_from(PLACES)))
    | st.tuples(st.just("healthy"), st.none())
    | st.tuples(st.just("deliver"), st.booleans())
    | st.tuples(st.just("freeze"), st.none())
    | st.tuples(st.just("record"), st.integers(1, 4))
    | st.tuples(st.just("restart"), st.none())
    | st.tuples(st.just("clock"), st.sampled_from([1, 60, 900, 86_400, -60, -86_400])),
    max_size=12,
)


def strikes(place: str, exchange: Exchange) -> bool:
    return place == "everywhere" or (place == "ping") == (PING_PATH in exchange.path)


class Story:
    """One ward, one hub, one line between them."""

    def __init__(self, ward: Ward, hub: EmbeddedHub, line: TamperingLine, first_version: int) -> None:
        self.ward, self.hub, self.line = ward, hub, line
        self.version = first_version
        self.ops: list[str] = []

    def take(self, step: str, detail: object) -> None:
        if step in ("fault", "healthy"):
            self.line.before = self.line.tamper = lambda exchange: None
            if detail:
                fault, place = detail
                side, answer = FAULTS[fault]
                setattr(self.line, side, lambda e: answer(e) if strikes(place, e) else None)
        elif step == "restart":
            self.hub.stop()
            self.hub.start()
            self.line.lead_to(self.hub.url)
        elif step == "freeze":
            self.version += 1
            self.ops.append(self.ward.freeze(version=self.version))
        elif step == "record":
            self.ops += self.ward.record(detail)
        elif step == "clock":
            self.ward.clock.advance(dt.timedelta(seconds=detail))
        else:
            delivery = self.ward.engine().deliver(at_once=detail)
            assert delivery.waiting == sum(self.ward.state(op_id) is OpState.WAITING for op_id in self.ops)

    def check(self) -> None:
        kept = {row["id"]: row for row in self.hub.submissions()}
        for op in map(self.ward.op, self.ops):
            assert op.state is not OpState.REFUSED
            if op.lane is Lane.SUBMISSION:
                receipt = self.ward.receipt(op.op_id)
                assert (op.state is OpState.DONE) == (receipt is not None)
                assert receipt is None or kept[op.op_id]["receipt_no"] == receipt.receipt_no
                assert op.op_id not in kept or kept[op.op_id]["sha256"] == op.sha256


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory):
    """One hub for every story: version numbers keep their submissions apart."""
    folder: Path = tmp_path_factory.mktemp("world")
    clock = FixedClock(NOON)
    with EmbeddedHub(folder / "hub", clock=clock) as hub, tampering(hub.url) as line:
        ward = Ward(folder / "ward.ttcs", clock)
        ward.enrol(hub)
        ward.point_at(line.url)
        yield ward, hub, line, [0]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(STEPS)
def test_faults_restarts_and_clock_jumps_lose_and_double_nothing_and_a_healthy_press_brings_all_home(world, steps):
    ward, hub, line, last_version = world
    story = Story(ward, hub, line, last_version[0])
    for step, detail in steps:
        story.take(step, detail)
        story.check()
        if (step, detail) == ("deliver", True):
            waiting = [op for op in map(ward.op, story.ops) if op.state is OpState.WAITING]
            assert all(op.next_at <= ward.clock.now() + LONGEST_WAIT for op in waiting)

    story.take("healthy", None)
    story.take("deliver", True)
    story.check()

    last_version[0] = story.version
    assert {ward.state(op_id) for op_id in story.ops} <= {OpState.DONE}
