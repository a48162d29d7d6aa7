"""What the keys of the list change: a task corrected, added, taken out; a plan corrected, opened, taken out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.plans.editing import Going, TaskWords, words_of
from ttcs_desktop.plans.model import Plan, PlanHead, Task
from ttcs_desktop.plans.service import Plans
from ui.kit.fields import Choice
from ui.pages.page import Page
from ui.pages.plans.task_list import TaskList
from ui.pages.plans.words import plan_title

if TYPE_CHECKING:
    from ui.pages.form_card import FormCard


class TaskEdits:
    """Opens the cards for what is at hand in the list and keeps what they bring.

    Attributes:
        plan_corrected: called when a plan is called otherwise now.
        several_wanted: called when several tasks are to be changed as one.
    """

    def __init__(self, page: Page, tasks: TaskList, choice: Choice) -> None:
        self._desk, self._page, self._tasks, self._choice = page.desk, page, tasks, choice
        self.plan_corrected: Callable[[], object] = lambda: None
        self.several_wanted: Callable[[], object] = lambda: None

    def plan_shown(self) -> str:
        """The plan that is chosen, or the one of the row at hand; empty while there is none."""
        return str(self._choice.value() or "") or self._tasks.plan_at_hand()

    def edit(self) -> None:
        """Correct the task at hand; on a heading its plan, of several that are chosen what they share."""
        from ui.pages.plans.task_card import task_card  # noqa: PLC0415  reading times: only for who corrects one

        if len(self._tasks.grid.selected_rows()) > 1:
            self.several_wanted()
            return
        line = self._tasks.grid.current_row()
        if line is None:
            self.edit_plan(self.plan_shown())
            return
        task = self._plans.task(line.task.id)
        plan = self._plans.plan(task.plan_id)
        about = f"{plan_title(plan)}. Kết quả đã ghi của các kỳ vẫn giữ."
        people = self._desk.workspace.office.people()

        def take(said: TaskWords) -> object:
            return self._correct(task, said)

        self._open(task_card("Sửa nhiệm vụ", words_of(task), plan.year, about, people, take, self._page))

    def add(self) -> None:
        """Add a task to the plan shown, to the group of the task at hand. Without any plan, one is opened first."""
        from ui.pages.plans.task_card import task_card  # noqa: PLC0415  as above

        line, plan_id = self._tasks.grid.current_row(), self.plan_shown()
        if not plan_id:
            self.open_plan()
            return
        plan = self._plans.plan(plan_id)
        group = line.task.group_title if line is not None and line.task.plan_id == plan_id else ""
        blank = TaskWords("", _next_number(self._plans.tasks(plan_id), group), group)
        about = f"Thêm vào {plan_title(plan)}."
        people = self._desk.workspace.office.people()

        def take(said: TaskWords) -> object:
            return self._add(plan_id, said)

        self._open(task_card("Thêm nhiệm vụ", blank, plan.year, about, people, take, self._page))

    def remove(self) -> None:
        """Ask, then move the chosen tasks to the recycle bin."""
        ids = [line.task.id for line in self._tasks.grid.selected_rows()]
        if ids:
            what = f"Đã bỏ {len(ids)} nhiệm vụ vào Thùng rác" if len(ids) > 1 else "Đã bỏ nhiệm vụ vào Thùng rác"
            self._ask(self._plans.editing.going(ids), None, lambda: self._plans.editing.remove(ids), what)

    def remove_plan(self) -> None:
        """Ask, then move the plan shown with all its tasks to the recycle bin."""
        plan_id = self.plan_shown()
        if not plan_id:
            return
        plan = self._plans.plan(plan_id)
        going = self._plans.editing.going([task.id for task in self._plans.tasks(plan_id)])
        what = f"Đã bỏ vào Thùng rác: {plan_title(plan)}"
        self._ask(going, plan, lambda: self._plans.editing.remove_plan(plan_id), what)

    def edit_plan(self, plan_id: str) -> None:
        """Correct what a plan is called."""
        from ui.pages.plans.plan_basis import basis_field  # noqa: PLC0415  as above
        from ui.pages.plans.plan_card import plan_card  # noqa: PLC0415

        if not plan_id:
            return
        plan = self._plans.plan(plan_id)
        workspace = self._desk.workspace
        basis = basis_field(workspace, plan)
        self._open(plan_card(plan, workspace.clock, lambda said: self._correct_plan(plan, said), self._page, basis))

    def open_plan(self) -> None:
        """A plan without an annex."""
        from ui.pages.plans.plan_card import new_plan_card  # noqa: PLC0415  as above

        workspace = self._desk.workspace
        self._open(new_plan_card(workspace.clock, self._desk.today.year, self._open_plan, self._page))

    @property
    def _plans(self) -> Plans:
        return self._desk.workspace.plans

    def _open(self, card: FormCard) -> None:
        card.troubled.connect(self._page.tell)
        card.open()

    def _ask(self, going: Going, plan: Plan | None, remove: Callable[[], Changes], what: str) -> None:
        from ui.pages.plans.task_card import removal_card  # noqa: PLC0415  as above

        def go() -> None:
            try:
                changes = remove()
            except Trouble as trouble:
                self._page.tell(trouble)
            else:
                self._desk.publish(changes, what)

        card = removal_card(going, plan, plan_title(plan) if plan else "", self._page)
        card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card.accepted.connect(go)
        card.open()

    def _correct(self, task: Task, said: TaskWords) -> object:
        after = self._plans.editing.correct(task.id, said)
        self._desk.publish(Changes(frozenset({"plans"}), (task.id,)), f"Đã sửa {_named(after)}")
        return after

    def _add(self, plan_id: str, said: TaskWords) -> object:
        task = self._plans.editing.add(plan_id, said)
        self._desk.publish(Changes(frozenset({"plans"}), (task.id,)), f"Đã thêm {_named(task)}")
        self._desk.go("plans", task.id)
        return task

    def _correct_plan(self, before: Plan, said: dict[str, Any]) -> None:
        plan = self._plans.correct_head(
            before.id, said["number"], said["about"], said["issued_on"], issuer=said["issuer"]
        )
        changes = Changes(frozenset({"plans"}), (plan.id,))
        if said.get("basis"):
            changes |= self._desk.workspace.directives.link(said["basis"], "plan", plan.id)
        self.plan_corrected()
        self._desk.publish(changes, f"Đã sửa: {plan_title(plan)}")

    def _open_plan(self, said: dict[str, Any]) -> None:
        head = PlanHead(said["number"], said["about"], said["issuer"], said["issued_on"])
        year = said["issued_on"].year if said["issued_on"] else self._desk.today.year
        plan = self._plans.editing.open_plan(head, int(said["year"] or year))
        self._desk.publish(Changes(frozenset({"plans"}), (plan.id,)), f"Đã thêm: {plan_title(plan)}. Bấm F4 thêm việc.")
        self._desk.go("plans", plan.id)


def _named(task: Task) -> str:
    return f"nhiệm vụ {task.number}" if task.number else "nhiệm vụ"


def _next_number(tasks: Sequence[Task], group: str) -> str:
    """The number after the last of a group, where that is a plain number or ends in one: "3", "1.4"."""
    last = next((task.number for task in reversed(tasks) if task.group_title == group), "")
    head, dot, tail = last.strip(" .").rpartition(".")
    return f"{head}{dot}{int(tail) + 1}" if tail.isdecimal() else "1" if not tasks else ""
