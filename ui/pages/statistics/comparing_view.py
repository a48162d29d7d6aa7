"""Đối chiếu: two reports, every indicator that differs, and the records that make the difference."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from ttcs_desktop.statistics.comparing.events import Difference, Event, Kind
from ttcs_desktop.statistics.comparing.service import Comparison
from ttcs_desktop.statistics.comparing.wording import KINDS, effect_words, event_words, why_line, why_words
from ttcs_desktop.vietnamese.typed import format_date, format_number
from ui.kit import theme
from ui.kit.buttons import KeyButton
from ui.kit.chips import Status, StatusLabel, Tone
from ui.kit.fields import Choice
from ui.kit.labels import ElidedLabel, label, set_flag
from ui.kit.panels import FOLD_BELOW, ListWithSide, column, frame, row
from ui.kit.table.columns import Align, Column, Look
from ui.kit.table.view import ROW_TIGHT, GridView

_FOLDED, _BESIDE = (0.42, 0.58), (0.46, 0.54)
_WHY, _ROOMY = 4, 1250
_SAME = "Hai báo cáo giống nhau ở mọi chỉ tiêu"
_BLANK = "Một bên chưa có số nên không tính chênh lệch."


class ComparingView(QWidget):
    """Two reports held against each other.

    `asked(one, other, days_on)` when another pair is chosen, `opened(Event)` on Enter at a record; `paper`, `closed`.
    """

    asked = Signal(str, str, bool)
    opened = Signal(object)
    paper = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: Comparison | None = None
        outer = column(self, 0)
        outer.addWidget(self._build_head())
        left = QWidget()
        stacked = column(left, 0)
        self.lines = GridView(
            _line_columns(), name="Chỉ tiêu khác nhau", key=_code, row_height=ROW_TIGHT, sortable=False
        )
        stacked.addWidget(self.lines, 1)
        self.side = QWidget()
        beside = column(self.side, 4, (8, 8, 8, 8))
        self.title = ElidedLabel("", "strong")
        self.because = label("", "small", wrap=True)
        self.events = GridView(
            _event_columns(self._chosen), name="Việc giữa hai báo cáo", row_height=ROW_TIGHT, sortable=False
        )
        set_flag(self.events, "framed", True)
        self.proof = StatusLabel(Status(""))
        for part in (self.title, self.because):
            beside.addWidget(part)
        beside.addWidget(self.events, 1)
        beside.addWidget(self.proof)
        self._split = ListWithSide(left, self.side)
        outer.addWidget(self._split, 1)
        self.lines.picked.connect(self._picked)
        self.lines.opened.connect(lambda _: self._into_events())
        self.events.opened.connect(self.opened)
        self.setFocusProxy(self.lines)

    def offer(self, reports: Sequence[tuple[str, str]], one: str, other: str, *, days_on: bool = False) -> None:
        """Which reports can be chosen, and which are."""
        for choice, value in ((self.one, one), (self.other, other)):
            choice.blockSignals(True)
            choice.set_options(list(reports))
            choice.set_value(value)
            choice.blockSignals(False)
        self.days_on.blockSignals(True)
        self.days_on.setChecked(days_on)
        self.days_on.blockSignals(False)
        self._ask()

    def wait(self) -> None:
        """It is being counted."""
        self.found = None
        self.said.set_status(Status("Đang đối chiếu…", icon="hourglass"))
        self.lines.show_rows(())
        self._picked(None)

    def show_found(self, found: Comparison) -> None:
        """Show what leads from the one to the other."""
        self.found = found
        differing = found.differing
        words = f"{len(differing)} trong {len(found.differences)} chỉ tiêu khác nhau" if differing else _SAME
        self.said.set_status(Status(words, Tone.LOOK if differing else Tone.GOOD))
        self.lines.show_rows(differing)
        if differing and self.lines.current_row() is None:
            self.lines.setCurrentIndex(self.lines.table.index(0, 0))
        self._picked(self.lines.current_row())

    def show_trouble(self, words: str) -> None:
        """It cannot be held against each other: why."""
        self.said.set_status(Status(words, Tone.ALARM))
        self.lines.show_rows(())
        self._picked(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.events.hasFocus():
                self.lines.setFocus()
            else:
                self.closed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        whole = event.size()
        folded = whole.width() < theme.current().px(FOLD_BELOW - 72)
        length = whole.height() if folded else whole.width()
        self._split.setSizes([round(length * share) for share in (_FOLDED if folded else _BESIDE)])
        self.events.setColumnHidden(_WHY, not folded and whole.width() < theme.current().px(_ROOMY))

    def _build_head(self) -> QWidget:
        bar = frame("toolRow")
        stacked = column(bar, 4, (12, 6, 12, 6))
        first, second = QWidget(), QWidget()
        line, below = row(first, 8), row(second, 8)
        self.one = Choice([], name="Báo cáo thứ nhất")
        self.other = Choice([], name="Báo cáo thứ hai")
        for words, choice in (("Từ", self.one), ("đến", self.other)):
            line.addWidget(label(words))
            line.addWidget(choice, 1)
            choice.changed.connect(self._ask)
        self.days_on = QCheckBox("&Cộng tiếp các ngày đến ngày chốt kia")
        self.days_on.setAccessibleName("Cộng tiếp các ngày đến ngày chốt kia")
        self.days_on.toggled.connect(lambda _: self._ask())
        printing = KeyButton("Xem bản in", icon="printer", key="Ctrl+P", catch_key=False)
        printing.clicked.connect(self.paper)
        leave = KeyButton("Đóng", icon="x", key="Esc", catch_key=False)
        leave.clicked.connect(self.closed)
        self.said = StatusLabel(Status(""))
        below.addWidget(self.days_on)
        below.addWidget(self.said)
        below.addStretch(1)
        below.addWidget(printing)
        below.addWidget(leave)
        stacked.addWidget(first)
        stacked.addWidget(second)
        return bar

    def _ask(self) -> None:
        one, other = self.one.value(), self.other.value()
        if isinstance(one, str) and isinstance(other, str):
            self.asked.emit(one, other, self.days_on.isChecked())

    def _into_events(self) -> None:
        if self.events.table.rowCount():
            self.events.setFocus()
            if not self.events.currentIndex().isValid():
                self.events.setCurrentIndex(self.events.table.index(0, 0))

    def _chosen(self) -> Difference | None:
        chosen = self.lines.current_row()
        return chosen if isinstance(chosen, Difference) else None

    def _picked(self, chosen: object) -> None:
        one = chosen if isinstance(chosen, Difference) else None
        for part in (self.because, self.events, self.proof):
            part.setVisible(one is not None)
        if one is None:
            self.title.setText("Đứng ở một chỉ tiêu để xem các việc giữa hai báo cáo.")
            self.events.show_rows(())
            return
        self.title.setText(f"{one.code} {one.name}")
        words = _BLANK if one.change is None else why_line(one)
        self.because.setText(words)
        self.because.setVisible(bool(words))
        self.events.show_rows(one.events)
        count = format_number(len(one.events))
        good = Status(f"{count} việc, cộng lại đúng bằng chênh lệch", Tone.GOOD)
        blank = Status(f"{count} việc", icon="-")
        wrong = Status("Các việc cộng lại không bằng chênh lệch", Tone.ALARM)
        self.proof.set_status(blank if one.change is None else good if one.proven() else wrong)


def _line_columns() -> list[Column[Difference]]:
    quiet = Look(ink="text2")
    return [
        Column("Mã", lambda one: one.code, 44, look=lambda _: quiet),
        Column("Chỉ tiêu", lambda one: one.name),
        Column("Trước", lambda one: one.before, 70, Align.RIGHT, shown=lambda one: _number(one, one.before)),
        Column("Sau", lambda one: one.after, 70, Align.RIGHT, shown=lambda one: _number(one, one.after)),
        Column("Chênh lệch", lambda one: one.change, 84, Align.RIGHT, shown=_change, look=lambda _: Look(bold=True)),
    ]


def _event_columns(chosen: object) -> list[Column[Event]]:
    def effect(event: Event) -> str:
        one = chosen() if callable(chosen) else None
        return effect_words(event.effect, one.decimals, one.unit) if isinstance(one, Difference) else ""

    return [
        Column("Việc", lambda event: KINDS[event.kind], 76, look=_event_look),
        Column("Ngày", lambda event: event.day, 94, shown=lambda event: format_date(event.day)),
        Column(
            "Bản ghi",
            lambda event: event.record.label if event.record else event_words(event),
            tip=lambda event: f"{event_words(event)} {why_words(event)}",
        ),
        Column("Thêm, bớt", lambda event: event.effect, 88, Align.RIGHT, shown=effect),
        Column("Vì sao", why_words, 150, look=lambda _: Look(ink="text2")),
    ]


def _event_look(event: Event) -> Look:
    icons = {Kind.CAME: "plus", Kind.GONE: "minus", Kind.CHANGED: "pencil"}
    return Look(icon=icons.get(event.kind, ""))


def _number(one: Difference, value: object) -> str:
    return format_number(value, one.decimals) if value is not None else ""  # type: ignore[arg-type]


def _change(one: Difference) -> str:
    return "" if one.change is None else effect_words(Fraction(one.change), one.decimals, one.unit)


def _code(one: Difference) -> str:
    return one.code
