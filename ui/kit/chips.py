"""Status in three ways at once: a shape, a word and a colour, so that no one of them has to be seen."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ttcs_desktop.basics.values import dataclass
from ui.kit import icons, theme, tokens


class Tone(Enum):
    """The meaning of a status, stored as the token its ink has."""

    NEUTRAL = "text2"
    ACCENT = "accent"
    GOOD = "green"
    LOOK = "amber"
    ALARM = "red"
    PROGRAMME = "teal"
    PRIORITY = "blue"


ICON_OF_TONE = {
    Tone.NEUTRAL: "circle",
    Tone.ACCENT: "circle-dot",
    Tone.GOOD: "circle-check",
    Tone.LOOK: "triangle-alert",
    Tone.ALARM: "circle-alert",
    Tone.PROGRAMME: "radio",
    Tone.PRIORITY: "chevrons-up",
}


@dataclass(frozen=True, slots=True)
class Status:
    """A word with its tone; the icon follows the tone unless named. `icon` "-" shows none."""

    word: str
    tone: Tone = Tone.NEUTRAL
    icon: str = ""

    def icon_name(self) -> str:
        """The icon to draw, or nothing."""
        if self.icon == "-":
            return ""
        return self.icon or ICON_OF_TONE[self.tone]


def ground(tone: Tone) -> str:
    """The token of the ground a tone is shown on."""
    return {Tone.NEUTRAL: "head", Tone.ACCENT: "sel"}.get(tone, f"{tone.value}_ground")


def edge(tone: Tone) -> str:
    """The token of the edge around that ground."""
    return {Tone.NEUTRAL: "line", Tone.ACCENT: "sel_edge"}.get(tone, f"{tone.value}_edge")


class _Painted(QWidget):
    """A painted word of fixed size whose text screen readers get as its accessible name."""

    def __init__(self, status: Status, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = status
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(status.word)

    def status(self) -> Status:
        """What is shown."""
        return self._status

    def set_status(self, status: Status) -> None:
        """Show another status."""
        self._status = status
        self.setAccessibleName(status.word)
        self.updateGeometry()
        self.update()


class StatusLabel(_Painted):
    """Icon and word without a ground, as in a line of text."""

    def sizeHint(self) -> QSize:
        look = theme.current()
        wide = QFontMetrics(look.font(tokens.TEXT)).horizontalAdvance(self._status.word) + 2
        return QSize(wide + (look.px(icons.INLINE + 6) if self._status.icon_name() else 0), look.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_status(QPainter(self), QRectF(self.rect()), self._status, self.devicePixelRatioF())


class Chip(_Painted):
    """Icon and word on a ground with an edge; height 22."""

    def sizeHint(self) -> QSize:
        look = theme.current()
        wide = QFontMetrics(look.font(tokens.SMALL)).horizontalAdvance(self._status.word) + look.px(16) + 2
        return QSize(wide + (look.px(icons.INLINE + 6) if self._shows_icon() else 0), look.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = self._status.tone
        painter.setBrush(look.colour(ground(tone)))
        painter.setPen(QPen(look.colour(edge(tone)), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(4), look.px(4))
        inner = QRectF(self.rect()).adjusted(look.px(8), 0, -look.px(8), 0)
        shown = self._status if self._shows_icon() else Status(self._status.word, tone, "-")
        draw_status(painter, inner, shown, self.devicePixelRatioF(), tokens.SMALL)

    def _shows_icon(self) -> bool:
        return bool(self._status.icon_name()) and (self._status.tone is not Tone.NEUTRAL or bool(self._status.icon))


class Lamp(_Painted):
    """A report lamp: a shape of its own for good, look and alarm, a word and a second line. Height 38."""

    def __init__(self, status: Status, detail: str = "", parent: QWidget | None = None) -> None:
        super().__init__(status, parent)
        self._detail = detail
        self.set_lamp(status, detail)

    def set_lamp(self, status: Status, detail: str = "") -> None:
        """Show another state; `detail` such as "42/42 chỉ tiêu"."""
        self._detail = detail
        self.set_status(status)
        self.setAccessibleName(f"{status.word}: {detail}" if detail else status.word)

    def sizeHint(self) -> QSize:
        look = theme.current()
        wide = max(
            QFontMetrics(look.font(tokens.SMALL_STRONG)).horizontalAdvance(self._status.word),
            QFontMetrics(look.font(tokens.SMALL)).horizontalAdvance(self._detail),
        )
        return QSize(wide + look.px(20 + 8 + 24), look.px(38 if self._detail else 28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = self._status.tone
        painter.setBrush(look.colour(ground(tone)))
        painter.setPen(QPen(look.colour(edge(tone)), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(5), look.px(5))
        side = look.px(20)
        spot = QRectF(look.px(12), (self.height() - side) / 2, side, side)
        self._paint_shape(painter, spot)
        left = spot.right() + look.px(8)
        upper = QRectF(left, look.px(3), self.width() - left, look.px(16))
        if not self._detail:
            upper = QRectF(left, 0, self.width() - left, self.height())
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(look.font(tokens.SMALL_STRONG))
        painter.setPen(look.colour(tone.value))
        painter.drawText(upper, flags, self._status.word)
        painter.setFont(look.font(tokens.SMALL))
        painter.setPen(look.colour("text"))
        painter.drawText(upper.translated(0, look.px(16)), flags, self._detail)

    def _paint_shape(self, painter: QPainter, spot: QRectF) -> None:
        """Good is a filled disc with a tick, look a triangle, alarm an open ring with a cross."""
        look, tone = theme.current(), self._status.tone
        if tone is Tone.GOOD:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("green"))
            painter.drawEllipse(spot)
            side = look.px(12)
            tick = icons.coloured("check", look.colour("surface"), side, self.devicePixelRatioF())
            painter.drawPixmap(spot.center().toPoint().x() - side // 2, spot.center().toPoint().y() - side // 2, tick)
            return
        name = "circle-x" if tone is Tone.ALARM else ICON_OF_TONE[tone]
        drawn = icons.coloured(name, look.colour(tone.value), round(spot.width()), self.devicePixelRatioF())
        painter.drawPixmap(spot.topLeft(), drawn)


def draw_status(
    painter: QPainter, area: QRectF, status: Status, ratio: float, style: tokens.TextStyle = tokens.TEXT
) -> None:
    """Paint icon and word at the left of `area`, the word shortened where it does not fit. Tables use it too."""
    look = theme.current()
    left = area.left()
    if name := status.icon_name():
        side = look.px(icons.INLINE)
        drawn = icons.coloured(name, look.colour(status.tone.value), side, ratio)
        painter.drawPixmap(round(left), round(area.center().y() - side / 2), drawn)
        left += side + look.px(5)
    font = look.font(style)
    painter.setFont(font)
    painter.setPen(look.colour(status.tone.value))
    room = area.right() - left
    word = QFontMetrics(font).elidedText(status.word, Qt.TextElideMode.ElideRight, int(room) + 1)
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(QRectF(left, area.top(), room + 2, area.height()), flags, word)
