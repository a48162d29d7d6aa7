"""What an officer does most with tasks, counted in key presses; docs/journeys.md says the same numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.plans.annexes import write
from tests.ui.pages.plans_window import FOURTEEN, TITLES, Scene
from tests.wards import make_ward
from ttcs_desktop.plans.model import PlanHead, TaskState

KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier
DOC = Path(__file__).parents[2] / "docs" / "journeys.md"
LATE = tuple((*row[:4], "Trước ngày 30/5/2026") if row[0] == "9" else row for row in FOURTEEN)


@pytest.fixture
def scene(qtbot, tmp_path):
    scene = Scene(make_ward(tmp_path))
    qtbot.addWidget(scene.window)
    return scene


def taken_in(scene, folder) -> Scene:
    """The fourteen tasks are in; nothing is counted yet."""
    ward = scene.ward
    annex = ward.plans.read(write(folder / "a.docx", LATE, titles=TITLES))
    ward.plans.take_in(annex, PlanHead("75/KH-UBND"), 2026)
    scene.page.reload()
    scene.page.setFocus()
    scene.presses = 0
    return scene


def told(journey: str) -> int:
    """The number of key presses that the document tells of a journey."""
    row = next(line for line in DOC.read_text("utf-8").splitlines() if line.startswith(f"| {journey} |"))
    found = re.search(r"\|\s*(\d+):", row)
    assert found is not None
    return int(found[1])


def test_an_annex_of_fourteen_tasks_after_its_file(scene, tmp_path) -> None:
    scene.page.open_annex(write(tmp_path / "a.docx", FOURTEEN, titles=TITLES))
    scene.presses = 0
    while scene.page.review.open_count() and scene.presses < 6:
        scene.press(KEY.Key_Return)
    scene.ctrl(KEY.Key_Return)
    assert len(scene.ward.plans.tasks()) == 14
    assert scene.presses == told("annex of 14 tasks, two of them doubtful") <= 6


def test_a_task_is_corrected(scene, tmp_path) -> None:
    taken_in(scene, tmp_path)
    scene.press(KEY.Key_F2)
    scene.press(KEY.Key_End, Qt.KeyboardModifier.ControlModifier)
    scene.press(KEY.Key_Backspace)
    scene.ctrl(KEY.Key_Return)
    assert scene.ward.plans.tasks()[0].text == "Nhiệm vụ truyền thông thứ"
    assert scene.presses == told("the words of a task corrected (one letter)")


def test_five_tasks_are_assigned(scene, tmp_path) -> None:
    taken_in(scene, tmp_path)
    for _ in range(4):
        scene.press(KEY.Key_Down, SHIFT)
    scene.press(KEY.Key_F2)
    for _ in range(2):
        scene.press(KEY.Key_Return)
    for _ in range(2):
        scene.press(KEY.Key_Down)
    scene.ctrl(KEY.Key_Return)
    assert [bool(task.person) for task in scene.ward.plans.tasks()] == [True] * 5 + [False] * 9
    assert scene.presses == told("five tasks given to one person")


def test_a_late_task_is_found_and_done(scene, tmp_path) -> None:
    taken_in(scene, tmp_path)
    scene.press(KEY.Key_F8)
    scene.press(KEY.Key_F9)
    scene.ctrl(KEY.Key_Return)
    late = next(task for task in scene.ward.plans.tasks() if task.number == "9")
    assert late.state is TaskState.DONE
    assert scene.presses == told("a late task found and marked done")
