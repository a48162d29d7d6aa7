"""Bản sao lưu in Cài đặt: what there is to go back to, what would be lost, one question, and Esc changes nothing."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from tests.storage.test_backup_folder import receive
from tests.ui.pages.test_settings import PLACE_OF, Scene
from tests.vietnamese_words import foreign_texts, unnamed_focusables
from tests.wards import clock_of, make_ward
from ttcs_desktop.storage.backup import copy_beside
from ui.pages.settings.backups import RestoreCard

K, MOD = Qt.Key, Qt.KeyboardModifier
BACKUPS = PLACE_OF["Backups"]


@pytest.fixture
def ward(tmp_path):
    made = make_ward(tmp_path)
    made.content.add("Trước", "Nội dung.")
    receive(made, tmp_path / "in", "Tin nhận qua cổng.")
    made.backup()
    clock_of(made).advance(dt.timedelta(hours=2))
    made.content.add("Sau", "Nội dung.")
    yield made
    made.close()


@pytest.fixture
def scene(qtbot, ward):
    made = Scene(ward)
    qtbot.addWidget(made.window)
    made.go(BACKUPS)
    yield made
    while (opened := QApplication.activeModalWidget()) is not None:
        opened.close()
        QApplication.processEvents()
    assert made.desk.jobs.wait()


def said(card) -> str:
    return "\n".join(one.text() for one in card.findChildren(QLabel))


def ask(qtbot, scene) -> RestoreCard:
    scene.press(K.Key_Return)
    scene.press(K.Key_F2)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), RestoreCard))
    return QApplication.activeModalWidget()


def test_a_backup_is_listed_with_what_it_holds(scene) -> None:
    ((when, holds, size),) = scene.listed()
    assert when == "12:00 02/06/2026"
    assert "2 tin, bài" in holds
    assert size.endswith(("KB", "MB"))
    (line,) = [line.row for line in scene.page.view().grid.table.lines()]
    assert line.kind == "Bản hằng ngày. 1 tệp đi cùng"
    assert foreign_texts(scene.page, allow=()) == []
    assert unnamed_focusables(scene.page) == []


def test_the_question_says_what_comes_and_what_goes_and_esc_changes_nothing(qtbot, ward, scene) -> None:
    wanted: list[object] = []
    scene.desk.restore_wanted.connect(wanted.append)
    card = ask(qtbot, scene)
    for told in (
        "Đã đọc thử cả bản",
        "2 tin, bài",
        "Sổ sẽ ít đi: 1 tin, bài.",
        "1 việc làm sau",
        "14:00 hôm nay: thêm bài",
    ):
        assert told in said(card), told
    assert foreign_texts(card, allow=()) == []
    scene.press(K.Key_Return)  # Enter once too often leaves as well
    assert (scene.no_card(), wanted) == (True, [])
    ask(qtbot, scene)
    scene.press(K.Key_Escape)
    assert (scene.no_card(), wanted, len(ward.content.items())) == (True, [], 3)


def test_it_is_asked_once_and_then_the_window_is_told(qtbot, ward, scene) -> None:
    wanted: list[object] = []
    scene.desk.restore_wanted.connect(wanted.append)
    ask(qtbot, scene)
    scene.press(K.Key_Return, MOD.ControlModifier)
    assert [path.parent for path in wanted] == [ward.folder / "backups"]


def test_missing_files_are_told_before_the_question_is_answered(qtbot, ward, scene) -> None:
    shutil.rmtree(ward.folder / "backups" / "files")
    assert "1 tệp không có trong bản này" in said(ask(qtbot, scene))


def test_an_unsound_backup_is_refused_where_it_was_chosen(qtbot, ward, scene) -> None:
    (path,) = (ward.folder / "backups").glob("*.db")
    path.write_bytes(path.read_bytes()[:-4096])
    scene.press(K.Key_Return)
    scene.press(K.Key_F2)
    qtbot.waitUntil(lambda: "không phải bản sao lưu đọc được" in scene.words())
    assert (scene.no_card(), scene.unhandled) == (True, [])


def test_the_backup_of_another_ward_is_refused(qtbot, scene, tmp_path) -> None:
    other = make_ward(tmp_path / "other")
    copy = other.backup()
    other.close()
    scene.page.going_back.pointed_at = lambda _parent, chosen: chosen(copy)
    scene.press(K.Key_F4)
    qtbot.waitUntil(lambda: "của một sổ khác" in scene.words())


def test_an_old_backup_from_elsewhere_says_that_it_has_no_files(qtbot, ward, scene, tmp_path) -> None:
    old = copy_beside(ward.database, label="v9", moment=ward.clock.now()).rename(tmp_path / "sổ cũ.db")
    scene.page.going_back.pointed_at = lambda _parent, chosen: chosen(old)
    scene.press(K.Key_F4)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), RestoreCard))
    card = QApplication.activeModalWidget()
    assert "không có gì mới hơn bản này" in said(card)
    assert "1 tệp không có trong bản này" in said(card)
    scene.page.going_back.pointed_at = lambda _parent, chosen: chosen(tmp_path / "không có.db")
    card.close()
    scene.press(K.Key_F4)
    assert "không phải bản sao lưu đọc được" in scene.words()
