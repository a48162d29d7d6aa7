"""Freezing: bytes that never change, a correction beside them, and how far a report has come."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sqlite3
from decimal import Decimal

import pytest

from tests.statistics.worked import BY_HAND, CODE, MONDAY, TUESDAY, YEAR, make_ready, worked_week
from tests.wards import POWER_CUT, clock_of, code_of, set_clock
from ttcs_desktop.basics.canonical import canonical_bytes, sha256_hex
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.signature import new_private_key, public_key, sign
from ttcs_desktop.ledger.identity import Enrolment, write_enrolment
from ttcs_desktop.ledger.model import Lane, OpState, Receipt
from ttcs_desktop.office.units import UnitEntry
from ttcs_desktop.statistics.model import ReportState, Snapshot
from ttcs_desktop.statistics.snapshot import counted_values, read
from ttcs_desktop.workspace import Workspace, open_workspace

KEY = new_private_key()
DAY = dt.timedelta(days=1)


@pytest.fixture
def ward(tmp_path) -> Workspace:
    made = worked_week(tmp_path)
    make_ready(made)
    return made


def enrolled(ward: Workspace) -> Workspace:
    hub = Enrolment("http://127.0.0.1:1", "hub", "Sở Văn hóa và Thể thao", public_key(KEY))
    write_enrolment(ward.database, hub)
    return ward.again()


def receipt_for(ward: Workspace, snapshot: Snapshot, *, key: str = KEY) -> Receipt:
    body = canonical_bytes({"what": "receipt", "submission": snapshot.id, "sha256": snapshot.sha256})
    now = ward.clock.now()
    return Receipt(snapshot.id, "HN-1", body, sign(key, body), public_key(key), snapshot.sha256, now, now)


def state(ward: Workspace) -> ReportState:
    assert ward.statistics.report(CODE, YEAR).state is ward.statistics.state(CODE, YEAR)
    return ward.statistics.state(CODE, YEAR)


def withdraw_a_play(ward: Workspace) -> None:
    entry = next(entry for entry in ward.broadcast.log.entries(MONDAY, MONDAY) if entry.start == dt.time(14))
    ward.broadcast.log.correct(entry.id, POWER_CUT)


def test_what_is_frozen_is_what_was_counted(ward) -> None:
    snapshot = ward.statistics.freeze(CODE, YEAR)
    content = read(snapshot.body)
    assert snapshot.sha256 == sha256_hex(snapshot.body)
    assert canonical_bytes(content) == snapshot.body
    assert counted_values(content) == {**BY_HAND, "F01": Decimal(12)}
    assert (content["template"], content["year"], content["version"], content["unit"]["code"]) == (
        CODE,
        YEAR,
        1,
        "99999",
    )
    assert content["window"] == {"start": "2026-01-01", "cut_off": "2026-05-30", "before": "2026-06-06"}
    assert [one["code"] for one in content["explanations"]] == ["airings_unconfirmed"]
    assert snapshot.frozen_by == ward.ledger.actor


def test_a_snapshot_explains_itself_by_its_own_records(ward) -> None:
    content = read(ward.statistics.freeze(CODE, YEAR).body)
    lines = {line["code"]: line for line in content["values"]}
    shares = [record["amount"] for record in lines["C02"]["records"]]
    assert sorted(shares) == sorted(["1", "1/2", "1/6", "1/3", "1", "1/2"])
    assert all(record["id"] and record["label"] and record["date"] for record in lines["C02"]["records"])
    assert len(lines["C12"]["whole"]) == 7
    assert lines["C10"]["broken_down"] == {"normal": "5", "priority": "0", "urgent": "1"}


def test_pressed_twice_it_is_one_version(ward) -> None:
    first = ward.statistics.freeze(CODE, YEAR)
    clock_of(ward).advance(dt.timedelta(hours=3))
    assert ward.statistics.freeze(CODE, YEAR) == first
    assert len(ward.statistics.versions(CODE, YEAR)) == 1


def test_the_same_record_gives_the_same_bytes_on_another_pc_and_day(ward, tmp_path) -> None:
    ward.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    other = open_workspace(shutil.copytree(ward.folder, tmp_path / "other"), ward.clock)
    first = ward.statistics.freeze(CODE, YEAR)
    clock_of(ward).advance(2 * DAY)
    other.ledger.actor = "somebody else"
    second = other.statistics.freeze(CODE, YEAR)
    assert (second.body, second.id) == (first.body, first.id)
    assert second.frozen_at != first.frozen_at


def test_open_findings_stop_the_freeze_by_name(tmp_path) -> None:
    ward = worked_week(tmp_path)
    with pytest.raises(InvalidInput) as caught:
        ward.statistics.freeze(CODE, YEAR)
    assert (code_of(caught), caught.value.field, caught.value.details["check"]) == (
        "report_open",
        "F01",
        "value_missing",
    )
    ward.statistics.enter(CODE, YEAR, {"F01": Decimal(12)}, "Quyết định số 15/QĐ-UBND")
    with pytest.raises(InvalidInput) as caught:
        ward.statistics.freeze(CODE, YEAR)
    assert caught.value.details["check"] == "airings_unconfirmed"
    assert ward.statistics.versions(CODE, YEAR) == []


@pytest.mark.parametrize(("moment", "allowed"), [((2026, 5, 30, 23, 59), False), ((2026, 5, 31, 0, 0), True)])
def test_nothing_is_frozen_before_the_window_is_over(ward, moment, allowed) -> None:
    set_clock(ward, dt.datetime(*moment))
    if allowed:
        assert ward.statistics.freeze(CODE, YEAR).version == 1
        return
    with pytest.raises(InvalidInput) as caught:
        ward.statistics.freeze(CODE, YEAR)
    assert (code_of(caught), caught.value.details["cut_off"]) == ("before_cut_off", dt.date(2026, 5, 30))


def test_what_happens_later_leaves_a_frozen_version_as_it_was(ward) -> None:
    first = ward.statistics.freeze(CODE, YEAR)
    withdraw_a_play(ward)
    item = ward.content.items()[0]
    ward.content.edit(item.id, "Tên khác", "Bản khác.")
    assert ward.statistics.versions(CODE, YEAR) == [first]
    with pytest.raises(sqlite3.IntegrityError), ward.database.transaction():
        ward.database.execute("UPDATE snapshot SET body = x'00'")


def test_a_correction_is_the_next_version_with_its_reason_and_what_changed(ward) -> None:
    first = ward.statistics.freeze(CODE, YEAR)
    withdraw_a_play(ward)
    clock_of(ward).advance(DAY)
    second = ward.statistics.correct(CODE, YEAR, "Ghi nhầm lượt 14:00 ngày 25/5")
    content = read(second.body)
    assert (second.version, content["reason"]) == (2, "Ghi nhầm lượt 14:00 ngày 25/5")
    changes = {one["code"]: (one["before"], one["after"]) for one in content["changes"]}
    assert changes == {
        "C01": ("4", "3"),
        "C02": ("3.5", "3.3"),
        "C10": ("6", "5"),
        "C12": ("78.6", "64.3"),
        "C13": ("71.4", "67.9"),
    }
    assert ward.statistics.versions(CODE, YEAR) == [first, second]
    assert ward.statistics.latest(CODE, YEAR) == second
    assert second.id != first.id


def test_a_correction_that_changes_nothing_is_refused(ward) -> None:
    with pytest.raises(InvalidInput, match="nothing_frozen"):
        ward.statistics.correct(CODE, YEAR, "Sửa")
    ward.statistics.freeze(CODE, YEAR)
    with pytest.raises(InvalidInput, match="nothing_changed"):
        ward.statistics.correct(CODE, YEAR, "Sửa")
    withdraw_a_play(ward)
    with pytest.raises(InvalidInput, match="reason_missing"):
        ward.statistics.correct(CODE, YEAR, " ")
    assert len(ward.statistics.versions(CODE, YEAR)) == 1


def test_a_changed_explanation_alone_is_a_change(ward) -> None:
    ward.statistics.freeze(CODE, YEAR)
    (check,) = [one for one in ward.statistics.report(CODE, YEAR).checks if one.explanation]
    ward.statistics.explain(CODE, YEAR, check.id, "Đã xác minh lại với tổ trưởng.")
    assert read(ward.statistics.correct(CODE, YEAR, "Bổ sung giải trình").body)["changes"] == []


def test_a_correction_keeps_the_name_that_the_ward_had(ward) -> None:
    """The window lies before the rename, and a correction must stand under the same unit as what it corrects."""
    first = read(ward.statistics.freeze(CODE, YEAR).body)
    ward.office.name_unit(
        UnitEntry("99999", "Mẫu Mới", ward.office.unit(MONDAY).kind, "99", "Thành phố Mẫu"), dt.date(2026, 6, 2)
    )
    withdraw_a_play(ward)
    assert read(ward.statistics.correct(CODE, YEAR, "Ghi nhầm").body)["unit"] == first["unit"]


def test_the_paper_stands_beside_the_bytes(ward) -> None:
    snapshot = ward.statistics.freeze(CODE, YEAR)
    assert ward.statistics.paper(snapshot) is None
    with pytest.raises(InvalidInput, match="paper_number_missing"):
        ward.statistics.note_paper(snapshot, " ", dt.date(2026, 6, 3), "Nguyễn Văn An", "Phó Chủ tịch")
    ward.statistics.note_paper(snapshot, "45/BC-UBND", dt.date(2026, 6, 3), "Nguyễn Văn An", "Phó Chủ tịch")
    assert ward.statistics.paper(snapshot).number == "45/BC-UBND"
    assert ward.statistics.latest(CODE, YEAR) == snapshot


def test_a_report_goes_from_open_to_frozen_to_typed_in_by_hand(ward) -> None:
    assert state(ward) is ReportState.OPEN
    snapshot = ward.statistics.freeze(CODE, YEAR)
    assert state(ward) is ReportState.FROZEN
    assert ward.ledger.outbox.find(snapshot.id) is None
    with pytest.raises(InvalidInput, match="reference_missing"):
        ward.statistics.note_manual(snapshot, " ", dt.date(2026, 6, 3), "Trần Thị Bình")
    ward.statistics.note_manual(snapshot, "Phiếu 118", dt.date(2026, 6, 3), "Trần Thị Bình")
    assert state(ward) is ReportState.MANUAL
    assert ward.statistics.report(CODE, YEAR).receipt is None


def test_freezing_queues_the_frozen_bytes_for_the_city_first_of_all(ward) -> None:
    ward = enrolled(ward)
    snapshot = ward.statistics.freeze(CODE, YEAR)
    (op,) = ward.ledger.outbox.due(Lane.SUBMISSION)
    assert (op.op_id, op.body, op.sha256) == (snapshot.id, snapshot.body, snapshot.sha256)
    assert state(ward) is ReportState.WAITING
    ward.statistics.queue(snapshot)
    assert len(ward.ledger.outbox.due(Lane.SUBMISSION)) == 1


def test_what_was_frozen_before_the_enrolment_can_be_queued_later(ward) -> None:
    snapshot = ward.statistics.freeze(CODE, YEAR)
    ward = enrolled(ward)
    ward.statistics.queue(snapshot)
    ward.statistics.queue(snapshot)
    (op,) = ward.ledger.outbox.due(Lane.SUBMISSION)
    assert op.body == snapshot.body


def test_only_a_genuine_receipt_makes_a_report_submitted(ward) -> None:
    ward = enrolled(ward)
    snapshot = ward.statistics.freeze(CODE, YEAR)
    ward.ledger.outbox.mark_done([snapshot.id])
    assert state(ward) is ReportState.WAITING
    ward.receipts.store(receipt_for(ward, snapshot))
    assert state(ward) is ReportState.SUBMITTED
    assert ward.statistics.report(CODE, YEAR).receipt.receipt_no == "HN-1"


def test_a_receipt_of_another_key_proves_nothing(ward) -> None:
    ward = enrolled(ward)
    snapshot = ward.statistics.freeze(CODE, YEAR)
    ward.receipts.store(receipt_for(ward, snapshot, key=new_private_key()))
    assert (state(ward), ward.statistics.receipt(snapshot)) == (ReportState.WAITING, None)


def test_the_receipt_of_a_version_is_none_for_its_correction(ward) -> None:
    ward = enrolled(ward)
    ward.receipts.store(receipt_for(ward, ward.statistics.freeze(CODE, YEAR)))
    withdraw_a_play(ward)
    ward.statistics.correct(CODE, YEAR, "Ghi nhầm")
    assert state(ward) is ReportState.WAITING


def test_a_refused_report_says_so(ward) -> None:
    ward = enrolled(ward)
    snapshot = ward.statistics.freeze(CODE, YEAR)
    ward.ledger.outbox.mark_refused(snapshot.id, "submit_invalid")
    assert ward.ledger.outbox.find(snapshot.id).state is OpState.REFUSED
    assert state(ward) is ReportState.REFUSED


def test_a_refused_report_that_was_typed_in_by_hand_is_no_longer_owed(ward) -> None:
    ward = enrolled(ward)
    snapshot = ward.statistics.freeze(CODE, YEAR)
    ward.ledger.outbox.mark_refused(snapshot.id, "submit_invalid")
    ward.statistics.note_manual(snapshot, "Phiếu 118", dt.date(2026, 6, 3), "Trần Thị Bình")
    assert state(ward) is ReportState.MANUAL


def test_last_years_numbers_stand_beside_this_years(ward) -> None:
    ward.statistics.freeze(CODE, YEAR)
    set_clock(ward, dt.datetime(2027, 6, 2, 9, 0))
    report = ward.statistics.report(CODE, YEAR + 1)
    assert report.previous["C02"] == Decimal("3.5")
    assert {check.indicator for check in report.checks if check.code == "value_jumped"} >= {"C01", "C02"}


def test_a_snapshot_is_plain_json_for_a_reader_without_this_program(ward) -> None:
    body = ward.statistics.freeze(CODE, YEAR).body
    assert json.loads(body)["schema"] == "ttcs.snapshot/1"
    assert MONDAY.isoformat().encode() in body
    assert TUESDAY.isoformat().encode() in body
