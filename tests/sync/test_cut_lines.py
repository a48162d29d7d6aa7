"""The line breaks anywhere: always one submission, always the same receipt, never "done" without one."""

from __future__ import annotations

import os

import pytest

from sync.hub.serving import EmbeddedHub
from tests.sync.conftest import Ward
from tests.sync.lines import cutting
from ttcs_desktop.ledger.model import OpState

# urllib3 grumbles about a header cut in two before our reader refuses the reply.
# A prime, so that the cuts meet every part of head and body; at every byte (with --all) they take a minute.
STEP = 1 if os.environ.get("TTCS_ALL") else 7
DIRECTIONS = [pytest.param("reply", marks=pytest.mark.logs("Failed to parse headers")), "ask"]


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_cut_anywhere_a_submission_arrives_once(ward: Ward, hub: EmbeddedHub, direction: str):
    with cutting(hub.url) as line:
        ward.point_at(line.url)
        ward.freeze(version=1)
        assert ward.engine().deliver().problem is None
        whole = line.replied if direction == "reply" else line.asked

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
        whole = line.replied if direction == "reply" else line.asked

        for limit in range(0, whole + 20, 41):
            line.heal(**{f"{direction}_limit": limit})
            ids = ward.record(3)
            ward.engine().deliver(at_once=True)
            line.heal()
            assert ward.engine().deliver(at_once=True).problem is None, limit
            assert {ward.state(op_id) for op_id in ids} == {OpState.DONE}
