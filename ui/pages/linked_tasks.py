"""The tasks that a record has to do with, as lines that lead to them; nothing where there are none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ttcs_desktop.agenda.linked import LinkedTasks
from ui.kit.labels import label
from ui.kit.link_line import LinkLine
from ui.kit.panels import column

PLANS_PAGE = "plans"


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
