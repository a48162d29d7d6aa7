"""A line that leads elsewhere: an icon and words from the left, shortened to the room there is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy

from ui.kit import icons, keys, theme, tokens
from ui.kit.chips import Status, Tone
from ui.kit.labels import plain_tip

_LINE = 24


class LinkLine(QPushButton):
    """Enter or a click follows it (`clicked`)."""

    def __init__(self, words: str, icon: str, name: str) -> None:
        """`name` is what a screen reader says."""
        super().__init__(words)
        self._icon = icon
        self.setToolTip(plain_tip(words))
        self.setAccessibleName(name)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(120), theme.current().px(_LINE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.is_enter(event) and not keys.held(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_line(self, Status(self.text(), Tone.ACCENT, self._icon), "accent")


def paint_line(widget: QAbstractButton, status: Status, ink: str) -> None:
    """Icon and text from the left, the text shortened to the room there is, and a frame where the keyboard is."""
    look, painter = theme.current(), QPainter(widget)
    area = QRectF(widget.rect()).adjusted(look.px(4), 0, -look.px(4), 0)
    side = look.px(icons.INLINE)
    drawn = icons.coloured(status.icon_name(), look.colour(status.tone.value), side, widget.devicePixelRatioF())
    painter.drawPixmap(round(area.left()), round(area.center().y() - side / 2), drawn)
    area.setLeft(area.left() + side + look.px(6))
    painter.setFont(look.font(tokens.TEXT))
    painter.setPen(look.colour(ink))
    words = painter.fontMetrics().elidedText(widget.text(), Qt.TextElideMode.ElideRight, int(area.width()))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)
    if widget.hasFocus():
        painter.setPen(QPen(look.colour("accent"), 2))
        painter.drawRoundedRect(QRectF(widget.rect()).adjusted(1, 1, -1, -1), look.px(4), look.px(4))
