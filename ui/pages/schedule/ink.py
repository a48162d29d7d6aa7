"""What the week is painted with: fonts, colours and measured words of one theme, each made once.

A week of two hundred airings asks for the same few fonts and words thousands of times; making them anew each time took
more than the painting.
"""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF

from ui.kit import theme
from ui.kit.theme import Theme
from ui.kit.tokens import TextStyle

K = TypeVar("K")
V = TypeVar("V")
_MOST = 8_192  # measured words; a week has some hundreds


class Ink:
    """The paints of one theme."""

    def __init__(self, look: Theme) -> None:
        self.look = look
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[int, tuple[TextStyle, QFont, QFontMetricsF]] = {}
        self._wide: dict[tuple[int, str], float] = {}
        self._elided: dict[tuple[int, str, float], str] = {}
        self._wrapped: dict[tuple[int, str, float, int], list[str]] = {}

    def px(self, units: float) -> int:
        """As `Theme.px`."""
        return self.look.px(units)

    def colour(self, token: str) -> QColor:
        """As `Theme.colour`; nobody changes it."""
        made = self._colours.get(token)
        if made is None:
            made = self._colours[token] = self.look.colour(token)
        return made

    def font(self, style: TextStyle) -> QFont:
        """As `Theme.font`."""
        return self._font(style)[1]

    def wide(self, style: TextStyle, words: str) -> float:
        """How wide words are."""
        key = (id(style), words)
        found = self._wide.get(key)
        if found is None:
            found = _room(self._wide)[key] = self._font(style)[2].horizontalAdvance(words)
        return found

    def elided(self, style: TextStyle, words: str, width: float) -> str:
        """Words shortened to a width."""
        key = (id(style), words, width)
        found = self._elided.get(key)
        if found is None:
            metrics = self._font(style)[2]
            found = _room(self._elided)[key] = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
        return found

    def wrapped(self, style: TextStyle, text: str, width: float, lines: int) -> list[str]:
        """The text broken at spaces into at most `lines` lines; the last keeps what is left over, to be shortened."""
        key = (id(style), text, width, lines)
        found = self._wrapped.get(key)
        if found is None:
            found = _room(self._wrapped)[key] = wrapped(text, self._font(style)[2], width, lines)
        return found

    def _font(self, style: TextStyle) -> tuple[TextStyle, QFont, QFontMetricsF]:
        made = self._fonts.get(id(style))
        if made is None:
            font = self.look.font(style)
            made = self._fonts[id(style)] = (style, font, QFontMetricsF(font))  # kept alive, so that its id is its own
        return made


def wrapped(text: str, metrics: QFontMetricsF, width: float, lines: int) -> list[str]:
    """The text broken at spaces into at most `lines` lines; the last one keeps what is left over, to be shortened."""
    made: list[str] = []
    words = text.split()
    while words and len(made) < lines - 1:
        taken = 1
        while taken < len(words) and metrics.horizontalAdvance(" ".join(words[: taken + 1])) <= width:
            taken += 1
        made.append(" ".join(words[:taken]))
        words = words[taken:]
    return [*made, *([" ".join(words)] if words else [])]


class _Held:
    ink: Ink | None = None


def current() -> Ink:
    """The paints as of the last `take`."""
    return _Held.ink or take()


def take() -> Ink:
    """The paints of the theme that the application wears now: asked once at the beginning of a painting."""
    look = theme.current()
    if _Held.ink is None or _Held.ink.look != look:
        _Held.ink = Ink(look)
    return _Held.ink


def _room(held: dict[K, V]) -> dict[K, V]:
    if len(held) >= _MOST:
        held.clear()
    return held
