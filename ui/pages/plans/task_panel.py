"""The chosen task: its exact words, how far it is, who does it and until when, and what has been done to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ttcs_desktop.attachments.model import Owner
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.plans.following import late_or_of_year
from ui.kit.buttons import KeyButton, Kind
from ui.kit.labels import label
from ui.kit.panels import column, facts, row
from ui.kit.stepper import Stepper
from ui.pages.attachments import AttachmentList
from ui.pages.desk import Desk
from ui.pages.plans.inside_list import InsideList
from ui.pages.plans.lines import TaskLine
from ui.pages.plans.words import (
    STATES,
    STEPS,
    due_in_words,
    next_step,
    period_outcome,
    period_title,
    short_day,
    shown_periods,
)
from ui.pages.record_panel import RecordPanel


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of a task's history, in words; `at` is wall clock."""

    at: dt.datetime
    who: str
    what: str


class TaskPanel(RecordPanel):
    """`advance` asks for the next step, `result_wanted` for the card of the result, `edit_wanted` and
    `remove_wanted` for what they say."""

    advance = Signal()
    result_wanted = Signal()
    edit_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Nhiệm vụ đang chọn", "Chi tiết nhiệm vụ", parent)
        self._place = label("", "small", "text2", wrap=True)
        self._wording = label("", "reading", wrap=True)
        self._stepper = Stepper(tuple(STATES[state].word for state in STEPS))
        self.step = KeyButton("Chuyển bước", icon="arrow-right", key="F6", kind=Kind.PRIMARY)
        self.step.clicked.connect(self.advance)
        self.result = KeyButton("Ghi kết quả", icon="file-pen-line", key="F9")
        self.result.clicked.connect(self.result_wanted)
        self.edit = KeyButton("Sửa", icon="pencil", key="F2")
        self.edit.clicked.connect(self.edit_wanted)
        self.remove = KeyButton("Bỏ", icon="trash-2", key="Delete")
        self.remove.clicked.connect(self.remove_wanted)
        self._changing = QWidget()
        beside = row(self._changing, 8)
        for button in (self.edit, self.remove):
            beside.addWidget(button, 1)
        self._shown = ""
        self._periods = QWidget()
        self._facts = QWidget()
        self.inside = InsideList()
        self.files = AttachmentList(desk)
        self._history = QWidget()
        self._fill(self._place, self._wording, *self._of_a_task())
        self.show_task(None, ())

    def show_task(self, line: TaskLine | None, deeds: Sequence[Deed], bases: Sequence[str] = ()) -> None:
        """Show a task with the papers it or its plan rests on, or that none is chosen."""
        for part in (self._wording, *self._of_a_task()):
            part.setVisible(line is not None)
        self.files.show_owner(Owner("task", line.task.id) if line is not None else None)
        if line is None:
            self._place.setText("Chọn một nhiệm vụ để xem nguyên văn và chuyển bước.")
            return
        self._place.setText(_place(line))
        self._wording.setText(f"“{line.task.text}”")
        self._stepper.setVisible(line.task.state in STEPS)
        if line.task.state in STEPS:
            self._stepper.show_step(STEPS.index(line.task.state))
        self.step.setText(next_step(line.task.state))
        self._periods = self._swap(self._periods, _periods(line))
        self._facts = self._swap(self._facts, facts([*_facts(line), *_bases(bases)]))
        self._history = self._swap(self._history, _history(deeds, line.today.year))
        if line.task.id != self._shown:
            self._to_top()
        self._shown = line.task.id
        self._make_room()

    def _of_a_task(self) -> tuple[QWidget, ...]:
        return (
            *(self._stepper, self.step, self.result, self._changing),
            *(self._periods, self._facts, self.inside, self.files, self._history),
        )


def _place(line: TaskLine) -> str:
    return " · ".join(part for part in (line.source, line.task.group_title) if part)


def _facts(line: TaskLine) -> list[tuple[str, str]]:
    task, year = line.task, line.today.year
    if line.deadline is not None:
        due = due_in_words(line.deadline, line.today)
    else:
        due = short_day(line.due, year) if line.due else "kế hoạch không ghi hạn"
    pairs = [
        ("Chủ trì", "; ".join(task.lead) or "chưa ghi"),
        ("Phối hợp", "; ".join(task.coordinating)),
        ("Phụ trách", line.person),
        ("Thời gian", " ".join(task.when_text.split())),
        ("Hạn kỳ này", due),
        ("Sản phẩm", task.product),
        ("Ghi chú", task.note),
    ]
    return [(what, how) for what, how in pairs if how]


def _bases(bases: Sequence[str]) -> list[tuple[str, str]]:
    return [("Căn cứ", "; ".join(bases))] if bases else []


def _periods(line: TaskLine) -> QWidget:
    """How the periods of this year stand, with what is still owed from before."""
    made = QWidget()
    inside = column(made, 4)
    year, followed = line.today.year, line.followed
    periods = shown_periods(followed, late_or_of_year(followed, line.today), line.today)
    inside.addWidget(label(f"Các kỳ năm {year}" if followed.repeats else "Kết quả", "strong"))
    late = followed.late(line.today)
    for one in periods:
        if followed.repeats:
            inside.addWidget(label(period_title(one, year), "text", "text2", wrap=True))
        inside.addWidget(label(period_outcome(one, year, late=one in late), wrap=True))
    return made


def _history(deeds: Sequence[Deed], year: int) -> QWidget:
    made = QWidget()
    inside = column(made, 4)
    inside.addWidget(label("Lịch sử", "strong"))
    if deeds:
        inside.addWidget(
            facts([(f"{short_day(deed.at.date(), year)} {deed.at:%H:%M}", f"{deed.who} {deed.what}") for deed in deeds])
        )
    else:
        inside.addWidget(label("Chưa có thay đổi.", "small", "text2"))
    return made
