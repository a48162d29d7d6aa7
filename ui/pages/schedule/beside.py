"""What stands beside the week when it is asked for: why something plays, and what waits for a place."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.broadcast.checks.model import WeekLack
from ttcs_desktop.broadcast.conflicts import Rule
from ttcs_desktop.broadcast.tray.model import Place, TrayItem
from ui.kit.panels import SidePanel
from ui.pages.schedule.deeds import CONTENT_PAGE
from ui.pages.schedule.tray_panel import TrayBar
from ui.pages.schedule.words import date_title

if TYPE_CHECKING:
    from ui.pages.schedule.page import SchedulePage
    from ui.pages.schedule.tray_panel import TrayPanel
    from ui.pages.schedule.why_panel import Line, WhyPanel

SETTINGS_PAGE = "settings"
_SOON = 150
"""Milliseconds until texts are read that were left over, so that the week can be painted and keys be heard between."""


class Beside:
    """Ctrl+I asks why, Ctrl+U opens the tray; each panel is made when it is first asked for."""

    def __init__(self, page: SchedulePage) -> None:
        self._page = page
        self._why: WhyPanel | None = None
        self._tray: TrayPanel | None = None
        self.waiting: tuple[TrayItem, ...] = ()
        self.bar = TrayBar(lambda: page.guard(self.open_tray))
        page.body.addWidget(self.bar)
        for key, act in (("Ctrl+I", self.ask_why), ("Ctrl+U", self.open_tray)):
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda wanted=act: page.guard(wanted))
        page.clash_panel.lack_opened.connect(lambda lack: page.guard(lambda: self._open_lack(lack)))
        page.grid.chosen.connect(self._follow)
        self._later = QTimer(page)
        self._later.setSingleShot(True)
        self._later.timeout.connect(lambda: page.guard(page.reload) if page.isVisible() else None)

    def show(self) -> None:
        """Show what waits, after the week was read."""
        workspace = self._page.desk.workspace
        self.waiting = workspace.tray.waiting()
        self.bar.show_items(self.waiting)
        if self._tray is not None:
            self._tray.show_items(self.waiting)
        self._follow()
        if workspace.week_checks.left_over():
            self._later.start(_SOON)

    def ask_why(self) -> None:
        """Why the chosen airing plays or not; of a day without any, why there is none; in the tray, of the item."""
        page, panel = self._page, self.why_panel
        tray = self._tray
        if tray is not None and page.split.shows(tray) and (one := tray.chosen()) is not None:
            answer = page.desk.workspace.why.of_item(one.item.id, page.desk.today)
            panel.show_item(answer, self._names)
        else:
            self._answer()
        page.split.show_side(panel)
        (panel.list if panel.lines() else page).setFocus()

    def open_tray(self) -> None:
        """What waits, beside the week; pressed again, into the list."""
        panel = self.tray_panel
        panel.show_items(self.waiting)
        self._page.split.show_side(panel)
        (panel.list if self.waiting else self._page).setFocus()

    def place(self, one: TrayItem) -> None:
        """Put an item where the panel says."""
        page = self._page
        place = self._place_of(one)
        made = page.desk.workspace.tray.put(one.item.id, place)
        at, where = _told(place)
        done = f"Đã xếp “{one.item.title}” vào {where}, {at:%H:%M} {date_title(at.date())}"
        page.desk.publish(Changes(frozenset({"broadcast"}), (made.id,)), done)
        if at.date() not in page.week.days:
            page.go_to(at.date())

    @property
    def why_panel(self) -> WhyPanel:
        if self._why is None:
            from ui.pages.schedule.why_panel import WhyPanel  # noqa: PLC0415  when it is asked for

            self._why = WhyPanel()
            self._why.opened.connect(lambda line: self._page.guard(lambda: self._open(line)))
            self._add(self._why)
        return self._why

    @property
    def tray_panel(self) -> TrayPanel:
        if self._tray is None:
            from ui.pages.schedule.tray_panel import TrayPanel  # noqa: PLC0415  when it is asked for

            self._tray = TrayPanel(self._place_of)
            self._tray.opened.connect(lambda one: self._page.guard(lambda: self.place(one)))
            self._add(self._tray)
        return self._tray

    def _add(self, panel: SidePanel) -> None:
        page = self._page
        page.split.add(panel)
        panel.closed.connect(page.split.close_side)
        panel.closed.connect(page.setFocus)

    @property
    def _names(self) -> dict[str, str]:
        return self._page.desk.workspace.broadcast.inventory.cluster_names()

    def _answer(self) -> None:
        page, why = self._page, self._page.desk.workspace.why
        airing = page.grid.current()
        if airing is None:
            day = page.days.day
            self.why_panel.show_gaps(why.of_day(page.station().id, day), day, self._names)
        else:
            answer = why.of_slot(airing.slot.id, airing.day, airing.id)
            self.why_panel.show_answer(answer, self._names, page.desk.now)

    def _follow(self, _: object = None) -> None:
        """The panel that is open speaks of what is chosen now."""
        split = self._page.split
        if self._why is not None and split.shows(self._why) and not self._why.list.hasFocus():
            self._page.guard(self._answer)
        elif self._tray is not None and split.shows(self._tray):
            self._tray.tell_place()

    def _place_of(self, one: TrayItem) -> Place:
        page = self._page
        return page.desk.workspace.tray.place_for(one.item, page.grid.current(), page.station())

    def _open(self, line: Line) -> None:
        """The record that a reason rests on."""
        reason, desk = line.reason, self._page.desk
        if not reason.record_id:
            return
        if reason.subject == "content":
            desk.go(CONTENT_PAGE, reason.record_id)
        elif reason.subject in ("office", "equipment"):
            desk.go(SETTINGS_PAGE, reason.record_id)
        else:
            self._page.show_record(reason.airing.id if reason.airing is not None else reason.record_id)

    def _open_lack(self, lack: WeekLack) -> None:
        """Into the tray, where it can be placed; else to the item or the topic."""
        one = next((one for one in self.waiting if one.item.id == lack.record_id), None)
        if lack.rule is Rule.PRIORITY_NOT_PLACED and one is not None and one.is_approved:
            self.open_tray()
            self.tray_panel.list.choose(one.item.id)
            return
        self._page.desk.go(CONTENT_PAGE if lack.subject == "content" else lack.subject, lack.record_id)


def _told(place: Place) -> tuple[dt.datetime, str]:
    """When and in what an item is aired that was placed."""
    if place.airing is not None:
        return place.airing.start, f"“{place.airing.title}”"
    if place.spot is None:
        raise ValueError("what has no place is refused")
    return place.spot.start, "khung riêng"
