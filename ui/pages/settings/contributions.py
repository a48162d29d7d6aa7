"""Tin, bài cộng tác: pieces sent to a higher station or paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.content.model import Contribution
from ui.kit.date_edit import DateEdit
from ui.kit.fields import TextField
from ui.kit.form import FormField
from ui.kit.table.columns import Align, Column
from ui.kit.table.view import ROW_TWO_LINES
from ui.pages.settings.section import Ask, Section


class Contributions(Section):
    """What was sent, to whom, and when it was used there."""

    TITLE = "Tin, bài cộng tác"
    ADD = "Thêm tin, bài"
    ROW_HEIGHT = ROW_TWO_LINES
    EMPTY = ("send", "Chưa có tin, bài cộng tác nào", "Bấm F4 để ghi tin, bài đã gửi đài, báo cấp trên.")

    @property
    def columns(self) -> Sequence[Column[Contribution]]:
        return (
            Column("Tin, bài, nơi nhận", lambda one: one.title, second=lambda one: one.receiver),
            Column("Ngày gửi", lambda one: one.sent_on, 110, Align.RIGHT),
            Column("Ngày được dùng", lambda one: one.used_on, 130, Align.RIGHT),
        )

    def rows(self) -> Sequence[Contribution]:
        return sorted(self.desk.workspace.content.contributions(), key=lambda one: one.sent_on, reverse=True)

    def number(self) -> int:
        return self.desk.workspace.content.contribution_count()

    def adding(self) -> Ask:
        clock = self.desk.workspace.clock
        sent = DateEdit(clock)
        sent.set_value(self.desk.today)
        fields = (
            FormField("title", "&Tên tin, bài", TextField()),
            FormField("receiver", "&Nơi nhận", TextField("Báo và phát thanh, truyền hình thành phố"), required=True),
            FormField("sent_on", "Ngày &gửi", sent, required=True),
            FormField("used_on", "Ngày được &dùng", DateEdit(clock), "Để trống khi nơi nhận chưa dùng."),
        )
        return Ask("Ghi tin, bài cộng tác", "Ghi", fields, self._add)

    def _add(self, values: dict[str, Any]) -> None:
        sent, used = values["sent_on"], values["used_on"]
        if used is not None and used < sent:
            raise InvalidInput("used_on", "window_reversed")
        made = self.desk.workspace.content.contribute(values["title"], values["receiver"], sent, used_on=used)
        self.desk.publish(Changes(frozenset({"content"}), (made.id,)), f"Đã ghi “{made.title}”")
