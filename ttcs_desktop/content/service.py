"""What the office does with its items."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.content.approvals import Approvals
from ttcs_desktop.content.model import (
    Approval,
    ApprovalGiven,
    Column,
    Contribution,
    Form,
    Item,
    ItemState,
    Origin,
    Priority,
    Rights,
    Version,
)
from ttcs_desktop.content.pipeline.authorisations import Authorisations
from ttcs_desktop.content.pipeline.repository import PipelineRepository
from ttcs_desktop.content.pipeline.sheets import Sheets
from ttcs_desktop.content.pipeline.steps import ItemSteps
from ttcs_desktop.content.repository import ITEM, ContentRepository, put_column, put_contribution, put_item, put_version
from ttcs_desktop.content.terms import TermsOfUse
from ttcs_desktop.content.wordings import Wordings, refuse_closed
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.vietnamese.text import nfc, tidy

_LENT_WORDS, _LENT_LETTERS = 8, 80


class Content:
    """Items from draft to approval; columns; contributions.

    Attributes:
        approvals: what was decided about items, editions and slots.
        wordings: the versions of items, and going back to one.
        steps: the way of items from their writer to the files.
        authorisations: what the leader has said yes to beforehand.
        sheets: papers on which items go to the approver.
        terms: from when to when items may be used, and by which right.
    """

    def __init__(
        self,
        repository: ContentRepository,
        pipeline: PipelineRepository,
        ledger: Ledger,
        approvals: Approvals,
        authorisations: Authorisations,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._ledger = ledger
        self.approvals = approvals
        self.authorisations = authorisations
        self.terms = TermsOfUse(repository, ledger)
        self.wordings = Wordings(repository, ledger)
        self.steps = ItemSteps(repository, pipeline, ledger, approvals)
        self.sheets = Sheets(repository, pipeline, ledger, self.steps, clock)

    def add(
        self,
        title: str,
        text: str,
        *,
        form: Form = Form.NEWS,
        origin: Origin = Origin.WARD,
        column_id: str | None = None,
        priority: Priority = Priority.NORMAL,
    ) -> Item:
        """Take down a new item as a draft. A title is enough; a text without one lends its first words.

        Raises:
            InvalidInput: `title_missing` when there is neither.
        """
        title = _title_of(title, text)
        item_id = self._ledger.new_id()
        versions = [self.wordings.new(item_id, 1, text)] if tidy(text) else []
        version_id = versions[-1].id if versions else None
        rights = Rights.OWN if origin is Origin.WARD else Rights.GIVEN
        sort = (form, origin, column_id)
        item = Item(item_id, title, *sort, ItemState.DRAFT, version_id, priority=priority, rights=rights)
        self._ledger.save("content.add", [put_item(item), *(put_version(version) for version in versions)])
        return item

    def edit(self, item_id: str, title: str, text: str) -> Item:
        """Change an item. A new text is a new version, and what was approved is open again; so is a new name of
        something that was handed in or approved, for the approver has said yes to that name.

        Raises:
            InvalidInput: `record_gone`, `item_withdrawn`, `item_archived`; `title_missing` when there is neither title
                nor text.
        """
        with self._ledger.together():
            title = _title_of(title, text)
            item = self.item(item_id)
            refuse_closed(item)
            versions = self._repository.versions(item_id)
            changed = replace(item, title=title)
            # Not the newest one: an edit that was undone leaves its wording behind.
            known = next((one.sha256 for one in versions if one.id == item.version_id), sha256_hex(b""))
            open_still = item.state in (ItemState.DRAFT, ItemState.EDITING)
            renamed = not open_still and changed.title != item.title
            if known == sha256_hex(nfc(text).encode()) and not renamed:
                self._ledger.save("content.edit", [put_item(changed)])
                return changed
            version = self.wordings.new(item_id, len(versions) + 1, text)
            changed = replace(changed, state=item.state if open_still else ItemState.DRAFT, version_id=version.id)
            self._ledger.save("content.edit", [put_item(changed), put_version(version)])
            return changed

    def submit(self, item_id: str) -> Item:
        """Hand an item in for approval. Raises as `ItemSteps.submit`."""
        return self.steps.submit(item_id)

    def approve(self, item_id: str, given: ApprovalGiven) -> Item:
        """Record the approver's yes to the present version. Raises as `ItemSteps.approve`."""
        return self.steps.approve(item_id, given)

    def withdraw(self, item_id: str, given: ApprovalGiven) -> Item:
        """Take an item back. Raises as `ItemSteps.withdraw`."""
        return self.steps.withdraw(item_id, given)

    def item(self, item_id: str) -> Item:
        item = self._repository.item(item_id)
        if item is None:
            raise InvalidInput("", "record_gone")
        return item

    def is_there(self, item_id: str) -> bool:
        """Whether an item stands in the list, neither thrown away nor taken back."""
        return self._repository.item(item_id) is not None

    def items(self, state: ItemState | None = None) -> list[Item]:
        """Every item, or those of a state, the last touched first."""
        return self._repository.items(state)

    def those(self, ids: Iterable[str]) -> list[Item]:
        """The items of these ids that are there, in no order."""
        return list(self._repository.items_by_id(set(ids), buried=False).values())

    def recent(self, limit: int = 200) -> list[Item]:
        """The items last touched: what the screen shows first."""
        return self._repository.recent_items(limit)

    def versions(self, item_id: str) -> list[Version]:
        """The wordings of an item, oldest first."""
        return self._repository.versions(item_id)

    def text_of(self, item: Item) -> str:
        """The newest wording of an item."""
        version = self._repository.version(item.version_id) if item.version_id else None
        return version.text if version else ""

    def approval_of(self, item: Item) -> Approval | None:
        """The approval that holds for the newest version."""
        covers = [item.version_id] if item.version_id else []
        return self.approvals.decisions([item.id]).in_force(item.id, covers)

    def open_column(self, name: str, from_day: dt.date, to_day: dt.date | None = None) -> Column:
        """Start keeping a column.

        Raises:
            InvalidInput: `name_missing`; `window_reversed` when it ends before it begins.
        """
        if not tidy(name):
            raise InvalidInput("name", "name_missing")
        if to_day is not None and to_day < from_day:
            raise InvalidInput("to_day", "window_reversed")
        column = Column(stable_id("column", tidy(name), from_day.isoformat()), tidy(name), from_day, to_day)
        self._ledger.save("content.open_column", [put_column(column)])
        return column

    def columns(self) -> list[Column]:
        return self._repository.columns()

    def contribute(
        self, title: str, receiver: str, sent_on: dt.date, *, item_id: str | None = None, used_on: dt.date | None = None
    ) -> Contribution:
        """Note a piece sent to a higher station or paper."""
        if not tidy(title):
            raise InvalidInput("title", "title_missing")
        contribution = Contribution(self._ledger.new_id(), item_id, tidy(title), tidy(receiver), sent_on, used_on)
        self._ledger.save("content.contribute", [put_contribution(contribution)])
        return contribution

    def contributions(self, window: Window | None = None) -> list[Contribution]:
        return self._repository.contributions(window)

    def contribution_count(self) -> int:
        return self._repository.contribution_count()

    def remove(self, item_id: str) -> Changes:
        """Put a draft about which nobody has ever decided into the recycle bin."""
        with self._ledger.together():
            if self.item(item_id).state is not ItemState.DRAFT or self.approvals.ever_decided(item_id):
                raise InvalidInput("state", "step_not_open")
            return self._ledger.bury("content.remove", ITEM, [item_id])


def _title_of(title: str, text: str) -> str:
    """The title; without one the first words of the text, so that a draft is never refused for want of it."""
    lent = " ".join(tidy(text).split()[:_LENT_WORDS])[:_LENT_LETTERS].rstrip()
    if not tidy(title) and not lent:
        raise InvalidInput("title", "title_missing")
    return tidy(title) or lent
