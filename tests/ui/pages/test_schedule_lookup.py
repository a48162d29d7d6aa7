"""Tra sổ phát and kế hoạch với thực phát on the page Lịch phát, by keyboard; the report on one page."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.kit.audits import cut
from tests.ui.pages.schedule_window import Scene
from tests.vietnamese_words import foreign_texts, unnamed_focusables
from tests.wards import add_relay, add_slot, confirm, make_ward, take_in, vendor_row
from ttcs_desktop.broadcast.conflicts import Severity
from ttcs_desktop.broadcast.vendor import ClusterPart
from ttcs_desktop.papers.model import Document, Paragraph, Table
from ui.kit.printing import page_count
from ui.pages.schedule.compare_card import CompareCard
from ui.pages.schedule.lookup_card import LookupCard
from ui.workflows.complaints import complaint_document

MONDAY = dt.date(2026, 6, 1)


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    ward = make_ward(tmp_path_factory.mktemp("ward"))
    add_slot(ward, "Bản tin phường", "05:30", 15, first=dt.date(2026, 5, 31))
    relay = add_relay(ward, "Tiếp âm VOV1", "05:00", 30, first=MONDAY, last=MONDAY)
    confirm(ward, relay, MONDAY)
    parts = (ClusterPart("TDP 1", 900, 4, 4), ClusterPart("TDP 2", 0, 0, 4))
    start = dt.datetime(2026, 6, 1, 5, 31)
    take_in(ward, vendor_row("Bản tin phường", start, 15, 1, 2, targets=("TDP 1", "TDP 2"), parts=parts))
    return ward


@pytest.fixture
def scene(qtbot, ward):
    scene = Scene(ward, (910, 440))
    qtbot.addWidget(scene.window)
    yield scene
    scene.close()


def ask(scene, clock: str) -> LookupCard:
    """Ctrl+H, the first cluster, Monday, a minute."""
    if scene.no_card():
        scene.ctrl(Qt.Key.Key_H)
    card = scene.card()
    assert isinstance(card, LookupCard)
    card.form.set_values({"day": MONDAY, "time": None})
    card.form.widget("time").setFocus()
    scene.type(clock)
    scene.ctrl(Qt.Key.Key_Return)
    return card


def test_a_minute_is_answered_in_one_sentence_and_the_next_can_be_asked(scene) -> None:
    card = ask(scene, "5:40")
    assert card.answer.text().startswith(
        "Lúc 05:40 ngày 01/06/2026, cụm TDP 1 đang phát “Bản tin phường” (05:31–05:46). Duyệt trực tiếp: Nguyễn Văn An"
    )
    assert "dòng 2: bắt đầu 05:31:00, 1/2 cụm, 15 phút 0 giây" in card.told.text()
    assert unnamed_focusables(card) == []
    assert cut(card) == []
    again = ask(scene, "12:00")
    assert again is card
    assert "không có gì phát theo sổ phát. Trước đó là “Bản tin phường” (05:31–05:46)" in card.answer.text()


def test_what_cannot_be_asked_is_said_at_its_field(scene) -> None:
    card = ask(scene, "25:00")
    assert card.form.error_of("time")
    assert not card.report.isEnabled()
    card.form.set_values({"day": dt.date(2026, 6, 2), "time": dt.time(23, 0)})
    scene.ctrl(Qt.Key.Key_Return)
    assert card.form.error_of("time") == "Giờ này chưa tới. Gõ giờ đã qua."
    assert card.answer.text() == ""


def test_planned_against_aired_is_one_key_away(scene, qtbot) -> None:
    scene.ctrl(Qt.Key.Key_R)
    qtbot.waitUntil(lambda: not scene.desk.jobs.is_busy())
    QApplication.processEvents()
    card = scene.card()
    assert isinstance(card, CompareCard)
    assert [(one.row.planned, one.row.aired, one.row.missed) for one in card.rows.table.lines()] == [
        (3, 2, 0),
        (3, 1, 1),
    ]
    assert card.told.text().startswith("1 ngày chưa có dòng nào trong sổ (1 mục phát): 02/06.")
    assert foreign_texts(card) == []
    assert unnamed_focusables(card) == []
    assert cut(card) == []
    card.form.set_values({"first": MONDAY, "last": dt.date(2026, 5, 1)})
    scene.ctrl(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not scene.desk.jobs.is_busy())
    QApplication.processEvents()
    assert card.form.error_of("last")
    scene.press(Qt.Key.Key_Escape)
    assert scene.no_card()


def found(ward, clock: str):
    cluster = next(one for one in ward.broadcast.inventory.clusters() if one.number == "TDP 2")
    return ward.aired.at(cluster, dt.datetime.combine(MONDAY, dt.time.fromisoformat(clock)))


def words(document: Document) -> str:
    return " ".join(one.text for one in document.blocks if isinstance(one, Paragraph))


def test_the_report_says_what_the_book_knows_and_only_rules_that_were_chosen(qapp, ward) -> None:
    document = complaint_document(ward, found(ward, "05:40"))
    assert page_count(document) == 1
    (table,) = [one for one in document.blocks if isinstance(one, Table)]
    assert [row.cells[:3] for row in table.rows] == [
        ("05:00 - 05:30", "Tiếp âm VOV1", "Phát 05:00–05:30"),
        ("05:30 - 05:45", "Bản tin phường", "Không phát"),
    ]
    assert "cụm TDP 2 không có gì phát theo sổ phát." in words(document)
    assert "Quy định khung giờ" not in words(document)
    ward.time_rules.choose("ha-noi-2021-quan", dt.date(2026, 1, 1), Severity.WARN)
    told = words(complaint_document(ward, found(ward, "05:40")))
    assert "Quy định khung giờ mà đài đã chọn: 2 buổi mỗi ngày, mỗi buổi 15 phút không kể tiếp âm" in told
    assert "phần mềm chưa đọc văn bản gốc" in told
    ward.undo.undo()


def test_a_day_of_many_plays_stays_on_one_page_with_those_nearest_the_minute(qapp, ward) -> None:
    title = "Thông báo khẩn số {} về phòng chống bão và tìm kiếm cứu nạn"
    starts = [dt.datetime(2026, 6, 1, 6 + n // 6, n % 6 * 10) for n in range(60)]
    rows = [vendor_row(title.format(n), start, 5) for n, start in enumerate(starts)]
    take_in(ward, *rows, name="bao.csv")
    document = complaint_document(ward, found(ward, "10:03"))
    assert page_count(document) == 1
    (table,) = [one for one in document.blocks if isinstance(one, Table)]
    titles = [row.cells[1] or "" for row in table.rows]
    assert any("số 24 " in title for title in titles)
    assert 5 < len(titles) < 60
