"""Buttons by keyboard: Enter presses the one that has the focus, on a page as in a card."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.kit.buttons import KeyButton


def test_enter_presses_the_button_that_has_the_focus(qtbot) -> None:
    made = KeyButton("Sao lưu ngay", key="F9")
    qtbot.addWidget(made)
    pressed: list[bool] = []
    made.clicked.connect(lambda: pressed.append(True))
    made.show()
    made.setFocus()
    QTest.keyClick(made, Qt.Key.Key_Return)
    QTest.keyClick(made, Qt.Key.Key_Enter)
    QTest.keyClick(made, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [True, True]
