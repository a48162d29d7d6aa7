"""Files attached to an item: by key from wherever the officer writes, found by their words, taken back."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sync.adapters.manual import ManualCourier
from tests.content.received import text_file
from tests.ui.pages.test_content import Writer, _raise
from tests.vietnamese_words import unnamed_focusables
from tests.wards import make_ward
from ui.kit.jobs import JobRunner
from ui.pages.content.page import ContentPage
from ui.pages.desk import Desk

_FILES = 5


@pytest.fixture
def writer(qtbot, tmp_path):
    made = make_ward(tmp_path)
    made.content.add("Lịch tiêm chủng", "Sáng thứ Bảy.")
    made.undo.begin()
    page = ContentPage(Desk(made, ManualCourier(), JobRunner(_raise)))
    qtbot.addWidget(page)
    page.resize(1021, 426)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    yield Writer(page, made)
    page.hide()
    made.close()


def attach(writer, at, *paths) -> None:
    writer.editor.files.pointed_at = lambda _, chosen: chosen(list(paths))
    writer.press(Qt.Key.Key_D, at, ctrl=True)
    while writer.page.desk.jobs.is_busy():
        QApplication.processEvents()
        time.sleep(0.002)
    QApplication.processEvents()


def test_a_file_is_attached_from_the_text_and_found_by_its_words(writer, tmp_path) -> None:
    editor, ward = writer.editor, writer.page.desk.workspace
    editor.fields.text.setFocus()
    editor.fields.text.insertPlainText("Đang gõ. ")
    attach(writer, editor.fields.text, text_file(tmp_path / "giay-phep.txt", "Văn bản cho phép dùng bài của tác giả"))
    assert (editor.files.files(), editor.tabs.currentIndex()) == (["giay-phep.txt"], _FILES)
    assert editor.tabs.tabText(_FILES) == "Tệp (1)"
    (item,) = ward.content.items()
    assert ward.content.versions(item.id)[-1].text.startswith("Đang gõ. "), "saved before"
    (hit,) = ward.finder.find("cho phep dung bai").hits
    assert (hit.kind, hit.id, hit.part) == ("item", item.id, "giay-phep.txt")
    assert unnamed_focusables(editor) == []
    attach(writer, editor.files.grid, text_file(tmp_path / "hai.txt", "Hai"))
    assert len(editor.files.files()) == 2, "the list's own button hears the key now, once"
    editor.files.grid.setFocus()
    writer.press(Qt.Key.Key_Delete, editor.files.grid)
    assert len(editor.files.files()) == 1
    ward.undo.undo()
    ward.undo.undo()
    ward.undo.undo()
    assert ward.attachments.counts("item") == {}


def test_an_empty_new_item_is_named_first(writer, tmp_path) -> None:
    writer.page.start_new()
    attach(writer, writer.editor.fields.title, text_file(tmp_path / "a.txt", "Một"))
    assert writer.editor.files.files() == []
    assert writer.editor.fields.title_note.isVisible()
