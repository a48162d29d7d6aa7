"""The search field: shows what was found below, never completes in the line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.kit import keys, theme
from ui.kit.asking_field import AskingField


class SearchField(AskingField):
    """`wanted(text)` asks for results after a pause; `show_results` offers (value, words); `found(value)` is chosen.

    Without results it is a plain filter field: listen to `wanted` only.
    """

    found = Signal(object)

    def __init__(self, hint: str, *, name: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(hint, name=name, key=key, parent=parent)
        self._list = _Results(self)
        self._list.taken.connect(self._take)

    def show_results(self, results: Sequence[tuple[object, str]], *, mark_first: bool = True) -> None:
        """Offer results below the field; none closes the list. Enter takes the one that is marked."""
        self._list.offer(results, mark_first=mark_first)
        if results and self.hasFocus():
            self._list.setFixedWidth(self.width())
            self._list.move(self._list_place())
            self._list.show()
            self._list.raise_()
        else:
            self._list.hide()

    def results(self) -> list[str]:
        """The words offered now."""
        return self._list.words()

    def is_marked(self) -> bool:
        """Whether one of the results offered is marked."""
        return self._list.is_marked()

    def is_open(self) -> bool:
        """Whether the list is shown."""
        return self._list.isVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.is_enter(event) or event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.ask_now()  # quick fingers press Enter before the pause is over, and mean what they typed
        if self._list.isVisible() and self._list.steer(event):
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._list.hide()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._list.hide()
        super().hideEvent(event)

    def _take(self, value: object) -> None:
        self._list.hide()
        self.found.emit(value)

    def _list_place(self) -> QPoint:
        """Below the field, in the window the list is a part of: it takes no focus and needs no window of its own."""
        window = self.window()
        if self._list.parentWidget() is not window:
            self._list.setParent(window)
        return self.mapTo(window, QPoint(0, self.height() + 2))


class _Results(QFrame):
    taken = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows = QListWidget()
        self._rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows.setAccessibleName("Kết quả tìm")
        self._rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows.itemClicked.connect(lambda item: self._take(self._rows.row(item)))
        self._values: list[object] = []
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._rows)
        self.hide()

    def is_marked(self) -> bool:
        return self._rows.currentRow() >= 0

    def offer(self, results: Sequence[tuple[object, str]], *, mark_first: bool) -> None:
        self._rows.clear()
        self._values = [value for value, _ in results]
        high = theme.current().px(30)
        for _, words in results:
            item = QListWidgetItem(words)
            item.setSizeHint(QSize(0, high))
            self._rows.addItem(item)
        self._rows.setCurrentRow(0 if mark_first else -1)
        self.setFixedHeight(min(8, max(1, len(results))) * high + 4)

    def words(self) -> list[str]:
        return [self._rows.item(number).text() for number in range(self._rows.count())]

    def steer(self, event: QKeyEvent) -> bool:
        """Let the field's keys move in the list; True when the key was taken."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            at = self._rows.currentRow() + step
            self._rows.setCurrentRow(max(0, min(self._rows.count() - 1, at)))
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take(self._rows.currentRow())
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return True
        return False

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._values):
            self.taken.emit(self._values[row])
