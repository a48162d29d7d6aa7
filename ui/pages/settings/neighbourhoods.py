"""Tổ dân phố, thôn: what the parts of the unit are called, from when to when, and which clusters are heard there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.wording import cluster_list
from ttcs_desktop.office.model import Neighbourhood
from ui.kit.date_edit import DateEdit
from ui.kit.fields import TextField
from ui.kit.form import FormField
from ui.kit.table.columns import Align, Column
from ui.pages.settings.section import Ask, Section

_NOT_HEARD = "Chưa ghi cụm nào"


@dataclass(frozen=True, slots=True)
class Place:
    """A neighbourhood and the clusters that are heard there today, by name."""

    known: Neighbourhood
    heard: str

    @property
    def id(self) -> str:
        return self.known.id


class Neighbourhoods(Section):
    """Dated, as units are: one that was merged keeps its days."""

    TITLE = "Tổ dân phố, thôn"
    ADD = "Thêm tổ dân phố, thôn"
    OPEN = "Sửa"
    REMOVE = "Bỏ"
    EMPTY = (
        "map-pin",
        "Chưa ghi tổ dân phố, thôn nào",
        "Bấm F4. Gõ “Tổ dân phố 1 - 12” là thêm mười hai tổ một lần.",
    )

    @property
    def columns(self) -> Sequence[Column[Place]]:
        return (
            Column("Tổ dân phố, thôn", lambda one: one.known.name),
            Column("Nghe được cụm loa", lambda one: one.heard, 220),
            Column("Từ ngày", lambda one: one.known.from_day, 110, Align.RIGHT),
            Column("Đến hết ngày", lambda one: one.known.to_day, 120, Align.RIGHT),
        )

    def rows(self) -> Sequence[Place]:
        workspace, today = self.desk.workspace, self.desk.today
        heard, names = workspace.hearing.on(today), workspace.broadcast.inventory.cluster_names()
        found = []
        for one in workspace.neighbourhoods.all():
            there = frozenset(id_ for id_, places in heard.items() if one.id in places)
            found.append(Place(one, cluster_list(there, names) if there else _NOT_HEARD))
        return found

    def adding(self) -> Ask:
        field = FormField(
            "name",
            "&Tên",
            TextField("Tổ dân phố 1 - 12, Thôn Đông"),
            "Nhiều tên cách nhau bằng dấu phẩy; “1 - 12” là mười hai tên.",
            required=True,
        )
        return Ask("Thêm tổ dân phố, thôn", "Thêm", (field, self._day("from_day", "Từ n&gày")), self._add)

    def opening(self, row: Place) -> Ask:
        """Mend the name or the days; of one that was merged, its last day."""
        name = TextField()
        name.set_value(row.known.name)
        fields = (
            FormField("name", "&Tên", name, required=True),
            self._day("from_day", "Từ n&gày", row.known),
            self._day(
                "to_day", "Đến &hết ngày", row.known, "Để trống khi còn. Đã nhập vào nơi khác thì ghi ngày cuối."
            ),
        )

        def take(values: dict[str, Any]) -> None:
            changes = self.desk.workspace.neighbourhoods.change(
                row.id, values["name"], values["from_day"], values["to_day"]
            )
            self.desk.publish(changes, f"Đã sửa {values['name']}")

        return Ask("Sửa tổ dân phố, thôn", "Lưu", fields, take)

    def removing(self, row: Place) -> None:
        """Into the recycle bin."""
        self.desk.publish(self.desk.workspace.neighbourhoods.remove(row.id), f"Đã bỏ {row.known.name}")

    def _add(self, values: dict[str, Any]) -> None:
        made = self.desk.workspace.neighbourhoods.add(values["name"], values["from_day"])
        what = made[0].name if len(made) == 1 else f"{len(made)} tổ dân phố, thôn"
        self.desk.publish(Changes(frozenset({"office"}), tuple(one.id for one in made)), f"Đã thêm {what}")

    def _day(self, name: str, words: str, known: Neighbourhood | None = None, hint: str = "") -> FormField:
        edit = DateEdit(self.desk.workspace.clock)
        edit.set_value(getattr(known, name) if known else self.desk.workspace.record_start)
        return FormField(name, words, edit, hint, required=name == "from_day")
