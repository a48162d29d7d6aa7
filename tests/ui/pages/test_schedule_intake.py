"""Files taken in on the page Lịch phát: a timetable, a vendor's play log, and what is neither."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.pages.schedule_window import Scene
from tests.vietnamese_words import foreign_texts, unnamed_focusables
from tests.wards import add_slot, make_ward

TIMETABLE = """title,kind,priority,date_from,date_to,weekdays,start,end,clusters,approved,repeat_gap_days
Bản tin phường,programme,normal,2026-06-01,2026-06-30,12345,05:30,05:45,,yes,
Tiếp âm VOV1,relay,normal,2026-06-01,2026-06-30,,05:00,05:30,,yes,
Lịch họp,programme,normal,2026-06-31,2026-06-30,,17:00,17:15,,no,
Thu gom rác,programme,normal,2026-06-01,2026-06-30,,25:00,17:15,,no,
"""
LOG = """STT;Nội dung thông báo;Loại;Chế độ phát;Ngày phát;Thời gian phát;Thời lượng (phút);Đã phát/tổng số cần phát
1;Bản tin phường;Tin thường;Phát theo lịch;01/06/2026;05:30:00;15;2/2
2;Bản tin phường;Tin thường;Phát theo lịch;31/02/2026;05:30:00;15;2/2
3;Tin ngoài lịch;Tin thường;Phát ngay;01/06/2026;19:30:00;5;2/2
"""
AHEAD = """4;Bản tin phường;Tin thường;Phát theo lịch;03/06/2026;05:30:00;15;2/2
5;Bản tin phường;Tin thường;Phát theo lịch;01/06/2027;05:30:00;15;2/2
"""


@pytest.fixture
def ward(tmp_path):
    return make_ward(tmp_path)


@pytest.fixture
def scene(qtbot, ward):
    scene = Scene(ward)
    qtbot.addWidget(scene.window)
    yield scene
    scene.close()


def take(scene, qtbot, tmp_path, text: str, name: str) -> None:
    """Ctrl+O, and the officer points at the file."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8-sig")
    scene.page.intake.pointed_at = lambda _: path
    scene.press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not scene.desk.jobs.is_busy())
    QApplication.processEvents()


def test_a_timetable_with_two_bad_rows_keeps_the_good_ones_and_names_the_bad(scene, ward, qtbot, tmp_path) -> None:
    take(scene, qtbot, tmp_path, TIMETABLE, "lịch phát.csv")
    card = scene.card()
    said = scene.texts(card)
    assert "Đã nhập 2 khung phát. 2 dòng không đọc được." in said
    assert [line.row.row for line in card.rows.table.lines()] == [4, 5]
    reasons = [card.rows.table.index(number, 1).data() for number in range(2)]
    assert reasons == ["Ngày này không có trong lịch. Ghi như 2026-06-19.", "Không đọc được giờ. Ghi như 05:30."]
    assert foreign_texts(card) == []
    assert unnamed_focusables(card) == []
    scene.press(Qt.Key.Key_Return)
    assert scene.no_card()
    assert {airing.title for airing in scene.page.facts.airings} == {"Bản tin phường", "Tiếp âm VOV1"}
    assert scene.focus() is scene.grid


def test_the_same_timetable_again_adds_nothing(scene, ward, qtbot, tmp_path) -> None:
    for _ in range(2):
        take(scene, qtbot, tmp_path, TIMETABLE, "lịch phát.csv")
        scene.press(Qt.Key.Key_Return)
    assert len(ward.broadcast.timetable.slots_between(dt.date(2026, 6, 1), dt.date(2026, 6, 7))) == 2


def test_a_play_log_is_known_by_its_head_and_confirms_what_it_speaks_of(scene, ward, qtbot, tmp_path) -> None:
    add_slot(ward, "Bản tin phường", "05:30", 15)
    scene.page.reload()
    take(scene, qtbot, tmp_path, LOG, "nhat-ky.csv")
    said = scene.texts(scene.card())
    assert "Nhật ký có 3 dòng: 2 dòng mới, 0 dòng đã có. 1 dòng không đọc được." in said
    outside = "1 dòng ngoài lịch, tức là lịch không có mục nào khớp; vẫn ghi vào sổ phát."
    assert f"Khớp với 1 mục phát trong lịch; {outside}" in said
    assert "chưa tới" not in said
    scene.press(Qt.Key.Key_Return)
    scene.choose("Bản tin phường", 0)
    assert "Phát đủ" in scene.grid.accessibleDescription()
    scene.press(Qt.Key.Key_Return)
    assert "nhat-ky.csv, dòng 2" in scene.texts(scene.page.airing_panel)


def test_rows_of_days_to_come_are_left_out_and_told(scene, ward, qtbot, tmp_path) -> None:
    add_slot(ward, "Bản tin phường", "05:30", 15)
    take(scene, qtbot, tmp_path, LOG + AHEAD, "nhật ký.csv")
    card = scene.card()
    said = scene.texts(card)
    assert "Nhật ký có 5 dòng: 2 dòng mới, 0 dòng đã có. 1 dòng không đọc được." in said
    assert "2 dòng ghi ngày chưa tới, không nhận: dòng 5, 6 của tệp." in said
    assert foreign_texts(card) == []
    assert ward.broadcast.log.entries(dt.date(2026, 6, 2), dt.date(2027, 12, 31)) == []


def test_many_rows_of_days_to_come_are_counted_and_the_first_named(scene, ward, qtbot, tmp_path) -> None:
    ahead = "".join(AHEAD.splitlines(keepends=True)[0].replace("05:30", f"{hour:02}:30") for hour in range(5, 20))
    take(scene, qtbot, tmp_path, LOG + ahead, "nhat-ky.csv")
    assert "15 dòng ghi ngày chưa tới, không nhận: dòng 5, 6, 7, 8, 9… của tệp." in scene.texts(scene.card())


def test_what_is_neither_is_told_on_the_page_and_nothing_is_kept(scene, ward, qtbot, tmp_path) -> None:
    take(scene, qtbot, tmp_path, "tên;giá\ngạo;1\n", "gia.csv")
    assert scene.no_card()
    assert "Chưa nhập gì vào máy." in scene.texts(scene.page)
    assert scene.page.intake.button.isEnabled()
    assert scene.unhandled == []


def test_pointing_at_nothing_does_nothing(scene) -> None:
    scene.page.intake.pointed_at = lambda _: None
    scene.press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert scene.no_card()
    assert scene.page.intake.button.isEnabled()
