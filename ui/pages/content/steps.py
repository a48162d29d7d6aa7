"""The steps of an item as the officer takes them: hand in, approve, take back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.content.model import ApprovalGiven, Item, ItemState
from ttcs_desktop.office.model import Person
from ui.pages.approval_card import Take, approval_card
from ui.pages.content.decisions import withdrawal_card
from ui.pages.desk import Desk
from ui.pages.form_card import FormCard


class Steps(QObject):
    """Takes steps through the service and tells everybody. `troubled(Trouble)` when a card could not be saved."""

    troubled = Signal(object)

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk, self._owner = desk, owner

    def go_on(self, item: Item) -> None:
        """The next step of an item: a draft is handed in at once, for a submitted one the approver is asked for."""
        content = self._desk.workspace.content
        if item.state is ItemState.DRAFT:
            content.submit(item.id)
            self.tell(item, f"Đã trình duyệt “{item.title}”.")
        elif item.state is ItemState.SUBMITTED:
            self._ask(approval_card, item, content.approve, f"Đã ghi duyệt “{item.title}”.")

    def withdraw(self, item: Item) -> None:
        """Ask why and on whose word, then take the item back."""
        self._ask(withdrawal_card, item, self._desk.workspace.content.withdraw, f"Đã rút “{item.title}”.")

    def bring_back(self, item: Item, version_id: str) -> None:
        """Make an older wording the present one."""
        changed = self._desk.workspace.content.wordings.bring_back(item.id, version_id)
        again = "" if item.state is ItemState.DRAFT else " Bài trở lại Nháp, phải trình duyệt lại."
        self.tell(changed, f"Đã đưa “{item.title}” về bản cũ.{again}")

    def tell(self, item: Item, what: str) -> None:
        """Tell the pages that an item was saved, and the officer what was done."""
        self._desk.publish(Changes(frozenset({"content"}), (item.id,)), what)

    def _ask(
        self,
        make: Callable[[str, Sequence[Person], Clock, Take, QWidget], FormCard],
        item: Item,
        save: Callable[[str, ApprovalGiven], Item],
        what: str,
    ) -> None:
        workspace = self._desk.workspace

        def take(given: ApprovalGiven) -> None:
            save(item.id, given)
            self.tell(item, what)

        card = make(item.title, workspace.office.approvers(), workspace.clock, take, self._owner)
        card.troubled.connect(self.troubled)
        card.open()
