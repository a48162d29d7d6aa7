"""The tile of the report that is due next. Its lamps need the whole report, so a job computes them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

import shiboken6
from PySide6.QtCore import QObject, QTimer

from ttcs_desktop.agenda.deadlines import Deadline
from ttcs_desktop.statistics.catalogue import Direction
from ttcs_desktop.statistics.model import Lamps, ReportState, Timing
from ttcs_desktop.statistics.wording import STATES
from ttcs_desktop.workspace import Workspace
from ui.kit.chips import Status, Tone
from ui.kit.jobs import Reporter
from ui.pages.desk import Desk
from ui.pages.today.tiles import ButtonTile, report_button
from ui.pages.today.words import day_name, is_past, short_day, time_left

_TITLE = "Thống kê"
# The rows of the morning come first: the report of half a year would compete with their first painting.
_AFTER_THE_ROWS_MS = 150


class ReportTile(QObject):
    """Keeps a tile up to date with the next report this unit has to send."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.tile = ButtonTile("chart-column", _TITLE, report_button())
        self.tile.button.clicked.connect(self.open)
        self._record = ""
        self._computing = False
        self._again = False
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_THE_ROWS_MS)
        self._soon.timeout.connect(self._start)

    def open(self) -> None:
        """Go to the report, where it is frozen and sent."""
        self._desk.go("statistics", self._record)

    def show_next(self, deadlines: Sequence[Deadline]) -> None:
        """Show the report among these deadlines that is due first."""
        catalogue = self._desk.workspace.statistics.catalogue
        due = next(
            (
                one
                for one in deadlines
                if one.subject == "statistics" and catalogue.template(_split(one.id)[0]).direction is Direction.SEND
            ),
            None,
        )
        self._record = due.id if due else ""
        if due is None:
            self.tile.set_title(_TITLE)
            self.tile.say("Chưa đến kỳ", "", Status("90 ngày tới không có báo cáo phải gửi", icon="-"))
            self.tile.button.setText("Xem số liệu")
            self.tile.show_notes(())
            return
        self._show_due(due)

    def _show_due(self, due: Deadline) -> None:
        today = self._desk.today
        template, year = _split(due.id)
        left = time_left(due, today)
        figure, words = (left, "làm việc") if left.endswith("ngày") else (left, "")
        figure = figure[0].upper() + figure[1:]
        said = f"Chậm nhất {day_name(due.last_safe_day)} {short_day(due.last_safe_day)}"
        below = Status(said, Tone.ALARM, "triangle-alert") if is_past(due, today) else Status(said, icon="-")
        self.tile.set_title(due.what)
        self.tile.say(figure, words, below)
        statistics = self._desk.workspace.statistics
        state = statistics.state(template, year)
        if state is not ReportState.OPEN:
            alarm = state is ReportState.REFUSED
            self.tile.button.setText("Xem báo cáo")
            self.tile.show_notes((Status(STATES[state], Tone.ALARM if alarm else Tone.LOOK),))
            return
        closed = today > statistics.catalogue.template(template).window(year).cut_off
        self.tile.button.setText("Chốt và gửi…" if closed else "Xem trước…")
        self._compute()

    def _compute(self) -> None:
        """Compute the lamps off the GUI thread; what changes meanwhile is computed once more."""
        if self._computing:
            self._again = True
            return
        self._computing = True
        self._soon.start()

    def _start(self) -> None:
        record, workspace = self._record, self._desk.workspace
        self._desk.jobs.start(lambda reporter: _lamps(reporter, workspace, record), self._show_lamps, self._gave_up)

    def _show_lamps(self, found: tuple[str, Lamps]) -> None:
        if not shiboken6.isValid(self):  # the window closed while the job ran
            return
        self._computing = False
        record, lamps = found
        if record == self._record:
            self.tile.show_notes(lamp_notes(lamps))
        self._go_on()

    def _gave_up(self, _error: Exception) -> None:
        # The page Thống kê tells the trouble itself; here the lamps are only left out.
        if not shiboken6.isValid(self):
            return
        self._computing = False
        self.tile.show_notes(())
        self._go_on()

    def _go_on(self) -> None:
        if self._again:
            self._again = False
            if self._record:
                self._compute()


def lamp_notes(lamps: Lamps) -> tuple[Status, Status]:
    """Complete and valid, in words; the third lamp is the figure of the tile itself."""
    full = f"Đủ {lamps.filled}/{lamps.total}" if lamps.complete else f"Mới có {lamps.filled}/{lamps.total}"
    complete = Status(full, Tone.GOOD if lamps.complete else Tone.LOOK)
    early = lamps.timing is Timing.PRELIMINARY
    if lamps.blocking and not early:
        return complete, Status(f"{lamps.blocking} phải sửa", Tone.ALARM)
    if lamps.unexplained:
        return complete, Status(f"{lamps.unexplained} cần giải trình", Tone.LOOK)
    return complete, Status("Khớp" if lamps.valid else "Số liệu sơ bộ", Tone.GOOD if lamps.valid else Tone.LOOK)


def _lamps(reporter: Reporter, workspace: Workspace, record: str) -> tuple[str, Lamps]:
    reporter.check()
    template, year = _split(record)
    with closing(workspace.again()) as own:
        return record, own.statistics.report(template, year).lamps


def _split(record: str) -> tuple[str, int]:
    template, year = record.rsplit("/", 1)
    return template, int(year)
