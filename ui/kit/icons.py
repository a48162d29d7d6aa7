"""Line icons in the colour of a token, sharp at any device pixel ratio; cached by Qt's own pixmap cache."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

import resources
from ui.kit import theme

RAIL, BUTTON, INLINE = 20, 16, 14
_RATIOS = (1.0, 1.25, 1.5, 2.0)


def pixmap(name: str, ink: str = "text", size: int = BUTTON, ratio: float | None = None) -> QPixmap:
    """An icon of `size` design pixels in a token's colour; `ratio` defaults to the screen's.

    Raises FileNotFoundError for an icon that does not ship, KeyError for a token that does not exist.
    """
    look = theme.current()
    return coloured(name, look.colour(ink), look.px(size), ratio)


def coloured(name: str, colour: QColor, pixels: int, ratio: float | None = None) -> QPixmap:
    """An icon of `pixels` logical pixels in any colour."""
    if ratio is None:
        ratio = _screen_ratio()
    key = f"ttcs/{name}/{colour.name()}/{pixels}/{ratio:.3f}"
    cached = QPixmap()
    if QPixmapCache.find(key, cached):
        return cached
    drawn = _draw(name, colour, pixels, ratio)
    QPixmapCache.insert(key, drawn)
    return drawn


def icon(name: str, ink: str = "text", size: int = BUTTON, *, checked: str | None = None) -> QIcon:
    """An icon for actions and menus, greyed when disabled, in the token `checked` when on."""
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(pixmap(name, ink, size, ratio), QIcon.Mode.Normal)
        made.addPixmap(pixmap(name, "disabled", size, ratio), QIcon.Mode.Disabled)
        if checked is not None:
            made.addPixmap(pixmap(name, checked, size, ratio), QIcon.Mode.Normal, QIcon.State.On)
    return made


def _draw(name: str, colour: QColor, pixels: int, ratio: float) -> QPixmap:
    source = resources.path(f"icons/{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour.name())
    side = max(1, round(pixels * ratio))
    drawn = QPixmap(QSize(side, side))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def _screen_ratio() -> float:
    screen = QGuiApplication.primaryScreen()
    return screen.devicePixelRatio() if screen is not None else 1.0
