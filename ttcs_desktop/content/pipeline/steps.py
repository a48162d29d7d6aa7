"""The steps of an item (chuyển bước): from its writer to the editor, to the approver, to the files; back with a reason.

Each step is kept with who took it, when and why. Handing on and sending back can be undone; an approval and a
withdrawal are facts.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.content.approvals import Approvals
from ttcs_desktop.content.model import ApprovalGiven, Decision, Item, ItemState
from ttcs_desktop.content.pipeline.authorisations import scope_of
from ttcs_desktop.content.pipeline.model import ItemStep, StepKind
from ttcs_desktop.content.pipeline.repository import PipelineRepository, put_step
from ttcs_desktop.content.repository import ContentRepository, put_item
from ttcs_desktop.content.terms import refuse_unfit
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.vietnamese.text import tidy

# From where each step may be taken, and where it leads.
WAYS: dict[StepKind, tuple[frozenset[ItemState], ItemState]] = {
    StepKind.TO_EDITOR: (frozenset({ItemState.DRAFT}), ItemState.EDITING),
    StepKind.SUBMIT: (frozenset({ItemState.DRAFT, ItemState.EDITING}), ItemState.SUBMITTED),
    StepKind.SEND_BACK: (frozenset({ItemState.EDITING, ItemState.SUBMITTED}), ItemState.DRAFT),
    StepKind.APPROVE: (frozenset({ItemState.SUBMITTED}), ItemState.APPROVED),
    StepKind.ARCHIVE: (frozenset({ItemState.APPROVED}), ItemState.ARCHIVED),
    StepKind.TAKE_OUT: (frozenset({ItemState.ARCHIVED}), ItemState.APPROVED),
    StepKind.WITHDRAW: (frozenset(ItemState) - {ItemState.WITHDRAWN}, ItemState.WITHDRAWN),
}


class ItemSteps:
    """Takes items from step to step."""

    def __init__(
        self, content: ContentRepository, repository: PipelineRepository, ledger: Ledger, approvals: Approvals
    ) -> None:
        self._content, self._repository, self._ledger, self._approvals = content, repository, ledger, approvals

    def trail(self, item_id: str) -> list[ItemStep]:
        """The steps an item has taken, oldest first."""
        return self._repository.steps(item_id)

    def to_editor(self, item_id: str) -> Item:
        """Hand a draft to the editor of the board.

        Raises:
            InvalidInput: `record_gone`, `step_not_open`, `text_missing`.
        """
        return self._go(item_id, StepKind.TO_EDITOR, "content.to_editor")

    def submit(self, item_id: str) -> Item:
        """Hand an item in for approval.

        Raises:
            InvalidInput: `record_gone`; `step_not_open` when it was handed in before; `text_missing` when there is
                nothing to read out, `words_of_file_missing` (with its name) when it came as a file without words.
        """
        return self._go(item_id, StepKind.SUBMIT, "content.submit")

    def send_back(self, item_id: str, reason: str) -> Item:
        """Give an item back to its writer.

        Raises:
            InvalidInput: `record_gone`, `step_not_open`, `reason_missing`.
        """
        if not tidy(reason):
            raise InvalidInput("reason", "reason_missing")
        return self._go(item_id, StepKind.SEND_BACK, "content.send_back", reason)

    def archive(self, item_id: str) -> Item:
        """File an approved item away; what is still planned with it is the caller's to ask about."""
        return self._go(item_id, StepKind.ARCHIVE, "content.archive")

    def take_out(self, item_id: str) -> Item:
        """Take an item out of the files, to be used again."""
        return self._go(item_id, StepKind.TAKE_OUT, "content.take_out")

    def approve(self, item_id: str, given: ApprovalGiven) -> Item:
        """Record the approver's yes to the present version.

        Raises:
            InvalidInput: `record_gone`, `step_not_open`; `item_expired`, `item_no_right`; and what `Approvals.decision`
                refuses.
        """
        return self.approve_all([item_id], given)[0]

    def approve_all(self, item_ids: Collection[str], given: ApprovalGiven, also: Collection[Put] = ()) -> list[Item]:
        """One yes to several items, as one action; none is approved when one of them cannot be.

        `also` are rows saved with them, such as the paper that was signed.
        """
        with self._ledger.together():
            approved: list[Item] = []
            puts: list[Put] = []
            for item_id in item_ids:
                item, rows = self._decided(item_id, StepKind.APPROVE, given)
                approved.append(item)
                puts += rows
            self._ledger.save("content.approve", [*_parents_first(puts), *also], fact=True)
            return approved

    def withdraw(self, item_id: str, given: ApprovalGiven) -> Item:
        """Take an item back: what is planned with it may no longer be aired; what was aired stays in the log.

        Raises:
            InvalidInput: `item_withdrawn` the second time, `reason_missing`.
        """
        with self._ledger.together():
            if self._item(item_id).state is ItemState.WITHDRAWN:
                raise InvalidInput("", "item_withdrawn")
            if not tidy(given.reason):
                raise InvalidInput("reason", "reason_missing")
            item, rows = self._decided(item_id, StepKind.WITHDRAW, given)
            self._ledger.save("content.withdraw", _parents_first(rows), fact=True)
            return item

    def _go(self, item_id: str, kind: StepKind, verb: str, reason: str = "") -> Item:
        with self._ledger.together():
            item, gone = self._checked(item_id, kind)
            if kind in (StepKind.TO_EDITOR, StepKind.SUBMIT) and not tidy(self._text(item)):
                came_as = [one.name for one in self._content.media_of(item.id)]
                raise InvalidInput(
                    "text", "words_of_file_missing" if came_as else "text_missing", name=", ".join(came_as)
                )
            self._ledger.save(verb, [put_item(gone), put_step(self._step(item, kind, reason))])
            return gone

    def _decided(self, item_id: str, kind: StepKind, given: ApprovalGiven) -> tuple[Item, list[Put]]:
        item, gone = self._checked(item_id, kind)
        if kind is StepKind.APPROVE:
            refuse_unfit(item, given.decided_on)
        decision = Decision.APPROVED if kind is StepKind.APPROVE else Decision.WITHDRAWN
        covers = [item.version_id] if item.version_id else []
        row = self._approvals.decision("content", item_id, covers, given, decision, needs=scope_of(item))
        return gone, [put_item(gone), row, put_step(self._step(item, kind, given.reason, row.id))]

    def _checked(self, item_id: str, kind: StepKind) -> tuple[Item, Item]:
        """The item now and after a step; refused where the step is not open."""
        item = self._item(item_id)
        sources, target = WAYS[kind]
        if item.state not in sources or (kind is StepKind.APPROVE and item.version_id is None):
            raise InvalidInput("state", "step_not_open")
        return item, replace(item, state=target)

    def _step(self, item: Item, kind: StepKind, reason: str = "", approval_id: str | None = None) -> ItemStep:
        return ItemStep(self._ledger.new_id(), item.id, kind, item.version_id, tidy(reason), approval_id)

    def _item(self, item_id: str) -> Item:
        item = self._content.item(item_id)
        if item is None:
            raise InvalidInput("", "record_gone")
        return item

    def _text(self, item: Item) -> str:
        version = self._content.version(item.version_id) if item.version_id else None
        return version.text if version else ""


def _parents_first(puts: Collection[Put]) -> list[Put]:
    order = {"item": 0, "approval": 1, "item_step": 2}
    return sorted(puts, key=lambda put: order[put.table.name])
