"""Ctrl+B: the sheet of the meeting, of last week or last month, drawn in a job and looked at before it is printed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.papers.model import Document
from ui.kit import keys
from ui.kit.jobs import Reporter
from ui.pages.page import Page

_CHOICES = (
    (Qt.Key.Key_1, "1  Giao ban tuần: tuần trước và 14 ngày tới"),
    (Qt.Key.Key_2, "2  Giao ban tháng: tháng trước"),
)


class BriefMenu(QMenu):
    """Week or month, by a digit, the arrows and Enter, or the mouse; Esc leaves."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Giao ban tuần hay tháng")
        for monthly, (_, words) in enumerate(_CHOICES):
            action = self.addAction(words)
            action.triggered.connect(lambda _=False, monthly=bool(monthly): draw_brief(page, monthly=monthly))
        self.setActiveAction(self.actions()[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        for action, (key, _) in zip(self.actions(), _CHOICES, strict=True):
            if event.key() == key and keys.held(event) == Qt.KeyboardModifier.NoModifier:
                self.close()
                action.trigger()
                return
        super().keyPressEvent(event)


def ask_for_brief(page: Page) -> None:
    """Ask which meeting, below the tool row."""
    menu = BriefMenu(page)
    tools = page.tools
    menu.popup(tools.mapToGlobal(QPoint(max(0, tools.width() - menu.sizeHint().width()), tools.height())))


def draw_brief(page: Page, *, monthly: bool) -> None:
    """Draw the sheet off the GUI thread, then show it."""
    desk = page.desk
    workspace = desk.workspace

    def draw(_reporter: Reporter) -> Document:
        from ui.workflows.briefing import brief_document  # noqa: PLC0415  papers: when one is asked for

        again = workspace.again()
        try:
            return brief_document(again, monthly=monthly)
        finally:
            again.close()

    def shown(document: Document) -> None:
        from ui.pages.paper_window import PaperWindow  # noqa: PLC0415

        name = f"giao-ban-{'thang' if monthly else 'tuan'}-{desk.today:%Y-%m-%d}"
        title = "Giao ban tháng" if monthly else "Giao ban tuần"
        paper = PaperWindow(
            title, document, lambda: workspace.papers_folder(str(desk.today.year), "giao-ban"), name, page
        )
        paper.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        paper.open()

    def met(error: Exception) -> None:
        if not isinstance(error, Trouble):
            raise error
        page.tell(error)

    desk.jobs.start(draw, shown, met)
