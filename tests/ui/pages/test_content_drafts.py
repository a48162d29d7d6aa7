"""Nội dung: words being written are saved by F4, Esc, leaving and closing; what cannot be saved is said."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sync.adapters.manual import ManualCourier
from tests.vietnamese_words import visible_texts
from tests.wards import make_ward
from ttcs_desktop.basics.errors import EnvironmentProblem
from ui.kit.jobs import JobRunner
from ui.pages.content import page as content_page
from ui.pages.content.page import ContentPage
from ui.pages.desk import Desk
from ui.rail import ENTRIES
from ui.window import Window

LEAVING = "Chưa lưu; rời bài là tự lưu nháp"


@pytest.fixture
def ward(tmp_path):
    made = make_ward(tmp_path)
    yield made
    made.close()


@pytest.fixture
def pause_ms() -> int:
    """After how long typed words are kept: a second of the officer, of which a test need not wait for all."""
    return 100


@pytest.fixture
def window(ward, qtbot, monkeypatch, pause_ms):
    monkeypatch.setattr("ui.pages.content.page._PAUSE_MS", pause_ms)
    made = Window(Desk(ward, ManualCourier(), JobRunner(_raise)), ENTRIES)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.hide()


def _raise(error: BaseException) -> None:
    raise error


def _content(window: Window) -> ContentPage:
    window.show_page("content")
    page = window.page("content")
    assert isinstance(page, ContentPage)
    return page


def _press(key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)


def _type(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def _saved(ward) -> dict[str, str]:
    return {item.title: ward.content.text_of(item) for item in ward.content.items()}


def _locked(*_: object, **__: object) -> None:
    raise EnvironmentProblem("database_locked")


def _words(window: Window) -> str:
    return " ".join(text for _, text in visible_texts(window))


def test_f4_while_writing_a_new_item_saves_it_and_opens_an_empty_one(ward, window):
    page = _content(window)
    for title, text in (("Bai mot", "Noi dung bai mot"), ("Bai hai", "Noi dung bai hai")):
        _press(Qt.Key.Key_F4)
        assert page.editor.fields.title.hasFocus()
        assert page.editor.draft().is_blank
        _type(title)
        _press(Qt.Key.Key_Return)
        _type(text)
    _press(Qt.Key.Key_F4)
    assert _saved(ward) == {"Bai mot": "Noi dung bai mot", "Bai hai": "Noi dung bai hai"}
    assert page.editor.draft().is_blank
    assert page.items.chosen_id() == ""


def test_f4_stays_and_says_why_when_the_words_cannot_be_saved(ward, window, monkeypatch):
    page = _content(window)
    _press(Qt.Key.Key_F4)
    _type("Bai mot")
    monkeypatch.setattr(ward.content, "add", _locked)
    _press(Qt.Key.Key_F4)
    assert page.editor.fields.title.value() == "Bai mot"
    assert page.editor.is_changed()
    assert page._banner.isVisible()


def test_f4_on_an_emptied_item_says_at_its_title_what_is_missing(ward, window):
    item = ward.content.add("Bai mot", "Chu.")
    page = _content(window)
    page.editor.fields.title.clear()
    page.editor.fields.text.clear()
    assert page.editor.steps.said.text() == "Chưa lưu được: gõ tên hoặc nội dung"
    _press(Qt.Key.Key_F4)
    assert page.editor.fields.error_text() == "Gõ tên."
    assert page.editor.item().id == item.id
    page.editor.fields.text.setPlainText("Chu.")


@pytest.mark.parametrize("leave", ["page", "item", "close"])
def test_a_title_alone_is_saved_by_leaving(ward, window, leave):
    other = ward.content.add("Bai cu", "Chu.")
    page = _content(window)
    _press(Qt.Key.Key_F4)
    _type("Chi co ten")
    assert page.editor.steps.said.text() == LEAVING
    if leave == "page":
        window.show_page("today")
    elif leave == "item":
        page.items.grid.choose(other.id)
    else:
        assert window.close()
    assert _saved(ward) == {"Bai cu": "Chu.", "Chi co ten": ""}


def test_a_text_without_title_is_saved_under_its_first_words(ward, window):
    page = _content(window)
    _press(Qt.Key.Key_F4)
    _press(Qt.Key.Key_Return)
    _type("Moi ba con den hop")
    assert page.editor.steps.said.text() == "Chưa lưu; rời bài là tự lưu nháp, tên lấy từ mấy chữ đầu"
    assert window.close()
    assert _saved(ward) == {"Moi ba con den hop": "Moi ba con den hop"}


def test_closing_over_words_that_cannot_be_saved_is_held_once_and_says_so(ward, window, monkeypatch):
    page = _content(window)
    _press(Qt.Key.Key_F4)
    _type("Bai mot")
    monkeypatch.setattr(ward.content, "add", _locked)
    window.show_page("today")
    assert not window.close()
    assert window.isVisible()
    assert window.current_page() is page
    assert page.editor.fields.title.value() == "Bai mot"
    assert "chưa đóng" in _words(window)
    assert window.close()


def test_closing_after_the_trouble_is_over_saves_what_was_kept(ward, window, monkeypatch):
    other = ward.content.add("Bai cu", "Chu.")
    page = _content(window)
    _press(Qt.Key.Key_F4)
    _type("Bai mot")
    monkeypatch.setattr(ward.content, "add", _locked)
    page.items.grid.choose(other.id)
    page.editor.fields.text.setPlainText("Chu moi.")
    assert not window.close()
    assert page.editor.fields.title.value() == "Bai mot"
    assert _saved(ward) == {"Bai cu": "Chu moi."}
    monkeypatch.undo()
    assert window.close()
    assert _saved(ward) == {"Bai cu": "Chu moi.", "Bai mot": ""}


def test_escape_in_an_empty_new_item_goes_back_to_the_item_before(ward, window):
    first = ward.content.add("Bai mot", "Chu.")
    ward.content.add("Bai hai", "Chu.")
    page = _content(window)
    page.items.grid.choose(first.id)
    _press(Qt.Key.Key_F4)
    _press(Qt.Key.Key_Escape)
    assert page.editor.item().id == first.id
    assert page.items.chosen_id() == first.id
    assert page.items.grid.hasFocus()
    assert len(ward.content.items()) == 2


def test_escape_in_a_new_item_with_words_saves_it(ward, window):
    ward.content.add("Bai cu", "Chu.")
    page = _content(window)
    _press(Qt.Key.Key_F4)
    _type("Bai moi")
    _press(Qt.Key.Key_Escape)
    assert page.editor.item().title == "Bai moi"
    assert page.items.chosen_id() == page.editor.item().id
    assert page.items.grid.hasFocus()
    assert page.editor.steps.said.text() == ""


def test_escape_in_a_draft_saves_it_and_goes_to_the_list(ward, window):
    item = ward.content.add("Bai mot", "Chu cu.")
    page = _content(window)
    _press(Qt.Key.Key_Return)
    page.editor.fields.text.setPlainText("Sua")
    assert page.editor.steps.said.text() == LEAVING
    _press(Qt.Key.Key_Escape)
    assert ward.content.text_of(ward.content.item(item.id)) == "Sua"
    assert page.items.grid.hasFocus()
    assert page.editor.steps.said.text() == ""


def test_escape_in_an_emptied_draft_stays_and_says_why(ward, window):
    ward.content.add("Bai mot", "Chu.")
    page = _content(window)
    page.editor.fields.text.setFocus()
    page.editor.fields.title.clear()
    page.editor.fields.text.clear()
    _press(Qt.Key.Key_Escape)
    assert page.editor.fields.error_text() == "Gõ tên."
    assert page.editor.fields.title.hasFocus()


# -- after the power went -------------------------------------------------------------------------------------------


def _a_second_passes(qtbot, page: ContentPage) -> None:
    qtbot.waitUntil(lambda: not page._pause.isActive(), timeout=3_000)


def _started_again(qtbot, ward) -> Window:
    """The program on the same record once more; the first one was never closed."""
    made = Window(Desk(ward.again(), ManualCourier(), JobRunner(_raise)), ENTRIES)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.offer_drafts()
    return made


def test_a_new_item_that_was_being_typed_when_the_power_went_stands_there_again(qtbot, ward, window):
    page = _content(window)
    _press(Qt.Key.Key_F4)
    _type("Bai mot")
    _press(Qt.Key.Key_Return)
    _type("Noi dung")
    _a_second_passes(qtbot, page)
    assert _saved(ward) == {}
    later = _started_again(qtbot, ward)
    assert "1 bài chưa kịp lưu" in later.toast.text()
    again = _content(later)
    assert (again.editor.draft().title, again.editor.draft().text) == ("Bai mot", "Noi dung")
    assert "Đã lấy lại chữ chưa kịp lưu của lần trước" in again._banner.text()
    again.save()
    assert _saved(ward) == {"Bai mot": "Noi dung"}
    assert ward.drafts.under("content") == {}
    assert later.close()


@pytest.mark.parametrize("pause_ms", [content_page._PAUSE_MS])
def test_who_types_without_a_pause_loses_a_second_at_most(qtbot, ward, window):
    page = _content(window)
    _press(Qt.Key.Key_F4)
    _press(Qt.Key.Key_Return)
    until = time.monotonic() + 2.5
    while time.monotonic() < until:
        _type("chu ")
        qtbot.wait(100)
    kept = ward.drafts.under("content")[""]["text"]
    assert len(page.editor.draft().text) - len(kept) <= 4 * 15
    assert len(kept) >= 4 * 5


def test_a_changed_text_is_recovered_and_the_saved_one_is_untouched(qtbot, ward, window):
    item = ward.content.add("Bai mot", "Chu cu.")
    page = _content(window)
    page.editor.fields.text.setPlainText("Chu moi.")
    _a_second_passes(qtbot, page)
    later = _started_again(qtbot, ward)
    again = _content(later)
    assert again.editor.item().id == item.id
    assert again.editor.draft().text == "Chu moi."
    assert _saved(ward) == {"Bai mot": "Chu cu."}
    again.save()
    assert later.close()


@pytest.mark.parametrize("how", ["saved", "taken back"])
def test_words_that_are_in_the_record_are_offered_to_nobody(qtbot, ward, window, how):
    ward.content.add("Bai mot", "Chu cu.")
    page = _content(window)
    page.editor.fields.text.setPlainText("Chu moi.")
    _a_second_passes(qtbot, page)
    assert len(ward.drafts.under("content")) == 1
    if how == "saved":
        page.save()
    else:
        page.editor.fields.text.setPlainText("Chu cu.")
        _a_second_passes(qtbot, page)
    assert ward.drafts.under("content") == {}


def test_words_of_an_item_that_went_to_the_bin_become_a_new_one(qtbot, ward, window):
    item = ward.content.add("Bai mot", "Chu cu.")
    page = _content(window)
    page.editor.fields.text.setPlainText("Chu moi.")
    _a_second_passes(qtbot, page)
    ward.content.remove(item.id)
    later = _started_again(qtbot, ward)
    again = _content(later)
    assert again.editor.item() is None
    assert again.editor.draft().text == "Chu moi."
    again.save()
    assert later.close()


def test_a_record_that_takes_nothing_does_not_disturb_the_typing(qtbot, ward, window, monkeypatch):
    page = _content(window)
    _press(Qt.Key.Key_F4)
    monkeypatch.setattr(ward.drafts, "keep", _locked)
    _type("Bai mot")
    _a_second_passes(qtbot, page)
    assert page.editor.fields.title.value() == "Bai mot"
    assert not page._banner.isVisible()


def test_an_undone_edit_shows_the_text_that_counts(ward, window):
    item = ward.content.add("Bai mot", "Chu cu.")
    page = _content(window)
    page.editor.fields.text.setPlainText("Chu moi.")
    page.save()
    assert _saved(ward) == {"Bai mot": "Chu moi."}
    page.items.setFocus()
    window.desk.undo()
    assert page.editor.item().id == item.id
    assert page.editor.draft().text == "Chu cu."
    assert window.toast.text() == "Đã hoàn tác: sửa bài. Ctrl+Y để làm lại."
