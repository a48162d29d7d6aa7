"""Mở năm mới: one list of parts, each with what is there and what is left; Enter does the part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ttcs_desktop.agenda.new_year.service import Part, Standing, Subject
from ttcs_desktop.agenda.new_year.wording import DOES, STANDINGS, TITLES, told
from ttcs_desktop.basics.changes import Changes
from ui.kit.chips import Status, Tone
from ui.kit.fields import Choice
from ui.kit.labels import label
from ui.kit.panels import column, row
from ui.kit.table.columns import Column
from ui.kit.table.view import ROW_TWO_LINES, GridView
from ui.pages.page import Page
from ui.pages.tick_card import TickCard
from ui.pages.year.cards import days_card, reports_card, tasks_card

_UNDER = "settings"
_LOOKS = {
    Standing.OPEN: (Tone.LOOK, "triangle-alert"),
    Standing.DONE: (Tone.GOOD, "circle-check"),
    Standing.NOTHING: (Tone.NEUTRAL, "circle"),
}


class YearPage(Page):
    """Opened from Hôm nay and Cài đặt; Esc goes to Cài đặt. Each part is one step that Ctrl+Z takes back."""

    TITLE = "Mở năm mới"
    SHOWS = frozenset({"office", "content", "plans", "statistics"})

    def build(self) -> None:
        self._year_shown: int | None = None
        self._do_tool = self.add_tool("Làm phần này", self.do, icon="arrow-right", key="F6")
        self._year = Choice(name="Năm")
        self._year.changed.connect(lambda: self.guard(self.reload))
        head = QWidget()
        line = row(head, 8, (12, 8, 12, 6))
        line.addWidget(self._year)
        hint = "Chọn một phần rồi bấm Enter. Làm lại bao nhiêu lần cũng được: cái đã có không thêm đôi."
        line.addWidget(label(hint, "text", "text2", wrap=True), 1)
        self.body.addWidget(head)
        self.parts = GridView(
            (
                Column[Part]("Phần", lambda one: TITLES[one.subject], width=172),
                Column[Part](
                    "Đã có gì, còn gì",
                    lambda one: self._told(one).partition("; ")[0],
                    second=lambda one: self._told(one).partition("; ")[2],
                    tip=self._told,
                ),
                Column[Part]("Việc", lambda one: DOES[one.subject], width=132),
                Column[Part]("Hiện nay", _standing, width=132),
            ),
            name="Các phần của năm mới, Enter làm phần ấy",
            key=lambda one: one.id,
            row_height=ROW_TWO_LINES,
            sortable=False,
        )
        self.parts.opened.connect(lambda _: self.guard(self.do))
        self.parts.picked.connect(lambda _: self._show_tools())
        held = QWidget()
        column(held, 0, (12, 0, 12, 12)).addWidget(self.parts)
        self.body.addWidget(held, 1)
        self.setFocusProxy(self.parts)

    def reload(self) -> None:
        known = self._year.value()
        first = self.desk.today.year
        self._year.set_options([(year, f"Năm {year}") for year in (first + 1, first)])
        self._year.set_value(known if known in (first, first + 1) else self.desk.workspace.new_year.year())
        parts = self.desk.workspace.new_year.parts(self.chosen_year())
        self.parts.show_rows(parts)
        if self.parts.current_row() is None:
            left = next((one for one in parts if one.standing is Standing.OPEN), parts[0])
            self.parts.choose(left.id)
        self._show_tools()

    def chosen_year(self) -> int:
        """The year that is opened."""
        year = self._year.value()
        return year if isinstance(year, int) else self.desk.today.year

    def do(self) -> None:
        """Enter or F6: what the chosen part asks."""
        part = self.parts.current_row()
        if not isinstance(part, Part):
            return
        deeds: dict[Subject, Callable[[], None]] = {
            Subject.DAYS: self._choose_days,
            Subject.TOPICS: self._copy_topics,
            Subject.TASKS: self._carry_tasks,
            Subject.TARGETS: lambda: self.desk.go("statistics"),
            Subject.REPORTS: self._show_reports,
        }
        if part.subject in deeds:
            deeds[part.subject]()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.desk.go(_UNDER)
        else:
            super().keyPressEvent(event)

    def _choose_days(self) -> None:
        year, opening = self.chosen_year(), self.desk.workspace.new_year

        def take(ids: list[str]) -> None:
            days = [dt.date.fromisoformat(one) for one in ids]
            self._tell(opening.take_days(year, days), f"Đã ghi {{}} ngày nghỉ năm {year}")

        self._open(days_card(year, opening.days(year), take, self))

    def _copy_topics(self) -> None:
        from ui.pages.copy_topics import copy_card  # noqa: PLC0415  another page's card

        year, topics = self.chosen_year(), self.desk.workspace.topics
        source = self.desk.workspace.new_year.earlier_topics(year)
        if source is None:
            self.desk.go("topics")
            return
        known = source

        def take(ids: list[str]) -> None:
            self._tell(topics.copy(ids, known, year), f"Đã chép {{}} chủ đề từ năm {known}")

        self._open(copy_card(known, year, topics.copyable(known, year), take, self))

    def _carry_tasks(self) -> None:
        year, tasks = self.chosen_year(), self.desk.workspace.next_year

        def take(ids: list[str]) -> None:
            made = tasks.carry_on(ids, year)
            self._tell(made, f"Đã chuyển {len(ids)} nhiệm vụ sang năm {year}")

        self._open(tasks_card(year, tasks.tasks(year), take, self))

    def _show_reports(self) -> None:
        year = self.chosen_year()
        card = reports_card(year, self.desk.workspace.new_year.reports(year), self)
        card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card.open()

    def _open(self, card: TickCard) -> None:
        card.troubled.connect(self.tell)
        card.open()

    def _tell(self, made: Changes, what: str) -> None:
        if made.ids:
            self.desk.publish(made, what.format(len(made.ids)))

    def _told(self, part: Part) -> str:
        year = self.chosen_year()
        return told(part, year, self.desk.workspace.new_year.earlier_topics(year))

    def _show_tools(self) -> None:
        part = self.parts.current_row()
        does = DOES[part.subject] if isinstance(part, Part) else ""
        self._do_tool.setText(does or "Làm phần này")
        self._do_tool.setEnabled(bool(does))


def _standing(part: Part) -> Status:
    tone, icon = _LOOKS[part.standing]
    return Status(STANDINGS[part.standing], tone, icon)
