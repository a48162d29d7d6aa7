"""Soát phụ lục: an annex that is there already is told with three ways on; what was corrected outlives the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.plans.annexes import CULTURE
from tests.plans.sheets import write_sheet
from tests.ui.kit.whole_window import settle_events
from tests.ui.pages.plans_window import CLEAR, DOUBTFUL, TITLES, Scene, annex
from tests.vietnamese_words import foreign_texts, unnamed_focusables
from ui.pages.plans.again_bar import Way

KEY = Qt.Key


def more(folder):
    rows = (*CLEAR[:4], ("4", "Tập huấn viết tin", CULTURE, "", "Hằng năm"), *CLEAR[4:])
    return write_sheet(folder / "phu-luc.xlsx", rows, TITLES)


def test_the_same_annex_as_a_sheet_asks_how_before_anything_is_saved(scene, tmp_path) -> None:
    scene.page.open_annex(more(tmp_path))
    review = scene.page.review
    assert review.again.isVisible()
    assert "Sổ đã có Kế hoạch 75/KH-UBND năm 2026 cùng số: 5 trong 6 việc giống" in review.again.text()
    assert (foreign_texts(review), unnamed_focusables(review)) == ([], [])
    scene.ctrl(KEY.Key_Return)
    assert scene.focus() is review.again.buttons[Way.ONLY_NEW]
    assert len(scene.ward.plans.plans()) == 1


def test_f5_takes_in_only_what_is_new(scene, tmp_path) -> None:
    scene.page.open_annex(more(tmp_path))
    scene.press(KEY.Key_F5)
    assert scene.page.review.importer.text() == "Nhập 1 nhiệm vụ"
    scene.ctrl(KEY.Key_Return)
    assert len(scene.ward.plans.tasks()) == 6
    assert len(scene.ward.plans.plans()) == 1
    assert "thêm 1 việc mới, giữ 5 việc đã có" in scene.window.toast.text()
    scene.ctrl(KEY.Key_Z)
    assert len(scene.ward.plans.tasks()) == 5


@pytest.mark.parametrize(("key", "plans", "tasks"), [(KEY.Key_F6, 1, 6), (KEY.Key_F7, 2, 11)])
def test_f6_takes_its_place_and_f7_makes_it_another_plan(scene, tmp_path, key, plans, tasks) -> None:
    scene.page.open_annex(more(tmp_path))
    scene.press(key)
    scene.ctrl(KEY.Key_Return)
    assert (len(scene.ward.plans.plans()), len(scene.ward.plans.tasks())) == (plans, tasks)
    scene.ctrl(KEY.Key_Z)
    assert (len(scene.ward.plans.plans()), len(scene.ward.plans.tasks())) == (1, 5)


def test_another_number_or_year_is_another_plan(scene, tmp_path) -> None:
    scene.page.open_annex(more(tmp_path))
    scene.page.review.head.set_year(2027)
    assert scene.page.review.again.isHidden()


def test_what_was_corrected_outlives_the_window_and_another_page(qtbot, scene, tmp_path) -> None:
    path = annex(tmp_path, (*DOUBTFUL[:-1], ("3", "Việc mới hẳn", CULTURE, "", "Hằng năm")), "b.docx")
    scene.page.open_annex(path)
    review = scene.page.review
    before = review.open_count()
    scene.press(KEY.Key_Return)  # takes the first guess as it stands
    review._rows[1].set_text("Báo cáo kết quả sáu tháng")
    review._show_state()
    left = review.open_count()
    assert left < before
    scene.window.show_page("plans")
    assert review.open_count() == left
    scene.window.close()
    settle_events()

    again = Scene(scene.ward)
    qtbot.addWidget(again.window)
    again.window.offer_drafts()
    assert "Phụ lục b.docx soát dở" in again.window.toast.text()
    again.page.open_annex(path)
    assert again.page.review.open_count() == left
    assert again.page.review._rows[1].draft.text == "Báo cáo kết quả sáu tháng"
    again.press(KEY.Key_Escape)
    again.press(KEY.Key_Return)
    assert again.ward.drafts.under("plans") == {}


def test_a_play_log_is_led_to_its_page(scene, tmp_path) -> None:
    log = (
        ("STT", "Nội dung thông báo", "Ngày phát", "Thời gian phát", "Thời lượng (phút)", "Đã phát/tổng số cần phát"),
        ("1", "Bản tin phường", "02/11/2026", "06:30:00", "15", "13/13"),
    )
    scene.page.open_annex(write_sheet(tmp_path / "log.xlsx", log))
    assert "nhật ký của hệ thống loa" in scene.page._banner.text()
    assert "Lịch phát (Alt+4)" in scene.page._banner.text()
