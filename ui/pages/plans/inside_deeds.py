"""What is done inside the chosen task: steps, notes, links; the cards that ask for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QComboBox

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.plans.inside.model import Linked
from ttcs_desktop.plans.inside.service import TaskInside
from ui.kit.fields import Choice, TextArea, TextField
from ui.kit.form import FormField
from ui.pages.form_card import FormCard
from ui.pages.page import Page
from ui.pages.plans.inside_list import InsideList
from ui.pages.plans.lines import TaskLine
from ui.pages.plans.task_list import TaskList
from ui.workflows.evidence import evidence_choices, evidence_names

_PAGES = {"content": "content", "broadcast": "schedule", "statistics": "statistics"}


class InsideDeeds:
    """Connects the list inside the panel with the record."""

    def __init__(self, page: Page, tasks: TaskList, shown: InsideList) -> None:
        self._desk, self._page, self._tasks, self._shown = page.desk, page, tasks, shown
        for asked, answer in (
            (shown.step_wanted, self.add_step),
            (shown.note_wanted, self.add_note),
            (shown.link_wanted, self.add_link),
        ):
            asked.connect(lambda answer=answer: page.guard(answer))
        shown.ticked.connect(lambda step, done: self._do(lambda: self._inside.tick_step(step, done=done)))
        shown.step_removed.connect(lambda step: self._do(lambda: self._inside.remove_step(step), "Đã bỏ bước"))
        shown.step_opened.connect(lambda step: page.guard(lambda: self.reword_step(step)))
        shown.note_opened.connect(lambda note: page.guard(lambda: self.reword_note(note)))
        shown.note_removed.connect(lambda note: self._do(lambda: self._inside.remove_note(note), "Đã bỏ ghi chú"))
        shown.unlinked.connect(lambda link: self._do(lambda: self._inside.unlink(link), "Đã thôi gắn"))
        shown.opened.connect(lambda subject, record: page.desk.go(_PAGES[subject], record))

    def show(self, line: TaskLine | None) -> None:
        """Show what is inside a task; nothing while none is chosen."""
        if line is None:
            return
        workspace = self._desk.workspace
        inside = self._inside.of(line.task.id)
        names = evidence_names(workspace, [link.linked for link in inside.links]) if inside.links else {}
        people = {one.id: one.name for one in workspace.office.people()}
        self._shown.show_inside(inside, names, people, self._desk.today.year)

    def add_step(self) -> None:
        """Ask for steps, one a line."""
        self._ask(
            "Thêm bước", "&Các bước, mỗi dòng một bước", TextArea("Soạn bài\nTrình duyệt", lines=4), self._add_steps
        )

    def add_note(self) -> None:
        """Ask for a note."""
        self._ask("Ghi chú", "&Ghi chú", TextArea("Đã gọi điện nhắc, hẹn thứ Năm gửi", lines=4), self._add_note)

    def reword_step(self, step_id: str) -> None:
        """Ask for other words for a step."""
        field = TextField("Soạn bài")
        field.set_value(self._inside.step(step_id).text)
        self._ask_anew("Sửa bước", "&Bước", field, step_id, self._inside.reword_step)

    def reword_note(self, note_id: str) -> None:
        """Ask for other words for a note."""
        field = TextArea("Đã gọi điện nhắc, hẹn thứ Năm gửi", lines=4)
        field.set_value(self._inside.note(note_id).text)
        self._ask_anew("Sửa ghi chú", "&Ghi chú", field, note_id, self._inside.reword_note)

    def add_link(self) -> None:
        """Ask what the task has to do with."""
        choices: list[tuple[object, str]] = list(evidence_choices(self._desk.workspace, ()))
        field = Choice(choices or [(None, "Chưa có bài, buổi phát hay báo cáo nào")])
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._ask("Gắn với mục khác", "&Bài, buổi phát hoặc báo cáo", field, self._add_link)

    @property
    def _inside(self) -> TaskInside:
        return self._desk.workspace.plans.inside

    def _task(self) -> str:
        line = self._tasks.grid.current_row()
        return line.task.id if line is not None else ""

    def _ask(self, title: str, words: str, field: TextArea | Choice, keep: Callable[[str, Any], Changes]) -> None:
        task_id = self._task()
        if not task_id:
            return

        def take(values: dict[str, Any]) -> None:
            changes = keep(task_id, values["text"])
            if changes.subjects:
                self._desk.publish(changes, "Đã ghi")

        card = FormCard(title, "Lưu", (FormField("text", words, field, required=True),), take, parent=self._page)
        card.troubled.connect(self._page.tell)
        card.open()

    def _ask_anew(
        self, title: str, words: str, field: TextArea | TextField, record_id: str, keep: Callable[[str, str], Changes]
    ) -> None:
        def take(values: dict[str, Any]) -> None:
            changes = keep(record_id, values["text"])
            if changes.subjects:
                self._desk.publish(changes, "Đã sửa")
            self._shown.stand_at(record_id)

        card = FormCard(title, "Lưu", (FormField("text", words, field, required=True),), take, parent=self._page)
        card.troubled.connect(self._page.tell)
        card.open()

    def _add_steps(self, task_id: str, text: str) -> Changes:
        return self._inside.add_steps(task_id, text.splitlines())

    def _add_note(self, task_id: str, text: str) -> Changes:
        return self._inside.add_note(task_id, text)

    def _add_link(self, task_id: str, linked: Linked) -> Changes:
        return self._inside.link(task_id, linked)

    def _do(self, act: Callable[[], Changes], said: str = "Đã ghi") -> None:
        def do() -> None:
            changes = act()
            if changes.subjects:
                self._desk.publish(changes, said)

        self._page.guard(do)
