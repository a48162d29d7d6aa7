"""Lịch phát in the window: why something plays, what waits for a place, what a week lacks; by keys."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from tests.ui.kit import audits
from tests.ui.pages.schedule_window import MONDAY, TUESDAY, a_usual_week
from tests.wards import YES, add_slot, approved_item, make_ward
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.content.model import Priority, Rights
from ttcs_desktop.content.terms import Terms
from ttcs_desktop.content.topics.model import Span, TopicEntry

K = Qt.Key


@pytest.fixture
def ward(tmp_path):
    return make_ward(tmp_path)


def until(ward, item, last, priority=Priority.NORMAL):
    ward.content.terms.set(item.id, Terms(None, last, Rights.OWN, "", priority))


def test_ctrl_i_says_why_and_enter_opens_what_the_reason_rests_on(ward, scene_of) -> None:
    a_usual_week(ward)
    scene = scene_of()
    scene.choose("Chuyên mục", 1)
    scene.ctrl(K.Key_I)
    panel = scene.page.beside.why_panel
    assert scene.page.split.shows(panel)
    assert panel.text().splitlines()[1] == "Chưa được phát."
    assert panel.lines()[-1] == "Buổi này chưa chọn bài nào. Bấm Insert để chọn."
    scene.press(K.Key_Escape)
    assert not scene.page.split.shows(panel)
    assert scene.grid.hasFocus()
    scene.choose("Chuyên mục số 1", 0)
    scene.ctrl(K.Key_I)
    assert "Nguyễn Văn An, Phó Chủ tịch UBND phường (duyệt trực tiếp, ngày 01/01/2026)" in "\n".join(panel.lines())
    assert panel.list.current_row().words.startswith("Đã duyệt đúng nội dung này")
    scene.press(K.Key_Up)
    assert panel.list.current_row().words.startswith("Trong buổi: bài “Lịch tiêm chủng”")
    scene.press(K.Key_Return)
    assert scene.asked == [("content", ward.content.items()[0].id)]


def test_the_answer_follows_the_week_and_an_empty_day_says_why_it_is_empty(ward, scene_of) -> None:
    a_usual_week(ward)
    scene = scene_of()
    scene.choose("Bản tin phường", 3)
    scene.ctrl(K.Key_I)
    panel = scene.page.beside.why_panel
    scene.grid.setFocus()
    scene.press(K.Key_Up)
    assert panel.text().startswith("Tiếp âm VOV1, Thứ Năm 04/6")
    scene.press(K.Key_Escape)
    scene.page.go_to(dt.date(2027, 1, 12))
    scene.ctrl(K.Key_I)
    assert panel.lines()[0] == "Tiếp âm VOV1: Khung này chỉ đến hết 31/12/2026."


def test_ctrl_u_shows_what_waits_and_enter_puts_it_into_the_chosen_series(ward, scene_of) -> None:
    series = a_usual_week(ward)
    until(ward, approved_item(ward, "Giả danh cán bộ"), TUESDAY + dt.timedelta(days=2), Priority.PRIORITY)
    until(ward, approved_item(ward, "Hết hạn rồi"), MONDAY)
    scene = scene_of()
    assert scene.page.beside.bar.text() == "Chưa xếp 1 Giả danh cán bộ (hạn 04/06)"
    scene.choose("Chuyên mục", 1)
    scene.ctrl(K.Key_U)
    panel = scene.page.beside.tray_panel
    assert [one.item.title for one in scene.page.beside.waiting] == ["Giả danh cán bộ", "Hết hạn rồi"]
    assert "Enter: thêm vào “Chuyên mục”, 17:30 thứ Ba 02/06." in scene.texts(panel)
    scene.press(K.Key_Return)
    (edition,) = ward.broadcast.timetable.editions_between(TUESDAY, TUESDAY)
    assert (edition.slot_id, len(edition.parts)) == (series.id, 1)
    assert not scene.page.beside.bar.isVisible()
    assert scene.page.split.shows(panel)
    assert panel.chosen().item.title == "Hết hạn rồi"
    scene.press(K.Key_Return)
    assert "chỉ được dùng đến hết 01/06/2026" in scene.page._banner.text()
    scene.desk.undo()
    assert scene.page.beside.bar.isVisible()
    scene.press(K.Key_Home)
    scene.ctrl(K.Key_I)
    assert scene.page.beside.why_panel.text().splitlines()[1] == "Ngày này bài không nằm trong buổi phát nào."


def test_without_a_series_enter_makes_a_slot_at_the_next_free_stretch(ward, scene_of) -> None:
    add_slot(ward, "Bản tin phường", "17:00", 15)
    approved_item(ward, "Cắt điện")
    scene = scene_of()
    scene.choose("Bản tin phường", 4)
    scene.ctrl(K.Key_U)
    assert "khung riêng 17:15–17:20, thứ Ba 02/06" in scene.texts(scene.page.beside.tray_panel)
    scene.press(K.Key_Return)
    made = [one for one in scene.page.facts.airings if one.title == "Cắt điện"]
    assert [(one.day, one.start.time(), one.slot.fill) for one in made] == [(TUESDAY, dt.time(17, 15), Fill.ITEM)]
    scene.press(K.Key_Return)
    assert len([one for one in scene.page.facts.airings if one.title == "Cắt điện"]) == 1, "pressed twice"


def test_f7_lists_what_the_week_lacks_and_enter_goes_there(ward, scene_of) -> None:
    add_slot(ward, "Bản tin phường", "17:00", 15)
    until(ward, approved_item(ward, "Mưa bão"), TUESDAY, Priority.URGENT)
    topic = ward.topics.add(2026, TopicEntry("Phòng đuối nước", span=Span(MONDAY, TUESDAY)))
    scene = scene_of()
    assert scene.page.check_button.text() == "Kiểm tra (2)"
    scene.press(K.Key_F7)
    assert "bản tin khẩn cấp được phát ngay" in scene.page.clash_panel.text()
    scene.press(K.Key_F8)
    assert "Phòng đuối nước" in scene.page.clash_panel.text()
    scene.press(K.Key_Return)
    assert scene.asked == [("topics", topic.id)]
    scene.press(K.Key_F8)
    scene.press(K.Key_Return)
    assert scene.page.split.shows(scene.page.beside.tray_panel)
    assert scene.page.beside.tray_panel.chosen().item.title == "Mưa bão"


def test_texts_that_were_left_over_are_read_soon(ward, scene_of, qtbot, monkeypatch) -> None:
    monkeypatch.setattr("ttcs_desktop.broadcast.checks.service._AT_ONCE", -1.0)
    item = ward.content.add("Bài dài", "Thông báo lịch tiêm chủng của phường trong tuần này. " * 60)
    ward.content.submit(item.id)
    ward.content.approve(item.id, YES)
    add_slot(ward, "Nhắc", "17:00", 1, fill=Fill.ITEM, item_id=item.id, first=TUESDAY, last=TUESDAY)
    scene = scene_of()
    assert scene.page.check_button.text() == "Kiểm tra"
    monkeypatch.setattr("ttcs_desktop.broadcast.checks.service._AT_ONCE", 1.0)
    qtbot.waitUntil(lambda: scene.page.check_button.text() == "Kiểm tra (1)")
    scene.press(K.Key_F7)
    assert "quá" in scene.page.clash_panel.text()


def test_both_panels_hold_what_holds_for_every_window(ward, scene_of) -> None:
    a_usual_week(ward)
    until(ward, approved_item(ward, "Giả danh cán bộ cài ứng dụng định danh giả"), TUESDAY, Priority.PRIORITY)
    scene = scene_of((910, 440))
    scene.choose("Chuyên mục", 1)
    for key, panel in ((K.Key_I, scene.page.beside.why_panel), (K.Key_U, scene.page.beside.tray_panel)):
        scene.ctrl(key)
        found = {name: audit(panel) for name, audit in audits.AUDITS.items() if name != "wheel"}
        assert {name: lines for name, lines in found.items() if lines} == {}
