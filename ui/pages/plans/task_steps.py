"""How far tasks are, as the keys of the page say it: the next step, a state, the result of a period."""

from __future__ import annotations

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.plans.following import Result
from ttcs_desktop.plans.model import Task, TaskState
from ttcs_desktop.plans.together import ForAll
from ttcs_desktop.plans.wording import period_name
from ui.pages.page import Page
from ui.pages.plans.task_list import TaskList
from ui.pages.plans.words import STATES


class TaskSteps:
    """Takes the task at hand on, and asks what came of it."""

    def __init__(self, page: Page, tasks: TaskList) -> None:
        self._desk, self._page, self._tasks = page.desk, page, tasks

    def advance(self) -> None:
        """Take the task at hand to its next step; of several that are chosen, ask what is to become of them."""
        if len(self._tasks.grid.selected_rows()) > 1:
            self.change_together()
            return
        line = self._tasks.grid.current_row()
        if line is None:
            return
        self._tell(self._desk.workspace.plans.advance(line.task.id))

    def _tell(self, task: Task) -> None:
        what = f"Nhiệm vụ {task.number}: {STATES[task.state].word}" if task.number else STATES[task.state].word
        self._desk.publish(Changes(frozenset({"plans"}), (task.id,)), what)

    def move(self, task_id: str, state: TaskState) -> None:
        """Take a task to a state; what is not carried out needs its reason, which the card of the result asks for."""
        if state is TaskState.DROPPED:
            self.record_result(state)
            return
        task = self._desk.workspace.plans.set_state(task_id, state)
        self._tell(task)

    def change_together(self) -> None:
        """Say the same of all tasks that are chosen."""
        from ui.pages.plans.together_card import together_card  # noqa: PLC0415  when it is asked for

        tasks = [line.task for line in self._tasks.grid.selected_rows()]
        workspace = self._desk.workspace

        def keep(said: ForAll) -> None:
            changes = workspace.plans.together.change([task.id for task in tasks], said)
            if changes.subjects:
                self._desk.publish(changes, f"Đã sửa {len(tasks)} nhiệm vụ")

        card = together_card(tasks, workspace.office.people(), keep, self._page)
        card.troubled.connect(self._page.tell)
        card.open()

    def record_result(self, state: TaskState | None = None) -> None:
        """Ask what came of the task at hand in a period, and keep it; `state` is offered first."""
        from ui.pages.plans.result_card import result_card  # noqa: PLC0415  when it is asked for

        line = self._tasks.grid.current_row()
        if line is not None:
            card = result_card(line.followed, self._desk.workspace, self._keep_result, self._page)
            if state is not None:
                card.form.set_values({"state": state})
            card.troubled.connect(self._page.tell)
            card.open()

    def _keep_result(self, task_id: str, period: str, said: Result) -> None:
        plans = self._desk.workspace.plans
        plans.following.record(task_id, period, said)
        named = " ".join(part for part in ("nhiệm vụ", plans.task(task_id).number) if part)
        what = ", ".join(part for part in (named, period_name(period)) if part)
        self._desk.publish(Changes(frozenset({"plans"}), (task_id,)), f"Đã ghi kết quả {what}")
