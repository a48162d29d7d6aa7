"""The cards that give an item back to its writer, and that take it back altogether."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.clock import Clock
from ui.kit.fields import TextField
from ui.kit.form import FormField
from ui.pages.approval_card import ApproversOn, Take, approval_fields, approval_given
from ui.pages.form_card import FormCard


def send_back_card(title: str, take: Callable[[dict[str, Any]], object], parent: QWidget) -> FormCard:
    """Why the item goes back to its writer."""
    reason = FormField("reason", "&Lý do trả lại", TextField("Bớt câu cuối, sửa giờ họp", name="Lý do trả lại"))
    card = FormCard("Trả lại bài", "Trả lại", (reason,), take, parent=parent)
    card.introduce(f"{title}\nBài trở về người soạn cùng lý do này; sửa xong thì trình lại.")
    return card


def withdrawal_card(title: str, approvers: ApproversOn, clock: Clock, take: Take, parent: QWidget) -> FormCard:
    """Why the item is taken back, and on whose word."""
    reason = FormField("reason", "&Lý do rút", TextField(name="Lý do rút"))
    # The position goes without a field here: the card must not scroll, and the name says whose word it is.
    fields = (reason, *(field for field in approval_fields(approvers, clock) if field.id != "position"))
    card = FormCard(
        "Rút bài", "Rút bài", fields, lambda values: take(approval_given(values)), danger=True, parent=parent
    )
    card.introduce(f"{title}\nBài đã rút không phát nữa; những lần đã phát vẫn còn trong sổ.")
    return card
