"""Hôm nay: four answers, the airings that wait for a word, the deadlines of 90 days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ttcs_desktop.agenda.deadlines import Deadline, due_counts
from ttcs_desktop.broadcast.logbook import Confirmation
from ttcs_desktop.broadcast.model import Airing, Outcome, Reason
from ui.kit.buttons import KeyButton, Size
from ui.kit.chips import Status, StatusLabel, Tone
from ui.kit.labels import label
from ui.kit.panels import EmptyState, Panel, column, row
from ui.pages.page import Page
from ui.pages.today.airing_list import FULL, NOT_AIRED, AiringList
from ui.pages.today.deadlines import DeadlinePanel
from ui.pages.today.report_tile import ReportTile
from ui.pages.today.rows import AiringRow, Day, day_groups, over_today
from ui.pages.today.tiles import ButtonTile, Tile, airings_tile_says, due_tile_says
from ui.pages.today.words import short_day, week_in_words

if TYPE_CHECKING:
    from ui.pages.today.inbox import InboxRow

_DAY = dt.timedelta(days=1)
_EVERY_MINUTE = 60_000
# The rows of the morning come first.
_AFTER_THE_ROWS_MS = 250
_PLAYED = Confirmation(Outcome.FULL)


class TodayPage(Page):
    """What the officer sees first in the morning."""

    TITLE = "Hôm nay"
    SHOWS = frozenset({"broadcast", "content", "plans", "directives", "statistics", "office", "ledger"})

    def build(self) -> None:
        self._unconfirmed: tuple[Airing, ...] = ()
        self._day = self.desk.today
        self._report = ReportTile(self.desk, self)
        self.airings_tile = Tile("radio", "Phát hôm nay")
        self.due_tile = Tile("list-checks", "Việc đến hạn")
        self.sync_tile = ButtonTile("refresh-cw", "Đồng bộ", KeyButton("Xem"))
        self.sync_tile.button.clicked.connect(lambda: self.desk.go("sync"))
        self._week = label("", "text", "text2")
        self.tools.add_right(self._week)
        self._new_year: QWidget | None = None
        brief = KeyButton("Giao ban", icon="clipboard-list", key="Ctrl+B")
        brief.setObjectName("brief")
        brief.clicked.connect(self._brief)
        self.tools.add_right(brief)
        self.inbox: InboxRow | None = None
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_THE_ROWS_MS)
        self._soon.timeout.connect(self._show_inbox)
        self.body.addWidget(self._row_of_tiles())
        lower = QWidget()
        beside = row(lower, 12, (12, 0, 12, 12))
        self.list = AiringList()
        self.list.answered.connect(self._answer)
        self.list.opened.connect(lambda opened: self.desk.go("schedule", opened.id))
        self.deadlines = DeadlinePanel()
        self.deadlines.opened.connect(self._open_deadline)
        beside.addWidget(self._schedule_panel(), 59)
        beside.addWidget(self.deadlines, 41)
        self.body.addWidget(lower, 1)
        self.setFocusProxy(self.list)
        why = QShortcut(QKeySequence("F11"), self)
        why.activated.connect(lambda: self.guard(lambda: _open_why(self)))
        self._minute = QTimer(self)
        self._minute.timeout.connect(self._each_minute)
        self._minute.start(_EVERY_MINUTE)

    @property
    def report_tile(self) -> ButtonTile:
        return self._report.tile

    def reload(self) -> None:
        self._report.show_next(self._show_day())
        self._offer_new_year()
        self._soon.start()

    def confirm_all(self) -> None:
        """Say of every airing that waits that it played in full."""
        waiting = self._unconfirmed
        if waiting:
            self._write(waiting, _PLAYED, f"Đã ghi {len(waiting)} mục phát đủ.")

    def _show_day(self) -> list[Deadline]:
        """Show all but the report, which no minute changes; the deadlines are given back for it."""
        agenda, self._day = self.desk.workspace.agenda, self.desk.today
        self._week.setText(week_in_words(self._day))
        self._unconfirmed = agenda.unconfirmed()
        deadlines = agenda.deadlines()
        today_airings = agenda.airings_today()
        self._show_tiles(today_airings, deadlines)
        self._show_airings(today_airings)
        self.deadlines.show_deadlines(deadlines, self._day, self.desk.workspace.office.calendar())
        return deadlines

    def _offer_new_year(self) -> None:
        """One line from 15/12 on while something of the new year is open; nothing of it is loaded before."""
        season = self._day.month == 1 or (self._day.month, self._day.day) >= (12, 15)
        offered = season and self.desk.workspace.new_year.is_offered()
        if offered and self._new_year is None:
            from ui.pages.today.new_year_line import NewYearLine  # noqa: PLC0415  two months a year

            self._new_year = NewYearLine(self.desk)
            self.body.insertWidget(0, self._new_year)
        if self._new_year is not None:
            self._new_year.setVisible(offered)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.inbox is not None:
            self.inbox.fit()

    def _show_inbox(self) -> None:
        """What else waits, a button each; loaded when the rows of the morning stand."""
        if self.inbox is None:
            from ui.pages.today.inbox import InboxRow  # noqa: PLC0415  after the first rows

            self.inbox = InboxRow(self.desk, self.tools, self._week)
        self.inbox.reload()

    def _row_of_tiles(self) -> QWidget:
        made = QWidget()
        line: QHBoxLayout = row(made, 12, (12, 12, 12, 12))
        for tile, share in ((self.airings_tile, 10), (self.due_tile, 10), (self.sync_tile, 10), (self.report_tile, 18)):
            line.addWidget(tile, share)
        return made

    def _schedule_panel(self) -> Panel:
        panel = Panel("Lịch phát", padded=False)
        panel.note.hide()
        self.all_full = KeyButton("Xác nhận cả", key="Ctrl+Enter", size=Size.SMALL)
        self.all_full.clicked.connect(lambda: self.guard(self.confirm_all))
        self.nothing_waits = StatusLabel(Status("Không còn mục nào chờ xác nhận", Tone.GOOD))
        panel.add_to_head(self.nothing_waits)
        panel.add_to_head(self.all_full)
        to_schedule = KeyButton("Mở Lịch phát", key="Alt+4", icon="calendar-days", catch_key=False)
        to_schedule.clicked.connect(lambda: self.desk.go("schedule"))
        self.empty = EmptyState(
            "calendar-days",
            "Hôm qua và hôm nay không có lịch phát",
            "Mở Lịch phát, rồi bấm F4 để thêm khung phát hoặc Ctrl+O để nhập lịch từ tệp.",
            to_schedule,
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        around = QWidget()
        column(around, 0, (12, 12, 12, 12)).addWidget(self.empty)
        self._stack.addWidget(around)
        panel.body.addWidget(self._stack)
        return panel

    def _show_tiles(self, today_airings: Sequence[Airing], deadlines: Sequence[Deadline]) -> None:
        over = over_today(today_airings, self.desk.now)
        waiting_today = sum(airing.day == self._day for airing in self._unconfirmed)
        self.airings_tile.say(*airings_tile_says(over, len(today_airings), len(self._unconfirmed), waiting_today))
        self.due_tile.say(*due_tile_says(due_counts(deadlines, self._day)))
        workspace = self.desk.workspace
        waiting = workspace.ledger.outbox.waiting_count() if workspace.enrolment else 0
        self.sync_tile.setVisible(waiting > 0)
        self.sync_tile.say(str(waiting), "mục chờ gửi", Status("Đã lưu", Tone.GOOD))

    def _show_airings(self, today_airings: Sequence[Airing]) -> None:
        broadcast, today = self.desk.workspace.broadcast, self.desk.today
        entries = broadcast.log.entries(today - _DAY, today)
        day = Day(
            now=self.desk.now,
            near=(*broadcast.timetable.days(today - _DAY, today - _DAY), *today_airings),
            unconfirmed=self._unconfirmed,
            entries={entry.airing_id: entry for entry in entries if entry.airing_id},
            cluster_names=broadcast.inventory.cluster_names(),
        )
        groups = day_groups(day)
        self.list.show_groups(groups)
        self._stack.setCurrentIndex(0 if groups else 1)
        waiting = len(self._unconfirmed)
        self.all_full.setText(f"Xác nhận cả {waiting} mục: phát đủ")
        self.all_full.setVisible(waiting > 0)
        self.nothing_waits.setVisible(waiting == 0 and bool(groups))
        self._choose_first()

    def _choose_first(self) -> None:
        """Stand on the first row that waits, unless the officer stands on a row already."""
        if self.list.current_row() is None:
            rows = self.list.waiting() or [line.row for line in self.list.table.lines() if line.row is not None]
            if rows:
                self.list.choose(rows[0].id)

    def _answer(self, answered: AiringRow, which: int) -> None:
        from ui.pages.today.answers import ReasonMenu, partial_card  # noqa: PLC0415  forms: when one is asked for

        self.list.choose(answered.id)
        if which == FULL:
            self.guard(lambda: self._confirm(answered, _PLAYED))
        elif which == NOT_AIRED:
            menu = ReasonMenu(self)
            menu.chosen.connect(lambda reason: self._not_aired(answered, reason))
            area = self.list.answer_area(answered, NOT_AIRED)
            menu.popup(self.list.viewport().mapToGlobal(area.bottomLeft() + QPoint(0, 1)))
        elif self.guard(lambda: _ask_about_late_yes(self, (answered.airing,))):
            card = partial_card(answered, lambda said: self._confirm(answered, said), self)
            card.troubled.connect(self.tell)
            card.open()

    def _not_aired(self, answered: AiringRow, reason: Reason) -> None:
        self.guard(lambda: self._confirm(answered, Confirmation(Outcome.NONE, reason)))

    def _confirm(self, answered: AiringRow, said: Confirmation) -> None:
        following = self.list.next_waiting(answered)
        airing = answered.airing
        self._write((airing,), said, f"Đã ghi: {short_day(airing.day)} {answered.times} {answered.title}.")
        if following:
            self.list.choose(following)

    def _write(self, airings: Sequence[Airing], said: Confirmation, what: str) -> None:
        """Write answers into the log; the log keeps every line, so a slip is mended by a correction, not undone."""
        if said.state is Outcome.FULL:
            _ask_about_late_yes(self, airings)
        changes = self.desk.workspace.broadcast.log.confirm_many(airings, said)
        first = airings[0].id
        self.desk.publish(changes, what, lambda: self._lead_to(first), word="Ghi nhầm, sửa ở Lịch phát")

    def _lead_to(self, airing_id: str) -> None:
        """Where a slip is mended: the log cannot forget a line, so Ctrl+Z opens the airing and says so."""
        self.desk.go("schedule", airing_id)
        self.desk.done.emit("Sổ phát giữ mọi dòng đã ghi. Ghi lại kết quả đúng cho mục này ở Lịch phát.", None, "")

    def _brief(self) -> None:
        from ui.pages.briefing import ask_for_brief  # noqa: PLC0415  papers: when one is asked for

        ask_for_brief(self)

    def _open_deadline(self, deadline: Deadline) -> None:
        self.desk.go(deadline.subject, deadline.id)

    def _each_minute(self) -> None:
        """The line of the present minute moves, and what has just ended asks for its word."""
        if not self.isVisible():
            self._stale = True
        elif self._day == self.desk.today:
            self.guard(self._show_day)
        else:
            self.guard(self.reload)


def _ask_about_late_yes(page: QWidget, airings: Sequence[Airing]) -> None:
    from ui.pages.late_yes import ask_once  # noqa: PLC0415  when something is confirmed

    ask_once(page, airings)


def _open_why(page: Page) -> None:
    from ui.pages.today.why import open_why  # noqa: PLC0415  when a figure is asked

    open_why(page)
