"""Dán phụ lục and Excel files: by keys from what was copied to tasks that are saved; names that are remembered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from tests.grids.workbooks import write_workbook
from tests.plans import broken
from tests.plans.annexes import CULTURE, HEADER, PARTNERS, POLICE, Row, write
from tests.plans.sheets import markup_of, sheet_of, tabs_of, write_sheet
from tests.ui.pages.plans_window import FOURTEEN, TITLES, Scene
from tests.vietnamese_words import foreign_texts, unnamed_focusables
from tests.wards import make_ward
from ui.kit.panels import Banner
from ui.pages.plans.annex_file import READ_AT_ONCE, TEXT_AT_ONCE
from ui.pages.plans.stops import Cell
from ui.pages.plans.words import LEARNT

SHORT: tuple[Row, ...] = (
    HEADER,
    ("1", "Ra bản tin tháng", "P.VH-XH", PARTNERS, "Hằng tháng"),
    ("2", "Sửa cụm loa", "P. VH XH", "P.VH-XH", "Hằng năm"),
    ("3", "Rà soát tin xấu độc", POLICE, PARTNERS, "Hằng quý"),
)


@pytest.fixture
def scene(qtbot, tmp_path):
    scene = Scene(make_ward(tmp_path))
    qtbot.addWidget(scene.window)
    yield scene
    QGuiApplication.clipboard().clear()


def copy(html: str = "", text: str = "", files: tuple = ()) -> None:
    data = QMimeData()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    if files:
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    QGuiApplication.clipboard().setMimeData(data)


def told(scene: Scene) -> Banner:
    return next(one for one in scene.page.findChildren(Banner) if one.isVisible())


def edit(scene: Scene, text: str) -> None:
    """F2, the text, Enter, and what the grid does after it has left the cell."""
    scene.press(Qt.Key.Key_F2)
    editor = scene.focus()
    assert isinstance(editor, QLineEdit)
    editor.clear()
    scene.type(text)
    scene.press(Qt.Key.Key_Return)
    QApplication.processEvents()


def numbers(scene: Scene) -> list[str]:
    return [task.number for task in scene.ward.plans.tasks()]


FOURTEEN_NUMBERS = [str(number) for number in range(1, 15)]


def test_a_word_table_is_pasted_and_saved_with_four_key_presses(scene) -> None:
    copy(markup_of(FOURTEEN, TITLES), tabs_of(FOURTEEN))
    scene.presses = 0
    scene.ctrl(Qt.Key.Key_V)
    assert scene.page.review.isVisible()
    scene.press(Qt.Key.Key_Return)
    scene.press(Qt.Key.Key_Return)
    scene.ctrl(Qt.Key.Key_Return)
    assert scene.presses <= 6
    assert numbers(scene) == FOURTEEN_NUMBERS
    (plan,) = scene.ward.plans.plans()
    assert (plan.number, plan.source_name) == ("75/KH-UBND", "Bảng dán ngày 02/6/2026")


def test_an_excel_file_is_saved_with_at_most_six_key_presses_after_it_was_chosen(qtbot, scene, tmp_path) -> None:
    path = write_sheet(tmp_path / "phu-luc.xlsx", FOURTEEN, TITLES)
    scene.ctrl(Qt.Key.Key_O)
    dialog = scene.page.findChild(QFileDialog)
    assert "*.xlsx" in dialog.nameFilters()[0]
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(path))
    dialog.accept()
    scene.window.activateWindow()  # off screen nobody gives the window its focus back
    qtbot.waitUntil(scene.page.review.grid.hasFocus)
    scene.presses = 0
    scene.press(Qt.Key.Key_Return)
    scene.press(Qt.Key.Key_Return)
    scene.ctrl(Qt.Key.Key_Return)
    assert scene.presses <= 6
    assert numbers(scene) == FOURTEEN_NUMBERS


def test_an_excel_table_without_a_title_asks_for_what_the_plan_is_called_and_stays_within_six(scene, tmp_path) -> None:
    scene.page.open_annex(write_sheet(tmp_path / "bang.xlsx", FOURTEEN))
    scene.presses = 0
    scene.press(Qt.Key.Key_Return)
    scene.press(Qt.Key.Key_Return)
    scene.ctrl(Qt.Key.Key_Return)
    scene.ctrl(Qt.Key.Key_Return)
    assert scene.presses <= 6
    assert numbers(scene) == FOURTEEN_NUMBERS


def test_the_sheet_that_was_taken_is_said_before_anything_is_saved(scene, tmp_path) -> None:
    sheets = {"Cũ": sheet_of(SHORT), "Mới": sheet_of(FOURTEEN)}
    scene.page.open_annex(write_workbook(tmp_path / "hai.xlsx", sheets, active=1))
    bar = scene.page.review.bar
    assert bar.text.text() == ("Tệp có nhiều bảng nhiệm vụ, đã lấy trang tính “Mới”, chưa lấy “Cũ”. Xem có đúng không.")
    assert not scene.page.review.importer.isEnabled()


def test_the_button_pastes_text_with_tabs(scene) -> None:
    copy(text=tabs_of(SHORT))
    assert (scene.page.paster.text(), scene.page.paster.key()) == ("Dán phụ lục", "Ctrl+V")
    scene.page.paster.click()
    assert len(scene.page.review.grid.table.lines()) == 4  # one heading


def test_a_file_that_was_copied_is_read_as_a_file(scene, tmp_path) -> None:
    copy(files=(write(tmp_path / "phu-luc.docx", SHORT, titles=TITLES),))
    scene.ctrl(Qt.Key.Key_V)
    assert scene.page.review.file_name() == "phu-luc.docx"


def test_broken_text_is_put_together_in_a_job_and_reviewed(qtbot, scene) -> None:
    text = broken.in_columns()
    assert len(text) > TEXT_AT_ONCE
    copy(text=text)
    scene.ctrl(Qt.Key.Key_V)
    assert scene.page.reader.progress.isVisible()
    qtbot.waitUntil(scene.page.review.isVisible, timeout=60_000)
    assert scene.page.review.bar.text.text().startswith("Bảng dựng lại từ chữ rời")
    scene.press(Qt.Key.Key_Return)
    scene.ctrl(Qt.Key.Key_Return)
    scene.ctrl(Qt.Key.Key_Return)
    assert len(scene.ward.plans.tasks()) == 14


def test_one_answer_is_enough_for_the_same_garbled_name(scene) -> None:
    lines = ["STT Nhiệm vụ Đơn vị chủ trì Đơn vị phối hợp Thời gian"]
    lines += [f"{n} Duy trì bảng tin số {n}\nPhong Van hoa - Xa hoi\n{PARTNERS}\nHằng năm" for n in range(1, 5)]
    copy(text="\n".join(lines))
    scene.ctrl(Qt.Key.Key_V)
    review = scene.page.review
    scene.press(Qt.Key.Key_Return)
    assert review.bar.text.text().endswith("So lại với phụ lục gốc. Nhận một lần cho cả 4 chỗ.")
    source = review.grid.table.columns[Cell.LEAD].text(review.grid.current_row())
    assert " ".join(source.split()) == "Phong Van hoa - Xa hoi"
    scene.press(Qt.Key.Key_Return)
    assert not review.bar.take.isVisible()
    scene.ctrl(Qt.Key.Key_Return)
    scene.ctrl(Qt.Key.Key_Return)
    assert {task.lead for task in scene.ward.plans.tasks()} == {(CULTURE,)}


@pytest.mark.parametrize(
    ("html", "text", "said"),
    [
        ("", "", "Chưa chép bảng nào."),
        ("", "Kính gửi các đơn vị", "Phần vừa chép không có bảng nhiệm vụ."),
        ("<table><tr><td>Họ tên<td>Chức vụ</table>", "", "Phần vừa chép không có bảng nhiệm vụ."),
        ("<p>" * 1_500_000, "", "Phần vừa chép quá lớn."),
        ("<table><tr><td>" * 20_000, "", "Phần vừa chép không có bảng nhiệm vụ."),
    ],
)
def test_what_is_no_annex_is_told_with_what_to_do(qtbot, scene, html, text, said) -> None:
    copy(html, text)
    scene.ctrl(Qt.Key.Key_V)
    qtbot.waitUntil(lambda: not scene.desk.jobs.is_busy(), timeout=60_000)
    banner = told(scene)
    assert banner.text().startswith(said)
    assert "Chưa nhập gì vào máy." in banner.text()
    assert foreign_texts(banner) == []
    assert scene.ward.plans.plans() == []


def test_the_same_table_again_is_the_plan_it_was(scene) -> None:
    copy(markup_of(SHORT, TITLES))
    scene.ctrl(Qt.Key.Key_V)
    scene.ctrl(Qt.Key.Key_Return)
    copy(markup_of(SHORT, TITLES))
    scene.ctrl(Qt.Key.Key_V)
    assert scene.page.known.banner.text().startswith("Bảng dán ngày 02/6/2026 đã nhập trước đây: Kế hoạch 75/KH-UBND")


def test_ctrl_v_in_the_review_pastes_into_its_cell_and_not_another_annex(scene) -> None:
    copy(markup_of(SHORT, TITLES))
    scene.ctrl(Qt.Key.Key_V)
    review = scene.page.review
    review.grid.go_to(review.grid.table.lines()[1].row, Cell.LEAD_READ)
    copy(text="Công an phường")
    scene.ctrl(Qt.Key.Key_V)
    assert review.isVisible()
    assert review.grid.table.lines()[1].row.draft.lead == (POLICE,)


def review_short(scene, tmp_path, name: str = "mot.docx"):
    scene.page.open_annex(write(tmp_path / name, SHORT, titles=(f"Kế hoạch năm 2026, {name}",)))
    return scene.page.review


def second_line(review, row) -> str:
    column = review.grid.table.columns[Cell.LEAD_READ]
    assert column.second is not None
    return column.second(row)


def test_a_corrected_lead_is_remembered_by_one_key_and_known_in_the_next_annex(qtbot, scene, tmp_path) -> None:
    review = review_short(scene, tmp_path)
    first, second, third = (line.row for line in review.grid.table.lines() if line.row)
    review.grid.go_to(first, Cell.LEAD_READ)
    edit(scene, CULTURE)
    qtbot.waitUntil(review.offer.button.isVisible)
    assert review.offer.text.text() == f"Lần sau cũng hiểu “P.VH-XH” là “{CULTURE}”?"
    assert foreign_texts(review.offer) == []
    assert unnamed_focusables(review.offer) == []
    scene.presses = 0
    scene.press(Qt.Key.Key_F9)
    assert scene.presses == 1
    assert not review.offer.button.isVisible()
    assert review.offer.text.text() == f"Hiểu theo tên đã học: “P.VH-XH” là “{CULTURE}”."
    assert scene.ward.office.agencies.learnt() == {"P.VH-XH": CULTURE}
    assert (second.draft.lead, second.draft.with_) == ((CULTURE,), (CULTURE,))  # the other rows at once
    assert [second_line(review, row) for row in (first, second)] == [LEARNT, LEARNT]
    assert second_line(review, third) != LEARNT
    assert review.grid.hasFocus()
    scene.press(Qt.Key.Key_Escape)
    scene.press(Qt.Key.Key_Return)  # what was corrected is given up
    scene.window.activateWindow()  # offscreen nobody gives the focus back to the window below a card
    qtbot.waitUntil(scene.window.isActiveWindow)

    again = review_short(scene, tmp_path, "hai.docx")
    assert again.offer.text.text().startswith(f"Hiểu theo tên đã học: “P.VH-XH” là “{CULTURE}”")
    assert not again.offer.button.isVisible()
    rows = [line.row for line in again.grid.table.lines() if line.row]
    assert [row.draft.lead for row in rows] == [(CULTURE,), (CULTURE,), (POLICE,)]
    assert [row.source.lead for row in rows] == [("P.VH-XH",), ("P. VH XH",), (POLICE,)]
    assert [second_line(again, row) for row in rows[:2]] == [LEARNT, LEARNT]
    assert again.grid.table.columns[Cell.PARTNERS].second(rows[1]) == LEARNT
    scene.ctrl(Qt.Key.Key_Return)
    scene.ctrl(Qt.Key.Key_Return)
    assert [task.lead for task in scene.ward.plans.tasks()] == [(CULTURE,), (CULTURE,), (POLICE,)]


def test_what_was_remembered_can_be_taken_back_at_once(qtbot, scene, tmp_path) -> None:
    review = review_short(scene, tmp_path)
    review.grid.go_to(review.grid.table.lines()[1].row, Cell.LEAD_READ)
    edit(scene, CULTURE)
    qtbot.waitUntil(review.offer.button.isVisible)
    scene.press(Qt.Key.Key_F9)
    assert scene.window.toast.text() == f"Đã nhớ “P.VH-XH” là “{CULTURE}”"
    scene.window.toast.undo_now()
    assert scene.ward.office.agencies.learnt() == {}


@pytest.mark.parametrize("typed", ["P. VH-XH", f"{CULTURE}; {POLICE}", ""])
def test_nothing_is_offered_where_nothing_is_learnt(scene, tmp_path, typed) -> None:
    review = review_short(scene, tmp_path)
    review.grid.go_to(review.grid.table.lines()[1].row, Cell.LEAD_READ)
    edit(scene, typed)
    QTest.qWait(20)
    assert not review.offer.isVisible()


def test_a_pasted_table_larger_than_a_glance_is_read_in_a_job(qtbot, scene) -> None:
    padding = f"<p>{' ' * (READ_AT_ONCE + 1)}</p>"
    copy(padding + markup_of(SHORT, TITLES))
    scene.ctrl(Qt.Key.Key_V)
    assert scene.desk.jobs.is_busy()
    qtbot.waitUntil(scene.page.review.isVisible, timeout=60_000)
