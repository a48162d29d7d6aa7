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
    OPEN = "Sửa"
    REMOVE = "Bỏ người này"
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
        return Ask("Thêm người", "Thêm", _fields(None), self._add)

    def opening(self, row: Person) -> Ask:
        """Name, position and role anew; what was signed before stays as it was signed."""

        def take(values: dict[str, Any]) -> None:
            office = self.desk.workspace.office
            changes = office.change_person(row.id, values["name"], values["position"], values["roles"])
            self.desk.publish(changes, f"Đã sửa {values['name']}")

        intro = "Giấy tờ và ý kiến duyệt đã ghi vẫn giữ tên, chức vụ lúc ký."
        return Ask("Sửa người", "Lưu", _fields(row), take, intro)

    def removing(self, row: Person) -> None:
        """Somebody who works here no more; the history keeps the name."""
        self.desk.publish(self.desk.workspace.office.remove_person(row.id), f"Đã đưa {row.name} vào thùng rác")

    def _add(self, values: dict[str, Any]) -> None:
        person = self.desk.workspace.office.add_person(values["name"], values["position"], values["roles"])
        self.desk.publish(Changes(frozenset({"office"}), (person.id,)), f"Đã thêm {person.name}")


def _fields(known: Person | None) -> tuple[FormField, ...]:
    name, position, roles = TextField(), TextField("Phó Chủ tịch UBND phường"), Choice(ROLES)
    if known is not None:
        name.set_value(known.name)
        position.set_value(known.position)
        roles.set_value(known.roles)
    return (
        FormField("name", "&Họ và tên", name),
        FormField("position", "&Chức vụ", position),
        FormField("roles", "&Vai trò", roles),
    )
