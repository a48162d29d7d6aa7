"""What an officer's hands do, as events: the wheel, and the keys of a Vietnamese keyboard program."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def turn_wheel(widget: QWidget, notches: int = -1) -> None:
    """Turn the wheel over a widget."""
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(widget.mapToGlobal(QPoint(5, 5))),
        QPoint(0, 0),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def compose(widget: QWidget, erase: int, letters: str) -> None:
    """What UniKey sends when a letter changes: backspaces, then the composed letters as keys without a code."""
    for _ in range(erase):
        QTest.keyClick(widget, Qt.Key.Key_Backspace)
    for letter in letters:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def type_telex_tuan(widget: QWidget) -> None:
    """The keys tuaanf on a Telex keyboard: Tuần, letter by letter as the keyboard program sends it."""
    QTest.keyClicks(widget, "Tua")
    compose(widget, 1, "â")
    QTest.keyClicks(widget, "n")
    compose(widget, 2, "ần")


def pad_key(widget: QWidget, key: Qt.Key, text: str) -> None:
    """A key of the numeric pad."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.KeypadModifier, text))
