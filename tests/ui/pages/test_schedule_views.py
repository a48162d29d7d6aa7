"""A week or one day of it: F11 turns, keys walk in each, forty clusters stay readable, the choice is remembered."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.pages.schedule_window import MONDAY, TUESDAY, Scene, a_usual_week
from tests.wards import START, add_slot, make_ward
from ttcs_desktop.system.paths import settings_file
from ttcs_desktop.system.settings import ScheduleView, read_settings, write_settings

K = Qt.Key
DAY = dt.timedelta(days=1)


def remember(view: ScheduleView) -> None:
    write_settings(settings_file(), replace(read_settings(settings_file()), schedule_view=view))


@pytest.fixture(autouse=True)
def _the_week_again():
    yield
    remember(ScheduleView.WEEK)


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    made = make_ward(tmp_path_factory.mktemp("views"))
    a_usual_week(made)
    for number in (1, 2):
        add_slot(made, f"Riêng TDP {number}", "18:00", 15, clusters=(f"TDP {number}",), first=TUESDAY, last=TUESDAY)
    return made


@pytest.fixture(scope="module")
def wide(tmp_path_factory):
    """Forty clusters, each with a text of its own at six and all with one at seven."""
    made = make_ward(tmp_path_factory.mktemp("wide"))
    station = made.broadcast.inventory.the_station()
    for number in range(3, 41):
        made.broadcast.inventory.add_cluster(station.id, f"TDP {number}", "", START, loudspeakers=2)
    for number in range(1, 41):
        names = {"clusters": (f"TDP {number}",), "first": TUESDAY, "last": TUESDAY}
        add_slot(made, f"Tin riêng {number}", "06:00", 15, approved=False, **names)
    add_slot(made, "Tin chung", "07:00", 30)
    return made


@pytest.fixture
def scene_of(qtbot):
    scenes: list[Scene] = []

    def made(ward, size: tuple[int, int] = (1093, 540)) -> Scene:
        scenes.append(Scene(ward, size))
        qtbot.addWidget(scenes[-1].window)
        return scenes[-1]

    yield made
    for scene in scenes:
        scene.close()


def labels(scene: Scene) -> list[str]:
    return [lane.label for lane in scene.page.days.of(scene.page.facts).lanes]


def test_f11_shows_the_day_of_the_airing_chosen_with_a_column_for_each_group_of_clusters(ward, scene_of) -> None:
    scene = scene_of(ward)
    scene.choose("Riêng TDP 2")
    scene.press(K.Key_F11)
    assert scene.page.title_button.text() == "Thứ Ba 02/6"
    assert scene.grid.current().title == "Riêng TDP 2"
    assert labels(scene) == ["TDP 1", "TDP 2"]
    assert scene.grid.hasFocus()
    left, right = (scene.grid.rects(one.id)[0] for one in scene.page.facts.airings if one.title.startswith("Riêng"))
    assert left.right() <= right.left()
    assert left.top() == right.top()
    scene.press(K.Key_F11)
    assert scene.page.title_button.text().startswith("Tuần 23")
    assert scene.grid.current().title == "Riêng TDP 2"


def test_clusters_that_hear_the_same_that_day_are_one_column(wide, scene_of) -> None:
    scene = scene_of(wide)
    assert len(labels(scene)) == 40, "on Tuesday each hears something of its own"
    scene.choose("Tin chung", 2)
    scene.press(K.Key_F11)
    assert labels(scene) == ["TDP 1–40"]


def test_page_keys_go_from_day_to_day_across_the_week_and_arrows_from_column_to_column(ward, scene_of) -> None:
    scene = scene_of(ward)
    scene.choose("Riêng TDP 1")
    scene.press(K.Key_F11)
    scene.press(K.Key_Right)
    assert scene.grid.current().title == "Riêng TDP 2"
    scene.press(K.Key_Right)
    assert scene.grid.current().title == "Riêng TDP 2", "there is no column after it"
    scene.press(K.Key_Left)
    assert scene.grid.current().title in {"Riêng TDP 1", "Lịch tiêm chủng"}
    scene.press(K.Key_Home)
    assert scene.grid.current().title == "Tiếp âm VOV1"
    scene.press(K.Key_PageUp)
    scene.press(K.Key_PageUp)
    assert scene.page.title_button.text() == "Chủ nhật 31/5"
    assert {one.day for one in [scene.grid.current()]} == {MONDAY - DAY}
    assert scene.page.week.sunday == MONDAY - DAY
    scene.press(K.Key_PageDown)
    assert scene.page.title_button.text() == "Thứ Hai 01/6"


def test_the_view_is_there_again_in_the_next_window(ward, scene_of) -> None:
    first = scene_of(ward)
    first.press(K.Key_F11)
    assert scene_of(ward).page.title_button.text() == "Thứ Ba 02/6"
    settings_file().write_text('{"schedule_view": 7}', "utf-8")
    assert scene_of(ward).page.title_button.text().startswith("Tuần 23")


def test_a_finding_of_another_day_is_gone_to(ward, scene_of) -> None:
    clash = add_slot(ward, "Đụng bản tin", "05:35", 10, first=MONDAY + 3 * DAY, last=MONDAY + 3 * DAY)
    scene = scene_of(ward)
    scene.press(K.Key_F11)
    assert scene.page.days.day == TUESDAY
    found = next(one for one in scene.page.facts.findings if one.b and clash.id in (one.a.slot.id, one.b.slot.id))
    scene.page.clash_panel.picked.emit(found)
    assert scene.page.days.day == MONDAY + 3 * DAY
    assert scene.grid.current().id == found.a.id
    ward.broadcast.timetable.remove(clash.id)


def test_a_double_click_on_the_head_of_a_day_opens_it(ward, scene_of) -> None:
    scene = scene_of(ward)
    edges = scene.grid.geometry_now.edges
    QTest.mouseDClick(scene.grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(int(edges[4] + edges[5]) // 2, 8))
    assert scene.page.title_button.text() == "Thứ Sáu 05/6"


@pytest.mark.parametrize("size", [(1093, 540), (910, 440)])
def test_forty_columns_scroll_beside_hours_that_stay(wide, scene_of, size) -> None:
    scene = scene_of(wide, size)
    scene.choose("Tin riêng 40")
    scene.press(K.Key_F11)
    grid, gutter = scene.grid, scene.grid.geometry_now.gutter
    assert len(labels(scene)) == 40
    width = grid.viewport().width()
    (rect,) = grid.rects(grid.current().id)
    assert gutter <= rect.left() < rect.right() <= width, "what is chosen is in sight"
    assert rect.width() > 80, "a time and a title can be read in it"
    scene.press(K.Key_Home)
    seen = {grid.current().title}
    for _ in range(39):
        scene.press(K.Key_Right)
        seen.add(grid.current().title)
        (rect,) = grid.rects(grid.current().id)
        assert gutter <= rect.left() < rect.right() <= width
    assert len(seen) == 40
    first = next(one for one in scene.page.facts.airings if one.title == "Tin riêng 1")
    hidden = grid.rects(first.id)[0].center()
    assert hidden.x() < gutter
    assert grid.airing_at(hidden) is None
    grid.viewport().grab()


def test_a_week_of_forty_columns_lets_each_be_hit(wide, scene_of) -> None:
    scene = scene_of(wide)
    scene.choose("Tin riêng 17")
    (rect,) = scene.grid.rects(scene.grid.current().id)
    assert rect.width() >= 8
    assert scene.grid.airing_at(rect.center()).title == "Tin riêng 17"
