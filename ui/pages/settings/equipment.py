"""Đài và cụm loa: what the station consists of today, and what of it changes from a day on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.equipment.wording import CONNECTED
from ttcs_desktop.broadcast.model import Station, Technology
from ttcs_desktop.broadcast.wording import CONDITIONS, TECHNOLOGIES
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextField
from ui.kit.form import FormField
from ui.kit.number_edit import NumberEdit
from ui.kit.table.columns import Align, Column, Group
from ui.kit.table.view import ROW_TWO_LINES
from ui.pages.settings.cluster_facts import cluster_card
from ui.pages.settings.equipment_rows import Equipment, equipment
from ui.pages.settings.faults import break_or_mend
from ui.pages.settings.hearing import hearing_card
from ui.pages.settings.section import Ask, Deed, Section


class EquipmentSection(Section):
    """Stations and clusters; every fact has the day from which it is true."""

    TITLE = "Đài và cụm loa"
    ADD = "Thêm cụm loa"
    OPEN = "Thay đổi từ ngày…"
    MORE = "Xác nhận"
    ROW_HEIGHT = ROW_TWO_LINES
    EMPTY = ("radio-tower", "Chưa có đài nào", "Bấm F4 để thêm đài, rồi thêm các cụm loa của đài.")

    @property
    def columns(self) -> Sequence[Column[Equipment]]:
        return (
            Column("Đài, cụm loa", lambda one: one.title, second=lambda one: one.below),
            Column("Số loa", lambda one: one.loudspeakers, 80, Align.RIGHT),
            Column("Tình trạng", lambda one: one.status, 150),
            Column("Từ ngày", lambda one: one.state.from_day if one.state else None, 100, Align.RIGHT),
        )

    def rows(self) -> Sequence[Equipment]:
        return equipment(self.desk.workspace.broadcast.inventory, self.desk.today)

    def groups(self, rows: Sequence[Equipment]) -> Sequence[Group[Equipment]]:
        clusters = tuple(row for row in rows if row.is_cluster)
        open_ = sum(row.state is None for row in clusters)
        note = f"{open_} cụm chưa xác nhận" if open_ else f"{len(clusters)} cụm" if clusters else "Bấm F4 để thêm"
        return (
            Group("stations", "Đài truyền thanh", tuple(row for row in rows if not row.is_cluster)),
            Group("clusters", "Cụm loa", clusters, note=note),
        )

    def count(self, rows: Sequence[Equipment]) -> int:
        return sum(row.is_cluster for row in rows)

    def adding(self) -> Ask:
        stations = self.desk.workspace.broadcast.inventory.stations()
        day = self._from_day(self.desk.workspace.record_start, "")
        if not stations:
            fields = FormField("name", "&Tên đài", TextField()), _technology(Technology.IP), day
            return Ask("Thêm đài", "Thêm", fields, self._open_station)
        cluster_fields = (
            *([FormField("station", "Đà&i", Choice([(one.id, one.name) for one in stations]))] if stations[1:] else ()),
            FormField("number", "&Số", TextField("TDP 1", max_length=30)),
            FormField("name", "&Tên, khi khác số", TextField()),
            FormField("place", "&Nơi đặt", TextField("Nhà văn hóa tổ dân phố 1")),
            _loudspeakers(1),
            _technology(Technology.IP),
            day,
        )
        first = stations[0].id
        return Ask("Thêm cụm loa", "Thêm", cluster_fields, lambda values: self._add({"station": first, **values}))

    def opening(self, row: Equipment) -> Ask:
        """What is true of it from a day on; a state is also how a cluster known from a file is confirmed."""
        known, state = row.thing, row.state
        condition = FormField("condition", "Tình t&rạng", Choice(list(CONDITIONS.items())))
        if state is not None:
            condition.widget.set_value(state.condition)  # type: ignore[attr-defined]
        technology = _technology(state.technology if state else Technology.IP)
        linked = _connected(known=bool(state and state.connected))
        if isinstance(known, Station):
            fields: tuple[FormField, ...] = (condition, technology, linked, self._from_day(self.desk.today))
            return Ask(
                "Thay đổi từ ngày", "Lưu", fields, lambda values: self._change_station(known, values), known.name
            )
        first = self.desk.today if state else self.desk.workspace.record_start
        fields = _loudspeakers(row.loudspeakers), condition, technology, linked, self._from_day(first)
        title, intro = "Thay đổi từ ngày", self._history(row)
        if state is None:
            title, intro = "Xác nhận cụm loa", f"“{row.title}” mới có trong tệp đã nhập. Ghi số loa và tình trạng."
        return Ask(title, "Lưu", fields, lambda values: self._change_cluster(row, values), intro)

    def has_more(self) -> bool:
        return any(not one.confirmed for one in self.desk.workspace.broadcast.inventory.clusters())

    def more(self, rows: Sequence[Equipment]) -> Ask:
        """Confirm clusters that only a file spoke of: those of several rows chosen, else all that wait.

        Raises:
            InvalidInput: `nothing_to_confirm` when none waits.
        """
        waiting = [one for one in self.rows() if one.is_cluster and not one.is_confirmed]
        if len(rows) > 1:
            waiting = [one for one in waiting if one in rows]
        if not waiting:
            raise InvalidInput("", "nothing_to_confirm")
        fields = _loudspeakers(1), _technology(Technology.IP), self._from_day(self.desk.workspace.record_start)
        named = ", ".join(one.title for one in waiting[:6]) + (", …" if waiting[6:] else "")
        intro = f"{len(waiting)} cụm loa mới có trong tệp đã nhập: {named}. Số loa ghi cho mỗi cụm, sửa từng cụm sau."

        def take(values: dict[str, Any]) -> None:
            changes = self.desk.workspace.broadcast.inventory.confirm_clusters(
                [one.id for one in waiting],
                values["from_day"],
                loudspeakers=values["loudspeakers"],
                technology=values["technology"],
            )
            self.desk.publish(changes, f"Đã xác nhận {len(waiting)} cụm loa")

        return Ask("Xác nhận các cụm loa", "Xác nhận", fields, take, intro)

    def deeds(self) -> Sequence[Deed]:
        return (
            Deed("Thông tin", "info", "F5", self._facts),
            Deed("Hỏng, đã sửa", "triangle-alert", "F6", lambda rows: break_or_mend(self.desk, rows[0].id)),
            Deed("Nghe ở đâu", "map-pin", "F8", lambda rows: hearing_card(self.desk, rows)),
        )

    def opening_many(self, rows: Sequence[Equipment]) -> Ask:
        """Feed several clusters otherwise from a day on, for instance from FM over to CNTT-VT."""
        clusters = [one for one in rows if one.is_cluster]
        if not clusters:
            raise InvalidInput("", "cluster_not_chosen")
        fields = _technology(Technology.IP), self._from_day(self.desk.today)
        named = ", ".join(one.title for one in clusters[:6]) + (", …" if clusters[6:] else "")

        def take(values: dict[str, Any]) -> None:
            changes = self.desk.workspace.equipment.clusters.move(
                [one.id for one in clusters], values["technology"], values["from_day"]
            )
            what = f"Đã ghi {len(clusters)} cụm dùng {TECHNOLOGIES[values['technology']]}"
            self.desk.publish(changes, f"{what} từ {values['from_day']:%d/%m/%Y}")

        intro = f"{len(clusters)} cụm: {named}. Số loa và tình trạng của từng cụm giữ nguyên."
        return Ask("Đổi công nghệ từ ngày", "Lưu", fields, take, intro)

    def _facts(self, rows: Sequence[Equipment]) -> Ask:
        thing = rows[0].thing
        if isinstance(thing, Station):
            raise InvalidInput("", "cluster_not_chosen")
        return cluster_card(self.desk, thing)

    def _history(self, row: Equipment) -> str:
        """What was said of a cluster before, newest first."""
        states = self.desk.workspace.broadcast.inventory.cluster_states()
        mine = [state for state in states if state.cluster_id == row.id][-3:]
        lines = [
            f"Từ {state.from_day:%d/%m/%Y}: {state.loudspeakers} loa, {CONDITIONS[state.condition].lower()}."
            for state in reversed(mine)
        ]
        return "\n".join((row.title, *lines))

    def _from_day(self, day: dt.date, hint: str = "Ghi lại đúng ngày cũ là sửa ngày ấy.") -> FormField:
        edit = DateEdit(self.desk.workspace.clock)
        edit.set_value(day)
        return FormField("from_day", "Từ n&gày", edit, hint, required=True)

    def _open_station(self, values: dict[str, Any]) -> None:
        inventory = self.desk.workspace.broadcast.inventory
        made = inventory.open_station(values["name"], values["from_day"], technology=values["technology"])
        self.desk.publish(Changes(frozenset({"broadcast"}), (made.id,)), f"Đã thêm {made.name}")

    def _add(self, values: dict[str, Any]) -> None:
        made = self.desk.workspace.broadcast.inventory.add_cluster(
            values["station"],
            values["number"],
            values["name"],
            values["from_day"],
            loudspeakers=values["loudspeakers"],
            place=values["place"],
            technology=values["technology"],
        )
        self.desk.publish(Changes(frozenset({"broadcast"}), (made.id,)), f"Đã thêm cụm loa {made.number or made.name}")

    def _change_station(self, station: Station, values: dict[str, Any]) -> None:
        changes = self.desk.workspace.broadcast.inventory.change_station(
            station.id,
            values["from_day"],
            values["technology"],
            values["condition"],
            connected=values["connected"],
        )
        self.desk.publish(changes, f"Đã ghi {station.name} từ {values['from_day']:%d/%m/%Y}")

    def _change_cluster(self, row: Equipment, values: dict[str, Any]) -> None:
        changes = self.desk.workspace.broadcast.inventory.change_cluster(
            row.id,
            values["from_day"],
            loudspeakers=values["loudspeakers"],
            condition=values["condition"],
            technology=values["technology"],
            connected=values["connected"],
        )
        self.desk.publish(changes, f"Đã ghi cụm loa {row.title} từ {values['from_day']:%d/%m/%Y}")


def _loudspeakers(number: int | None) -> FormField:
    edit = NumberEdit(whole=True)
    edit.set_value(number)
    return FormField("loudspeakers", "Số &loa", edit, required=True)


def _connected(*, known: bool) -> FormField:
    choice = Choice(CONNECTED)
    choice.set_value(known)
    return FormField("connected", "&Hệ thống thông tin nguồn", choice)


def _technology(chosen: Technology) -> FormField:
    choice = Choice(list(TECHNOLOGIES.items()))
    choice.set_value(chosen)
    return FormField("technology", "&Công nghệ", choice)
