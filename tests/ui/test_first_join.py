"""The first start of a PC that joins a ward: by keys, refused at its place, stopped by Esc, or the record opens."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.joining.wards import first_pc
from tests.ui.kit.hands import compose
from tests.vietnamese_words import foreign_texts, unnamed_focusables
from tests.wards import make_ward
from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.ledger.identity import Enrolment, write_enrolment
from ttcs_desktop.workspace import open_workspace
from ui.first_join import JoinCard
from ui.first_run import FirstRun
from ui.kit.only_window import take_place

K = Qt.Key


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    with closing(first_pc(tmp_path_factory.mktemp("first"))) as ward:
        with ward.database.transaction():
            write_enrolment(ward.database, Enrolment("https://hub.vn", "h", "Máy chủ tỉnh", "00"))
        return ward.backup()


@pytest.fixture
def folder(tmp_path: Path):
    place = take_place(tmp_path / "so")
    yield tmp_path / "so"
    del place  # its lock is held until here


@pytest.fixture
def first(qtbot, folder) -> FirstRun:
    made = FirstRun(folder)
    qtbot.addWidget(made)
    made.show()
    press(made, K.Key_F4)
    yield made
    card = QApplication.activeModalWidget()
    if isinstance(card, JoinCard):
        assert card._jobs.wait()
        card.close()


@pytest.fixture
def card(first) -> JoinCard:
    opened = QApplication.activeModalWidget()
    assert isinstance(opened, JoinCard)
    return opened


def press(card: QWidget, key: Qt.Key) -> None:
    """A key of the card's own; off screen nobody activates it."""
    card.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(card, key)


def submit(card: JoinCard, wait: Callable[..., None], path: object, name: str) -> None:
    """The copy by F4, the name by hand, Ctrl+Enter; until the job is over."""
    card.pointed_at = lambda _parent, chosen: chosen(path)
    press(card, K.Key_F4)
    card._form.widget("name").clear()
    compose(card._form.widget("name"), 0, name)
    QTest.keyClick(card._form.widget("name"), K.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(card._form.widget("name"), K.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: card._job is None, timeout=30_000)


def test_a_pc_joins_by_keys_and_hears_that_it_wants_a_code_of_its_own(qtbot, first, card, folder, copy) -> None:
    assert foreign_texts(card) == []
    assert unnamed_focusables(card) == []
    submit(card, qtbot.waitUntil, copy.parent, "Máy đài")  # the folder is as good as the newest copy in it
    assert first.result() == QDialog.DialogCode.Accepted
    assert first.said == "Máy đài đã tham gia. Để nối Máy chủ tỉnh, xin mã kích hoạt riêng cho máy này."
    with closing(open_workspace(folder)) as ward:
        assert ward.joining.this_pc().name == "Máy đài"


def test_enter_walks_from_the_copy_to_the_name_to_the_button(qtbot, first, card, copy) -> None:
    card.pointed_at = lambda _parent, chosen: chosen(copy)
    assert card.focusWidget() is card.choose
    QTest.keyClick(card.choose, K.Key_Return)
    assert card.focusWidget() is card._form.widget("name")
    QTest.keyClick(card.focusWidget(), K.Key_Return)
    assert card.focusWidget() is card.main
    assert card.isVisible()
    last = first._form.widget("leader_position")
    last.setFocus()
    QTest.keyClick(last, K.Key_Return)
    assert first.focusWidget() is not first.join


def test_what_cannot_be_joined_is_told_at_its_field_and_leaves_nothing(qtbot, card, folder, copy, tmp_path) -> None:
    with closing(make_ward(tmp_path / "alone")) as alone:
        unshared = alone.backup()
    for path, name, field, words in (
        (tmp_path / "không có.db", "Máy đài", "file", "Chọn tệp sao lưu khác."),
        (unshared, "Máy đài", "file", "làm trước khi đơn vị cho máy khác tham gia"),
        (copy, "", "name", ""),
        (copy, "M" * 200, "name", "60 chữ"),
    ):
        submit(card, qtbot.waitUntil, path, name)
        assert (refused := card._form.error_of(field))
        assert words in refused
        assert [one.name for one in folder.iterdir()] == ["window.lock"]
        assert card.isVisible()
        assert card.main.isEnabled()


def test_a_full_disk_or_a_folder_in_use_is_told_on_the_card(qtbot, monkeypatch, card, folder, copy) -> None:
    def full(*_: object) -> None:
        raise EnvironmentProblem("disk_full")

    with monkeypatch.context() as breaking:
        breaking.setattr("ttcs_desktop.storage.restore.bring_files", full)
        submit(card, qtbot.waitUntil, copy, "Máy đài")
    while isinstance(told := QApplication.activeModalWidget(), QDialog) and told is not card:
        told.close()
        QApplication.processEvents()
    assert [one.name for one in folder.iterdir()] == ["window.lock"]
    (folder / "ghi-chu.txt").touch()
    submit(card, qtbot.waitUntil, copy, "Máy đài")
    assert "đã có sổ" in card._teller._banner.text()


def test_esc_stops_the_joining_first_and_leaves_the_card_then(qtbot, monkeypatch, first, card, copy) -> None:
    begun = threading.Event()

    def endless(*_: object, tell) -> str:
        begun.set()
        while True:
            tell(1, 2, "files")

    monkeypatch.setattr("ui.first_join.join", endless)
    card._form.set_values({"file": str(copy), "name": "Máy đài"})
    card.accept()
    assert begun.wait(30)
    QTest.keyClick(card, K.Key_Escape)
    assert card.isVisible()
    qtbot.waitUntil(lambda: card._job is None, timeout=30_000)
    assert card.progress.isHidden()
    assert card._form.widget("file").value() == str(copy)
    QTest.keyClick(card, K.Key_Escape)
    assert (card.isVisible(), first.isVisible()) == (False, True)
