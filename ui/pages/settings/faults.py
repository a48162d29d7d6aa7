"""Sổ sửa chữa: what broke when and who told, what was done when and for how much; its two cards open elsewhere too."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.equipment.model import Fault, Thing, ThingKind
from ttcs_desktop.broadcast.equipment.wording import THINGS
from ui.kit.chips import Status, Tone
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextField
from ui.kit.form import FormField
from ui.kit.number_edit import NumberEdit
from ui.kit.table.columns import Align, Column
from ui.kit.table.view import ROW_TWO_LINES
from ui.pages.desk import Desk
from ui.pages.settings.section import Ask, Deed, Section

_OPEN, _DONE = "open", "done"


@dataclass(frozen=True, slots=True)
class Line:
    """A fault and what it is of; None for a thing that lies in the recycle bin."""

    fault: Fault
    thing: Thing | None

    @property
    def id(self) -> str:
        return self.fault.id

    @property
    def called(self) -> str:
        return named(self.thing) if self.thing else "Thiết bị đã bỏ"

    @property
    def status(self) -> Status:
        return Status("Đang hỏng", Tone.ALARM) if self.fault.is_open else Status("Đã sửa", Tone.GOOD)


class FaultBook(Section):
    """Every fault and repair, the open ones first."""

    TITLE = "Sổ sửa chữa"
    ADD = "Báo hỏng"
    OPEN = "Sửa lời ghi"
    REMOVE = "Bỏ dòng này"
    ROW_HEIGHT = ROW_TWO_LINES
    FILTERS = (("", "Tất cả"), (_OPEN, "Đang hỏng"), (_DONE, "Đã sửa"))
    EMPTY = ("shield-check", "Chưa ghi lần hỏng nào", "Có thiết bị hỏng thì bấm F4, hoặc F6 ở mục Đài và cụm loa.")

    @property
    def columns(self) -> Sequence[Column[Line]]:
        return (
            Column("Thiết bị, hỏng gì", lambda one: one.called, second=lambda one: one.fault.what),
            Column("Đã sửa gì", lambda one: one.fault.repair, 200, second=_cost),
            Column("Tình trạng", lambda one: one.status, 120),
            Column("Hỏng ngày", lambda one: one.fault.noted_on, 104, Align.RIGHT),
            Column("Sửa xong", lambda one: one.fault.repaired_on, 104, Align.RIGHT),
        )

    def rows(self) -> Sequence[Line]:
        equipment = self.desk.workspace.equipment
        things = {one.id: one for one in equipment.things.all()}
        return [Line(one, things.get(one.thing_id)) for one in equipment.faults.book()]

    def fits(self, row: Line, wanted: str) -> bool:
        return not wanted or row.fault.is_open == (wanted == _OPEN)

    def number(self) -> int:
        """Only what is still broken."""
        return self.desk.workspace.equipment.faults.open_count()

    def adding(self) -> Ask:
        return fault_card(self.desk, None)

    def opening(self, row: Line) -> Ask:
        """Mend the words; the days stand in the dated states."""
        fault = row.fault
        fields = [*_words("what", "&Hỏng gì", fault.what), *_words("told_by", "&Ai báo", fault.told_by, required=False)]
        if not fault.is_open:
            fields += [*_words("repair", "Đã &sửa gì", fault.repair), _cost_field(fault.cost)]

        def take(values: dict[str, Any]) -> None:
            changed = Fault(
                fault.id,
                fault.thing_kind,
                fault.thing_id,
                fault.noted_on,
                values["what"],
                values["told_by"],
                fault.repaired_on,
                values.get("repair", ""),
                _whole(values.get("cost")),
            )
            self.desk.publish(self.desk.workspace.equipment.faults.reword(changed), "Đã sửa lời ghi")

        return Ask(
            "Sửa lời ghi trong sổ sửa chữa", "Lưu", fields, take, f"{row.called}, hỏng {fault.noted_on:%d/%m/%Y}."
        )

    def removing(self, row: Line) -> None:
        """A line written by mistake: the thing was never out of order."""
        changes = self.desk.workspace.equipment.faults.remove(row.id)
        self.desk.publish(changes, f"Đã bỏ lần hỏng của {row.called}; những ngày ấy coi như vẫn hoạt động")

    def deeds(self) -> Sequence[Deed]:
        return (Deed("Đã sửa", "circle-check", "F6", self._repair),)

    def _repair(self, rows: Sequence[Line]) -> Ask:
        fault = rows[0].fault
        if fault.repaired_on is not None:
            raise InvalidInput("", "fault_mended", day=fault.repaired_on)
        return repair_card(self.desk, fault, rows[0].called)


def break_or_mend(desk: Desk, thing_id: str) -> Ask:
    """The card that a thing needs now: its repair while a fault is open, else a new fault."""
    equipment = desk.workspace.equipment
    thing, fault = equipment.things.thing(thing_id), equipment.faults.open_fault(thing_id)
    return fault_card(desk, thing) if fault is None else repair_card(desk, fault, named(thing))


def fault_card(desk: Desk, thing: Thing | None) -> Ask:
    """Báo hỏng: of one thing, or with the choice of which."""
    day = DateEdit(desk.workspace.clock)
    day.set_value(desk.today)
    things = [thing] if thing else desk.workspace.equipment.things.all()
    which = FormField("thing", "&Thiết bị", Choice([(one, named(one)) for one in things]))
    fields = (
        *(() if thing else (which,)),
        FormField("noted_on", "Hỏng từ n&gày", day, required=True),
        *_words("what", "&Hỏng gì", "", "Mất tiếng, không lên nguồn"),
        *_words("told_by", "&Ai báo", "", "Tổ trưởng tổ dân phố 3", required=False),
    )

    def take(values: dict[str, Any]) -> None:
        broken: Thing = values.get("thing") or things[0]
        fault = desk.workspace.equipment.faults.note(broken.id, values["noted_on"], values["what"], values["told_by"])
        changes = Changes(frozenset({"broadcast"}), (fault.id,))
        desk.publish(changes, f"Đã ghi {named(broken)} hỏng từ {fault.noted_on:%d/%m/%Y}")

    intro = "Từ ngày ấy thiết bị được ghi là hỏng, cho đến khi ghi Đã sửa."
    return Ask("Báo hỏng", "Ghi", fields, take, f"{named(thing)}. {intro}" if thing else intro)


def repair_card(desk: Desk, fault: Fault, called: str) -> Ask:
    """Đã sửa: the day, what was done, for how much."""
    day = DateEdit(desk.workspace.clock)
    day.set_value(desk.today)
    fields = (
        FormField("repaired_on", "Sửa xong n&gày", day, required=True),
        *_words("repair", "Đã &sửa gì", "", "Thay bộ thu, nối lại dây"),
        _cost_field(None),
    )

    def take(values: dict[str, Any]) -> None:
        done = desk.workspace.equipment.faults.repair(
            fault.id, values["repaired_on"], values["repair"], _whole(values["cost"])
        )
        desk.publish(Changes(frozenset({"broadcast"}), (done.id,)), f"Đã ghi sửa xong {called}")

    intro = f"{called}, hỏng từ {fault.noted_on:%d/%m/%Y}: {fault.what}."
    return Ask("Đã sửa", "Ghi", fields, take, intro)


def named(thing: Thing) -> str:
    """A thing with what it is: "Cụm loa TDP 3"; a station has a name that says it."""
    return thing.name if thing.kind is ThingKind.STATION else f"{THINGS[thing.kind]} {thing.name}"


def _words(name: str, words: str, known: str, hint: str = "", *, required: bool = True) -> tuple[FormField]:
    field = TextField(hint, max_length=300)
    field.set_value(known)
    return (FormField(name, words, field, required=required),)


def _cost_field(known: int | None) -> FormField:
    edit = NumberEdit(whole=True)
    edit.set_value(known)
    return FormField("cost", "&Chi phí, đồng", edit, "Không rõ thì để trống.")


def _cost(line: Line) -> str:
    return f"{line.fault.cost:,} đồng".replace(",", ".") if line.fault.cost is not None else ""


def _whole(value: Decimal | int | None) -> int | None:
    return None if value is None else int(value)
