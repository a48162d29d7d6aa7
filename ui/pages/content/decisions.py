"""The card that takes an item back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.office.model import Person
from ui.kit.fields import TextField
from ui.kit.form import FormField
from ui.pages.approval_card import Take, approval_fields, approval_given
from ui.pages.form_card import FormCard


def withdrawal_card(title: str, approvers: Sequence[Person], clock: Clock, take: Take, parent: QWidget) -> FormCard:
    """Why the item is taken back, and on whose word."""
    reason = FormField("reason", "&Lý do rút", TextField(name="Lý do rút"))
    # The position goes without a field here: the card must not scroll, and the name says whose word it is.
    fields = (reason, *(field for field in approval_fields(approvers, clock) if field.id != "position"))
    card = FormCard(
        "Rút bài", "Rút bài", fields, lambda values: take(approval_given(values)), danger=True, parent=parent
    )
    card.introduce(f"{title}\nBài đã rút không phát nữa; những lần đã phát vẫn còn trong sổ.")
    return card
