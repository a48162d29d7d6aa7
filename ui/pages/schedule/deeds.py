"""What the officer does with one airing: each deed asks what it must, saves through the services, tells the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.logbook import Confirmation
from ttcs_desktop.broadcast.model import Airing, Fill, Outcome, Slot, Station
from ttcs_desktop.content.model import ApprovalGiven, Item, ItemState
from ttcs_desktop.vietnamese.text import sort_key
from ui.kit.card import Card
from ui.pages.approval_card import approval_card
from ui.pages.desk import Desk
from ui.pages.late_yes import ask_once
from ui.pages.page import Page
from ui.pages.schedule.choose_items import ChooseItemsCard
from ui.pages.schedule.hour_over import HourOver
from ui.pages.schedule.listening import Listening
from ui.pages.schedule.result import result_card
from ui.pages.schedule.slot_form import SlotChoices, new_slot, slot_card
from ui.pages.schedule.wished import Wished
from ui.pages.schedule.words import date_title

if TYPE_CHECKING:
    from ui.pages.schedule.page import SchedulePage

CONTENT_PAGE = "content"
_RECENT = 500


class Deeds:
    """Deeds on airings and slots of one station. Cards are shown without blocking, over `owner`."""

    def __init__(self, desk: Desk, owner: Page) -> None:
        self._desk, self._owner = desk, owner
        self.wished, self.listening = Wished(desk, owner), Listening(desk, owner)

    def named(self) -> dict[str, Callable[[Airing], None]]:
        """The deeds on an airing by the names the side panel knows."""
        return {
            "choose": self.choose_items,
            "approve": self.approve,
            "full": self._aired_in_full,
            "none": lambda airing: self._ask_result(airing, Outcome.NONE),
            "partial": lambda airing: self._ask_result(airing, Outcome.PARTIAL),
            "listen": self.listening.toggle,
            "change": self.change,
            "remove": self.remove,
        }

    def add(self, station: Station, day: dt.date) -> None:
        """A new slot that begins on a day, but not before today; for the item that waits for a place, if one does."""
        blank = new_slot(station.id, max(day, self._desk.today))
        item = self.wished.item()
        hour = HourOver(lambda: self._desk.now, self._desk.workspace.broadcast.timetable.plan.falls_on)

        def save(slot: Slot) -> None:
            timetable = self._desk.workspace.broadcast.timetable
            made = timetable.add(hour.ask(slot))
            self.wished.forget(made.item_id)
            week = timetable.findings(Week.of(made.date_from))
            clashes = sum(made.id in {one.slot.id for one in (found.a, found.b) if one} for found in week)
            told = f"; tuần đầu vướng {clashes} chỗ, bấm F7 để xem" if clashes else ""
            self._tell(f"Đã thêm khung “{made.title}”{told}", made.id)

        begun = self.wished.placed(blank, item) if item is not None else blank
        self._open(slot_card(begun, self._choices(station.id), self._clock, save, self._owner))

    def change(self, airing: Airing) -> None:
        """Move or alter the slot from its next airing on."""
        timetable = self._desk.workspace.broadcast.timetable
        slot = timetable.slot(airing.slot.id)

        def save(changed: Slot) -> None:
            made = timetable.change(changed)
            since = f" từ {made.date_from:%d/%m/%Y}" if made.id != slot.id else ""
            self._tell(f"Đã sửa khung “{made.title}”{since}", made.id)

        self._open(slot_card(slot, self._choices(slot.station_id), self._clock, save, self._owner))

    def remove(self, airing: Airing) -> None:
        """Take the slot out from its next airing on; Ctrl+Z brings it back."""
        timetable = self._desk.workspace.broadcast.timetable
        day = timetable.opens(airing.slot)
        try:
            changes = timetable.remove(airing.slot.id)
        except InvalidInput as problem:
            self._owner.tell(problem)
            return
        began = airing.slot.date_from < day
        said = f"thôi phát từ {day:%d/%m/%Y}; những buổi trước vẫn còn để xác nhận" if began else "đã bỏ khỏi lịch"
        self._desk.publish(changes, f"Khung “{airing.slot.title}” {said}")

    def approve(self, airing: Airing) -> None:
        """Record the yes that this airing still needs; an item is approved on its own page."""
        if airing.slot.fill is Fill.ITEM:
            self._desk.go(CONTENT_PAGE, airing.slot.item_id or "")
            return
        timetable = self._desk.workspace.broadcast.timetable
        edition = airing.edition
        if edition is None:
            about = f"{airing.slot.title}: mọi buổi từ ngày duyệt đến {airing.slot.date_to:%d/%m/%Y}"
        else:
            about = f"{airing.title}, {date_title(airing.day)}: {len(edition.parts)} bài"

        def save(given: ApprovalGiven) -> None:
            if edition is None:
                changes = timetable.approve_slot(airing.slot.id, given)
            else:
                changes = timetable.approve_edition(edition.id, given)
            late = f"; buổi {airing.day:%d/%m} ở trước ngày duyệt" if airing.day < given.decided_on else ""
            self._desk.publish(changes, f"Đã ghi ý kiến duyệt “{airing.title}”{late}")

        # The yes to a day that is over was given by then, or it does not count for it.
        on = min(airing.day, self._desk.today) if edition is not None else self._desk.today
        card = approval_card(
            about, self._desk.workspace.office.boards.approvers_on, self._clock, save, self._owner, on=on
        )
        card.troubled.connect(self._owner.tell)
        self._open(card)

    def choose_items(self, airing: Airing) -> None:
        """Say what a date of a series airs. A repeat that gets other items is no repeat any more."""
        edition = airing.edition
        approved = [one for one in self._approved_items() if one.unfit_on(airing.day) is None]
        known = self._by_version(airing.versions)
        before = [known[version] for version in airing.versions if version in known]

        def save(title: str, items: list[Item]) -> None:
            parts = [item.version_id for item in items if item.version_id]
            same = edition is not None and tuple(parts) == edition.parts
            made = self._desk.workspace.broadcast.timetable.set_edition(
                airing.slot.id,
                airing.slot_day,
                parts,
                title=title,
                self_made=edition.self_made if edition else airing.slot.self_made,
                repeat_of=edition.repeat_of if edition and same else None,
            )
            for item in items:
                self.wished.forget(item.id)
            self._tell(f"Đã chọn {len(parts)} bài cho “{made.title or airing.slot.title}”", made.id)

        about = f"{airing.slot.title}, {date_title(airing.day)}"
        title = edition.title if edition else ""
        lacking = self._desk.workspace.transfers.awaited().keys()
        self._open(ChooseItemsCard(about, title, approved, before, save, lacking=lacking, parent=self._owner))

    def part_titles(self, versions: tuple[str, ...]) -> tuple[str, ...]:
        """What the parts of an edition are called; a part that has been rewritten since says so."""
        known = self._by_version(versions)
        return tuple(known[one].title if one in known else "Bài đã có bản mới, chọn và duyệt lại" for one in versions)

    def _by_version(self, versions: tuple[str, ...]) -> dict[str, Item]:
        workspace = self._desk.workspace
        items = workspace.content.those(workspace.broadcast.timetable.items_of_versions(versions).values())
        return {item.version_id: item for item in items if item.version_id in versions and item.version_id}

    def _aired_in_full(self, airing: Airing) -> None:
        ask_once(self._owner, (airing,))
        self._confirm(airing, Confirmation(Outcome.FULL))

    def _ask_result(self, airing: Airing, state: Outcome) -> None:
        if state is not Outcome.NONE:
            ask_once(self._owner, (airing,))
        cut = self._desk.workspace.urgent.cuts.is_cut(airing)
        self._open(result_card(airing, state, lambda said: self._confirm(airing, said), self._owner, cut=cut))

    def _confirm(self, airing: Airing, said: Confirmation) -> None:
        changes = self._desk.workspace.broadcast.log.confirm(airing, said)
        self._desk.publish(changes, f"Đã ghi vào sổ phát: “{airing.title}”, {date_title(airing.day)}")

    def _choices(self, station_id: str) -> SlotChoices:
        inventory = self._desk.workspace.broadcast.inventory
        names = inventory.cluster_names()
        ids = sorted((cluster.id for cluster in inventory.clusters(station_id)), key=lambda id_: sort_key(names[id_]))
        neighbourhoods, today = self._desk.workspace.neighbourhoods, self._desk.today
        return SlotChoices(
            self._approved_items(),
            {id_: names[id_] for id_ in ids},
            {one.id: one.name for one in neighbourhoods.on(today)},
            lambda written: neighbourhoods.read(written, today),
        )

    def _approved_items(self) -> list[Item]:
        """The newest first, and before them the one that waits for a place."""
        wished = self.wished.item()
        first = [wished] if wished is not None else []
        recent = [one for one in self._desk.workspace.content.recent(_RECENT) if wished is None or one.id != wished.id]
        return [item for item in (*first, *recent) if item.state is ItemState.APPROVED and item.version_id]

    @property
    def _clock(self) -> Clock:
        return self._desk.workspace.clock

    def _tell(self, what: str, record_id: str) -> None:
        self._desk.publish(Changes(frozenset({"broadcast"}), (record_id,)), what)

    def _open(self, card: Card) -> None:
        card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card.open()


def note_unplanned(page: SchedulePage) -> None:
    """Ask what played outside the timetable, on the day on which the officer stands."""
    from ui.pages.schedule.unplanned_card import unplanned_card  # noqa: PLC0415  a form: when it is asked for

    airing = page.grid.current()
    unplanned_card(page, page.station(), airing.day if airing else page.week.monday).open()
