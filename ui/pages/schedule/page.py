"""Lịch phát: tool row, week grid, side panel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from ttcs_desktop.agenda.linked import linked_tasks
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.conflicts import Finding
from ttcs_desktop.broadcast.model import Airing, Station
from ui.kit.fields import Choice
from ui.pages.linked_tasks import PLANS_PAGE
from ui.pages.page import Page
from ui.pages.schedule import finding_way
from ui.pages.schedule.beside import Beside
from ui.pages.schedule.board_card import boards_button, show_troubles
from ui.pages.schedule.clashes import ClashPanel
from ui.pages.schedule.deeds import Deeds, note_unplanned
from ui.pages.schedule.empty import empty_week
from ui.pages.schedule.facts import WeekFacts, read_week
from ui.pages.schedule.hand import MovableGrid
from ui.pages.schedule.intake import Intake
from ui.pages.schedule.log_keys import hear_log_keys
from ui.pages.schedule.moves import Moves
from ui.pages.schedule.side import AiringPanel, Deed, Shown, default_deeds
from ui.pages.schedule.split import WeekWithSide
from ui.pages.schedule.views import ShownDays, ask_day
from ui.pages.schedule.week_tools import WeekTools

_EVERY_MINUTE = 60_000
_NOTHING_SUCH = "Không còn mục này trong lịch phát, hoặc chưa có ngày phát nào."


class SchedulePage(Page):
    """One station's week. The services decide; this page asks them and shows."""

    TITLE: ClassVar[str] = "Lịch phát"
    SHOWS: ClassVar[frozenset[str]] = frozenset({"broadcast", "content", "office", "plans"})

    def build(self) -> None:
        self.days = ShownDays(self.desk.today, self)
        self.facts: WeekFacts | None = None
        self.deeds = Deeds(self.desk, self)
        self._build_tools()
        self.grid = MovableGrid()
        self.moves = Moves(self)
        self.airing_panel = AiringPanel(default_deeds(self.deeds.named()), self._press)
        self.clash_panel = ClashPanel(self.check, self.weeks.solve)
        self.stack = QStackedWidget()
        self._empty = empty_week(self._add, self.intake.ask, self.guard)
        for part in (self.grid, self._empty):
            self.stack.addWidget(part)
        self.split = WeekWithSide(self.stack, self.airing_panel, self.clash_panel)
        self.body.addWidget(self.split, 1)
        self.beside = Beside(self)
        self._connect()
        self._minute = QTimer(self)
        self._minute.timeout.connect(lambda: self.grid.set_now(self.desk.now))
        self._minute.start(_EVERY_MINUTE)

    def reload(self) -> None:
        workspace = self.desk.workspace
        self._station.set_options([(station, station.name) for station in workspace.broadcast.inventory.stations()])
        self._station.setVisible(self._station.count() > 1)
        self.title_button.setText(self.days.title())
        self.facts = read_week(workspace, self.week, self.station())
        self.grid.show_week(self.days.of(self.facts), self.desk.now)
        self.clash_panel.show_week(self.facts)
        self.weeks.show(self.facts)
        count = len(self.facts.found)
        self.check_button.setText(f"Kiểm tra ({count})" if count else "Kiểm tra")
        self.check_button.set_icon_name("circle-alert" if count else "circle-check")
        show_troubles(self.boards_button, self.facts)
        shown = self.grid if self.facts.airings else self._empty
        self.setFocusProxy(shown)
        if self.stack.currentWidget() is not shown:
            self.stack.setCurrentWidget(shown)
            shown.setFocus()
        self._show_airing(self.grid.current())
        self.beside.show()

    def show_record(self, record_id: str) -> None:
        """Go to an airing, an edition or a slot, in whichever week it stands."""
        found = finding_way.airing_of(self.desk.workspace, record_id, self.desk.today, self.facts)
        if found is None:
            self._banner.say("info", self.deeds.wished.note(record_id) or _NOTHING_SUCH)
            self._banner.show()
            return
        stations = self.desk.workspace.broadcast.inventory.stations()
        self._station.set_value(next((one for one in stations if one.id == found.slot.station_id), None))
        self.go_to(found.day)
        self.grid.choose(found.id)
        self.open_airing()

    def station(self) -> Station:
        """The station shown."""
        chosen = self._station.value()
        return chosen if isinstance(chosen, Station) else self.desk.workspace.broadcast.inventory.the_station()

    @property
    def week(self) -> Week:
        """The week at hand; where one day is shown, its week."""
        return self.days.week

    def go_to(self, day: dt.date) -> None:
        """Show the week of a day, or the day itself where one is shown."""
        self.days.go_to(day)

    def open_airing(self) -> None:
        """Open the side panel for the airing chosen; where it is open, go into it."""
        if self.split.shows(self.airing_panel):
            self.airing_panel.buttons()[0].setFocus()
        elif self.grid.current() is not None:
            self.split.show_side(self.airing_panel)
            self._show_airing(self.grid.current())

    def check(self) -> None:
        """Read the week again and list what is wrong with it."""
        self.reload()
        self.split.show_side(self.clash_panel)
        self.clash_panel.begin()
        (self.clash_panel.list if self.facts and self.facts.found else self).setFocus()

    def next_clash(self) -> None:
        """The next finding, in the panel and in the grid; the first where the panel was not open."""
        if self.split.shows(self.clash_panel):
            self.clash_panel.next()
        else:
            self.check()

    def print_week(self) -> None:
        """Show the papers of this week, its notice first."""
        from ui.pages.schedule.papers import open_papers  # noqa: PLC0415  when one is asked for

        open_papers(self)

    def _build_tools(self) -> None:
        self.tools.add(self.days.back)
        self.title_button = self.add_tool(self.days.title(), lambda: ask_day(self), key="Ctrl+G")
        self.tools.add(self.days.onward)
        self.tools.add(self.days.switch)
        self.add_tool("Thêm", self._add, icon="plus", key="F4")
        self.check_button = self.add_tool("Kiểm tra", self.check, icon="circle-check", key="F7")
        self.intake = Intake(self.desk, self)
        self.intake.button = self.add_tool("Nhập tệp", self.intake.ask, icon="upload", key="Ctrl+O")
        self.add_tool("In tuần", self.print_week, icon="printer", key="Ctrl+P")
        self.weeks = WeekTools(self)
        self.boards_button = boards_button(self)
        self.tools.add(self.boards_button)
        self._station = Choice(name="Đài")
        self._station.hide()
        self._station.changed.connect(lambda: self.guard(self.reload))
        self.tools.add_right(self._station)

    def _connect(self) -> None:
        self.grid.chosen.connect(self._show_airing)
        self.grid.opened.connect(lambda _: self.open_airing())
        self.grid.day_wanted.connect(self.days.turn)
        self.days.changed.connect(self._show_days)
        self.days.switch.clicked.connect(lambda: self.days.turn(self._day_at_hand()))
        self.airing_panel.task_wanted.connect(lambda task_id: self.desk.go(PLANS_PAGE, task_id))
        self.clash_panel.picked.connect(self._show_clash)
        self.clash_panel.opened.connect(lambda _: self.open_airing())
        for panel in (self.airing_panel, self.clash_panel):
            panel.closed.connect(self._close_side)
        self._on_key("PgUp", self.stack, lambda: self.days.step(-1))
        self._on_key("PgDown", self.stack, lambda: self.days.step(1))
        self._on_key("Ctrl+N", self, lambda: note_unplanned(self))
        self._on_key("F8", self, self.next_clash)
        self._on_key("F9", self, self.weeks.solve)
        hear_log_keys(self)
        self._on_key("Esc", self, self._close_side)
        for deed in self.airing_panel.deeds:
            self._on_key(deed.key, self, partial(self._press, deed))

    def _on_key(self, key: str, where: QWidget, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), where)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self.guard(act))

    def _press(self, deed: Deed) -> None:
        """Do a deed to the airing chosen, where it fits; one that is asked of nothing is no mistake."""
        airing = self.grid.current()
        if airing is None or self.facts is None or self.stack.currentWidget() is not self.grid:
            return
        if deed.fits(airing, self.facts.logged.get(airing.id), self.desk.now):
            self.guard(lambda: deed.act(airing))

    def _show_airing(self, airing: Airing | None) -> None:
        if not self.split.shows(self.airing_panel):
            return
        if airing is None or self.facts is None:
            self._close_side()
            return
        entry = self.facts.logged.get(airing.id)
        witnesses = self.desk.workspace.broadcast.log.witnesses([entry.id]) if entry else []
        parts = self.deeds.part_titles(airing.versions)
        tasks = linked_tasks(self.desk.workspace.plans, ("broadcast", airing.id))
        self.airing_panel.show_airing(Shown(airing, self.facts, parts, tuple(witnesses), self.desk.now, tasks))

    def _show_clash(self, finding: Finding) -> None:
        if not self.grid.choose(finding.a.id):
            self.go_to(finding.a.day)
            self.grid.choose(finding.a.id)

    def _close_side(self) -> None:
        self.split.close_side()
        self.setFocus()

    def _add(self) -> None:
        self.deeds.add(self.station(), self._day_at_hand())

    def _day_at_hand(self) -> dt.date:
        airing = self.grid.current()
        return airing.day if airing else self.days.day

    def _show_days(self) -> None:
        self.guard(self.reload)
        self.setFocus()
