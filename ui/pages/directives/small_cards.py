"""The small cards of the page: handled on which day, what rests on what, the register from when to when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.directives.model import Directive
from ttcs_desktop.directives.wording import named, named_in_full
from ttcs_desktop.workspace import Workspace
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextField
from ui.kit.form import FormField
from ui.pages.directives.words import BASED_ON, RELATIONS
from ui.pages.form_card import FormCard

Take = Callable[[dict[str, Any]], object]
_LEAST_LETTERS, _LONGEST = 12, 90


def handled_card(directive: Directive, clock: Clock, today: dt.date, take: Take, parent: QWidget) -> FormCard:
    """When a paper was handled, and what answered it; `take` gets handled_on, reply."""
    day, reply = DateEdit(clock), TextField("15/BC-UBND ngày 20/6/2026", max_length=200)
    day.set_value(today)
    reply.set_value(directive.reply)
    fields = (
        FormField("handled_on", "&Ngày xử lý xong", day, required=True),
        FormField("reply", "&Văn bản trả lời", reply, "Để trống nếu không phải trả lời bằng văn bản."),
    )
    card = FormCard("Ghi đã xử lý", "Ghi", fields, take, parent=parent)
    card.introduce(f"{named(directive)}. Ghi xong thì hạn này không hiện ở trang Hôm nay nữa.")
    return card


def basis_card(directive: Directive, workspace: Workspace, take: Take, parent: QWidget) -> FormCard:
    """What a paper is the basis of, or rests on; `take` gets relation and target (an id)."""
    relation = Choice(list(RELATIONS.items()))
    target = Choice()
    # A long name is cut in the field, never the card made wider.
    target.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    target.setMinimumContentsLength(_LEAST_LETTERS)

    def offer() -> None:
        target.set_options(_targets(str(relation.value()), directive, workspace))

    relation.currentIndexChanged.connect(offer)
    offer()
    fields = (FormField("relation", "&Quan hệ", relation), FormField("target", "&Mục gắn với", target, required=True))
    card = FormCard("Gắn căn cứ", "Gắn", fields, take, parent=parent)
    card.introduce(f"{named_in_full(directive)}. Gắn rồi thì thấy được ở cả hai phía.")
    return card


def register_card(clock: Clock, today: dt.date, take: Take, parent: QWidget) -> FormCard:
    """From when to when the register is wanted; `take` gets first, last."""
    first, last = DateEdit(clock), DateEdit(clock)
    first.set_value(today.replace(month=1, day=1))
    last.set_value(today)
    fields = (
        FormField("first", "&Từ ngày", first, required=True),
        FormField("last", "Đến hết n&gày", last, required=True),
    )
    card = FormCard("Sổ đăng ký văn bản đến", "Xem", fields, take, parent=parent)
    card.introduce("Chỉ gồm văn bản có ngày đến. Sổ in khổ A4 ngang, mẫu theo Phụ lục IV Nghị định 30/2020/NĐ-CP.")
    return card


def _targets(relation: str, directive: Directive, workspace: Workspace) -> list[tuple[object, str]]:
    if relation == "plan":
        return [(one.id, _short(f"{one.number} {one.about} ({one.year})")) for one in workspace.plans.plans()]
    if relation == "task":
        return [(one.id, _short(f"{one.number} {one.text}")) for one in workspace.plans.tasks()]
    others = (one for one in workspace.directives.newest() if one.id != directive.id)
    return [(one.id, _short(named_in_full(one))) for one in others] if relation in ("directive", BASED_ON) else []


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"
