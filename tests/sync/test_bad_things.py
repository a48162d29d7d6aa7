"""Bad things among good ones: what the hub stumbles over, and what something on the way takes for too large."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from sync.contract import PROBLEM_TYPE
from sync.hub.publishing import Told
from sync.hub.serving import EmbeddedHub
from tests.sync.conftest import Ward
from tests.sync.lines import Exchange, TamperingLine, proven, raw_reply, tampering
from tests.sync.test_bad_replies import html, only
from tests.sync.test_bad_replies import plain_of as plain
from ttcs_desktop.basics.canonical import canonical_bytes
from ttcs_desktop.ledger.model import OpState


@pytest.fixture
def line(ward: Ward, hub: EmbeddedHub) -> Iterator[TamperingLine]:
    with tampering(hub.url) as made:
        ward.point_at(made.url)
        yield made


@pytest.mark.parametrize("at_once", [False, True])
def test_five_bad_records_next_to_one_another_delay_nothing_else(ward: Ward, line: TamperingLine, at_once: bool):
    ids = ward.record(60)
    bad = ids[20:25]
    line.before = lambda e: html(500) if any(one.encode() in plain(e) for one in bad) else None

    delivery = ward.engine().deliver(at_once=at_once)

    assert (delivery.sent, delivery.waiting, delivery.problem) == (55, 5, "hub_error")
    assert {one for one in ids if ward.state(one) is OpState.WAITING} == set(bad)
    assert len(line.seen) < 35


def test_five_bad_reports_next_to_one_another_delay_nothing_else(ward: Ward, line: TamperingLine):
    bad = [ward.freeze(year=2020 + number) for number in range(5)]
    good = ward.freeze()
    ward.record(3)
    line.before = lambda e: html(500) if e.path.rpartition("/")[2] in bad else None

    delivery = ward.engine().deliver()

    assert (delivery.sent, delivery.waiting) == (4, 5)
    assert ward.receipt(good) is not None
    line.before = lambda e: None
    assert ward.engine().deliver(at_once=True).waiting == 0


def test_a_hub_that_is_down_meanwhile_is_not_asked_for_each_thing(ward: Ward, line: TamperingLine):
    """The second failure running asks whether it is well: it is not, and everything waits alike."""
    ids = ward.record(40)

    def down(exchange: Exchange):
        return None if not any(e.method == "POST" for e in line.seen) else html(500)

    line.before = down
    assert ward.engine().deliver().problem == "hub_error"
    assert [e.method for e in line.seen].count("GET") == 2
    assert line.seen[-1].method == "GET"
    assert {ward.op(one).attempts for one in ids} == {1}


def test_a_lane_of_which_nothing_is_taken_holds_up_neither_the_other_one_nor_the_news(
    ward: Ward, hub: EmbeddedHub, line: TamperingLine
):
    for number in range(8):
        ward.freeze(year=2010 + number)
    ward.record(3)
    hub.publish(Told("central", "article", "a1", {"title": "Tin", "text": "Lời"}))
    line.before = lambda e: html(500) if e.method == "PUT" else None

    delivery = ward.engine().deliver()

    assert (delivery.sent, delivery.received, delivery.waiting, delivery.problem) == (3, 1, 8, "hub_error")
    assert len(line.seen) < 16
    assert ward.engine().deliver().problem is None, "the lane waits, nothing of it is due"


def test_things_that_failed_beside_a_hub_that_is_well_are_out_of_the_way_the_next_time(
    ward: Ward, line: TamperingLine, clock
):
    ids = ward.record(12)
    bad = ids[:9]
    line.before = lambda e: html(500) if any(one.encode() in plain(e) for one in bad) else None
    ward.engine().deliver()
    for _ in range(3):
        clock.advance(dt.timedelta(seconds=30))
        ward.engine().deliver()
    assert {one for one in ids if ward.state(one) is OpState.WAITING} == set(bad)


def proxy(status: int, *headers: tuple[str, str]) -> bytes:
    """What something on the way says: no digest, no header of ours."""
    return raw_reply(status, (("Content-Type", "text/plain"), *headers), b"request entity too large", length=True)


@pytest.mark.parametrize("said", [lambda: html(413), lambda: proxy(413), lambda: raw_reply(413, (), b"")])
def test_what_a_proxy_says_is_too_large_is_refused_by_nobody(ward: Ward, line: TamperingLine, said):
    submission = ward.freeze()
    (big,), small = ward.record(1, body=canonical_bytes({"text": "ab" * 4_000})), ward.record(3)
    line.before = lambda e: said() if e.method == "PUT" or b"ababab" in plain(e) else None

    delivery = ward.engine().deliver()

    assert (delivery.sent, delivery.waiting, delivery.refused) == (3, 2, False)
    assert delivery.problem == "line_narrow"
    assert {ward.state(one) for one in (submission, big)} == {OpState.WAITING}
    assert {ward.state(one) for one in small} == {OpState.DONE}
    line.before = lambda e: None
    assert ward.engine().deliver(at_once=True).problem is None
    assert ward.receipt(submission) is not None


def test_the_hubs_own_no_to_something_too_large_sets_it_aside(ward: Ward, line: TamperingLine):
    submission = ward.freeze()
    line.before = only("PUT", lambda e: proven(413, {"type": "too_large", "status": 413}, PROBLEM_TYPE))
    assert ward.engine().deliver().refused
    assert (ward.state(submission), ward.op(submission).problem) == (OpState.REFUSED, "op_refused")
