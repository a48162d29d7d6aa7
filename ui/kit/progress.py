"""Progress of a job, always with a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from ui.kit import theme
from ui.kit.buttons import KeyButton
from ui.kit.labels import ElidedLabel
from ui.kit.panels import Panel, row


class ProgressPanel(Panel):
    """What is being done, how far, and "Dừng". `stopped` is emitted once; Esc stops too while the panel has focus."""

    stopped = Signal()

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        head = QWidget()
        line = row(head, 8)
        self._text = ElidedLabel(text)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._stop = KeyButton("Dừng", key="Esc")
        self._stop.clicked.connect(self._stop_now)
        line.addWidget(self._text, 1)
        line.addWidget(self._stop)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(text)
        self.body.addWidget(head)
        self.body.addWidget(self._bar)

    def begin(self, text: str) -> None:
        """Show a new job of unknown length."""
        self._stop.setEnabled(True)
        self.say(text, 0, 0)
        self.show()

    def say(self, text: str, done: int, total: int) -> None:
        """Tell how far the job is; a total of 0 is a length not known yet."""
        self._text.setText(text)
        self._bar.setAccessibleName(text)
        self._bar.setMaximum(total)
        self._bar.setValue(done)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._stop.isEnabled():
            self._stop_now()
        else:
            super().keyPressEvent(event)

    def _stop_now(self) -> None:
        self._stop.setEnabled(False)
        self.stopped.emit()


class Meter(QWidget):
    """A thin bar of a share, such as 34 of 52, in the ink of a token."""

    def __init__(self, share: float = 0.0, ink: str = "accent", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share, self._ink = share, ink
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        """Show another share, 0 to 1."""
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(64), theme.current().px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_meter(QPainter(self), QRectF(self.rect()), self._share, self._ink)


def draw_meter(painter: QPainter, area: QRectF, share: float, ink: str = "accent") -> None:
    """Paint a bar filled to `share` of its width."""
    look = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("line"))
    radius = area.height() / 2
    painter.drawRoundedRect(area, radius, radius)
    if share > 0:
        filled = QRectF(area)
        filled.setWidth(max(area.height(), area.width() * min(1.0, share)))
        painter.setBrush(look.colour(ink))
        painter.drawRoundedRect(filled, radius, radius)
    painter.restore()
