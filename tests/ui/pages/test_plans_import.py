"""Nhập phụ lục: from the file to the tasks by keys; doubts, edits, wrong files, the same file again, leaving."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import zipfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit

from tests.grids.words import write_word
from tests.plans.annexes import CULTURE, HEADER, PARTNERS, write
from tests.ui.pages.plans_window import CLEAR, DOUBTFUL, FOURTEEN, TITLES, Scene, annex
from tests.vietnamese_words import (
    foreign_texts,
    foreign_words,
    unnamed_focusables,
    unreachable_mnemonics,
    visible_texts,
)
from tests.wards import make_ward
from ttcs_desktop.office.model import DayKind
from ttcs_desktop.plans.doubt import Doubt
from ttcs_desktop.plans.timing import Due, Every, When, WhenKind
from ttcs_desktop.plans.wording import DOUBTS, FIELDS
from ui.kit.panels import Banner
from ui.pages.form_card import FormCard
from ui.pages.plans.annex_file import READ_AT_ONCE
from ui.pages.plans.skipped_card import SkippedCard
from ui.pages.plans.stops import Cell, result_cell

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600


@pytest.fixture
def scene(qtbot, tmp_path):
    scene = Scene(make_ward(tmp_path))
    qtbot.addWidget(scene.window)
    return scene


def review_of(scene, path):
    scene.page.open_annex(path)
    review = scene.page.review
    assert review.isVisible()
    return review


def row_of(review, text):
    return next(line.row for line in review.grid.table.lines() if line.row and text in line.row.draft.text)


def cell_text(review, row, cell: Cell) -> str:
    return review.grid.table.columns[cell].text(row)


def edit(scene, text: str) -> None:
    """F2, the text, Enter, and what the grid does after it has left the cell."""
    scene.press(Qt.Key.Key_F2)
    editor = scene.focus()
    assert isinstance(editor, QLineEdit)
    editor.clear()
    scene.type(text)
    scene.press(Qt.Key.Key_Return)
    QApplication.processEvents()


def nothing_saved(scene) -> bool:
    return scene.ward.plans.plans() == [] and scene.ward.plans.tasks() == []


def test_fourteen_tasks_with_two_doubts_are_in_after_three_key_presses(scene, tmp_path) -> None:
    review = review_of(scene, annex(tmp_path, FOURTEEN))
    assert (review.open_count(), review.importer.isEnabled()) == (2, False)
    scene.presses = 0
    scene.press(Qt.Key.Key_Return)
    scene.press(Qt.Key.Key_Return)
    assert nothing_saved(scene)
    scene.ctrl(Qt.Key.Key_Return)
    assert scene.presses <= 6
    assert [task.number for task in scene.ward.plans.tasks()] == [str(number) for number in range(1, 15)]
    assert scene.page.tasks.isVisible()
    assert scene.page.tasks.grid.hasFocus()
    assert scene.window.toast.text() == "Đã nhập 14 nhiệm vụ: Kế hoạch 75/KH-UBND ngày 28/10/2025"


def test_the_file_is_chosen_by_ctrl_o_in_a_vietnamese_dialog(scene, tmp_path) -> None:
    path = annex(tmp_path)
    scene.ctrl(Qt.Key.Key_O)
    dialog = scene.page.findChild(QFileDialog)
    assert dialog.windowTitle() == "Chọn phụ lục kế hoạch"
    shown = {one.text() for one in dialog.findChildren(QLabel) if one.text()}
    assert shown
    assert [text for text in shown if foreign_words(text)] == []
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(path))
    dialog.accept()
    assert scene.page.review.isVisible()
    assert scene.window.focusWidget() is scene.page.review.grid


def test_the_plans_head_is_read_from_the_titles_and_saved_as_left(scene, tmp_path) -> None:
    review = review_of(scene, annex(tmp_path))
    head = review.head
    assert (head.number.text(), head.about.text(), head.year.text(), head.issued_on.text()) == (
        "75/KH-UBND",
        "Về thông tin cơ sở năm 2026",
        "2026",
        "28/10/2025",
    )
    head.number.setText("76/KH-UBND")
    head.about.setText("Thông tin cơ sở")
    head.issued_on.setText("5/1/2026")
    scene.ctrl(Qt.Key.Key_Return)
    plan = scene.ward.plans.plans()[0]
    assert (plan.number, plan.about, plan.year, plan.issued_on) == (
        "76/KH-UBND",
        "Thông tin cơ sở",
        2026,
        dt.date(2026, 1, 5),
    )


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("issued_on", "31/02/2026", "Ngày ban hành: "),
        ("year", "26", "Năm của kế hoạch: Gõ năm, ví dụ 2026."),
        ("year", "", "Năm của kế hoạch: Gõ năm, ví dụ 2026."),
    ],
)
def test_a_wrong_head_is_said_below_its_field_and_saves_nothing(scene, tmp_path, field, typed, said) -> None:
    review = review_of(scene, annex(tmp_path))
    getattr(review.head, field).setText(typed)
    scene.ctrl(Qt.Key.Key_Return)
    assert nothing_saved(scene)
    assert review.head.note.isVisible()
    assert review.head.note.text().startswith(said)
    assert getattr(review.head, field).hasFocus()


def test_a_doubt_is_amber_on_both_sides_and_asked_in_one_sentence(scene, tmp_path) -> None:
    review = review_of(scene, annex(tmp_path, DOUBTFUL))
    row = row_of(review, "kế hoạch truyền thông")
    columns = review.grid.table.columns
    assert {cell for cell in Cell if columns[cell].look(row).ground == "amber_ground"} == {Cell.TIME, Cell.TIME_READ}
    assert (cell_text(review, row, Cell.TIME), cell_text(review, row, Cell.TIME_READ)) == (
        "Th... xuyên",
        "Thường xuyên",
    )
    assert review.bar.title.text() == "Dòng I.1, cột Thời gian: “Th... xuyên” đọc thành “Thường xuyên”"
    assert review.bar.text.text() == "Chữ “Th... xuyên” có thể do quét sai. Xem lại thời gian đã đoán."
    assert review.bar.take.text() == "Nhận “Thường xuyên”"
    assert review.importer.text() == "Nhập 5 nhiệm vụ"


def test_f8_walks_from_doubt_to_doubt_and_round_again(scene, tmp_path) -> None:
    review = review_of(scene, annex(tmp_path, DOUBTFUL))
    seen = []
    for _ in range(4):
        seen.append((review.grid.current_row().place, Cell(review.grid.currentIndex().column())))
        scene.press(Qt.Key.Key_F8)
    assert seen == [("I.1", Cell.TIME_READ), ("I.3", Cell.LEAD_READ), ("II.2", Cell.TIME_READ), ("I.1", Cell.TIME_READ)]
    assert nothing_saved(scene)


def test_import_waits_for_the_last_doubt(scene, tmp_path) -> None:
    review = review_of(scene, annex(tmp_path, DOUBTFUL))
    scene.press(Qt.Key.Key_Return)
    scene.press(Qt.Key.Key_Return)
    scene.ctrl(Qt.Key.Key_Return)
    assert nothing_saved(scene)
    assert review.importer.isEnabled() is False
    assert review.bar.take.text() == "Nhận “Chưa có ngày”"
    scene.press(Qt.Key.Key_Return)
    assert review.bar.title.text() == "Không còn chỗ cần xem"
    scene.ctrl(Qt.Key.Key_Return)
    assert len(scene.ward.plans.tasks()) == 5


def test_a_doubt_is_mended_in_its_cell_and_the_next_one_follows(qtbot, scene, tmp_path) -> None:
    review = review_of(scene, annex(tmp_path, DOUBTFUL))
    edit(scene, "Hằng quý")
    qtbot.waitUntil(lambda: review.grid.current_row().place == "I.3")
    edit(scene, "Phòng Nội vụ; Công an phường")
    qtbot.waitUntil(lambda: review.grid.current_row().place == "II.2")
    edit(scene, "trước 28/02")
    qtbot.waitUntil(lambda: review.open_count() == 0)
    scene.ctrl(Qt.Key.Key_Return)
    tasks = scene.ward.plans.tasks()
    assert (tasks[0].when, tasks[0].when_text) == (When(WhenKind.REPEATING, every=Every.QUARTER), "Hằng quý")
    assert tasks[2].lead == ("Phòng Nội vụ", "Công an phường")
    assert (tasks[4].when.due, tasks[4].when.strict) == (Due(28, 2, 2026), True)


def test_the_left_side_stays_as_written_when_the_right_is_edited(qtbot, scene, tmp_path) -> None:
    review = review_of(scene, annex(tmp_path))
    row = row_of(review, "Báo cáo")
    review.grid.go_to(row, Cell.TEXT)
    edit(scene, "Báo cáo sơ kết")
    qtbot.waitUntil(lambda: row.draft.text == "Báo cáo sơ kết")
    assert cell_text(review, row, Cell.TEXT).replace("\n", " ") == "Báo cáo kết quả 6 tháng"
    scene.ctrl(Qt.Key.Key_Return)
    assert scene.ward.plans.tasks()[1].text == "Báo cáo sơ kết"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31/02/2026", "Không có ngày này trên lịch. Gõ lại ngày, tháng."),
        ("lúc nào đó", "Chưa hiểu “lúc nào đó”. Gõ lại thời gian, ví dụ Hằng năm hoặc Trước 30/11."),
    ],
)
def test_a_wrong_time_is_refused_at_its_cell_until_it_is_mended(qtbot, scene, tmp_path, typed, said) -> None:
    review = review_of(scene, annex(tmp_path))
    row = row_of(review, "Báo cáo")
    before = row.draft.when
    review.grid.go_to(row, Cell.TIME_READ)
    edit(scene, typed)
    qtbot.waitUntil(lambda: review.bar.text.text() == said)
    assert review.bar.title.text() == f"Dòng I.2: chưa nhận “{typed}”"
    assert (row.draft.when, review.open_count()) == (before, 1)
    scene.ctrl(Qt.Key.Key_Return)
    assert nothing_saved(scene)
    edit(scene, "Trước 28/02")
    qtbot.waitUntil(lambda: review.open_count() == 0)
    scene.ctrl(Qt.Key.Key_Return)
    assert scene.ward.plans.tasks()[1].when.due == Due(28, 2, 2026)


def test_a_doubt_that_is_mended_wrongly_says_what_is_wrong_with_the_new_text(qtbot, scene, tmp_path) -> None:
    review = review_of(scene, annex(tmp_path, DOUBTFUL))
    edit(scene, "31/02")
    qtbot.waitUntil(lambda: review.bar.text.text() == "Không có ngày này trên lịch. Gõ lại ngày, tháng.")
    assert (review.open_count(), review.bar.take.isVisible()) == (3, False)
    scene.press(Qt.Key.Key_Return)
    editor = scene.focus()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "31/02"


def test_a_task_without_words_is_refused(qtbot, scene, tmp_path) -> None:
    review = review_of(scene, annex(tmp_path))
    review.grid.go_to(row_of(review, "Báo cáo"), Cell.NAME)
    edit(scene, " ")
    qtbot.waitUntil(lambda: review.bar.text.text() == "Gõ nội dung.")
    scene.ctrl(Qt.Key.Key_Return)
    assert nothing_saved(scene)


def test_an_edit_of_a_clear_row_goes_down_and_not_to_a_doubt_elsewhere(qtbot, scene, tmp_path) -> None:
    review = review_of(scene, annex(tmp_path, DOUBTFUL))
    row = row_of(review, "kinh phí")
    review.grid.go_to(row, Cell.LEAD_READ)
    edit(scene, "Phòng Kinh tế")
    qtbot.waitUntil(lambda: row.draft.lead == ("Phòng Kinh tế",))
    QApplication.processEvents()
    assert (review.grid.current_row().place, review.grid.currentIndex().column()) == ("II.2", Cell.LEAD_READ)
    assert review.open_count() == 3


def test_two_doubts_of_one_row_are_asked_one_after_the_other(qtbot, scene, tmp_path) -> None:
    rows = (
        HEADER,
        ("1", "Ra bản tin tháng", "", PARTNERS, "Th... xuyên"),
        ("2", "Báo cáo năm", "", PARTNERS, "Hằng năm"),
    )
    review = review_of(scene, write(tmp_path / "hai.docx", rows, titles=TITLES))
    assert Cell(review.grid.currentIndex().column()) is Cell.LEAD_READ
    edit(scene, "Công an phường")
    qtbot.waitUntil(lambda: Cell(review.grid.currentIndex().column()) is Cell.TIME_READ)
    assert review.grid.current_row().place == "1"
    scene.press(Qt.Key.Key_Return)
    assert (review.grid.current_row().place, Cell(review.grid.currentIndex().column())) == ("2", Cell.LEAD_READ)


def test_the_edit_button_opens_the_doubtful_cell_from_anywhere_in_its_row(scene, tmp_path) -> None:
    review = review_of(scene, annex(tmp_path, DOUBTFUL))
    review.grid.go_to(row_of(review, "kế hoạch truyền thông"), Cell.NUMBER)
    review.bar.mend.click()
    editor = scene.focus()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "Thường xuyên"


def test_a_missing_year_is_asked_once_and_dates_every_task(scene, tmp_path) -> None:
    rows = (
        HEADER,
        ("1", "Báo cáo giữa năm", CULTURE, PARTNERS, "Trước ngày 06/6"),
        ("2", "Báo cáo cuối năm", CULTURE, PARTNERS, "Trước ngày 15/12"),
        ("3", "Duy trì chuyên mục", CULTURE, PARTNERS, "Thường xuyên"),
    )
    review = review_of(scene, write(tmp_path / "khong-nam.docx", rows))
    assert (review.head.year.text(), review.open_count()) == ("", 4)  # with the empty number and day of the plan
    assert review.bar.take.text() == "Nhận năm 2026"
    scene.press(Qt.Key.Key_Return)
    assert (review.head.year.text(), review.open_count()) == ("2026", 2)
    scene.ctrl(Qt.Key.Key_Return)
    scene.ctrl(Qt.Key.Key_Return)
    assert [task.when.due for task in scene.ward.plans.tasks()] == [Due(6, 6, 2026), Due(15, 12, 2026), None]
    assert scene.ward.plans.plans()[0].year == 2026


def test_another_year_dates_the_tasks_anew_but_not_what_was_typed(qtbot, scene, tmp_path) -> None:
    review = review_of(scene, annex(tmp_path))
    rows = [row_of(review, "cụm loa"), row_of(review, "Báo cáo")]
    review.grid.go_to(rows[0], Cell.TIME_READ)
    edit(scene, "Trước 30/9")
    qtbot.waitUntil(lambda: rows[0].time_typed)
    review.head.year.setFocus()
    review.head.year.selectAll()
    scene.type("2027")
    assert rows[0].draft.when.due == Due(30, 9, 2026)
    assert rows[1].draft.when.due == Due(6, 6, 2026)
    assert cell_text(review, rows[1], Cell.DUE) == "06/6/2026"


def test_esc_leaves_with_nothing_saved(scene, tmp_path) -> None:
    review = review_of(scene, annex(tmp_path, DOUBTFUL))
    scene.press(Qt.Key.Key_Return)
    scene.press(Qt.Key.Key_F2)
    scene.press(Qt.Key.Key_Escape)
    assert review.isVisible()
    scene.press(Qt.Key.Key_Escape)
    card = QApplication.activeModalWidget()
    assert "phu-luc.docx chưa được nhập và sẽ mất" in " ".join(text for _, text in visible_texts(card))
    scene.press(Qt.Key.Key_Escape)
    assert review.isVisible(), "Esc once too often loses nothing"
    scene.press(Qt.Key.Key_Escape)
    scene.press(Qt.Key.Key_Return)
    assert not review.isVisible()
    assert nothing_saved(scene)
    assert scene.page.tools.isVisible()


def test_esc_leaves_at_once_what_nobody_has_touched(scene, tmp_path) -> None:
    review = review_of(scene, annex(tmp_path, DOUBTFUL))
    scene.press(Qt.Key.Key_Escape)
    assert not review.isVisible()


def test_ctrl_z_takes_the_cells_back_and_nothing_that_was_saved(scene, tmp_path) -> None:
    holiday = scene.desk.workspace.office.set_holiday(dt.date(2026, 4, 27), "Giỗ Tổ", DayKind.OFF)
    scene.desk.publish(holiday, "Đã ghi ngày nghỉ")
    review = review_of(scene, annex(tmp_path, DOUBTFUL))
    before = [(row.draft, len(row.open)) for row in review._rows]
    scene.press(Qt.Key.Key_Return)
    review._rows[0].set_text("Sai")
    review._show_state()
    assert [(row.draft, len(row.open)) for row in review._rows] != before
    for _ in range(4):
        scene.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [(row.draft, len(row.open)) for row in review._rows] == before
    assert scene.window.toast.text() == "Chưa sửa ô nào trong phụ lục đang soát."
    assert [day.name for day in scene.desk.workspace.office.holidays()] == ["Giỗ Tổ"]


def test_a_wrong_day_keeps_the_focus_so_that_no_task_is_typed_over(scene, tmp_path) -> None:
    review = review_of(scene, annex(tmp_path, DOUBTFUL))
    review.head.issued_on.setFocus()
    review.head.issued_on.setText("31/02/2026")
    scene.press(Qt.Key.Key_Return)
    assert review.head.issued_on.hasFocus()
    assert "Không có ngày này" in review.head.note.text()


def test_a_record_asked_for_does_not_throw_a_review_away(scene, tmp_path) -> None:
    review = review_of(scene, annex(tmp_path, DOUBTFUL))
    scene.press(Qt.Key.Key_Return)
    scene.desk.go("plans", "mot-nhiem-vu")
    assert (review.isVisible(), review.open_count()) == (True, 2)
    told = next(one for one in scene.page.findChildren(Banner) if one.isVisible())
    assert told.text().startswith("Đang soát phụ lục phu-luc.docx.")
    assert foreign_texts(told, allow=["phu", "luc"]) == []
    scene.press(Qt.Key.Key_Escape)
    scene.press(Qt.Key.Key_Return)
    assert not told.isVisible()


def test_rows_that_are_no_tasks_are_listed_with_their_reasons(scene, tmp_path) -> None:
    review = review_of(scene, annex(tmp_path, DOUBTFUL))
    assert review.skipped.text() == "1 dòng không phải nhiệm vụ"
    scene.press(Qt.Key.Key_F11)
    card = review.findChild(SkippedCard)
    table = card.grid.table
    assert [[table.data(table.index(row, column)) for column in range(4)] for row in range(table.rowCount())] == [
        ["1", "9", "Dòng tổng cộng", "Tổng cộng"]
    ]
    assert foreign_texts(card) == []
    scene.press(Qt.Key.Key_F11)  # the key that opened it closes it, and it goes for good
    assert not any(one.isVisible() for one in review.findChildren(SkippedCard))


def test_the_same_file_again_opens_the_plan_it_is(scene, tmp_path) -> None:
    path = annex(tmp_path)
    review_of(scene, path)
    scene.ctrl(Qt.Key.Key_Return)
    rows = (HEADER, ("1", "Ra bản tin tháng", CULTURE, "", "Hằng tháng"))
    review_of(scene, write(tmp_path / "khac.docx", rows, titles=("Kế hoạch số 12/KH-UBND ngày 05/01/2026",)))
    scene.ctrl(Qt.Key.Key_Return)
    assert scene.shown_texts() == ["Ra bản tin tháng"]
    scene.page.open_annex(shutil.copyfile(path, tmp_path / "ban-sao.docx"))
    assert not scene.page.review.isVisible()
    assert scene.page.known.banner.text() == (
        "Tệp ban-sao.docx đã nhập trước đây: Kế hoạch 75/KH-UBND ngày 28/10/2025. Không nhập lại."
    )
    scene.ctrl(Qt.Key.Key_Return)
    assert not scene.page.known.isVisible()
    assert len(scene.shown_texts()) == 5
    assert len(scene.ward.plans.plans()) == 2


def test_esc_stays_where_one_was_when_the_file_is_known(scene, tmp_path) -> None:
    path = annex(tmp_path)
    review_of(scene, path)
    scene.ctrl(Qt.Key.Key_Return)
    scene.page.open_annex(path)
    scene.press(Qt.Key.Key_Escape)
    assert not scene.page.known.isVisible()
    assert scene.page.tasks.grid.hasFocus()


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_every_doubt_is_asked_in_vietnamese_words(scene, tmp_path, field) -> None:
    review = review_of(scene, annex(tmp_path))
    row = row_of(review, "Báo cáo")
    for code in sorted(DOUBTS):
        row.open.append(Doubt(field, code, {"text": "quí tư", "rest": "nếu có"}))
        review.go_to_next()
        assert review.grid.currentIndex().column() == result_cell(field)
        assert review.bar.title.text().startswith("Dòng I.2" if field else "Cả bảng 1")
        assert "{" not in review.bar.text.text()
        assert foreign_texts(review.bar) == []
        scene.press(Qt.Key.Key_Return)
        assert review.open_count() == 0


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * (300 * 1024 * 1024))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "Tệp có đặt mật khẩu."),
        (OLE + "WordDocument".encode("utf-16-le"), "Tệp theo định dạng Word cũ (.doc)."),
        (b"PK\x03\x04 cut short", "Tệp bị hỏng, không mở được."),
        (b"%PDF-1.7", "Chưa đọc thẳng được tệp PDF."),
        (b"", "Tệp không có nội dung."),
        (None, "Không đọc được tệp này."),
    ],
)
def test_a_wrong_file_is_told_with_what_to_do_and_saves_nothing(scene, tmp_path, content, said) -> None:
    path = tmp_path / "phu-luc.docx"
    if content is not None:
        path.write_bytes(content)
    scene.page.open_annex(path)
    told = next(one for one in scene.page.findChildren(Banner) if one.isVisible())
    assert told.text().startswith(said)
    assert "Chưa nhập gì vào máy." in told.text()
    assert foreign_texts(told) == []
    assert not scene.page.review.isVisible()
    assert nothing_saved(scene)


def test_a_refused_file_does_not_stand_below_the_word_of_what_was_done_before(scene, tmp_path) -> None:
    scene.window.toast.say("Đã nhập 14 nhiệm vụ", lambda: None)
    (tmp_path / "phu-luc.docx").write_bytes(b"")
    scene.page.open_annex(tmp_path / "phu-luc.docx")
    assert scene.window.toast.isHidden()
    assert not scene.window.toast.offers()


def test_a_file_that_unpacks_without_end_is_told_as_dangerous(scene, tmp_path) -> None:
    path = tmp_path / "phu-luc.docx"
    path.write_bytes(bomb())
    assert path.stat().st_size < READ_AT_ONCE
    scene.page.open_annex(path)
    told = next(one for one in scene.page.findChildren(Banner) if one.isVisible())
    assert told.text().startswith("Tệp nén bung ra quá lớn, có thể là tệp độc hại. Máy đã dừng đọc, chưa nhập gì.")
    assert nothing_saved(scene)


def test_a_file_without_tasks_is_told_and_the_next_file_clears_the_message(scene, tmp_path) -> None:
    scene.page.open_annex(write(tmp_path / "khong.docx", (("Họ tên", "Chức vụ"), ("Nguyễn Văn An", "Chủ tịch"))))
    told = next(one for one in scene.page.findChildren(Banner) if one.isVisible())
    assert told.text().startswith("Không tìm thấy bảng nhiệm vụ trong tệp.")
    review_of(scene, annex(tmp_path))
    assert not told.isVisible()


def large(path, rows=CLEAR):
    """The annex made larger than what is read while the officer waits, by a picture that does not pack."""
    small = write(path.with_suffix(".small.docx"), rows, titles=TITLES)
    with zipfile.ZipFile(small) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        target.writestr("word/media/anh.png", bytes(range(256)) * (READ_AT_ONCE // 256 + 8))
    assert path.stat().st_size > READ_AT_ONCE
    return path


def test_a_large_file_is_read_in_a_job_with_a_way_to_stop(qtbot, scene, tmp_path) -> None:
    scene.page.open_annex(large(tmp_path / "lon.docx"))
    assert scene.page.reader.progress.isVisible()
    assert scene.desk.jobs.is_busy()
    qtbot.waitUntil(scene.page.review.isVisible)
    assert not scene.page.reader.progress.isVisible()
    scene.ctrl(Qt.Key.Key_Return)
    assert len(scene.ward.plans.tasks()) == 5


def test_a_reading_that_was_stopped_brings_nothing(qtbot, scene, tmp_path) -> None:
    scene.page.open_annex(large(tmp_path / "lon.docx"))
    scene.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not scene.desk.jobs.is_busy())
    QApplication.processEvents()
    assert not scene.page.review.isVisible()
    assert not scene.page.reader.progress.isVisible()


def test_a_large_file_that_is_wrong_is_told_like_a_small_one(qtbot, scene, tmp_path) -> None:
    path = tmp_path / "lon.docx"
    path.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * READ_AT_ONCE)
    scene.page.open_annex(path)
    qtbot.waitUntil(lambda: not scene.desk.jobs.is_busy())
    told = next(one for one in scene.page.findChildren(Banner) if one.isVisible())
    assert told.text().startswith("Tệp có đặt mật khẩu.")
    assert scene.unhandled == []


def test_a_broken_main_part_is_told_as_damaged(scene, tmp_path) -> None:
    scene.page.open_annex(write_word(tmp_path / "hong.docx", "<w:document"))
    told = next(one for one in scene.page.findChildren(Banner) if one.isVisible())
    assert told.text().startswith("Tệp bị hỏng, không mở được.")


def test_every_word_of_the_review_is_vietnamese_and_every_field_has_a_name(scene, tmp_path) -> None:
    review = review_of(scene, annex(tmp_path, DOUBTFUL))
    assert foreign_texts(review, allow=["th"]) == []
    assert unnamed_focusables(review) == []
    assert unreachable_mnemonics(review) == []


def test_enter_walks_through_the_head_to_the_grid(scene, tmp_path) -> None:
    review = review_of(scene, annex(tmp_path))
    review.head.number.setFocus()
    for field in (review.head.about, review.head.year, review.head.issued_on, review.grid):
        scene.press(Qt.Key.Key_Return)
        assert field.hasFocus()


def test_an_empty_number_or_day_is_a_place_to_see_and_the_second_ctrl_enter_goes_on_without(scene, tmp_path) -> None:
    review = review_of(scene, write(tmp_path / "phu-luc-ke-hoach-75.docx", CLEAR))
    assert review.bar.title.text() == "Kế hoạch chưa có Số, ký hiệu và Ngày ban hành"
    assert review.open_count() == 2
    scene.ctrl(Qt.Key.Key_Return)
    assert nothing_saved(scene)
    assert review.head.number.hasFocus()
    assert "Ctrl+Enter lần nữa" in review.head.note.text()
    scene.type("75/KH-UBND")
    assert review.bar.title.text() == "Kế hoạch chưa có Ngày ban hành"
    scene.ctrl(Qt.Key.Key_Return)
    assert [plan.number for plan in scene.ward.plans.plans()] == ["75/KH-UBND"]


def test_f8_leads_to_the_empty_number_once_the_rows_are_clear(scene, tmp_path) -> None:
    review = review_of(scene, write(tmp_path / "phu-luc.docx", CLEAR))
    scene.press(Qt.Key.Key_F8)
    assert review.head.number.hasFocus()


def test_the_bar_is_not_green_over_a_day_that_does_not_exist(scene, tmp_path) -> None:
    review = review_of(scene, annex(tmp_path))
    assert review.bar.title.text() == "Không còn chỗ cần xem"
    review.head.issued_on.setFocus()
    review.head.issued_on.selectAll()
    scene.type("31/02/2026")
    assert review.bar.title.text() == "Ngày ban hành của kế hoạch chưa đúng"
    assert review.open_count() == 1
    scene.ctrl(Qt.Key.Key_Return)
    assert nothing_saved(scene)


def test_the_same_file_again_lets_the_plan_be_corrected_and_taken_back(scene, tmp_path) -> None:
    path = write(tmp_path / "phu-luc-ke-hoach-75.docx", CLEAR)
    review_of(scene, path)
    scene.ctrl(Qt.Key.Key_Return)
    scene.ctrl(Qt.Key.Key_Return)
    scene.page.open_annex(path)
    assert scene.page.known.isVisible()
    scene.ctrl(Qt.Key.Key_F2)
    (card,) = (one for one in scene.page.findChildren(FormCard) if one.isVisible())
    number, day = card.form.widget("number"), card.form.widget("issued_on")
    number.setText("75/KH-UBND")
    day.setText("05/01/2027")
    QTest.keyClick(number, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "không sau năm 2026" in card.form.error_of("issued_on")
    day.setText("28/10/2025")
    QTest.keyClick(number, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (plan,) = scene.ward.plans.plans()
    assert (plan.number, plan.issued_on) == ("75/KH-UBND", dt.date(2025, 10, 28))
    assert scene.page.plan_choice.currentText() == "Kế hoạch 75/KH-UBND ngày 28/10/2025"
    assert not scene.page.known.isVisible()
    scene.window.toast.undo_now()
    assert scene.ward.plans.plans()[0].number == ""
