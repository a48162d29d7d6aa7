"""A receipt that comes long after the press ticks the task that asked for the report, once."""

from __future__ import annotations

import pytest

from tests.plans.annexes import CULTURE, HEADER, write
from tests.sync.offices import AFTER_ALL_CUT_OFFS, office
from tests.ui.kit.whole_window import settle_events
from tests.ui.pages.plans_window import Scene
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.plans.model import PlanHead, TaskState
from ui.workflows.fulfilled import tick_received


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(AFTER_ALL_CUT_OFFS)


def test_a_delivery_of_the_window_ticks_what_the_press_could_not(qtbot, hub, tmp_path) -> None:
    with office(tmp_path / "pc", hub) as pc:
        due = pc.ward.statistics.catalogue.template("184-6T").due(2026)
        rows = (HEADER, ("1", "Báo cáo kết quả 6 tháng", CULTURE, "", f"Trước ngày {due:%d/%m/%Y}"))
        pc.ward.plans.take_in(
            pc.ward.plans.read(write(tmp_path / "a.docx", rows), year=2026), PlanHead("75/KH-UBND"), 2026
        )
        (task,) = pc.ward.plans.tasks()
        pc.freeze("184-6T")
        assert not tick_received(pc.ward).subjects
        scene = Scene(pc.ward)
        settle_events()
        qtbot.addWidget(scene.window)

        scene.window._note_delivery(pc.engine.deliver())

        assert pc.ward.plans.task(task.id).state is TaskState.DONE
        assert scene.page.tasks.grid.current_row().task.state is TaskState.DONE
        assert pc.ward.plans.following.task(task.id).said["once"].evidence == (("statistics", "184-6T/2026"),)
        pc.ward.plans.set_state(task.id, TaskState.DOING)
        assert not tick_received(pc.ward).subjects, "the officer opened it again"
        scene.window.close()
        settle_events()  # what the window has still planned needs the record
