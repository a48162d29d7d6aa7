"""Người dùng và lãnh đạo: who keeps the record and who approves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.office.model import Person, Role
from ui.kit.fields import Choice, TextField
from ui.kit.form import FormField
from ui.kit.table.columns import Column
from ui.kit.table.view import ROW_TWO_LINES
from ui.pages.settings.section import Ask, Section

ROLES = (
    (frozenset({Role.OFFICER}), "Cán bộ giữ sổ"),
    (frozenset({Role.APPROVER}), "Lãnh đạo duyệt"),
    (frozenset({Role.OFFICER, Role.APPROVER}), "Cán bộ giữ sổ, lãnh đạo duyệt"),
)


class People(Section):
    """The people of the office."""

    TITLE = "Người dùng và lãnh đạo"
    ADD = "Thêm người"
    ROW_HEIGHT = ROW_TWO_LINES
    EMPTY = ("users", "Chưa có ai", "Bấm F4 để thêm người giữ sổ và lãnh đạo duyệt.")

    @property
    def columns(self) -> Sequence[Column[Person]]:
        return (
            Column("Họ và tên, chức vụ", lambda one: one.name, second=lambda one: one.position),
            Column("Vai trò", lambda one: dict(ROLES).get(one.roles, ""), 220),
        )

    def rows(self) -> Sequence[Person]:
        return self.desk.workspace.office.people()

    def adding(self) -> Ask:
        fields = (
            FormField("name", "&Họ và tên", TextField()),
            FormField("position", "&Chức vụ", TextField("Phó Chủ tịch UBND phường")),
            FormField("roles", "&Vai trò", Choice(ROLES)),
        )
        return Ask("Thêm người", "Thêm", fields, self._add)

    def _add(self, values: dict[str, Any]) -> None:
        person = self.desk.workspace.office.add_person(values["name"], values["position"], values["roles"])
        self.desk.publish(Changes(frozenset({"office"}), (person.id,)), f"Đã thêm {person.name}")
