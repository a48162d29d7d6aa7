"""In phiếu trình: which items go on the paper, the paper itself, and what was signed on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from ttcs_desktop.attachments.model import Owner
from ttcs_desktop.attachments.service import Attached
from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.content.model import Basis, Item, ItemState
from ttcs_desktop.content.pipeline.model import Sheet
from ttcs_desktop.content.wording import FORMS
from ui.kit.fields import Choice, TextField
from ui.kit.form import FormField
from ui.kit.jobs import Reporter
from ui.pages.approval_card import approval_fields, approval_given
from ui.pages.content.scan_field import ScanField
from ui.pages.desk import Desk
from ui.pages.form_card import FormCard
from ui.pages.tick_card import Choosable, TickCard, TickList


class Signing(QObject):
    """`troubled(Trouble)` when a card could not be saved."""

    troubled = Signal(object)

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk, self._owner = desk, owner

    def print(self, item: Item | None) -> None:
        """Ask which of the items that wait go on the paper (the open one, else all), and show the paper."""
        waiting = self._desk.workspace.content.items(ItemState.SUBMITTED)
        mine = {item.id} if item is not None and item.state is ItemState.SUBMITTED else {one.id for one in waiting}
        card = TickCard("In phiếu trình", "Xem phiếu", listed(waiting, mine), self._draw, parent=self._owner)
        card.troubled.connect(self.troubled)
        card.open()

    def ask_signed(self, item: Item, sheet: Sheet) -> None:
        """Ask who signed the paper that has this item, when, under which number."""
        workspace = self._desk.workspace
        fit, unfit = workspace.content.sheets.can_be_signed(sheet)

        def take(values: dict[str, Any]) -> None:
            given = approval_given({**values, "basis": Basis.PAPER})
            items = workspace.content.sheets.sign(sheet.id, given, values.get("which"))
            ids = (sheet.id, *(one.id for one in items))
            many = f"{len(items)} bài" if len(items) > 1 else f"“{items[0].title}”"
            self._desk.publish(Changes(frozenset({"content"}), ids), f"Đã ghi duyệt {many} theo phiếu {given.number}.")
            if values["scan"] is not None:
                self._attach(sheet, values["scan"])

        card = signed_card(self._desk, item, fit, unfit, take, self._owner)
        card.troubled.connect(self.troubled)
        card.open()

    def _attach(self, sheet: Sheet, path: Path) -> None:
        """Keep the scan with the sheet, in a job."""
        here = self._desk.workspace

        def work(_: Reporter) -> Attached:
            other = here.again()
            try:
                return other.attachments.attach(Owner("sheet", sheet.id), [path])
            finally:
                other.close()

        self._desk.jobs.start(work, lambda made: self._desk.publish(made.changes), self._not_attached)

    def _not_attached(self, error: Exception) -> None:
        if not isinstance(error, Trouble):
            raise error
        self.troubled.emit(error)

    def _draw(self, ids: list[str]) -> None:
        from ui.pages.paper_window import PaperWindow  # noqa: PLC0415  papers: when one is asked for
        from ui.workflows.sheets import sheet_document  # noqa: PLC0415

        workspace = self._desk.workspace
        sheet = workspace.content.sheets.draw(ids)
        document = sheet_document(workspace, sheet)
        name = f"phieu-trinh-{sheet.made_on.isoformat()}-{sheet.id[-4:]}"
        self._desk.publish(Changes(frozenset({"content"}), (sheet.id,)))
        paper = PaperWindow(
            "Phiếu trình duyệt tin, bài",
            document,
            lambda: workspace.papers_folder(str(sheet.made_on.year), "phieu-trinh"),
            name,
            self._owner,
        )
        paper.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        paper.open()


def listed(waiting: Sequence[Item], ticked: set[str]) -> TickList:
    """The items that may go on a paper."""
    return TickList(
        "Bài chờ duyệt",
        "Chọn bài đưa lên phiếu. In rồi, trình ký; ký xong bấm F6 ở một bài trong phiếu để ghi.",
        [Choosable(one.id, one.title, FORMS[one.form]) for one in waiting],
        ticked,
        "Chưa có bài nào chờ duyệt. Bấm F6 ở bài nháp để trình trước.",
    )


def signed_card(
    desk: Desk,
    item: Item | None,
    fit: Sequence[Item],
    unfit: Sequence[Item],
    take: Callable[[dict[str, Any]], object],
    owner: QWidget,
) -> FormCard:
    """Who signed, when, under which number; of a paper with several items (`fit`) also whether only the open one."""
    workspace = desk.workspace
    asked = {one.id: one for one in approval_fields(workspace.office.boards.approvers_on, workspace.clock)}
    number_field = asked["number"].widget
    number_field.setEnabled(True)
    if isinstance(number_field, TextField):
        number_field.setPlaceholderText("12/PTr")
    every = tuple(one.id for one in fit)
    only = [((item.id,), f"Chỉ bài “{item.title}”")] if item is not None else []
    which = Choice([(every, f"Cả {len(fit)} bài trên phiếu"), *only])
    several = [FormField("which", "&Duyệt những bài nào", which)] if len(fit) > 1 else []
    number = FormField("number", "&Số ghi trên phiếu", asked["number"].widget)
    scan = FormField("scan", "&Bản chụp phiếu đã ký", ScanField(), "Không bắt buộc. Phím cách để chọn tệp.")
    fields = [*several, asked["who"], asked["approver"], asked["position"], number, asked["decided_on"], scan]
    card = FormCard("Đã ký trên giấy", "Ghi duyệt", fields, take, parent=owner)
    left = [f"− {one.title}: đã sửa hoặc đã duyệt sau khi in, không ghi theo phiếu này" for one in unfit]
    card.introduce("\n".join([*(f"• {one.title}" for one in fit), *left]))
    return card
