"""Nhiệm vụ: the result of a period by the keyboard, the periods of the year in the panel, the report of progress."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.plans.annexes import CULTURE, HEADER, write
from tests.ui.pages.plans_window import Scene
from tests.vietnamese_words import foreign_texts, unnamed_focusables, unreachable_mnemonics
from tests.wards import approved_item, make_ward, set_clock
from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.plans.following import Result
from ttcs_desktop.plans.model import TaskState
from ttcs_desktop.plans.service import PlanHead
from ttcs_desktop.workspace import Workspace
from ui.pages.form_card import FormCard
from ui.pages.paper_window import PaperWindow
from ui.pages.plans.lines import Sieve
from ui.pages.plans.words import progress_file

ROWS = (
    HEADER,
    ("1", "Kiểm tra cụm loa", CULTURE, "", "Hằng quý"),
    ("2", "Báo cáo 6 tháng", CULTURE, "", "Trước ngày 20/6/2026"),
    ("3", "Đọc tin mỗi ngày", CULTURE, "", "Hằng ngày"),
)


@pytest.fixture
def ward(tmp_path) -> Workspace:
    ward = make_ward(tmp_path)
    head = PlanHead("75/KH-UBND", "thông tin cơ sở năm 2026", issued_on=dt.date(2025, 10, 28))
    ward.plans.take_in(ward.plans.read(write(tmp_path / "a.docx", ROWS), year=2026), head, 2026)
    return ward


def card_of(scene: Scene) -> FormCard:
    (card,) = (one for one in scene.page.findChildren(FormCard) if one.isVisible())
    return card


def texts(widget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if not one.isHidden())


def said(ward: Workspace, at: int = 0):
    return ward.plans.following.task(ward.plans.tasks()[at].id).said


def test_f9_and_ctrl_enter_record_the_period_at_hand_as_done_today(scene, ward) -> None:
    scene.press(Qt.Key.Key_F9)
    card = card_of(scene)
    assert card.form.widget("period").currentText() == "Quý II/2026, hạn 30/6"
    assert card.form.widget("done_on").text() == "02/06/2026"
    card.form.widget("result").setFocus()
    scene.type("Đã kiểm tra 12 cụm")
    card.form.widget("difficulty").setFocus()
    scene.type("Thiếu vật tư")
    scene.ctrl(Qt.Key.Key_Return)
    kept = said(ward)["2026-Q2"]
    assert (kept.state, kept.done_on, kept.result, kept.difficulty, kept.person) == (
        TaskState.DONE, dt.date(2026, 6, 2), "Đã kiểm tra 12 cụm", "Thiếu vật tư", ward.ledger.actor,
    )  # fmt: skip
    assert scene.window.toast.text() == "Đã ghi kết quả nhiệm vụ 1, Quý II/2026"
    shown = texts(scene.page.panel)
    assert "Hoàn thành 02/6 · Đã kiểm tra 12 cụm · Vướng mắc: Thiếu vật tư" in shown
    assert "Bình chuyển “Chưa làm” sang “Hoàn thành”" in shown


def test_ctrl_z_takes_the_result_back(qtbot, scene, ward) -> None:
    scene.press(Qt.Key.Key_F9)
    scene.ctrl(Qt.Key.Key_Return)
    assert said(ward)["2026-Q2"].state is TaskState.DONE
    scene.window.activateWindow()  # off screen nobody does it when a card closes
    qtbot.waitUntil(scene.window.isActiveWindow)
    scene.page.tasks.grid.setFocus()
    scene.ctrl(Qt.Key.Key_Z)
    assert said(ward) == {}
    assert "Hoàn thành 02/6" not in texts(scene.page.panel)
    assert "Bình chuyển “Hoàn thành” sang “Chưa làm”" in texts(scene.page.panel)


def test_the_panel_has_each_period_of_the_year(scene) -> None:
    shown = texts(scene.page.panel)
    assert "Các kỳ năm 2026" in shown
    assert "Quá hạn" not in shown  # the first quarter had passed when the plan was taken in
    for name in ("Quý I/2026, hạn 31/3", "Quý II/2026, hạn 30/6", "Quý III/2026, hạn 30/9", "Quý IV/2026, hạn 31/12"):
        assert name in shown


def test_another_period_may_be_chosen_and_brings_its_own_words(scene, ward) -> None:
    task = ward.plans.tasks()[0]
    ward.plans.following.record(task.id, "2026-Q1", Result(TaskState.DOING, "Mới xong một nửa"))
    scene.desk.publish(Changes(frozenset({"plans"})))
    scene.press(Qt.Key.Key_F9)
    form = card_of(scene).form
    form.widget("period").setCurrentIndex(0)
    assert form.widget("result").toPlainText() == "Mới xong một nửa"
    assert form.widget("state").currentText() == "Đang làm"
    assert (form.widget("done_on").text(), form.widget("done_on").isEnabled()) == ("", False)
    scene.ctrl(Qt.Key.Key_Return)
    assert set(said(ward)) == {"2026-Q1"}


def test_not_doing_it_asks_for_the_reason_at_its_field(scene, ward) -> None:
    scene.press(Qt.Key.Key_F9)
    card = card_of(scene)
    card.form.widget("state").set_value(TaskState.DROPPED)
    scene.ctrl(Qt.Key.Key_Return)
    assert card.isVisible()
    assert card.form.error_of("difficulty") == "Ghi lý do không thực hiện vào ô này."
    assert card.form.widget("difficulty").hasFocus()
    scene.type("Mất điện")
    scene.ctrl(Qt.Key.Key_Return)
    assert said(ward)["2026-Q2"].state is TaskState.DROPPED
    assert "Không thực hiện · Lý do: Mất điện" in texts(scene.page.panel)
    assert scene.page.panel.step.text() == "Mở lại nhiệm vụ"


def test_a_day_to_come_is_refused_at_its_field(scene, ward) -> None:
    scene.press(Qt.Key.Key_F9)
    card = card_of(scene)
    card.form.widget("done_on").setText("5/6/2026")
    scene.ctrl(Qt.Key.Key_Return)
    assert card.form.error_of("done_on") == "Gõ ngày không sau hôm nay."
    assert said(ward) == {}


def test_a_task_of_one_day_has_its_one_result(scene, ward) -> None:
    scene.page.show_record(ward.plans.tasks()[1].id)
    scene.press(Qt.Key.Key_F9)
    assert card_of(scene).form.widget("period").count() == 1
    scene.ctrl(Qt.Key.Key_Return)
    assert set(said(ward, 1)) == {"once"}
    assert scene.window.toast.text() == "Đã ghi kết quả nhiệm vụ 2"


def test_what_comes_each_day_offers_the_present_and_what_was_told(scene, ward) -> None:
    task = ward.plans.tasks()[2]
    ward.plans.following.record(task.id, "2026-05-20", Result(TaskState.DROPPED, "", "Nghỉ lễ"))
    scene.page.show_record(task.id)
    scene.press(Qt.Key.Key_F9)
    period = card_of(scene).form.widget("period")
    assert [period.itemText(at) for at in range(period.count())] == [
        "Ngày 20/5/2026, hạn 20/5",
        "Ngày 02/6/2026, hạn 02/6",
    ]


def test_evidence_is_chosen_from_the_record_and_joins_what_is_there(scene, ward) -> None:
    item = approved_item(ward)
    scene.press(Qt.Key.Key_F9)
    choice = card_of(scene).form.widget("evidence")
    assert [choice.itemText(at) for at in range(choice.count())] == ["Không kèm", f"Bài: {item.title}"]
    choice.setCurrentIndex(1)
    scene.ctrl(Qt.Key.Key_Return)
    assert said(ward)["2026-Q2"].evidence == (("content", item.id),)


def test_a_missed_period_stays_late_in_the_list_until_it_is_done(scene, ward) -> None:
    set_clock(ward, dt.datetime(2026, 7, 6, 9, 0))
    scene.desk.publish(Changes(frozenset({"plans"})))
    scene.page.tasks.pill(Sieve.OVERDUE).click()
    assert scene.shown_texts() == ["Kiểm tra cụm loa", "Báo cáo 6 tháng"]
    assert scene.page.tasks.grid.current_row().period.key == "2026-Q2"
    for _ in range(3):
        scene.press(Qt.Key.Key_F6)
    assert said(ward)["2026-Q2"].state is TaskState.DONE
    assert scene.shown_texts() == ["Báo cáo 6 tháng"]


def test_the_card_speaks_vietnamese_and_its_fields_have_names(scene) -> None:
    scene.press(Qt.Key.Key_F9)
    card = card_of(scene)
    assert foreign_texts(card) == []
    assert unnamed_focusables(card) == []
    assert unreachable_mnemonics(card) == []
    letters = [field.label[field.label.index("&") + 1].lower() for field in card.form._fields.values()]
    assert len(letters) == len(set(letters))


def test_ctrl_p_shows_the_report_of_progress_and_keeps_it(scene, ward) -> None:
    scene.ctrl(Qt.Key.Key_P)
    (paper,) = (one for one in scene.page.findChildren(PaperWindow) if one.isVisible())
    assert foreign_texts(paper) == []
    kept = [paper.save_pdf(), paper.save_docx()]
    assert [path.name for path in kept] == [f"tien-do-75-kh-ubnd-2026-06-02.{kind}" for kind in ("pdf", "docx")]
    assert all(path.stat().st_size > 2000 for path in kept)
    paper.reject()


def test_the_file_is_named_in_plain_letters(ward) -> None:
    (plan,) = ward.plans.plans()
    assert progress_file(plan, dt.date(2026, 6, 2)) == "tien-do-75-kh-ubnd-2026-06-02"


def test_all_of_the_panel_has_its_height(scene, ward) -> None:
    """A scroll area squeezes wrapped text unless it is told how high it is."""
    task = ward.plans.tasks()[0]
    words = "Đã kiểm tra, thay loa hỏng, vệ sinh tủ điện, ghi sổ bảo dưỡng. " * 6
    ward.plans.following.record(task.id, "2026-Q1", Result(TaskState.DOING, words, words))
    scene.desk.publish(Changes(frozenset({"plans"})))
    long = next(one for one in scene.page.panel.findChildren(QLabel) if "tủ điện" in one.text())
    assert long.height() >= long.heightForWidth(long.width()) > 200
