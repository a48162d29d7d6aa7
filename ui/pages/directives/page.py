"""Văn bản: the papers that came in, in force or not, waiting or handled, with what rests on them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.directives.model import Directive, Standing
from ttcs_desktop.directives.wording import named
from ui.kit.buttons import KeyButton
from ui.kit.panels import ListWithSide
from ui.pages.directives.directive_list import DirectiveList
from ui.pages.directives.directive_panel import DirectivePanel
from ui.pages.directives.lines import DirectiveLine, LinkLine, first_plan, lines_of, links_of
from ui.pages.directives.words import BASED_ON
from ui.pages.form_card import FormCard
from ui.pages.page import Page


class DirectivesPage(Page):
    """The register on the screen."""

    TITLE = "Văn bản"
    SHOWS = frozenset({"directives", "attachments", "plans", "office"})

    def build(self) -> None:
        self.add_tool("Thêm", self.add, icon="plus", key="F4")
        self.mend = self.add_tool("Sửa", self.edit, icon="pencil", key="F2")
        # Its key is the list's: in the lists beside it Delete takes something else away.
        self.drop = KeyButton("Xóa", icon="trash-2", key="Delete", catch_key=False)
        self.drop.clicked.connect(lambda: self.guard(self.remove))
        self.tools.add(self.drop)
        self.printer = self.add_tool("Sổ văn bản đến", self.ask_register, icon="printer", key="Ctrl+P")
        self.list = DirectiveList()
        self.panel = DirectivePanel(self.desk)
        self.body.addWidget(ListWithSide(self.list, self.panel, self.body.parentWidget()), 1)
        self.list.asked.connect(lambda: self.guard(self.reload))
        self.list.picked.connect(self._show_picked)
        self.list.opened.connect(lambda line: self.guard(lambda: self._open(line)))
        self.list.add_wanted.connect(lambda: self.guard(self.add))
        self.list.removed.connect(lambda: self.guard(self.remove))
        self.panel.handle.connect(lambda: self.guard(self.handle))
        self.panel.link_wanted.connect(lambda: self.guard(self.link))
        self.panel.link_opened.connect(self._follow)
        self.panel.link_removed.connect(lambda line: self.guard(lambda: self._unlink(line)))
        self.panel.files.troubled.connect(self.tell)
        self.panel.left.connect(self.list.grid.setFocus)

    def reload(self) -> None:
        counts = self.desk.workspace.directives.counts()
        self.panel.setVisible(counts[Standing.ALL] > 0)
        for tool in (self.mend, self.drop, self.printer):
            tool.setVisible(counts[Standing.ALL] > 0)
        self.list.show_lines(lines_of(self.desk.workspace, self.desk.today, self.list.wanted()), counts)
        self._show_picked(self.list.grid.current_row())
        self.setFocusProxy(self.list.main_widget())

    def show_record(self, record_id: str) -> None:
        """Show a paper; one that is gone is said to be."""
        if self.guard(lambda: self.desk.workspace.directives.directive(record_id)):
            self.list.bring_into_sight(record_id)

    def add(self) -> None:
        """Ask for a new paper; it came in today unless the officer says otherwise."""
        self._ask(Directive(arrived_on=self.desk.today))

    def edit(self) -> None:
        """Correct the chosen paper."""
        line = self._chosen()
        if line is not None:
            self._ask(line.directive)

    def remove(self) -> None:
        """Put the chosen paper into the recycle bin."""
        line = self._chosen()
        if line is not None:
            changes = self.desk.workspace.directives.remove(line.id)
            self.desk.publish(changes, f"Đã đưa {named(line.directive)} vào thùng rác.")
            self.setFocus()

    def handle(self) -> None:
        """Ask when the chosen paper was handled; open one again that was."""
        from ui.pages.directives.small_cards import handled_card  # noqa: PLC0415  cards: when one is asked for

        line = self._chosen()
        if line is None:
            return
        if line.directive.handled_on is not None:
            changes = self.desk.workspace.directives.set_handled(line.id, None)
            self.desk.publish(changes, f"Đã mở lại việc xử lý {named(line.directive)}.")
            return

        def keep(said: dict[str, Any]) -> None:
            changes = self.desk.workspace.directives.set_handled(line.id, said["handled_on"], said["reply"])
            self.desk.publish(changes, f"Đã ghi xử lý xong {named(line.directive)}.")

        self._open_card(handled_card(line.directive, self.desk.workspace.clock, self.desk.today, keep, self))

    def link(self) -> None:
        """Ask what the chosen paper is the basis of, or rests on."""
        from ui.pages.directives.small_cards import basis_card  # noqa: PLC0415  as above

        line = self._chosen()
        if line is None:
            return

        def keep(said: dict[str, Any]) -> None:
            relation, target, service = said["relation"], said["target"], self.desk.workspace.directives
            if relation == BASED_ON:
                changes = service.link(target, "directive", line.id)
            else:
                changes = service.link(line.id, relation, target)
            self.desk.publish(changes, f"Đã gắn căn cứ với {named(line.directive)}." if changes.ids else "")

        self._open_card(basis_card(line.directive, self.desk.workspace, keep, self))

    def ask_register(self) -> None:
        """Ask from when to when, then show the register to be printed or kept."""
        from ui.pages.directives.small_cards import register_card  # noqa: PLC0415  as above

        self._open_card(register_card(self.desk.workspace.clock, self.desk.today, self._show_register, self))

    def _show_register(self, said: dict[str, Any]) -> None:
        from ui.pages.paper_window import PaperWindow  # noqa: PLC0415  papers: when one is asked for
        from ui.workflows.papers import register_document  # noqa: PLC0415

        workspace, first, last = self.desk.workspace, said["first"], said["last"]
        document = register_document(workspace, first, last)
        name = f"so-van-ban-den-{first:%Y%m%d}-{last:%Y%m%d}"
        folder = lambda: workspace.papers_folder("van-ban", str(last.year))  # noqa: E731
        paper = PaperWindow("Sổ đăng ký văn bản đến", document, folder, name, self)
        paper.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        paper.open()

    def _ask(self, directive: Directive) -> None:
        from ui.pages.directives.directive_card import directive_card  # noqa: PLC0415  as above

        def keep(said: Directive, twice: bool) -> None:
            made = self.desk.workspace.directives.save(said, twice=twice)
            self.desk.publish(Changes(frozenset({"directives"}), (made.id,)), f"Đã lưu {named(made)}.")
            self.list.bring_into_sight(made.id)

        self._open_card(directive_card(directive, self.desk.workspace, keep, self))

    def _open_card(self, card: FormCard) -> None:
        card.troubled.connect(self.tell)
        card.open()

    def _chosen(self) -> DirectiveLine | None:
        line: DirectiveLine | None = self.list.grid.current_row()
        return line

    def _show_picked(self, line: DirectiveLine | None) -> None:
        self.panel.show_directive(line, links_of(self.desk.workspace, line.id) if line is not None else ())

    def _open(self, line: DirectiveLine) -> None:
        """Enter: to the plan that rests on it; without one to what can be done here."""
        plan = first_plan(links_of(self.desk.workspace, line.id))
        if plan is not None:
            self._follow(plan)
        else:
            self.panel.linker.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, line: LinkLine) -> None:
        if line.page:
            self.desk.go(line.page, line.record)

    def _unlink(self, line: LinkLine) -> None:
        changes = self.desk.workspace.directives.unlink(line.id)
        self.desk.publish(changes, f"Đã bỏ căn cứ: {line.what}")
        (self.panel.links if self.panel.links.table.rowCount() else self.panel.linker).setFocus()
