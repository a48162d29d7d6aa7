"""Lịch phát, Ctrl+P: the four papers by their digits, days before and after, and what is left out by name."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.pages.schedule_window import Scene, a_usual_week
from tests.wards import add_slot, make_ward
from ttcs_desktop.broadcast.logbook import Confirmation
from ttcs_desktop.broadcast.model import Outcome
from ui.kit.paper.draw import Sheets
from ui.pages.schedule.paper_asked import Asked, Paper

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    made = make_ward(tmp_path_factory.mktemp("ward"))
    a_usual_week(made)
    add_slot(made, "Tiếp âm huyện", "06:00", 30, approved=False)
    return made


@pytest.fixture(scope="module")
def window(qapp, ward):
    """One window for all: none of these changes what it shows."""
    made = Scene(ward, (910, 440))
    yield made
    made.window.close()


@pytest.fixture
def scene(window):
    window.window.activateWindow()
    window.ctrl(K.Key_P)
    yield window
    window.close()


def settled(scene: Scene) -> None:
    """Wait for the job that draws."""
    assert scene.desk.jobs.wait()
    QApplication.processEvents()


def test_the_digits_choose_the_paper_and_ctrl_s_saves_what_is_shown(scene: Scene, ward) -> None:
    paper = scene.card()
    assert "Không có trên tờ này: Tiếp âm huyện (7 buổi)" in paper.banner.text()
    folder = ward.folder / "papers" / "lich-phat" / "2026"
    for digit, title, file in (
        (K.Key_2, "Phiếu ngày thứ Ba 02/6/2026", "phieu-phat-2026-06-02.pdf"),
        (K.Key_3, "Lịch treo tuần 23, 01/6–07/6", "lich-treo-tuan-23-2026.pdf"),
        (K.Key_4, "Sổ phát 01/6/2026–07/6/2026", "so-phat-2026-06-01-2026-06-07.pdf"),
    ):
        scene.press(digit)
        settled(scene)
        assert paper.windowTitle() == title
        assert paper.preview.page_count >= 1
        assert paper.banner.isHidden() == (digit != K.Key_3), "what hangs on the wall names what it leaves out"
        scene.ctrl(K.Key_S)
        assert (folder / file).read_bytes().startswith(b"%PDF")
    scene.press(K.Key_1)
    settled(scene)
    assert paper.windowTitle().startswith("Thông báo lịch phát tuần 23")
    scene.press(K.Key_Escape)
    assert scene.no_card()
    assert scene.unhandled == []


def test_days_before_and_any_days_by_keys(scene: Scene) -> None:
    paper = scene.card()
    scene.press(K.Key_2)
    settled(scene)
    scene.press(K.Key_PageUp, CTRL)
    settled(scene)
    assert paper.asked == Asked(Paper.DAY, dt.date(2026, 6, 1), dt.date(2026, 6, 1))
    scene.press(K.Key_4)
    settled(scene)
    scene.ctrl(K.Key_G)
    card = scene.card()
    card.set_values({"first": dt.date(2026, 5, 31), "to": dt.date(2026, 5, 1)})
    scene.ctrl(K.Key_Return)
    assert scene.card() is card, "the last day stands before the first: the card says so and stays"
    card.set_values({"first": dt.date(2026, 5, 1), "to": dt.date(2026, 5, 31)})
    scene.ctrl(K.Key_Return)
    settled(scene)
    assert paper.days_button.text() == "01/5/2026–31/5/2026"
    paper.activateWindow()  # as a window manager does when the card closes
    QApplication.processEvents()
    scene.press(K.Key_PageDown, CTRL)
    settled(scene)
    assert (paper.asked.first, paper.asked.last) == (dt.date(2026, 6, 1), dt.date(2026, 6, 30)), "months go by months"


def test_a_paper_asked_for_twice_or_left_at_once_is_no_trouble(scene: Scene) -> None:
    paper = scene.card()
    for digit in (K.Key_2, K.Key_3, K.Key_4, K.Key_4):
        scene.press(digit)
    settled(scene)
    assert paper.asked.paper is Paper.LOG
    scene.press(K.Key_3)
    scene.press(K.Key_Escape)
    settled(scene)
    assert scene.no_card()
    assert scene.unhandled == []


def test_a_week_of_which_nothing_is_approved_gets_no_poster_that_denies_it(scene: Scene, ward) -> None:
    paper = scene.card()
    scene.press(K.Key_3)
    settled(scene)
    shown = paper.preview.page_count, paper.windowTitle()
    paper.go(Asked(Paper.POSTER, dt.date(2027, 1, 4), dt.date(2027, 1, 10)))
    settled(scene)
    assert paper.asked.week.year == 2027, "a week without a plan is quiet, and says so"
    assert shown[0] == 1
    assert isinstance(paper.preview._sheets, Sheets)


def test_months_follow_each_other_over_the_new_year() -> None:
    december = Asked(Paper.LOG, dt.date(2026, 12, 1), dt.date(2026, 12, 31))
    assert december.shifted(1).last == dt.date(2027, 1, 31)
    assert december.shifted(2).last == dt.date(2027, 2, 28)
    assert december.shifted(-12).first == dt.date(2025, 12, 1)
    week = Asked(Paper.WEEK, dt.date(2026, 12, 28), dt.date(2027, 1, 3))
    assert (week.year, week.file_name, week.shifted(1).file_name) == (
        2026,
        "lich-phat-tuan-53-2026",
        "lich-phat-tuan-01-2027",
    )


def test_5_writes_the_days_as_a_file_of_the_kind_chosen(scene: Scene, ward) -> None:
    paper = scene.card()
    folder = ward.folder / "papers" / "lich-phat" / "2026"
    for digit, ending in ((K.Key_1, "xlsx"), (K.Key_3, "ics"), (K.Key_4, "html")):
        scene.press(K.Key_5)
        menu = QApplication.activePopupWidget()
        assert menu is not None
        QTest.keyClick(menu, digit)
        settled(scene)
        assert (folder / f"lich-phat-tuan-23-2026.{ending}").stat().st_size > 500
        assert f"Đã xuất lich-phat-tuan-23-2026.{ending}" in paper.banner.text()
    scene.press(K.Key_4)
    settled(scene)
    scene.press(K.Key_5)
    menu = QApplication.activePopupWidget()
    assert len(menu.actions()) == 2, "the log is no calendar"
    QTest.keyClick(menu, K.Key_4)
    assert QApplication.activePopupWidget() is menu
    QTest.keyClick(menu, K.Key_Escape)
    assert scene.unhandled == []


def test_a_log_of_many_pages_is_saved_by_a_job(scene: Scene, ward, qtbot) -> None:
    airings = [one for one in ward.broadcast.timetable.days(dt.date(2026, 3, 1), dt.date(2026, 3, 20)) if one.approval]
    ward.broadcast.log.confirm_many(airings, Confirmation(Outcome.FULL))
    paper = scene.card()
    paper.go(Asked(Paper.LOG, dt.date(2026, 3, 1), dt.date(2026, 3, 20)))
    settled(scene)
    assert paper.preview.page_count > 3
    scene.ctrl(K.Key_S)
    assert paper.banner.text() == "Đang ghi so-phat-2026-03-01-2026-03-20.pdf…"
    settled(scene)
    assert "Đã lưu so-phat-2026-03-01-2026-03-20.pdf" in paper.banner.text()
    folder = ward.folder / "papers" / "lich-phat" / "2026"
    assert (folder / "so-phat-2026-03-01-2026-03-20.pdf").read_bytes().startswith(b"%PDF")
