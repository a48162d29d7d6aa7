"""Typing as UniKey and its kin do: a plain letter, then backspaces and the composed letters in its place.

`displays` gives what stands on the screen after every Telex key, `type_as_unikey` sends the keys between them.
"""

from __future__ import annotations

import time
import unicodedata
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from tests.ui.kit.hands import compose

TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
SENTENCE = "Phường Phù Vân, đường Nguyễn Huệ: tuyên truyền"

TextWidget = QLineEdit | QPlainTextEdit


def displays(text: str) -> list[str]:
    """What is shown after each key of Telex: "Tuần" gives "", T, Tu, Tua, Tuâ, Tuân, Tuần."""
    shown, out = "", [""]
    for word in _words(unicodedata.normalize("NFC", text)):
        toneless = "".join(_without(letter, TONES) for letter in word)
        start = shown
        for place, letter in enumerate(toneless):
            plain = _plain(letter)
            out.append(start + toneless[:place] + plain)
            if plain != letter:
                out.append(start + toneless[: place + 1])
        shown = start + word
        if word != toneless:
            out.append(shown)
    return out


def type_as_unikey(widget: TextWidget, text: str, *, busy: bool = False) -> None:
    """Send a text, at once or through an event loop that is held up between the keys."""
    if not busy:
        for before, after in pairwise(displays(text)):
            _send(widget, before, after)
        return
    load = QTimer()
    load.timeout.connect(lambda: time.sleep(0.001))
    load.start(0)
    for before, after in pairwise(displays(text)):
        _post(widget, before, after)
    for _ in range(12):
        QCoreApplication.processEvents()
    load.stop()


def shown(widget: TextWidget) -> tuple[str, int]:
    """Text and place of the caret."""
    if isinstance(widget, QLineEdit):
        return widget.text(), widget.cursorPosition()
    return widget.toPlainText(), widget.textCursor().position()


def text_widgets(tree: QWidget) -> list[TextWidget]:
    """The text widgets of a tree that can be typed into now; those Qt built into a spin box are its own."""
    found = [*tree.findChildren(QLineEdit), *tree.findChildren(QPlainTextEdit)]
    return [
        one
        for one in found
        if one.isVisible() and one.isEnabled() and not one.isReadOnly() and not one.objectName().startswith("qt_")
    ]


def _send(widget: TextWidget, before: str, after: str) -> None:
    erase, letters = _difference(before, after)
    if erase:
        compose(widget, erase, letters)
    elif letters.isascii():
        QTest.keyClicks(widget, letters)
    else:
        compose(widget, 0, letters)


def _post(widget: TextWidget, before: str, after: str) -> None:
    erase, letters = _difference(before, after)
    for key, text in [(Qt.Key.Key_Backspace, "\b")] * erase + [(0, letter) for letter in letters]:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.postEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def _difference(before: str, after: str) -> tuple[int, str]:
    """How many letters go from the end, and which come."""
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    return len(before) - same, after[same:]


def _words(text: str) -> list[str]:
    words, word = [], ""
    for letter in text:
        word += letter
        if not letter.isalpha():
            words.append(word)
            word = ""
    return [*words, word] if word else words


def _without(letter: str, marks: set[str]) -> str:
    parts = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in marks))


def _plain(letter: str) -> str:
    return {"đ": "d", "Đ": "D"}.get(letter) or unicodedata.normalize("NFD", letter)[0]
