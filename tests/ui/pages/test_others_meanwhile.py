"""Somebody else saves the same record while the officer types: told once, nothing lost, the second press means it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from sync.adapters.manual import ManualCourier
from tests.ui.pages.test_settings import HOLIDAYS, K, Scene
from tests.wards import NOON, make_ward
from ttcs_desktop.office.model import DayKind
from ui.kit.jobs import JobRunner
from ui.pages.desk import Desk
from ui.rail import ENTRIES
from ui.window import Window

DAY = NOON.date()


@pytest.fixture
def ward(tmp_path):
    made = make_ward(tmp_path)
    made.office.set_holiday(DAY, "Tết", DayKind.OFF)
    yield made
    made.close()


@pytest.fixture
def other(ward):
    made = ward.again()
    made.ledger.actor = ward.ledger.actor
    yield made
    made.close()


def name_of_the_day(ward) -> str:
    return next(one.name for one in ward.office.holidays() if one.day == DAY)


def test_a_card_says_it_stays_open_and_saves_at_the_second_press(qtbot, ward, other) -> None:
    scene = Scene(ward)
    qtbot.addWidget(scene.window)
    scene.go(HOLIDAYS)
    scene.press(K.Key_Return)
    scene.press(K.Key_F2)
    card = scene.card()
    other.office.set_holiday(DAY, "Tết Nguyên đán", DayKind.OFF)
    scene.desk.look_at_others()  # the page behind shows it; the card was filled before
    scene.type("Nghỉ ")
    scene.save()
    assert scene.card() is card
    assert "vừa được sửa ở cửa sổ khác" in "\n".join(one.text() for one in card.findChildren(QLabel) if one.isVisible())
    assert name_of_the_day(ward) == "Tết Nguyên đán"
    scene.save()
    assert scene.no_card()
    assert name_of_the_day(ward).startswith("Nghỉ")
    assert scene.unhandled == []


def test_typed_words_stay_beside_the_version_of_the_other(qtbot, ward, other) -> None:
    item = ward.content.add("Bài", "Nội dung đầu.")
    desk = Desk(ward, ManualCourier(), JobRunner(lambda error: pytest.fail(str(error))))
    window = Window(desk, tuple(entry for entry in ENTRIES if entry.item.id == "content"))
    desk.setParent(window)
    qtbot.addWidget(window)
    window.resize(1093, 540)
    window.show()
    window.show_page("content", item.id)
    page = window.page("content")
    QApplication.processEvents()
    page.editor.fields.text.setPlainText("Chữ của tôi.")
    other.content.edit(item.id, "Bài", "Chữ của máy kia.")
    desk.look_at_others()
    assert page.editor.draft().text == "Chữ của tôi."
    page.guard(page.save)
    assert "vừa được sửa ở cửa sổ khác" in page._banner.text()
    assert ward.content.text_of(ward.content.item(item.id)) == "Chữ của máy kia."
    assert page.editor.draft().text == "Chữ của tôi."
    page.guard(page.save)
    assert ward.content.text_of(ward.content.item(item.id)) == "Chữ của tôi."
    assert [one.text for one in ward.content.versions(item.id)].count("Chữ của máy kia.") == 1


def test_what_another_saved_is_shown_without_being_asked_for(qtbot, ward, other) -> None:
    scene = Scene(ward)
    qtbot.addWidget(scene.window)
    scene.go(HOLIDAYS)
    other.office.set_holiday(DAY, "Tết Nguyên đán", DayKind.OFF)
    scene.desk.look_at_others()
    QApplication.processEvents()
    assert any("Tết Nguyên đán" in cell for row in scene.listed() for cell in row)
