"""Lịch phát in the window: weeks, airings, the side panel, the log, everything by keys."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtTest import QTest

from tests.ui.pages.schedule_window import MONDAY, TUESDAY, Scene, a_usual_week
from tests.wards import PLAYED, add_slot, confirm, make_ward
from ttcs_desktop.broadcast.model import Fill, Kind, Outcome, Priority, Reason
from ui.kit import theme

K, MOD = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def ward(tmp_path):
    return make_ward(tmp_path)


# -- walking ----------------------------------------------------------------------------------------------------------


def test_the_week_of_today_is_shown_with_what_comes_next_chosen(ward, scene_of) -> None:
    a_usual_week(ward)
    scene = scene_of()
    assert scene.page.title_button.text() == "Tuần 23, 01/6–07/6"
    assert scene.grid.current().title == "Lịch tiêm chủng"
    assert scene.grid.current().day == TUESDAY
    assert scene.grid.hasFocus()


def test_page_down_is_next_week_and_page_up_comes_back(ward, scene_of) -> None:
    a_usual_week(ward)
    scene = scene_of()
    scene.press(K.Key_PageDown)
    assert scene.page.title_button.text() == "Tuần 24, 08/6–14/6"
    assert {airing.day for airing in scene.page.facts.airings} == set(scene.page.week.days)
    scene.press(K.Key_PageUp)
    assert scene.page.title_button.text() == "Tuần 23, 01/6–07/6"


def test_ctrl_g_goes_to_a_typed_date(ward, scene_of) -> None:
    a_usual_week(ward)
    scene = scene_of()
    scene.ctrl(K.Key_G)
    scene.type("19/8")
    scene.ctrl(K.Key_Return)
    assert scene.no_card()
    assert dt.date(2026, 8, 19) in scene.page.week.days


def test_a_date_that_is_none_stays_in_its_field(ward, scene_of) -> None:
    scene = scene_of()
    scene.ctrl(K.Key_G)
    scene.type("31/02")
    scene.ctrl(K.Key_Return)
    assert not scene.no_card()
    assert scene.card().error_of("day")


def test_arrows_walk_inside_a_day_and_between_days(ward, scene_of) -> None:
    a_usual_week(ward)
    scene = scene_of()
    scene.choose("Tiếp âm VOV1", 1)
    scene.press(K.Key_Down)
    assert (scene.grid.current().title, scene.grid.current().day) == ("Bản tin phường", TUESDAY)
    scene.press(K.Key_Right)
    assert (scene.grid.current().title, scene.grid.current().day.weekday()) == ("Bản tin phường", 2)
    scene.press(K.Key_End)
    assert scene.grid.current().title == "Lịch tiêm chủng"
    scene.press(K.Key_Down)
    assert scene.grid.current().title == "Lịch tiêm chủng", "there is nothing after it"
    scene.press(K.Key_Home)
    assert scene.grid.current().title == "Tiếp âm VOV1"
    scene.ctrl(K.Key_End)
    assert scene.grid.current().day.weekday() == 6
    scene.ctrl(K.Key_Home)
    assert (scene.grid.current().title, scene.grid.current().day) == ("Tiếp âm VOV1", MONDAY)


def test_a_screen_reader_hears_the_airing_chosen(ward, scene_of) -> None:
    a_usual_week(ward)
    scene = scene_of()
    scene.choose("Lịch tiêm chủng", 3)
    said = scene.grid.accessibleDescription()
    for part in ("Thứ Năm 04/6", "17:00–17:15", "Lịch tiêm chủng", "ưu tiên", "cụm", "Đã duyệt"):
        assert part in said


def test_every_airing_can_be_hit_where_it_is_painted(ward, scene_of) -> None:
    a_usual_week(ward)
    scene = scene_of()
    for airing in scene.page.facts.airings:
        scene.grid.choose(airing.id)
        (rect,) = scene.grid.rects(airing.id)
        middle: QPointF = QRectF(rect).center()
        assert scene.grid.airing_at(middle).id == airing.id
        assert scene.grid.viewport().rect().contains(middle.toPoint())


def test_a_tooltip_is_plain_text(ward, scene_of) -> None:
    add_slot(ward, "<b>Đậm</b>", "05:30", 30)
    scene = scene_of()
    scene.choose("<b>Đậm</b>", 1)
    tip = scene.grid.tip_at(scene.grid.rects(scene.grid.current().id)[0].center())
    assert "&lt;b&gt;" in tip


def test_a_week_without_airings_says_what_to_do_next(scene_of) -> None:
    scene = scene_of()
    said = scene.texts(scene.page.stack.currentWidget())
    assert "Tuần này chưa có lịch phát." in said
    assert "F4" in said
    scene.press(K.Key_F4)
    assert scene.card().windowTitle() == "Thêm khung phát"


# -- the side panel and the log ---------------------------------------------------------------------------------------


def test_enter_opens_the_panel_with_the_parts_and_who_approved(ward, scene_of) -> None:
    a_usual_week(ward)
    scene = scene_of()
    scene.choose("Chuyên mục số 1")
    scene.press(K.Key_Return)
    said = scene.texts(scene.page.airing_panel)
    for part in ("1. Lịch tiêm chủng", "Nguyễn Văn An", "Duyệt trực tiếp", "17:30–17:45 (15 phút)", "cả đài"):
        assert part in said
    scene.press(K.Key_Escape)
    assert not scene.page.split.shows(scene.page.airing_panel)
    assert scene.grid.hasFocus()


def test_one_key_says_that_an_airing_went_in_full(ward, scene_of) -> None:
    a_usual_week(ward)
    scene = scene_of()
    scene.choose("Bản tin phường", 0)
    scene.press(K.Key_1)
    (entry,) = ward.broadcast.log.entries(MONDAY, MONDAY)
    assert (entry.title, entry.state) == ("Bản tin phường", Outcome.FULL)
    assert scene.presses == 1
    assert "Phát đủ" in scene.grid.accessibleDescription()


def test_not_aired_asks_the_reason_and_takes_three_keys(ward, scene_of) -> None:
    a_usual_week(ward)
    scene = scene_of()
    scene.choose("Bản tin phường", 0)
    scene.press(K.Key_2)
    scene.press(K.Key_Down)
    scene.ctrl(K.Key_Return)
    (entry,) = ward.broadcast.log.entries(MONDAY, MONDAY)
    assert (entry.state, entry.reason) == (Outcome.NONE, Reason.CONNECTION)
    assert scene.presses == 3


def test_in_part_asks_minutes_and_refuses_more_than_planned(ward, scene_of) -> None:
    a_usual_week(ward)
    scene = scene_of()
    scene.choose("Bản tin phường", 0)
    scene.press(K.Key_3)
    scene.type("20")
    scene.ctrl(K.Key_Return)
    card = scene.card()
    assert card.error_of("minutes")
    card.field("minutes").selectAll()
    scene.type("10")
    scene.ctrl(K.Key_Return)
    (entry,) = ward.broadcast.log.entries(MONDAY, MONDAY)
    assert (entry.state, entry.aired_seconds, entry.clusters_ok) == (Outcome.PARTIAL, 600, 2)


def test_what_is_not_over_cannot_be_logged(ward, scene_of) -> None:
    a_usual_week(ward)
    scene = scene_of()
    scene.choose("Bản tin phường", 4)
    scene.press(K.Key_Return)
    assert [button.text() for button in scene.page.airing_panel.buttons()] == ["Sửa giờ", "Xóa khung"]
    scene.press(K.Key_1)
    assert ward.broadcast.log.entries(MONDAY, dt.date(2026, 6, 7)) == []


def test_the_panel_shows_the_result_and_its_witness(ward, scene_of) -> None:
    a_usual_week(ward)
    slot = next(one for one in ward.broadcast.timetable.slots_between(MONDAY, MONDAY) if one.title == "Bản tin phường")
    confirm(ward, slot, MONDAY, PLAYED)
    scene = scene_of()
    scene.choose("Bản tin phường", 0)
    scene.press(K.Key_Return)
    said = scene.texts(scene.page.airing_panel)
    assert "15/15 phút" in said
    assert "Cán bộ ghi" in said
    assert "2/2 cụm" in said


def test_the_mouse_chooses_and_a_double_click_opens(ward, scene_of) -> None:
    a_usual_week(ward)
    scene = scene_of()
    scene.choose("Bản tin phường", 4)
    place = scene.grid.rects(scene.grid.current().id)[0].center().toPoint()
    scene.choose("Tiếp âm VOV1", 0)
    QTest.mouseClick(scene.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (scene.grid.current().title, scene.grid.current().day.weekday()) == ("Bản tin phường", 4)
    assert not scene.page.split.shows(scene.page.airing_panel)
    QTest.mouseDClick(scene.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert scene.page.split.shows(scene.page.airing_panel)


def test_an_airing_across_midnight_can_be_hit_in_both_days(ward, scene_of) -> None:
    add_slot(ward, "Trực bão", "23:30", 60, first=TUESDAY, last=TUESDAY)
    scene = scene_of((1920, 1000))
    scene.choose("Trực bão")
    evening, morning = scene.grid.rects(scene.grid.current().id)
    geometry = scene.grid.geometry_now
    assert evening.left() >= geometry.edges[1]
    assert morning.left() >= geometry.edges[2] >= evening.right()
    assert evening.top() > morning.bottom()
    for rect in (evening, morning):
        assert scene.grid.airing_at(rect.center()).title == "Trực bão"


@pytest.mark.parametrize(
    ("facts", "token"),
    [
        ({}, "teal_ground"),
        ({"priority": Priority.PRIORITY}, "blue_ground"),
        ({"priority": Priority.URGENT, "kind": Kind.URGENT}, "red"),
        ({"priority": Priority.URGENT, "kind": Kind.RELAY, "fill": Fill.RELAY}, "red"),
    ],
)
def test_each_layer_has_its_ground(ward, scene_of, facts, token) -> None:
    add_slot(ward, "Tin", "05:30", 60, **facts)
    scene = scene_of()
    scene.choose("Tin", 3)
    scene.choose("Tin", 2)
    (rect,) = next(scene.grid.rects(one.id) for one in scene.page.facts.airings if one.day.weekday() == 3)[:1]
    image = scene.grid.viewport().grab().toImage()
    assert image.pixelColor(rect.center().toPoint()).name() == theme.current().colour(token).name()


def test_what_may_not_air_has_a_dashed_edge(ward, scene_of) -> None:
    add_slot(ward, "Tin", "05:30", 60, approved=False, first=TUESDAY, last=TUESDAY)
    add_slot(ward, "Tin đã duyệt", "05:30", 60, first=MONDAY, last=MONDAY)
    add_slot(ward, "Chọn mục này", "17:00", 60, first=MONDAY, last=MONDAY)
    scene = scene_of()
    scene.choose("Chọn mục này")
    edges = {one.title: colours_down_the_edge(scene, one.id) for one in scene.page.facts.airings}
    assert edges["Tin"] > 1
    assert edges["Tin đã duyệt"] == 1


def colours_down_the_edge(scene: Scene, airing_id: str) -> int:
    """How many colours there are along the right edge, corners left out: a whole line has one."""
    image = scene.grid.viewport().grab().toImage()
    rect = scene.grid.rects(airing_id)[0]
    x = round(rect.right() - 0.5) - 1
    return len({image.pixelColor(x, y).name() for y in range(round(rect.top()) + 8, round(rect.bottom()) - 8)})
