"""Reports that agencies owe: the list with the chosen one beside it, or what it all adds up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from ttcs_desktop.agenda.linked import NO_TASKS, LedTasks, tasks_of_report
from ttcs_desktop.collecting.consolidation import Consolidation, consolidate
from ttcs_desktop.collecting.forms import form_of
from ttcs_desktop.collecting.model import Collection, Standing
from ttcs_desktop.collecting.wording import counts_text
from ttcs_desktop.papers.wording import short_date
from ui.kit import theme
from ui.kit.buttons import KeyButton, Kind, Size
from ui.kit.labels import ElidedLabel
from ui.kit.panels import EmptyState, ListWithSide, column, frame, row
from ui.kit.table.view import ROW_TWO_LINES, GridView
from ui.pages.linked_tasks import PLANS_PAGE, TasksStrip
from ui.pages.statistics.collecting.agency_panel import OWNER, AgencyPanel
from ui.pages.statistics.collecting.deeds import CollectingDeeds
from ui.pages.statistics.collecting.freezing import SumsFreezing
from ui.pages.statistics.collecting.intake import ReportIntake
from ui.pages.statistics.collecting.lines import AgencyLine, agency_columns
from ui.pages.statistics.collecting.sums_view import SumsView
from ui.pages.statistics.periods import Period, in_words

if TYPE_CHECKING:
    from ui.pages.statistics.page import StatisticsPage

_NO_LIST, _LIST, _SUMS = range(3)
# Room for the head and two agencies where the window is low.
_LEAST = 122


class CollectionView(QWidget):
    """Shows a period that others answer to us.

    Attributes:
        collection: the list of the period; None while there is none.
        whole: what the reports add up to; None without a list.
        deeds: what its keys do.
        freezing: what is frozen of it.
    """

    def __init__(self, page: StatisticsPage) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self.period: Period = page.period
        self.collection: Collection | None = None
        self.whole: Consolidation | None = None
        self._led: LedTasks | None = None
        self.deeds = CollectingDeeds(self, page)
        self.intake = ReportIntake(self, page)
        self.freezing = SumsFreezing(self, page)
        outer = column(self, 0)
        outer.addWidget(self._make_heading())
        self.tasks = TasksStrip()
        self.tasks.task_wanted.connect(lambda task_id: self._desk.go(PLANS_PAGE, task_id))
        outer.addWidget(self.tasks)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_empty())
        self._stack.addWidget(self._make_list())
        self.sums = SumsView()
        self.sums.agency_wanted.connect(self.show_agency)
        self.sums.left.connect(self.show_list)
        self._stack.addWidget(self.sums)
        outer.addWidget(self._stack, 1)
        outer.addWidget(self.intake.progress)
        outer.addWidget(self._make_bar())
        self._tools = self._make_tools()
        for key, press in (("Ctrl+O", self.intake.choose_file), ("Ctrl+V", self.intake.paste)):
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda press=press: page.guard(press))

    # -- showing ---------------------------------------------------------------------------------------------------

    def show_period(self, period: Period) -> None:
        """Read the list of a period and show it; the chosen agency stays chosen."""
        collecting = self._desk.workspace.collecting
        if period != self.period:
            self.period = period
            self._stack.setCurrentIndex(_NO_LIST)
        self.collection = collecting.collection(period.template.code, period.year)
        workspace = self._desk.workspace
        self._led = LedTasks(workspace.plans, workspace.office.agencies.learnt(), period.year)
        due = self.collection.due if self.collection is not None else period.template.due(period.year)
        self.tasks.show_tasks(tasks_of_report(workspace.plans, period.id, due))
        if self.collection is None:
            self.whole = None
            self.freezing.read(None)
            self._stack.setCurrentIndex(_NO_LIST)
        else:
            standings = collecting.standings(self.collection)
            self.whole = consolidate(self.collection, form_of(period.template.code), standings)
            self.freezing.read(self.whole)
            self._show_standings(standings)
            self.sums.show_whole(self.whole)
            if self._stack.currentIndex() == _NO_LIST:
                self._stack.setCurrentIndex(_LIST)
        self._fit()

    def show_list(self) -> None:
        """The list of agencies."""
        if self.collection is not None:
            self._turn_to(_LIST)

    def toggle_sums(self) -> None:
        """F5: what it adds up to, and back."""
        if self.collection is not None:
            self._turn_to(_LIST if self._stack.currentIndex() == _SUMS else _SUMS)

    def show_agency(self, respondent_id: str) -> None:
        """Bring an agency into sight."""
        self.show_list()
        self.grid.choose(respondent_id)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> Standing | None:
        """The agency of the row, while the list is shown."""
        line = self.grid.current_row() if self._stack.currentIndex() == _LIST else None
        return line.standing if isinstance(line, AgencyLine) else None

    def press_main(self) -> None:
        """Ctrl+Enter: at the list take a report in, at the sums freeze them."""
        if self._stack.currentIndex() == _SUMS:
            self.freezing.press()
        else:
            self.deeds.receive()

    def next_owing(self) -> None:
        """F8: the next agency that owes, after the chosen one and round again."""
        self.show_list()
        lines = [line.row for line in self.grid.table.lines()]
        here = self.grid.current_row()
        at = next((number for number, one in enumerate(lines) if here is not None and one.id == here.id), -1)
        found = next((one for one in (*lines[at + 1 :], *lines[: at + 1]) if one.standing.state.owes), None)
        if found is None:
            self._page.say("Không còn cơ quan nào nợ báo cáo.", "done")
        else:
            self._page.unsay()
            self.show_agency(found.id)

    def follow(self, *, shown: bool) -> None:
        """Show the tools while this view is shown."""
        self._shown = shown
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.grid.hasFocus():
            self._page.guard(self.deeds.remove)
        else:
            super().keyPressEvent(event)

    # -- making ----------------------------------------------------------------------------------------------------

    def _make_heading(self) -> QWidget:
        head, words = QWidget(), QWidget()
        beside = row(head, 8, (12, 6, 12, 6))
        inside = column(words, 1)
        self.counts, self.terms = ElidedLabel("", "strong"), ElidedLabel("", "small", "text2")
        inside.addWidget(self.counts)
        inside.addWidget(self.terms)
        beside.addWidget(words, 1)
        self.terms_tool = KeyButton("Hạn, số liệu…", icon="calendar", size=Size.SMALL)
        self.terms_tool.clicked.connect(lambda: self._page.guard(self.deeds.terms))
        beside.addWidget(self.terms_tool)
        return head

    def _make_empty(self) -> QWidget:
        self.make_list = KeyButton("Lập danh sách…", icon="list-checks", key="F4", kind=Kind.PRIMARY)
        self.make_list.clicked.connect(lambda: self._page.guard(self.deeds.add))
        advice = "Máy đề nghị các cơ quan chủ trì nhiệm vụ trong kế hoạch; anh chị thêm, bớt rồi lập."
        return EmptyState("landmark", "Chưa có danh sách cơ quan phải báo cáo", advice, self.make_list)

    def _make_list(self) -> QWidget:
        self.grid = GridView(
            agency_columns(),
            name="Cơ quan phải báo cáo, Enter nhận báo cáo, Delete bỏ khỏi danh sách",
            key=lambda one: one.id,
            row_height=ROW_TWO_LINES,
        )
        self.panel = AgencyPanel(self._desk)
        self.panel.task_wanted.connect(lambda task_id: self._desk.go(PLANS_PAGE, task_id))
        self.grid.setMinimumHeight(theme.current().px(_LEAST))
        self.grid.picked.connect(self._picked)
        self.grid.opened.connect(lambda _: self._page.guard(self.deeds.receive))
        self.panel.report_wanted.connect(lambda one: self._page.guard(lambda: self.deeds.see_report(one)))
        self.panel.edit_wanted.connect(lambda: self._page.guard(self.deeds.change))
        self.panel.exempt_wanted.connect(lambda: self._page.guard(self.deeds.exempt))
        self.panel.remove_wanted.connect(lambda: self._page.guard(self.deeds.remove))
        self.panel.left.connect(lambda: self.grid.setFocus(Qt.FocusReason.OtherFocusReason))
        self.panel.files.troubled.connect(self._page.tell)
        return ListWithSide(self.grid, self.panel)

    def _make_bar(self) -> QWidget:
        self._bar = frame("actionBar")
        line = row(self._bar, 8, (12, 7, 12, 7))
        self.remind = KeyButton("Nhắc…", icon="bell", key="F6", size=Size.MAIN)
        self.look = KeyButton("Báo cáo tổng hợp", icon="eye", key="Ctrl+P", size=Size.MAIN, catch_key=False)
        self.main = KeyButton(
            "Nhận báo cáo", icon="file-check", key="Ctrl+Enter", kind=Kind.PRIMARY, size=Size.MAIN, catch_key=False
        )
        self.hint = ElidedLabel("Ctrl+O nhận từ tệp, Ctrl+V nhận từ bảng đã chép", "small", "text2")
        line.addWidget(self.hint, 1)
        for button, press in (
            (self.look, self.freezing.see_paper),
            (self.remind, self.deeds.remind),
            (self.main, self.press_main),
        ):
            button.clicked.connect(lambda _=False, press=press: self._page.guard(press))
            line.addWidget(button)
        return self._bar

    def _make_tools(self) -> tuple[KeyButton, ...]:
        self._shown = False
        page = self._page
        self.sums_tool = page.add_tool("Tổng hợp", self.toggle_sums, icon="chart-column", key="F5")
        self.sums_tool.setCheckable(True)
        self.frozen_tool = page.add_tool("Bản đã chốt", self.freezing.look, icon="lock", key="F7")
        return (
            page.add_tool("Thêm cơ quan", self.deeds.add, icon="plus", key="F4"),
            page.add_tool("Còn nợ", self.next_owing, icon="skip-forward", key="F8"),
            page.add_tool("Kết xuất", self.deeds.export, icon="download", key="Ctrl+E"),
            self.sums_tool,
            self.frozen_tool,
        )

    # -- how it stands ---------------------------------------------------------------------------------------------

    def _show_standings(self, standings: tuple[Standing, ...]) -> None:
        files = self._desk.workspace.attachments.counts(OWNER)
        today = self._desk.today
        self.grid.show_rows(
            [AgencyLine(one, today, files.get(one.report.id, 0) if one.report else 0) for one in standings]
        )
        if standings and self.grid.current_row() is None:
            self.grid.choose(standings[0].respondent.id)
        self._picked(self.grid.current_row())

    def _picked(self, line: AgencyLine | None) -> None:
        self.panel.show_agency(line, self._led.of(line.name) if line is not None and self._led else NO_TASKS)
        self._name_main()

    def _name_main(self) -> None:
        """What Ctrl+Enter does here and now."""
        if self._stack.currentIndex() == _SUMS:
            self.main.setText(self.freezing.deed())
            return
        line = self.grid.current_row()
        self.main.setText("Xem báo cáo" if line is not None and line.standing.report else "Nhận báo cáo")

    def _turn_to(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self._fit()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        """Words, tools and focus for what is shown."""
        has_list = self.collection is not None
        for tool in self._tools:
            tool.setVisible(self._shown and has_list)
        self.frozen_tool.setVisible(self._shown and self.freezing.latest is not None)
        self._name_main()
        at = self._stack.currentIndex()
        self.sums_tool.setChecked(at == _SUMS)
        self._bar.setVisible(has_list)
        self.terms_tool.setVisible(has_list)
        self.setFocusProxy((self.make_list, self.grid, self.sums)[at])
        title = self.period.title[:1].upper() + self.period.title[1:]
        if self.collection is None or self.whole is None:
            self.counts.setText(f"{title}: các cơ quan báo cáo về phường, xã")
            due = self.period.template.due(self.period.year)
            basis = self.period.template.basis_short
            words = f"{basis}: nộp trước {short_date(due)}" if due else basis
            if self.period.foreign:
                words = f"Theo mẫu {basis} của địa phương khác; ngày phải nộp do đơn vị đặt khi lập danh sách"
            self.terms.setText(words)
            return
        calendar = self._desk.workspace.office.calendar()
        safe = in_words(calendar.last_safe_day(self.collection.due, strict=True))
        self.counts.setText(f"{title}: {counts_text(self.whole.standings)}")
        self.terms.setText(
            f"{self.freezing.words()} Nộp trước {short_date(self.collection.due)}, chậm nhất {safe}".lstrip()
        )
