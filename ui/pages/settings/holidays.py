"""Ngày nghỉ: the days off of the year and the weekend days worked in exchange."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ttcs_desktop.office.model import DayKind, Holiday
from ttcs_desktop.papers.wording import weekday
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextField
from ui.kit.form import FormField
from ui.kit.table.columns import Align, Column
from ui.pages.settings.section import Ask, Section

KINDS = ((DayKind.OFF, "Nghỉ"), (DayKind.SWAPPED_IN, "Làm bù"))
_FIXED = "Ngày 01/01, 30/4, 01/5 và 02/9 đã tính sẵn là ngày nghỉ, không cần ghi."


class Holidays(Section):
    """What breaks the rule of the working week; deadlines are counted by it."""

    TITLE = "Ngày nghỉ"
    ADD = "Thêm ngày"
    OPEN = "Sửa"
    REMOVE = "Bỏ ngày này"
    EMPTY = ("calendar", "Chưa ghi ngày nghỉ nào", f"Bấm F4 để ghi nghỉ Tết, Giỗ Tổ, ngày làm bù. {_FIXED}")

    @property
    def columns(self) -> Sequence[Column[Holiday]]:
        return (
            Column("Ngày", lambda one: one.day, 120, Align.RIGHT),
            Column("Thứ", lambda one: weekday(one.day), 120),
            Column("Tên", lambda one: one.name),
            Column("Loại", lambda one: dict(KINDS)[one.kind], 120),
        )

    def rows(self) -> Sequence[Holiday]:
        return self.desk.workspace.office.holidays()

    def number(self) -> int:
        return self.desk.workspace.office.holiday_count()

    def adding(self) -> Ask:
        day = FormField("day", "&Ngày", DateEdit(self.desk.workspace.clock), required=True)
        return Ask("Thêm ngày nghỉ, ngày làm bù", "Thêm", (day, *_fields(None)), self._save, _FIXED)

    def opening(self, row: Holiday) -> Ask:
        """Another name or kind for the day; the day itself stands."""
        intro = f"{weekday(row.day)} {row.day:%d/%m/%Y}"
        return Ask("Sửa ngày", "Lưu", _fields(row), lambda values: self._save({"day": row.day, **values}), intro)

    def removing(self, row: Holiday) -> None:
        """The day is a day like any other again."""
        self.desk.publish(self.desk.workspace.office.remove_holiday(row.day), f"Đã bỏ {row.name} {row.day:%d/%m/%Y}")

    def _save(self, values: dict[str, Any]) -> None:
        changes = self.desk.workspace.office.set_holiday(values["day"], values["name"], values["kind"])
        self.desk.publish(changes, f"Đã ghi {values['day']:%d/%m/%Y}: {values['name']}")


def _fields(known: Holiday | None) -> tuple[FormField, ...]:
    name, kind = TextField("Tết Nguyên đán"), Choice(KINDS)
    if known is not None:
        name.set_value(known.name)
        kind.set_value(known.kind)
    return FormField("name", "&Tên", name, required=True), FormField("kind", "&Loại", kind)
