"""The one search box of the window: a search field that steers a list below it and gives the focus back on Esc."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ttcs_desktop.vietnamese.text import nfc
from ui.kit import keys, theme
from ui.kit.asking_field import AskingField

if TYPE_CHECKING:
    from ui.kit.search_list import SearchList

_WIDEST, _NARROWEST_LIST, _EDGE = 420, 640, 8


class SearchBox(AskingField):
    """Asks by `wanted(text)` after a pause, and at once when it is opened; an empty text asks too.

    Down and Up walk in the list, Enter takes the line at hand, Tab turns to the next filter, Esc closes. The list is
    made when it is first wanted: the box stands there from the first picture on, and most mornings nobody asks it.
    """

    def __init__(self, hint: str, make_list: Callable[[], SearchList], *, name: str, key: str = "") -> None:
        super().__init__(hint, name=name, key=key)
        self._make_list = make_list
        self._list: SearchList | None = None
        self.setMaximumWidth(theme.current().px(_WIDEST))
        self.setMinimumWidth(theme.current().px(180))
        self._came_from: QWidget | None = None
        self._wants_list = False
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._note_focus)

    @property
    def results_list(self) -> SearchList:
        """What is found, below the box."""
        if self._list is None:
            self._list = self._make_list()
            self._list.moved.connect(self.setAccessibleDescription)  # the focus stays here: this is what is read aloud
        return self._list

    def begin(self) -> None:
        """Take the focus, whatever had it; what was typed before is selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._open()

    def show_list(self) -> None:
        """Open the list below the box, as high as it needs and the window allows."""
        if not (self._wants_list and self.hasFocus()):
            return
        window, found = self.window(), self.results_list
        if found.parentWidget() is not window:
            found.setParent(window)
        look = theme.current()
        place = self.mapTo(window, QPoint(0, self.height() + 2))
        wide = min(max(self.width(), look.px(_NARROWEST_LIST)), window.width() - 2 * look.px(_EDGE))
        left = min(place.x(), window.width() - wide - look.px(_EDGE))
        found.setFixedWidth(wide)
        found.setFixedHeight(found.height_within(window.height() - place.y() - look.px(_EDGE)))
        found.move(left, place.y())
        found.show()
        found.raise_()

    def close_list(self) -> None:
        """Leave: nothing typed, nothing shown, no question on its way."""
        self._pause.stop()
        self._wants_list = False
        self._hide_list()
        if self.text():
            self.clear()
        self.show_key_hint()

    def give_back(self) -> None:
        """Leave, and put the focus where it was."""
        came_from, self._came_from = self._came_from, None
        self.close_list()
        if came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()

    def typed(self) -> str:
        """What is asked."""
        return nfc(self.text()).strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = keys.held(event) == Qt.KeyboardModifier.NoModifier
        if key == Qt.Key.Key_Escape:
            self.give_back()
        elif plain and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if self.results_list.isHidden():
                self._open()
            else:
                self.results_list.move_by(1 if key == Qt.Key.Key_Down else -1)
        elif plain and key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.results_list.move_page(1 if key == Qt.Key.Key_PageDown else -1)
        elif plain and keys.is_enter(event):
            self._take_line()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab turns the filters while the list is open; with it closed it leaves, as everywhere."""
        if self._list is None or self._list.isHidden():
            return super().focusNextPrevChild(forward)
        self.results_list.turn_filter(1 if forward else -1)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.MouseFocusReason:
            self._open()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._hide_list()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._hide_list()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hide_list()

    def show_key_hint(self) -> None:
        """The key stands in the box while nothing does."""
        self._key.setVisible(not self.text() and bool(self._key.text()))

    def _hide_list(self) -> None:
        if self._list is not None:
            self._list.hide()

    def _note_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is self and old is not None:
            self._came_from = old

    def _open(self) -> None:
        self._wants_list = True
        self._pause.stop()
        self.wanted.emit(self.typed())

    def _typed(self) -> None:
        self._wants_list = True
        super()._typed()

    def _take_line(self) -> None:
        # Enter may come before the pause is over: it speaks of what is typed now, not of the list still shown.
        if self._pause.isActive() or self.results_list.isHidden():
            self._open()
        self.results_list.take()
