"""Publishing a week in the window, by keys."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from tests.ui.pages.schedule_window import MONDAY
from tests.wards import add_relay, add_slot, make_ward
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.model import Priority
from ttcs_desktop.broadcast.publishing.model import Notice
from ui.workflows.papers import week_document

K = Qt.Key
WEEK = Week.of(MONDAY)
FRIDAY = MONDAY + dt.timedelta(days=4)


@pytest.fixture
def ward(tmp_path):
    return make_ward(tmp_path, now=dt.datetime(2026, 6, 1, 4))


def test_two_presses_publish_and_the_change_after_it_stands_beside_what_was_published(ward, scene_of) -> None:
    add_relay(ward)
    slot = add_slot(ward)
    scene = scene_of()
    assert scene.page.weeks.publish_button.text() == "Ban hành"
    scene.ctrl(K.Key_Return)
    assert "chưa ban hành" in scene.texts(scene.card())
    scene.ctrl(K.Key_Return)
    assert (scene.presses, scene.no_card()) == (2, True)
    scene.ctrl(K.Key_Z)
    assert ward.published.in_force(WEEK) is None, "the toast takes it back"
    scene.ctrl(K.Key_Return)
    scene.ctrl(K.Key_Return)
    assert ward.published.in_force(WEEK).number == 2
    assert scene.page.weeks.publish_button.text() == "Đã ban hành"
    assert not scene.page.weeks.strip.isVisible()
    ward.broadcast.timetable.change(replace(slot, start=dt.time(6, 45)))
    scene.page.reload()
    assert scene.page.weeks.strip.isVisible()
    assert "Đã ban hành lần 2 ngày 01/06/2026; từ đó: 7 đổi giờ." in scene.page.weeks.strip.text()
    scene.ctrl(K.Key_P)
    assert scene.card().banner.text().startswith("Tờ này in lịch đang soạn. Đã ban hành lần 2 ngày 01/06/2026;")
    scene.press(K.Key_Escape)
    scene.ctrl(K.Key_Return)
    card = scene.card()
    row = card.list.table.line(0).row
    assert [column.text(row) for column in card.list.table.columns] == [
        "Đổi giờ",
        "Thứ Hai 01/6, 06:30–07:00",
        "Thứ Hai 01/6, 06:45–07:15",
    ]
    card.set_values({"number": "46/TB-UBND", "day": FRIDAY})
    scene.ctrl(K.Key_Return)
    second = ward.published.in_force(WEEK)
    assert (second.number, second.notice) == (3, Notice("46/TB-UBND", FRIDAY))


def test_the_card_takes_the_version_in_force_back_and_shows_the_others(ward, scene_of) -> None:
    add_relay(ward)
    ward.published.publish(WEEK)
    add_slot(ward, "Hội nghị", "09:00", first=FRIDAY, last=FRIDAY)
    ward.published.publish(WEEK)
    scene = scene_of()
    scene.ctrl(K.Key_Return)
    card = scene.card()
    assert card.main.text() == "Lưu số, ngày"
    assert [one.row.new.title for one in card.list.table.lines()] == ["Hội nghị"]
    card.view.setCurrentIndex(1)
    card.view.changed.emit()
    assert len(card.list.table.lines()) == 7, "the first version is shown whole"
    scene.ctrl(K.Key_T)
    assert scene.no_card()
    assert ward.published.in_force(WEEK).number == 1


def test_what_stands_in_the_way_is_listed_and_enter_goes_there(ward, scene_of) -> None:
    add_relay(ward)
    add_slot(ward, "Chưa duyệt", "17:00", approved=False, first=FRIDAY, last=FRIDAY)
    scene = scene_of((910, 440))
    scene.ctrl(K.Key_Return)
    assert not scene.card().main.isEnabled()
    scene.ctrl(K.Key_Return)
    assert ward.published.in_force(WEEK) is None
    scene.press(K.Key_Down)
    scene.press(K.Key_Return)
    assert scene.no_card()
    assert scene.grid.current().title == "Chưa duyệt"
    assert "chưa được duyệt" in scene.page.clash_panel.text()


def test_a_decision_is_asked_at_its_field(ward, scene_of) -> None:
    for title, start in (("Bản tin A", "06:30"), ("Bản tin B", "06:45")):
        add_slot(ward, title, start, priority=Priority.PRIORITY, first=FRIDAY, last=FRIDAY)
    scene = scene_of()
    scene.ctrl(K.Key_Return)
    scene.ctrl(K.Key_Return)
    card = scene.card()
    assert card.error_of("decided")
    scene.press(K.Key_Down)
    scene.ctrl(K.Key_Return)
    assert ward.published.in_force(WEEK).number == 1


def test_a_day_that_is_none_and_a_day_without_number_stay_at_their_field(ward, scene_of) -> None:
    add_relay(ward)
    scene = scene_of()
    scene.ctrl(K.Key_Return)
    scene.card().field("day").setFocus()
    scene.type("31/02")
    scene.ctrl(K.Key_Return)
    assert scene.card().error_of("day")
    scene.card().field("day").selectAll()
    scene.type("1/6")
    scene.ctrl(K.Key_Return)
    assert scene.card().error_of("number")
    assert ward.published.in_force(WEEK) is None
    scene.press(K.Key_Escape)
    assert scene.no_card()


def test_the_notice_says_which_version_it_is_and_what_changed(ward) -> None:
    slot = add_slot(ward)
    relay = add_relay(ward)
    ward.published.publish(WEEK, notice=Notice("45/TB-UBND", MONDAY))
    first = str(week_document(ward, WEEK))
    assert "Lịch phát tuần này ban hành lần 1." in first
    ward.broadcast.timetable.change(replace(slot, start=dt.time(6, 45)))
    assert "ban hành" not in str(week_document(ward, WEEK)), "a changed plan is no version"
    ward.broadcast.timetable.remove(relay.id)
    ward.published.publish(WEEK)
    said = str(week_document(ward, WEEK))
    assert "ban hành lần 2, thay thế lịch tại Thông báo số 45/TB-UBND ngày 01/06/2026." in said
    assert "“Bản tin phường”: 06:30–07:00 đổi thành 06:45–07:15, từ 01/6 đến 07/6" in said
    assert "Bỏ “Tiếp âm VOV1”" in said
