"""Taking a file in: the officer points at it, a job reads it, a card tells what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.broadcast.playlogs.service import Opened, Tell
from ttcs_desktop.workspace import Workspace
from ui.kit import theme
from ui.kit.buttons import KeyButton
from ui.kit.card import Card
from ui.kit.jobs import Job, Reporter
from ui.kit.labels import label
from ui.kit.messages import message_for
from ui.kit.table.columns import Align, Column
from ui.kit.table.view import HEAD, ROW_TIGHT, GridView
from ui.pages.desk import Desk
from ui.pages.page import Page
from ui.pages.schedule.files import TakenIn, take_in, take_log
from ui.workflows.messages import SUBJECTS

T = TypeVar("T")
_TALLEST = 240
# A form's advice speaks of what was just typed; a row of a file needs to hear how the file writes it.
_ROWS = {
    "date_unreadable": "Không đọc được ngày. Ghi như {date}.",
    "no_such_date": "Ngày này không có trong lịch. Ghi như {date}.",
    "time_unreadable": "Không đọc được giờ. Ghi như 05:30.",
    "title_missing": "Dòng chưa có tên.",
    "window_reversed": "Ngày cuối đứng trước ngày đầu.",
    "window_empty": "Giờ cuối trùng giờ đầu.",
    "window_overnight": "Giờ cuối đứng trước giờ đầu; tính qua nửa đêm thì dài quá 6 giờ.",
    "time_midnight": "Không có giờ bắt đầu 24:00. Ghi 00:00 của ngày hôm sau.",
    "title_too_long": "Tên dài quá 200 chữ cái.",
    "year_unlikely": "Năm có lẽ nhầm. Ghi như {date}.",
    "duration_unreadable": "Không đọc được thời lượng. Ghi số phút, ví dụ 15.",
    "count_unreadable": "Không đọc được số lượng. Ghi số như 10; trong nhật ký như 10/13.",
}


class Intake:
    """One file at a time. `pointed_at` is how the officer points at one; `button` waits while a file is read."""

    def __init__(self, desk: Desk, page: Page) -> None:
        self._desk, self._page = desk, page
        self.pointed_at: Callable[[QWidget], Path | None] = ask_file
        self.button: KeyButton | None = None
        self._job: Job | None = None  # Qt would not keep it for its signal

    def ask(self) -> None:
        """Let the officer point at a file, and read it."""
        path = self.pointed_at(self._page)
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a timetable or a play log off the GUI thread, by a workspace of its own."""
        self._start(lambda other, tell: take_in(other, path, tell), self._read)

    def _read(self, found: TakenIn | Opened) -> None:
        if isinstance(found, TakenIn):
            self._done(found)
        else:
            self._ask_meaning(found, self._take)

    def _ask_meaning(self, opened: Opened, take: Callable[[Opened], None], main_text: str = "Nhập") -> None:
        from ui.pages.schedule.reading_card import ReadingCard  # noqa: PLC0415  once for each vendor

        workspace = self._desk.workspace
        station = workspace.broadcast.inventory.the_station()
        card = ReadingCard(
            opened.table.path.name,
            opened.proposal,
            lambda proposal: workspace.play_logs.plays(proposal, station),
            lambda proposal: take(replace(opened, proposal=proposal)),
            main_text=main_text,
            parent=self._page,
        )
        card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card.open()

    def _take(self, opened: Opened) -> None:
        self._start(lambda other, tell: take_log(other, opened, tell, said=True), self._done)

    def _start(self, work: Callable[[Workspace, Tell], T], done: Callable[[T], None]) -> None:
        from ui.pages.schedule.waiting_card import WaitingCard  # noqa: PLC0415

        here = self._desk.workspace
        waiting = WaitingCard(self._page)

        def run(reporter: Reporter) -> T:
            other = here.again()
            try:
                return work(other, reporter.tell)
            finally:
                other.close()

        def over(tell: Callable[[], None]) -> None:
            self._hold(False)
            waiting.finish()
            tell()

        self._hold(True)
        self._job = self._desk.jobs.start(
            run,
            lambda result: over(lambda: done(result)),
            lambda error: over(lambda: self._failed(error)),
            progress=waiting.say,
            stopped=lambda: over(lambda: self._desk.done.emit("Đã dừng, chưa nhập gì vào sổ.", None, "")),
        )
        waiting.stopped.connect(self._stop)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _done(self, taken: TakenIn) -> None:
        self._desk.publish(Changes(frozenset({"broadcast"})), taken.lines[0])
        card = OutcomeCard(taken, self._page)
        card.mend.connect(lambda: self._mend(taken))
        card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card.open()

    def _mend(self, taken: TakenIn) -> None:
        """Say otherwise how such files are read, from the next one on."""
        if taken.opened is not None:
            self._ask_meaning(taken.opened, self._remember, "Nhớ")

    def _remember(self, opened: Opened) -> None:
        proposal = opened.proposal
        changes = self._desk.workspace.play_logs.remember(proposal.head, proposal.reading)
        self._desk.publish(changes, "Đã nhớ cách đọc; tệp sau của mẫu này đọc như vậy.")

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Trouble):
            raise error
        self._page.tell(error)

    def _hold(self, held: bool) -> None:
        if self.button is not None:
            self.button.setEnabled(not held)


def ask_file(parent: QWidget) -> Path | None:
    """Let the officer point at a file."""
    name, _ = QFileDialog.getOpenFileName(
        parent, "Nhập lịch hoặc nhật ký phát", "", "Bảng (*.csv *.txt *.tsv *.xlsx *.xls);;Mọi tệp (*)"
    )
    return Path(name) if name else None


class OutcomeCard(Card):
    """What an import did; rows that were left out are named one by one.

    `mend` asks for another way to read files like this one.
    """

    mend = Signal()

    def __init__(self, taken: TakenIn, parent: QWidget | None = None) -> None:
        super().__init__("Kết quả nhập tệp", "Xong", width=560, parent=parent)
        self.leave.hide()
        self.body.addWidget(label(taken.file, "strong", wrap=True))
        for line in taken.lines:
            self.body.addWidget(label(line, wrap=True))
        if taken.rejected:
            self._name_rows(taken)
        if taken.opened is not None:
            again = KeyButton("Sửa cách đọc mẫu này", key="F2")
            again.clicked.connect(self._go_and_mend)
            self.body.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)

    def _name_rows(self, taken: TakenIn) -> None:
        self.body.addWidget(label("Các dòng chưa nhập, sửa trong tệp rồi nhập lại:", "text", "amber", wrap=True))
        self.rows = GridView(
            [
                Column("Dòng", lambda one: one.row, width=64, align=Align.RIGHT),
                Column("Vì sao", lambda one: why(one.code, taken.date_example)),
            ],
            name="Các dòng chưa nhập",
            row_height=ROW_TIGHT,
            sortable=False,
        )
        self.rows.setProperty("framed", True)
        self.rows.setFixedHeight(theme.current().px(min(_TALLEST, HEAD + 2 + ROW_TIGHT * len(taken.rejected))))
        self.rows.show_rows(taken.rejected)
        self.rows.opened.connect(lambda _: self.accept())
        self.body.addWidget(self.rows)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if "rows" not in self.__dict__:
            self.main.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_and_mend(self) -> None:
        self.accept()
        self.mend.emit()


def why(code: str, date_example: str) -> str:
    """What is wrong with a row and what to write in the file instead."""
    if code in _ROWS:
        return _ROWS[code].format(date=date_example)
    message = message_for(code, {}, SUBJECTS)
    return f"{message.happened} {message.inline or message.do}"
