"""Giới hạn phát lại: how often the same item may be aired, from which day. The unit's own rule; none at first."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ttcs_desktop.broadcast.checks.model import RepeatLimit
from ttcs_desktop.broadcast.checks.wording import limit_words
from ui.kit.date_edit import DateEdit
from ui.kit.form import FormField
from ui.kit.number_edit import NumberEdit
from ui.kit.table.columns import Align, Column
from ui.pages.settings.section import Ask, Section

_INTRO = (
    "Lịch phát sẽ chỉ ra bài nào bị xếp nhiều lần hơn trên cùng một cụm loa. Đây là giới hạn của riêng đơn vị, không "
    "phải quy định của pháp luật; bản tin khẩn cấp không bị tính. Ô nào để trống thì không giới hạn."
)
_MOST = 99


class LimitsSection(Section):
    """Old weeks are judged by what held then."""

    TITLE = "Giới hạn phát lại"
    ADD = "Đặt giới hạn"
    REMOVE = "Bỏ"
    EMPTY = ("refresh-cw", "Chưa đặt giới hạn phát lại", "Bấm F4 để đặt một bài được phát nhiều nhất mấy lần.")

    @property
    def columns(self) -> Sequence[Column[RepeatLimit]]:
        return (
            Column("Từ ngày", lambda one: one.from_day, 120, Align.RIGHT),
            Column("Một bài được phát", limit_words),
        )

    def rows(self) -> Sequence[RepeatLimit]:
        return self.desk.workspace.week_checks.limits()

    def number(self) -> int:
        return len(self.rows())

    def adding(self) -> Ask:
        fields = (
            FormField("from_day", "&Từ ngày", DateEdit(self.desk.workspace.clock), required=True),
            FormField("per_day", "Nhiều nhất mỗi n&gày (lần)", _number()),
            FormField("per_week", "Nhiều nhất mỗi t&uần (lần)", _number()),
            FormField("gap_hours", "&Cách nhau ít nhất (giờ)", _number()),
        )
        return Ask("Đặt giới hạn phát lại", "Lưu", fields, self._save, _INTRO)

    def removing(self, row: RepeatLimit) -> None:
        """As if it had never been set."""
        changes = self.desk.workspace.week_checks.remove(row.id)
        self.desk.publish(changes, f"Đã bỏ giới hạn từ {row.from_day:%d/%m/%Y}")

    def _save(self, values: dict[str, Any]) -> None:
        numbers = {name: int(values[name] or Decimal(0)) for name in ("per_day", "per_week", "gap_hours")}
        changes = self.desk.workspace.week_checks.limit(values["from_day"], **numbers)
        self.desk.publish(changes, f"Đã đặt giới hạn phát lại từ {values['from_day']:%d/%m/%Y}")


def _number() -> NumberEdit:
    return NumberEdit(whole=True, high=_MOST)
