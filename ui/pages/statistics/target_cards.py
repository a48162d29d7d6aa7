"""Cards of a target: its number by hand, and the ward's own level. An empty number takes back what was said."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.statistics.following import Followed
from ttcs_desktop.statistics.wording import wanted_words
from ui.kit.date_edit import DateEdit
from ui.kit.fields import TextField
from ui.kit.form import FormField
from ui.kit.number_edit import NumberEdit
from ui.pages.form_card import FormCard

Save = Callable[[dict[str, Any]], object]


def number_card(one: Followed, clock: Clock, person: str, save: Save, parent: QWidget | None = None) -> FormCard:
    """How far a target is, where nothing in the record measures it."""
    indicator, said = one.target.indicator, one.said
    fields = [
        FormField("value", f"&Số đến nay ({indicator.unit})", NumberEdit(whole=not indicator.decimals)),
        FormField("as_of", "&Tính đến ngày", DateEdit(clock), required=True),
        FormField("reason", "&Lấy từ đâu, vì sao", TextField("Ví dụ: danh sách ngày 25/5/2026, bản lưu ở phòng")),
        FormField("person", "N&gười nhập", TextField(max_length=120)),
    ]
    card = FormCard(f"Nhập số {one.target.code} năm {one.year}", "Lưu số nhập tay", fields, save, parent=parent)
    back = " Để trống số rồi lưu là bỏ số đã nhập." if said else ""
    card.introduce(f"{indicator.name}. {indicator.formula} Số này luôn ghi rõ là nhập tay.{back}")
    card.form.set_values(
        {
            "value": said.value if said else None,
            "as_of": said.as_of if said else today(clock),
            "reason": said.reason if said else "",
            "person": said.person if said else person,
        }
    )
    return card


def level_card(one: Followed, clock: Clock, save: Save, parent: QWidget | None = None) -> FormCard:
    """What the ward itself wants for the year, by which paper."""
    target, level = one.target, one.level
    fields = [
        FormField("wanted", f"&Mức của đơn vị ({target.indicator.unit})", NumberEdit(low=None)),
        FormField("source", "&Theo văn bản", TextField("Ví dụ: Kế hoạch số 12/KH-UBND của phường")),
        FormField("decided_on", "&Ngày văn bản", DateEdit(clock)),
    ]
    card = FormCard(f"Mức {target.code} năm {one.year}", "Lưu mức của đơn vị", fields, save, parent=parent)
    own = wanted_words(target.compare, target.wanted, target.indicator.unit)
    back = " Để trống mức rồi lưu là trở về mức của văn bản." if level else ""
    card.introduce(
        f"{target.indicator.name}. {target.basis_short} nêu {own}. Mức của đơn vị chỉ tính cho năm {one.year}.{back}"
    )
    card.form.set_values(
        {
            "wanted": one.wanted,
            "source": level.source if level else "",
            "decided_on": level.decided_on if level else None,
        }
    )
    return card


def as_number(value: object) -> Decimal | None:
    """The number of a field; None for an empty one."""
    return Decimal(value) if isinstance(value, (Decimal, int)) else None
