"""Tên viết tắt đã nhớ: the short names of agencies that the program learnt from annexes, each to be forgotten."""

from __future__ import annotations

from collections.abc import Sequence

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.vietnamese.text import sort_key
from ui.kit.table.columns import Column
from ui.pages.settings.section import Section


@dataclass(frozen=True, slots=True)
class ShortName:
    """A short name and what it is understood as."""

    id: str
    alias: str
    name: str


class ShortNames(Section):
    """Learnt while annexes are looked through; forgotten here, it is asked about again."""

    TITLE = "Tên viết tắt đã nhớ"
    REMOVE = "Quên tên này"
    EMPTY = (
        "landmark",
        "Máy chưa nhớ tên viết tắt nào",
        "Khi soát phụ lục, máy hỏi tên lạ là cơ quan nào và nhớ câu trả lời ở đây.",
    )

    @property
    def columns(self) -> Sequence[Column[ShortName]]:
        return (
            Column("Phụ lục viết", lambda one: one.alias, 220),
            Column("Hiểu là", lambda one: one.name),
        )

    def rows(self) -> Sequence[ShortName]:
        agencies = self.desk.workspace.office.agencies
        names = {agency.id: agency.name for agency in agencies.agencies()}
        known = [ShortName(one.id, one.alias, names.get(one.agency_id, "")) for one in agencies.aliases()]
        return sorted(known, key=lambda one: sort_key(one.alias))

    def removing(self, row: ShortName) -> None:
        """Forget it; Ctrl+Z brings it back."""
        changes = self.desk.workspace.office.agencies.forget(row.alias)
        self.desk.publish(changes, f"Đã quên “{row.alias}”; lần sau máy sẽ hỏi lại")
