"""How a slot comes again, typed by an officer."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.pages.schedule_window import MONDAY, Scene
from tests.wards import make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.recurrence import LAST_DAY, Every, OnHolidays
from ui.pages.schedule.slot_again import read_days, written_days

K = Qt.Key


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1, 15", ((0, 1), (0, 15))),
        ("mùng 1; rằm", ((0, 1), (0, 15))),
        ("ngày 2/9 và 19-8", ((9, 2), (8, 19))),
        ("cuối", ((0, LAST_DAY),)),
        ("Cuoi, 1, 1", ((0, LAST_DAY), (0, 1))),
        ("", ()),
    ],
)
def test_days_are_read_as_offices_write_them(text, days) -> None:
    assert read_days(text) == days


@pytest.mark.parametrize("text", ["thứ hai", "1/2/3", "ngày", "-1"])
def test_what_names_no_day_is_refused(text) -> None:
    with pytest.raises(InvalidInput) as told:
        read_days(text)
    assert told.value.code == "month_days_unreadable"


@given(st.lists(st.tuples(st.integers(0, 12), st.sampled_from([LAST_DAY, *range(1, 32)])), max_size=6, unique=True))
def test_days_written_are_read_again(days) -> None:
    assert read_days(written_days(tuple(days))) == tuple(days)


@pytest.fixture
def ward(tmp_path):
    made = make_ward(tmp_path)
    made.neighbourhoods.add("Tổ dân phố 1 - 3", dt.date(2026, 1, 1))
    yield made
    made.close()


@pytest.fixture
def scene(qtbot, ward):
    made = Scene(ward)
    qtbot.addWidget(made.window)
    made.press(K.Key_F4)
    return made


def fill(card, **values) -> None:
    card.set_values(
        {"title": "Nhắc ngày rằm", "date_from": MONDAY, "date_to": dt.date(2026, 12, 31), "start": dt.time(17)} | values
    )
    card.set_values({"seconds": 10})


def test_a_slot_of_the_full_moon_without_holidays_twice_a_day_in_two_neighbourhoods(ward, scene) -> None:
    card = QApplication.activeModalWidget()
    fill(card, every=Every.LUNAR, month_days="mùng 1, rằm", holidays=OnHolidays.SKIP, plays=2, pause=20)
    card.set_values({"neighbourhoods": "tổ dân phố 1, 3"})
    card.submit()
    (slot,) = ward.broadcast.timetable.slots_between(MONDAY, MONDAY)
    rule = slot.recurrence
    assert (rule.every, rule.days, rule.holidays) == (Every.LUNAR, ((0, 1), (0, 15)), OnHolidays.SKIP)
    assert (rule.plays, rule.pause_seconds, len(slot.neighbourhoods)) == (2, 1200, 2)
    starts = [one.start for one in ward.broadcast.timetable.days(dt.date(2026, 6, 1), dt.date(2026, 6, 30))]
    assert [f"{at:%d/%m %H:%M}" for at in starts] == ["15/06 17:00", "15/06 17:30", "29/06 17:00", "29/06 17:30"]


def test_a_day_that_is_none_is_told_at_its_field_and_nothing_is_kept(ward, scene) -> None:
    card = QApplication.activeModalWidget()
    for typed, told in (("", "Gõ ngày"), ("31/2", "Không có ngày ấy"), ("thứ hai", "Gõ như")):
        fill(card, every=Every.DATE, month_days=typed)
        card.submit()
        assert any(form.error_of("month_days").startswith(told) for form in card._forms if "month_days" in form._fields)
    assert ward.broadcast.timetable.slots_between(MONDAY, MONDAY) == []


def test_what_the_way_of_coming_again_does_not_look_at_cannot_be_typed(ward, scene) -> None:
    card = QApplication.activeModalWidget()
    fill(card, plays=1)
    asked = ("weekdays", "month_days", "weeks", "pause")

    def open_to_type() -> list[str]:
        return [name for name in asked if card.field(name).isEnabled()]

    assert open_to_type() == ["weekdays", "weeks"]
    card.field("every").setFocus()
    scene.press(K.Key_Return)
    assert scene.focus() is card.field("weeks"), "Enter goes past what is not asked"
    scene.type("x")
    card.field("every").setFocus()
    scene.press(K.Key_Down)
    assert open_to_type() == ["month_days"]
    scene.press(K.Key_Return)
    assert scene.focus() is card.field("month_days")
    scene.type("15")
    scene.press(K.Key_Return)
    assert scene.focus() is card.field("holidays")
    scene.press(K.Key_Return)
    scene.ctrl(K.Key_A)
    scene.type("2")
    assert open_to_type() == ["month_days", "pause"]
    scene.ctrl(K.Key_Return)
    (slot,) = ward.broadcast.timetable.slots_between(MONDAY, dt.date(2026, 6, 15))
    rule = slot.recurrence
    assert (rule.every, rule.days, rule.weeks, rule.plays) == (Every.DATE, ((0, 15),), 1, 2)


def test_days_of_the_month_typed_for_another_way_are_left_as_they_were_and_said(ward, scene) -> None:
    card = QApplication.activeModalWidget()
    fill(card, every=Every.LUNAR, month_days="rằm")
    card.set_values({"every": Every.WEEK})
    assert "Lặp lại" in card.hint_of("month_days")
    card.set_values({"weekdays": frozenset(), "every": Every.LUNAR})
    assert "Lặp lại" not in card.hint_of("month_days")
    card.submit()
    (slot,) = ward.broadcast.timetable.slots_between(MONDAY, MONDAY)
    assert (slot.recurrence.every, slot.recurrence.days) == (Every.LUNAR, ((0, 15),))
    assert slot.weekdays, "weekdays that nobody looks at refuse nothing"
