"""From figures to a verified receipt, by the keys of an officer, with a real hub; and every way it can go otherwise."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from sync.hub.publishing import Told
from sync.hub.store import open_store
from tests.ui.pages.statistics_window import CTRL, ENTRIES, Stand, filled_ward, opened, opened_with_hub
from tests.vietnamese_words import unnamed_focusables
from tests.wards import make_ward, set_clock
from ttcs_desktop.attachments.model import Owner
from ttcs_desktop.statistics.catalogue import SignatureRoute
from ttcs_desktop.statistics.model import SCANS, ReportState
from ttcs_desktop.storage.backup_folder import backup_at
from ui.kit.form import Form
from ui.kit.rail import RailItem
from ui.pages.attachments import AttachmentList
from ui.pages.statistics.result import Outcome
from ui.pages.statistics.standing import Act
from ui.pages.today.page import TodayPage
from ui.window import PageEntry

RETURN = Qt.Key.Key_Return


@pytest.fixture
def stand(qtbot, tmp_path: Path):
    with opened_with_hub(qtbot, tmp_path) as made:
        made.show("statistics")
        yield made


@pytest.fixture
def by_hand(qtbot, tmp_path: Path):
    with opened(qtbot, filled_ward(tmp_path)) as made:
        made.show("statistics")
        yield made


def words_of(stand: Stand) -> str:
    shown = [one.text() for one in stand.page.findChildren(QLabel) if one.isVisible()]
    return "\n".join(shown)


def send(stand: Stand) -> None:
    stand.press(RETURN, CTRL)
    stand.press(RETURN)
    stand.settle()


def state(stand: Stand) -> ReportState:
    return stand.ward.statistics.state("184-6T", 2026)


def fill(stand: Stand, **values: object) -> None:
    """Put values into the open card and press its main button."""
    stand.card.findChild(Form).set_values(values)
    stand.card.main.click()
    stand.settle()


def test_two_keys_lead_from_the_open_page_to_a_verified_receipt(stand: Stand) -> None:
    stand.presses = 0
    send(stand)
    assert stand.presses <= 3
    assert state(stand) is ReportState.SUBMITTED
    latest = stand.ward.statistics.latest("184-6T", 2026)
    receipt = stand.ward.statistics.receipt(latest)
    shown = words_of(stand)
    assert "Đã nộp thống kê 6 tháng đầu năm 2026" in shown
    assert receipt.receipt_no in shown
    assert "sớm 3 ngày làm việc" in shown
    assert [row["sha256"] for row in stand.hub.submissions()] == [latest.sha256]


def test_the_card_says_what_goes_where_before_anything_is_frozen(stand: Stand) -> None:
    stand.press(RETURN, CTRL)
    told = dict(stand.card.facts)
    assert told["Kỳ"] == "6 tháng đầu năm 2026"
    assert told["Chỉ tiêu"] == "18 chỉ tiêu: 17 tự tính, 0 có số mang sang, 1 nhập tay"
    assert stand.ward.enrolment.hub_name in told["Đường gửi"]
    stand.press(Qt.Key.Key_Escape)
    assert state(stand) is ReportState.OPEN
    assert stand.hub.submissions() == []


def test_a_second_press_sends_nothing_more_and_says_so(stand: Stand) -> None:
    stand.press(RETURN, CTRL)
    stand.press(RETURN)
    stand.press(RETURN, CTRL)
    assert "Bấm thêm không gửi thêm" in words_of(stand)
    stand.settle()
    stand.press(RETURN, CTRL)
    assert "Bấm lại không gửi thêm" in words_of(stand)
    assert len(stand.hub.submissions()) == 1
    assert len(stand.ward.statistics.versions("184-6T", 2026)) == 1


def test_without_a_line_it_waits_and_goes_after_f5(stand: Stand) -> None:
    stand.hub.stop()
    send(stand)
    assert state(stand) is ReportState.WAITING
    assert "chờ gửi" in words_of(stand)
    assert "Đã nộp" not in words_of(stand)
    stand.restart_hub()
    stand.show("sync")
    stand.press(Qt.Key.Key_F5)
    stand.settle()
    assert state(stand) is ReportState.SUBMITTED
    stand.show("statistics")
    assert "Đã nộp thống kê 6 tháng đầu năm 2026" in words_of(stand)


def test_sending_again_from_the_result_uses_the_same_version(stand: Stand) -> None:
    stand.hub.stop()
    send(stand)
    stand.restart_hub()
    stand.press(RETURN, CTRL)
    stand.settle()
    assert state(stand) is ReportState.SUBMITTED
    assert len(stand.ward.statistics.versions("184-6T", 2026)) == 1


def test_a_period_past_its_day_is_sent_and_marked_late(stand: Stand) -> None:
    set_clock(stand.ward, dt.datetime(2026, 6, 9, 8, 0))
    stand.page.reload()
    stand.settle()
    stand.press(RETURN, CTRL)
    assert "chậm 4 ngày" in dict(stand.card.facts)["Hạn"]
    stand.press(RETURN)
    stand.settle()
    assert state(stand) is ReportState.SUBMITTED
    assert "nộp chậm" in words_of(stand)


def test_a_correction_shows_what_changes_and_becomes_version_two(stand: Stand) -> None:
    send(stand)
    stand.ward.statistics.enter("184-6T", 2026, {"F01": Decimal(25)}, "Thêm một người ngày 28/5/2026")
    stand.page.reload()
    stand.settle()
    stand.page.pressing.correct()
    told = "\n".join(one.text() for one in stand.card.findChildren(QLabel))
    assert "F01 Tuyên truyền viên cơ sở: 24 thành 25 người (+1): số nhập tay thay số tự tính: Thêm một" in told
    stand.card.main.click()
    assert stand.card.form.error_of("reason")
    fill(stand, reason="Sót một người")
    latest = stand.ward.statistics.latest("184-6T", 2026)
    assert (latest.version, latest.reason) == (2, "Sót một người")
    assert state(stand) is ReportState.SUBMITTED
    assert "Sót một người" in words_of(stand)
    assert [row["version"] for row in stand.hub.submissions()] == [1, 2]


def test_a_correction_without_a_difference_cannot_be_sent(stand: Stand) -> None:
    send(stand)
    stand.page.pressing.correct()
    assert not stand.card.main.isEnabled()
    stand.card.reject()


def test_what_the_receiver_turns_back_is_told_and_is_not_submitted(stand: Stand, tmp_path: Path) -> None:
    store = open_store(tmp_path / "hub")
    store.database.insert("closed", [{"template": "184-6T", "year": 2026}])
    store.close()
    send(stand)
    assert state(stand) is ReportState.REFUSED
    shown = words_of(stand)
    assert "bị trả lại" in shown
    assert "Kỳ báo cáo đã đóng" in shown
    assert "Đã nộp" not in shown
    stand.show("sync")
    headings = [line.group.title for line in stand.sync.list.table.lines() if line.is_heading]
    assert headings[0] == "Cần anh chị"
    assert "Kỳ báo cáo đã đóng" in "\n".join(one.text() for one in stand.sync.detail.findChildren(QLabel))


def test_a_paper_that_cannot_be_drawn_stops_nothing_and_is_told(stand: Stand) -> None:
    (stand.ward.folder / "papers").write_text("a file stands where the folder should be")
    send(stand)
    assert state(stand) is ReportState.SUBMITTED
    assert "Lập báo cáo PDF và Word. " in words_of(stand)


def test_the_manual_route_never_says_submitted(by_hand: Stand) -> None:
    send(by_hand)
    assert state(by_hand) is ReportState.FROZEN
    assert "chưa nộp" in words_of(by_hand)
    by_hand.press(RETURN, CTRL)
    by_hand.card.main.click()
    assert by_hand.card.form.error_of("reference")
    fill(by_hand, reference="BTTTT-2026-0612")
    assert state(by_hand) is ReportState.MANUAL
    shown = words_of(by_hand)
    assert "Đã nhập phần mềm" in shown
    assert "BTTTT-2026-0612" in shown
    assert "Đã nộp" not in shown


def test_open_findings_stop_the_press_and_are_named(qtbot, tmp_path: Path) -> None:
    with opened_with_hub(qtbot, tmp_path, make_ward) as stand:
        stand.show("statistics")
        stand.press(RETURN, CTRL)
        assert "Chưa chốt được. F01" in words_of(stand)
        assert stand.page.figures.grid.current_row().code == "F01"
        assert state(stand) is ReportState.OPEN
        stand.press(Qt.Key.Key_F8)
        assert stand.page.figures.grid.current_row().code == "F01"  # the only one


def test_before_the_cut_off_the_button_only_previews(stand: Stand) -> None:
    set_clock(stand.ward, dt.datetime(2026, 6, 2, 13, 0))
    stand.page.choose("184-N/2026")
    stand.settle()
    assert stand.page.figures.footing.main.text() == "Xem trước"
    stand.press(RETURN, CTRL)
    document = stand.page.paper.document()
    assert document.preliminary
    assert stand.page.paper.isVisible()
    stand.press(Qt.Key.Key_Escape)
    assert stand.page.figures.isVisible()


def test_a_look_before_the_freeze_is_marked_and_saves_nothing(stand: Stand) -> None:
    stand.press(Qt.Key.Key_P, CTRL)
    assert stand.page.paper.document().preliminary
    assert state(stand) is ReportState.OPEN


def test_receipt_report_and_sheet_can_be_seen(stand: Stand) -> None:
    from ui.pages.statistics.standing import Act

    send(stand)
    titles = []
    for act in (Act.REPORT, Act.RECEIPT, Act.SHEET):
        stand.page.pressing.act(act)
        titles.append(stand.page.paper.document().title)
        assert not stand.page.paper.document().preliminary
    assert titles[0].startswith("Báo cáo")
    assert titles[1].startswith("Biên nhận")
    assert len(set(titles)) == 3


@pytest.mark.parametrize(("width", "height"), [(1093, 540), (910, 440)])
def test_the_result_is_vietnamese_and_named(stand: Stand, width: int, height: int) -> None:
    send(stand)
    stand.window.resize(width, height)
    assert stand.foreign(stand.page) == []
    assert unnamed_focusables(stand.page) == []


def test_stopped_before_the_freeze_is_kept_nothing_is_left(stand: Stand) -> None:
    before = len(stand.ward.database.rows("SELECT seq FROM history"))
    stand.press(RETURN, CTRL)
    stand.press(RETURN)
    stand.page.pressing.sending.stop()  # the job waits for its thread, or counts: nothing is kept yet
    stand.settle()
    kept = state(stand) is not ReportState.OPEN
    assert ("Chưa chốt và chưa gửi gì" in words_of(stand)) is not kept
    if not kept:
        assert len(stand.ward.database.rows("SELECT seq FROM history")) == before
        assert stand.hub.submissions() == []


def test_a_receiver_of_signed_papers_gets_nothing_before_the_number_is_noted(
    stand: Stand, monkeypatch, tmp_path: Path
) -> None:
    catalogue = stand.ward.statistics.catalogue
    signed = replace(catalogue.template("184-6T"), signature=SignatureRoute.BEFORE_SENDING)
    monkeypatch.setitem(catalogue.templates, "184-6T", signed)
    send(stand)
    assert state(stand) is ReportState.FROZEN
    assert stand.hub.submissions() == []
    assert "chờ ký" in words_of(stand)
    assert stand.foreign(stand.page) == []
    stand.press(RETURN, CTRL)
    stand.card.main.click()
    assert stand.card.form.error_of("number")
    fill(stand, number="45/BC-UBND")
    assert state(stand) is ReportState.SUBMITTED
    assert "Đã ký: số 45/BC-UBND" in words_of(stand)
    # Then the scan of the signed paper is kept with the version, and goes into the backup.
    scan = tmp_path / "bao-cao-da-ky.pdf"
    scan.write_bytes(b"%PDF-1.4 a scan")
    (scans,) = [one for one in stand.page.findChildren(AttachmentList) if one.isVisible()]
    scans.take([scan])
    stand.settle()
    stand.settle()
    assert scans.files() == ["bao-cao-da-ky.pdf"]
    assert scans.isVisible()
    version = stand.ward.statistics.latest("184-6T", 2026)
    (kept,) = stand.ward.attachments.of(Owner(SCANS, version.id))
    assert kept.sha256 in backup_at(stand.ward.backup()).manifest.files
    assert version.is_intact
    stand.page.guard(lambda: stand.page.pressing.act(Act.REPRINT))
    assert stand.page.paper.isVisible()


def test_an_altered_version_is_named_in_its_place(by_hand: Stand) -> None:
    send(by_hand)
    latest = by_hand.ward.statistics.latest("184-6T", 2026)
    altered = replace(latest, body=latest.body.replace(b'"24"', b'"42"'))
    monkey = by_hand.page.pressing
    monkey.frozen = replace(monkey.frozen, snapshot=altered)
    by_hand.page.result.show_outcome(Outcome(monkey.frozen, [], [], None))
    shown = words_of(by_hand)
    assert "Bản chốt 1 không còn nguyên" in shown
    assert "mã kiểm tra không khớp" in shown
    assert "chỉ tiêu, " not in shown
    monkey.act(Act.REPORT) if by_hand.page.guard(lambda: monkey.act(Act.REPORT)) else None
    assert "không còn đúng như lúc chốt" in words_of(by_hand)


def test_three_keys_lead_from_hom_nay_to_the_receipt(qtbot, tmp_path: Path) -> None:
    """Enter on the tile's button, Ctrl+Enter on the grid, Enter on the card: a half-year with nothing open."""
    pages = (PageEntry(RailItem("today", "sun", "Hôm nay"), TodayPage), *ENTRIES)
    with opened_with_hub(qtbot, tmp_path, entries=pages) as stand:
        stand.show("today")
        tile = stand.window.page("today").report_tile
        assert tile.button.text() == "Chốt và gửi…"
        tile.button.setFocus()
        stand.presses = 0
        stand.press(RETURN)
        stand.settle()
        stand.press(RETURN, CTRL)
        stand.press(RETURN)
        stand.settle()
        assert stand.presses == 3
        assert state(stand) is ReportState.SUBMITTED


def test_a_report_that_the_city_sends_back_says_why_and_leads_to_the_correction(stand: Stand, tmp_path) -> None:
    send(stand)
    assert state(stand) is ReportState.SUBMITTED
    snapshot = stand.ward.statistics.latest("184-6T", 2026)
    stand.hub.publish(Told("unit:99999", "return", snapshot.id, {"reason": "Thiếu chữ ký"}))
    stand.page.desk.courier.deliver(at_once=True)
    stand.page.reload()
    stand.settle()
    assert "bị trả lại" in words_of(stand)
    assert "Lý do: Thiếu chữ ký. Số đã chốt còn nguyên." in words_of(stand)
    assert stand.page.pressing.frozen.returned == "Thiếu chữ ký"
