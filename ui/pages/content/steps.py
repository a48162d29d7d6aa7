"""The steps of an item as the officer takes them: one key goes on, two buttons go back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ttcs_desktop.agenda.pipeline import Next, Way
from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.content.model import ApprovalGiven, Item, Rights
from ttcs_desktop.content.pipeline.authorisations import scope_of
from ttcs_desktop.content.terms import Sort, Terms
from ui.pages.approval_card import approval_card
from ui.pages.content.decisions import send_back_card, withdrawal_card
from ui.pages.content.editor import Editor
from ui.pages.content.signing import Signing
from ui.pages.content.terms_card import terms_card
from ui.pages.desk import Desk
from ui.pages.form_card import FormCard

_RIGHT_UNCLEAR = "Chưa rõ quyền sử dụng bài này: hỏi nơi gửi rồi ghi lại bằng Ctrl+E."


class Writing(Protocol):
    """What the steps ask of the page: to save what is being typed, and which item is open."""

    editor: Editor

    def saved_here(self) -> bool: ...


class Steps(QObject):
    """Takes steps through the service and tells everybody. `troubled(Trouble)` when a card could not be saved."""

    troubled = Signal(object)

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk, self._owner = desk, owner
        self.signing = Signing(desk, owner)
        self.signing.troubled.connect(self.troubled)

    def go_on(self, item: Item, way: Way) -> None:
        """Do what the key says: hand on at once, ask for the approver, or go where the next step is done."""
        steps = self._desk.workspace.content.steps
        at_once: dict[Next, tuple[Callable[[str], Item], str]] = {
            Next.TO_EDITOR: (steps.to_editor, "Đã chuyển biên tập"),
            Next.SUBMIT: (steps.submit, "Đã trình duyệt"),
            Next.FILE: (steps.archive, "Đã lưu"),
            Next.TAKE_OUT: (steps.take_out, "Đã lấy ra dùng lại"),
        }
        if way.next in at_once:
            act, what = at_once[way.next]
            act(item.id)
            self.tell(item, f"{what} “{item.title}”.")
        elif way.next in (Next.APPROVE, Next.SIGNED):
            sheet = self._desk.workspace.content.sheets.open_for(item)
            if sheet is not None:
                self.signing.ask_signed(item, sheet)
            else:
                self._ask_approval(item)
        elif way.next is Next.CONFIRM:
            self._desk.go("today")
        elif way.next in (Next.PLAN, Next.LOOK):
            self._desk.go("schedule", way.airing.id if way.airing is not None else item.id)

    def print_sheet(self, page: Writing) -> None:
        """Ask which items go on a paper to the approver; what is being typed is saved first."""
        if page.saved_here():
            self.signing.print(page.editor.item())

    def set_terms(self, item: Item) -> None:
        """Ask of which sort the item is, from when to when it may be used, and by which right."""

        def take(terms: Terms, sort: Sort) -> None:
            self._desk.workspace.content.terms.set(item.id, terms, sort)
            self._desk.publish(
                Changes(frozenset({"content", "broadcast"}), (item.id,)), f"Đã ghi thể loại, quyền dùng “{item.title}”."
            )

        known = self._desk.workspace.content.columns()
        columns = [(one.id, one.name) for one in known if one.id == item.column_id or one.valid_on(self._desk.today)]
        self._open(terms_card(item, columns, self._desk.workspace.clock, take, self._owner))

    def send_back(self, item: Item) -> None:
        """Ask why, then give the item back to its writer."""

        def take(values: dict[str, Any]) -> None:
            self._desk.workspace.content.steps.send_back(item.id, values["reason"])
            self.tell(item, f"Đã trả lại “{item.title}”.")

        self._open(send_back_card(item.title, take, self._owner))

    def withdraw(self, item: Item) -> None:
        """Ask why and on whose word, then take the item back."""

        def take(given: ApprovalGiven) -> None:
            self._desk.workspace.content.withdraw(item.id, given)
            self.tell(item, f"Đã rút “{item.title}”.")

        workspace = self._desk.workspace
        self._open(
            withdrawal_card(item.title, workspace.office.boards.approvers_on, workspace.clock, take, self._owner)
        )

    def bring_back(self, item: Item, version_id: str) -> None:
        """Make an older wording the present one."""
        changed = self._desk.workspace.content.wordings.bring_back(item.id, version_id)
        again = " Bài trở lại Nháp, phải trình duyệt lại." if changed.state is not item.state else ""
        self.tell(changed, f"Đã đưa “{item.title}” về bản cũ.{again}")

    def tell(self, item: Item, what: str) -> None:
        """Tell the pages that an item was saved, and the officer what was done."""
        self._desk.publish(Changes(frozenset({"content"}), (item.id,)), what)

    def _ask_approval(self, item: Item) -> None:
        def take(given: ApprovalGiven) -> None:
            self._desk.workspace.content.approve(item.id, given)
            self.tell(item, f"Đã ghi duyệt “{item.title}”.")

        workspace = self._desk.workspace

        def authorised(day: dt.date) -> str:
            found = workspace.content.authorisations.fitting(day, scope_of(item))
            return found.number if found is not None else ""

        approvers = workspace.office.boards.approvers_on
        unclear = item.rights is Rights.UNKNOWN
        about = f"{item.title}\n{_RIGHT_UNCLEAR}" if unclear else item.title
        card = approval_card(about, approvers, workspace.clock, take, self._owner, authorised=authorised)
        self._open(card)

    def _open(self, card: FormCard) -> None:
        card.troubled.connect(self.troubled)
        card.open()
