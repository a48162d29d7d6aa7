"""Papers on which items go to the approver (phiếu trình), and what was signed on them.

A sheet names the wordings that stand on it: an item that was rewritten afterwards is not approved by the pen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.content.model import ApprovalGiven, Basis, Item, ItemState
from ttcs_desktop.content.pipeline.model import Sheet
from ttcs_desktop.content.pipeline.repository import PipelineRepository, put_sheet
from ttcs_desktop.content.pipeline.steps import ItemSteps
from ttcs_desktop.content.repository import ContentRepository
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.vietnamese.text import tidy


class Sheets:
    """Draws up sheets and records their signatures."""

    def __init__(
        self,
        content: ContentRepository,
        repository: PipelineRepository,
        ledger: Ledger,
        steps: ItemSteps,
        clock: Clock,
    ) -> None:
        self._content, self._repository, self._ledger = content, repository, ledger
        self._steps, self._clock = steps, clock

    def draw(self, item_ids: Sequence[str]) -> Sheet:
        """A sheet for items that wait for approval; printed again with the same wordings, it is the same sheet.

        Raises:
            InvalidInput: `sheet_empty`; `sheet_item_not_submitted` (with its title) for an item that does not wait.
        """
        with self._ledger.together():
            items = [self._waiting(item_id) for item_id in dict.fromkeys(item_ids)]
            if not items:
                raise InvalidInput("", "sheet_empty")
            covers = tuple((item.id, item.version_id or "") for item in items)
            known = next((one for one in self._repository.open_sheets() if one.covers == covers), None)
            if known is not None:
                return known
            sheet = Sheet(self._ledger.new_id(), today(self._clock), covers)
            self._ledger.save("content.draw_sheet", [put_sheet(sheet)])
            return sheet

    def sheet(self, sheet_id: str) -> Sheet:
        """Raises InvalidInput `record_gone`."""
        found = self._repository.sheet(sheet_id)
        if found is None:
            raise InvalidInput("", "record_gone")
        return found

    def find(self, sheet_id: str) -> Sheet | None:
        return self._repository.sheet(sheet_id)

    def open_for(self, item: Item) -> Sheet | None:
        """The newest sheet that waits for a signature and has an item as it reads now."""
        if item.state is not ItemState.SUBMITTED:
            return None
        now = (item.id, item.version_id or "")
        return next((one for one in self._repository.open_sheets() if now in one.covers), None)

    def can_be_signed(self, sheet: Sheet) -> tuple[list[Item], list[Item]]:
        """The items of a sheet that a signature would approve, and those it would not: rewritten or decided since."""
        known = self._content.items_by_id([item_id for item_id, _ in sheet.covers])
        fit: list[Item] = []
        unfit: list[Item] = []
        for item_id, version_id in sheet.covers:
            item = known.get(item_id)
            if item is not None:
                waits = item.state is ItemState.SUBMITTED and item.version_id == version_id
                (fit if waits else unfit).append(item)
        return fit, unfit

    def sign(self, sheet_id: str, given: ApprovalGiven, item_ids: Sequence[str] | None = None) -> list[Item]:
        """Record the signature: the items approved by it, all of them as one action.

        Args:
            item_ids: what the approver said yes to; None for everything on the sheet that can be approved.

        Raises:
            InvalidInput: `sheet_signed`; `sheet_empty` when nothing is left to approve; `sheet_item_changed` (with its
                title) for an item that no longer reads as printed; `paper_number_missing`, `approver_missing`, ….
        """
        with self._ledger.together():
            sheet = self.sheet(sheet_id)
            if sheet.signed_on is not None:
                raise InvalidInput("", "sheet_signed", number=sheet.number)
            fit, unfit = self.can_be_signed(sheet)
            chosen = [item.id for item in fit] if item_ids is None else list(item_ids)
            for item in unfit:
                if item.id in chosen:
                    raise InvalidInput("", "sheet_item_changed", title=item.title)
            wanted = [item.id for item in fit if item.id in chosen]
            if not wanted:
                raise InvalidInput("", "sheet_empty")
            given = replace(given, basis=Basis.PAPER)
            signed = replace(
                sheet,
                number=tidy(given.number),
                signer=tidy(given.approver),
                position=tidy(given.position),
                signed_on=given.decided_on,
            )
            return self._steps.approve_all(wanted, given, [put_sheet(signed)])

    def _waiting(self, item_id: str) -> Item:
        item = self._content.item(item_id)
        if item is None:
            raise InvalidInput("", "record_gone")
        if item.state is not ItemState.SUBMITTED:
            raise InvalidInput("", "sheet_item_not_submitted", title=item.title)
        return item
