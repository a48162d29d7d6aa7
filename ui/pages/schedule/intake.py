"""Taking a file in: the officer points at it, a job reads it, a card tells what became of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import Trouble
from ui.kit import theme
from ui.kit.buttons import KeyButton
from ui.kit.card import Card
from ui.kit.labels import label
from ui.kit.messages import message_for
from ui.kit.table.columns import Align, Column
from ui.kit.table.view import HEAD, ROW_TIGHT, GridView
from ui.pages.desk import Desk
from ui.pages.page import Page
from ui.pages.schedule.files import TakenIn, take_in
from ui.workflows.messages import SUBJECTS

_TALLEST = 240
# A form's advice speaks of what was just typed; a row of a file needs to hear how the file writes it.
_ROWS = {
    "date_unreadable": "Không đọc được ngày. Ghi như {date}.",
    "no_such_date": "Ngày này không có trong lịch. Ghi như {date}.",
    "time_unreadable": "Không đọc được giờ. Ghi như 05:30.",
    "title_missing": "Dòng chưa có tên.",
    "window_reversed": "Ngày cuối đứng trước ngày đầu.",
    "window_empty": "Giờ cuối trùng giờ đầu.",
    "duration_unreadable": "Không đọc được thời lượng. Ghi số phút, ví dụ 15.",
    "count_unreadable": "Không đọc được số lượng. Ghi số như 10; trong nhật ký như 10/13.",
}


class Intake:
    """One file at a time. `pointed_at` is how the officer points at one; `button` waits while a file is read."""

    def __init__(self, desk: Desk, page: Page) -> None:
        self._desk, self._page = desk, page
        self.pointed_at: Callable[[QWidget], Path | None] = ask_file
        self.button: KeyButton | None = None

    def ask(self) -> None:
        """Let the officer point at a file, and read it."""
        path = self.pointed_at(self._page)
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a timetable or a play log off the GUI thread, by a workspace of its own."""
        here = self._desk.workspace

        def work(_: object) -> TakenIn:
            other = here.again()
            try:
                return take_in(other, path)
            finally:
                other.close()

        self._hold(True)
        self._desk.jobs.start(work, self._done, self._failed)

    def _done(self, taken: TakenIn) -> None:
        self._hold(False)
        self._desk.publish(Changes(frozenset({"broadcast"})), taken.lines[0])
        card = OutcomeCard(taken, self._page)
        card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card.open()

    def _failed(self, error: Exception) -> None:
        self._hold(False)
        if not isinstance(error, Trouble):
            raise error
        self._page.tell(error)

    def _hold(self, held: bool) -> None:
        if self.button is not None:
            self.button.setEnabled(not held)


def ask_file(parent: QWidget) -> Path | None:
    """Let the officer point at a file."""
    name, _ = QFileDialog.getOpenFileName(
        parent, "Nhập lịch hoặc nhật ký phát", "", "Bảng chữ CSV (*.csv *.txt *.tsv);;Mọi tệp (*)"
    )
    return Path(name) if name else None


class OutcomeCard(Card):
    """What an import did; rows that were left out are named one by one."""

    def __init__(self, taken: TakenIn, parent: QWidget | None = None) -> None:
        super().__init__("Kết quả nhập tệp", "Xong", width=560, parent=parent)
        self.leave.hide()
        self.body.addWidget(label(taken.file, "strong", wrap=True))
        for line in taken.lines:
            self.body.addWidget(label(line, wrap=True))
        if not taken.rejected:
            return
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


def why(code: str, date_example: str) -> str:
    """What is wrong with a row and what to write in the file instead."""
    if code in _ROWS:
        return _ROWS[code].format(date=date_example)
    message = message_for(code, {}, SUBJECTS)
    return f"{message.happened} {message.inline or message.do}"
