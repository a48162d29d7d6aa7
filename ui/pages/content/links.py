"""What an item is tied to beyond its own words: topics that it tells of, to whom it was sent, attached files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.content.model import Contribution
from ui.pages.content.editor import FILES, Editor
from ui.pages.content.topics import topics_card
from ui.pages.contribution_card import contribution_card
from ui.pages.page import Page


class ItemLinks(QObject):
    """Asks for them and saves them. `saved` saves what was typed before; False when that was refused."""

    def __init__(self, page: Page, editor: Editor, saved: Callable[[], bool]) -> None:
        super().__init__(page)
        self._page, self._editor, self._saved = page, editor, saved
        editor.topics.asked.connect(lambda: page.guard(self.choose_topics))
        editor.topics.send.connect(lambda: page.guard(self.contribute))
        editor.files.troubled.connect(page.tell)
        attach = QShortcut(QKeySequence("Ctrl+D"), page)
        attach.activated.connect(lambda: page.guard(self.attach))
        # Where the list's own button is in sight, that one hears the key.
        editor.tabs.currentChanged.connect(lambda _: attach.setEnabled(not editor.files.add.isVisible()))

    def attach(self) -> None:
        """Ctrl+D: ask for files to attach to the open item; one that is new and empty gets its name first."""
        if not self._saved():
            return
        if self._editor.item() is None:
            self._editor.show_trouble(InvalidInput("title", "title_missing"))
        else:
            self._editor.tabs.setCurrentIndex(FILES)
            self._editor.files.ask()

    def choose_topics(self) -> None:
        """F7: of which topics of this year the open item tells."""
        item, desk = self._editor.item(), self._page.desk
        if item is None or not self._saved():
            return
        what = f"Đã ghi chủ đề của “{item.title}”."

        def done(made: Changes) -> None:
            if made.ids:
                desk.publish(made, what)

        card = topics_card(desk.workspace.topics, item, desk.today.year, done, self._page)
        card.troubled.connect(self._page.tell)
        card.open()

    def contribute(self) -> None:
        """F9: note that the open item was sent to a higher station, or that it was used there."""
        item, desk = self._editor.item(), self._page.desk
        if item is None or not self._saved():
            return
        contributions = desk.workspace.contributions

        def send(receiver: str, sent_on: dt.date, used_on: dt.date | None) -> None:
            made = contributions.send(item.id, receiver, sent_on, used_on)
            desk.publish(Changes(frozenset({"content"}), (made.id,)), f"Đã ghi gửi “{made.title}” tới {made.receiver}")

        def use(piece: Contribution, used_on: dt.date) -> None:
            what = f"Đã ghi “{piece.title}” được dùng {used_on:%d/%m/%Y}"
            desk.publish(contributions.note_used([piece.id], used_on), what)

        numbers = {one.id: one.number for one in desk.workspace.content.versions(item.id)}
        deeds = contributions.last_receiver(), send, use
        card = contribution_card(
            item,
            numbers.get(item.version_id or "", 1),
            contributions.of_item(item.id),
            desk.workspace.clock,
            deeds,
            self._page,
        )
        card.troubled.connect(self._page.tell)
        card.open()
