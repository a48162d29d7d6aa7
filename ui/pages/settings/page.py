"""Cài đặt: sections at the left, the chosen one at the right; F4 adds to it, Enter or F2 opens a row of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import EnvironmentProblem, Trouble
from ui.kit.jobs import Job, Progress, Reporter
from ui.kit.labels import rule
from ui.kit.panels import row
from ui.kit.progress import ProgressPanel
from ui.pages.page import Page
from ui.pages.settings.authorisations import Authorisations
from ui.pages.settings.backups import Backups, GoingBack
from ui.pages.settings.boards import BoardMembers, Boards
from ui.pages.settings.city_catalogue import CityCatalogueSection
from ui.pages.settings.columns import Columns
from ui.pages.settings.contributions import Contributions
from ui.pages.settings.equipment import EquipmentSection
from ui.pages.settings.faults import FaultBook
from ui.pages.settings.holidays import Holidays
from ui.pages.settings.limits import LimitsSection
from ui.pages.settings.neighbourhoods import Neighbourhoods
from ui.pages.settings.notice_boards import NoticeBoards
from ui.pages.settings.pc_copy import CopyForNewPc
from ui.pages.settings.people import People
from ui.pages.settings.rubbish import RecycleBin
from ui.pages.settings.section_list import Heading, SectionList
from ui.pages.settings.section_tools import SectionTools
from ui.pages.settings.section_view import SectionView
from ui.pages.settings.short_names import ShortNames
from ui.pages.settings.time_rules import TimeRulesSection
from ui.pages.settings.unit import UnitPanel
from ui.pages.settings.unit_names import UnitNames
from ui.pages.settings.ward_pcs import WardPcs
from ui.workflows.keeping import BackedUp, back_up, choose_folder

SECTIONS = (
    People,
    Boards,
    BoardMembers,
    Authorisations,
    EquipmentSection,
    NoticeBoards,
    FaultBook,
    Neighbourhoods,
    TimeRulesSection,
    LimitsSection,
    Columns,
    Contributions,
    CityCatalogueSection,
    Holidays,
    RecycleBin,
    ShortNames,
    UnitNames,
    WardPcs,
    Backups,
)
"""In their order below the unit itself, which comes first."""
_PHASES = {
    "record": "Đang chép sổ và mở thử bản sao",
    "files": "Đang chép các tệp đã nhận",
    "proof": "Đang chép sang nơi thứ hai",
}


class SettingsPage(Page):
    """What the ward is made of. Nothing here is guessed: every fact is entered by the officer."""

    TITLE = "Cài đặt"
    SHOWS = frozenset({"office", "broadcast", "content", "plans", "statistics", "backup", "ledger"})

    def build(self) -> None:
        self.tools_shown = SectionTools(self, self.view)
        self.sections = SectionList()
        self.sections.chosen.connect(self._turn_to)
        self.sections.entered.connect(self._enter)
        self.unit = UnitPanel()
        self.unit.backup.connect(self.back_up)
        self.unit.appearance.troubled.connect(self.tell)
        self.unit.second.chosen.connect(lambda folder: self.guard(lambda: self._choose_second(folder)))
        self.unit.second.dropped.connect(lambda: self.guard(lambda: self._choose_second(None)))
        self.unit.reports.chosen.connect(lambda folder: self.guard(lambda: self._choose_reports(folder)))
        self.unit.reports.dropped.connect(lambda: self.guard(lambda: self._choose_reports(None)))
        self._backing_up: Job | None = None
        self.progress = ProgressPanel()
        self.progress.hide()
        self.progress.stopped.connect(self._stop)
        self.body.addWidget(self.progress)
        self.unit.left.connect(self._leave)
        # From the outside in: what is put into a window with all it holds is dressed once more, part by part.
        both = QWidget()
        line: QHBoxLayout = row(both, 0)
        self._stack = QStackedWidget()
        line.addWidget(self.sections)
        line.addWidget(rule(upright=True))
        line.addWidget(self._stack, 1)
        self.views = tuple(SectionView(kind(self.desk), self._stack) for kind in SECTIONS)
        self.going_back = GoingBack(self.desk, self)
        self.going_back.agreed.connect(self.desk.restore_wanted)
        self.going_back.troubled.connect(self.tell)
        self.body.addWidget(self.going_back.progress)
        self.pc_copy = CopyForNewPc(self.desk, self)
        self.pc_copy.troubled.connect(self.tell)
        self.body.addWidget(self.pc_copy.progress)
        for view in self.views:
            if isinstance(view.section, Backups):
                view.section.going_back = self.going_back
            elif isinstance(view.section, CityCatalogueSection):
                view.section.over, view.section.ask, view.section.tell = self, self.tools_shown.ask, self.tell
            elif isinstance(view.section, WardPcs):
                view.section.copying, view.section.ask = self.pc_copy, self.tools_shown.ask
        self.body.addWidget(both, 1)
        self._stack.addWidget(self.unit)
        for view in self.views:
            view.opened.connect(lambda _: self.guard(self.open_row))
            view.removed.connect(lambda: self.guard(self.tools_shown.remove))
            view.left.connect(self._leave)
            view.grid.picked.connect(lambda _: self.tools_shown.show())
            self._stack.addWidget(view)
        self.setFocusProxy(self.sections)

    def reload(self) -> None:
        self.unit.show_ward(self.desk.workspace, self.desk.today)
        headings = [Heading(0, "Đơn vị", None)]
        shown = self.view()
        headings += [
            Heading(at, view.section.TITLE, view.refresh(shown=view is shown)) for at, view in enumerate(self.views, 1)
        ]
        self.sections.show_headings(headings)
        self.tools_shown.show()

    def show_record(self, record_id: str) -> None:
        """Bring the section of a row into sight, the row chosen."""
        for at, view in enumerate(self.views, 1):
            view.read()
            if view.grid.choose(record_id):
                self.sections.choose(at)
                return

    def view(self) -> SectionView | None:
        """The list that is shown; None for the unit."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, SectionView) else None

    def add(self) -> None:
        """F4: a new row of the shown section."""
        self.tools_shown.add()

    def open_row(self) -> None:
        """Enter or F2: what can change about the chosen row."""
        self.tools_shown.open_row()

    def back_up(self) -> None:
        """A verified backup, in a job that Esc stops."""
        if self._backing_up is not None:
            return
        self.unit.show_busy(True)
        self.progress.begin(_PHASES["record"])
        self.progress.setFocus()
        here = self.desk.workspace

        def work(reporter: Reporter) -> BackedUp:
            workspace = here.again()
            try:
                return back_up(workspace, reporter.tell)
            finally:
                workspace.close()

        def tell(state: Progress) -> None:
            self.progress.say(_PHASES.get(state.phase, _PHASES["record"]), state.done, state.total)

        self._backing_up = self.desk.jobs.start(
            work, self._backed_up, self._not_backed_up, progress=tell, stopped=self._stopped
        )

    def _stop(self) -> None:
        if self._backing_up is not None:
            self._backing_up.cancel()

    def _backed_up(self, done: BackedUp) -> None:
        self._stopped()
        files = done.backup.manifest.received if done.backup.manifest else 0
        more = f" cùng {files} tệp đã nhận" if files else ""
        what = f"Đã sao lưu sổ{more}; bản sao đã mở lại thử và đọc được"
        where = f", đã chép sang {done.copied.path.parent}" if done.copied is not None else ""
        self.desk.publish(Changes(frozenset({"backup"})), what + where)
        missing = len(done.backup.manifest.missing) if done.backup.manifest else 0
        if done.problem is not None:
            self.tell(done.problem)
        elif missing:
            self.tell(EnvironmentProblem("backup_without_files", number=missing))

    def _not_backed_up(self, error: Exception) -> None:
        self._stopped()
        if not isinstance(error, Trouble):
            raise error
        self.tell(error)

    def _stopped(self) -> None:
        self._backing_up = None
        here = self.progress.isAncestorOf(QApplication.focusWidget() or self)
        self.progress.hide()
        self.unit.show_busy(False)
        if here:
            self.unit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.unit.show_ward(self.desk.workspace, self.desk.today)

    def _choose_second(self, folder: Path | None) -> None:
        choose_folder(self.desk.workspace, folder)
        self.unit.show_ward(self.desk.workspace, self.desk.today)

    def _choose_reports(self, folder: Path | None) -> None:
        from ui.workflows.routes import choose_drop_folder  # noqa: PLC0415  once in a record

        choose_drop_folder(self.desk.workspace, folder)
        self.desk.publish(Changes(frozenset({"ledger", "statistics", "office"})))

    def _turn_to(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        view = self.view()
        if view is not None:
            self.guard(view.read)
        self.tools_shown.show()

    def _enter(self) -> None:
        view = self.view()
        if view is None:
            self.unit.setFocus(Qt.FocusReason.OtherFocusReason)
        elif view.has_rows():
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self.sections.setFocus(Qt.FocusReason.OtherFocusReason)
