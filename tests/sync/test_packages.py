"""What waits, on a stick: taken in once however it comes, proven both ways, no half file anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.hub.publishing import Told
from sync.hub.serving import EmbeddedHub, revoke, take_package
from sync.package_file import PACKAGE_MARK
from sync.streams import CENTRAL
from tests.sync.conftest import UNIT, Ward
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput, SyncProblem
from ttcs_desktop.ledger.model import OpState
from ttcs_desktop.ledger.received import Received


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def carry(ward: Ward, hub_folder: Path, stick: Path):
    """There and back; what the ward says of it."""
    ward.engine().write_package(stick / "goi.ttcs")
    take_package(hub_folder, stick / "goi.ttcs", stick / "tra-loi.ttcs", clock=ward.clock)
    return ward.engine().take_answer(stick / "tra-loi.ttcs")


def things(ward: Ward) -> list[str]:
    with ward.opened() as database:
        return [line.told.thing_id for line in Received(database, ward.clock).waiting()]


def test_it_brings_home_what_a_line_would_have(ward: Ward, hub: EmbeddedHub, tmp_path, stick):
    hub.publish(Told(CENTRAL, "article", "a1", {"title": "x"}))
    records, report = ward.record(3), ward.freeze()
    delivery = carry(ward, tmp_path / "hub", stick)
    assert (delivery.sent, delivery.received, delivery.waiting, delivery.problem) == (4, 1, 0, None)
    assert ward.receipt(report).receipt_no == delivery.receipts[0]
    assert {ward.state(one) for one in (*records, report)} == {OpState.DONE}
    assert things(ward) == ["a1"]


def test_twice_and_also_over_the_line_counts_once(ward: Ward, hub: EmbeddedHub, tmp_path, stick):
    ward.record(3)
    report = ward.freeze()
    ward.engine().write_package(stick / "goi.ttcs")
    assert ward.engine().deliver(at_once=True).sent == 4
    receipt = ward.receipt(report)
    for _ in range(2):
        take_package(tmp_path / "hub", stick / "goi.ttcs", stick / "tra-loi.ttcs", clock=ward.clock)
        delivery = ward.engine().take_answer(stick / "tra-loi.ttcs")
        assert (delivery.sent, delivery.problem) == (0, None)
    assert ward.receipts() == [receipt]
    assert len(hub.submissions()) == 1


def test_an_old_answer_takes_nothing_back(ward: Ward, hub: EmbeddedHub, tmp_path, stick):
    hub.publish(Told(CENTRAL, "article", "a1", {"title": "x"}))
    carry(ward, tmp_path / "hub", stick)
    hub.publish(Told(CENTRAL, "article", "a2", {"title": "y"}))
    assert ward.engine().deliver(at_once=True).received == 1
    assert ward.engine().take_answer(stick / "tra-loi.ttcs").received == 0
    assert things(ward) == ["a1", "a2"]


def test_what_the_hub_refuses_needs_a_person_and_the_rest_goes_on(ward: Ward, hub: EmbeddedHub, tmp_path, stick):
    from sync.hub import intake
    from sync.hub.store import open_store

    store = open_store(tmp_path / "hub")
    intake.close_period(store, "184-6T", 2026)
    store.close()
    closed, records = ward.freeze(), ward.record(2)
    delivery = carry(ward, tmp_path / "hub", stick)
    assert (delivery.problem, delivery.refused) == ("submit_closed", True)
    assert ward.state(closed) is OpState.REFUSED
    assert {ward.state(one) for one in records} == {OpState.DONE}


def test_nobody_reads_it_on_the_way(ward: Ward, hub: EmbeddedHub, stick):
    ward.freeze(value="672")
    ward.engine().write_package(stick / "goi.ttcs")
    data = (stick / "goi.ttcs").read_bytes()
    assert b"C02" not in data
    token = next(iter(ward.secrets._backend().entries.values()))
    assert token.encode() not in data


@pytest.mark.parametrize("place", [0.01, 0.3, 0.6, 0.99])
@pytest.mark.parametrize("how", ["cut", "flipped"])
def test_a_damaged_package_is_taken_in_no_part(ward: Ward, hub: EmbeddedHub, tmp_path, stick, place, how):
    ward.record(3)
    ward.engine().write_package(stick / "goi.ttcs")
    data = bytearray((stick / "goi.ttcs").read_bytes())
    at = int(len(data) * place)
    if how == "cut":
        del data[at:]
    else:
        data[at] ^= 1
    (stick / "goi.ttcs").write_bytes(data)
    with pytest.raises(InvalidInput) as met:
        take_package(tmp_path / "hub", stick / "goi.ttcs", stick / "tra-loi.ttcs", clock=ward.clock)
    assert met.value.code in ("package_damaged", "file_not_package", "package_not_proven", "package_other_hub")
    assert not (stick / "tra-loi.ttcs").exists()
    assert ward.engine().deliver(at_once=True).sent == 3


@pytest.mark.parametrize("place", [0.0, 0.1, 0.5, 0.9, 1.0])
def test_a_damaged_answer_changes_nothing(ward: Ward, hub: EmbeddedHub, tmp_path, stick, place):
    (record,) = ward.record()
    ward.engine().write_package(stick / "goi.ttcs")
    take_package(tmp_path / "hub", stick / "goi.ttcs", stick / "tra-loi.ttcs", clock=ward.clock)
    data = bytearray((stick / "tra-loi.ttcs").read_bytes())
    data[min(len(data) - 1, int(len(data) * place))] ^= 1
    (stick / "tra-loi.ttcs").write_bytes(data)
    with pytest.raises(InvalidInput) as met:
        ward.engine().take_answer(stick / "tra-loi.ttcs")
    assert met.value.code in ("file_not_answer", "answer_damaged", "answer_other_hub")
    assert ward.state(record) is OpState.WAITING


def test_a_pc_that_was_shut_out_or_never_enrolled_is_not_believed(ward: Ward, hub: EmbeddedHub, tmp_path, stick):
    ward.record(1)
    ward.engine().write_package(stick / "goi.ttcs")
    revoke(tmp_path / "hub", ward.identity.device_id, clock=ward.clock)
    with pytest.raises(InvalidInput) as met:
        take_package(tmp_path / "hub", stick / "goi.ttcs", stick / "tra-loi.ttcs", clock=ward.clock)
    assert met.value.code == "package_not_proven"


def test_an_answer_for_another_pc_and_a_package_for_another_hub_are_named(
    ward: Ward, hub: EmbeddedHub, make_ward, tmp_path, stick, clock
):
    carry(ward, tmp_path / "hub", stick)
    other = make_ward("other")
    other.enrol(hub)
    with pytest.raises(InvalidInput) as met:
        other.engine().take_answer(stick / "tra-loi.ttcs")
    assert met.value.code == "answer_other_record"
    with EmbeddedHub(tmp_path / "second", clock=clock), pytest.raises(InvalidInput) as met:
        take_package(tmp_path / "second", stick / "goi.ttcs", stick / "x.ttcs")
    assert met.value.code == "package_other_hub"
    with pytest.raises(InvalidInput) as met:
        ward.engine().take_answer(stick / "goi.ttcs")
    assert met.value.code == "file_not_answer"


def test_a_ward_without_a_hub_and_a_stick_that_is_gone_say_so(ward: Ward, make_ward, tmp_path):
    with pytest.raises(SyncProblem) as met:
        make_ward("by hand").engine().write_package(tmp_path / "x.ttcs")
    assert met.value.code == "manual_route"
    with pytest.raises(EnvironmentProblem) as gone:
        ward.engine().write_package(tmp_path / "gone" / "x.ttcs")
    assert gone.value.code == "folder_unsuitable"
    assert not list(tmp_path.glob("*.part"))


def test_the_ward_it_comes_from_is_written_on_it(ward: Ward, hub: EmbeddedHub, stick):
    ward.engine().write_package(stick / "goi.ttcs")
    head = (stick / "goi.ttcs").read_bytes().removeprefix(PACKAGE_MARK).partition(b"\n")[0]
    assert f'"unit":"{UNIT}"'.encode() in head
