"""One key in a bulletin of 2,000 words: reading it anew must fit into a frame of 16 ms."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from resources import path
from tests.bench.measuring import Result, in_turns
from ttcs_desktop.vietnamese.speech import Speech
from ui.app import make_application
from ui.kit.fields import TextArea
from ui.pages.content.spoken_text import SpokenText

WORDS = 2000
FRAME = 16


def measure(folder: Path) -> Iterator[Result]:
    """The reading alone, for usual paragraphs and for one without any mark; then a real key in a real field."""
    make_application()
    text = bulletin()
    unmarked = " ".join(word for word in text.split() if word.isalpha())[: len(text)]
    (whole,) = in_turns(lambda: Speech().read(text))
    yield Result("2,000 words read from nothing", whole, None, 100, "ms")
    usual, heap = in_turns(reading(text), reading(unmarked))
    yield Result("One key in 2,000 words: read anew", usual, None, FRAME, "ms")
    yield Result("One key in 2,000 words without a mark", heap, None, FRAME, "ms")
    plain, spoken = TextArea(), TextArea()
    follower = SpokenText(spoken)
    for field in (plain, spoken, follower.line):
        field.show()
    ours, peer = in_turns(typing(spoken, text), typing(plain, text))
    yield Result("A key in the field less a key in a bare field", max(0.0, ours - peer), None, FRAME, "ms")


def bulletin() -> str:
    """The sample ward's items, over and over, in paragraphs, with what is read otherwise in each."""
    items = tomllib.loads(path("samples/items.toml").read_text("utf-8"))["item"]
    extra = "Ngày 28/10/2025, UBND phường có Quyết định số 13/QĐ-UBND; 98,5 % hộ đã nộp, hotline 0912.345.678."
    words: list[str] = []
    for item in cycle(items):
        words += [*item["text"].split(" "), *extra.split(" ")]
        words[-1] += "\n"
        if len(words) >= WORDS:
            return " ".join(words[:WORDS])
    raise AssertionError


def reading(text: str) -> Callable[[], object]:
    """A letter put into the middle, each time another one, so that nothing is known already."""
    speech = Speech()
    speech.read(text)
    letters = cycle("abcdeghiklmnopqrstuvxy")
    middle = len(text) // 2

    def one_key() -> None:
        reading = speech.read(text[:middle] + next(letters) + text[middle:])
        reading.length()
        reading.ending_at(middle + 1)

    return one_key


def typing(field: TextArea, text: str) -> Callable[[], object]:
    field.setPlainText(text)
    cursor = field.textCursor()
    cursor.setPosition(len(text) // 2)
    field.setTextCursor(cursor)
    return lambda: QTest.keyClick(field, Qt.Key.Key_A)
