"""Versions of an item: made once, never changed; an older one is brought back as a new one."""

from __future__ import annotations

from dataclasses import replace

from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.content.model import Item, ItemState, Version
from ttcs_desktop.content.repository import ContentRepository, put_item, put_version
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.vietnamese.text import nfc


class Wordings:
    """The words an item has had."""

    def __init__(self, repository: ContentRepository, ledger: Ledger) -> None:
        self._repository, self._ledger = repository, ledger

    def new(self, item_id: str, number: int, text: str) -> Version:
        """A version to be saved together with its item."""
        text = nfc(text)
        return Version(self._ledger.new_id(), item_id, number, text, sha256_hex(text.encode()))

    def bring_back(self, item_id: str, version_id: str) -> Item:
        """Make an older wording the present one, as a new version; what was approved is open again.

        Raises:
            InvalidInput: `record_gone`, `item_withdrawn`, `item_archived`; `version_is_current` when the item
                reads so already.
        """
        item = self._repository.item(item_id)
        versions = self._repository.versions(item_id)
        older = next((one for one in versions if one.id == version_id), None)
        if item is None or older is None:
            raise InvalidInput("", "record_gone")
        refuse_closed(item)
        if any(one.id == item.version_id and one.sha256 == older.sha256 for one in versions):
            raise InvalidInput("", "version_is_current")
        version = replace(self.new(item_id, len(versions) + 1, older.text), restores=older.number)
        state = ItemState.EDITING if item.state is ItemState.EDITING else ItemState.DRAFT
        changed = replace(item, state=state, version_id=version.id)
        self._ledger.save("content.bring_back", [put_item(changed), put_version(version)])
        return changed


def refuse_closed(item: Item) -> None:
    """Raises InvalidInput `item_withdrawn` or `item_archived` for an item whose words stand as they are."""
    if item.state is ItemState.WITHDRAWN:
        raise InvalidInput("", "item_withdrawn")
    if item.state is ItemState.ARCHIVED:
        raise InvalidInput("", "item_archived")
