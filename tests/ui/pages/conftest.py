"""A ward with its plan and the window over it, for every file on the page Nhiệm vụ that makes no other."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

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
