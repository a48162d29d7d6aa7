"""Connections cut at one byte after another, both ways: everything arrives exactly once, nothing is half believed.

Every request that a ward makes is cut: the hub's proof of itself, a report, records, a page, an enrolment.
"""

from __future__ import annotations

import os
from contextlib import suppress

import pytest

from sync.enrol import enrol
from sync.hub.publishing import Told
from sync.hub.serving import EmbeddedHub
from sync.streams import CENTRAL
from tests.sync.conftest import QUICK, UNIT, Ward
from tests.sync.lines import CuttingLine, cutting
from ttcs_desktop.basics.errors import SyncProblem
from ttcs_desktop.ledger.identity import read_enrolment
from ttcs_desktop.ledger.model import OpState

# urllib3 grumbles about a header cut in two before our reader refuses the reply.
# Primes, so that the cuts meet every part of head and body; with --all a report is cut at every byte, the others at
# every third: at every one all of them take ten minutes.
ALL = bool(os.environ.get("TTCS_ALL"))
STEP, WIDE = (1, 3) if ALL else (17, 71)
DIRECTIONS = [pytest.param("reply", marks=pytest.mark.may_log("Failed to parse headers")), "ask"]


def gone(line: CuttingLine, direction: str) -> int:
    return line.replied if direction == "reply" else line.asked


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_cut_anywhere_a_submission_arrives_once(ward: Ward, hub: EmbeddedHub, direction: str):
    with cutting(hub.url) as line:
        ward.point_at(line.url)
        ward.freeze(version=1)
        assert ward.engine().deliver().problem is None
        whole = gone(line, direction)

        sent = 1
        for limit in range(0, whole + 20, STEP):
            line.heal(**{f"{direction}_limit": limit})
            submission = ward.freeze(version=sent + 1)
            sent += 1
            cut = ward.engine().deliver(at_once=True)
            done = ward.state(submission) is OpState.DONE
            assert done == (ward.receipt(submission) is not None), limit
            assert done == (cut.problem is None), limit

            line.heal()
            healed = ward.engine().deliver(at_once=True)
            assert (healed.problem, ward.state(submission)) == (None, OpState.DONE), limit

    kept = {row["id"]: row["receipt_no"] for row in hub.submissions()}
    assert kept == {receipt.id: receipt.receipt_no for receipt in ward.receipts()}
    assert len(kept) == sent


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_records_cut_anywhere_arrive_once(ward: Ward, hub: EmbeddedHub, direction: str):
    with cutting(hub.url) as line:
        ward.point_at(line.url)
        ward.record(3)
        ward.engine().deliver()
        whole = gone(line, direction)

        for limit in range(0, whole + 20, WIDE):
            line.heal(**{f"{direction}_limit": limit})
            ids = ward.record(3)
            ward.engine().deliver(at_once=True)
            line.heal()
            assert ward.engine().deliver(at_once=True).problem is None, limit
            assert {ward.state(op_id) for op_id in ids} == {OpState.DONE}


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_page_cut_anywhere_is_read_once(ward: Ward, hub: EmbeddedHub, direction: str):
    """Its lines and the place behind them are kept together, or neither is."""

    def publish(number: int) -> None:
        hub.publish(Told(CENTRAL, "notice", f"n{number}", {"text": "Thông báo"}))

    def lines_and_place() -> tuple[int, int]:
        with ward.opened() as record:
            [place] = record.rows("SELECT seq FROM stream_cursor WHERE stream = ?", (CENTRAL,))
            return len(record.rows("SELECT number FROM received_line")), place["seq"]

    with cutting(hub.url) as line:
        ward.point_at(line.url)
        publish(1)
        assert ward.engine().deliver(at_once=True).received == 1
        whole, told = gone(line, direction), 1
        for limit in range(0, whole + 20, WIDE):
            line.heal(**{f"{direction}_limit": limit})
            told += 1
            publish(told)
            cut = ward.engine().deliver(at_once=True)
            lines, place = lines_and_place()
            assert lines == place, limit
            assert lines in ((told,) if cut.problem is None else (told - 1, told)), limit
            line.heal()
            assert ward.engine().deliver(at_once=True).problem is None, limit
            assert lines_and_place() == (told, told), limit


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_an_enrolment_cut_anywhere_is_finished_with_the_same_code(
    make_ward, hub: EmbeddedHub, direction: str, tmp_path
):
    def attempt(ward: Ward, code: str) -> None:
        with ward.opened() as record:
            enrol(record, ward.identity, ward.secrets, url=line.url, code=code, limits=QUICK)

    with cutting(hub.url) as line:
        attempt(make_ward("whole"), hub.new_code(UNIT))
        whole = gone(line, direction)
        for limit in range(0, whole + 20, WIDE):
            ward, code = make_ward(f"cut-{limit}"), hub.new_code(UNIT)
            line.heal(**{f"{direction}_limit": limit})
            with suppress(SyncProblem):
                attempt(ward, code)
            with ward.opened() as record:
                known = read_enrolment(record)
            if known is not None:  # nobody believes to be enrolled without a token
                assert ward.secrets.token(ward.identity.record_id, known.public_key), limit
            line.heal()
            attempt(ward, code)
            submission = ward.freeze(version=limit + 1)
            assert ward.engine().deliver(at_once=True).problem is None, limit
            assert ward.state(submission) is OpState.DONE
            ward.path.unlink()
