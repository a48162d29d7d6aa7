"""The start offers backups where the record is damaged or gone, and a window gives way to the record that came back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from tests.wards import make_ward
from ttcs_desktop.workspace import RECORD_FILE, open_workspace
from ui.kit.opening import Opening
from ui.restoring import RescueCard, restored
from ui.start import run
from ui.window import Window

LIMIT_MS = 15_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ward = make_ward(tmp_path)
    ward.content.add("Trước", "Nội dung.")
    ward.backup()
    ward.content.add("Sau", "Nội dung.")
    ward.close()
    return ward.folder


@pytest.fixture
def start(qapp: QApplication, folder: Path) -> Iterator[Callable[..., int]]:
    """Run the program; each act is done when its condition first answers something."""

    def go(*acts: tuple[Callable[[], object], Callable[[object], object]]) -> int:
        left = list(acts)
        watch, end = QTimer(), QTimer()

        def look() -> None:
            found = left[0][0]() if left else None
            if found:
                left.pop(0)[1](found)

        watch.timeout.connect(look)
        watch.start(20)
        end.setSingleShot(True)
        end.timeout.connect(qapp.quit)
        end.start(LIMIT_MS)
        try:
            code = run(qapp, Opening("Thông tin cơ sở"), folder, trial=False, leave_at_once=False)
        finally:
            watch.stop()
            end.stop()
        assert left == []
        return code

    yield go
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    QApplication.processEvents()


def titles(folder: Path) -> list[str]:
    ward = open_workspace(folder)
    try:
        return sorted(item.title for item in ward.content.items())
    finally:
        ward.close()


def window() -> Window | None:
    return next((one for one in QApplication.topLevelWidgets() if isinstance(one, Window) and one.isVisible()), None)


def window_that_says(words: str) -> Callable[[], Window | None]:
    def found() -> Window | None:
        shown = window()
        told = "\n".join(one.text() for one in shown.toast.findChildren(QLabel)) if shown else ""
        return shown if words in told else None

    return found


def card(kind: type[QDialog]) -> Callable[[], QDialog | None]:
    def found() -> QDialog | None:
        opened = QApplication.activeModalWidget()
        return opened if isinstance(opened, kind) else None

    return found


def agree(opened: object) -> None:
    assert isinstance(opened, RescueCard)
    QTest.keyClick(opened.grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def newest(folder: Path) -> Path:
    return max((folder / "backups").glob("record-daily*.db"))


def test_the_window_opens_again_on_what_was_restored(start, folder) -> None:
    code = start(
        (window, lambda shown: shown.desk.restore_wanted.emit(newest(folder))),
        (window_that_says("Đã lấy lại sổ từ bản lúc"), lambda shown: shown.close()),
    )
    assert code == 0
    assert titles(folder) == ["Trước"]
    (kept,) = (folder / "backups").glob("record-before-restore-*.db")
    assert restored(folder, kept).startswith("Đã lấy lại sổ")
    assert titles(folder) == ["Sau", "Trước"]


def test_a_damaged_record_is_met_with_its_backups(start, folder) -> None:
    for ending in ("-wal", "-shm"):
        (folder / (RECORD_FILE + ending)).unlink(missing_ok=True)
    (folder / RECORD_FILE).write_bytes(b"hong" * 4000)
    start(
        (card(RescueCard), agree), (window_that_says("Sổ trước đó giữ ở record-damaged"), lambda shown: shown.close())
    )
    assert titles(folder) == ["Trước"]


def test_a_record_that_is_gone_is_met_with_its_backups(start, folder) -> None:
    for path in folder.glob(f"{RECORD_FILE}*"):
        path.unlink()
    start((card(RescueCard), agree), (window_that_says("Đã lấy lại sổ"), lambda shown: shown.close()))
    assert titles(folder) == ["Trước"]


def test_leaving_the_offer_leaves_everything_as_it_lies(start, folder) -> None:
    for ending in ("-wal", "-shm"):
        (folder / (RECORD_FILE + ending)).unlink(missing_ok=True)
    (folder / RECORD_FILE).write_bytes(b"hong" * 4000)
    code = start(
        (card(RescueCard), lambda opened: QTest.keyClick(opened, Qt.Key.Key_Escape)),
        (QApplication.activeModalWidget, lambda opened: opened.close()),
    )
    assert code == 1
    assert (folder / RECORD_FILE).read_bytes() == b"hong" * 4000


def test_a_record_of_a_newer_program_is_shown_and_the_window_says_that_nothing_is_saved(start, folder) -> None:
    with closing(sqlite3.connect(folder / RECORD_FILE)) as connection:
        connection.execute("PRAGMA user_version = 999")
    told: list[str] = []

    def look(shown: object) -> None:
        assert isinstance(shown, Window)
        told.append(shown.status.saved.text())
        shown.close()

    assert start((window_that_says("phần mềm mới hơn ghi: xem và in được"), look)) == 0
    assert told == ["Chỉ xem được, không lưu được"]
