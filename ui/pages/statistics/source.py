"""Nguồn số: where a number comes from, down to the records, with the proof that they are all of it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ttcs_desktop.vietnamese.typed import format_date, format_number
from ui.kit import theme
from ui.kit.buttons import KeyButton, Size
from ui.kit.chips import ICON_OF_TONE, Status, StatusLabel, Tone
from ui.kit.labels import label, set_flag
from ui.kit.panels import SidePanel, row
from ui.kit.table.columns import PLAIN_LOOK, Align, Column, Look
from ui.kit.table.view import ROW_TIGHT, GridView
from ui.pages.statistics.asked import Asked, amount_words
from ui.pages.statistics.bars import MonthBars
from ui.pages.statistics.evidence import Drill, Entry
from ui.pages.statistics.lines import Line

_LOW, _MIDDLE, _LEAST = 230, 420, 56


class SourcePanel(SidePanel):
    """The drill-down of the chosen indicator. `record_wanted(Entry)` on Enter in its table."""

    record_wanted = Signal(object)
    carried_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Nguồn số", parent=parent)
        self._line: Line | None = None
        self._asked: Asked | None = None
        self.body.setSpacing(theme.current().px(6))
        self.what = label("", "small", "text2", wrap=True)
        head = QWidget()
        figures = row(head, 8)
        self._head = head
        self.figure = label("", "figure")
        self.proof = StatusLabel(Status(""))
        figures.addWidget(self.figure, 1)
        figures.addWidget(self.proof, 0, Qt.AlignmentFlag.AlignVCenter)
        self.formula = label("", "small", wrap=True)
        self.parts = label("", "small", wrap=True)
        self.bars = MonthBars()
        self.records = GridView(
            _columns(self._has_long_days), name="Bản ghi đã đếm", key=_number, row_height=ROW_TIGHT, sortable=False
        )
        set_flag(self.records, "framed", True)
        self.records.setMinimumHeight(theme.current().px(_LEAST))
        self.records.opened.connect(self.record_wanted)
        self.seen = label("", "small", "text2", wrap=True)
        self.carry = KeyButton("Số mang sang…", icon="plus", size=Size.SMALL)
        self.carry.clicked.connect(lambda: self.carried_wanted.emit(self._line))
        self._foot = QWidget()
        below = row(self._foot, 8)
        below.addWidget(self.seen, 1)
        below.addWidget(self.carry)
        for part in (self.what, head, self.formula, self.parts, self.bars):
            self.body.addWidget(part)
        self.body.addWidget(self.records, 1)
        self.body.addWidget(self._foot)
        self.body.addStretch()
        self.show_nothing()

    def show_nothing(self) -> None:
        """No indicator is chosen, or it is still being counted."""
        self._line = self._asked = None
        self.title.setText("Nguồn số")
        for part in (self._head, self.formula, self.parts, self.bars, self.records, self._foot):
            part.hide()
        self.what.setText("Đứng ở một chỉ tiêu để xem số từ đâu ra.")
        self.what.show()

    def show_line(self, line: Line | None, asked: Asked) -> None:
        """Take a number apart; `line` is where a number from before the record may be added."""
        self._line, self._asked = line, asked
        self._head.show()
        self.title.setText(asked.title)
        self.what.setText(asked.what)
        self.figure.setText(asked.figure)
        self.formula.setText(asked.formula)
        self.parts.setText("\n".join(asked.told))
        self.parts.setVisible(bool(asked.told))
        self.bars.show_months(asked.found.months if asked.found else (), asked.decimals)
        self.records.setColumnWidth(0, theme.current().px(94 if asked.long_days else 60))
        self._show_records(asked.found)
        self.carry.setVisible(asked.carries and line is not None)
        self._fit()

    def entries(self) -> tuple[Entry, ...]:
        """The records shown."""
        return tuple(line.row for line in self.records.table.lines())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Esc belongs to the whole view: a refused number is given up before the panel closes.
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _has_long_days(self) -> bool:
        return self._asked is not None and self._asked.long_days

    def _show_records(self, found: Drill | None) -> None:
        entries = found.entries if found else ()
        self.records.setVisible(bool(entries))
        self.records.show_rows(found.shown if found else ())
        self.records.setColumnHidden(3, found is None or found.whole is None)
        self.proof.setVisible(found is not None)
        if found is not None:
            good = Status(f"bằng {format_number(len(entries))} bản ghi", Tone.GOOD)
            self.proof.set_status(good if found.proven else Status("không khớp bản ghi", Tone.ALARM))
        shown = len(found.shown) if found else 0
        every = format_number(len(entries))
        many = f"{every} bản ghi" if shown == len(entries) else f"Đang xem {shown} trong {every} bản ghi"
        if found is not None and found.contradicted:
            many = f"{many}, {format_number(found.contradicted)} lệch"
        self.seen.setText(many if entries else "Không có bản ghi nào trong sổ.")

    def _fit(self) -> None:
        """Where the panel is low, the table keeps its room and the picture goes."""
        if self._asked is None:
            return
        roomy = self.height() >= theme.current().px(_LOW)
        has_bars = bool(self.bars.accessibleName())
        self.bars.setVisible(roomy and has_bars)
        self.formula.setVisible(roomy)
        self._foot.setVisible(roomy or not self.carry.isHidden())
        self.what.setVisible(self.height() >= theme.current().px(_MIDDLE))


def _day(entry: Entry, *, long_days: bool) -> str:
    """A flow's records lie in the year of the report; a stock's may be years old."""
    if entry.date is None:
        return ""
    return format_date(entry.date) if long_days else f"{entry.date:%d/%m}"


def _label(entry: Entry) -> str:
    return f"Lệch: {entry.label}" if entry.against else entry.label


def _look(entry: Entry) -> Look:
    """A word and a shape before the colour: what another witness tells differently has to be looked at."""
    return Look(ink=Tone.LOOK.value, icon=ICON_OF_TONE[Tone.LOOK]) if entry.against else PLAIN_LOOK


def _number(entry: Entry) -> int:
    return entry.number


def _columns(long_days: Callable[[], bool]) -> list[Column[Entry]]:
    return [
        Column("Ngày", lambda entry: entry.date, 60, shown=lambda entry: _day(entry, long_days=long_days())),
        Column("Bản ghi", _label, look=_look, tip=lambda entry: entry.against),
        Column("Số", lambda entry: entry.amount, 58, Align.RIGHT, shown=lambda entry: amount_words(entry.amount)),
        Column(
            "Trên",
            lambda entry: entry.whole,
            58,
            Align.RIGHT,
            shown=lambda entry: amount_words(entry.whole or Fraction(0)),
        ),
    ]
