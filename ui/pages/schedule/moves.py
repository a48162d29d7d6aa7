"""What the page does with an airing that was dropped elsewhere: this day alone, or the slot from this day on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput, Trouble
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.model import Airing, Kind, Slot
from ttcs_desktop.broadcast.moving import Bound, Reach, reach_of
from ttcs_desktop.broadcast.recurrence import Every
from ui.kit.buttons import KeyButton
from ui.kit.card import Card
from ui.kit.labels import label
from ui.pages.schedule.held import Held
from ui.pages.schedule.words import SHORT_WEEKDAYS, date_title, minutes_of, short_date, span_of

if TYPE_CHECKING:
    from ui.pages.schedule.page import SchedulePage

_ALONE, _ONWARD = "Chỉ ngày này", "Từ ngày này về sau"
_WHY = {
    Bound.MOVED_ALONE: "Buổi này đã dời riêng: chỉ dời tiếp được riêng nó.",
    Bound.SEVERAL_DAYS: "Khung này phát nhiều thứ trong tuần: sang ngày khác thì chỉ dời riêng được buổi này. "
    "Muốn đổi các thứ của cả khung, bấm F2.",
    Bound.OWN_DAYS: "Khung này phát theo ngày trong tháng: sang ngày khác thì chỉ dời riêng được buổi này. "
    "Muốn đổi ngày của cả khung, bấm F2.",
    Bound.EDITIONS: "Bài chọn cho mỗi ngày ở lại ngày của nó: sang ngày khác thì chỉ dời riêng được buổi này.",
    Bound.PLAYS: "Đây không phải lượt đầu trong ngày của khung: chỉ dời riêng được lượt này. "
    "Muốn dời cả khung, dời lượt đầu hoặc bấm F2.",
    Bound.LENGTH: "Đổi số phút là đổi cả khung, không đổi riêng một buổi được.",
}


class Moves:
    """Says what may not move and what to know before, asks how far a move reaches, saves it."""

    def __init__(self, page: SchedulePage) -> None:
        self._page = page
        page.grid.asks, page.grid.notes = self._forbidden, self._notes
        page.grid.refused.connect(page.tell)
        page.grid.dropped.connect(self._dropped)

    def _forbidden(self, airing: Airing) -> InvalidInput | None:
        return InvalidInput("start", "airing_is_past") if airing.start <= self._page.desk.now else None

    def _notes(self, airing: Airing) -> list[str]:
        """What an officer should know before it moves; nothing of it forbids anything."""
        page, notes = self._page, []
        if airing.slot.kind is Kind.RELAY:
            notes.append("Tiếp âm: giờ do đài trên định.")
        if airing.id in page.desk.workspace.published.airing_ids(Week.of(airing.day), page.station()):
            notes.append("Tuần này đã ban hành: dời xong cần ban hành lại.")
        if airing.moved_from is not None:
            notes.append(f"Đã dời riêng từ {date_title(airing.moved_from.date())} {airing.moved_from:%H:%M}.")
        return notes

    def _dropped(self, held: Held) -> None:
        page = self._page
        if held.start <= page.desk.now:
            page.tell(InvalidInput("start", "time_is_past"))
            page.grid.let_go()
            return
        reach = reach_of(held.airing, held.start, held.seconds)
        if not reach.alone and reach.onward is None:
            page.grid.let_go()
            page.tell(InvalidInput("seconds", "length_of_slot"))
        elif reach.once:
            self._save(held, self._onward(reach.onward, reach.since) if reach.onward else self._alone(held))
        else:
            card = reach_card(held, reach, lambda slot: self._choose(held, reach, slot), page)
            card.finished.connect(lambda _: page.grid.let_go())
            card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            card.open()

    def _choose(self, held: Held, reach: Reach, slot: Slot | None) -> None:
        self._save(held, self._onward(slot, reach.since) if slot else self._alone(held))

    def _alone(self, held: Held) -> Callable[[], Changes]:
        changes = self._page.desk.workspace.airing_changes
        return partial(changes.move, held.airing, held.start)

    def _onward(self, slot: Slot, since: dt.date) -> Callable[[], Changes]:
        def save() -> Changes:
            made = self._page.desk.workspace.broadcast.timetable.change(slot, since=since)
            return Changes(frozenset({"broadcast"}), (made.id,))

        return save

    def _save(self, held: Held, act: Callable[[], Changes]) -> None:
        page, there = self._page, held.there()
        try:
            changes = act()
        except Trouble as trouble:
            page.grid.let_go()
            page.tell(trouble)
            return
        page.grid.let_go()
        clashes = len(held.clashes(page.facts.airings)) if page.facts else 0
        told = f"; trùng giờ với {clashes} mục, bấm F7 để xem" if clashes else ""
        page.desk.publish(changes, f"Đã dời “{there.title}” sang {date_title(there.day)}, {span_of(there)}{told}")
        _choose_moved(page, there)


def _choose_moved(page: SchedulePage, there: Airing) -> None:
    """Stand on what was moved: under its own id, or under that of the slot that took over."""
    shown = page.facts.airings if page.facts else ()
    same = [one for one in shown if (one.start, one.title) == (there.start, there.title)]
    found = next((one for one in same if one.id == there.id), same[0] if same else None)
    if found is not None:
        page.grid.choose(found.id)


def reach_card(held: Held, reach: Reach, choose: Callable[[Slot | None], None], parent: QWidget | None = None) -> Card:
    """Asks how far a move reaches: 1 is this day alone, 2 from this day on; Esc leaves everything as it was.

    Args:
        choose: called with the slot as it is to be from that day on, or with None for this airing alone.
    """
    main_key, main = ("1", _ALONE) if reach.alone else ("2", _ONWARD)
    card = Card("Dời buổi phát", main, main_key=main_key, width=480, parent=parent)
    before, after = held.airing, held.there()
    card.body.addWidget(label(before.title, "strong", wrap=True))
    card.body.addWidget(label(f"Từ {date_title(before.day)}, {span_of(before)} ({minutes_of(before)} phút)"))
    other_day = f"{date_title(after.day)}, " if after.day != before.day else ""
    card.body.addWidget(label(f"sang {other_day}{span_of(after)} ({minutes_of(after)} phút)"))
    if reach.onward is not None:
        card.body.addWidget(label(_onward_words(reach.onward, reach.since), "text", "text2", wrap=True))
    if reach.bound in _WHY:
        card.body.addWidget(label(_WHY[reach.bound], "text", "amber", wrap=True))

    def press(slot: Slot | None) -> None:
        card.accept()
        choose(slot)

    card.main.clicked.disconnect()
    card.main.clicked.connect(lambda: press(None if reach.alone else reach.onward))
    _catch(card, main_key, card.main)
    if reach.alone and reach.onward is not None:
        second = KeyButton(_ONWARD, key="2", catch_key=False)
        second.clicked.connect(lambda: press(reach.onward))
        foot = card.leave.parentWidget()
        line = foot.layout() if foot is not None else None
        if isinstance(line, QHBoxLayout):
            line.insertWidget(line.indexOf(card.main), second)
        _catch(card, "2", second)
    return card


def _catch(card: Card, key: str, button: KeyButton) -> None:
    QShortcut(QKeySequence(key), card).activated.connect(button.click)


def _onward_words(slot: Slot, since: dt.date) -> str:
    """Which days follow when the slot changes."""
    days = ", ".join(SHORT_WEEKDAYS[day - 1] for day in sorted(slot.weekdays))
    which = "mọi ngày" if len(slot.weekdays) == len(SHORT_WEEKDAYS) else days
    rule, first = slot.recurrence, max(slot.date_from, since)
    if rule.every is Every.WEEK and rule.weeks > 1:
        which, first = f"{which}, {rule.weeks} tuần một lần", rule.counted_on(first, slot.date_from, slot.weekdays)
    end = f"{short_date(slot.date_to)}/{slot.date_to.year}" if slot.date_to.year != dt.date.max.year else ""
    return f"Khung này phát {which}, từ {short_date(first)} đến {end}."
