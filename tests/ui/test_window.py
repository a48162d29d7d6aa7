"""The main window: how small it gets, what stays within sight then, and the toast that goes with its page."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from sync.adapters.manual import ManualCourier
from tests.wards import add_relay, add_slot, make_ward
from ttcs_desktop.basics.changes import NOTHING
from ui.kit.jobs import JobRunner
from ui.pages.desk import Desk
from ui.rail import ENTRIES
from ui.window import Window

SMALLEST = (910, 440)
PAGES = tuple(entry.item.id for entry in ENTRIES)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot, tmp_path: Path) -> Iterator[Window]:
    ward = make_ward(tmp_path)
    add_slot(ward)
    add_relay(ward)
    jobs = JobRunner(_raise)
    made = Window(Desk(ward, ManualCourier(), jobs), ENTRIES)
    qtbot.addWidget(made)
    made.resize(1093, 540)
    made.show()
    made.activateWindow()
    made.show_page("today")
    settle(made)
    yield made
    settle(made)
    made.close()
    ward.close()


def _raise(error: BaseException) -> None:
    raise error


def settle(window: Window) -> None:
    """Until no job is under way and every layout has its place."""
    while window.desk.jobs.is_busy():
        QApplication.processEvents()
        time.sleep(0.01)
    for _ in range(4):
        QApplication.processEvents()


def test_the_window_gets_no_smaller_than_its_pages_can_bear(window: Window) -> None:
    window.resize(300, 200)
    settle(window)
    assert (window.width(), window.height()) == SMALLEST


@pytest.mark.parametrize("page_id", PAGES)
def test_at_its_smallest_nothing_is_cut_and_nothing_covers_another(window: Window, page_id: str) -> None:
    """What does not fit is scrolled; also while the toast takes its line."""
    window.resize(300, 200)
    window.show_page(page_id)
    window.toast.say("Đã ghi vào sổ phát", lambda: None)
    settle(window)
    page = window.page(page_id)
    assert [told(one) for one in shown(page) if is_cut(one)] == []
    assert [f"{told(one)} over {told(other)}" for one, other in overlapping(shown(page), page)] == []


def test_at_its_smallest_the_keyboard_brings_the_last_button_into_sight(window: Window) -> None:
    window.resize(300, 200)
    window.show_page("settings")
    settle(window)
    button = window.page("settings").unit.button
    assert button.visibleRegion().boundingRect().height() < button.height(), "there is nothing to bring into sight"
    window.page("settings").unit.setFocus()
    settle(window)
    assert button.visibleRegion().boundingRect() == button.rect()


def shown(page: QWidget) -> list[QWidget]:
    """The buttons, fields and words of a page that are shown now."""
    kinds = (QAbstractButton, QLineEdit, QComboBox, QLabel)
    found = [one for kind in kinds for one in page.findChildren(kind) if one.isVisible()]
    return [one for one in found if not isinstance(one.parent(), QLineEdit)]  # the icons inside a search field


def is_cut(widget: QWidget) -> bool:
    """Whether a widget has less height than a line of its text takes, with a border round it where there is one."""
    if isinstance(widget, QLabel):
        return bool(widget.text()) and widget.height() < widget.fontMetrics().height() - 2
    return widget.height() < widget.fontMetrics().height() + 4


def overlapping(widgets: list[QWidget], page: QWidget) -> Iterator[tuple[QWidget, QWidget]]:
    for number, one in enumerate(widgets):
        for other in widgets[:number]:
            if one.isAncestorOf(other) or other.isAncestorOf(one):
                continue
            common = on(one, page).intersected(on(other, page))
            if common.height() > 2 and common.width() > 2:
                yield one, other


def on(widget: QWidget, page: QWidget) -> QRect:
    """The part of a widget that its surroundings let through, in the page's own coordinates."""
    return widget.visibleRegion().boundingRect().translated(widget.mapTo(page, widget.rect().topLeft()))


def told(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else ""
    return f"{type(widget).__name__} {text or widget.accessibleName()!r} {widget.size().toTuple()}"


def test_the_toast_goes_with_the_page_it_was_said_on(window: Window) -> None:
    undone: list[bool] = []
    window.desk.publish(NOTHING, "Đã ghi vào sổ phát", lambda: undone.append(True))
    settle(window)
    assert window.toast.isVisible()
    window.show_page("today")
    assert window.toast.isVisible(), "the same page again is no other page"
    QTest.keyClick(window, Qt.Key.Key_2, ALT)
    settle(window)
    assert window.current_page() is window.page("plans")
    assert not window.toast.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [], "what is no longer offered is not undone unseen"


def test_what_is_said_on_the_way_to_another_page_is_read_there(window: Window) -> None:
    """A page that leads elsewhere and then says why, or saves when it is left, is heard on the next page."""
    window.desk.done.emit("Đã ghi vào sổ phát", None, "")
    window.desk.go("schedule", "")
    window.desk.done.emit("Ghi lại kết quả đúng ở Lịch phát.", None, "")
    settle(window)
    assert (window.toast.isVisible(), window.toast.text()) == (True, "Ghi lại kết quả đúng ở Lịch phát.")
    window.page("schedule").hideEvent = lambda _: window.desk.done.emit("Đã lưu nháp", None, "")
    window.show_page("plans")
    assert (window.toast.isVisible(), window.toast.text()) == (True, "Đã lưu nháp")


def test_a_closed_window_asks_a_closed_record_nothing(window: Window, qtbot) -> None:
    window._clock.setInterval(1)
    window.close()
    window.desk.workspace.close()
    qtbot.wait(50)  # a question to the closed record would fail the test here
