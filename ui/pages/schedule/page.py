"""Lịch phát: tool row, week grid, side panel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import ClassVar, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from ttcs_desktop.agenda.linked import linked_tasks
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.conflicts import Finding
from ttcs_desktop.broadcast.model import Airing, Station
from ui.kit.buttons import KeyButton, icon_button
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice
from ui.kit.form import Form, FormField
from ui.kit.panels import EmptyState, column
from ui.pages.linked_tasks import PLANS_PAGE
from ui.pages.page import Page
from ui.pages.schedule import finding_way
from ui.pages.schedule.cards import FormCard
from ui.pages.schedule.clashes import ClashPanel
from ui.pages.schedule.deeds import Deeds, note_unplanned
from ui.pages.schedule.facts import WeekFacts, read_week
from ui.pages.schedule.grid import WeekGrid
from ui.pages.schedule.intake import Intake
from ui.pages.schedule.side import AiringPanel, Deed, Shown, default_deeds
from ui.pages.schedule.split import WeekWithSide
from ui.pages.schedule.words import week_title
from ui.workflows.messages import SUBJECTS

_EVERY_MINUTE = 60_000
_NOTHING_SUCH = "Không còn mục này trong lịch phát, hoặc chưa có ngày phát nào."


class SchedulePage(Page):
    """One station's week. The services decide; this page asks them and shows."""

    TITLE: ClassVar[str] = "Lịch phát"
    SHOWS: ClassVar[frozenset[str]] = frozenset({"broadcast", "content", "office", "plans"})

    def build(self) -> None:
        self.week = Week.of(self.desk.today)
        self.facts: WeekFacts | None = None
        self.deeds = Deeds(self.desk, self)
        self._build_tools()
        self.grid = WeekGrid()
        self.airing_panel = AiringPanel(default_deeds(self.deeds.named()), self._press)
        self.clash_panel = ClashPanel(self.check)
        self.stack = QStackedWidget()
        self._empty = self._empty_state()
        for part in (self.grid, self._empty):
            self.stack.addWidget(part)
        self.split = WeekWithSide(self.stack, self.airing_panel, self.clash_panel)
        self.body.addWidget(self.split, 1)
        self._connect()
        self._minute = QTimer(self)
        self._minute.timeout.connect(lambda: self.grid.set_now(self.desk.now))
        self._minute.start(_EVERY_MINUTE)

    def reload(self) -> None:
        workspace = self.desk.workspace
        self._station.set_options([(station, station.name) for station in workspace.broadcast.inventory.stations()])
        self._station.setVisible(self._station.count() > 1)
        self.title_button.setText(week_title(self.week))
        self.facts = read_week(workspace, self.week, self.station())
        self.grid.show_week(self.facts, self.desk.now)
        self.clash_panel.show_week(self.facts)
        count = len(self.facts.findings)
        self.check_button.setText(f"Kiểm tra ({count})" if count else "Kiểm tra")
        self.check_button.set_icon_name("circle-alert" if count else "circle-check")
        shown = self.grid if self.facts.airings else self._empty
        self.setFocusProxy(shown)
        if self.stack.currentWidget() is not shown:
            self.stack.setCurrentWidget(shown)
            shown.setFocus()
        self._show_airing(self.grid.current())

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

    def go_to(self, day: dt.date) -> None:
        """Show the week of a day."""
        self.week = Week.of(day)
        self.guard(self.reload)
        self.setFocus()

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
        (self.clash_panel.list if self.facts and self.facts.findings else self).setFocus()

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
        back = icon_button("chevron-left", "Tuần trước", key="PgUp")
        onward = icon_button("chevron-right", "Tuần sau", key="PgDn")
        for button, weeks in ((back, -1), (onward, 1)):
            button.clicked.connect(lambda _=False, step=weeks: self.go_to(self.week.shifted(step).monday))
        self.tools.add(back)
        self.title_button = self.add_tool(week_title(self.week), self._ask_day, key="Ctrl+G")
        self.tools.add(onward)
        self.add_tool("Thêm", self._add, icon="plus", key="F4")
        self.check_button = self.add_tool("Kiểm tra", self.check, icon="circle-check", key="F7")
        self.intake = Intake(self.desk, self)
        self.intake.button = self.add_tool("Nhập tệp", self.intake.ask, icon="upload", key="Ctrl+O")
        self.add_tool("In tuần", self.print_week, icon="printer", key="Ctrl+P")
        self.add_tool("Ngoài lịch", lambda: note_unplanned(self), icon="clipboard-list", key="Ctrl+N")
        self._station = Choice(name="Đài")
        self._station.hide()
        self._station.changed.connect(lambda: self.guard(self.reload))
        self.tools.add_right(self._station)

    def _empty_state(self) -> QWidget:
        add = KeyButton("Thêm khung phát", icon="plus", key="F4", catch_key=False)
        add.clicked.connect(lambda: self.guard(self._add))
        take = KeyButton("Nhập tệp lịch", icon="upload", key="Ctrl+O", catch_key=False)
        take.clicked.connect(lambda: self.guard(self.intake.ask))
        detail = "Bấm F4 để thêm khung phát, Ctrl+O để nhập lịch từ tệp, PgUp hoặc PgDn để sang tuần khác."
        made = EmptyState("calendar-days", "Tuần này chưa có lịch phát.", detail, add, take)
        around = QWidget()
        column(around, 0, (12, 12, 12, 12)).addWidget(made)
        around.setFocusProxy(add)
        return around

    def _connect(self) -> None:
        self.grid.chosen.connect(self._show_airing)
        self.grid.opened.connect(lambda _: self.open_airing())
        self.airing_panel.task_wanted.connect(lambda task_id: self.desk.go(PLANS_PAGE, task_id))
        self.clash_panel.picked.connect(self._show_clash)
        self.clash_panel.opened.connect(lambda _: self.open_airing())
        for panel in (self.airing_panel, self.clash_panel):
            panel.closed.connect(self._close_side)
        self._on_key("PgUp", self.stack, lambda: self.go_to(self.week.shifted(-1).monday))
        self._on_key("PgDown", self.stack, lambda: self.go_to(self.week.shifted(1).monday))
        self._on_key("F8", self, self.next_clash)
        self._on_key("Esc", self, self._close_side)
        for deed in self.airing_panel.deeds:
            self._on_key(deed.key, self, self._presser(deed))

    def _on_key(self, key: str, where: QWidget, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), where)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self.guard(act))

    def _presser(self, deed: Deed) -> Callable[[], None]:
        return lambda: self._press(deed)

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
        self.grid.choose(finding.a.id)

    def _close_side(self) -> None:
        self.split.close_side()
        self.setFocus()

    def _add(self) -> None:
        airing = self.grid.current()
        self.deeds.add(self.station(), airing.day if airing else self.week.monday)

    def _ask_day(self) -> None:
        form = Form([FormField("day", "Ngày", DateEdit(self.desk.workspace.clock), required=True)], SUBJECTS)
        card = FormCard(
            "Đến ngày", "Đến", [form], lambda values: self.go_to(cast("dt.date", values["day"])), parent=self
        )
        card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card.open()
