"""Weeks made from weeks in the window, by keys."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.pages.schedule_window import MONDAY, Scene
from tests.wards import add_relay, add_slot, airing_of, approved_edition, approved_item, make_ward
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.conflicts import Rule
from ttcs_desktop.broadcast.model import Fill, Kind
from ui.pages.schedule.papers import BroadcastPapers
from ui.pages.schedule.ways_out import WaysCard
from ui.pages.schedule.week_card import Way

K = Qt.Key
WEEK, NEXT = Week.of(MONDAY), Week.of(MONDAY).shifted(1)
FRIDAY = MONDAY + dt.timedelta(days=4)
LATER = dt.timedelta(weeks=1)


@pytest.fixture
def ward(tmp_path):
    return make_ward(tmp_path)


def choose(scene: Scene, way: Way) -> None:
    """Arrow down until the card says it."""
    for _ in range(12):
        if scene.card().asked().way is way:
            return
        scene.press(K.Key_Down)
    raise AssertionError(way)


def test_next_week_from_this_one_published_and_printed_takes_six_keys(ward, scene_of) -> None:
    """The journey is measured at twelve, with the conflicts solved."""
    add_relay(ward)
    item = approved_item(ward)
    fridays = {"first": FRIDAY, "last": FRIDAY + LATER, "weekdays": frozenset({5})}
    series = add_slot(ward, "Chuyên mục", "17:30", 15, fill=Fill.SERIES, **fridays)
    approved_edition(ward, series, FRIDAY, item)
    add_slot(ward, "Hội nghị", "09:00", first=FRIDAY, last=FRIDAY)
    scene = scene_of()
    scene.ctrl(K.Key_D)
    assert scene.card().told.text() == "Chép 2 mục."
    scene.ctrl(K.Key_Return)
    assert (scene.no_card(), scene.page.week) == (True, NEXT)
    assert {one.title for one in scene.page.facts.airings if one.day == FRIDAY + LATER} == {
        "Tiếp âm VOV1",
        "Hội nghị",
        "Chuyên mục",
    }
    scene.ctrl(K.Key_Return)
    scene.ctrl(K.Key_Return)
    assert ward.published.in_force(NEXT).number == 1
    scene.ctrl(K.Key_P)
    assert isinstance(scene.card(), BroadcastPapers)
    assert scene.presses + 1 == 6, "one more prints"


def test_with_a_clash_to_solve_it_takes_eight_keys(qtbot, ward, scene_of) -> None:
    add_relay(ward)
    add_slot(ward, "Hội nghị", "09:00", first=FRIDAY, last=FRIDAY)
    add_slot(ward, "Nhắn tin", "09:10", 10, kind=Kind.INSERT, first=FRIDAY + LATER, last=FRIDAY + LATER)
    scene = scene_of()
    scene.ctrl(K.Key_D)
    scene.ctrl(K.Key_Return)
    assert [one.rule for one in scene.page.facts.findings] == [Rule.OVERLAP]
    scene.press(K.Key_F9)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), WaysCard))
    scene.press(K.Key_Return)
    assert scene.page.facts.findings == ()
    scene.ctrl(K.Key_Return)
    scene.ctrl(K.Key_Return)
    assert ward.published.in_force(NEXT).number == 1
    scene.ctrl(K.Key_P)
    assert isinstance(scene.card(), BroadcastPapers)
    assert scene.presses + 1 == 8, "one more prints"


def test_a_week_to_come_is_made_like_the_one_before_and_ctrl_z_takes_all_of_it_back(ward, scene_of) -> None:
    add_slot(ward, "Hội nghị", "09:00", first=FRIDAY, last=FRIDAY)
    scene = scene_of((910, 440))
    scene.press(K.Key_PageDown)
    assert "Ctrl+D" in scene.texts(scene.page.stack.currentWidget())
    scene.ctrl(K.Key_D)
    assert scene.card().asked().way is Way.BACK
    row = scene.card().list.table.line(0).row
    assert (row.status.word, row.when, row.note) == ("Chép", "Thứ Sáu 12/6, 09:00", "Giữ ý kiến duyệt")
    scene.ctrl(K.Key_Return)
    assert [one.title for one in scene.page.facts.airings] == ["Hội nghị"]
    scene.ctrl(K.Key_Z)
    assert scene.page.facts.airings == ()


def test_nothing_to_copy_is_said_on_the_card(ward, scene_of) -> None:
    add_relay(ward)
    scene = scene_of()
    scene.ctrl(K.Key_D)
    assert scene.card().told.text() == "Không có gì để chép."
    scene.ctrl(K.Key_Return)
    assert "Không có gì để chép sang tuần ấy." in scene.card().trouble.text()
    scene.press(K.Key_Escape)
    assert scene.no_card()


def test_a_week_is_shifted_with_what_moves_shown_first(ward, scene_of) -> None:
    slot = add_slot(ward)
    scene = scene_of()
    scene.ctrl(K.Key_D)
    choose(scene, Way.SHIFT_WEEK)
    scene.ctrl(K.Key_Return)
    assert scene.card().error_of("minutes"), "no time at all"
    scene.card().minutes.setFocus()
    scene.type("abc")
    assert scene.card().list.table.lines() == []
    scene.card().minutes.selectAll()
    scene.type("-15")
    assert scene.card().told.text() == "Dời 5 buổi trong tuần 23."
    scene.ctrl(K.Key_Return)
    assert airing_of(ward, slot, FRIDAY).start.time() == dt.time(6, 15)
    scene.ctrl(K.Key_Z)
    assert airing_of(ward, slot, FRIDAY).start.time() == dt.time(6, 30)
    scene.choose("Bản tin phường", 4)
    scene.ctrl(K.Key_D)
    choose(scene, Way.SHIFT_SLOT)
    scene.card().minutes.setFocus()
    scene.type("30")
    scene.ctrl(K.Key_Return)
    (later,) = ward.broadcast.timetable.days(FRIDAY + LATER, FRIDAY + LATER)
    assert later.start.time() == dt.time(7), "the slot at hand, for good"


def test_a_week_is_kept_under_a_name_put_into_another_and_forgotten(ward, scene_of) -> None:
    add_slot(ward, "Hội nghị", "09:00", first=FRIDAY, last=FRIDAY)
    scene = scene_of()
    scene.ctrl(K.Key_D)
    choose(scene, Way.SAVE)
    scene.ctrl(K.Key_Return)
    assert scene.card().error_of("name")
    scene.type("Tuần thường")
    scene.ctrl(K.Key_Return)
    assert [one.name for one in ward.week_templates.all()] == ["Tuần thường"]
    scene.press(K.Key_PageDown)
    scene.press(K.Key_PageDown)
    scene.ctrl(K.Key_D)
    choose(scene, Way.TEMPLATE)
    scene.ctrl(K.Key_Return)
    assert [one.day for one in scene.page.facts.airings] == [FRIDAY + 2 * LATER]
    scene.ctrl(K.Key_D)
    choose(scene, Way.FORGET)
    scene.ctrl(K.Key_Return)
    assert ward.week_templates.all() == []
