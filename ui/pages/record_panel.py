"""The chosen record beside its list, or under it in a narrow window: wrapped words at their height, Esc back."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.kit import theme
from ui.kit.panels import column

_WIDTH, _HEIGHT = 310, 220


class RecordPanel(QFrame):
    """A scrolled column of parts. `left` asks for the list.

    Args:
        name: what the panel shows: "Nhiệm vụ đang chọn".
        details: the same of its scrolled part: "Chi tiết nhiệm vụ".
    """

    left = Signal()

    def __init__(self, name: str, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self.setAccessibleName(name)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(details)
        self._content = QWidget()
        self._content.setObjectName("cardBody")
        self._body = column(self._content, 8, (12, 10, 12, 12))
        column(self, 0).addWidget(self._scroll)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(_WIDTH), theme.current().px(_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fill(self, *parts: QWidget) -> None:
        """Put the parts under one another; once, when all are made."""
        for part in parts:
            self._body.addWidget(part)
        self._body.addStretch(1)
        self._scroll.setWidget(self._content)

    def _swap(self, old: QWidget, new: QWidget) -> QWidget:
        """Put a part in the place of another."""
        self._body.replaceWidget(old, new)
        old.hide()
        new.show()  # what Qt shows only later has no height yet
        old.deleteLater()
        return new

    def _to_top(self) -> None:
        self._scroll.verticalScrollBar().setValue(0)

    def _make_room(self) -> None:
        """Give wrapped text the height it needs at this width; a scroll area by itself squeezes it."""
        self._body.activate()
        self._content.setMinimumHeight(self._body.heightForWidth(self._scroll.viewport().width()))
