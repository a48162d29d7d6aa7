"""F9 on Lịch phát: ways out side by side, one key takes one, one takes it back."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.pages.schedule_window import TUESDAY, Scene
from tests.wards import add_relay, add_slot, airing_of, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.model import Kind, Priority
from ttcs_desktop.broadcast.solving.wording import why
from ui.pages.schedule.ways_out import NOTHING, WaysCard

K = Qt.Key
WEEK = Week.of(TUESDAY)


@pytest.fixture
def ward(tmp_path):
    made = make_ward(tmp_path)
    yield made
    made.close()


@pytest.fixture
def scene(qtbot, ward):
    add_relay(ward, start="17:00", minutes=30)
    add_slot(ward, "Nhắn tin", "17:15", 10, kind=Kind.INSERT, first=TUESDAY, last=TUESDAY)
    made = Scene(ward)
    qtbot.addWidget(made.window, before_close_func=lambda _: made.desk.jobs.wait())
    return made


def card_of(qtbot, scene) -> WaysCard:
    scene.press(K.Key_F9)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), WaysCard))
    return QApplication.activeModalWidget()


def test_f9_enter_solves_the_week_and_one_undo_takes_it_back(qtbot, ward, scene) -> None:
    before = scene.presses
    card = card_of(qtbot, scene)
    assert [one.airing.title for one in card.chosen().moves] == ["Nhắn tin"]
    assert why(card.chosen().moves[0]) == "tránh “Tiếp âm VOV1” 17:00–17:30"
    scene.press(K.Key_Return)
    assert scene.presses - before == 2
    assert [one for one in ward.broadcast.timetable.findings(WEEK) if one.rule.value == "overlap"] == []
    ward.undo.undo()
    assert [one.rule.value for one in ward.broadcast.timetable.findings(WEEK) if one.b] == ["overlap"]


def test_esc_moves_nothing(qtbot, ward, scene) -> None:
    card_of(qtbot, scene)
    scene.press(K.Key_Escape)
    assert ward.airing_changes.of_slot(scene.grid.current().slot.id) == []
    assert QApplication.activeModalWidget() is None


def test_what_the_office_decides_itself_is_said_and_there_is_nothing_to_accept(qtbot, ward, tmp_path) -> None:
    for title in ("Bản tin một", "Bản tin hai"):
        add_slot(ward, title, "18:00", 15, first=TUESDAY, last=TUESDAY, priority=Priority.PRIORITY)
    made = Scene(ward)
    qtbot.addWidget(made.window, before_close_func=lambda _: made.desk.jobs.wait())
    card = card_of(qtbot, made)
    assert "đều là bản tin ưu tiên" in card.left[0].text()
    assert not card.main.isVisible()


def test_a_week_without_clashes_says_so(qtbot, ward) -> None:
    add_slot(ward, "Nhắn tin", "17:15", 10, first=TUESDAY, last=TUESDAY)
    made = Scene(ward)
    qtbot.addWidget(made.window, before_close_func=lambda _: made.desk.jobs.wait())
    with qtbot.waitSignal(made.desk.done) as said:
        made.press(K.Key_F9)
    assert said.args[0] == NOTHING


def test_a_proposal_of_a_plan_that_has_changed_is_not_taken(ward) -> None:
    add_relay(ward, start="17:00", minutes=30)
    slot = add_slot(ward, "Nhắn tin", "17:15", 10, kind=Kind.INSERT, first=TUESDAY, last=TUESDAY)
    proposal = ward.way_out.ways(WEEK, ward.broadcast.inventory.the_station()).proposals[0]
    ward.airing_changes.move(airing_of(ward, slot, TUESDAY), dt.datetime(2026, 6, 2, 16, 0))
    with pytest.raises(InvalidInput) as told:
        ward.way_out.take(proposal, why)
    assert told.value.code == "plan_changed"
    assert airing_of(ward, slot, TUESDAY).start.hour == 16
