"""Nhiệm vụ: several tasks changed as one, and what is inside one: steps, notes, links; by keys, with the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.ui.pages.test_plans_edits import card_of, retype
from tests.vietnamese_words import foreign_texts, unnamed_focusables, unreachable_mnemonics
from ttcs_desktop.plans.model import TaskState
from ui.pages.plans.note_line import NoteLine

KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier


def said(scene) -> str:
    return "\n".join(one.text() for one in scene.page.panel.findChildren(QLabel) if not one.isHidden())


def test_several_tasks_are_assigned_as_one_and_taken_back_as_one(scene, ward) -> None:
    for _ in range(2):
        scene.press(KEY.Key_Down, SHIFT)
    scene.press(KEY.Key_F2)
    card = card_of(scene)
    assert card.windowTitle() == "Sửa 3 nhiệm vụ"
    assert (foreign_texts(card), unnamed_focusables(card), unreachable_mnemonics(card)) == ([], [], [])
    card.form.set_values({"state": TaskState.DOING, "person": ward.ledger.actor})
    scene.ctrl(KEY.Key_Return)
    tasks = ward.plans.tasks()
    assert [task.state for task in tasks] == [TaskState.DOING] * 3 + [TaskState.TODO] * 2
    assert [bool(task.person) for task in tasks] == [True] * 3 + [False] * 2
    assert scene.window.toast.text() == "Đã sửa 3 nhiệm vụ"
    assert "Trần Thị Bình" in said(scene)
    scene.ctrl(KEY.Key_Z)
    assert {task.state for task in ward.plans.tasks()} == {TaskState.TODO}
    assert {task.person for task in ward.plans.tasks()} == {""}


def test_not_carrying_several_out_asks_for_the_reason(scene, ward) -> None:
    scene.press(KEY.Key_Down, SHIFT)
    scene.press(KEY.Key_F6)
    card = card_of(scene)
    card.form.set_values({"state": TaskState.DROPPED})
    scene.ctrl(KEY.Key_Return)
    assert card.form.error_of("reason")
    retype(card.form.widget("reason"), "Hết kinh phí")
    scene.ctrl(KEY.Key_Return)
    assert [task.state for task in ward.plans.tasks()][:2] == [TaskState.DROPPED] * 2


def test_steps_are_added_ticked_by_space_and_taken_out_by_delete(scene, ward) -> None:
    task = ward.plans.tasks()[0]
    scene.ctrl(KEY.Key_E)
    card = card_of(scene)
    assert foreign_texts(card) == []
    retype(card.form.widget("text"), "Soạn bài\nTrình duyệt")
    scene.ctrl(KEY.Key_Return)
    panel = scene.page.panel.inside
    assert [box.text() for box in panel.step_boxes()] == ["Soạn bài", "Trình duyệt"]
    panel.step_boxes()[0].setFocus()
    scene.press(KEY.Key_Space)
    assert ward.plans.inside.of(task.id).done == 1
    assert "Các bước: 1/2 xong" in said(scene)
    assert scene.focus() in panel.step_boxes()
    scene.press(KEY.Key_Delete)
    assert [step.text for step in ward.plans.inside.of(task.id).steps] == ["Trình duyệt"]
    for _ in range(3):
        scene.page.tasks.grid.setFocus()
        scene.ctrl(KEY.Key_Z)
    assert panel.step_boxes() == []


def test_a_note_says_who_and_when(scene) -> None:
    scene.ctrl(KEY.Key_G)
    retype(card_of(scene).form.widget("text"), "Đã gọi điện nhắc")
    scene.ctrl(KEY.Key_Return)
    assert "Trần Thị Bình, 02/6 12:00\nĐã gọi điện nhắc" in said(scene)


def test_f2_rewords_the_step_or_the_note_at_hand_and_not_the_task(scene, ward) -> None:
    task = ward.plans.tasks()[0]
    ward.plans.inside.add_steps(task.id, ["Soan bai", "Trình duyệt"])
    ward.plans.inside.add_note(task.id, "Đã gọi")
    scene.page.reload()
    panel = scene.page.panel.inside
    panel.step_boxes()[0].setFocus()
    scene.press(KEY.Key_F2)
    card = card_of(scene)
    assert card.windowTitle() == "Sửa bước"
    assert (foreign_texts(card), unnamed_focusables(card), unreachable_mnemonics(card)) == ([], [], [])
    card.form.set_values({"text": " "})
    scene.ctrl(KEY.Key_Return)
    assert card.form.error_of("text"), "a step without words is refused at its field"
    retype(card.form.widget("text"), "Soạn bài")
    scene.ctrl(KEY.Key_Return)
    assert [box.text() for box in panel.step_boxes()] == ["Soạn bài", "Trình duyệt"]
    assert scene.focus() is panel.step_boxes()[0], "where it was"
    (note,) = (one for one in panel.findChildren(NoteLine) if one.isVisible())
    note.setFocus()
    scene.press(KEY.Key_Return)
    card = card_of(scene)
    assert (card.windowTitle(), card.form.widget("text").value()) == ("Sửa ghi chú", "Đã gọi")
    retype(card.form.widget("text"), "Đã gọi, hẹn thứ Năm")
    scene.ctrl(KEY.Key_Return)
    assert "Trần Thị Bình, 02/6 12:00, sửa 02/6 12:00\nĐã gọi, hẹn thứ Năm" in said(scene)
    assert scene.focus().accessibleName() == "Ghi chú: Đã gọi, hẹn thứ Năm"
    scene.press(KEY.Key_F2)
    scene.press(KEY.Key_Escape)
    scene.press(KEY.Key_Delete)
    assert ward.plans.inside.of(task.id).notes == ()
    for _ in range(3):
        scene.page.tasks.grid.setFocus()
        scene.ctrl(KEY.Key_Z)
    assert [step.text for step in ward.plans.inside.of(task.id).steps] == ["Soan bai", "Trình duyệt"]
    assert [note.text for note in ward.plans.inside.of(task.id).notes] == ["Đã gọi"]
    scene.press(KEY.Key_F2)
    assert card_of(scene).windowTitle() == "Sửa nhiệm vụ", "from the list F2 is the task's"
    scene.press(KEY.Key_Escape)


def test_a_link_leads_to_the_item_and_is_taken_back_by_delete(scene, ward) -> None:
    item = ward.content.add("Lịch tiêm chủng", "Chữ")
    scene.ctrl(KEY.Key_L)
    card_of(scene)
    scene.ctrl(KEY.Key_Return)
    assert [link.linked for link in ward.plans.inside.of(ward.plans.tasks()[0].id).links] == [("content", item.id)]
    (button,) = (
        one
        for one in scene.page.panel.inside.findChildren(QPushButton)
        if one.accessibleName() == "Liên quan: Bài: Lịch tiêm chủng" and one.isVisible()
    )
    went: list[tuple[str, str]] = []
    scene.desk.wanted.connect(lambda page, record: went.append((page, record)))
    button.click()
    assert went == [("content", item.id)]
    button.setFocus()
    scene.press(KEY.Key_Delete)
    assert ward.plans.inside.of(ward.plans.tasks()[0].id).links == ()
    assert QApplication.activeModalWidget() is None
