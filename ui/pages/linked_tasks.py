"""The tasks that a record has to do with, as lines that lead to them; nothing where there are none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ttcs_desktop.agenda.linked import NO_TASKS, LinkedTasks
from ui.kit.labels import label
from ui.kit.link_line import LinkLine
from ui.kit.panels import column

PLANS_PAGE = "plans"
_IN_STRIP = 2


def tasks_block(found: LinkedTasks, open_task: Callable[[str], object], title: str = "Nhiệm vụ liên quan") -> QWidget:
    """A title and a line for each task; `open_task(id)` on Enter. Hidden while nothing has to do with the record."""
    made = QWidget()
    inside = column(made, 2)
    if found.tasks:
        inside.addWidget(label(title, "strong"))
    for task_id, words in found.tasks:
        line = LinkLine(words, "list-checks", f"Mở nhiệm vụ: {words}")
        line.clicked.connect(lambda _=False, task_id=task_id: open_task(task_id))
        inside.addWidget(line)
    if found.more:
        inside.addWidget(label(f"và {found.more} nhiệm vụ khác", "small", "text2"))
    if not found.tasks:
        made.hide()
    return made


class TasksStrip(QWidget):
    """The first few tasks of a report, a line each, below its figures. `task_wanted(id)` on Enter."""

    task_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = column(self, 0, (12, 2, 12, 2))
        self._shown = NO_TASKS
        self.hide()

    def is_empty(self) -> bool:
        """Whether no task has to do with the report."""
        return not self._shown.tasks

    def show_tasks(self, found: LinkedTasks) -> None:
        """Show these instead; hidden where there are none."""
        self._shown = found
        while (held := self._lines.takeAt(0)) is not None:
            if (line := held.widget()) is not None:
                line.hide()
                line.deleteLater()
        for task_id, words in found.tasks[:_IN_STRIP]:
            line = LinkLine(words, "list-checks", f"Mở nhiệm vụ: {words}")
            line.clicked.connect(lambda _=False, task_id=task_id: self.task_wanted.emit(task_id))
            self._lines.addWidget(line)
        more = found.more + len(found.tasks) - _IN_STRIP
        if more > 0:
            self._lines.addWidget(label(f"và {more} nhiệm vụ khác", "small", "text2"))
        self.setHidden(self.is_empty())
