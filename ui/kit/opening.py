"""What stands on the screen while the record is being opened: the frame of the window, empty, at once."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit import theme, tokens

_RAIL, _BAR, _STATUS = 72, 44, 26
_WIDTH, _HEIGHT = 1280, 720


class Opening(QWidget):
    """Rail, bars and one sentence; drawn by hand, because widgets would have to be loaded first."""

    def __init__(self, title: str, said: str = "Đang mở sổ của đơn vị…") -> None:
        super().__init__()
        self._said = said
        px = theme.current().px
        self.setWindowTitle(title)
        self.setAccessibleName(said)
        self.resize(px(_WIDTH), px(_HEIGHT))

    def show_now(self) -> None:
        """Show it and have it painted before this returns."""
        self.show()
        QApplication.processEvents()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        px = look.px
        painter.fillRect(self.rect(), look.colour("bg"))
        painter.fillRect(QRect(0, 0, px(_RAIL), self.height()), look.colour("rail"))
        painter.fillRect(QRect(px(_RAIL), 0, self.width(), px(_BAR)), look.colour("surface"))
        painter.fillRect(QRect(0, self.height() - px(_STATUS), self.width(), px(_STATUS)), look.colour("rail"))
        painter.setPen(look.colour("text2"))
        painter.setFont(look.font(tokens.TEXT))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._said)
