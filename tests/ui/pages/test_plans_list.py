"""Nhiệm vụ: the list in the annex's order, its filters, the next step and the way back, everything by keys."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.plans.annexes import CULTURE, HEADER, PARTNERS, write
from tests.ui.pages.plans_window import CLEAR, Scene, annex
from tests.vietnamese_words import foreign_texts, unnamed_focusables, unreachable_mnemonics
from tests.wards import make_ward
from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.plans.model import TaskState
from ttcs_desktop.plans.service import PlanHead
from ttcs_desktop.plans.timing import When, WhenKind
from ui.kit.buttons import KeyButton
from ui.kit.stepper import Stepper
from ui.pages.form_card import FormCard
from ui.pages.plans.lines import Sieve
from ui.pages.plans.words import due_in_words, rhythm, short_office

HEAD = PlanHead("75/KH-UBND", "Thông tin cơ sở năm 2026", issued_on=dt.date(2025, 10, 28))


@pytest.fixture
def ward(tmp_path):
    ward = make_ward(tmp_path)
    ward.plans.take_in(ward.plans.read(annex(tmp_path)), HEAD, 2026)
    return ward


def texts(widget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if not one.isHidden())


def task_of(ward, text):
    return next(task for task in ward.plans.tasks() if text in task.text)


def test_tasks_stand_in_the_annexs_order_under_its_headings_with_what_is_done(scene, ward) -> None:
    ward.plans.set_state(task_of(ward, "Báo cáo").id, TaskState.DONE)
    scene.desk.publish(Changes(frozenset({"plans"})))
    headings = [line.group for line in scene.page.tasks.grid.table.lines() if line.is_heading]
    assert [(one.title, one.note) for one in headings] == [
        ("I. Công tác chỉ đạo, điều hành", "1/3 xong"),
        ("II. Nguồn lực, tài chính", "0/2 xong"),
    ]
    assert scene.shown_texts() == [row[1] for row in CLEAR if row[4] and row is not CLEAR[0]]


def test_a_day_that_has_passed_is_red_and_counted_in_working_days(scene) -> None:
    grid = scene.page.tasks.grid
    line = next(one.row for one in grid.table.lines() if one.row and "kinh phí" in one.row.task.text)
    assert (line.due, line.status.word) == (dt.date(2026, 5, 30), "Quá 2 ngày")
    columns = {column.title: column for column in grid.table.columns}
    assert columns["Hạn"].text(line) == "30/5"
    assert columns["Hạn"].look(line).ink == "red"
    assert columns["Hạn"].tip(line) == "trước ngày 30/5, chậm nhất thứ Sáu 29/5, quá 2 ngày làm việc"
    report = next(one.row for one in grid.table.lines() if one.row and "Báo cáo" in one.row.task.text)
    assert columns["Hạn"].look(report).ink == ""


def test_a_strict_day_says_the_last_day_in_time(scene, ward) -> None:
    scene.page.show_record(task_of(ward, "Báo cáo").id)
    assert "trước ngày 06/6, chậm nhất thứ Sáu 05/6, còn 3 ngày làm việc" in texts(scene.page.panel)
    scene.page.show_record(task_of(ward, "kinh phí").id)
    assert "trước ngày 30/5, chậm nhất thứ Sáu 29/5, quá 2 ngày làm việc" in texts(scene.page.panel)


def test_a_day_off_names_the_working_day_before_it(scene, ward) -> None:
    line = scene.page.tasks.grid.current_row()
    deadline = dataclasses.replace(
        line.deadline, due=dt.date(2026, 6, 6), strict=False, last_safe_day=dt.date(2026, 6, 5), days_left=3
    )
    today = dt.date(2026, 6, 2)
    assert due_in_words(deadline, today) == "06/6 là ngày nghỉ, chậm nhất thứ Sáu 05/6, còn 3 ngày làm việc"
    missed = "06/6 là ngày nghỉ, ngày làm việc cuối thứ Sáu 05/6 đã qua"
    assert due_in_words(deadline, dt.date(2026, 6, 6)) == missed
    last = dataclasses.replace(deadline, due=dt.date(2026, 6, 2), last_safe_day=dt.date(2026, 6, 2), days_left=0)
    assert due_in_words(last, today) == "thứ Ba 02/6, hôm nay là ngày cuối"


def test_filters_count_and_keep_what_they_name(scene) -> None:
    tasks = scene.page.tasks
    assert [tasks.pill(sieve).text() for sieve in Sieve] == ["Tất cả 5", "Quá hạn 1", "Tuần này 1"]
    tasks.pill(Sieve.OVERDUE).click()
    assert scene.shown_texts() == ["Bố trí kinh phí cho hệ thống loa"]
    assert tasks.grid.current_row().task.text == "Bố trí kinh phí cho hệ thống loa"
    tasks.pill(Sieve.THIS_WEEK).click()
    assert scene.shown_texts() == ["Báo cáo kết quả 6 tháng"]
    tasks.pill(Sieve.ALL).click()
    assert len(scene.shown_texts()) == 5


def test_what_is_done_is_neither_overdue_nor_due_this_week(scene, ward) -> None:
    for task in ward.plans.tasks():
        ward.plans.set_state(task.id, TaskState.DONE)
    scene.desk.publish(Changes(frozenset({"plans"})))
    scene.page.tasks.pill(Sieve.OVERDUE).click()
    assert scene.shown_texts() == []
    assert "Không có nhiệm vụ nào như vậy" in texts(scene.page.tasks)
    assert scene.page.panel.step.isHidden()
    scene.page.tasks.show_everything()
    line = scene.page.tasks.grid.table.lines()[-2].row
    assert (line.deadline, line.due) == (None, dt.date(2026, 5, 30))


def test_f6_takes_the_chosen_task_on_tells_everybody_and_can_be_taken_back(scene, ward) -> None:
    heard: list[Changes] = []
    scene.desk.changed.connect(heard.append)
    task = ward.plans.tasks()[0]
    assert scene.page.panel.step.text() == "Chuyển bước: Đang làm"
    scene.press(Qt.Key.Key_F6)
    assert ward.plans.task(task.id).state is TaskState.DOING
    assert (heard[0].subjects, heard[0].ids) == ({"plans"}, (task.id,))
    assert scene.window.toast.text() == "Nhiệm vụ 1: Đang làm"
    assert scene.page.tasks.grid.current_row().task.state is TaskState.DOING
    assert scene.page.panel.step.text() == "Chuyển bước: Chờ duyệt"
    scene.window.toast.findChild(KeyButton).click()
    assert ward.plans.task(task.id).state is TaskState.TODO
    assert scene.page.panel.step.text() == "Chuyển bước: Đang làm"


def test_a_task_that_is_done_can_be_opened_again(scene, ward) -> None:
    for _ in range(3):
        scene.press(Qt.Key.Key_F6)
    assert ward.plans.tasks()[0].state is TaskState.DONE
    assert scene.page.panel.step.text() == "Mở lại nhiệm vụ"
    scene.press(Qt.Key.Key_F6)
    assert ward.plans.tasks()[0].state is TaskState.TODO


def test_the_panel_has_the_exact_words_and_the_history(scene) -> None:
    scene.press(Qt.Key.Key_F6)
    shown = texts(scene.page.panel)
    for part in (
        "“Xây dựng kế hoạch truyền thông năm”",
        "KH 75/KH-UBND, nhiệm vụ I.1 · I. Công tác chỉ đạo, điều hành",
        CULTURE,
        PARTNERS,
        "Hằng quý",
        "Bình chuyển “Chưa làm” sang “Đang làm”",
        "Bình nhập từ phụ lục",
    ):
        assert part in shown
    assert scene.page.panel.findChild(Stepper).present() == 1


def test_left_folds_a_group_and_right_unfolds_it(scene) -> None:
    scene.press(Qt.Key.Key_Left)
    assert len(scene.shown_texts()) == 2
    scene.press(Qt.Key.Key_Right)
    assert len(scene.shown_texts()) == 5


def test_ctrl_f_finds_without_marks_and_enter_goes_to_the_list(qtbot, scene) -> None:
    scene.ctrl(Qt.Key.Key_F)
    assert scene.page.tasks.search.hasFocus()
    with qtbot.waitSignal(scene.page.tasks.search.wanted):
        scene.type("MUA MUA BAO")
    assert scene.shown_texts() == ["Kiểm tra cụm loa trước mùa mưa bão"]
    assert scene.page.tasks.search.hasFocus()
    scene.press(Qt.Key.Key_Return)
    assert scene.page.tasks.grid.hasFocus()
    assert scene.page.tasks.grid.current_row().task.text == "Kiểm tra cụm loa trước mùa mưa bão"


def test_enter_goes_to_the_chosen_task_and_esc_back_to_the_list(scene) -> None:
    scene.press(Qt.Key.Key_Return)
    assert scene.page.panel.step.hasFocus()
    scene.press(Qt.Key.Key_Escape)
    assert scene.page.tasks.grid.hasFocus()


def test_a_record_asked_for_is_shown_whatever_was_filtered(scene, ward) -> None:
    scene.page.tasks.pill(Sieve.OVERDUE).click()
    scene.page.tasks.grid.table.fold_group(scene.page.tasks.grid.table.lines()[0].group.id, True)
    wanted = task_of(ward, "Duy trì")
    scene.desk.go("plans", wanted.id)
    assert scene.page.tasks.grid.current_row().task.id == wanted.id


def test_a_task_that_is_gone_is_said_on_the_page(scene) -> None:
    scene.desk.go("plans", "khong-co")
    assert "Mục này không còn nữa." in scene.page._banner.text()


def test_plans_are_shown_one_by_one_or_together(scene, ward, tmp_path) -> None:
    choice = scene.page.plan_choice
    assert [choice.itemText(at) for at in range(choice.count())] == ["Kế hoạch 75/KH-UBND ngày 28/10/2025"]
    rows = (HEADER, ("1", "Ra bản tin tháng", CULTURE, "", "Hằng tháng"))
    other = ward.plans.take_in(ward.plans.read(write(tmp_path / "khac.docx", rows)), PlanHead("12/KH-UBND"), 2027)
    scene.desk.publish(Changes(frozenset({"plans"}), (other.id,)))
    assert [choice.itemText(at) for at in range(choice.count())] == [
        "Kế hoạch 12/KH-UBND năm 2027",
        "Kế hoạch 75/KH-UBND ngày 28/10/2025",
        "Tất cả kế hoạch",
    ]
    assert len(scene.shown_texts()) == 5
    scene.page.show_record(other.id)
    assert scene.shown_texts() == ["Ra bản tin tháng"]
    choice.setCurrentIndex(2)
    choice.changed.emit()
    assert len(scene.shown_texts()) == 6
    titles = [line.group.title for line in scene.page.tasks.grid.table.lines() if line.is_heading]
    assert "12/KH-UBND · Nhiệm vụ không chia nhóm" in titles


def test_an_empty_record_says_what_to_press(qtbot, tmp_path) -> None:
    scene = Scene(make_ward(tmp_path))
    qtbot.addWidget(scene.window)
    assert "Chưa có nhiệm vụ. Bấm Ctrl+O để nhập phụ lục, Ctrl+V để dán bảng đã chép, F4 để tự thêm" in texts(
        scene.page.tasks
    )
    assert scene.page.plan_choice.isHidden()
    assert foreign_texts(scene.page) == []
    assert scene.window.focusWidget() is scene.page.tasks.importer


def test_every_word_is_vietnamese_and_every_field_has_a_name(scene) -> None:
    scene.press(Qt.Key.Key_F6)
    assert foreign_texts(scene.page) == []
    assert unnamed_focusables(scene.page) == []
    assert unreachable_mnemonics(scene.page) == []


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Phòng Văn hóa – Xã hội", "P. VH-XH"),
        ("Phòng VH – XH", "P. VH-XH"),
        ("Phòng văn hóa - xã hội phường Mẫu", "P. VH-XH"),
        ("Phòng Kinh tế, Hạ tầng và Đô thị", "P. KTHT&ĐT"),
        ("Văn phòng HĐND và UBND", "VP HĐND&UBND"),
        ("Trung tâm Phục vụ hành chính công", "TT PVHCC"),
        ("Công an phường", "Công an phường"),
        ("Phòng", "Phòng"),
    ],
)
def test_offices_are_shortened_as_colleagues_do(name, short) -> None:
    assert short_office(name) == short


def test_times_are_short_enough_for_a_column(ward) -> None:
    assert [rhythm(task.when, 2026) for task in ward.plans.tasks()] == [
        "Hằng quý",
        "Trước 06/6",
        "Thường xuyên",
        "Trước 30/5",
        "Hằng năm",
    ]


def test_a_stretch_of_whole_years_is_said_by_its_years() -> None:
    last = dt.date(2026, 12, 31)
    spans = ((dt.date(2025, 1, 1), last), (dt.date(2026, 1, 1), last), (dt.date(2026, 10, 1), last))
    said = [rhythm(When(WhenKind.WINDOW, start=start, end=end), 2026) for start, end in spans]
    assert said == ["Năm 2025–2026", "Năm 2026", "01/10 – 31/12"]


def test_the_step_taken_back_stands_in_the_history_at_once(scene) -> None:
    scene.press(Qt.Key.Key_F6)
    scene.ctrl(Qt.Key.Key_Z)
    shown = texts(scene.page.panel)
    assert shown.index("Bình chuyển “Đang làm” sang “Chưa làm”") < shown.index("Bình chuyển “Chưa làm” sang “Đang làm”")


def card_of(scene) -> FormCard:
    (card,) = (one for one in scene.page.findChildren(FormCard) if one.isVisible())
    return card


def test_ctrl_f2_corrects_the_plan_that_is_shown(scene, ward) -> None:
    scene.ctrl(Qt.Key.Key_F2)
    card = card_of(scene)
    assert card.form.widget("number").text() == "75/KH-UBND"
    assert foreign_texts(card) == []
    card.form.widget("issuer").setText("UBND phường Mẫu")
    card.accept()
    assert [(plan.number, plan.issuer) for plan in ward.plans.plans()] == [("75/KH-UBND", "UBND phường Mẫu")]
