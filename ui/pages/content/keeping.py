"""Words on their way into the record, and those it would not take yet."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.content.model import Item
from ttcs_desktop.content.service import Content
from ttcs_desktop.ledger.drafts import Drafts
from ui.pages.content.draft import Draft

ROOM = "content"


class Keeping:
    """Saves drafts; what could not be saved when its item was left waits in `waiting`, by item id.

    `held` says that the window was kept open once over words that could not be saved.
    """

    def __init__(self, content: Content, drafts: Drafts, tell: Callable[[Item, str], None]) -> None:
        self._content, self._drafts, self._tell = content, drafts, tell
        self.waiting: dict[str, Draft] = {}
        self.held = False

    def note(self, draft: Draft, *, changed: bool) -> None:
        """Keep what is being typed, in case the power goes. A record that takes nothing is told of by the next save."""
        if not changed or draft.is_blank:
            self.let_go(draft.item_id)
            return
        with suppress(EnvironmentProblem):
            self._drafts.keep(f"{ROOM}/{draft.item_id}", draft.as_kept())

    def put_by(self, draft: Draft) -> None:
        """Let what could not be saved wait; of a new item only when there are words."""
        if draft.item_id or not draft.is_blank:
            self.waiting[draft.item_id] = draft

    def let_go(self, item_id: str) -> None:
        """Nothing is left of an item that was not saved."""
        with suppress(EnvironmentProblem):
            self._drafts.drop(f"{ROOM}/{item_id}")

    def recover(self) -> list[str]:
        """Let words of an earlier run that never reached the record wait again.

        Gives the ids of their items, the oldest words first; "" for a new one. Words of an item that is no more become
        a new one.
        """
        for item_id, body in self._drafts.under(ROOM).items():
            draft, item = Draft.of_kept(item_id, body), self._item(item_id)
            if item is None:
                self.waiting[""] = replace(draft, item_id="")
            elif (draft.title, draft.text) == (item.title, self._content.text_of(item).strip()):
                self.let_go(item_id)
            else:
                self.waiting[item_id] = draft
        return list(self.waiting)

    def _item(self, item_id: str) -> Item | None:
        try:
            return self._content.item(item_id) if item_id else None
        except InvalidInput:
            return None

    def record(self, draft: Draft) -> Item:
        """Save a draft; whatever waited for its item is done with."""
        if draft.item_id:
            item = self._content.edit(draft.item_id, draft.title, draft.text)
        else:
            item = self._content.add(
                draft.title,
                draft.text,
                form=draft.form,
                origin=draft.origin,
                column_id=draft.column_id,
                priority=draft.priority,
            )
        self.waiting.pop(draft.item_id, None)
        self.let_go(draft.item_id)
        return item

    def record_waiting(self) -> None:
        """Try once more to save what waits."""
        for draft in list(self.waiting.values()):
            if not draft.is_blank:
                item = self.record(draft)
                self._tell(item, f"Đã lưu “{item.title}”.")
