"""Lines of text: measures words, breaks them into lines, aligns and justifies. One width for every device."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtGui import QFont, QFontMetricsF

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.papers.model import Align
from ttcs_desktop.papers.nd30 import SINGLE, Type
from ttcs_desktop.papers.wording import plain
from ui.kit.fonts import load_paper_fonts, paper_family
from ui.kit.paper.marks import Span, Words, pt

ASCENT = 0.891  # of the size, Times New Roman and Tinos alike
_LOOSEST = 1.5  # a justified space is never wider than this many sizes
_SLACK = 1.0  # rounding of 1/100 pt is no reason to break a line


@dataclass(frozen=True, slots=True)
class Line:
    """A broken line: its text, and whether a forced break or the end follows (then it is never justified)."""

    text: str
    last: bool


class Typesetter:
    """Keeps fonts and measured words of one layout run; needs a QGuiApplication."""

    def __init__(self) -> None:
        load_paper_fonts()
        self._family = paper_family()
        self._fonts: dict[Type, QFont] = {}
        self._metrics: dict[Type, QFontMetricsF] = {}
        self._widths: dict[tuple[Type, str], float] = {}

    def font(self, kind: Type, stretch: float = 0.0) -> QFont:
        """The font of a type at the layout's scale, spaces widened by `stretch`."""
        font = self._fonts.get(kind)
        if font is None:
            font = QFont(self._family)
            font.setPixelSize(round(pt(kind.size)))
            font.setBold(kind.bold)
            font.setItalic(kind.italic)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[kind] = font
        if not stretch:
            return font
        wide = QFont(font)
        wide.setWordSpacing(stretch)
        return wide

    def width(self, kind: Type, text: str) -> float:
        """Length of `text` on one line."""
        known = self._widths.get((kind, text))
        if known is None:
            metrics = self._metrics.get(kind)
            if metrics is None:
                metrics = self._metrics[kind] = QFontMetricsF(self.font(kind))
            known = self._widths[kind, text] = metrics.horizontalAdvance(text)
        return known

    def lines(self, kind: Type, text: str, width: float, indent: float = 0.0) -> list[Line]:
        """Break `text` at spaces; a word longer than a line is broken inside. At least one line, perhaps empty."""
        lines: list[Line] = []
        for part in plain(text).split("\n"):
            broken = self._break(kind, part, width, 0.0 if lines else indent)
            lines += [Line(line, last=at == len(broken) - 1) for at, line in enumerate(broken)]
        return lines

    def _break(self, kind: Type, text: str, width: float, indent: float) -> list[str]:
        room = width - indent
        if self.width(kind, text) <= room + _SLACK:
            return [text]
        space = self.width(kind, " ")
        lines: list[str] = []
        words: list[str] = []
        used = 0.0
        for word in text.split(" "):
            need = self.width(kind, word)
            if words and used + space + need > room + _SLACK:
                lines.append(" ".join(words))
                words, used, room = [], 0.0, width
            if not words and need > room + _SLACK:
                *full, word = self._cut(kind, word, room, width)  # noqa: PLW2901 (the rest goes on as the word)
                if full:
                    lines += full
                    room = width
                need = self.width(kind, word)
            used += need + (space if words else 0.0)
            words.append(word)
        return [*lines, " ".join(words)]

    def _cut(self, kind: Type, word: str, room: float, width: float) -> list[str]:
        """A word too long for any line in pieces that fill their lines, never between a letter and its mark."""
        pieces: list[str] = []
        while len(word) > 1 and self.width(kind, word) > room + _SLACK:
            low, high = 1, len(word) - 1
            while low < high:
                middle = (low + high + 1) // 2
                if self.width(kind, word[:middle]) <= room + _SLACK:
                    low = middle
                else:
                    high = middle - 1
            while low < len(word) - 1 and unicodedata.combining(word[low]):
                low += 1
            pieces.append(word[:low])
            word, room = word[low:], width
        return [*pieces, word]

    def place(self, kind: Type, text: str, span: Span, baseline: float, align: Align) -> Words:
        """A line inside `span`, ragged."""
        free = span.width - self.width(kind, text)
        shift = {Align.LEFT: 0.0, Align.CENTRE: free / 2, Align.RIGHT: free}[align]
        return Words(span.x + shift, baseline, text, kind)

    def justify(self, kind: Type, line: Line, span: Span, baseline: float) -> Words:
        """A line whose spaces are widened so that it ends at the right edge; a last line is left as it is."""
        text = line.text.rstrip(" ")
        gaps = text.count(" ")
        stretch = (span.width - self.width(kind, text)) / gaps if gaps else 0.0
        if line.last or abs(stretch) > pt(kind.size) * _LOOSEST:
            stretch = 0.0
        return Words(span.x, baseline, text, kind, stretch)


def ascent(kind: Type) -> float:
    """From the top of a single-spaced line to its baseline."""
    return pt(kind.size) * ASCENT


def single(kind: Type) -> float:
    """Height of a single-spaced line."""
    return pt(kind.size) * SINGLE


def stacked(
    setter: Typesetter,
    kind: Type,
    lines: Sequence[Line],
    span: Span,
    top: float,
    align: Align,
    pitch: float | None = None,
) -> tuple[Words, ...]:
    """Lines under one another from `top`, each aligned by itself; without a pitch single-spaced."""
    step = pitch or single(kind)
    first = top + ascent(kind)
    return tuple(
        setter.place(kind, line.text.rstrip(" "), span, first + at * step, align) for at, line in enumerate(lines)
    )
