"""The way back: from an item, an airing and a report to the tasks that have to do with them, by keys."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sync.adapters.manual import ManualCourier
from tests.ui.kit.whole_window import settle
from tests.ui.pages.plans_window import annex
from tests.ui.pages.statistics_window import filled_ward
from tests.vietnamese_words import foreign_texts, unnamed_focusables
from tests.wards import add_slot, approved_edition, approved_item, confirm
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.plans.following import Result
from ttcs_desktop.plans.model import PlanHead, TaskState
from ui.kit.jobs import JobRunner
from ui.kit.link_line import LinkLine
from ui.pages.desk import Desk
from ui.rail import ENTRIES
from ui.window import Window

MONDAY = dt.date(2026, 6, 1)
PAGES = ("plans", "content", "schedule", "statistics")


@pytest.fixture
def window(qtbot, tmp_path):
    """A ward with a task to every kind of record: the first by a link, the second by its result."""
    ward = filled_ward(tmp_path)
    ward.plans.take_in(ward.plans.read(annex(tmp_path)), PlanHead("75/KH-UBND"), 2026)
    unhandled: list[BaseException] = []
    desk = Desk(ward, ManualCourier(), JobRunner(unhandled.append))
    made = Window(desk, tuple(entry for entry in ENTRIES if entry.item.id in PAGES))
    qtbot.addWidget(made)
    made.resize(1093, 540)
    made.show()
    made.activateWindow()
    yield made
    settle(made)
    made.close()
    assert unhandled == []
    ward.close()


def link(window, *linked: tuple[str, str]):
    plans = window.desk.workspace.plans
    first, second = plans.tasks()[:2]
    for one in linked:
        plans.inside.link(first.id, one)
    proof = Result(TaskState.DONE, done_on=MONDAY, evidence=linked)
    plans.following.record(second.id, plans.following.task(second.id).current(window.desk.today).key, proof)
    return first, second


def follow(window, page_id: str, at: int):
    """Enter on a task's line of a page; the task that Nhiệm vụ then stands at."""
    page = window.page(page_id)
    settle(window)
    lines = [one for one in page.findChildren(LinkLine) if one.accessibleName().startswith("Mở nhiệm vụ: ")]
    lines = [one for one in lines if one.isVisible()]
    assert len(lines) == 2
    assert (foreign_texts(lines[at]), unnamed_focusables(page)) == ([], [])
    lines[at].setFocus()
    QTest.keyClick(lines[at], Qt.Key.Key_Return)
    QApplication.processEvents()
    assert window.current_page() is window.page("plans")
    return window.page("plans").tasks.grid.current_row().task.id


def test_an_airing_names_its_tasks_and_enter_leads_there(window) -> None:
    ward = window.desk.workspace
    airing = ward.broadcast.timetable.days(dt.date(2026, 5, 25), dt.date(2026, 5, 25))[0]
    first, second = link(window, ("broadcast", airing.id))
    window.show_page("schedule", airing.id)
    assert follow(window, "schedule", 1) == second.id
    window.show_page("schedule", airing.id)
    assert follow(window, "schedule", 0) == first.id


def test_a_frozen_report_names_its_tasks_and_enter_leads_there(window) -> None:
    ward = window.desk.workspace
    for check in ward.statistics.report("184-6T", 2026).checks:
        if check.is_open:
            ward.statistics.explain("184-6T", 2026, check.id, "Đã xem lại, số đúng")
    ward.statistics.freeze("184-6T", 2026)
    _, second = link(window, ("statistics", "184-6T/2026"))
    window.show_page("statistics", "184-6T/2026")
    assert follow(window, "statistics", 1) == second.id


def test_an_item_names_its_tasks_and_enter_leads_there(window) -> None:
    item = window.desk.workspace.content.add("Lịch tiêm chủng", "Chữ")
    first, _ = link(window, ("content", item.id))
    window.show_page("content", item.id)
    page = window.page("content")
    page.editor.tabs.setCurrentIndex(2)
    grid = page.editor.uses.grid
    assert [line.group.title for line in grid.table.lines() if line.is_heading] == ["Nhiệm vụ liên quan"]
    assert (foreign_texts(grid), unnamed_focusables(page)) == ([], [])
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert window.current_page() is window.page("plans")
    assert window.page("plans").tasks.grid.current_row().task.id == first.id


def test_an_item_tells_where_it_was_used_and_enter_leads_to_the_old_airing(window) -> None:
    ward = window.desk.workspace
    item = approved_item(ward)
    series = add_slot(ward, "Chuyên mục", "19:00", 15, fill=Fill.SERIES)
    days = [dt.date(2026, 3, 2) + dt.timedelta(days=at) for at in range(12)]
    for day in days:
        approved_edition(ward, series, day, item)
        confirm(ward, series, day)
    window.show_page("content", item.id)
    page = window.page("content")
    page.editor.tabs.setCurrentIndex(2)
    grid = page.editor.uses.grid
    assert [(line.group.title, line.group.note) for line in grid.table.lines() if line.is_heading] == [
        ("Sổ phát", "và 2 lần khác"), ("Đã xếp vào lịch", "và 2 lần khác"),
    ]  # fmt: skip
    newest = grid.current_row()
    assert (newest.when, newest.what, newest.how.word) == ("13/3/2026, 19:00", "Chuyên mục", "Phát đủ 2/2 cụm")
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Return)
    schedule = window.page("schedule")
    assert window.current_page() is schedule
    assert schedule.grid.current().day == days[-1], "eleven weeks ago"
    airing = schedule.grid.current()
    first, _ = link(window, ("broadcast", airing.id))
    window.show_page("plans", first.id)
    (back,) = (
        one
        for one in window.page("plans").panel.inside.findChildren(LinkLine)
        if one.isVisible() and one.text() == "Phát 19:00 ngày 13/3/2026: Chuyên mục"
    )
    back.setFocus()
    QTest.keyClick(back, Qt.Key.Key_Return)
    assert schedule.grid.current().id == airing.id, "and from the task there again"


def strip(view) -> list[LinkLine]:
    return [line for line in view.tasks.findChildren(LinkLine) if not line.isHidden()]


def test_an_open_report_names_the_task_that_asks_for_it(window) -> None:
    window.show_page("statistics", "184-6T/2026")
    settle(window)
    figures = window.page("statistics").figures
    assert figures.isVisible()
    (line,) = strip(figures)
    assert "Báo cáo kết quả 6 tháng" in line.text()
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert window.current_page() is window.page("plans")
    assert "Báo cáo kết quả 6 tháng" in window.page("plans").tasks.grid.current_row().task.text
