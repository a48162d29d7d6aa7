"""F1 in a window and in every card over it. The help itself is loaded when it is asked for the first time."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from shiboken6 import isValid

from ui.kit.help_book import Place, book

_MARK = "helpKey"


class HelpKey(QObject):
    """Listens in `window` and in the dialogs that belong to it; `page` names the help page of what is shown now.

    A key of the window alone is not heard under a modal card, and a filter on the application would run for every
    event of every widget: so each dialog gets the key when the keyboard first comes to it.
    """

    def __init__(
        self, window: QWidget, page: Callable[[], str], print_keys: Callable[[QWidget], None] | None = None
    ) -> None:
        super().__init__(window)
        self._window, self._page, self._print_keys = window, page, print_keys
        self._listen(window)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._note_focus)

    def open(self) -> None:
        """Show the help of where the keyboard stands. The help itself explains itself no further."""
        from ui.kit.help_card import HelpCard  # noqa: PLC0415  nobody asks before the first screen

        focus = QApplication.focusWidget()
        over = QApplication.activeModalWidget() or self._window
        if isinstance(over, HelpCard):
            return
        within = focus if focus is not None and focus.window() is over else over
        card = HelpCard(book(), book().topic_for(place_of(within, self._page())), self._print_keys, over)
        hold = _Hold(focus) if focus is not None else None
        card.finished.connect(lambda: _give_back(focus, hold))
        card.open()
        card.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        top = now.window() if now is not None else None
        if isinstance(top, QDialog) and not top.property(_MARK) and self._owns(top):
            self._listen(top)

    def _listen(self, window: QWidget) -> None:
        window.setProperty(_MARK, True)
        QShortcut(QKeySequence("F1"), window).activated.connect(self.open)

    def _owns(self, dialog: QWidget) -> bool:
        above: QObject | None = dialog
        while above is not None and above is not self._window:
            above = above.parent()
        return above is self._window


def place_of(widget: QWidget, page: str) -> Place:
    """Where a widget stands: its names from the inside out, and the title of its dialog if it is in one."""
    window = widget.window()
    return Place(page, tuple(_names(widget)), window.windowTitle() if isinstance(window, QDialog) else "")


def _names(widget: QWidget) -> Iterator[str]:
    here: QWidget | None = widget
    while here is not None and not here.isWindow():
        name = name_of(here)
        if name:
            yield name
        here = here.parentWidget()


def name_of(widget: QWidget) -> str:
    """What a screen reader calls a widget, or a button's own words."""
    words = widget.text().replace("&", "") if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or words


class _Hold(QObject):
    """Keeps from a field that the keyboard left it: a table would take what stands in its open cell as finished, and a
    field would judge a date that is half typed."""

    def __init__(self, focus: QWidget) -> None:
        super().__init__(focus)
        focus.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        return event.type() == QEvent.Type.FocusOut


def _give_back(focus: QWidget | None, hold: QObject | None) -> None:
    """The keyboard goes back without selecting: what was being typed is typed on."""
    if focus is None or hold is None or not isValid(focus):
        return
    focus.removeEventFilter(hold)
    hold.deleteLater()
    if focus.isVisible():
        focus.setFocus(Qt.FocusReason.OtherFocusReason)
