"""What an item is tied to beyond its own words: the topics of the year that it tells of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from ttcs_desktop.basics.changes import Changes
from ui.pages.content.editor import Editor
from ui.pages.content.topics import topics_card
from ui.pages.page import Page


class ItemLinks(QObject):
    """Asks for them and saves them. `saved` saves what was typed before; False when that was refused."""

    def __init__(self, page: Page, editor: Editor, saved: Callable[[], bool]) -> None:
        super().__init__(page)
        self._page, self._editor, self._saved = page, editor, saved
        editor.topics.asked.connect(lambda: page.guard(self.choose_topics))

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
