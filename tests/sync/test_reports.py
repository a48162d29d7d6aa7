"""Real reports, as the record freezes them: every shipped one can be submitted, and the first of two PCs wins."""

from __future__ import annotations

from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from sync.engine import Engine
from sync.facts import ReceiptFacts
from sync.hub.serving import EmbeddedHub
from tests.sync.conftest import QUICK
from tests.sync.offices import AFTER_ALL_CUT_OFFS, office
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.ledger.model import OpState
from ttcs_desktop.ledger.receipts import Receipts, is_genuine
from ttcs_desktop.statistics.catalogue import shipped_catalogue
from ttcs_desktop.statistics.model import ReportState
from ttcs_desktop.storage.backup import copy_to
from ttcs_desktop.storage.schema import open_record

TEMPLATES = shipped_catalogue().templates


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(AFTER_ALL_CUT_OFFS)


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_shipped_report_can_be_submitted(template: str, hub: EmbeddedHub, tmp_path: Path) -> None:
    with office(tmp_path / "pc", hub) as pc:
        snapshot = pc.freeze(template)

        delivery = pc.engine.deliver()

        assert (delivery.problem, delivery.waiting) == (None, 0)
        assert pc.state(template) is ReportState.SUBMITTED
        receipt = ReceiptFacts.from_bytes(pc.ward.statistics.receipt(snapshot).body)
        due = TEMPLATES[template].due(2026)
        assert receipt.submission.before == (due.isoformat() if due else None)
        assert receipt.late is (due is not None)
        assert pc.engine.send_again(snapshot.id) is True


def test_the_same_period_from_another_pc_is_refused_with_the_first_receipt(hub: EmbeddedHub, tmp_path: Path) -> None:
    with office(tmp_path / "one", hub) as one, office(tmp_path / "two", hub) as two:
        first, second = one.freeze("184-6T"), two.freeze("184-6T", propagandists=25)
        assert (first.id, first.sha256 == second.sha256) == (second.id, False)
        one.engine.deliver()

        delivery = two.engine.deliver()

        assert (delivery.problem, delivery.waiting, delivery.receipts) == ("submit_already", 0, ())
        assert delivery.sent > 0, "everyday work goes on"
        refused = two.ward.ledger.outbox.find(second.id)
        assert (refused.state, refused.problem) == (OpState.REFUSED, "submit_already")
        assert two.state("184-6T") is ReportState.REFUSED
        assert two.ward.statistics.receipt(second) is None
        assert two.ward.receipts.all() == []
        kept = two.ward.receipts.first(second.id)
        assert kept.body == one.ward.statistics.receipt(first).body
        assert is_genuine(kept, two.ward.enrolment.public_key, first.sha256)
        assert not is_genuine(kept, two.ward.enrolment.public_key, second.sha256)
        assert [row["sha256"] for row in hub.submissions()] == [first.sha256]


def test_the_first_stays_submitted_and_a_correction_of_the_second_is_a_version_of_its_own(
    hub: EmbeddedHub, tmp_path: Path
) -> None:
    with office(tmp_path / "one", hub) as one, office(tmp_path / "two", hub) as two:
        one.freeze("184-6T")
        two.freeze("184-6T", propagandists=25)
        for pc in (one, two, one):
            pc.engine.deliver(at_once=True)
        assert one.state("184-6T") is ReportState.SUBMITTED

        two.ward.statistics.enter("184-6T", 2026, {"F01": Decimal(26)}, "Danh sách ngày 29/5/2026")
        two.ward.statistics.correct("184-6T", 2026, "Máy kia chưa tính người mới")
        two.engine.deliver(at_once=True)

        assert two.state("184-6T") is ReportState.SUBMITTED
        assert [row["version"] for row in hub.submissions()] == [1, 2]


def test_a_record_brought_back_from_a_copy_gets_the_receipt_it_was_given(hub: EmbeddedHub, tmp_path: Path) -> None:
    with office(tmp_path / "pc", hub) as pc:
        snapshot = pc.freeze("184-6T")
        copy_to(pc.ward.database, tmp_path / "copy.db")
        pc.engine.deliver()
        given = pc.ward.statistics.receipt(snapshot)

        from_copy = Engine(lambda: open_record(tmp_path / "copy.db"), pc.ward.clock, pc.engine.secrets, limits=QUICK)

        assert from_copy.deliver().problem is None
        with closing(open_record(tmp_path / "copy.db")) as database:
            assert Receipts(database).find(snapshot.id).body == given.body
        assert len(hub.submissions()) == 1
