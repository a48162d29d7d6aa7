"""The card that says the same of several tasks: state, lead, person; what is left as it is stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from ttcs_desktop.office.model import Person
from ttcs_desktop.plans.model import Task, TaskState
from ttcs_desktop.plans.names import split_names
from ttcs_desktop.plans.together import ForAll
from ttcs_desktop.vietnamese.text import nfc
from ui.kit.fields import Choice, TextField
from ui.kit.form import FormField
from ui.pages.form_card import FormCard
from ui.pages.plans.words import STATES

_AS_IT_IS = "Giữ nguyên"
_NAMED = 3
_LONGEST = 60


def together_card(
    tasks: Sequence[Task], people: Sequence[Person], take: Callable[[ForAll], object], parent: QWidget
) -> FormCard:
    """A form for several tasks; `take` gets what was said of all of them."""
    state = Choice([(None, _AS_IT_IS), *((one, status.word) for one, status in STATES.items())])
    person = Choice([(None, _AS_IT_IS), ("", "Chưa giao"), *((one.id, one.name) for one in people)])
    person.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    lead = TextField("Để trống thì giữ nguyên", max_length=500)
    reason = TextField("Chỉ ghi khi không thực hiện", max_length=500)

    def keep(values: dict[str, Any]) -> object:
        names = split_names(nfc(values["lead"])).names
        return take(ForAll(values["state"], names or None, values["person"], values["reason"]))

    card = FormCard(
        f"Sửa {len(tasks)} nhiệm vụ",
        "Lưu",
        (
            FormField("state", "&Trạng thái kỳ này", state),
            FormField("lead", "&Chủ trì", lead),
            FormField("person", "Người &phụ trách", person),
            FormField("reason", "&Lý do không thực hiện", reason),
        ),
        keep,
        parent=parent,
    )
    named = "; ".join(f"“{_short(task)}”" for task in tasks[:_NAMED])
    more = f" và {len(tasks) - _NAMED} nhiệm vụ nữa" if len(tasks) > _NAMED else ""
    card.introduce(f"{named}{more}. Một lần Ctrl+Z lấy lại tất cả.")
    reason.setEnabled(False)
    state.currentIndexChanged.connect(lambda: reason.setEnabled(state.value() is TaskState.DROPPED))
    return card


def _short(task: Task) -> str:
    words = " ".join(task.text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"
