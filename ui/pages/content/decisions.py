"""The two cards of an approver's word: yes to a text, and taking it back."""

from __future__ import annotations

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

_SOMEBODY_ELSE = "Người khác, gõ tên ở dưới"
Take = Callable[[ApprovalGiven], object]


def approval_card(title: str, approvers: Sequence[Person], clock: Clock, take: Take, parent: QWidget) -> FormCard:
    """Who approved, how, and when."""
    fields = _fields(approvers, clock)
    card = FormCard("Duyệt bài", "Ghi đã duyệt", fields, lambda values: take(_given(values, clock)), parent=parent)
    card.introduce(title)
    return card


def withdrawal_card(title: str, approvers: Sequence[Person], clock: Clock, take: Take, parent: QWidget) -> FormCard:
    """Why the item is taken back, and on whose word."""
    reason = FormField("reason", "&Lý do rút", TextField(name="Lý do rút"))
    # The position goes without a field here: the card must not scroll, and the name says whose word it is.
    fields = (reason, *(field for field in _fields(approvers, clock) if field.id != "position"))
    card = FormCard(
        "Rút bài", "Rút bài", fields, lambda values: take(_given(values, clock)), danger=True, parent=parent
    )
    card.introduce(f"{title}\nBài đã rút không phát nữa; những lần đã phát vẫn còn trong sổ.")
    return card


def _fields(approvers: Sequence[Person], clock: Clock) -> tuple[FormField, ...]:
    """The approver is chosen from the office, or typed; choosing fills name and position in."""
    options: list[tuple[Person | None, str]] = [(one, f"{one.name}, {one.position}") for one in approvers]
    who = Choice([*options, (None, _SOMEBODY_ELSE)])
    who.set_value(approvers[0] if approvers else None)
    name, position = TextField(name="Họ tên người duyệt"), TextField(name="Chức vụ")
    bases = Choice([(basis, BASES[basis]) for basis in (Basis.IN_PERSON, Basis.PAPER)])
    day = DateEdit(clock)
    day.set_value(today(clock))

    def fill() -> None:
        person = who.value()
        name.set_value(person.name if isinstance(person, Person) else "")
        position.set_value(person.position if isinstance(person, Person) else "")

    who.changed.connect(fill)
    fill()
    return (
        FormField("who", "&Người duyệt", who),
        FormField("approver", "&Họ tên", name),
        FormField("position", "&Chức vụ", position),
        FormField("basis", "Cách &duyệt", bases),
        FormField("number", "Số &phiếu, khi duyệt trên giấy", TextField("41/TB-UBND", name="Số phiếu")),
        FormField("decided_on", "N&gày duyệt", day, required=True),
    )


def _given(values: dict[str, Any], clock: Clock) -> ApprovalGiven:
    person = values["who"]
    known = person.position if isinstance(person, Person) else ""
    return ApprovalGiven(
        basis=values["basis"],
        approver=values["approver"],
        decided_on=values["decided_on"] or today(clock),
        position=values.get("position", known),
        number=values["number"],
        reason=values.get("reason", ""),
    )
