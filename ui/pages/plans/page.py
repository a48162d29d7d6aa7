"""Nhiệm vụ: the list of tasks with the chosen one beside it; an annex is taken in on the same page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStackedWidget

from ttcs_desktop.plans.model import Plan
from ttcs_desktop.plans.service import ReadAnnex
from ttcs_desktop.plans.taking_in import changes_of
from ui.kit import theme
from ui.kit.buttons import icon_button
from ui.kit.errors import TroubleTeller
from ui.kit.fields import Choice
from ui.kit.panels import ListWithSide
from ui.pages.briefing import ask_for_brief
from ui.pages.page import Page
from ui.pages.paper_window import PaperWindow
from ui.pages.plans.annex_file import AnnexReader, choose_annex, clipboard_annex
from ui.pages.plans.deeds import deeds_of
from ui.pages.plans.inside_deeds import InsideDeeds
from ui.pages.plans.known_plan import KnownPlan
from ui.pages.plans.lines import TaskLine, lines_of
from ui.pages.plans.plan_basis import bases_of
from ui.pages.plans.review_left import ask_before
from ui.pages.plans.review_panel import ReviewPanel, Taken
from ui.pages.plans.review_taken import take_in, taken_in_words
from ui.pages.plans.task_edits import TaskEdits
from ui.pages.plans.task_list import TaskList
from ui.pages.plans.task_panel import TaskPanel
from ui.pages.plans.task_steps import TaskSteps
from ui.pages.plans.words import MESSAGES, pasted_name, plan_title, progress_file
from ui.workflows.messages import SUBJECTS
from ui.workflows.papers import progress_document

_ALL_PLANS = ""


class PlansPage(Page):
    """The tasks of one plan or of all."""

    TITLE = "Nhiệm vụ"
    SHOWS = frozenset({"plans", "office", "attachments", "directives"})

    def build(self) -> None:
        self._teller = TroubleTeller(self, self._banner, MESSAGES, SUBJECTS)
        self.add_tool("Nhập phụ lục", self.choose_file, icon="clipboard-list", key="Ctrl+O")
        self.paster = self.add_tool("Dán phụ lục", self.paste_annex, icon="clipboard-paste", key="Ctrl+V")
        self.adder = self.add_tool("Thêm", self.add_task, icon="plus", key="F4")
        self.progress = self.add_tool("Tiến độ", self.show_progress, icon="printer", key="Ctrl+P")
        self.add_tool("Giao ban", lambda: ask_for_brief(self), icon="file-text", key="Ctrl+B")
        self.plan_choice = _plan_choice()
        self.tasks = TaskList()
        self.edits = TaskEdits(self, self.tasks, self.plan_choice)
        self.steps = TaskSteps(self, self.tasks)
        self.plan_choice.changed.connect(lambda: self.guard(self.reload))
        self.tools.add_right(self.plan_choice)
        self.mend = icon_button("pencil", "Sửa kế hoạch", key="Ctrl+F2")
        self.mend.clicked.connect(lambda: self.guard(self.edit_plan))
        self.drop = icon_button("trash-2", "Bỏ kế hoạch", key="Shift+Delete")
        self.drop.clicked.connect(self.tasks.remove_plan_wanted)
        for button in (self.mend, self.drop):
            self.tools.add_right(button)
        self.panel = TaskPanel(self.desk)
        self.inside = InsideDeeds(self, self.tasks, self.panel.inside)
        self.known = KnownPlan()
        self.reader = AnnexReader(self.desk)
        self.review = ReviewPanel(self.desk)
        for part in (self.known, self.reader.progress):
            self.body.addWidget(part)
        self._stack = QStackedWidget()
        self.body.addWidget(self._stack, 1)
        self._stack.addWidget(ListWithSide(self.tasks, self.panel, self._stack))
        self._stack.addWidget(self.review)
        self._connect()

    def reload(self) -> None:
        """Show the tasks of the chosen plan; the newest plan is chosen at first."""
        plans = self.desk.workspace.plans.plans()
        self._offer(plans)
        chosen = str(self.plan_choice.value() or _ALL_PLANS)
        tasks = self.desk.workspace.plans.following.tasks(chosen or None)
        self.panel.setVisible(bool(tasks))
        calendar = self.desk.workspace.office.calendar()
        self.tasks.show_lines(
            lines_of(tasks, self.desk.today, calendar, self.desk.workspace.office.people()),
            with_plan=not chosen and len(plans) > 1,
            office=calendar,
        )
        self.inside.show(self.tasks.grid.current_row())
        self._show_picked(self.tasks.grid.current_row())  # the history grows also where the row at hand stays
        if self._stack.currentWidget() is not self.review:
            self.setFocusProxy(self.tasks.main_widget())

    def show_record(self, record_id: str) -> None:
        """Show a task in its plan, or a plan. An annex under review is not thrown away for it."""
        if self._stack.currentWidget() is self.review:
            what = f"Đang soát phụ lục {self.review.file_name()}. Bấm Nhập hoặc Hủy rồi mở lại mục cần xem."
            self._banner.say("info", what)
            self._banner.show()
            return
        plan_ids = {plan.id for plan in self.desk.workspace.plans.plans()}
        if record_id in plan_ids:
            self._show_plan(record_id)
        else:
            self.guard(lambda: self._show_plan(self.desk.workspace.plans.task(record_id).plan_id, record_id))

    def choose_file(self) -> None:
        """Ask for the file of an annex."""
        self.known.hide()
        choose_annex(self, self.open_annex)

    def open_annex(self, path: Path) -> None:
        """Read an annex and show it for review. Trouble is told on the page; nothing is saved."""
        self._teller.clear()
        self.known.hide()
        self.guard(lambda: self.reader.read(path))

    def paste_annex(self) -> None:
        """Read the table (or the file) that was copied elsewhere and show it for review."""
        self.known.hide()
        copied = clipboard_annex()
        if isinstance(copied, Path):
            self.reader.read(copied)
        else:
            self.reader.read_pasted(copied, pasted_name(self.desk.today))

    def add_task(self) -> None:
        """Add a task by hand to the plan shown."""
        self.edits.add()

    def edit_plan(self, plan_id: str = "") -> None:
        """Correct number, subject and day of a plan: the one just recognised, the one chosen, or that of the row."""
        self.edits.edit_plan(plan_id or self.known.plan_id() or self.edits.plan_shown())

    def show_progress(self) -> None:
        """Show the progress of the plan chosen, or of the plan of the row, as a report to print or to keep."""
        plan_id = self.edits.plan_shown()
        if not plan_id:
            return
        workspace = self.desk.workspace
        plan = workspace.plans.plan(plan_id)
        paper = PaperWindow(
            f"Báo cáo tiến độ: {plan_title(plan)}",
            progress_document(workspace, plan_id),
            lambda: workspace.papers_folder("ke-hoach", str(plan.year)),
            progress_file(plan, self.desk.today),
            self,
        )
        paper.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        paper.open()

    def _connect(self) -> None:
        self.tasks.picked.connect(self.inside.show)
        self.tasks.picked.connect(self._show_picked)
        self.tasks.opened.connect(lambda _: self.panel.step.setFocus())
        self.tasks.import_wanted.connect(self.choose_file)
        self.panel.files.troubled.connect(self.tell)
        self.panel.left.connect(lambda: self.tasks.main_widget().setFocus())
        self.tasks.moved.connect(lambda task_id, state: self.guard(lambda: self.steps.move(task_id, state)))
        for asked, answer in (
            (self.panel.advance, self.steps.advance),
            (self.panel.result_wanted, self.steps.record_result),
            (self.panel.edit_wanted, self.edits.edit),
            (self.panel.remove_wanted, self.edits.remove),
            (self.tasks.remove_wanted, self.edits.remove),
            (self.tasks.remove_plan_wanted, self.edits.remove_plan),
        ):
            asked.connect(lambda answer=answer: self.guard(answer))
        self.reader.done.connect(lambda read: self.guard(lambda: self._look_through(read)))
        self.reader.failed.connect(self.tell)
        self.reader.left.connect(self.setFocus)
        self.known.open_wanted.connect(self._show_plan)
        self.known.edit_wanted.connect(lambda plan_id: self.guard(lambda: self.edit_plan(plan_id)))
        self.known.left.connect(self.setFocus)
        self.edits.plan_corrected = self.known.hide
        self.edits.several_wanted = self.steps.change_together
        self.review.left.connect(lambda: ask_before(self.review, self, self._leave_review))
        self.review.offer.troubled.connect(self.tell)
        self.review.taken.connect(lambda taken: self.guard(lambda: self._take_in(taken)))

    # -- plans -------------------------------------------------------------------------------------------------

    def _offer(self, plans: list[Plan]) -> None:
        options: list[tuple[object, str]] = [(plan.id, plan_title(plan)) for plan in plans]
        if len(plans) > 1:
            options.append((_ALL_PLANS, "Tất cả kế hoạch"))
        self.plan_choice.set_options(options)
        self.plan_choice.setVisible(bool(plans))
        self.mend.setVisible(bool(plans))
        self.drop.setVisible(bool(plans))
        self.progress.setVisible(bool(plans))

    def _show_plan(self, plan_id: str, task_id: str = "") -> None:
        self.known.hide()
        self.plan_choice.set_value(plan_id)
        self.guard(self.reload)
        if task_id:
            self.tasks.bring_into_sight(task_id)
        else:
            self.tasks.show_everything()

    # -- the chosen task ---------------------------------------------------------------------------------------

    def _show_picked(self, line: TaskLine | None) -> None:
        if line is None:
            self.panel.show_task(None, ())
        else:
            workspace = self.desk.workspace
            self.panel.show_task(line, deeds_of(workspace, line.task.id), bases_of(workspace, line.task))

    # -- an annex on its way in --------------------------------------------------------------------------------

    def _look_through(self, read: ReadAnnex) -> None:
        plan = self.desk.workspace.plans.known_source(read)
        if plan is not None:
            self.known.ask(plan, read.source_name)
            return
        self.tools.hide()
        self._stack.setCurrentWidget(self.review)
        self.setFocusProxy(self.review.grid)
        self.review.show_annex(read)

    def _take_in(self, taken: Taken) -> None:
        done = take_in(self.desk.workspace.plans, taken)
        self._leave_review()
        self.desk.publish(changes_of(done), taken_in_words(done))
        self._show_plan(done.plan.id)

    def undo_here(self) -> bool:
        """While an annex is looked through, Ctrl+Z takes back its cells, never something that was saved before."""
        if self._stack.currentWidget() is not self.review:
            return False
        if not self.review.undo():
            self.desk.done.emit("Chưa sửa ô nào trong phụ lục đang soát.", None, "")
        return True

    def _leave_review(self) -> None:
        self.review.kept.put_away()
        self.tools.show()
        self._teller.clear()
        self._stack.setCurrentIndex(0)
        self.setFocusProxy(self.tasks.main_widget())
        self.setFocus()


def _plan_choice() -> Choice:
    made = Choice(name="Kế hoạch")
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(28)
    made.setMinimumWidth(theme.current().px(150))
    made.setMaximumWidth(theme.current().px(310))
    return made
