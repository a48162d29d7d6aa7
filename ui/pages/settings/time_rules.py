"""Quy định khung giờ: which set of rules on when it may play the station keeps to, from which day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ttcs_desktop.broadcast.conflicts import Severity
from ttcs_desktop.broadcast.time_rules import RuleChoice
from ttcs_desktop.broadcast.wording import SEVERITIES, rules_in_short, rules_limits, rules_source
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice
from ui.kit.form import FormField
from ui.kit.table.columns import Align, Column
from ui.kit.table.view import ROW_TWO_LINES
from ui.pages.settings.section import Ask, Section

NONE = "Không theo bộ nào"
_KINDS = tuple((one, SEVERITIES[one]) for one in (Severity.WARN, Severity.BLOCK))
_INTRO = (
    "Lịch phát từ ngày này được soát theo bộ đã chọn; bản tin khẩn cấp không bị tính. Các bộ ghi theo tin báo hoặc "
    "lịch công bố, phần mềm chưa đọc văn bản gốc: nơi nào có quy định riêng thì theo quy định riêng."
)


class TimeRulesSection(Section):
    """Old weeks are judged by what held then."""

    TITLE = "Quy định khung giờ"
    ADD = "Chọn bộ"
    REMOVE = "Bỏ"
    ROW_HEIGHT = ROW_TWO_LINES
    EMPTY = ("clock", "Chưa theo quy định khung giờ nào", "Bấm F4 để chọn bộ quy định và ngày bắt đầu theo.")

    @property
    def columns(self) -> Sequence[Column[RuleChoice]]:
        return (
            Column("Từ ngày", lambda one: one.from_day, 120, Align.RIGHT),
            Column("Bộ quy định", self._name, second=self._limits, tip=self._whole),
            Column("Nguồn", self._source, 220, second=self._told),
            Column("Khi vượt", self._severity, 140),
        )

    def rows(self) -> Sequence[RuleChoice]:
        return self.desk.workspace.time_rules.choices()

    def number(self) -> int:
        return len(self.rows())

    def adding(self) -> Ask:
        known = self.desk.workspace.time_rules.known
        sets = [*((code, f"{one.name}: {rules_in_short(one)}") for code, one in known.items()), ("", NONE)]
        fields = (
            FormField("code", "&Bộ quy định", Choice(sets)),
            FormField("from_day", "&Từ ngày", DateEdit(self.desk.workspace.clock), required=True),
            FormField("severity", "&Khi vượt", Choice(_KINDS)),
        )
        return Ask("Chọn quy định khung giờ", "Lưu", fields, self._save, _INTRO)

    def removing(self, row: RuleChoice) -> None:
        """As if it had never been chosen."""
        changes = self.desk.workspace.time_rules.remove(row.id)
        self.desk.publish(changes, f"Đã bỏ quy định từ {row.from_day:%d/%m/%Y}")

    def _save(self, values: dict[str, Any]) -> None:
        changes = self.desk.workspace.time_rules.choose(values["code"], values["from_day"], values["severity"])
        self.desk.publish(changes, f"Đã chọn quy định từ {values['from_day']:%d/%m/%Y}")

    def _name(self, choice: RuleChoice) -> str:
        rules = self.desk.workspace.time_rules.rules_of(choice)
        return rules.name if rules is not None else NONE

    def _limits(self, choice: RuleChoice) -> str:
        rules = self.desk.workspace.time_rules.rules_of(choice)
        return rules_limits(rules) if rules is not None else ""

    def _whole(self, choice: RuleChoice) -> str:
        rules = self.desk.workspace.time_rules.rules_of(choice)
        return f"{rules_limits(rules)}.\n{rules_source(rules)}" if rules is not None else ""

    def _severity(self, choice: RuleChoice) -> str:
        """Nothing can be over the rules where there are none."""
        return SEVERITIES[choice.severity] if self.desk.workspace.time_rules.rules_of(choice) is not None else ""

    def _source(self, choice: RuleChoice) -> str:
        return "Chưa đọc văn bản gốc" if self.desk.workspace.time_rules.rules_of(choice) is not None else ""

    def _told(self, choice: RuleChoice) -> str:
        rules = self.desk.workspace.time_rules.rules_of(choice)
        return rules.told if rules is not None else ""
