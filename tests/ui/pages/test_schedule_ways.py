"""F9 on Lịch phát: ways out side by side, one key takes one, one takes it back."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.pages.schedule_window import TUESDAY, Scene
from tests.wards import add_relay, add_slot, airing_of, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.model import Kind, Priority
from ttcs_desktop.broadcast.solving.model import Outcome, Proposal, Solved
from ttcs_desktop.broadcast.solving.service import WayOut
from ttcs_desktop.broadcast.solving.wording import why
from ui.kit.jobs import Stopped
from ui.pages.schedule.ways_out import KEPT, LOOKING, NOTHING, SEARCHING, WaysCard

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


class Search:
    """A search that has found its first way and goes on as long as the test wants."""

    def __init__(self, monkeypatch, ward) -> None:
        station = ward.broadcast.inventory.the_station()
        best = ward.way_out.ways(WEEK, station)
        far = Solved(
            best.proposals[0].moves[0].airing, dt.datetime(2026, 6, 2, 20, 0), best.proposals[0].moves[0].because
        )
        self.first = Outcome((Proposal((far,), 99),), (), (), complete=False)
        self.best, self.asked, self.ended = best, 0, False
        self.go_on = threading.Event()
        monkeypatch.setattr(WayOut, "ways", self.ways)

    def ways(self, _week, _station, first, check) -> Outcome:
        self.asked += 1
        try:
            first(self.first)
            while not self.go_on.wait(0.005):
                check()
        except Stopped:
            self.ended = True
            raise
        return self.best


@pytest.fixture
def search(monkeypatch, ward, scene):
    made = Search(monkeypatch, ward)
    yield made
    made.go_on.set()


def test_the_first_way_is_there_at_once_and_gives_way_to_a_better_one(qtbot, scene, search) -> None:
    card = card_of(qtbot, scene)
    assert card.looking.text() == LOOKING
    assert card.looking.isVisible()
    assert card.left == []
    assert f"{card.chosen().moves[0].to:%H:%M}" == "20:00"
    search.go_on.set()
    qtbot.waitUntil(lambda: not card.looking.isVisible())
    assert card.chosen() == search.best.proposals[0]
    assert card.ways.model().rowCount() == len(search.best.proposals)


def test_a_search_without_a_way_yet_says_that_it_goes_on(qtbot, scene, search) -> None:
    search.first = replace(search.first, proposals=())
    with qtbot.waitSignal(scene.desk.done) as said:
        scene.press(K.Key_F9)
    assert said.args[0] == SEARCHING
    assert QApplication.activeModalWidget() is None
    search.go_on.set()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), WaysCard))
    assert QApplication.activeModalWidget().chosen() == search.best.proposals[0]


def test_who_has_begun_to_choose_keeps_his_choice(qtbot, ward, scene, search) -> None:
    card = card_of(qtbot, scene)
    scene.press(K.Key_Down)
    search.go_on.set()
    qtbot.waitUntil(lambda: card.looking.text() == KEPT)
    assert card.looking.isVisible()
    assert card.chosen() == search.first.proposals[0]
    assert card.ways.model().rowCount() == len(search.best.proposals) + 1
    scene.press(K.Key_Return)
    assert [
        f"{one.start:%H:%M}" for one in ward.broadcast.timetable.days(TUESDAY, TUESDAY) if one.title == "Nhắn tin"
    ] == ["20:00"]


def test_who_takes_the_first_way_or_leaves_ends_the_search(qtbot, ward, scene, search) -> None:
    card_of(qtbot, scene)
    scene.press(K.Key_F9)  # a second time: one card, one search
    scene.press(K.Key_Return)
    qtbot.waitUntil(lambda: search.ended and not scene.desk.jobs.is_busy())
    assert QApplication.activeModalWidget() is None
    assert search.asked == 1
    ward.undo.undo()
    scene.page.reload()
    search.ended = False
    card_of(qtbot, scene)
    scene.press(K.Key_Escape)
    qtbot.waitUntil(lambda: search.ended and not scene.desk.jobs.is_busy())
    assert scene.unhandled == []


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
