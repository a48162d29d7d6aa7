"""The whole program as an officer meets it: the window over the sample ward, every page and every card it opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from tests.samples.copies import trial_copy
from ui.city import trial
from ui.kit.buttons import KeyButton
from ui.kit.card import Card
from ui.kit.table.view import GridView
from ui.rail import ENTRIES
from ui.shots import _settle
from ui.start import make_window
from ui.window import Window

PAGES = tuple(entry.item.id for entry in ENTRIES)
Look = Callable[[QWidget], None]
_GLANCE_MS = 5


@contextmanager
def ward_window(folder: Path, width: int = 1093, height: int = 540) -> Iterator[Window]:
    """The window over Phường Mẫu, shown and settled."""
    with trial(trial_copy(folder)) as opened:
        # Some fields come only where a ward has told its neighbourhoods.
        opened.workspace.neighbourhoods.add("Tổ dân phố 7", opened.workspace.record_start)
        window = make_window(opened.workspace, opened.courier)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        settle(window)
        try:
            yield window
        finally:
            window.close()
            window.deleteLater()
            settle_events()


def settle(window: Window) -> None:
    """Until jobs are done and the layouts have come to rest."""
    _settle(window)


def settle_events() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def show(window: Window, page_id: str) -> QWidget:
    """Show a page and give it back."""
    window.show_page(page_id)
    settle(window)
    return window.page(page_id)


def every_card(window: Window, look: Look) -> list[str]:
    """Press every button of every page and open every row; `look` at each dialog that comes, then leave it by Esc.

    Returns their titles, one for each that came.
    """
    titles: list[str] = []
    waiter = QTimer()
    seen: set[int] = set()
    troubles: list[Exception] = []

    def glance() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or id(dialog) in seen:
            return
        seen.add(id(dialog))
        titles.append(dialog.windowTitle())
        try:
            QApplication.processEvents()
            look(dialog)
        except Exception as error:  # noqa: BLE001  a slot of Qt must not raise; told when the tour is over
            troubles.append(error)
        finally:
            dialog.reject()
            seen.discard(id(dialog))

    waiter.timeout.connect(glance)
    waiter.start(_GLANCE_MS)
    try:
        for page_id in PAGES:
            for press in _presses(window, page_id):
                press()
                settle(window)
                while QApplication.activeModalWidget() is not None and not troubles:
                    glance()
                for menu in window.findChildren(QMenu):
                    menu.close()
                settle_events()
    finally:
        waiter.stop()
    if troubles:
        raise troubles[0]
    return titles


def _presses(window: Window, page_id: str) -> Iterator[Callable[[], None]]:
    """Each thing that can be pressed on a page, found anew before every press: a press may change the page."""
    section = 0
    while True:
        page = show(window, page_id)
        sections = page.findChildren(GridView)[0] if page_id == "settings" else None
        done: set[str] = set()
        while True:
            if sections is not None:
                sections.setCurrentIndex(sections.table.index(section, 0))
                settle(window)
            found = next((one for one in _buttons(show(window, page_id)) if one.accessibleName() not in done), None)
            if found is None:
                break
            done.add(found.accessibleName())
            yield found.click
        for view in page.findChildren(GridView):
            if view.isVisible() and view.table.rowCount():
                yield lambda view=view: view.opened.emit(view.current_row() or view.table.line(0).row)
        section += 1
        if sections is None or section >= sections.table.rowCount():
            return


def _buttons(page: QWidget) -> list[KeyButton]:
    return [one for one in page.findChildren(KeyButton) if one.isVisible() and one.isEnabled()]


def is_card(dialog: QWidget) -> bool:
    return isinstance(dialog, Card)
