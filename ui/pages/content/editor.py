"""The right side: the words of one item, where it stands, and the one button that names the next step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QTabWidget, QWidget

from ttcs_desktop.agenda.pipeline import Way
from ttcs_desktop.attachments.model import Owner
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import Airing
from ttcs_desktop.content.classes.model import UsualClasses
from ttcs_desktop.content.model import Item, ItemState, Media, Version
from ttcs_desktop.ledger.transfers import Transfer
from ui.kit.fields import guard_wheel
from ui.kit.panels import column
from ui.pages.attachments import AttachmentList
from ui.pages.content.draft import Draft
from ui.pages.content.fields import ItemFields
from ui.pages.content.received_line import ReceivedLine
from ui.pages.content.spoken_text import SpokenText, slot_of
from ui.pages.content.standing import Standing
from ui.pages.content.step_bar import StepBar
from ui.pages.content.topics import TopicLine
from ui.pages.content.trail import TrailTab
from ui.pages.content.uses import UsesTab
from ui.pages.content.versions import VersionsTab

_WORDS, _VERSIONS, _USES, _SPOKEN, _TRAIL, FILES = range(6)
_CLOSED = (ItemState.WITHDRAWN, ItemState.ARCHIVED)  # their words stand as they are


class Editor(QFrame):
    """One item, opened to be read or written.

    `typed` follows every key; `left` when Esc leaves the text for the list.
    """

    typed = Signal()
    left = Signal()

    def __init__(self, files: AttachmentList) -> None:
        super().__init__()
        self.setObjectName("sidePanel")
        self.files = files
        self._loaded = Draft()
        self._item: Item | None = None
        self._unlocked = False
        self.terms = ""
        self.steps = StepBar()
        self.fields = ItemFields(self)
        self.fields.typed.connect(self._follow_typing)
        self.spoken = SpokenText(self.fields.text)
        self.standing, self.received, self.topics = Standing(), ReceivedLine(), TopicLine()
        self.versions, self.uses, self.trail = VersionsTab(), UsesTab(), TrailTab()
        outer = column(self, 0)
        body = QWidget()
        outer.addWidget(body, 1)
        inside = column(body, 6, (12, 10, 12, 6))
        for part in (self.fields.title, self.fields.title_note, self.fields.choices, self.standing):
            inside.addWidget(part)
        for part in (self.received, self.topics):
            inside.addWidget(part)
        self.tabs = QTabWidget()
        inside.addWidget(self.tabs, 1)
        self._fill_tabs(self.tabs)
        self.spoken.wanted.connect(lambda: self.tabs.setCurrentIndex(_SPOKEN))
        self.spoken.left.connect(self.enter_text)
        QWidget.setTabOrder(self.fields.title, self.fields.text)  # one Tab from the name to the words
        outer.addWidget(self.steps)

    def show_new(
        self, kept: Draft | None, columns: Sequence[tuple[str | None, str]], usual: UsualClasses | None = None
    ) -> None:
        """Open an empty item, or what was typed into one and not saved yet."""
        self._item, self._unlocked = None, True
        self._loaded = Draft()
        self.fields.offer_columns(columns, usual or UsualClasses())
        self.fields.fill(kept or Draft())
        self._show_facts("", ())
        self.show_surroundings((), (), ())
        self.show_way(None)

    def show_item(self, item: Item, versions: Sequence[Version], column_name: str, kept: Draft | None) -> None:
        """Open an item at its newest version; `kept` is what was typed before and could not be saved."""
        self._item = item
        # Not the newest one: an edit that was undone leaves its wording behind.
        text = next((one.text for one in versions if one.id == item.version_id), "")
        self._loaded = Draft(item.id, item.title, text, item.form, item.origin, item.column_id)
        self._unlocked = item.state in (ItemState.DRAFT, ItemState.EDITING) or kept is not None
        self.fields.fill(kept or self._loaded)
        self._show_facts(column_name, versions)

    def refresh(self, item: Item, versions: Sequence[Version], column_name: str) -> None:
        """Show what has become of the open item; words that are being typed stay as they are."""
        if self.is_changed():
            self._item = item
            self._show_facts(column_name, versions)
        else:
            self.show_item(item, versions, column_name, None)

    def show_way(self, way: Way | None) -> None:
        """Show how far the item has come and what the key does next; None is a new item."""
        self.steps.show_way(way)
        if way is not None:
            self.standing.show_way(way)
        self._say_saved()

    def show_surroundings(
        self,
        versions: Sequence[Version],
        airings: Sequence[Airing],
        media: Sequence[Media],
        coming: Sequence[Transfer] = (),
    ) -> None:
        """Show the wordings of the item, where it is planned, how it came, and its files, those on their way too."""
        self.received.show_item(self._item, media, coming)
        self.uses.show_airings(airings)
        self.spoken.compare_with(slot_of(self._item, airings))
        self.files.show_owner(Owner("item", self._item.id) if self._item is not None else None)
        counted = (_VERSIONS, "Phiên bản", versions), (_USES, "Nơi dùng", airings), (FILES, "Tệp", self.files.files())
        for tab, name, found in counted:
            self.tabs.setTabText(tab, f"{name} ({len(found)})" if found else name)

    def item(self) -> Item | None:
        """The open item; None for a new one."""
        return self._item

    def draft(self) -> Draft:
        """What stands in the fields now."""
        return self.fields.draft(self._item)

    def is_changed(self) -> bool:
        """Whether there are words the record does not know."""
        now = self.draft()
        return (now.title, now.text) != (self._loaded.title.strip(), self._loaded.text.strip())

    def settle(self) -> None:
        """What stands in the fields counts as known from now on: it was saved."""
        self._loaded = self.draft()

    def is_locked(self) -> bool:
        """Whether the words can only be read until "Sửa" is pressed."""
        return not self._unlocked

    def unlock(self) -> None:
        """Let the words of an item be changed that has gone a step further; what that means is said first."""
        if self._item is not None and self._item.state not in _CLOSED:
            self._unlocked = True
            self._show_lock()
            self.enter_text()

    def enter_text(self) -> None:
        """Go to the text to write."""
        self.tabs.setCurrentIndex(_WORDS)
        self.fields.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_trouble(self, trouble: InvalidInput) -> bool:
        """Say at its field what is missing; False when it concerns none of these."""
        self.tabs.setCurrentIndex(_WORDS)
        return self.fields.show_trouble(trouble)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fill_tabs(self, tabs: QTabWidget) -> None:
        tabs.setDocumentMode(True)
        tabs.setAccessibleName("Phần của bài")
        tabs.tabBar().setAccessibleName("Phần của bài")
        tabs.tabBar().setDrawBase(False)
        tabs.tabBar().setProperty("tight", True)
        first = QWidget()
        lines = column(first, 4, (0, 6, 0, 0))
        lines.addWidget(self.fields.text, 1)
        lines.addWidget(self.fields.text_note)
        lines.addWidget(self.spoken.line)
        tabs.insertTab(_WORDS, first, "Nội dung")
        tabs.insertTab(_VERSIONS, self.versions, "Phiên bản")
        tabs.insertTab(_USES, self.uses, "Nơi dùng")
        tabs.insertTab(_SPOKEN, self.spoken.list, "Cách đọc")
        tabs.insertTab(_TRAIL, self.trail, "Các bước")
        held = QWidget()
        column(held, 0, (0, 6, 0, 0)).addWidget(self.files)
        tabs.insertTab(FILES, held, "Tệp")
        guard_wheel(tabs)

    def _state(self) -> ItemState:
        return self._item.state if self._item is not None else ItemState.DRAFT

    def _show_facts(self, column_name: str, versions: Sequence[Version]) -> None:
        state = self._state()
        self.fields.choices.setVisible(self._item is None)
        current = self._item.version_id if self._item is not None else None
        number = next((one.number for one in versions if one.id == current), 1)
        self.standing.show_item(self._item, column_name, number, self.terms)
        self.steps.show_state(state)
        self._show_lock()

    def _show_lock(self) -> None:
        self.fields.set_locked(self.is_locked())
        self.standing.warn_of_change(None if self.is_locked() else self._state())
        self._say_saved()

    def _follow_typing(self) -> None:
        self._say_saved()
        self.typed.emit()

    def _say_saved(self) -> None:
        locked = self.is_locked() and self._state() not in _CLOSED
        leaving = self.draft().what_leaving_does if self.is_changed() else ""
        self.steps.say(leaving, "Bấm F2 để sửa" if locked else "")
