"""An airing in the hand: by keys and by mouse, to another time, day, length; this day alone or from this day on."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.pages.schedule_window import MONDAY, TUESDAY, Scene
from tests.wards import add_relay, add_slot, approved_edition, approved_item, make_ward
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.model import Fill
from ui.pages.schedule.held import Held

K, MOD = Qt.Key, Qt.KeyboardModifier
DAY = dt.timedelta(days=1)
FRIDAY = TUESDAY + 3 * DAY


@pytest.fixture
def ward(tmp_path):
    made = make_ward(tmp_path)
    add_relay(made, start="05:00", minutes=30)
    add_slot(made, "Bản tin", "17:00", 15)
    add_slot(made, "Riêng TDP 2", "18:00", 15, clusters=("TDP 2",))
    add_slot(made, "Một lần", "18:30", 10, first=FRIDAY, last=FRIDAY)
    add_slot(made, "Thứ Năm", "19:00", 20, weekdays=frozenset({4}))
    return made


@pytest.fixture
def scene(qtbot, ward):
    made = Scene(ward)
    qtbot.addWidget(made.window)
    yield made
    made.close()


def times(scene: Scene, title: str) -> list[str]:
    """Weekday and time of each airing of the week with a title, as "4 17:05"."""
    found = [one for one in scene.page.facts.airings if one.title == title]
    return [f"{one.day.isoweekday()} {one.start:%H:%M}" for one in sorted(found, key=lambda one: one.start)]


def pick_up(scene: Scene, title: str, day: int) -> None:
    scene.choose(title, day)
    scene.press(K.Key_Space)


# -- by keys --------------------------------------------------------------------------------------------------------


def test_space_arrows_enter_and_one_moves_this_day_alone_and_undo_brings_it_back(ward, scene) -> None:
    before = times(scene, "Bản tin")
    pick_up(scene, "Bản tin", 4)
    scene.press(K.Key_Down)
    scene.press(K.Key_Return)
    assert scene.card().windowTitle() == "Dời buổi phát"
    scene.press(K.Key_1)
    assert scene.no_card()
    assert times(scene, "Bản tin")[4] == "5 17:05"
    assert times(scene, "Bản tin")[:4] == before[:4]
    assert times(scene, "Bản tin")[5:] == before[5:]
    assert scene.grid.current().start.isoformat() == "2026-06-05T17:05:00"
    assert scene.presses == 4
    scene.ctrl(K.Key_Z)
    assert times(scene, "Bản tin") == before


def test_two_moves_it_from_this_day_on_and_leaves_the_days_before(ward, scene) -> None:
    pick_up(scene, "Bản tin", 4)
    scene.press(K.Key_Up, MOD.ControlModifier)
    scene.press(K.Key_Return)
    scene.press(K.Key_2)
    assert times(scene, "Bản tin") == [f"{day} 17:00" for day in range(1, 5)] + [f"{day} 16:59" for day in range(5, 8)]
    following = ward.broadcast.timetable.week(Week.of(FRIDAY + 7 * DAY))
    assert {f"{one.start:%H:%M}" for one in following if one.title == "Bản tin"} == {"16:59"}
    assert all(one.approval for one in following if one.title == "Bản tin"), "the yes goes with the slot"
    scene.ctrl(K.Key_Z)
    assert set(times(scene, "Bản tin")) == {f"{day} 17:00" for day in range(1, 8)}


def test_what_it_would_clash_with_is_told_before_it_is_dropped(scene) -> None:
    pick_up(scene, "Bản tin", 4)
    assert "Không trùng giờ" in scene.grid.bar.clashes.text()
    scene.press(K.Key_PageDown)
    assert scene.grid.held.start.hour == 18
    assert "Riêng TDP 2 18:00–18:15" in scene.grid.bar.clashes.text()
    assert "Riêng TDP 2" in scene.grid.accessibleDescription()
    assert not scene.grid.viewport().grab().isNull()
    scene.press(K.Key_Escape)
    assert scene.grid.held is None
    assert not scene.grid.bar.isVisible()
    assert "17:00–17:15" in scene.grid.accessibleDescription()


def test_words_of_any_length_are_shown_whole_and_leave_the_airing_in_sight(ward, scene) -> None:
    for number in (1, 2, 3):
        add_slot(ward, f"Chương trình số {number} có cái tên rất dài " * 3, "17:20", 15)
    scene.page.reload()
    pick_up(scene, "Bản tin", 4)
    for _ in range(4):
        QTest.keyClick(scene.grid, K.Key_Down)  # looked at before Qt has come to lay it out
        bar, (ghost,) = scene.grid.bar, scene.grid.ghosts()
        lines = (bar.where, bar.clashes, bar.keys)
        assert bar.height() >= sum(line.heightForWidth(bar.width() - 24) for line in lines)
        assert all(
            above.geometry().bottom() < below.top()
            for above, below in zip(lines, [one.geometry() for one in lines[1:]], strict=False)
        )
        assert not bar.geometry().intersects(scene.grid._on_screen(ghost).toRect())
    assert "và 1 mục nữa" in bar.clashes.text()


def test_clusters_apart_do_not_clash(ward, scene) -> None:
    add_slot(ward, "Riêng TDP 1", "20:00", 15, clusters=("TDP 1",))
    scene.page.reload()
    pick_up(scene, "Riêng TDP 1", 4)
    scene.press(K.Key_PageUp)
    scene.press(K.Key_PageUp)
    assert "Không trùng giờ" in scene.grid.bar.clashes.text()


def test_a_slot_of_one_day_goes_without_a_question_also_to_another_day(ward, scene) -> None:
    pick_up(scene, "Một lần", 4)
    scene.press(K.Key_Right)
    scene.press(K.Key_Return)
    assert scene.no_card()
    assert times(scene, "Một lần") == ["6 18:30"]


def test_ctrl_arrows_pick_up_and_move_at_once(scene) -> None:
    scene.choose("Một lần")
    scene.press(K.Key_Down, MOD.ControlModifier)
    scene.press(K.Key_Space)
    assert times(scene, "Một lần") == ["5 18:31"]


def test_a_weekly_slot_takes_its_weekday_along_from_this_day_on(ward, scene) -> None:
    pick_up(scene, "Thứ Năm", 3)
    scene.press(K.Key_Left)
    scene.press(K.Key_Return)
    scene.press(K.Key_2)
    assert times(scene, "Thứ Năm") == ["3 19:00"]
    following = ward.broadcast.timetable.week(Week.of(FRIDAY + 7 * DAY))
    assert [one.day.isoweekday() for one in following if one.title == "Thứ Năm"] == [3]


def test_a_slot_of_many_weekdays_moves_to_another_day_alone_and_says_why(scene) -> None:
    pick_up(scene, "Bản tin", 4)
    scene.press(K.Key_Right)
    scene.press(K.Key_Return)
    assert "nhiều thứ trong tuần" in scene.texts(scene.card())
    scene.press(K.Key_2)
    assert not scene.no_card(), "nothing is called 2 here"
    scene.press(K.Key_Return)
    assert times(scene, "Bản tin")[4:] == ["6 17:00", "6 17:00", "7 17:00"]


def test_shift_arrows_change_the_length_which_is_the_slot_s(ward, scene) -> None:
    pick_up(scene, "Bản tin", 4)
    scene.press(K.Key_Down, MOD.ShiftModifier)
    scene.press(K.Key_Left, MOD.ShiftModifier)
    assert scene.grid.held.seconds == 19 * 60
    scene.press(K.Key_Return)
    assert "Đổi số phút là đổi cả khung" in scene.texts(scene.card())
    scene.press(K.Key_Return)
    lengths = [one.seconds // 60 for one in scene.page.facts.airings if one.title == "Bản tin"]
    assert sorted(lengths) == [15] * 4 + [19] * 3


def test_esc_at_the_question_leaves_everything_as_it_was(ward, scene) -> None:
    before = times(scene, "Bản tin")
    pick_up(scene, "Bản tin", 4)
    scene.press(K.Key_Down)
    scene.press(K.Key_Return)
    scene.press(K.Key_Escape)
    assert scene.no_card()
    assert scene.grid.held is None
    assert times(scene, "Bản tin") == before


def test_dropped_where_it_was_nothing_is_asked_or_saved(ward, scene) -> None:
    before = ward.database.rows("SELECT count(*) FROM history")
    pick_up(scene, "Bản tin", 4)
    scene.press(K.Key_Down)
    scene.press(K.Key_Up)
    scene.press(K.Key_Return)
    assert scene.no_card()
    assert scene.grid.held is None
    assert ward.database.rows("SELECT count(*) FROM history") == before


def test_what_has_begun_stays_and_the_past_takes_nothing(scene) -> None:
    pick_up(scene, "Bản tin", 0)
    assert scene.grid.held is None
    assert "đã tới giờ" in scene.page._banner.text()
    pick_up(scene, "Bản tin", 2)
    scene.press(K.Key_Left)
    scene.press(K.Key_Left)
    scene.press(K.Key_Return)
    assert "đã qua" in scene.page._banner.text()
    assert times(scene, "Bản tin")[2] == "3 17:00"


def test_keys_of_the_page_sleep_while_something_is_in_the_hand(scene) -> None:
    week = scene.page.title_button.text()
    pick_up(scene, "Bản tin", 4)
    for key in (K.Key_PageDown, K.Key_Delete, K.Key_Insert, K.Key_1):
        scene.press(key)
    assert scene.no_card()
    assert scene.page.title_button.text() == week
    assert scene.grid.held is not None


def test_a_relay_and_a_published_week_are_spoken_of_before_they_move(ward, scene) -> None:
    pick_up(scene, "Tiếp âm VOV1", 4)
    assert "đài trên" in scene.grid.bar.notes.text()
    assert "ban hành" not in scene.grid.bar.notes.text()
    scene.press(K.Key_Escape)
    add_slot(ward, "Tuần sau", "17:30", 10, first=MONDAY + 7 * DAY)
    ward.published.publish(Week.of(MONDAY + 7 * DAY))
    scene.page.go_to(MONDAY + 7 * DAY)
    pick_up(scene, "Bản tin", 4)
    assert "đã ban hành" in scene.grid.bar.notes.text()


def test_the_parts_of_a_series_stay_with_the_airing_that_moves(ward, scene) -> None:
    series = add_slot(ward, "Chuyên mục", "20:00", 15, fill=Fill.SERIES, first=FRIDAY, last=FRIDAY)
    approved_edition(ward, series, FRIDAY, approved_item(ward), title="Số 1")
    scene.page.reload()
    pick_up(scene, "Số 1", 4)
    scene.press(K.Key_Right)
    scene.press(K.Key_Return)
    assert times(scene, "Số 1") == ["6 20:00"]
    assert scene.grid.current().versions
    assert scene.grid.current().approval is not None


# -- by mouse -------------------------------------------------------------------------------------------------------


def drag(scene: Scene, title: str, day: int, by: tuple[float, float], *, edge: bool = False, held=MOD.NoModifier):
    """Take hold of a block in its middle, or at its lower edge, and pull it so many columns and minutes."""
    scene.choose(title, day)
    airing, geometry, view = scene.grid.current(), scene.grid.geometry_now, scene.grid.viewport()
    rect = scene.grid.rects(airing.id)[0]
    start = QPoint(round(rect.center().x()), round(rect.bottom()) - 2 if edge else round(rect.center().y()))
    wide = geometry.edges[day + 1] - geometry.edges[day]
    end = start + QPoint(round(by[0] * wide), round(by[1] * geometry.axis.scale))
    QTest.mousePress(view, Qt.MouseButton.LeftButton, held, start)
    for step in (0.3, 0.7, 1.0):
        move(view, start + (end - start) * step, held)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, held, end)
    QApplication.processEvents()


def move(view, place, held) -> None:
    """A move with the button down, which QTest does not send."""
    left = Qt.MouseButton.LeftButton
    spot = QPointF(place)
    event = QMouseEvent(QEvent.Type.MouseMove, spot, view.mapToGlobal(spot), left, left, held)
    QApplication.sendEvent(view, event)


def test_the_mouse_drops_at_full_five_minutes_on_another_day(scene) -> None:
    drag(scene, "Một lần", 4, (1, 7.8))
    assert times(scene, "Một lần") == ["6 18:40"]


def test_with_ctrl_the_mouse_drops_to_the_minute(scene) -> None:
    drag(scene, "Một lần", 4, (0, 7), held=MOD.ControlModifier)
    assert times(scene, "Một lần") == ["5 18:37"]


def test_the_lower_edge_pulls_the_length(scene) -> None:
    drag(scene, "Thứ Năm", 3, (0, 10), edge=True)
    scene.press(K.Key_Return)
    (airing,) = [one for one in scene.page.facts.airings if one.title == "Thứ Năm"]
    assert (airing.seconds, f"{airing.start:%H:%M}") == (30 * 60, "19:00")


def test_a_click_that_trembles_moves_nothing(scene) -> None:
    before = times(scene, "Một lần")
    drag(scene, "Một lần", 4, (0, 1.2))
    assert scene.grid.held is None
    assert times(scene, "Một lần") == before


# -- the hand itself ------------------------------------------------------------------------------------------------

STEPS = st.lists(st.sampled_from([-60, -5, -1, 1, 5, 60]), max_size=12)


@given(STEPS, STEPS)
@settings(max_examples=25)
def test_whatever_is_pressed_it_starts_inside_its_day_on_a_whole_minute_and_lasts_a_while(any_held, moves, lengths):
    held = any_held
    for step in moves:
        held = held.by(step)
    for step in lengths:
        held = held.longer(step)
    assert held.start.date() == any_held.start.date()
    assert held.start.second == 0
    assert 60 <= held.seconds <= 24 * 3600
    assert held.there().end - held.there().start == dt.timedelta(seconds=held.seconds)


@pytest.fixture(scope="module")
def any_held(tmp_path_factory) -> Held:
    ward = make_ward(tmp_path_factory.mktemp("held"))
    add_slot(ward, "Bản tin", "17:02", 13)
    return Held.of(ward.broadcast.timetable.days(FRIDAY, FRIDAY)[0])


def test_a_step_of_five_goes_to_the_next_full_five(any_held) -> None:
    assert f"{any_held.by(5).start:%H:%M} {any_held.by(-5).start:%H:%M}" == "17:05 17:00"
    assert (any_held.longer(5).seconds, any_held.longer(-5).seconds) == (15 * 60, 10 * 60)
