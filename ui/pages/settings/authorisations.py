"""Ủy quyền duyệt: what the leader has said yes to beforehand, by which paper, until when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.content.pipeline.model import Authorisation, Scope
from ttcs_desktop.content.wording import scope_in_words
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextField
from ui.kit.form import FormField
from ui.kit.table.columns import Align, Column
from ui.kit.table.view import ROW_TWO_LINES
from ui.pages.settings.section import Ask, Section

_OFFERED = (
    frozenset({Scope.RELAYS, Scope.REPEATS}),
    *(frozenset({scope}) for scope in Scope),
    frozenset({Scope.RELAYS, Scope.REPEATS, Scope.HIGHER}),
    frozenset(Scope),
)


class Authorisations(Section):
    """The standing authorisations; one that has ended lets nothing play after its last day."""

    TITLE = "Ủy quyền duyệt"
    ADD = "Thêm ủy quyền"
    OPEN = "Sửa ngày hết hạn"
    ROW_HEIGHT = ROW_TWO_LINES
    EMPTY = (
        "file-check",
        "Chưa ghi ủy quyền nào",
        "Bấm F4 khi lãnh đạo đã ký văn bản cho duyệt thường xuyên, ví dụ tiếp âm và phát lại.",
    )

    @property
    def columns(self) -> Sequence[Column[Authorisation]]:
        today = self.desk.today
        return (
            Column("Văn bản, người ký", lambda one: one.number, second=lambda one: one.signer),
            Column("Gồm", lambda one: scope_in_words(one.scope), 220),
            Column("Từ ngày", lambda one: one.from_day, 110, Align.RIGHT),
            Column("Đến hết ngày", lambda one: one.to_day, 120, Align.RIGHT),
            Column("Hiện nay", lambda one: "Còn hiệu lực" if one.valid_on(today) else "Không", 110),
        )

    def rows(self) -> Sequence[Authorisation]:
        return self.desk.workspace.content.authorisations.all()

    def adding(self) -> Ask:
        clock, today = self.desk.workspace.clock, self.desk.today
        leaders = self.desk.workspace.office.boards.approvers_on(today)
        signer, position = TextField(), TextField("Chủ tịch UBND phường")
        if leaders:
            signer.set_value(leaders[0].name)
            position.set_value(leaders[0].position)
        days = {name: DateEdit(clock) for name in ("issued_on", "from_day", "to_day")}
        days["to_day"].set_value(today.replace(month=12, day=31))
        fields = (
            FormField("number", "&Số văn bản", TextField("21/QĐ-UBND", max_length=60), required=True),
            FormField("signer", "Người &ký", signer, required=True),
            FormField("position", "&Chức vụ", position),
            FormField("scope", "&Gồm", Choice([(one, scope_in_words(one)) for one in _OFFERED])),
            FormField("issued_on", "&Ngày ký", days["issued_on"], required=True),
            FormField("from_day", "&Từ ngày", days["from_day"], required=True),
            FormField("to_day", "Đến &hết ngày", days["to_day"], required=True),
        )
        return Ask("Ghi ủy quyền duyệt", "Ghi", fields, self._add)

    def opening(self, row: Authorisation) -> Ask:
        """The last day of an authorisation: sooner or later than it was."""
        last = DateEdit(self.desk.workspace.clock)
        last.set_value(row.to_day)

        def take(values: dict[str, Any]) -> None:
            self._tell(self.desk.workspace.content.authorisations.end(row.id, values["to_day"]))

        field = FormField("to_day", "Đến &hết ngày", last, required=True)
        intro = f"Ủy quyền {row.number}, {scope_in_words(row.scope)}, từ {row.from_day:%d/%m/%Y}."
        return Ask("Sửa ngày hết hạn", "Lưu", (field,), take, intro)

    def _add(self, values: dict[str, Any]) -> None:
        given = Authorisation(
            id="",
            number=values["number"],
            signer=values["signer"],
            position=values["position"],
            issued_on=values["issued_on"],
            from_day=values["from_day"],
            to_day=values["to_day"],
            scope=values["scope"],
        )
        self._tell(self.desk.workspace.content.authorisations.give(given))

    def _tell(self, given: Authorisation) -> None:
        self.desk.publish(Changes(frozenset({"content", "broadcast"}), (given.id,)), f"Đã ghi ủy quyền {given.number}")
