"""Nhiệm vụ as a board and as a calendar: the same rows, the same filter, the same task at hand; all by keys."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.plans.annexes import CULTURE, HEADER, write
from tests.ui.pages.plans_window import Scene
from tests.vietnamese_words import foreign_texts, unnamed_focusables
from tests.wards import make_ward
from ttcs_desktop.office.model import DayKind
from ttcs_desktop.plans.editing import TaskWords
from ttcs_desktop.plans.model import PlanHead, TaskState
from ttcs_desktop.plans.repository import put_task
from ui.kit.card import Card
from ui.pages.plans.board import TaskBoard, in_two
from ui.pages.plans.calendar_view import TaskCalendar
from ui.pages.plans.due_days import is_day_off, lunar_day
from ui.pages.plans.lines import Sieve
from ui.pages.plans.views import View

KEY = Qt.Key
FIRST = "Xây dựng kế hoạch truyền thông năm"


def board(scene) -> TaskBoard:
    scene.ctrl(KEY.Key_2)
    made = scene.page.tasks.views.widget()
    assert isinstance(made, TaskBoard)
    return made


def month(scene) -> TaskCalendar:
    scene.ctrl(KEY.Key_3)
    made = scene.page.tasks.views.widget()
    assert isinstance(made, TaskCalendar)
    return made


def at_hand(scene) -> str:
    return scene.page.tasks.grid.current_row().task.text


def test_a_task_goes_to_the_next_column_by_ctrl_right_and_back_by_ctrl_z(scene, ward) -> None:
    made = board(scene)
    assert scene.focus() is made
    assert made.tasks_in(TaskState.TODO)[0] == FIRST
    assert (foreign_texts(scene.page), unnamed_focusables(scene.page)) == ([], [])
    scene.ctrl(KEY.Key_Right)
    assert made.tasks_in(TaskState.DOING) == [FIRST]
    assert (at_hand(scene), scene.focus()) == (FIRST, made)
    assert scene.window.toast.text() == "Nhiệm vụ 1: Đang làm"
    scene.ctrl(KEY.Key_Z)
    assert made.tasks_in(TaskState.DOING) == []
    scene.ctrl(KEY.Key_Left)
    assert not ward.undo.offered() or made.tasks_in(TaskState.TODO)[0] == FIRST


def test_dragging_a_card_to_another_column_moves_it(scene, ward) -> None:
    made = board(scene)
    card, column = made.card_rect(0, 1), made.card_rect(3, 0)
    QTest.mousePress(made.viewport(), Qt.MouseButton.LeftButton, pos=card.center())
    QTest.mouseMove(made.viewport(), card.center() + QPoint(60, 0))
    QTest.mouseMove(made.viewport(), column.center())
    QTest.mouseRelease(made.viewport(), Qt.MouseButton.LeftButton, pos=column.center())
    assert made.tasks_in(TaskState.DONE) == ["Báo cáo kết quả 6 tháng"]
    scene.ctrl(KEY.Key_Z)
    assert made.tasks_in(TaskState.DONE) == []


def test_a_click_alone_only_chooses(scene, ward) -> None:
    made = board(scene)
    QTest.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=made.card_rect(0, 2).center())
    assert at_hand(scene) == "Duy trì chuyên mục trên đài truyền thanh"
    assert not ward.undo.offered()


def test_what_is_not_carried_out_is_asked_for_its_reason(scene, ward) -> None:
    made = board(scene)
    for _ in range(3):
        scene.ctrl(KEY.Key_Right)
    assert made.tasks_in(TaskState.DONE) == [FIRST]
    scene.ctrl(KEY.Key_Right)
    card = QApplication.activeModalWidget()
    assert isinstance(card, Card)
    assert card.form.widget("state").value() is TaskState.DROPPED
    card.accept()
    assert card.form.error_of("difficulty")
    card.reject()


def test_arrows_walk_the_board(scene) -> None:
    made = board(scene)
    scene.press(KEY.Key_Down)
    assert at_hand(scene) == "Báo cáo kết quả 6 tháng"
    scene.ctrl(KEY.Key_Right)
    scene.press(KEY.Key_Left)
    assert at_hand(scene) == FIRST
    scene.press(KEY.Key_End)
    scene.press(KEY.Key_Right)
    assert at_hand(scene) == "Báo cáo kết quả 6 tháng"
    scene.press(KEY.Key_Return)
    assert scene.page.panel.step.hasFocus()
    scene.press(KEY.Key_Escape)
    assert scene.focus() is made


def test_filter_find_and_the_task_at_hand_stay_from_view_to_view(qtbot, scene) -> None:
    scene.press(KEY.Key_Down)
    made = board(scene)
    assert made.line_at_hand().task.text == "Báo cáo kết quả 6 tháng"
    scene.page.tasks.pill(Sieve.OVERDUE).click()
    assert made.tasks_in(TaskState.TODO) == ["Bố trí kinh phí cho hệ thống loa"]
    scene.page.tasks.pill(Sieve.ALL).click()
    scene.ctrl(KEY.Key_F)
    with qtbot.waitSignal(scene.page.tasks.search.wanted):
        scene.type("mua mua bao")
    assert made.tasks_in(TaskState.TODO) == ["Kiểm tra cụm loa trước mùa mưa bão"]
    scene.press(KEY.Key_Return)
    assert scene.focus() is made
    scene.ctrl(KEY.Key_1)
    assert scene.focus() is scene.page.tasks.grid
    assert scene.shown_texts() == ["Kiểm tra cụm loa trước mùa mưa bão"]


def test_the_calendar_shows_due_days_and_walks_by_arrows(scene, ward) -> None:
    scene.press(KEY.Key_Down)
    made = month(scene)
    assert made.day == dt.date(2026, 6, 6)
    assert made.tasks_on(made.day) == ["Báo cáo kết quả 6 tháng"]
    scene.press(KEY.Key_Home)
    assert made.day == dt.date(2026, 6, 2)
    scene.press(KEY.Key_Left)
    scene.press(KEY.Key_Up)
    scene.press(KEY.Key_Right)
    assert (made.day, made.month.first) == (dt.date(2026, 5, 26), dt.date(2026, 5, 1))
    for _ in range(4):
        scene.press(KEY.Key_Right)
    assert at_hand(scene) == "Bố trí kinh phí cho hệ thống loa"
    scene.press(KEY.Key_PageDown)
    assert made.day == dt.date(2026, 6, 30)
    assert made.tasks_on(made.day) == [FIRST]
    assert "1 nhiệm vụ đến hạn" in made.accessibleDescription()
    scene.press(KEY.Key_F6)
    assert ward.plans.task(ward.plans.tasks()[0].id).state is TaskState.DOING
    assert made.day == dt.date(2026, 6, 30)


def test_ctrl_down_walks_the_tasks_of_a_day_and_a_click_picks_one(qtbot, ward, tmp_path) -> None:
    rows = (HEADER, *((str(at), f"Việc {at}", CULTURE, "", "Trước ngày 15/6/2026") for at in range(1, 9)))
    plan = ward.plans.take_in(ward.plans.read(write(tmp_path / "b.docx", rows)), PlanHead("12/KH-UBND"), 2026)
    scene = Scene(ward)
    qtbot.addWidget(scene.window)
    scene.page.show_record(plan.id)
    made = month(scene)
    scene.window.resize(910, 440)
    QApplication.processEvents()
    assert len(made.tasks_on(dt.date(2026, 6, 15))) == 8
    for _ in range(7):
        scene.ctrl(KEY.Key_Down)
    assert at_hand(scene) == "Việc 8"
    spots, more = made._spots(made.day)
    assert spots[-1].task.line.task.text == "Việc 8"
    assert more == 8 - len(spots)
    QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=spots[0].rect.center())
    assert at_hand(scene) == spots[0].task.line.task.text
    scene.ctrl(KEY.Key_Up)
    assert made.grab().toImage().pixelColor(2, 2).isValid()


def test_days_off_and_lunar_days_are_those_of_the_office(ward) -> None:
    ward.office.set_holiday(dt.date(2026, 6, 10), "Nghỉ bù", DayKind.OFF)
    calendar = ward.office.calendar()
    assert [is_day_off(dt.date(2026, 6, day), calendar) for day in (6, 7, 8, 10)] == [True, True, False, True]
    assert lunar_day(dt.date(2026, 2, 17)) == "1/1"
    assert lunar_day(dt.date(2026, 2, 18)) == "2"


def test_a_long_text_is_cut_at_a_word() -> None:
    assert in_two("một hai ba bốn", len, 8) == ("một hai", "ba bốn")
    assert in_two("dài" * 50, len, 8) == ("dài" * 50, "")
    assert in_two("", len, 8) == ("", "")


def test_ten_years_of_tasks_cost_no_more_to_look_at(qtbot, tmp_path) -> None:
    ward = make_ward(tmp_path)
    plan = ward.plans.editing.open_plan(PlanHead("1/KH"), 2026)
    times = ("Hằng năm", "Hằng quý", "Hằng tháng", "Trước 30/11", "Thường xuyên")
    made = [ward.plans.editing.add(plan.id, TaskWords(f"Việc {time}", when_text=time)) for time in times]
    more = [replace(made[at % 5], id=f"t{at}", text=f"Việc số {at} của phường") for at in range(1395)]
    ward.ledger.save("plans.import", [put_task(task) for task in more])
    scene = Scene(ward)
    qtbot.addWidget(scene.window)
    for view, limit in ((View.BOARD, 0.05), (View.CALENDAR, 0.25)):
        scene.page.tasks.views.show_view(view)
        widget = scene.page.tasks.views.widget()
        QApplication.processEvents()
        best = min(_seconds(widget.grab) for _ in range(3))
        assert best < limit, f"{view.name}: {best:.3f} s"


def _seconds(work) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
