"""The card of an approver's word, the same wherever something is approved or taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.broadcast.wording import BASES
from ttcs_desktop.content.model import ApprovalGiven, Basis
from ttcs_desktop.office.model import Person
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextField
from ui.kit.form import FormField
from ui.pages.form_card import FormCard

Take = Callable[[ApprovalGiven], object]

_SOMEBODY_ELSE = "Người khác, gõ tên ở dưới"
_OFFERED = (Basis.IN_PERSON, Basis.PAPER, Basis.STANDING)


def approval_card(
    about: str, approvers: Sequence[Person], clock: Clock, take: Take, parent: QWidget, *, on: dt.date | None = None
) -> FormCard:
    """Who approved, how, by which paper, when: `on`, else today, stands there at first. `about` says what for."""
    fields = approval_fields(approvers, clock, on=on)
    card = FormCard("Ghi ý kiến duyệt", "Duyệt", fields, lambda values: take(approval_given(values)), parent=parent)
    card.introduce(about)
    return card


def approval_fields(approvers: Sequence[Person], clock: Clock, *, on: dt.date | None = None) -> tuple[FormField, ...]:
    """The approver is chosen from the office, or typed; the number is asked where the basis is a paper."""
    who = Choice([*((one, f"{one.name}, {one.position}") for one in approvers), (None, _SOMEBODY_ELSE)])
    who.set_value(approvers[0] if approvers else None)
    name, position = TextField(), TextField("Phó Chủ tịch UBND phường")
    bases = Choice([(basis, BASES[basis]) for basis in _OFFERED])
    number = TextField("41/TB-UBND", max_length=60)
    day = DateEdit(clock)
    day.set_value(on or today(clock))

    def fill() -> None:
        person = who.value()
        for field, known in ((name, "name"), (position, "position")):
            field.set_value(getattr(person, known, ""))
            field.setEnabled(person is None)

    who.currentIndexChanged.connect(fill)
    who.setEnabled(bool(approvers))
    fill()
    bases.currentIndexChanged.connect(lambda: number.setEnabled(bases.value() is not Basis.IN_PERSON))
    number.setEnabled(False)
    advice = "" if approvers else "Thêm lãnh đạo duyệt trong Cài đặt thì lần sau không phải gõ."
    return (
        FormField("who", "&Người duyệt", who, advice),
        FormField("approver", "&Họ tên", name),
        FormField("position", "&Chức vụ", position),
        FormField("basis", "Cách &duyệt", bases),
        FormField("number", "Số &văn bản, khi duyệt trên giấy hoặc theo ủy quyền", number),
        FormField("decided_on", "N&gày duyệt", day, required=True),
    )


def approval_given(values: dict[str, Any]) -> ApprovalGiven:
    """What the fields say; a number typed for a paper does not go along with another basis."""
    person, basis = values["who"], values["basis"]
    known = person.position if isinstance(person, Person) else ""
    return ApprovalGiven(
        basis=basis,
        approver=values["approver"],
        decided_on=values["decided_on"],
        position=values.get("position", known),
        number="" if basis is Basis.IN_PERSON else values["number"],
        reason=values.get("reason", ""),
    )
