"""What is over by the clock: a slot made too late for today, a yes recorded after the play, plays before the book."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from sync.adapters.manual import ManualCourier
from tests.ui.pages.schedule_window import TUESDAY, Scene
from tests.wards import NOON, YES, add_slot, approved_item, make_ward
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.logbook import Confirmation
from ttcs_desktop.broadcast.model import Fill, Kind, Outcome, Reason
from ttcs_desktop.broadcast.recurrence import OnHolidays, Recurrence
from ttcs_desktop.office.model import DayKind
from ttcs_desktop.workspace import create_workspace
from ui.kit.chips import Status
from ui.kit.jobs import JobRunner
from ui.pages.desk import Desk
from ui.pages.schedule.hour_over import HourOver
from ui.pages.schedule.result import result_card
from ui.pages.today.answers import partial_card
from ui.pages.today.page import TodayPage
from ui.pages.today.rows import AiringRow

K = Qt.Key
YESTERDAY = TUESDAY - dt.timedelta(days=1)


@pytest.fixture
def ward(tmp_path):
    return make_ward(tmp_path, started_on=TUESDAY)


@pytest.fixture
def scene(qtbot, ward):
    made = Scene(ward)
    qtbot.addWidget(made.window)
    yield made
    made.close()


def test_an_hour_of_today_that_is_over_is_asked_about_once(ward, scene) -> None:
    item = approved_item(ward)
    scene.press(K.Key_F4)
    card = scene.card()
    card.set_values({"fill": Fill.ITEM, "item_id": item.id, "seconds": 5})
    scene.ctrl(K.Key_Return)
    assert "05:30 hôm nay đã qua" in card.error_of("date_from")
    assert card.field("date_from").hasFocus()
    scene.press(K.Key_A, Qt.KeyboardModifier.ControlModifier)
    scene.type("+1")
    scene.ctrl(K.Key_Return)
    assert scene.no_card()
    assert not ward.broadcast.timetable.slots_between(TUESDAY, TUESDAY)


def test_what_played_today_already_is_entered_by_a_second_press(ward, scene) -> None:
    item = approved_item(ward, "Bản tin")
    scene.press(K.Key_F4)
    scene.card().set_values({"fill": Fill.ITEM, "item_id": item.id, "seconds": 5})
    scene.ctrl(K.Key_Return)
    scene.ctrl(K.Key_Return)
    assert scene.no_card()
    assert [one.title for one in ward.broadcast.timetable.slots_between(TUESDAY, TUESDAY)] == ["Bản tin"]


def test_an_hour_that_is_over_is_not_asked_about_on_a_holiday_that_the_slot_leaves_out(ward) -> None:
    item = approved_item(ward)
    facts = {"fill": Fill.ITEM, "item_id": item.id, "first": TUESDAY, "last": TUESDAY + dt.timedelta(days=9)}
    slot = add_slot(ward, "Nhắc", "06:00", 5, recurrence=Recurrence(holidays=OnHolidays.SKIP), **facts)
    falls_on = ward.broadcast.timetable.plan.falls_on
    with pytest.raises(InvalidInput) as asked:
        HourOver(lambda: NOON, falls_on).ask(slot)
    assert asked.value.code == "hour_over"
    ward.office.set_holiday(TUESDAY, "Nghỉ bù", DayKind.OFF)
    assert HourOver(lambda: NOON, falls_on).ask(slot) == slot


def test_a_programme_without_items_yet_begins_when_it_likes(ward, scene) -> None:
    scene.press(K.Key_F4)
    scene.card().set_values({"title": "Bản tin", "seconds": 5})
    scene.ctrl(K.Key_Return)
    assert scene.no_card()


def a_late_yes(ward):
    item = approved_item(ward, "Duyệt trưa", given=replace(YES, decided_on=TUESDAY))
    return add_slot(ward, item.title, "05:40", 10, fill=Fill.ITEM, item_id=item.id, first=TUESDAY, last=TUESDAY)


def test_a_yes_recorded_after_the_play_is_asked_about_in_the_timetable(ward, scene) -> None:
    a_late_yes(ward)
    scene.page.reload()
    scene.choose("Duyệt trưa")
    scene.press(K.Key_1)
    assert "phát 05:40 mà ý kiến duyệt 12:00 cùng ngày mới ghi" in scene.page._banner.text()
    assert not ward.broadcast.log.entries(TUESDAY, TUESDAY)
    scene.press(K.Key_1)
    assert [one.title for one in ward.broadcast.log.entries(TUESDAY, TUESDAY)] == ["Duyệt trưa"]


def test_and_on_the_page_of_the_day(ward, qtbot) -> None:
    a_late_yes(ward)
    page = TodayPage(Desk(ward, ManualCourier(), JobRunner(lambda error: None)))
    qtbot.addWidget(page)
    page.show()
    page.list.setFocus()
    QTest.keyClick(page.list, K.Key_3)
    assert "12:00 cùng ngày mới ghi" in page._banner.text()
    assert QApplication.activeModalWidget() is None
    QTest.keyClick(page.list, K.Key_1)
    assert [one.title for one in ward.broadcast.log.entries(TUESDAY, TUESDAY)] == ["Duyệt trưa"]


def test_yesterdays_play_is_written_into_a_new_book_by_keys(ward, scene) -> None:
    approved_item(ward, "Thu gom rác")
    scene.ctrl(K.Key_N)
    card = scene.card()
    assert card.field("kind").value() is Kind.PROGRAMME
    for typed in ("h-1", "5h30", "15"):
        scene.press(K.Key_A, Qt.KeyboardModifier.ControlModifier)
        scene.type("1/6" if typed == "h-1" else typed)
        scene.press(K.Key_Return)
    scene.press(K.Key_Down)  # the item
    scene.ctrl(K.Key_Return)
    assert scene.no_card()
    (entry,) = ward.broadcast.log.entries(YESTERDAY, YESTERDAY)
    assert (entry.title, entry.aired_seconds, entry.airing_id) == ("Thu gom rác", 900, None)
    assert "ngoài lịch" in scene.window.toast.text()
    assert "trước ngày bắt đầu sổ 02/06/2026" in scene.window.toast.text()
    scene.ctrl(K.Key_N)
    scene.card().set_values({"day": YESTERDAY, "start": entry.start, "seconds": 5, "title": "Thu gom rác"})
    scene.ctrl(K.Key_Return)
    assert "Sổ phát đã có" in scene.card().error_of("start")


def test_a_slip_is_taken_back_from_the_message(ward, scene) -> None:
    scene.ctrl(K.Key_N)
    scene.card().set_values({"day": YESTERDAY, "start": dt.time(5), "seconds": 5, "title": "Nhầm"})
    scene.ctrl(K.Key_Return)
    scene.ctrl(K.Key_Z)
    (entry,) = ward.broadcast.log.entries(YESTERDAY, YESTERDAY)
    assert not entry.aired
    assert "không phát" in scene.window.toast.text()


def test_without_clusters_on_record_none_are_asked_about(qtbot, tmp_path) -> None:
    """ "0 cụm" was no number to be confirmed."""
    bare = create_workspace(tmp_path / "bare", "99999", FixedClock(NOON), started_on=TUESDAY)
    add_slot(bare, "Bản tin", "05:30", 15, first=TUESDAY, last=TUESDAY)
    (airing,) = bare.agenda.airings_today()
    said: list[Confirmation] = []
    page = QWidget()
    qtbot.addWidget(page)
    card = partial_card(AiringRow(airing, True, Status(""), ""), said.append, page)
    texts = " ".join(one.text() for one in card.findChildren(QLabel))
    assert "cả đài" in texts
    assert "cụm phát được" not in texts
    card.form.set_values({"minutes": 10, "reason": Reason.POWER})
    card.accept()
    bare.broadcast.log.confirm(airing, said[0])
    (entry,) = bare.broadcast.log.entries(TUESDAY, TUESDAY)
    assert (entry.aired_seconds, entry.clusters_ok, entry.clusters_total) == (600, 1, 1)
    with pytest.raises(KeyError):
        result_card(airing, Outcome.PARTIAL, said.append, page).field("clusters_ok")
