"""Nhiệm vụ: a task corrected by F2, added by F4, taken out by Delete; all by keys, all taken back by Ctrl+Z."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from tests.ui.pages.plans_window import Scene
from tests.vietnamese_words import foreign_texts, unnamed_focusables, unreachable_mnemonics
from tests.wards import make_ward
from ttcs_desktop.plans.following import Result
from ttcs_desktop.plans.model import TaskState
from ttcs_desktop.plans.timing import Every
from ui.kit.card import Card
from ui.pages.form_card import FormCard

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
DONE = Result(TaskState.DONE, "Đã xong", done_on=dt.date(2026, 6, 1))


def card_of(scene) -> Card:
    card = QApplication.activeModalWidget()
    assert isinstance(card, Card)
    return card


def said(card: Card) -> str:
    return "\n".join(one.text() for one in card.findChildren(QLabel) if not one.isHidden())


def retype(field, text: str) -> None:
    field.selectAll()
    for letter in text:
        field.insertPlainText(letter) if isinstance(field, QPlainTextEdit) else field.insert(letter)
    if not isinstance(field, QPlainTextEdit):
        field.textEdited.emit(field.text())


def test_f2_corrects_the_task_and_says_how_its_time_is_understood(scene, ward) -> None:
    task = ward.plans.tasks()[0]
    ward.plans.following.record(task.id, "2026-Q1", DONE)
    scene.press(Qt.Key.Key_F2)
    card = card_of(scene)
    assert isinstance(card, FormCard)
    assert (foreign_texts(card), unnamed_focusables(card), unreachable_mnemonics(card)) == ([], [], [])
    assert scene.focus() is card.form.widget("text")
    assert "Hiểu là: Hằng quý." in said(card)
    retype(card.form.widget("when_text"), "31/02/2026")
    scene.ctrl(Qt.Key.Key_Return)
    assert "Không có ngày này" in card.form.error_of("when_text")
    retype(card.form.widget("when_text"), "Hằng tháng, trước ngày 25")
    assert "Hiểu là: Hằng tháng, trước ngày 25." in said(card)
    retype(card.form.widget("text"), "Xây dựng kế hoạch năm")
    scene.ctrl(Qt.Key.Key_Return)
    assert scene.window.toast.text() == "Đã sửa nhiệm vụ 1"
    after = ward.plans.task(task.id)
    assert (after.text, after.when.every, after.lead) == ("Xây dựng kế hoạch năm", Every.MONTH, task.lead)
    assert "Quý I/2026" in "\n".join(one.text() for one in scene.page.panel.findChildren(QLabel))
    scene.ctrl(Qt.Key.Key_Z)
    assert ward.plans.task(task.id).text == task.text


def test_a_task_without_words_is_refused_at_its_field(scene) -> None:
    scene.press(Qt.Key.Key_F4)
    scene.ctrl(Qt.Key.Key_Return)
    card = card_of(scene)
    assert card.form.error_of("text")
    card.reject()


def test_f4_adds_a_task_to_the_group_at_hand_and_stands_on_it(scene, ward) -> None:
    scene.press(Qt.Key.Key_F4)
    card = card_of(scene)
    assert card.form.widget("number").text() == "4"
    retype(card.form.widget("text"), "Họp giao ban")
    scene.ctrl(Qt.Key.Key_Return)
    assert ward.plans.tasks()[3].text == "Họp giao ban"
    assert scene.page.tasks.grid.current_row().task.text == "Họp giao ban"
    scene.ctrl(Qt.Key.Key_Z)
    assert len(ward.plans.tasks()) == 5


def test_delete_names_what_goes_and_ctrl_z_brings_it_back(scene, ward) -> None:
    first = ward.plans.tasks()[0]
    ward.plans.following.record(first.id, "2026-Q1", DONE)
    scene.press(Qt.Key.Key_Down, SHIFT)
    scene.press(Qt.Key.Key_Delete)
    card = card_of(scene)
    assert "“Xây dựng kế hoạch truyền thông năm”" in said(card)
    assert "“Báo cáo kết quả 6 tháng”" in said(card)
    assert "kết quả đã ghi của 1 kỳ" in said(card)
    assert foreign_texts(card) == []
    scene.press(Qt.Key.Key_Return)
    assert len(ward.plans.tasks()) == 3
    assert scene.window.toast.text() == "Đã bỏ 2 nhiệm vụ vào Thùng rác"
    scene.ctrl(Qt.Key.Key_Z)
    assert len(ward.plans.tasks()) == 5
    assert ward.plans.following.task(first.id).said


def test_esc_keeps_everything(scene, ward) -> None:
    for keys in ((Qt.Key.Key_Delete,), (Qt.Key.Key_Delete, SHIFT)):
        scene.press(*keys)
        card_of(scene)
        scene.press(Qt.Key.Key_Escape)
    assert (len(ward.plans.tasks()), ward.undo.offered()) == (5, False)


def test_shift_delete_takes_the_plan_out_and_back(scene, ward) -> None:
    scene.press(Qt.Key.Key_Delete, SHIFT)
    assert "5 nhiệm vụ" in said(card_of(scene))
    scene.press(Qt.Key.Key_Return)
    assert ward.plans.plans() == []
    assert scene.page.panel.isHidden()
    scene.ctrl(Qt.Key.Key_Z)
    assert len(scene.shown_texts()) == 5


def test_what_a_report_stands_on_says_why_it_stays(scene, ward) -> None:
    task = ward.plans.tasks()[0]
    proof = Result(TaskState.DONE, done_on=dt.date(2026, 6, 1), evidence=(("statistics", "184-6T/2026"),))
    ward.plans.following.record(task.id, "2026-Q1", proof)
    scene.press(Qt.Key.Key_Delete)
    assert QApplication.activeModalWidget() is None
    assert "đã gắn với sổ phát hoặc báo cáo đã chốt" in scene.page._banner.text()
    assert len(ward.plans.tasks()) == 5


def test_an_empty_record_opens_a_plan_by_hand(qtbot, tmp_path) -> None:
    scene = Scene(make_ward(tmp_path))
    qtbot.addWidget(scene.window)
    scene.press(Qt.Key.Key_F4)
    card = card_of(scene)
    retype(card.form.widget("number"), "12/KH-UBND")
    scene.ctrl(Qt.Key.Key_Return)
    assert [plan.year for plan in scene.ward.plans.plans()] == [2026]
    scene.press(Qt.Key.Key_F4)
    retype(card_of(scene).form.widget("text"), "Ra bản tin")
    scene.ctrl(Qt.Key.Key_Return)
    assert scene.shown_texts() == ["Ra bản tin"]
