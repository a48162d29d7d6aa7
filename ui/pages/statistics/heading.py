"""The line above the grid: which days count, to whom and until when it goes, and the three lamps."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ttcs_desktop.office.model import WorkingCalendar
from ttcs_desktop.statistics.model import PC_BEHIND, Lamps, Report, ReportState, Timing
from ttcs_desktop.statistics.wording import STATES, check_text, lamp_texts
from ui.kit import theme
from ui.kit.chips import Chip, Lamp, Status, Tone
from ui.kit.labels import ElidedLabel, label, plain_tip
from ui.kit.panels import column, row
from ui.pages.statistics import periods
from ui.pages.statistics.periods import Period

_NARROW = 960
_LONGEST = 16  # of the names that a lamp has room for
_FOREIGN = "mẫu của địa phương khác; máy không nhắc hạn này cho đơn vị"
_BEHIND = Status("Thiếu máy khác", Tone.LOOK)
_TIMING = {
    Timing.PRELIMINARY: Status("Chưa đến ngày", Tone.NEUTRAL, "clock"),
    Timing.IN_TIME: Status("Đúng hạn", Tone.GOOD),
    Timing.LATE: Status("Quá hạn", Tone.ALARM),
    Timing.NO_DATE: Status("Không hẹn", Tone.NEUTRAL, "clock"),
}


class Heading(QWidget):
    """Days, receiver, last safe day; Đủ, Khớp, Đúng hạn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._receiver = self._quiet = ""
        self._foreign = False
        line = row(self, 6, (12, 6, 12, 6))
        words = QWidget()
        told = column(words, 1)
        first = QWidget()
        days = row(first, 4)
        self.window_words, self.cut_off = label(), label("", "strong")
        self.state = Chip(Status(""))
        self.state.hide()  # until a report says how far it is
        self.beside = ElidedLabel("", "small", "text2")
        for part in (self.window_words, self.cut_off, self.state):
            days.addWidget(part)
        days.addWidget(self.beside, 1)
        days.addStretch(0)
        self.receiver = ElidedLabel("", "small", "text2")
        self.below = ElidedLabel("", "small", "text2")
        told.addWidget(first)
        told.addWidget(self.receiver)
        told.addWidget(self.below)
        line.addWidget(words, 1)
        waiting = Status("Đang tính", Tone.NEUTRAL, "hourglass")
        self.lamps = tuple(Lamp(waiting, "chờ một chút") for _ in range(3))
        for lamp in self.lamps:
            line.addWidget(lamp)

    def show_period(self, period: Period, calendar: WorkingCalendar, uncounted: str = "") -> None:
        """Say what is known before anything is counted; `uncounted` names the days that no report of these counts."""
        words, cut_off = periods.window_words(period)
        self._foreign = period.foreign
        due = None if period.foreign else period.template.due(period.year)
        self.window_words.setText(words)
        self.cut_off.setText(cut_off)
        safe = calendar.last_safe_day(due, strict=True) if due else None
        self._receiver = periods.receiver_words(period, safe)
        inferred = _FOREIGN if period.foreign else periods.inferred_words(period.template)
        quiet = " ".join(part for part in (uncounted, inferred) if part)
        for shown in (self.beside, self.below):
            shown.setToolTip(plain_tip(quiet))
        self.beside.setText(f"· {quiet}" if quiet else "")
        self._quiet = quiet
        self._fit()

    def show_report(self, report: Report) -> None:
        """Light the lamps."""
        self.state.set_status(Status(STATES[report.state]))
        self.state.setVisible(report.state is not ReportState.OPEN)
        states, texts = _states(report.lamps), lamp_texts(report.lamps)
        if self._foreign:
            states, texts = (*states[:2], _TIMING[Timing.NO_DATE]), (*texts[:2], "không phải hạn của đơn vị")
        behind = [check for check in report.checks if check.code == PC_BEHIND]
        if behind and report.lamps.complete:
            names = ", ".join(str(check.details["pc"]) for check in behind)
            who = names if len(names) <= _LONGEST else f"{len(behind)} máy"
            states, texts = (_BEHIND, *states[1:]), (f"chưa gồm {who}", *texts[1:])
        self.lamps[0].setToolTip(plain_tip("\n".join(map(check_text, behind))))
        for lamp, status, detail in zip(self.lamps, states, texts, strict=True):
            lamp.set_lamp(status, detail)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """What the program chose stands beside the days, or below them where the window is narrow."""
        narrow = self.width() < theme.current().px(_NARROW)
        self.beside.setVisible(not narrow)
        who, _, latest = self._receiver.rpartition(", ") if narrow else ("", "", "")
        self.receiver.setText(who or self._receiver)
        below = [words[:1].upper() + words[1:] for words in (latest, self._quiet) if words]
        self.below.setText(". ".join(below))
        self.below.setVisible(narrow and bool(below))


def _states(lamps: Lamps) -> tuple[Status, Status, Status]:
    complete = Status("Đủ", Tone.GOOD) if lamps.complete else Status("Chưa đủ", Tone.LOOK)
    if lamps.blocking:
        valid = Status("Chưa khớp", Tone.ALARM)
    else:
        valid = Status("Khớp", Tone.GOOD) if lamps.valid else Status("Cần giải trình", Tone.LOOK)
    return complete, valid, _TIMING[lamps.timing]
