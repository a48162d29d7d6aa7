"""The morning: from the start of the program to yesterday confirmed, counted in keys pressed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sync.adapters.manual import ManualCourier
from tests.wards import NOON, add_slot, make_ward
from ttcs_desktop.broadcast.model import Outcome, Reason
from ttcs_desktop.workspace import Workspace
from ui.start import make_window
from ui.window import Window

YESTERDAY = NOON.date() - dt.timedelta(days=1)
CTRL = Qt.KeyboardModifier.ControlModifier


class Officer:
    """Presses keys at whatever holds the keyboard, as Qt set it; a chord is one press."""

    def __init__(self, window: Window, ward: Workspace) -> None:
        self.window, self.ward, self.presses = window, ward, 0

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.presses += 1
        target = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key, held)

    def log(self) -> list[tuple[Outcome, Reason]]:
        return [(entry.state, entry.reason) for entry in self.ward.broadcast.log.entries(YESTERDAY, YESTERDAY)]


@pytest.fixture
def officer(qtbot, tmp_path: Path) -> Iterator[Officer]:
    """In front of the program as it has just been started, with three airings of yesterday to confirm."""
    ward = make_ward(tmp_path)
    for title, start in (("Tiếp âm thời sự", "05:00"), ("Bản tin sáng", "06:30"), ("Bản tin chiều", "17:00")):
        add_slot(ward, title, start, first=YESTERDAY, last=YESTERDAY)
    window = make_window(ward, ManualCourier())
    qtbot.addWidget(window, before_close_func=lambda shown: qtbot.waitUntil(lambda: not shown.desk.jobs.is_busy()))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield Officer(window, ward)
    ward.close()


def test_yesterday_is_confirmed_in_one_key_where_all_was_aired(officer: Officer) -> None:
    officer.press(Qt.Key.Key_Return, CTRL)
    assert officer.log() == [(Outcome.FULL, Reason.NOT_GIVEN)] * 3
    assert officer.presses <= 3


def test_yesterday_is_confirmed_in_three_keys_where_one_was_not_aired(officer: Officer) -> None:
    officer.press(Qt.Key.Key_2)
    officer.press(Qt.Key.Key_1)
    officer.press(Qt.Key.Key_Return, CTRL)
    assert officer.log() == [(Outcome.NONE, Reason.POWER), *[(Outcome.FULL, Reason.NOT_GIVEN)] * 2]
    assert officer.presses == 3
