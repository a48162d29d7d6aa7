"""A ward with its plan and the window over it, for every file on the page Nhiệm vụ that makes no other; and windows on
Lịch phát."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.pages import schedule_window
from tests.ui.pages.plans_window import Scene, planned
from ttcs_desktop.workspace import Workspace


@pytest.fixture
def ward(tmp_path: Path) -> Workspace:
    return planned(tmp_path)


@pytest.fixture
def scene(qtbot: QtBot, ward: Workspace) -> Scene:
    scene = Scene(ward)
    qtbot.addWidget(scene.window)
    return scene


@pytest.fixture
def scene_of(qtbot: QtBot, ward: Workspace) -> Iterator[Callable[..., schedule_window.Scene]]:
    """Windows on Lịch phát over the `ward` of the module, closed when the test is over."""
    scenes: list[schedule_window.Scene] = []

    def made(size: tuple[int, int] = (1093, 540)) -> schedule_window.Scene:
        scene = schedule_window.Scene(ward, size)
        qtbot.addWidget(scene.window)
        scenes.append(scene)
        return scene

    yield made
    for scene in scenes:
        scene.close()
