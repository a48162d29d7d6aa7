"""The card of what an item is: its sort, from when to when it may be used, and by which right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.broadcast.wording import PRIORITIES
from ttcs_desktop.content.model import Item
from ttcs_desktop.content.terms import Sort, Terms
from ttcs_desktop.content.wording import FORMS, ORIGINS, RIGHTS
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextField
from ui.kit.form import FormField
from ui.pages.content.words import NO_COLUMN
from ui.pages.form_card import FormCard


def terms_card(
    item: Item,
    columns: Sequence[tuple[str | None, str]],
    clock: Clock,
    take: Callable[[Terms, Sort], object],
    parent: QWidget,
) -> FormCard:
    """Both days may stay empty; a permission has its paper named. `columns` are those an item may be in, by id."""
    form, origin = Choice(tuple(FORMS.items())), Choice(tuple(ORIGINS.items()))
    column = Choice(((None, NO_COLUMN), *columns))
    for choice, value in ((form, item.form), (origin, item.origin), (column, item.column_id)):
        choice.set_value(value)
    first, last = DateEdit(clock), DateEdit(clock)
    first.set_value(item.valid_from)
    last.set_value(item.valid_to)
    rights, permission = Choice(tuple(RIGHTS.items())), TextField("Công văn 12/SVHTT, hoặc tên người cho phép")
    rights.set_value(item.rights)
    permission.set_value(item.permission)
    priority = Choice(tuple(PRIORITIES.items()))
    priority.set_value(item.priority)
    fields = (
        FormField("form", "&Thể loại", form),
        FormField("origin", "Ng&uồn", origin),
        FormField("column_id", "&Chuyên mục", column),
        FormField("priority", "&Mức ưu tiên", priority),
        FormField("valid_from", "Dùng từ &ngày, để trống khi dùng được ngay", first),
        FormField("valid_to", "Đến &hết ngày, để trống khi không có hạn", last),
        FormField("rights", "&Quyền sử dụng", rights),
        FormField("permission", "Văn &bản, người cho phép", permission),
    )

    def accept(values: dict[str, Any]) -> object:
        return take(
            Terms(values["valid_from"], values["valid_to"], values["rights"], values["permission"], values["priority"]),
            Sort(values["form"], values["origin"], values["column_id"]),
        )

    card = FormCard("Thể loại, thời hạn, quyền dùng", "Lưu", fields, accept, parent=parent)
    card.introduce(item.title)
    return card
