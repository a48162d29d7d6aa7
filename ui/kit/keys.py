"""Keys as the officer reads them ("Ctrl+Enter") and as Qt wants them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def sequences(shown: str) -> list[QKeySequence]:
    """The key sequences of a shown key; Enter stands for both the Enter keys, PgDn is Qt's PgDown."""
    if not shown:
        return []
    if shown.endswith("Enter"):
        return [QKeySequence(shown), QKeySequence(shown.removesuffix("Enter") + "Return")]
    return [QKeySequence(shown.replace("PgDn", "PgDown"))]


def is_global(shown: str) -> bool:
    """Whether a key may be caught for the whole window: F keys, Ctrl and Alt chords. Others belong to the focus."""
    return shown.startswith(("Ctrl+", "Alt+")) or (shown[:1] == "F" and shown[1:].isdigit())


def is_enter(event: QKeyEvent) -> bool:
    """Whether an Enter key was pressed, whatever is held with it."""
    return event.key() in ENTER_KEYS


def held(event: QKeyEvent) -> Qt.KeyboardModifier:
    """What is held with a key, the numeric pad not counted."""
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def is_page_key(event: QKeyEvent) -> bool:
    """Alt with a digit: it chooses a page, and is no letter for a field, in a card neither."""
    return held(event) == Qt.KeyboardModifier.AltModifier and event.text().isdigit()
