"""Biểu đồ: one chart of a year at a time, the same numbers in a table beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.papers.chart import Chart
from ttcs_desktop.vietnamese.typed import format_number
from ui.kit import theme
from ui.kit.buttons import KeyButton
from ui.kit.charts import ChartView
from ui.kit.fields import Choice
from ui.kit.labels import ElidedLabel, plain_tip
from ui.kit.panels import column, row
from ui.kit.shell import ToolRow
from ui.kit.table.columns import Align, Column
from ui.kit.table.view import ROW_TIGHT, GridView

_TABLE, _TABLE_NARROW, _NARROW, _NUMBER = 350, 290, 950, 88
_CHOICE, _YEAR = 330, 122
_FIRST = "C01"


@dataclass(frozen=True, slots=True)
class Line:
    """One label of the chart with its number this year and the year before."""

    label: str
    now: Decimal | None
    before: Decimal | None
    decimals: int


class Numbers(GridView):
    """The table. `left` on Esc."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ChartsView(QWidget):
    """`asked` when another chart or year is wanted, `paper` for its sheet, `left` when the officer goes back,
    `wanted_in_report` when the chart shall go into the report's annex, or out of it."""

    asked = Signal()
    paper = Signal()
    left = Signal()
    wanted_in_report = Signal()

    def __init__(
        self, known: Sequence[tuple[str, str]], years: Sequence[int], year: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._known = tuple(known)
        self._codes = [code for code, _ in known]
        self._chart: Chart | None = None
        self.which = Choice(known, name="Biểu đồ")
        self.which.set_value(_FIRST if _FIRST in self._codes else self._codes[0])
        self.year = Choice([(one, f"Năm {one}") for one in years], name="Năm của biểu đồ")
        self.year.set_value(year)
        for one, width in ((self.which, _CHOICE), (self.year, _YEAR)):
            one.setMaximumWidth(theme.current().px(width))
            one.changed.connect(self.asked)
        self.which.setMinimumWidth(theme.current().px(160))
        self.year.setMinimumWidth(theme.current().px(_YEAR))
        self.drawn = ChartView()
        self.numbers = Numbers(
            _columns(), name="Số của biểu đồ", key=lambda one: one.label, row_height=ROW_TIGHT, sortable=False
        )
        self.numbers.left.connect(self.left)
        self.note = ElidedLabel("", "small", "text2")
        self.annex = ElidedLabel("", "small", "text2")
        self.in_report = KeyButton("Đưa vào báo cáo", icon="paperclip", key="F4")
        self.in_report.clicked.connect(self.wanted_in_report)
        self._build()
        self.setFocusProxy(self.numbers)

    def code(self) -> str:
        """The chart that is asked for."""
        return str(self.which.value())

    def wanted_year(self) -> int:
        found = self.year.value()
        return found if isinstance(found, int) else 0

    def chart(self) -> Chart | None:
        """The chart shown."""
        return self._chart

    def wait(self) -> None:
        """Another chart is being counted: the old one stays until it comes."""
        self.note.setText("Đang tính từ sổ…")

    def show_chart(self, chart: Chart) -> None:
        """Show a chart and its numbers."""
        self._chart = chart
        self.drawn.show_chart(chart)
        self.note.setText(chart.note)
        self.note.setToolTip(plain_tip(chart.note))
        empty: tuple[Decimal | None, ...] = (None,) * len(chart.labels)
        now, before = ([one.values for one in chart.series] + [empty, empty])[:2]
        rows = [Line(*each, chart.decimals) for each in zip(chart.labels, now, before, strict=True)]
        self.numbers.show_rows(rows)
        if self.numbers.current_row() is None and chart.labels:
            self.numbers.choose(chart.labels[0])

    def show_chosen(self, codes: Sequence[str], period: str) -> None:
        """Say which charts the annex of a report has, and what the key does with the one shown."""
        names = dict(self._known)
        listed = ", ".join(f"{at}. {names[code]}" for at, code in enumerate(codes, 1) if code in names)
        self.annex.setText(f"Phụ lục biểu đồ, báo cáo {period}: {listed or 'chưa có biểu đồ nào'}.")
        self.annex.setToolTip(plain_tip(self.annex.text()))
        self.in_report.setText("Bỏ khỏi báo cáo" if self.code() in codes else "Đưa vào báo cáo")

    def go(self, steps: int) -> None:
        """F7, F8: the chart before or after, round and round."""
        at = (self._codes.index(self.code()) + steps) % len(self._codes)
        self.which.set_value(self._codes[at])
        self.asked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.current().px(_NARROW)
        self.numbers.setFixedWidth(theme.current().px(_TABLE_NARROW if narrow else _TABLE))

    def _build(self) -> None:
        whole = column(self, 0)
        bar = ToolRow("Biểu đồ")
        bar.add(self.which)
        bar.add(self.year)
        presses: tuple[tuple[str, str, str, Callable[[], None], bool], ...] = (
            ("Biểu đồ trước", "chevron-left", "F7", lambda: self.go(-1), True),
            ("Biểu đồ sau", "chevron-right", "F8", lambda: self.go(1), True),
            ("In", "printer", "Ctrl+P", self.paper.emit, False),
            ("Đóng", "x", "Esc", self.left.emit, False),
        )
        buttons = [self._button(*one) for one in presses]
        for button in (*buttons[:2], self.in_report, *buttons[2:]):
            bar.add(button)
        whole.addWidget(bar)
        body = QWidget()
        line = row(body, 12, (12, 8, 0, 4))
        line.addWidget(self.drawn, 1)
        line.addWidget(self.numbers)
        whole.addWidget(body, 1)
        foot = QWidget()
        lines = column(foot, 0, (12, 0, 12, 6))
        lines.addWidget(self.note)
        lines.addWidget(self.annex)
        whole.addWidget(foot)

    def _button(self, text: str, icon: str, key: str, press: Callable[[], None], catch: bool) -> KeyButton:
        button = KeyButton(text, icon=icon, key=key, catch_key=catch)
        button.clicked.connect(press)
        return button


def _columns() -> list[Column[Line]]:
    return [
        Column("Mục", lambda one: one.label, tip=lambda one: one.label),
        Column("Năm xem", lambda one: format_number(one.now, one.decimals), _NUMBER, Align.RIGHT),
        Column("Năm trước", lambda one: format_number(one.before, one.decimals), _NUMBER, Align.RIGHT),
    ]
