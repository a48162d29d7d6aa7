"""The card of an approver's word, the same wherever something is approved or taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.wording import BASES
from ttcs_desktop.content.model import ApprovalGiven, Basis
from ttcs_desktop.office.model import Person
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextField
from ui.kit.form import FormField
from ui.pages.form_card import FormCard

Take = Callable[[ApprovalGiven], object]
ApproversOn = Callable[[dt.date], Sequence[Person]]
"""Who may approve on a day: leaders, and the head of the editorial board of that day."""
Authorised = Callable[[dt.date], str]
"""The number of a standing authorisation that fits on a day, or an empty text."""

_SOMEBODY_ELSE = "Người khác, gõ tên ở dưới"
_OFFERED = (Basis.IN_PERSON, Basis.PAPER, Basis.STANDING)


def approval_card(
    about: str,
    approvers: ApproversOn,
    clock: Clock,
    take: Take,
    parent: QWidget,
    *,
    on: dt.date | None = None,
    authorised: Authorised | None = None,
) -> FormCard:
    """Who approved, how, by which paper, when: `on`, else today, stands there at first. `about` says what for."""
    fields = approval_fields(approvers, clock, on=on, authorised=authorised)
    card = FormCard("Ghi ý kiến duyệt", "Duyệt", fields, lambda values: take(approval_given(values)), parent=parent)
    card.introduce(about)
    return card


def approval_fields(
    approvers: ApproversOn, clock: Clock, *, on: dt.date | None = None, authorised: Authorised | None = None
) -> tuple[FormField, ...]:
    """The approver is chosen from those who may approve on the day below, or typed; the number is asked where the
    basis is a paper, and stands there already where a standing authorisation fits."""
    day = DateEdit(clock)
    day.set_value(on or today(clock))
    bases = Choice([(basis, BASES[basis]) for basis in _OFFERED])
    number = TextField("41/TB-UBND", max_length=60)

    def ask_number() -> None:
        number.setEnabled(bases.value() is not Basis.IN_PERSON)
        chosen = _day_of(day)
        if bases.value() is Basis.STANDING and not number.value() and authorised is not None and chosen is not None:
            number.set_value(authorised(chosen))

    bases.currentIndexChanged.connect(ask_number)
    number.setEnabled(False)
    who, name, position = _approver_fields(approvers, day)
    advice = "" if who.isEnabled() else "Thêm lãnh đạo duyệt trong Cài đặt thì lần sau không phải gõ."
    return (
        FormField("who", "&Người duyệt", who, advice),
        FormField("approver", "&Họ tên", name),
        FormField("position", "&Chức vụ", position),
        FormField("basis", "Cách &duyệt", bases),
        FormField("number", "Số &văn bản, khi duyệt trên giấy hoặc theo ủy quyền", number),
        FormField("decided_on", "N&gày duyệt", day, required=True),
    )


def _approver_fields(approvers: ApproversOn, day: DateEdit) -> tuple[Choice, TextField, TextField]:
    """Who, name and position; another day may offer other people, what was typed stays."""
    known: list[Person] = []
    who = Choice([(None, _SOMEBODY_ELSE)])
    name, position = TextField(), TextField("Phó Chủ tịch UBND phường")

    def fill() -> None:
        person = who.value()
        for field, fact in ((name, "name"), (position, "position")):
            if person is not None or not field.isEnabled():
                field.set_value(getattr(person, fact, ""))
            field.setEnabled(person is None)

    def offer() -> None:
        chosen = _day_of(day)
        offered = list(approvers(chosen)) if chosen is not None else known
        if offered != known:
            before, first = who.value(), not known
            known[:] = offered
            who.blockSignals(True)  # the list on its way must not fill the fields
            who.set_options(_offered(known))
            who.set_value(known[0] if first and known else before)
            who.blockSignals(False)
            fill()
        who.setEnabled(bool(known))

    who.currentIndexChanged.connect(fill)
    day.changed.connect(offer)
    offer()
    return who, name, position


def _day_of(field: DateEdit) -> dt.date | None:
    """The day typed so far; None while it is none."""
    try:
        found = field.value()
    except InvalidInput:
        return None
    return found if isinstance(found, dt.date) else None


def _offered(people: Sequence[Person]) -> list[tuple[Person | None, str]]:
    return [
        *((one, f"{one.name}, {one.position}" if one.position else one.name) for one in people),
        (None, _SOMEBODY_ELSE),
    ]


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
