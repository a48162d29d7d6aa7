"""The papers of Lịch phát in one window: the notice of the week, the run sheet of a day, the poster, the log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.basics.errors import InvalidInput, Trouble
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.day_sheets.wording import left_out_words
from ttcs_desktop.broadcast.model import Station
from ttcs_desktop.papers.model import Document
from ttcs_desktop.workspace import Workspace
from ui.kit.buttons import KeyButton, icon_button
from ui.kit.date_edit import DateEdit
from ui.kit.form import Form, FormField
from ui.kit.jobs import Reporter
from ui.kit.messages import message_of
from ui.kit.paper.draw import Sheets
from ui.kit.shell import ToolRow
from ui.pages.paper_window import PaperWindow
from ui.pages.schedule.cards import FormCard, Values
from ui.pages.schedule.paper_asked import PAPER_WORDS, Asked, Paper
from ui.workflows.broadcast_papers import log_document, poster_document, run_document, week_left_out
from ui.workflows.messages import SUBJECTS
from ui.workflows.papers import week_document
from ui.workflows.published import unpublished_words

if TYPE_CHECKING:
    from ui.pages.schedule.page import SchedulePage

_AT_ONCE = 3  # pages that are written while the window waits


def document_of(workspace: Workspace, asked: Asked, station: Station) -> Document:
    """The paper asked for.

    Raises:
        InvalidInput: `week_unapproved`, `window_reversed`.
    """
    if asked.paper is Paper.WEEK:
        return week_document(workspace, asked.week, station)
    if asked.paper is Paper.DAY:
        return run_document(workspace, asked.first, station)
    if asked.paper is Paper.POSTER:
        return poster_document(workspace, asked.week, station)
    return log_document(workspace, asked.first, asked.last, station)


def warning_of(workspace: Workspace, asked: Asked, station: Station, findings: int | None = None) -> str:
    """What the notice and the poster leave out, by name: whoever hangs them up should know. `findings` if counted."""
    if asked.paper not in (Paper.WEEK, Paper.POSTER):
        return ""
    count = len(workspace.broadcast.timetable.findings(asked.week)) if findings is None else findings
    left = week_left_out(workspace, asked.week, station)
    named = f" Không có trên tờ này: {left_out_words(left)}." if left else ""
    unpublished = unpublished_words(workspace, asked.week, station)
    if count:
        first = f"{len(left)} buổi chưa duyệt nên không có trên tờ này; tuần" if left else "Tuần này"
        return f"{unpublished}{first} còn {count} chỗ cần xem: Esc rồi F7, trước khi treo lên.{named}"
    return f"{unpublished}{len(left)} buổi chưa duyệt.{named}" if left else unpublished.strip()


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What a job made of a paper: laid out, with what is to be said above it."""

    document: Document
    sheets: Sheets
    warning: str


def open_papers(page: SchedulePage) -> None:
    """Open the papers of the week that the page shows, its notice first.

    Raises:
        InvalidInput: `week_unapproved`.
    """
    asked = Asked(Paper.WEEK, page.week.monday, page.week.sunday)
    document = document_of(page.desk.workspace, asked, page.station())
    window = BroadcastPapers(page, asked, document)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.open()


