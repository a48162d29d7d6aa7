"""Nghe thử: a program beside ours gets the text as it is read, Esc ends it, and without a program there is a hint."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sync.adapters.manual import ManualCourier
from tests.ui.pages.schedule_window import MONDAY, Scene
from tests.wards import add_slot, approved_edition, approved_item, make_ward
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.system.reader import Reader
from ui.kit.jobs import JobRunner
from ui.pages import reading_aloud
from ui.pages.content.page import ContentPage
from ui.pages.desk import Desk

K, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for espeak-ng is a shell script")


class Program:
    """A program that keeps what it is told, and then reads for a minute, or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.heard, self.number = folder, folder / "heard", folder / "number"

    def make(self, ending: str = "exec sleep 60", arguments: tuple[str, ...] = ()) -> Reader:
        script = self.folder / "reads"
        script.write_text(
            f"#!/bin/sh\necho $$ > {self.number}\ncat > {self.heard}.part\n"
            f"mv {self.heard}.part {self.heard}\n{ending}\n",
            "utf-8",
        )
        script.chmod(0o755)
        return Reader(script, arguments)

    def text(self) -> str:
        return self.heard.read_text("utf-8") if self.heard.exists() else ""

    def runs(self) -> bool:
        try:
            os.kill(int(self.number.read_text()), 0)
        except (OSError, ValueError):
            return False
        return True


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    made = make_ward(tmp_path_factory.mktemp("ward"))
    series = add_slot(made, "Chuyên mục", "17:30", 15, fill=Fill.SERIES, first=MONDAY, last=MONDAY)
    parts = [approved_item(made, title) for title in ("Tin UBND", "Rửa tay")]
    approved_edition(made, series, MONDAY, *parts, title="Số 1")
    return made


@pytest.fixture
def program(tmp_path, monkeypatch) -> Program:
    made = Program(tmp_path)
    reader = made.make()
    monkeypatch.setattr(reading_aloud, "find_reader", lambda: reader)
    return made


@pytest.fixture
def scene(qtbot, ward):
    made = Scene(ward)
    qtbot.addWidget(made.window)
    made.choose("Số 1")
    yield made
    made.close()


def told(scene: Scene) -> str:
    return scene.window.toast.text()


def test_an_edition_is_read_item_by_item_until_esc(scene: Scene, program: Program, qtbot) -> None:
    scene.ctrl(K.Key_L)
    qtbot.waitUntil(lambda: program.text() != "", timeout=5_000)
    assert program.text().splitlines() == [
        "Số một.",
        "Tin Ủy ban nhân dân.",
        "Tin Ủy ban nhân dân của phường trong tuần này.",
        "Rửa tay.",
        "Rửa tay của phường trong tuần này.",
    ]
    assert told(scene) == "Đang đọc thử “Số 1”. Bấm Esc để dừng."
    assert program.runs()
    scene.press(K.Key_Return)
    assert scene.page.split.shows(scene.page.airing_panel)
    scene.press(K.Key_Escape)
    assert not program.runs()
    assert told(scene) == "Đã dừng đọc."
    assert scene.page.split.shows(scene.page.airing_panel), "the first Esc stopped the reading and nothing else"
    scene.press(K.Key_Escape)
    assert not scene.page.split.shows(scene.page.airing_panel)


def test_the_key_again_stops_and_leaving_the_page_stops(scene: Scene, program: Program, qtbot) -> None:
    reading = scene.page.deeds.listening.reading
    for stop in (lambda: scene.ctrl(K.Key_L), scene.page.hide):
        program.heard.unlink(missing_ok=True)
        scene.ctrl(K.Key_L)
        qtbot.waitUntil(lambda: program.text() != "", timeout=5_000)
        assert reading.is_speaking()
        stop()
        assert not reading.is_speaking()
        assert not program.runs()
    scene.page.show()


def test_pressed_twice_before_it_began_there_is_one_reading_or_none(scene: Scene, program: Program, qtbot) -> None:
    scene.ctrl(K.Key_L)
    scene.ctrl(K.Key_L)
    qtbot.waitUntil(lambda: program.text() != "", timeout=5_000)
    scene.page.deeds.listening.reading.stop()
    assert not program.runs()
    assert scene.unhandled == []


def test_without_a_program_there_is_a_hint_and_no_trouble(scene: Scene, monkeypatch) -> None:
    monkeypatch.setattr(reading_aloud, "find_reader", lambda: None)
    scene.ctrl(K.Key_L)
    assert "chưa có chương trình đọc espeak-ng" in told(scene)
    assert scene.unhandled == []


@pytest.mark.parametrize(
    ("ending", "words"),
    [("exit 0", "có lẽ máy chưa có loa"), ("exit 3", "không chạy được")],
    ids=["no sound", "broken"],
)
def test_a_program_that_ends_at_once_is_told(scene: Scene, program: Program, qtbot, ending: str, words: str) -> None:
    program.make(ending)
    scene.ctrl(K.Key_L)
    qtbot.waitUntil(lambda: words in told(scene), timeout=5_000)
    assert not scene.page.deeds.listening.reading.is_speaking()


def test_a_program_that_is_gone_is_told(scene: Scene, program: Program, qtbot) -> None:
    (program.folder / "reads").unlink()
    scene.ctrl(K.Key_L)
    qtbot.waitUntil(lambda: "không chạy được" in told(scene), timeout=5_000)


def test_an_article_is_read_as_it_stands_and_its_button_says_when_it_stops(ward, program: Program, qtbot) -> None:
    page = ContentPage(Desk(ward, ManualCourier(), JobRunner(pytest.fail)))
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.start_new()
    page.editor.fields.title.setText("Tin mới")
    page.editor.fields.text.setPlainText("Họp ngày 28/10.\n" + "Bà con. " * 700)
    page.editor.fields.text.setFocus()
    QTest.keyClick(page.editor.fields.text, K.Key_L, CTRL)
    qtbot.waitUntil(lambda: program.text() != "", timeout=5_000)
    assert program.text().startswith("Tin mới.\nHọp ngày hai mươi tám tháng mười.\nBà con. Bà con.")
    assert len(program.text()) > 5_000
    line = page.editor.spoken.line
    assert line.listen.text() == "Dừng đọc"
    QTest.keyClick(page.editor.fields.text, K.Key_Escape)
    assert not program.runs()
    assert line.listen.text() == "Nghe thử"
    assert page.editor.fields.text.hasFocus(), "Esc stopped the reading and did not leave the text"
    page.editor.settle()
    page.hide()
