"""What a plan is called: number, subject, issuer, day of issue; corrected, or said of a plan without an annex."""

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
from ui.pages.plans.review import year_as_typed
from ui.pages.plans.words import plan_title


def plan_card(
    plan: Plan,
    clock: Clock,
    take: Callable[[dict[str, Any]], object],
    parent: QWidget,
    basis: FormField | None = None,
) -> FormCard:
    """A form with the plan's head as it is; `take` gets number, about, issuer, issued_on, and what `basis` asks."""
    fields = (*_head_fields(clock), *((basis,) if basis is not None else ()))
    card = FormCard("Sửa kế hoạch", "Lưu", fields, take, parent=parent)
    card.form.set_values(
        {"number": plan.number, "about": plan.about, "issuer": plan.issuer, "issued_on": plan.issued_on}
    )
    card.introduce(f"{plan_title(plan)}. Nhiệm vụ và hạn của kế hoạch giữ nguyên.")
    return card


def new_plan_card(clock: Clock, year: int, take: Callable[[dict[str, Any]], object], parent: QWidget) -> FormCard:
    """A form for a plan whose tasks are typed by hand; `take` gets year besides."""
    typed = _YearField("", name="Năm của kế hoạch", max_length=4)
    typed.set_value(year)
    fields = (*_head_fields(clock), FormField("year", "Nă&m của kế hoạch", typed, required=True))
    card = FormCard("Thêm kế hoạch", "Lưu", fields, take, parent=parent)
    card.introduce("Dùng khi không có phụ lục Word hay Excel. Lưu xong bấm F4 để thêm từng nhiệm vụ.")
    return card


class _YearField(TextField):
    def value(self) -> object:
        """The year. Raises InvalidInput: `year_unreadable`."""
        return year_as_typed(self.text()) if self.text().strip() else ""


def _head_fields(clock: Clock) -> tuple[FormField, ...]:
    return (
        FormField(
            "number",
            "&Số, ký hiệu",
            TextField("75/KH-UBND", name="Số, ký hiệu", max_length=NUMBER_LENGTH),
            required=True,
        ),
        FormField("about", "&Trích yếu", TextField("Kế hoạch về việc gì", name="Trích yếu", max_length=ABOUT_LENGTH)),
        FormField(
            "issuer", "&Cơ quan ban hành", TextField("UBND phường", name="Cơ quan ban hành", max_length=ABOUT_LENGTH)
        ),
        FormField("issued_on", "&Ngày ban hành", DateEdit(clock, name="Ngày ban hành")),
    )