class BroadcastPapers(PaperWindow):
    """1 to 4 choose the paper, 5 writes its days as a file; Ctrl+PgUp, Ctrl+PgDn and Ctrl+G choose the days."""

    def __init__(self, page: SchedulePage, asked: Asked, document: Document) -> None:
        workspace = page.desk.workspace
        super().__init__(
            asked.title,
            document,
            lambda: workspace.papers_folder("lich-phat", str(self.asked.year)),
            asked.file_name,
            page,
        )
        self.asked, self._page, self._station = asked, page, page.station()
        self._order = 0
        self._choices: dict[Paper, KeyButton] = {}
        self.tools = ToolRow("Giấy")
        self.layout().insertWidget(0, self.tools)  # type: ignore[union-attr]
        self._build_tools()
        self._mark()
        known = len(page.facts.findings) if page.facts else None
        self._warn(warning_of(workspace, asked, self._station, known))

    def choose(self, paper: Paper) -> None:
        """Show another paper of the days at hand: of a week its poster, of today or its first day the run sheet."""
        week = Week.of(self.asked.first)
        first, last = week.monday, week.sunday
        if paper is Paper.DAY:
            today = self._page.desk.today
            first = last = today if today in week.days else week.monday
        self.go(Asked(paper, first, last))

    def go(self, asked: Asked) -> None:
        """Draw a paper in a job and show it; what is asked for meanwhile wins."""
        self._order += 1
        order, station, workspace = self._order, self._station, self._page.desk.workspace

        def draw(_: Reporter) -> _Drawn:
            again = workspace.again()
            try:
                document = document_of(again, asked, station)
                return _Drawn(document, Sheets(document), warning_of(again, asked, station))
            finally:
                again.close()

        def shown(made: _Drawn) -> None:
            if order == self._order:
                self.asked = asked
                self.show_paper(asked.title, made.document, asked.file_name, made.sheets)
                self._mark()
                self._warn(made.warning)

        self._page.desk.jobs.start(draw, shown, self._met(order))

    def hand_out(self) -> None:
        """Ask for a kind of file below its button."""
        from ui.pages.schedule.handing_out import LOG_FILES, PLAN_FILES, HandoutMenu  # noqa: PLC0415

        kinds = LOG_FILES if self.asked.paper is Paper.LOG else PLAN_FILES
        menu = HandoutMenu(kinds, self.write_file, self)
        menu.popup(self.export_button.mapToGlobal(QPoint(0, self.export_button.height())))

    def write_file(self, ending: str) -> None:
        """Write the days shown as a file beside the papers, in a job, and say where it lies."""
        asked, station, workspace = self.asked, self._station, self._page.desk.workspace

        def write(path: Path) -> Path:
            from ui.workflows.handouts import write_log, write_plan  # noqa: PLC0415

            again = workspace.again()
            try:
                written = write_log if asked.paper is Paper.LOG else write_plan
                return written(again, asked.first, asked.last, path, station)
            finally:
                again.close()

        self._write_in_a_job(write, ending, "Đã xuất")

    def _save(self, write: Callable[[Document, Path], Path], ending: str) -> Path | None:
        """A log of many pages takes longer than the window may stand still."""
        if self.preview.page_count <= _AT_ONCE:
            return super()._save(write, ending)
        document = self._document
        self._write_in_a_job(lambda path: write(document, path), f".{ending}", "Đã lưu")
        return None

    def _write_in_a_job(self, write: Callable[[Path], Path], ending: str, done: str) -> None:
        try:
            path = self._folder() / f"{self.asked.file_name}{ending}"
        except Trouble as trouble:
            self._say("error", message_of(trouble, SUBJECTS).text())
            return
        self._order += 1
        order = self._order

        def said(made: Path) -> None:
            if order == self._order:
                self._say("done", f"{done} {made.name} trong thư mục {made.parent}")

        self._say("info", f"Đang ghi {path.name}…")
        self._page.desk.jobs.start(lambda _: write(path), said, self._met(order))

    def _warn(self, words: str) -> None:
        if words:
            self.warn(words)

    def _met(self, order: int) -> Callable[[Exception], None]:
        def met(error: Exception) -> None:
            if not isinstance(error, Trouble):
                raise error
            if order == self._order:
                self._mark()
                self._say("error", message_of(error, SUBJECTS).text())

        return met

    def done(self, result: int) -> None:
        self._order += 1  # what is still being drawn has nowhere to go
        super().done(result)

    def _build_tools(self) -> None:
        for paper, (words, icon) in PAPER_WORDS.items():
            button = KeyButton(words, icon=icon, key=paper.value)
            button.setCheckable(True)
            act = self._chooser(paper)
            button.clicked.connect(act)
            QShortcut(QKeySequence(paper.value), self).activated.connect(act)
            self._choices[paper] = button
            self.tools.add(button)
        self.export_button = KeyButton("Xuất tệp", icon="download", key="5")
        self.export_button.clicked.connect(self.hand_out)
        QShortcut(QKeySequence("5"), self).activated.connect(self.hand_out)
        self.tools.add(self.export_button)
        back = icon_button("chevron-left", "Ngày trước", key="Ctrl+PgUp")
        onward = icon_button("chevron-right", "Ngày sau", key="Ctrl+PgDn")
        back.clicked.connect(lambda: self.go(self.asked.shifted(-1)))
        onward.clicked.connect(lambda: self.go(self.asked.shifted(1)))
        self.days_button = KeyButton(self.asked.days, key="Ctrl+G")
        self.days_button.clicked.connect(self._ask_days)
        for button in (back, self.days_button, onward):
            self.tools.add_right(button)

    def _chooser(self, paper: Paper) -> Callable[[], None]:
        return lambda: self.choose(paper)

    def _mark(self) -> None:
        for paper, button in self._choices.items():
            button.setChecked(paper is self.asked.paper)
        self.days_button.setText(self.asked.days)
        self.tools.fit()

    def _ask_days(self) -> None:
        card = paper_days_card(self.asked, self._page.desk.workspace.clock, self._take_days, self)
        card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card.open()

    def _take_days(self, values: Values) -> None:
        first = cast("dt.date", values["first"])
        last = cast("dt.date", values.get("to", first))
        if last < first:
            raise InvalidInput("to", "window_reversed", start=first, cut_off=last)
        if self.asked.paper in (Paper.WEEK, Paper.POSTER):
            week = Week.of(first)
            first, last = week.monday, week.sunday
        self.go(Asked(self.asked.paper, first, last))


def paper_days_card(asked: Asked, clock: Clock, take: Callable[[Values], None], parent: QWidget) -> FormCard:
    """Asks for the days of a paper: two for the log, one for the others."""
    fields = [FormField("first", "Ngày", DateEdit(clock), required=True)]
    if asked.paper is Paper.LOG:
        fields = [
            FormField("first", "Từ ngày", DateEdit(clock), required=True),
            FormField("to", "Đến ngày", DateEdit(clock), required=True),
        ]
    card = FormCard("Giấy của những ngày nào", "Xem", [Form(fields, SUBJECTS)], take, parent=parent)
    shown: Values = {"first": asked.first, "to": asked.last}
    card.set_values({field.id: shown[field.id] for field in fields})
    return card
