"""Tin, bài cộng tác: pieces sent to a higher station or paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.content.model import Contribution
from ui.kit.chips import Status, Tone
from ui.kit.fields import TextField
from ui.kit.form import FormField
from ui.kit.table.columns import Align, Column
from ui.kit.table.view import ROW_TWO_LINES
from ui.pages.contribution_card import sending_fields, used_field
from ui.pages.settings.section import Ask, Section

_ALL, _WAITING, _USED, _THIS_YEAR, _LAST_YEAR = "all", "waiting", "used", "this", "last"


class Contributions(Section):
    """What was sent, which wording of it, to whom, and when it was used there."""

    TITLE = "Tin, bài cộng tác"
    ADD = "Thêm tin, bài"
    OPEN = "Sửa"
    REMOVE = "Bỏ bài này"
    MORE = "Ghi được dùng"
    FILTERS = (
        (_ALL, "Tất cả"),
        (_WAITING, "Chưa được dùng"),
        (_USED, "Đã được dùng"),
        (_THIS_YEAR, "Gửi năm nay"),
        (_LAST_YEAR, "Gửi năm trước"),
    )
    ROW_HEIGHT = ROW_TWO_LINES
    EMPTY = ("send", "Chưa có tin, bài cộng tác nào", "Bấm F4 để ghi tin, bài đã gửi đài, báo cấp trên.")
    _numbers: dict[str, int]

    @property
    def columns(self) -> Sequence[Column[Contribution]]:
        return (
            Column("Tin, bài, nơi nhận", lambda one: one.title, second=self._below),
            Column("Ngày gửi", lambda one: one.sent_on, 100, Align.RIGHT),
            Column("Ngày được dùng", lambda one: one.used_on, 120, Align.RIGHT),
            Column("Hiện nay", _standing, 140),
        )

    def rows(self) -> Sequence[Contribution]:
        contributions = self.desk.workspace.contributions
        self._numbers = contributions.version_numbers()
        return sorted(contributions.all(), key=lambda one: one.sent_on, reverse=True)

    def number(self) -> int:
        return self.desk.workspace.content.contribution_count()

    def fits(self, row: Contribution, wanted: str) -> bool:
        year = self.desk.today.year
        return {
            _WAITING: row.used_on is None,
            _USED: row.used_on is not None,
            _THIS_YEAR: row.sent_on.year == year,
            _LAST_YEAR: row.sent_on.year == year - 1,
        }.get(wanted, True)

    def adding(self) -> Ask:
        clock = self.desk.workspace.clock
        last = self.desk.workspace.contributions.last_receiver()
        fields = (
            FormField("title", "&Tên tin, bài", TextField()),
            *sending_fields(clock, last, self.desk.today),
            used_field(clock),
        )
        return Ask("Ghi tin, bài cộng tác", "Ghi", fields, self._add)

    def opening(self, row: Contribution) -> Ask:
        """Everything about it; the wording that was sent stays."""
        clock, title = self.desk.workspace.clock, TextField()
        title.set_value(row.title)
        fields = (
            used_field(clock, row.used_on),
            FormField("title", "&Tên tin, bài", title),
            *sending_fields(clock, row.receiver, row.sent_on),
        )

        def take(values: dict[str, Any]) -> None:
            changes = self.desk.workspace.contributions.change(
                row.id, values["title"], values["receiver"], values["sent_on"], values["used_on"]
            )
            self.desk.publish(changes, f"Đã sửa “{values['title']}”")

        return Ask("Sửa tin, bài cộng tác", "Lưu", fields, take)

    def more(self, rows: Sequence[Contribution]) -> Ask | None:
        """The day on which the chosen pieces were used."""
        waiting = [one for one in rows if one.used_on is None]
        if not waiting:
            return None
        field = used_field(self.desk.workspace.clock, self.desk.today)

        def take(values: dict[str, Any]) -> None:
            used_on = values["used_on"] or self.desk.today
            changes = self.desk.workspace.contributions.note_used([one.id for one in waiting], used_on)
            self.desk.publish(changes, f"Đã ghi {len(waiting)} tin, bài được dùng {used_on:%d/%m/%Y}")

        intro = "\n".join(f"“{one.title}”, gửi {one.receiver} {one.sent_on:%d/%m/%Y}" for one in waiting[:5])
        return Ask("Ghi được dùng", "Ghi", (field,), take, intro)

    def removing(self, row: Contribution) -> None:
        """One that was noted by mistake."""
        changes = self.desk.workspace.contributions.remove(row.id)
        self.desk.publish(changes, f"Đã đưa “{row.title}” vào thùng rác")

    def _add(self, values: dict[str, Any]) -> None:
        made = self.desk.workspace.contributions.note(
            values["title"], values["receiver"], values["sent_on"], values["used_on"]
        )
        self.desk.publish(Changes(frozenset({"content"}), (made.id,)), f"Đã ghi “{made.title}”")

    def _below(self, one: Contribution) -> str:
        number = self._numbers.get(one.version_id or "")
        return f"{one.receiver} · phiên bản {number}" if number else one.receiver


def _standing(one: Contribution) -> Status:
    return Status("Đã được dùng", Tone.GOOD) if one.used_on else Status("Chưa được dùng", Tone.NEUTRAL)
