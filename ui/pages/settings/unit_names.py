"""Tên của đơn vị: what the unit is called from which day on; a merger adds a name, old papers keep theirs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ttcs_desktop.office.model import Unit
from ttcs_desktop.office.units import UnitEntry
from ttcs_desktop.office.wording import UNIT_KINDS, unit_title
from ui.kit.chips import Status, Tone
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextField
from ui.kit.form import FormField
from ui.kit.table.columns import Align, Column
from ui.pages.settings.section import Ask, Section

_KINDS = [(kind, words.capitalize()) for kind, words in UNIT_KINDS.items()]
_KEPT = "Giấy tờ của những ngày trước vẫn mang tên cũ. Mã dùng để nối máy chủ không đổi theo."


class UnitNames(Section):
    """The dated names, the newest first."""

    TITLE = "Tên của đơn vị"
    ADD = "Đổi tên, sáp nhập…"
    OPEN = "Sửa sai"
    REMOVE = "Bỏ tên này"
    EMPTY = ("landmark", "Sổ chưa ghi tên đơn vị", "Bấm F4 để ghi tên.")

    @property
    def columns(self) -> Sequence[Column[Unit]]:
        return (
            Column("Tên", unit_title),
            Column("Mã", lambda one: one.code, 80),
            Column("Tỉnh, thành phố", lambda one: one.province, 170),
            Column("Từ ngày", lambda one: one.valid_from, 100, Align.RIGHT),
            Column("Hiện nay", self._standing, 130),
        )

    def rows(self) -> Sequence[Unit]:
        return list(reversed(self.desk.workspace.office.units()))

    def adding(self) -> Ask:
        known = self.desk.workspace.office.unit(self.desk.today)
        return Ask("Đổi tên, sáp nhập đơn vị", "Lưu", self._fields(known, fixed=False), self._save, _KEPT)

    def opening(self, row: Unit) -> Ask:
        """Mend what was written of a name; its day stands."""
        intro = f"Tên mang từ {row.valid_from:%d/%m/%Y}. Sửa sai là sửa cho cả thời gian ấy."
        fields = self._fields(row, fixed=True)
        return Ask("Sửa tên đơn vị", "Lưu", fields, lambda values: self._save({"day": row.valid_from, **values}), intro)

    def removing(self, row: Unit) -> None:
        """A name that was never given."""
        changes = self.desk.workspace.office.remove_unit_name(row.id)
        self.desk.publish(changes, f"Đã bỏ tên {unit_title(row)}")

    def _fields(self, known: Unit, *, fixed: bool) -> tuple[FormField, ...]:
        kind, name, code = Choice(_KINDS), TextField(), TextField(max_length=5)
        province, day = TextField("Thành phố Hà Nội"), DateEdit(self.desk.workspace.clock)
        for widget, value in ((kind, known.kind), (name, known.name), (code, known.code), (province, known.province)):
            widget.set_value(value)
        day.set_value(self.desk.today)
        dated = () if fixed else (FormField("day", "Từ n&gày", day, required=True),)
        return (
            FormField("kind", "&Loại", kind),
            FormField("name", "&Tên, không ghi loại", name),
            FormField("code", "&Mã đơn vị", code, "Năm chữ số theo quyết định."),
            FormField("province", "Tỉnh, thàn&h phố", province),
            *dated,
        )

    def _save(self, values: dict[str, Any]) -> None:
        office = self.desk.workspace.office
        before = office.unit(values["day"])
        same = before.province == values["province"]
        entry = UnitEntry(
            values["code"],
            values["name"],
            values["kind"],
            before.province_code if same else "",
            values["province"],
        )
        changes = office.rename_unit(entry, values["day"])
        title = f"{UNIT_KINDS[entry.kind]} {entry.name}"
        self.desk.publish(changes, f"Đã ghi tên {title} từ {values['day']:%d/%m/%Y}")

    def _standing(self, one: Unit) -> Status:
        now = self.desk.workspace.office.unit(self.desk.today)
        if one.id == now.id:
            return Status("Đang mang", Tone.GOOD)
        if one.valid_from > self.desk.today:
            return Status("Sẽ mang", Tone.ACCENT, "clock")
        return Status("Tên cũ", Tone.NEUTRAL)
