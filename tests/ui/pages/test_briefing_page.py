"""Ctrl+B: the sheet of the meeting, by keys, from Hôm nay and from Nhiệm vụ."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sync.adapters.manual import ManualCourier
from tests.ui.commands.calling import ttcs
from tests.vietnamese_words import foreign_texts
from tests.wards import make_ward
from ui.pages.briefing import BriefMenu
from ui.pages.paper_window import PaperWindow
from ui.start import make_window
from ui.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, tmp_path: Path) -> Iterator[Window]:
    ward = make_ward(tmp_path)
    made = make_window(ward, ManualCourier())
    qtbot.addWidget(made, before_close_func=lambda shown: qtbot.waitUntil(lambda: not shown.desk.jobs.is_busy()))
    made.resize(910, 440)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    ward.close()


def _press(window: Window, key: Qt.Key, held=Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.activePopupWidget() or QApplication.activeModalWidget() or window.focusWidget() or window
    QTest.keyClick(target, key, held)


def _paper(window: Window, qtbot) -> PaperWindow:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PaperWindow), timeout=10_000)
    paper = QApplication.activeModalWidget()
    assert isinstance(paper, PaperWindow)
    return paper


@pytest.mark.parametrize(
    ("page", "key", "title"),
    [("today", Qt.Key.Key_Return, "Giao ban tuần"), ("plans", Qt.Key.Key_2, "Giao ban tháng")],
)
def test_two_keys_show_the_sheet_and_it_is_saved_where_papers_lie(window, qtbot, page, key, title) -> None:
    window.show_page(page)
    _press(window, Qt.Key.Key_B, CTRL)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, BriefMenu)
    assert foreign_texts(menu) == []
    _press(window, key)
    paper = _paper(window, qtbot)
    assert paper.windowTitle() == title
    saved = paper.save_pdf()
    assert saved is not None
    assert saved.parent.name == "giao-ban"
    assert saved.read_bytes()[:4] == b"%PDF"
    _press(window, Qt.Key.Key_Escape)
    assert not paper.isVisible()


def test_leaving_the_question_draws_nothing(window, qtbot) -> None:
    _press(window, Qt.Key.Key_B, CTRL)
    _press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.desk.jobs.is_busy(), timeout=60_000)
    assert QApplication.activeModalWidget() is None


def test_the_command_line_writes_both_papers(tmp_path: Path) -> None:
    make_ward(tmp_path).close()
    pdf, word = tmp_path / "gb.pdf", tmp_path / "gb.docx"
    answer = ttcs("--data", tmp_path / "ward", "brief", "--month", "-o", pdf, "--docx", word, "--json")
    assert answer.document["papers"] == [str(pdf), str(word)]
    assert pdf.stat().st_size
    assert word.stat().st_size
