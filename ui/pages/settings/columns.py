"""Chuyên mục: the programme columns, each from a day on and perhaps to a day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.content.model import Column as ProgrammeColumn
from ttcs_desktop.vietnamese.text import sort_key
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextField
from ui.kit.form import FormField
from ui.kit.table.columns import Align, Column
from ui.pages.settings.section import Ask, Section

_HOW = ((False, "Sửa sai: trước nay vẫn là tên này"), (True, "Đổi tên từ một ngày, số cũ giữ tên cũ"))


class Columns(Section):
    """The columns the ward keeps or has kept."""

    TITLE = "Chuyên mục"
    ADD = "Thêm chuyên mục"
    OPEN = "Sửa"
    REMOVE = "Bỏ chuyên mục"
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
        """Name and days anew. What a figure counts is dated, so a new name is asked: a mistake, or a change?"""
        clock = self.desk.workspace.clock
        name, how, day = TextField(), Choice(_HOW), DateEdit(clock)
        first, last = DateEdit(clock), DateEdit(clock)
        for widget, value in ((name, row.name), (first, row.from_day), (last, row.to_day), (day, self.desk.today)):
            widget.set_value(value)
        day.setEnabled(False)
        how.currentIndexChanged.connect(lambda: day.setEnabled(bool(how.value())))
        how.currentIndexChanged.connect(lambda: first.setEnabled(not how.value()))
        fields = (
            FormField("to_day", "Đến &hết ngày", last, "Để trống khi chuyên mục vẫn duy trì."),
            FormField("name", "&Tên chuyên mục", name),
            FormField("how", "Tên &mới là", how),
            FormField("day", "Mang tên mới từ n&gày", day),
            FormField("from_day", "&Duy trì từ ngày", first, required=True),
        )
        intro = f"Chuyên mục “{row.name}”, duy trì từ {row.from_day:%d/%m/%Y}."
        return Ask("Sửa chuyên mục", "Lưu", fields, lambda values: self._change(row, values), intro)

    def removing(self, row: ProgrammeColumn) -> None:
        """A column that nothing names goes to the bin; another one is ended instead."""
        self.desk.publish(self.desk.workspace.columns.remove(row.id), f"Đã đưa chuyên mục “{row.name}” vào thùng rác")

    def _change(self, row: ProgrammeColumn, values: dict[str, Any]) -> None:
        columns, name = self.desk.workspace.columns, values["name"]
        if values["how"] and name != row.name:
            if values["day"] is None:
                raise InvalidInput("day", "rename_day_missing")
            changes = columns.rename(row.id, name, values["day"])
            what = f"Chuyên mục “{row.name}” mang tên “{name}” từ {values['day']:%d/%m/%Y}"
        else:
            changes = columns.correct(row.id, name, values["from_day"], values["to_day"])
            what = f"Đã ghi chuyên mục “{name}”"
        self.desk.publish(changes, what)

    def _add(self, values: dict[str, Any]) -> None:
        self._save(values["name"], values, f"Đã thêm chuyên mục “{values['name']}”")

    def _save(self, name: str, values: dict[str, Any], what: str) -> None:
        made = self.desk.workspace.content.open_column(name, values["from_day"], values["to_day"])
        self.desk.publish(Changes(frozenset({"content"}), (made.id,)), what)
