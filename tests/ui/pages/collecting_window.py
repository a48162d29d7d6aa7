"""The window at Thống kê over a ward that collects the reports of its agencies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog

from tests.collecting.lists import FOUR, TEMPLATE, YEAR, collecting_ward
from tests.ui.pages.statistics_window import Stand, opened
from ui.pages.statistics.collecting.view import CollectionView

PERIOD = f"{TEMPLATE}/{YEAR}"
Key = Qt.Key


@dataclass
class Desk:
    """The window at work, with short ways to what is looked at."""

    stand: Stand

    @property
    def view(self) -> CollectionView:
        found = self.stand.page.agencies.view
        assert found is not None
        return found

    @property
    def record(self):
        return self.stand.ward.collecting

    def press(self, *keys: Key, held=Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            self.stand.press(key, held)
            self.stand.settle()

    def ctrl(self, key: Key) -> None:
        self.press(key, held=Qt.KeyboardModifier.ControlModifier)

    def type(self, text: str) -> None:
        """Letters of Vietnamese come as an input method commits them; QTest has no keys for them."""
        if text.isascii():
            self.stand.type(text)
            return
        card = QApplication.activeModalWidget()
        target = card.focusWidget() if card else QApplication.focusWidget()
        assert target is not None
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(target, event)

    @property
    def card(self) -> QDialog:
        found = QApplication.activeModalWidget()
        assert isinstance(found, QDialog)
        return found

    def said(self) -> str:
        """The banner of the page."""
        return self.stand.page._banner.text() if self.stand.page._banner.isVisible() else ""

    def rows(self) -> list[tuple[str, str]]:
        """Each agency with how it stands, as shown."""
        return [(line.row.name, line.row.status.word) for line in self.view.grid.table.lines()]

    def choose(self, name: str) -> None:
        line = next(line.row for line in self.view.grid.table.lines() if line.row.name == name)
        self.view.show_agency(line.id)


@contextmanager
def at_work(qtbot, folder: Path, names: tuple[str, ...] = FOUR, width: int = 1093, height: int = 540) -> Iterator[Desk]:
    """The page at the period, with a list of these agencies; without names there is no list yet."""
    with opened(qtbot, collecting_ward(folder, names)) as stand:
        stand.show("statistics", width, height)
        stand.window.show_page("statistics", PERIOD)
        stand.settle()
        desk = Desk(stand)
        desk.view.setFocus()
        yield desk
