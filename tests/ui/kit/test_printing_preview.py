"""The preview: pages turn by key and button, the sheet follows the width, everything has a name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from tests.papers import samples
from ui.kit.printing import PaperPreview, print_dialog


@pytest.fixture
def preview(qtbot: QtBot) -> PaperPreview:
    widget = PaperPreview()
    qtbot.addWidget(widget)
    widget.resize(700, 500)
    widget.show_document(samples.half_year())
    widget.show()
    qtbot.waitExposed(widget)
    widget.setFocus()
    return widget


def sheet(preview: PaperPreview) -> object:
    return preview.findChild(QScrollArea).widget()


def test_page_keys_turn_and_stop_at_the_ends(preview: PaperPreview, qtbot: QtBot) -> None:
    seen: list[int] = []
    preview.turned.connect(seen.append)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp):
        qtbot.keyClick(preview.focusProxy(), key)
    assert seen == [1, 0]
    assert preview.page_count == 2


def test_buttons_are_off_where_there_is_nothing_to_turn_to(preview: PaperPreview, qtbot: QtBot) -> None:
    buttons = {button.text(): button for button in preview.findChildren(QPushButton)}
    assert not buttons["Trang trước"].isEnabled()
    qtbot.mouseClick(buttons["Trang sau"], Qt.MouseButton.LeftButton)
    assert preview.page == 1
    assert buttons["Trang trước"].isEnabled()
    assert not buttons["Trang sau"].isEnabled()


def test_the_sheet_follows_the_width_until_it_is_zoomed(preview: PaperPreview, qtbot: QtBot) -> None:
    narrow = sheet(preview).width()
    preview.resize(1000, 500)
    wide = sheet(preview).width()
    assert narrow < wide <= 1000
    qtbot.keyClick(preview.focusProxy(), Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    smaller = sheet(preview).width()
    assert smaller < wide
    preview.resize(800, 500)
    assert sheet(preview).width() == smaller
    qtbot.keyClick(preview.focusProxy(), Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert sheet(preview).width() < 800
    qtbot.keyClick(preview.focusProxy(), Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert sheet(preview).width() > 800


def test_every_part_has_a_vietnamese_name(preview: PaperPreview) -> None:
    assert preview.accessibleName() == "Xem trước văn bản"
    assert sheet(preview).accessibleName() == "Trang 1/2"
    assert all(button.accessibleName() for button in preview.findChildren(QPushButton))


def test_turning_back_from_the_print_dialog_prints_nothing(preview: PaperPreview) -> None:
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().reject())
    assert print_dialog(samples.week(), preview) is None
    assert preview.findChildren(QPrintDialog) == [], "nothing may point to a printer that is gone"


def test_an_empty_preview_turns_nowhere(qtbot: QtBot) -> None:
    widget = PaperPreview()
    qtbot.addWidget(widget)
    widget.show()
    widget.turn_to(1)
    widget.fit_width()
    assert (widget.page, widget.page_count) == (0, 0)
