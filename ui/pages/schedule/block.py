"""Paints one airing: its layer, its state, its time and title, as far as there is room."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import Airing, Kind, Priority
from ui.kit import icons, tokens
from ui.kit.chips import Status, Tone
from ui.pages.schedule import ink
from ui.pages.schedule.pieces import Piece
from ui.pages.schedule.words import LOGGED_ICON, is_urgent, minutes_of

_EDGE = 3
_PAD = 6


@dataclass(frozen=True, slots=True)
class Layer:
    """The colours of a layer as tokens; `hatch` is empty where the ground is plain."""

    ink: str
    ground: str
    edge: str
    text: str = "text"
    text2: str = "text2"
    hatch: str = ""


_RELAY = Layer("relay", "relay_ground", "relay_hatch", hatch="relay_hatch")
_PROGRAMME = Layer("teal", "teal_ground", "teal_edge")
_PRIORITY = Layer("blue", "blue_ground", "blue_edge")
_URGENT = Layer("red", "red", "red", "on_accent", "on_accent")


def layer_of(airing: Airing) -> Layer:
    """Urgent over priority over relay: what an officer must see first decides."""
    if is_urgent(airing):
        return _URGENT
    if airing.slot.priority is Priority.PRIORITY:
        return _PRIORITY
    return _RELAY if airing.slot.kind is Kind.RELAY else _PROGRAMME


def paint_block(painter: QPainter, rect: QRectF, piece: Piece, state: Status, letter: str, *, chosen: bool) -> None:
    """One piece in its rectangle. A clash has a red edge and its letter, what may not air yet a dashed edge."""
    look, airing = ink.current(), piece.airing
    layer = layer_of(airing)
    rect = rect.adjusted(0.5, 0.5, -0.5, -1.5)
    edge = look.colour("red") if letter else look.colour(layer.edge)
    pen = QPen(edge, 2 if letter else 1)
    if airing.approval is None:
        pen = QPen(edge if letter else look.colour(layer.ink), 2 if letter else 1.4, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(look.colour(layer.ground))
    painter.drawRoundedRect(rect, look.px(3), look.px(3))
    if layer.hatch:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(look.colour(layer.hatch), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(rect, look.px(3), look.px(3))
    painter.fillRect(QRectF(rect.left(), rect.top() + 1, look.px(_EDGE), rect.height() - 2), look.colour(layer.ink))
    if chosen:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("text" if layer is _URGENT else "accent"), 2))
        inset = 2.5 if letter else 0.5  # a clash keeps its red edge
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), look.px(3), look.px(3))
    painter.save()
    painter.setClipRect(rect)
    inner = rect.adjusted(look.px(_EDGE + _PAD - 2), 0, -look.px(3), 0)
    if letter:
        inner.setRight(_paint_letter(painter, rect, letter) - look.px(3))
    _paint_words(painter, inner, airing, layer, state)
    painter.restore()


def _paint_letter(painter: QPainter, rect: QRectF, letter: str) -> float:
    """The badge in the upper right corner; its left edge. Half a letter would be another one: the edge tells alone."""
    look = ink.current()
    font = look.font(tokens.SMALL_STRONG)
    wide = max(look.px(16), look.wide(tokens.SMALL_STRONG, letter) + look.px(6))
    if wide + 4 > rect.width():
        return rect.right()
    badge = QRectF(rect.right() - wide - 2, rect.top() + 2, wide, min(look.px(16), rect.height() - 3))
    painter.setPen(QPen(look.colour("surface"), 1))
    painter.setBrush(look.colour("red"))
    painter.drawRoundedRect(badge, 2, 2)
    painter.setFont(font)
    painter.setPen(look.colour("on_accent"))
    painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), letter)
    return badge.left()


def _paint_words(painter: QPainter, area: QRectF, airing: Airing, layer: Layer, state: Status) -> None:
    look = ink.current()
    line = float(look.px(tokens.SMALL.line))
    if area.width() < look.wide(tokens.SMALL_STRONG, "00:00"):
        return  # half a time would say the wrong one; the tooltip says all
    lines = int((area.height() + look.px(1)) // line)
    if lines < 1:
        return
    top = area.top() + (
        min(look.px(2), (area.height() - lines * line) / 2) if lines > 1 else (area.height() - line) / 2
    )
    first = QRectF(area.left(), top, area.width(), line)
    rest = _paint_time(painter, first, airing, layer)
    if lines == 1:
        _text(painter, rest, airing.title, look.colour(layer.text))
        return
    shown = noteworthy(state)
    if state.icon == LOGGED_ICON and rest.width() >= look.px(icons.INLINE):
        rest = _paint_done(painter, rest, layer)
    if rest.width() > look.px(48) and not shown:
        _text(painter, rest, f"{minutes_of(airing)} phút", look.colour(layer.text2))
    room = lines - 1 - (1 if shown and lines > 2 else 0)
    below = first.translated(0, line)
    for words in look.wrapped(tokens.SMALL, airing.title, area.width(), max(1, room)):
        _text(painter, below, words, look.colour(layer.text))
        below.translate(0, line)
    if shown and lines > 2:
        _paint_state(painter, below, state, layer)
    elif shown and rest.width() > look.px(30):
        _paint_state(painter, rest, state, layer)


def _paint_time(painter: QPainter, line: QRectF, airing: Airing, layer: Layer) -> QRectF:
    """The start and, for a priority bulletin, its sign; what is left of the line."""
    look = ink.current()
    font = look.font(tokens.SMALL_STRONG)
    painter.setFont(font)
    painter.setPen(look.colour(layer.text))
    words = f"{airing.start:%H:%M}"
    painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)
    used = look.wide(tokens.SMALL_STRONG, words) + look.px(4)
    side = look.px(icons.INLINE)
    if layer is _PRIORITY and used + side <= line.width():
        drawn = icons.coloured("chevrons-up", look.colour("blue"), side, painter.device().devicePixelRatioF())
        painter.drawPixmap(round(line.left() + used), round(line.center().y() - side / 2), drawn)
        used += side + look.px(3)
    return line.adjusted(used, 0, 0, 0)


def _paint_done(painter: QPainter, line: QRectF, layer: Layer) -> QRectF:
    """A tick at the right end of the line; what is left of it."""
    look = ink.current()
    side = look.px(icons.INLINE)
    colour = look.colour(layer.text if layer is _URGENT else Tone.GOOD.value)
    drawn = icons.coloured(LOGGED_ICON, colour, side, painter.device().devicePixelRatioF())
    painter.drawPixmap(round(line.right() - side), round(line.center().y() - side / 2), drawn)
    return line.adjusted(0, 0, -side - look.px(3), 0)


def noteworthy(state: Status) -> bool:
    """Whether a state is worth words in the grid: a plain yes is not."""
    return state.tone is not Tone.GOOD


def _paint_state(painter: QPainter, line: QRectF, state: Status, layer: Layer) -> None:
    look = ink.current()
    colour = look.colour(layer.text if layer is _URGENT else state.tone.value)
    _text(painter, line, state.word[:1].lower() + state.word[1:], colour, strong=True)


def _text(painter: QPainter, line: QRectF, words: str, colour: QColor, *, strong: bool = False) -> None:
    look, style = ink.current(), tokens.SMALL_STRONG if strong else tokens.SMALL
    shown = look.elided(style, words, max(0.0, line.width()))
    painter.setFont(look.font(style))
    painter.setPen(colour)
    painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
