"""The spoken length on Nội dung: live below the text, its readings on F8. The ward stands at noon of 02/6/2026."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sync.adapters.manual import ManualCourier
from tests.ui.kit.hands import compose, type_telex_tuan
from tests.vietnamese_words import foreign_words, unnamed_focusables, unreachable_mnemonics
from tests.wards import NOON, add_slot, approved_item, make_ward
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.vietnamese.speech import read_aloud
from ttcs_desktop.vietnamese.speech_wording import minutes
from ttcs_desktop.workspace import Workspace
from ui.kit.jobs import JobRunner
from ui.pages.content.editor import Editor
from ui.pages.content.page import ContentPage
from ui.pages.desk import Desk

TODAY = NOON.date()
TEXT = "Ngày 05/6, UBND phường họp 1/2 tại TDP 5. UBND phường xin cảm ơn. Xem www.hanam.gov.vn."
SPOKEN_TAB = 3


@pytest.fixture
def ward(tmp_path) -> Iterator[Workspace]:
    made = make_ward(tmp_path)
    yield made
    made.close()


@pytest.fixture
def editor(ward, qtbot) -> Iterator[Editor]:
    page = _page(ward, qtbot)
    page.start_new()
    yield page.editor
    page.editor.settle()
    page.hide()


def _page(ward: Workspace, qtbot) -> ContentPage:
    page = ContentPage(Desk(ward, ManualCourier(), JobRunner(_raise)))
    qtbot.addWidget(page)
    page.resize(1021, 426)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def _raise(error: BaseException) -> None:
    raise error


def _paste(editor: Editor, text: str) -> None:
    editor.fields.text.setPlainText(text)


def _rows(editor: Editor) -> list[list[str]]:
    table = editor.spoken.list.grid.table
    return [[str(table.data(table.index(row, number)) or "") for number in range(4)] for row in range(table.rowCount())]


def test_the_length_stands_below_the_text_and_follows_every_key(editor):
    assert editor.spoken.line.text() == "Chưa có chữ để đọc"
    seen = []
    for letter in "Mời bà con ":
        compose(editor.fields.text, 0, letter)
        seen.append(editor.spoken.line.text())
    length = read_aloud("Mời bà con").length()
    assert seen[-1] == f"≈ {minutes(length.seconds)} (230 âm tiết/phút)"
    assert len(set(seen)) > 1
    _paste(editor, TEXT)
    seconds = read_aloud(TEXT).length().seconds
    assert editor.spoken.line.text() == (
        f"≈ {minutes(seconds)} (230 âm tiết/phút) · 7 chỗ đọc khác chữ viết, 2 chỗ cần xem"
    )


def test_half_a_word_is_no_place_to_look_at(editor):
    text = editor.fields.text
    text.setFocus(Qt.FocusReason.OtherFocusReason)
    for letter in "bà con Nghi":
        compose(text, 0, letter)
        assert "chỗ" not in editor.spoken.line.text()
    compose(text, 2, "XYZ")
    assert "chỗ" not in editor.spoken.line.text()
    compose(text, 0, " ")
    assert "cần xem" in editor.spoken.line.text()


def test_typing_of_a_vietnamese_keyboard_is_left_alone(editor, monkeypatch):
    text = editor.fields.text
    text.setFocus(Qt.FocusReason.OtherFocusReason)
    for name in ("setPlainText", "setTextCursor", "insertPlainText"):
        monkeypatch.setattr(text, name, lambda *_: pytest.fail("the program wrote into the text"))
    type_telex_tuan(text)
    assert text.value() == "Tuần"
    assert editor.spoken.reading().spoken == "Tuần"
    QTest.keyClick(text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert text.value() != "Tuần"


def test_f8_lists_how_it_is_read_doubts_first_and_alike_ones_once(editor):
    _paste(editor, TEXT)
    QTest.keyClick(editor.fields.text, Qt.Key.Key_F8)
    assert editor.tabs.currentIndex() == SPOKEN_TAB
    assert editor.spoken.list.grid.hasFocus()
    rows = _rows(editor)
    assert [row[0] for row in rows] == ["1/2", "www.hanam.gov.vn", "05/6", "UBND", "TDP", "5"]
    assert rows[3][1:] == ["Ủy ban nhân dân", "chữ tắt", "2"]
    assert editor.spoken.list.detail.text().startswith("Có thể là ngày tháng hoặc phân số.")
    assert editor.spoken.list.range.text().startswith(f"{read_aloud(TEXT).counted.syllables} âm tiết; đọc nhanh 0'")


def test_f8_goes_from_doubt_to_doubt_and_round(editor):
    _paste(editor, TEXT)
    QTest.keyClick(editor.fields.text, Qt.Key.Key_F8)
    grid = editor.spoken.list.grid
    seen = [grid.current_row().first.written]
    for _ in range(2):
        QTest.keyClick(grid, Qt.Key.Key_F8)
        seen.append(grid.current_row().first.written)
    assert seen == ["1/2", "www.hanam.gov.vn", "1/2"]


def test_enter_marks_the_place_in_the_text_and_escape_goes_back_to_it(editor):
    _paste(editor, f"🎉 {TEXT}")
    text, grid = editor.fields.text, editor.spoken.list.grid
    QTest.keyClick(text, Qt.Key.Key_F8)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert text.hasFocus()
    assert text.textCursor().selectedText() == "1/2"
    assert text.toPlainText() == f"🎉 {TEXT}"
    QTest.keyClick(text, Qt.Key.Key_F8)
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    assert editor.tabs.currentIndex() == 0
    assert text.hasFocus()


def test_a_text_read_as_written_says_so(editor):
    _paste(editor, "Thưa bà con.")
    QTest.keyClick(editor.fields.text, Qt.Key.Key_F8)
    assert editor.tabs.currentIndex() == SPOKEN_TAB
    assert not editor.spoken.list.grid.isVisible()
    assert not editor.spoken.list.next.isEnabled()
    QTest.keyClick(editor.spoken.list, Qt.Key.Key_Escape)
    assert editor.fields.text.hasFocus()


def test_an_empty_text_opens_nothing(editor):
    QTest.keyClick(editor.fields.text, Qt.Key.Key_F8)
    assert editor.tabs.currentIndex() == 0


def test_the_list_follows_another_item(ward, qtbot):
    first, second = ward.content.add("Bài một", "Họp UBND."), ward.content.add("Bài hai", "Họp HĐND.")
    page = _page(ward, qtbot)
    page.show_record(first.id)
    page.editor.tabs.setCurrentIndex(SPOKEN_TAB)
    assert [row[0] for row in _rows(page.editor)] == ["UBND"]
    page.show_record(second.id)
    assert [row[0] for row in _rows(page.editor)] == ["HĐND"]
    page.hide()


def test_an_item_with_a_slot_of_its_own_is_compared_with_it(ward, qtbot):
    item = approved_item(ward)
    add_slot(ward, "Nhắc lịch tiêm", "06:00", fill=Fill.ITEM, item_id=item.id, first=TODAY, last=TODAY)
    page = _page(ward, qtbot)
    page.show_record(item.id)
    assert "khung còn trống" in page.editor.spoken.line.text()
    page.editor.unlock()
    page.editor.fields.text.setPlainText("Mời bà con đi tiêm chủng. " * 4000)
    assert "vượt khung" in page.editor.spoken.line.text()
    assert "bớt khoảng" in page.editor.spoken.line.text()
    page.start_new()
    page.editor.fields.text.setPlainText("Mời bà con.")
    assert "khung" not in page.editor.spoken.line.text()
    page.editor.settle()
    page.hide()


def test_an_item_in_a_programme_with_others_is_compared_with_nothing(ward, qtbot):
    item = ward.content.add("Bài một", "Thưa bà con.")
    add_slot(ward, "Bản tin phường", "17:00", fill=Fill.SERIES)
    page = _page(ward, qtbot)
    page.show_record(item.id)
    assert page.editor.spoken.line.text().startswith("≈ 0'01\" (230")
    page.hide()


def test_every_word_is_vietnamese_and_everything_has_a_name(editor):
    """The readings themselves are left out: letters and names are said in ways no dictionary of syllables lists."""
    _paste(editor, TEXT)
    QTest.keyClick(editor.fields.text, Qt.Key.Key_F8)
    shown = [editor.spoken.line.text(), editor.spoken.list.range.text(), editor.spoken.list.next.text()]
    shown += [row[2] for row in _rows(editor)] + [editor.tabs.tabText(SPOKEN_TAB)]
    shown += [editor.spoken.list.detail.text(), editor.spoken.line.button.text()]
    assert [word for text in shown for word in foreign_words(text)] == []
    assert unreachable_mnemonics(editor) == []
    assert unnamed_focusables(editor) == []
