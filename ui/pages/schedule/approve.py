"""The leader's yes, as the officer records it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.broadcast.wording import BASES
from ttcs_desktop.content.model import ApprovalGiven, Basis
from ttcs_desktop.office.model import Person
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextField
from ui.kit.form import Form, FormField
from ui.kit.labels import label
from ui.pages.schedule.cards import FormCard, Values
from ui.workflows.messages import SUBJECTS

_OFFERED = (Basis.IN_PERSON, Basis.PAPER)


def approve_card(
    about: str,
    approvers: Sequence[Person],
    clock: Clock,
    save: Callable[[ApprovalGiven], None],
    parent: QWidget | None = None,
) -> FormCard:
    """Who approved, how, by which paper, when. `about` says what for: an edition, or a slot for all its dates."""
    words = [(person, f"{person.name}, {person.position}") for person in approvers]
    number = TextField("41/TB-UBND", max_length=60)
    basis = Choice([(one, BASES[one]) for one in _OFFERED])
    form = Form(
        [
            FormField("approver", "Người duyệt", Choice(words), required=True),
            FormField("basis", "Căn cứ", basis),
            FormField("number", "Số văn bản", number, "Cần khi duyệt trên giấy."),
            FormField("decided_on", "Ngày duyệt", DateEdit(clock), required=True),
        ],
        SUBJECTS,
    )
    form.set_values({"decided_on": today(clock)})
    card = FormCard("Ghi ý kiến duyệt", "Duyệt", [form], lambda values: save(_given(values)), parent=parent)
    card.body.insertWidget(0, label(about, wrap=True))
    basis.currentIndexChanged.connect(lambda _: number.setEnabled(basis.value() is Basis.PAPER))
    number.setEnabled(False)
    if not approvers:
        card.body.insertWidget(1, label("Chưa có lãnh đạo duyệt trong Cài đặt.", "text", "amber", wrap=True))
        card.main.setEnabled(False)
    return card


def _given(values: Values) -> ApprovalGiven:
    person = cast("Person", values["approver"])
    basis = cast("Basis", values["basis"])
    return ApprovalGiven(
        basis=basis,
        approver=person.name,
        decided_on=cast("dt.date", values["decided_on"]),
        position=person.position,
        number=str(values["number"]) if basis is Basis.PAPER else "",
    )
