"""The frame of a screen: tool row, banner, body; reloads when what it shows has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.ledger.others import CHANGED
from ui.kit.buttons import KeyButton, Kind
from ui.kit.errors import TroubleTeller
from ui.kit.panels import Banner, column
from ui.kit.shell import ToolRow
from ui.pages.desk import Desk
from ui.workflows.messages import SUBJECTS


class Page(QWidget):
    """One screen. A subclass builds its body in `build`, fills it in `reload`, and names what it shows.

    Attributes:
        TITLE: the heading in the tool row.
        SHOWS: the subjects (`plans`, `broadcast`, …) whose changes make it stale.
    """

    TITLE: ClassVar[str] = ""
    SHOWS: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._stale = True
        outer = column(self, 0)
        self.tools = ToolRow(self.TITLE)
        outer.addWidget(self.tools)
        self._banner = Banner()
        self._teller = TroubleTeller(self, self._banner, SUBJECTS)
        outer.addWidget(self._banner)
        body = QWidget()
        self.body: QVBoxLayout = column(body, 0)
        outer.addWidget(body, 1)
        self.setAccessibleName(self.TITLE)
        desk.changed.connect(self._note_change)
        self.build()

    def build(self) -> None:
        """Make the widgets of the body; facts come in `reload`."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read the record and show it."""
        raise NotImplementedError

    def show_record(self, record_id: str) -> None:
        """Bring a record into sight; a page without records ignores it."""

    def add_tool(
        self, text: str, press: Callable[[], None], *, icon: str = "", key: str = "", kind: Kind = Kind.PLAIN
    ) -> KeyButton:
        """A button in the tool row; its key works while the page is shown."""
        button = KeyButton(text, icon=icon, key=key, kind=kind)
        button.clicked.connect(lambda: self.guard(press))
        self.tools.add(button)
        return button

    def undo_here(self) -> bool:
        """Ctrl+Z: take back what is not saved yet; True when the page has done so, or has nothing else undone now."""
        return False

    def guard(self, action: Callable[[], object]) -> bool:
        """Run an action of the officer; trouble is told at its place. True when it went through."""
        self._teller.clear()
        try:
            action()
        except Trouble as trouble:
            if trouble.code == CHANGED:
                self.desk.look_at_others()  # what is shown is brought up first; a second press then means it
            self.tell(trouble)
            return False
        return True

    def tell(self, trouble: Trouble) -> None:
        """Tell a trouble, for instance one that a job met."""
        self._teller.tell(trouble)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh_if_stale()

    def refresh_if_stale(self) -> None:
        """Reload when something that the page shows has changed since."""
        if self._stale:
            self._stale = False
            self.guard(self.reload)

    def _note_change(self, changes: Changes) -> None:
        if changes.touch(*self.SHOWS):
            self._stale = True
            if self.isVisible():
                self.refresh_if_stale()
