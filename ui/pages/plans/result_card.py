"""The card of a result: which period, how far it is, on which day, what came of it, what stood in the way, who."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from ttcs_desktop.basics.clock import today
from ttcs_desktop.plans.followed import FollowedTask, TaskPeriod
from ttcs_desktop.plans.following import Result, late_or_of_year
from ttcs_desktop.plans.model import Evidence, TaskState
from ttcs_desktop.workspace import Workspace
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextArea, TextField
from ui.kit.form import FormField
from ui.pages.form_card import FormCard
from ui.pages.plans.words import STATES, period_title, shown_periods
from ui.workflows.evidence import evidence_choices

Take = Callable[[str, str, Result], object]

_NO_EVIDENCE = "Không kèm"
_NOBODY = "Chưa ghi"
_LONGEST = 120
_LEAST_LETTERS = 12


def result_card(followed: FollowedTask, workspace: Workspace, take: Take, parent: QWidget) -> FormCard:
    """A card on the period at hand; another one may be chosen. `take(task id, period key, Result)` keeps it."""
    day = today(workspace.clock)
    periods = {one.key: one for one in shown_periods(followed, late_or_of_year(followed, day), day)}
    fields = _Fields(periods, workspace)
    task = followed.task

    def keep(values: dict[str, Any]) -> object:
        return take(task.id, values["period"], fields.result(values))

    card = FormCard("Ghi kết quả nhiệm vụ", "Lưu", fields.form(day.year), keep, parent=parent)
    words = " ".join(task.text.split())
    card.introduce(f"“{words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + ' …'}”")
    fields.period.set_value(followed.current(day).key)
    fields.fill()
    return card


class _Fields:
    """The widgets of the card, filled anew when another period is chosen."""

    def __init__(self, periods: dict[str, TaskPeriod], workspace: Workspace) -> None:
        self._periods, self._workspace = periods, workspace
        self.period = Choice(name="Kỳ")
        self._state = Choice([(state, status.word) for state, status in STATES.items()])
        self._done_on = DateEdit(workspace.clock)
        self._result = TextArea("Đã làm được gì, số liệu chính", lines=2)
        self._difficulty = TextArea("Để trống nếu không có", lines=2)
        self._document = TextField("15/BC-UBND ngày 20/6/2026", max_length=200)
        self._person = Choice([("", _NOBODY), *((one.id, one.name) for one in workspace.office.people())])
        self._evidence = Choice()
        for choice in (self.period, self._person, self._evidence):
            # A long name is cut in the field, never the card made wider.
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(_LEAST_LETTERS)
        self.period.currentIndexChanged.connect(self.fill)
        self._state.currentIndexChanged.connect(self._ask_for_day)

    def form(self, year: int) -> tuple[FormField, ...]:
        """The fields in the order in which Enter goes through them."""
        self.period.set_options([(key, period_title(one, year)) for key, one in self._periods.items()])
        return (
            FormField("period", "&Kỳ", self.period),
            FormField("state", "&Tình trạng", self._state),
            FormField("done_on", "&Ngày hoàn thành", self._done_on),
            FormField("result", "Kết &quả", self._result),
            FormField("difficulty", "Khó khăn, &vướng mắc, hoặc lý do không thực hiện", self._difficulty),
            FormField("document", "Số văn &bản kèm theo", self._document),
            FormField("person", "N&gười thực hiện", self._person),
            FormField("evidence", "&Minh chứng trong sổ", self._evidence),
        )

    def fill(self) -> None:
        """Show what was said of the chosen period; one that was not begun is offered as done today."""
        period = self._periods.get(str(self.period.value()))
        if period is None:
            return
        said = period.said
        state = TaskState.DONE if said.state is TaskState.TODO else said.state
        self._state.set_value(state)
        self._done_on.set_value(said.done_on or (today(self._workspace.clock) if state is TaskState.DONE else None))
        self._result.set_value(said.result)
        self._difficulty.set_value(said.difficulty)
        self._document.set_value(said.document)
        self._person.set_value(said.person or self._workspace.ledger.actor)
        self._evidence.set_options([(None, _NO_EVIDENCE), *evidence_choices(self._workspace, said.evidence)])
        self._evidence.set_value(said.evidence[-1] if said.evidence else None)
        self._ask_for_day()

    def result(self, values: dict[str, Any]) -> Result:
        """What the fields say; a further piece of evidence joins what is kept, "none" takes all of it away."""
        kept: tuple[Evidence, ...] = self._periods[values["period"]].said.evidence
        chosen = values["evidence"]
        return Result(
            values["state"],
            values["result"],
            values["difficulty"],
            values["done_on"],
            values["person"],
            tuple(dict.fromkeys((*kept, chosen))) if chosen else (),
            values["document"],
        )

    def _ask_for_day(self) -> None:
        done = self._state.value() is TaskState.DONE
        self._done_on.setEnabled(done)
        if done and not self._done_on.text():
            self._done_on.set_value(today(self._workspace.clock))
