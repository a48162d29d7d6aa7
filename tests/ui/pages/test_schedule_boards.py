"""Notice boards on Lịch phát: a layer of their own in the week, a list by keys, troubles in words."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from tests.ui.pages.schedule_window import MONDAY, TUESDAY, Scene
from tests.wards import START, add_slot, approved_item, make_ward
from ttcs_desktop.broadcast.board_texts.model import BoardText
from ttcs_desktop.broadcast.equipment.model import Display, NoticeBoard

K = Qt.Key


@pytest.fixture
def ward(tmp_path):
    made = make_ward(tmp_path)
    add_slot(made, "Bản tin", "05:30", 30)
    approved_item(made)
    for number in ("1", "2"):
        made.equipment.boards.add(NoticeBoard("", number, "Chợ", ""), Display.LED, START)
    return made


@pytest.fixture
def scene(qtbot, ward):
    made = Scene(ward)
    qtbot.addWidget(made.window)
    yield made
    made.close()


def test_a_text_is_put_on_a_board_by_keys_shown_above_the_hours_and_taken_off(ward, scene) -> None:
    low = scene.grid.rects(scene.grid.current().id)[0].top()
    scene.ctrl(K.Key_J)
    assert "Bấm F4" in scene.texts(scene.card())
    scene.press(K.Key_F4)
    scene.press(K.Key_Down)  # the one approved item
    scene.press(K.Key_Tab)
    scene.press(K.Key_Space)
    scene.ctrl(K.Key_Return)
    (text,) = ward.board_texts.week(scene.page.week)
    assert (text.date_from, text.date_to, text.opens, len(text.boards)) == (TUESDAY, TUESDAY, None, 1)
    listed = scene.card()
    assert listed.list.current_row() == text
    assert "không vướng gì" in scene.texts(listed)
    scene.press(K.Key_Escape)
    assert scene.page.facts.boards.words(TUESDAY) == "Lịch tiêm chủng"
    assert scene.grid.rects(scene.grid.current().id)[0].top() > low, "the layer has its own line above the hours"
    edges = scene.grid.geometry_now.edges
    tip = scene.grid.tip_at(QPointF((edges[1] + edges[2]) / 2, 10))
    assert "Bảng tin: Lịch tiêm chủng" in tip
    assert not scene.grid.viewport().grab().isNull()
    scene.ctrl(K.Key_J)
    assert scene.card().windowTitle() == "Tin trên bảng tin"
    scene.card().activateWindow()
    QApplication.processEvents()
    scene.press(K.Key_Delete)
    scene.press(K.Key_Escape)
    assert ward.board_texts.week(scene.page.week) == []
    scene.ctrl(K.Key_Z)
    assert ward.board_texts.week(scene.page.week) == [text]


def test_two_at_the_same_time_are_counted_on_the_button_and_told_in_the_list(ward, scene) -> None:
    board, item = ward.equipment.boards.boards()[0], ward.content.recent(1)[0]
    for closes in (dt.time(8), dt.time(9)):
        ward.board_texts.add(BoardText("", item.id, frozenset({board.id}), MONDAY, MONDAY, dt.time(7), closes))
    scene.page.reload()
    assert scene.page.boards_button.accessibleName() == "Bảng tin, 1 chỗ vướng, Ctrl+J"
    scene.ctrl(K.Key_J)
    assert "Trùng giờ trên 1. Chợ với “Lịch tiêm chủng”, từ ngày 01/6" in scene.texts(scene.card())


def test_half_an_hour_is_refused_at_its_field_and_no_board_says_where_to_add_one(ward, scene) -> None:
    scene.ctrl(K.Key_J)
    scene.press(K.Key_F4)
    card = scene.card()
    card.set_values({"item_id": ward.content.recent(1)[0].id, "opens": dt.time(6)})
    scene.ctrl(K.Key_Return)
    assert card.error_of("boards")
    card.set_values({"boards": frozenset({ward.equipment.boards.boards()[0].id})})
    scene.ctrl(K.Key_Return)
    assert card.error_of("closes")
    assert ward.board_texts.week(scene.page.week) == []


def test_a_ward_without_boards_has_no_button_for_them(qtbot, tmp_path) -> None:
    ward = make_ward(tmp_path)
    add_slot(ward, "Bản tin", "05:30", 30)
    scene = Scene(ward)
    qtbot.addWidget(scene.window)
    assert not scene.page.boards_button.isVisible()
    scene.close()
