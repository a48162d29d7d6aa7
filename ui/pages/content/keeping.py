"""Words on their way into the record, and those it would not take yet."""

from __future__ import annotations

from collections.abc import Callable

from ttcs_desktop.content.model import Item
from ttcs_desktop.content.service import Content
from ui.pages.content.draft import Draft


class Keeping:
    """Saves drafts; what could not be saved when its item was left waits in `waiting`, by item id.

    `held` says that the window was kept open once over words that could not be saved.
    """

    def __init__(self, content: Content, tell: Callable[[Item, str], None]) -> None:
        self._content, self._tell = content, tell
        self.waiting: dict[str, Draft] = {}
        self.held = False

    def record(self, draft: Draft) -> Item:
        """Save a draft; whatever waited for its item is done with."""
        if draft.item_id:
            item = self._content.edit(draft.item_id, draft.title, draft.text)
        else:
            item = self._content.add(
                draft.title, draft.text, form=draft.form, origin=draft.origin, column_id=draft.column_id
            )
        self.waiting.pop(draft.item_id, None)
        return item

    def record_waiting(self) -> None:
        """Try once more to save what waits."""
        for draft in list(self.waiting.values()):
            if not draft.is_blank:
                item = self.record(draft)
                self._tell(item, f"Đã lưu “{item.title}”.")
