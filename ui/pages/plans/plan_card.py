"""Correcting what a plan is called after it was taken in: number, subject, day of issue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.plans.model import Plan
from ui.kit.date_edit import DateEdit
from ui.kit.fields import TextField
from ui.kit.form import FormField
from ui.pages.form_card import FormCard
from ui.pages.plans.plan_head import ABOUT_LENGTH, NUMBER_LENGTH
from ui.pages.plans.words import plan_title


def plan_card(plan: Plan, clock: Clock, take: Callable[[dict[str, Any]], object], parent: QWidget) -> FormCard:
    """A form with the plan's head as it is; `take` gets number, about, issued_on."""
    number = TextField("75/KH-UBND", name="Số, ký hiệu", max_length=NUMBER_LENGTH)
    about = TextField("Kế hoạch về việc gì", name="Trích yếu", max_length=ABOUT_LENGTH)
    issued_on = DateEdit(clock, name="Ngày ban hành")
    number.set_value(plan.number)
    about.set_value(plan.about)
    issued_on.set_value(plan.issued_on)
    card = FormCard(
        "Sửa kế hoạch",
        "Lưu",
        (
            FormField("number", "&Số, ký hiệu", number, required=True),
            FormField("about", "&Trích yếu", about),
            FormField("issued_on", "&Ngày ban hành", issued_on),
        ),
        take,
        parent=parent,
    )
    card.introduce(f"{plan_title(plan)}. Nhiệm vụ và hạn của kế hoạch giữ nguyên.")
    return card
