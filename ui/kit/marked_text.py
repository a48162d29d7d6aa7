"""One line of plain text with some of its words marked: painted letter for letter, never read as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from ui.kit import theme, tokens

Spans = Sequence[tuple[int, int]]
"""Where the marked words stand: first character and number of characters, as Python counts them."""

_ELLIPSIS = "…"


def draw_marked(
    painter: QPainter, area: QRectF, text: str, spans: Spans, style: tokens.TextStyle, ink: str = "text"
) -> None:
    """Paint a text in one line at the left of `area`, the marked words bold on a ground of their own.

    A text that does not fit ends with an ellipsis.
    """
    look = theme.current()
    font = look.font(style)
    shown, laid = text, _laid_out(text, spans, font)
    while shown and laid.lineAt(0).naturalTextWidth() > area.width():
        shown = shown[: _shorter(shown, laid.lineAt(0).naturalTextWidth(), area.width())].rstrip()
        laid = _laid_out(shown + _ELLIPSIS, spans, font, len(shown))
    high = QFontMetricsF(font).height()
    painter.setPen(look.colour(ink))
    laid.draw(painter, QPointF(area.left(), area.top() + (area.height() - high) / 2))


def _shorter(text: str, wide: float, room: float) -> int:
    """How many letters to keep: by proportion first, then one by one."""
    return max(0, min(len(text) - 1, int(len(text) * room / wide)))


def _laid_out(text: str, spans: Spans, font: QFont, end: int | None = None) -> QTextLayout:
    look = theme.current()
    laid = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    laid.setTextOption(option)
    laid.setFormats([one for at, long in spans if (one := _format(text, at, long, end, look)) is not None])
    laid.beginLayout()
    line = laid.createLine()
    line.setLineWidth(1e6)
    laid.endLayout()
    return laid


def _format(text: str, at: int, long: int, end: int | None, look: theme.Theme) -> QTextLayout.FormatRange | None:
    last = min(at + long, len(text) if end is None else end)
    if at >= last:
        return None
    marked = QTextLayout.FormatRange()
    # Qt counts in halves of surrogate pairs.
    marked.start = _units(text[:at])
    marked.length = _units(text[at:last])
    how = QTextCharFormat()
    how.setFontWeight(QFont.Weight.DemiBold)
    how.setBackground(look.colour("amber_ground"))
    marked.format = how
    return marked


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
