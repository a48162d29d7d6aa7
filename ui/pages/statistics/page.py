"""Thống kê: the figures of a period, where they come from, and the one press that freezes and sends them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.papers.model import Document
from ttcs_desktop.statistics.model import Report
from ui.kit import keys, theme
from ui.kit.fields import Choice
from ui.kit.jobs import Reporter
from ui.kit.progress import ProgressPanel
from ui.pages.linked_tasks import PLANS_PAGE
from ui.pages.page import Page
from ui.pages.statistics import periods
from ui.pages.statistics.agencies_bench import AgenciesBench
from ui.pages.statistics.beside import Beside, read_beside
from ui.pages.statistics.entering import Entering
from ui.pages.statistics.figures_view import FiguresView
from ui.pages.statistics.looking import Looking
from ui.pages.statistics.periods import Period
from ui.pages.statistics.pressing import Pressing
from ui.pages.statistics.result import ResultView
from ui.pages.statistics.telling import Telling
from ui.pages.statistics.tools import StatisticsTools
from ui.workflows.messages_catalogue import city_words

if TYPE_CHECKING:
    from ui.pages.statistics.paper_view import PaperView
    from ui.pages.statistics.targets_bench import TargetsBench

_CHOICE_WIDTH, _CHOICE_LEAST = 268, 190
_TARGET = "R-"


class StatisticsPage(Page):
    """One period at a time: its figures while it is open, its result once it is frozen.

    Attributes:
        period: the one shown.
        views: what stands in the place of the page, one at a time.
        paper: the view of papers; made when the first one is looked at.
        targets: what plans want of the ward; made when it is first looked at.
        agencies: what others owe us, in a period that they answer.
        telling: the words around the figures, and what is drawn of them.
        looking: two reports held against each other, and frozen figures.
    """

    TITLE = "Thống kê"
    SHOWS = frozenset({"statistics", "broadcast", "content", "office", "collecting", "attachments", "plans"})

    period: Period
    pressing: Pressing
    entering: Entering
    figures: FiguresView
    paper: PaperView | None
    targets: TargetsBench | None
    agencies: AgenciesBench

    def build(self) -> None:
        workspace = self.desk.workspace
        unit = workspace.office.unit(self.desk.today)
        self.templates = workspace.statistics.catalogue.templates
        self.periods = periods.periods(self.templates.values(), unit, self.desk.today)
        statistics = workspace.statistics
        self.period = periods.due_now(
            self.periods, statistics.state, statistics.latest, self.desk.today, workspace.record_start
        )
        self._asked = 0
        self._wants_grid = False
        self.entering = Entering(self.desk, self)
        self.choice = Choice([(one.id, one.label) for one in self.periods], name="Kỳ báo cáo và mẫu")
        self.choice.setMaximumWidth(theme.current().px(_CHOICE_WIDTH))
        self.choice.setMinimumWidth(theme.current().px(_CHOICE_LEAST))
        self.choice.set_value(self.period.id)
        self.choice.changed.connect(lambda: self.choose(str(self.choice.value())))
        self.tools.add(self.choice)
        self._build_views()
        self.bench = StatisticsTools(self)
        owned = (
            ("Ctrl+P", self.see_paper),
            ("Ctrl+Enter", self.press_main),
            # The buttons of these are not always there.
            ("Ctrl+L", self.bench.choose_columns),
            ("Ctrl+R", self.looking.compare),
        )
        for key, press in owned:
            shortcut = QShortcut(self)
            shortcut.setKeys(keys.sequences(key))
            shortcut.activated.connect(lambda press=press: self.guard(press))

    def reload(self) -> None:
        """Show what is known at once; the figures of a whole period are counted in a job."""
        if self.period.collects:
            self._asked += 1  # what is still being counted is of another period
            view = self.agencies.reload()
            if self.views.indexOf(view) < 0:
                self.views.addWidget(view)
            if self.views.currentWidget() in (self.figures, self.result, self.agencies.view):
                self.show_shown()
            return
        workspace = self.desk.workspace
        _follow_catalogue(self)
        templates = workspace.statistics.catalogue.templates.values()
        uncounted = periods.uncounted_words(templates, self.period)
        self.figures.show_period(self.period, workspace.office.calendar(), workspace.record_start, uncounted)
        self.pressing.read()
        city = workspace.catalogue.city
        if city is not None and city.faults:
            self.say(city_words(city), "warn")
        if self.targets is not None:
            self.targets.reload()
        if self.views.currentWidget() in (self.figures, self.result, self.agencies.view):
            self.show_shown()
        self._asked += 1
        mine, period = self._asked, self.period

        def count(_reporter: Reporter) -> tuple[Report, Beside] | None:
            if mine != self._asked:
                return None
            again = workspace.again()
            try:
                report = again.statistics.report(period.template.code, period.year)
                return report, read_beside(again, report)
            finally:
                again.close()

        self.desk.jobs.start(count, lambda counted: self._counted(mine, counted), self.met)

    def show_record(self, record_id: str) -> None:
        """A period by the agenda's id, such as `184-6T/2026`, or an indicator by its code."""
        answered = self.agencies.period_of(record_id)
        wanted = answered.id if answered is not None else record_id
        known = any(one.id == wanted for one in self.periods)
        older = answered or periods.frozen_before(record_id, self.desk.workspace.statistics)
        if not known and older is not None:
            self.periods = (*self.periods, older)
            self.choice.set_options([(one.id, one.label) for one in self.periods])
            known = True
        if known:
            self.choose(wanted)
            if answered is not None:
                self.agencies.go_to(record_id)
        elif record_id.startswith(_TARGET):
            self.show_targets(record_id)
        else:
            self.show_grid()
            self.figures.grid.go_to(record_id)

    def choose(self, period_id: str) -> None:
        """Show another period."""
        self.period = next((one for one in self.periods if one.id == period_id), self.period)
        self.choice.set_value(self.period.id)
        self._wants_grid = False
        self.pressing.forget()
        if self._at_targets() or (self.period.collects and self.telling.holds(self.views.currentWidget())):
            self.show_shown()
        self.guard(self.reload)

    def show_grid(self) -> None:
        """The figures, also of a period that is frozen already."""
        self._wants_grid = True
        self.show_view(self.figures)

    def show_result(self) -> None:
        """The result of a frozen period."""
        self._wants_grid = False
        self.show_shown()

    def show_targets(self, code: str = "") -> None:
        """What plans want of the ward, at one target if it is named."""
        if self.targets is None:
            from ui.pages.statistics.targets_bench import TargetsBench  # noqa: PLC0415  when first looked at

            self.targets = TargetsBench(self)
            self.views.addWidget(self.targets.view)
            self.bench.take_targets(self.targets)
            self.targets.reload()
        self.show_view(self.targets.view)
        if code:
            self.targets.go_to(code)

    def toggle_targets(self) -> None:
        """F6: the targets, or back to the figures."""
        if self._at_targets():
            self.show_shown()
        else:
            self.show_targets()

    def show_document(self, document: Document, back: QWidget | None = None) -> None:
        """A paper in the place of the page; Esc comes back, to `back` where one is named."""
        self._back_to: QWidget | None = back
        if self.paper is None:
            self.paper = self._make_paper_view()
        self.paper.show_document(document)
        self.show_view(self.paper)

    def see_paper(self) -> None:
        """Ctrl+P: the paper of what is shown; on a paper, the printer."""
        if self.paper is not None and self.views.currentWidget() is self.paper:
            self.paper.print_it()
        elif self.looking.paper(self.views.currentWidget()) or self.telling.paper(self.views.currentWidget()):
            return
        elif not self.agencies.press(self.views.currentWidget(), paper=True) and not self._at_targets():
            self.pressing.preview()

    def press_main(self) -> None:
        """Ctrl+Enter."""
        if self.agencies.press(self.views.currentWidget(), paper=False):
            return
        if self.views.currentWidget() in (self.figures, self.result):
            self.pressing.main(at_grid=self.views.currentWidget() is self.figures)

    def say(self, words: str, kind: str = "info") -> None:
        """A sentence about the whole page, until the next action."""
        self._banner.say(kind, words)
        self._banner.show()

    def unsay(self) -> None:
        """Take the sentence away."""
        self._banner.hide()

    def met(self, error: Exception) -> None:
        """What a job met: trouble is told, a mistake of ours goes to the last net."""
        if not isinstance(error, Trouble):
            raise error
        self.tell(error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.bench.fit()

    def _build_views(self) -> None:
        self.figures, self.result = FiguresView(), ResultView()
        self.paper = None
        self.targets = None
        self.telling = Telling(self)
        self.looking = Looking(self)
        self.agencies = AgenciesBench(self)
        self.progress = ProgressPanel()
        self.progress.hide()
        self.pressing = Pressing(self)
        self.progress.stopped.connect(self.pressing.sending.stop)
        self.views = QStackedWidget()
        for view in (self.figures, self.result):
            self.views.addWidget(view)
        self.body.addWidget(self.views, 1)
        self.body.addWidget(self.progress)
        figures = self.figures
        figures.grid.entered.connect(
            lambda typed: self.guard(lambda: self.entering.typed(self.period, typed, figures.rows()))
        )
        figures.grid.note_wanted.connect(lambda line: self.entering.note(self.period, line))
        figures.source.carried_wanted.connect(lambda line: self.entering.carry(self.period, line))
        figures.footing.preview.connect(lambda: self.guard(self.see_paper))
        figures.footing.main_pressed.connect(lambda: self.guard(self.press_main))
        self.result.wanted.connect(lambda act: self.guard(lambda: self.pressing.act(act)))
        for view in (self.figures, self.result):
            view.task_wanted.connect(lambda task_id: self.desk.go(PLANS_PAGE, task_id))

    def _make_paper_view(self) -> PaperView:
        from ui.pages.statistics import paper_view  # noqa: PLC0415  printing is loaded with the first paper

        view = paper_view.PaperView(self.guard)
        view.closed.connect(lambda: self.show_view(self._back_to) if self._back_to else self.show_shown())
        view.written.connect(lambda words: self.desk.done.emit(words, None, ""))
        self.views.addWidget(view)
        return view

    def _counted(self, mine: int, counted: tuple[Report, Beside] | None) -> None:
        if counted is not None and mine == self._asked:
            report, beside = counted
            self.figures.show_report(report, self.desk.workspace.statistics.catalogue.groups, beside)
            self.bench.counted()
            self.telling.reload()

    def show_shown(self) -> None:
        """What the period has to show: who owes, its figures, or its result."""
        if self.period.collects and self.agencies.view is not None:
            self.show_view(self.agencies.view)
            return
        frozen = self.pressing.frozen is not None
        self.show_view(self.figures if self._wants_grid or not frozen else self.result)

    def _at_targets(self) -> bool:
        return self.targets is not None and self.views.currentWidget() is self.targets.view

    def show_view(self, view: QWidget) -> None:
        """One view in the place of the page, with the tools that belong to it."""
        frozen = self.pressing.frozen is not None
        at_targets = self.targets is not None and view is self.targets.view
        looking = self.looking.holds(view)
        self.choice.setHidden(at_targets or looking)
        self.agencies.follow(view)
        self.bench.follow(
            grid=view is self.figures, result=view is self.result, targets=at_targets, frozen=frozen, looking=looking
        )
        self.telling.follow(view)
        self.views.setCurrentWidget(view)
        self.setFocusProxy(view)
        if self.isVisible():
            view.setFocus()


def _follow_catalogue(page: StatisticsPage) -> None:
    """Offer the reports of the city's catalogue once it has been taken in, or taken away."""
    workspace = page.desk.workspace
    templates = workspace.statistics.catalogue.templates
    if templates is page.templates:
        return
    page.templates = templates
    page.periods = periods.periods(templates.values(), workspace.office.unit(page.desk.today), page.desk.today)
    page.choice.set_options([(one.id, one.label) for one in page.periods])
    page.period = next((one for one in page.periods if one.id == page.period.id), page.periods[0])
    page.choice.set_value(page.period.id)
