"""From an approved item to its place in the timetable: Chuyển bước leads there, F4 begins with it."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.pages.schedule_window import TUESDAY, Scene
from tests.wards import add_slot, approved_item, make_ward
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.content.model import Rights
from ttcs_desktop.content.terms import Sort, Terms
from ui.pages.content.page import ContentPage

K = Qt.Key
DAY = dt.timedelta(days=1)


@pytest.fixture
def ward(tmp_path):
    return make_ward(tmp_path)


@pytest.fixture
def scene(qtbot, ward):
    made = Scene(ward)
    qtbot.addWidget(made.window)
    yield made
    made.close()


def wish(scene: Scene, item_id: str) -> str:
    """What the page says to who comes with an item."""
    scene.page.show_record(item_id)
    QApplication.processEvents()
    return scene.page._banner.text()


def test_the_step_to_the_timetable_hands_the_item_on(ward, qtbot) -> None:
    item = approved_item(ward)
    scene = Scene(ward)
    qtbot.addWidget(scene.window)
    page = ContentPage(scene.desk)
    qtbot.addWidget(page)
    page.reload()
    page.show_record(item.id)
    page.next_step()
    assert scene.asked == [("schedule", item.id)]


def test_f4_begins_with_the_item_and_the_first_day_on_which_it_can_run(ward, scene) -> None:
    item = approved_item(ward, "Thu gom rác")
    approved_item(ward, "Lịch tiêm chủng")
    said = wish(scene, item.id)
    assert "Thu gom rác" in said
    assert "F4" in said
    scene.press(K.Key_F4)
    card = scene.card()
    assert (card.field("fill").value(), card.field("item_id").value()) == (Fill.ITEM, item.id)
    tomorrow = TUESDAY + DAY  # it is noon: 05:30 of today is over
    assert [card.field(one).value() for one in ("date_from", "date_to")] == [tomorrow, tomorrow]
    card.set_values({"seconds": 5})
    scene.ctrl(K.Key_Return)
    assert scene.no_card()
    (made,) = ward.broadcast.timetable.slots_between(tomorrow, tomorrow)
    assert (made.item_id, made.title) == (item.id, "Thu gom rác")
    scene.press(K.Key_F4)
    assert scene.card().field("fill").value() is Fill.SERIES, "it has its place now"


def test_an_item_that_may_not_run_yet_begins_on_its_day(ward, scene) -> None:
    item, day = approved_item(ward), TUESDAY + 9 * DAY
    ward.content.terms.set(item.id, Terms(day, None, Rights.OWN), Sort(item.form, item.origin, item.column_id))
    assert day.strftime("%d/%m/%Y") in wish(scene, item.id)
    scene.press(K.Key_F4)
    assert scene.card().field("date_from").value() == day


def test_what_may_be_used_on_no_day_is_said_and_not_offered(ward, scene) -> None:
    item = approved_item(ward)
    ward.content.terms.set(
        item.id, Terms(None, TUESDAY - DAY, Rights.OWN), Sort(item.form, item.origin, item.column_id)
    )
    assert "không còn ngày nào" in wish(scene, item.id)


def test_an_issue_offers_the_item_first(ward, scene) -> None:
    series = add_slot(ward, "Chuyên mục", "17:30", 15, fill=Fill.SERIES, first=TUESDAY, last=TUESDAY)
    item = approved_item(ward, "Thu gom rác")
    approved_item(ward, "Lịch tiêm chủng")
    scene.page.reload()
    wish(scene, item.id)
    scene.choose(series.title)
    scene.press(K.Key_Insert)
    assert scene.card().list.table.lines()[0].row.id == item.id


def test_who_left_the_page_begins_as_ever(ward, scene) -> None:
    item = approved_item(ward)
    wish(scene, item.id)
    scene.page.hide()
    scene.page.show()
    scene.press(K.Key_F4)
    assert scene.card().field("fill").value() is Fill.SERIES


def test_an_id_of_nothing_is_said_as_before(scene) -> None:
    assert "Không còn mục này" in wish(scene, "nothing")
