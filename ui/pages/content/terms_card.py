"""The card of an item's terms: from when to when it may be used, and by which right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.content.model import Item
from ttcs_desktop.content.terms import Terms
from ttcs_desktop.content.wording import RIGHTS
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextField
from ui.kit.form import FormField
from ui.pages.form_card import FormCard


def terms_card(item: Item, clock: Clock, take: Callable[[Terms], object], parent: QWidget) -> FormCard:
    """Both days may stay empty; a permission has its paper named."""
    first, last = DateEdit(clock), DateEdit(clock)
    first.set_value(item.valid_from)
    last.set_value(item.valid_to)
    rights, permission = Choice(tuple(RIGHTS.items())), TextField("Công văn 12/SVHTT, hoặc tên người cho phép")
    rights.set_value(item.rights)
    permission.set_value(item.permission)
    fields = (
        FormField("valid_from", "Dùng từ &ngày", first, "Để trống khi dùng được ngay."),
        FormField(
            "valid_to", "Đến &hết ngày", last, "Để trống khi không có hạn. Sau ngày này bài không được xếp lịch."
        ),
        FormField("rights", "&Quyền sử dụng", rights),
        FormField("permission", "Văn &bản, người cho phép", permission),
    )

    def accept(values: dict[str, Any]) -> object:
        return take(Terms(values["valid_from"], values["valid_to"], values["rights"], values["permission"]))

    card = FormCard("Thời hạn, quyền dùng", "Lưu", fields, accept, parent=parent)
    card.introduce(item.title)
    return card
