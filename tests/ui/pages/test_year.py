"""Mở năm mới, by keys: offered from 15/12, each part one step, and nothing done twice."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from sync.adapters.manual import ManualCourier
from tests.vietnamese_words import foreign_texts, unnamed_focusables
from tests.wards import make_ward, set_clock
from ttcs_desktop.content.topics.model import TopicEntry
from ui.kit.jobs import JobRunner
from ui.pages.desk import Desk
from ui.rail import ENTRIES
from ui.window import Window

K, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


class Scene:
    """The window on Hôm nay of 15/12/2026; keys are counted."""

    def __init__(self, ward) -> None:
        self.ward, self.presses = ward, 0
        self.window = Window(Desk(ward, ManualCourier(), JobRunner(_raise)), ENTRIES)
        self.window.resize(1093, 540)
        self.window.show()
        self.window.activateWindow()
        self.window.show_page("today")
        QApplication.processEvents()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.presses += 1
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
            QApplication.processEvents()
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
        QApplication.processEvents()


def _raise(error: BaseException) -> None:
    raise error


@pytest.fixture
def ward(tmp_path):
    made = make_ward(tmp_path)
    made.topics.take_in(2026, [TopicEntry(f"Bài số {number}") for number in range(1, 33)])
    set_clock(made, dt.datetime(2026, 12, 15, 8))
    yield made
    made.close()


@pytest.fixture
def scene(qtbot, ward):
    made = Scene(ward)
    qtbot.addWidget(made.window)
    yield made
    while (opened := QApplication.activeModalWidget()) is not None:
        opened.close()
        QApplication.processEvents()


def test_the_year_is_opened_with_thirty_two_topics_in_six_keys(ward, scene) -> None:
    """Ctrl+N; Enter, Ctrl+Enter for the days; Down, Enter, Ctrl+Enter for the topics."""
    scene.press(K.Key_N, CTRL)
    scene.press(K.Key_Return)
    scene.press(K.Key_Return, CTRL)
    assert len(ward.office.holidays()) == 7
    scene.press(K.Key_Down)
    scene.press(K.Key_Return)
    scene.press(K.Key_Return, CTRL)
    assert (scene.presses, len(ward.topics.of_year(2027))) == (6, 32)
    for _ in range(2):
        scene.press(K.Key_Return)
        scene.press(K.Key_Return, CTRL)
    assert len(ward.topics.of_year(2027)) == 32
    scene.press(K.Key_Z, CTRL)
    assert ward.topics.of_year(2027) == []
    assert len(ward.office.holidays()) == 7


def test_the_line_of_the_morning_goes_when_the_days_are_there_and_comes_only_in_its_season(ward, scene) -> None:
    line = scene.window.page("today")._new_year
    assert line.isVisible()
    ward.new_year.take_days(2027, [one.day for one, _ in ward.new_year.days(2027)])
    ward.topics.copy([one.id for one in ward.topics.of_year(2026)], 2026, 2027)
    scene.window.page("today").reload()
    assert not line.isVisible()


@pytest.mark.parametrize("size", [(1093, 540), (910, 440)])
def test_every_part_opens_and_speaks_vietnamese(scene, size) -> None:
    scene.window.resize(*size)
    scene.window.show_page("year")
    page = scene.window.page("year")
    assert foreign_texts(page) == []
    assert unnamed_focusables(page) == []
    for line in page.parts.table.lines():
        page.parts.choose(line.row.id)
        scene.window.show_page("year")
        page.do()
        card = QApplication.activeModalWidget()
        if card is not None:
            assert foreign_texts(card) == []
            assert card.height() <= size[1]
            assert any(label.text() for label in card.findChildren(QLabel))
            card.reject()
            QApplication.processEvents()


def test_escape_goes_to_settings_where_the_same_key_comes_back(scene) -> None:
    scene.press(K.Key_N, CTRL)
    scene.press(K.Key_Escape)
    assert scene.window.current_page() is scene.window.page("settings")
    scene.press(K.Key_N, CTRL)
    assert scene.window.current_page() is scene.window.page("year")
