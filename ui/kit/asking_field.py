"""A line to ask by: says after a pause in typing what is wanted, and leaves it to others to answer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ttcs_desktop.vietnamese.text import nfc
from ui.kit import icons, theme
from ui.kit.labels import label

DEBOUNCE = 200  # ms after the last key


class AskingField(QLineEdit):
    """Emits `wanted(text)` shortly after typing; Esc clears."""

    wanted = Signal(str)

    def __init__(self, hint: str, *, name: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(f"{name}, {key}" if key else name)
        self._glass = QAction(self)
        self._glass.setIcon(icons.icon("search", "text2"))
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        for button in self.findChildren(QWidget):
            button.setAccessibleName(name)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._key = label(key, "small", "text2", parent=self)
        self._key.setVisible(bool(key))
        self.setMinimumWidth(theme.current().px(240))
        self.setTextMargins(0, 0, self._key.sizeHint().width() + theme.current().px(8) if key else 0, 0)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DEBOUNCE)
        self._pause.timeout.connect(lambda: self.wanted.emit(nfc(self.text()).strip()))
        self.textEdited.connect(self._typed)

    def ask_now(self) -> None:
        """Ask without the pause, where something was typed that has not been asked for yet."""
        if self._pause.isActive():
            self._pause.stop()
            self._pause.timeout.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._pause.stop()
            self.wanted.emit("")
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_glass"):
            self._glass.setIcon(icons.icon("search", "text2"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self._key.sizeHint()
        self._key.move(self.width() - size.width() - theme.current().px(10), (self.height() - size.height()) // 2)

    def _typed(self) -> None:
        self._key.setVisible(not self.text() and bool(self._key.text()))
        self._pause.start()
