"""Chuyên mục: the programme columns, each from a day on and perhaps to a day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.content.model import Column as ProgrammeColumn
from ttcs_desktop.vietnamese.text import sort_key
from ui.kit.date_edit import DateEdit
from ui.kit.fields import TextField
from ui.kit.form import FormField
from ui.kit.table.columns import Align, Column
from ui.pages.settings.section import Ask, Section


class Columns(Section):
    """The columns the ward keeps or has kept."""

    TITLE = "Chuyên mục"
    ADD = "Thêm chuyên mục"
    OPEN = "Ghi ngày thôi"
    EMPTY = ("newspaper", "Chưa có chuyên mục nào", "Bấm F4 để thêm; tin, bài chọn chuyên mục khi soạn.")

    @property
    def columns(self) -> Sequence[Column[ProgrammeColumn]]:
        today = self.desk.today
        return (
            Column("Chuyên mục", lambda one: one.name),
            Column("Từ ngày", lambda one: one.from_day, 110, Align.RIGHT),
            Column("Đến hết ngày", lambda one: one.to_day, 120, Align.RIGHT),
            Column("Hiện nay", lambda one: "Đang duy trì" if one.valid_on(today) else "Không duy trì", 120),
        )

    def rows(self) -> Sequence[ProgrammeColumn]:
        return sorted(self.desk.workspace.content.columns(), key=lambda one: (sort_key(one.name), one.from_day))

    def adding(self) -> Ask:
        first = DateEdit(self.desk.workspace.clock)
        first.set_value(self.desk.today)
        fields = (
            FormField("name", "&Tên chuyên mục", TextField("Sức khỏe cộng đồng")),
            FormField("from_day", "Từ &ngày", first, required=True),
            FormField(
                "to_day", "Đến &hết ngày", DateEdit(self.desk.workspace.clock), "Để trống khi chưa định ngày thôi."
            ),
        )
        return Ask("Thêm chuyên mục", "Thêm", fields, self._add)

    def opening(self, row: ProgrammeColumn) -> Ask:
        """The day after which a column is no longer kept; name and first day stand."""
        last = DateEdit(self.desk.workspace.clock)
        last.set_value(row.to_day)

        def take(values: dict[str, Any]) -> None:
            self._save(row.name, {"from_day": row.from_day, **values}, f"Đã ghi chuyên mục “{row.name}”")

        field = FormField("to_day", "Đến &hết ngày", last, "Để trống khi chuyên mục vẫn duy trì.")
        intro = f"Chuyên mục “{row.name}”, duy trì từ {row.from_day:%d/%m/%Y}."
        return Ask("Ghi ngày thôi chuyên mục", "Lưu", (field,), take, intro)

    def _add(self, values: dict[str, Any]) -> None:
        self._save(values["name"], values, f"Đã thêm chuyên mục “{values['name']}”")

    def _save(self, name: str, values: dict[str, Any], what: str) -> None:
        made = self.desk.workspace.content.open_column(name, values["from_day"], values["to_day"])
        self.desk.publish(Changes(frozenset({"content"}), (made.id,)), what)
