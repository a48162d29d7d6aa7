"""The week is painted only where it changed, and what comes of that is what painting all of it anew would give."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.ui.pages.schedule_window import MONDAY, Scene
from tests.wards import add_relay, add_slot, make_ward
from ttcs_desktop.broadcast.model import Priority
from ui.kit import theme
from ui.pages.schedule import grid as grid_module
from ui.pages.schedule import ink

K = Qt.Key


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    """A long day of airings on changing clusters, some of them at the same time."""
    made = make_ward(tmp_path_factory.mktemp("week"))
    add_relay(made, start="05:00", minutes=30)
    for number in range(12):
        where = ((), ("TDP 1",), ("TDP 2",))[number % 3]
        priority = Priority.PRIORITY if number % 4 == 0 else Priority.NORMAL
        add_slot(made, f"Bản tin số {number}", f"{6 + number:02d}:15", 40, clusters=where, priority=priority)
    add_slot(made, "Nhắn tin", "07:30", 20, approved=False)
    yield made
    made.close()


@pytest.fixture
def scene(qtbot, ward):
    made = Scene(ward, (1000, 480))
    made.page.go_to(MONDAY)
    made.choose("Bản tin số 2", 1)
    QApplication.processEvents()
    qtbot.addWidget(made.window, before_close_func=lambda _: made.desk.jobs.wait())
    return made


@pytest.fixture
def painted(monkeypatch) -> list[str]:
    """The airings painted since it was emptied."""
    seen: list[str] = []
    real = grid_module.paint_block

    def counted(painter, rect, piece, *rest, **more) -> None:
        seen.append(piece.airing.title)
        real(painter, rect, piece, *rest, **more)

    monkeypatch.setattr(grid_module, "paint_block", counted)
    return seen


def on_screen(scene: Scene) -> QImage:
    """What stands on the screen, not what a fresh painting would put there."""
    QApplication.processEvents()
    window = scene.window
    return window.screen().grabWindow(window.winId()).toImage()


def painted_anew(scene: Scene) -> QImage:
    scene.grid.viewport().update()
    return on_screen(scene)


def test_a_step_paints_two_airings_and_what_they_lie_on(scene, painted) -> None:
    painted_anew(scene)
    whole = len(painted)
    painted.clear()
    scene.press(K.Key_Right)
    assert 2 <= len(painted) <= 6
    assert whole > 8 * len(painted)


def test_a_short_way_down_paints_what_comes_into_sight(scene, painted) -> None:
    bar = scene.grid.verticalScrollBar()
    assert bar.maximum() > 200
    bar.setValue(0)
    painted_anew(scene)
    whole = len(painted)
    painted.clear()
    bar.setValue(30)
    QApplication.processEvents()
    assert 0 < len(painted) < whole / 2


def test_the_screen_shows_what_painting_it_anew_shows(scene) -> None:
    bar = scene.grid.verticalScrollBar()
    for press in (K.Key_Right, K.Key_Down, K.Key_Down, K.Key_Left, K.Key_Up, K.Key_End, K.Key_Home):
        scene.press(press)
        kept = on_screen(scene)
        assert kept == painted_anew(scene), press
    for place in (bar.maximum(), bar.maximum() - 45, 20, 3):
        bar.setValue(place)
        kept = on_screen(scene)
        assert kept == painted_anew(scene), place
    scene.press(K.Key_Space)  # in the hand, with its bar and its ghost over the week
    scene.press(K.Key_Down)
    bar.setValue(bar.value() + 40)
    kept = on_screen(scene)
    assert kept == painted_anew(scene)
    scene.press(K.Key_Escape)
    kept = on_screen(scene)
    assert kept == painted_anew(scene)


def test_words_are_measured_once(scene, monkeypatch) -> None:
    painted_anew(scene)
    held = ink.current()
    monkeypatch.setattr(ink.Ink, "_font", lambda *_: pytest.fail("measured again"))
    monkeypatch.setattr(ink.Ink, "font", lambda self, style: self._fonts[id(style)][1])
    painted_anew(scene)
    assert ink.current() is held


def test_another_theme_brings_its_own_paints() -> None:
    light = ink.take()
    before = theme.current()
    theme.apply(QApplication.instance(), theme.DARK)
    try:
        dark = ink.take()
        assert dark is not light
        assert dark.colour("surface") == theme.DARK.colour("surface")
    finally:
        theme.apply(QApplication.instance(), before)
    assert ink.take().colour("surface") == before.colour("surface")
