"""The grid of figures: grey is derived, bold is counted, an underline is typed over. A cell refuses what cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.statistics.model import Report
from ttcs_desktop.vietnamese.typed import parse_number
from ui.kit import theme
from ui.kit.messages import what_to_type
from ui.kit.table.columns import Align, Column, Edit, EditCommand, Look
from ui.kit.table.view import GridView
from ui.pages.statistics import lines
from ui.pages.statistics.lines import Line
from ui.workflows.messages import SUBJECTS

COUNTED, PREVIOUS, CHANGE, NOTE = 4, 5, 6, 7
_NOTE_LEAST, _NOTE_SHARE = 130, 0.24


class FigureGrid(GridView):
    """The report's lines by group. `entered` tells what was typed into "Số chốt"; `bad` a refusal, in words."""

    entered = Signal(list)
    note_wanted = Signal(object)
    source_wanted = Signal(object)
    bad = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _columns(self._parse),
            name="Chỉ tiêu thống kê",
            key=_code,
            row_height=27,
            entry=True,
            sortable=False,
            parent=parent,
        )
        self.edited.connect(self._take)
        self.refused.connect(self._refuse)
        self.doubleClicked.connect(self._open)

    def show_report(self, report: Report, names: Mapping[str, str]) -> None:
        """Show a report; the chosen cell stays chosen, the first "Số chốt" is chosen at first."""
        first = self.current_row() is None
        found = lines.lines_of(report)
        for column in (PREVIOUS, CHANGE):
            self.setColumnHidden(column, not report.previous)
        self.show_groups(lines.groups_of(found, names))
        if first and found:
            self.go_to(found[0].code)

    def go_to(self, code: str, column: int = COUNTED) -> bool:
        """Bring an indicator's cell into sight, its group unfolded."""
        self.table.fold_group(code[:1], folded=False)
        number = self.table.line_of(code)
        if number < 0:
            return False
        index = self.table.index(number, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        share = round(event.size().width() * _NOTE_SHARE)
        self.setColumnWidth(NOTE, max(theme.current().px(_NOTE_LEAST), share))

    def _parse(self, text: str) -> object:
        # The kit hands over the text alone; the cell that is being typed into is the current one.
        value = parse_number(text)
        line = self.current_row()
        if isinstance(line, Line):
            check_number(line, value)
        return value

    def _take(self, command: EditCommand) -> None:
        good: list[tuple[Line, Decimal | None]] = []
        for edit in command.edits:
            if edit.column == COUNTED and isinstance(edit.row, Line):
                try:
                    good.append((edit.row, _decimal(edit, edit.row)))
                except InvalidInput as trouble:
                    self.bad.emit(_told(edit.row, trouble.code, trouble.details))
                    return
        if good:
            self.entered.emit(good)

    def _refuse(self, line: Line, _column: int, code: str, details: dict[str, object]) -> None:
        self.bad.emit(_told(line, code, details))

    def _open(self) -> None:
        line = self.current_row()
        if isinstance(line, Line) and self.currentIndex().column() == NOTE:
            self.note_wanted.emit(line)
        elif isinstance(line, Line) and self.currentIndex().column() != COUNTED:
            self.source_wanted.emit(line)


def check_number(line: Line, value: Decimal | int | None) -> None:
    """Refuse what this indicator can never be.

    Raises:
        InvalidInput: `value_negative`, `count_not_whole`.
    """
    if value is None:
        return
    if value < 0:
        raise InvalidInput("value", "value_negative")
    if not line.value.indicator.decimals and value != Decimal(value).to_integral_value():
        raise InvalidInput("value", "count_not_whole")


def _decimal(edit: Edit, line: Line) -> Decimal | None:
    value = edit.new
    number = Decimal(value) if isinstance(value, (Decimal, int)) else None
    check_number(line, number)
    return number


def _told(line: Line, code: str, details: dict[str, object]) -> str:
    return f"{line.code}: {what_to_type(code, details, SUBJECTS)}"


def _code(line: Line) -> str:
    return line.code


def _columns(parse: Callable[[str], object]) -> list[Column[Line]]:
    grey = Look(ink="text2", ground="head")
    return [
        Column("Mã", lambda line: line.code, 44, look=lambda _: Look(ink="text2")),
        Column("Chỉ tiêu", lambda line: line.value.indicator.name),
        Column("Đơn vị tính", lambda line: line.value.indicator.unit, 98, look=lambda _: Look(ink="text2")),
        Column(
            "Tự tính",
            lambda line: line.value.derived,
            64,
            Align.RIGHT,
            shown=lambda line: lines.figure(line, line.value.derived),
            look=lambda _: grey,
        ),
        Column(
            "Số chốt",
            lambda line: line.value.counted,
            70,
            Align.RIGHT,
            shown=lambda line: lines.figure(line, line.value.counted),
            look=lines.counted_look,
            parse=parse,
        ),
        Column(
            "Cùng kỳ",
            lambda line: line.previous,
            66,
            Align.RIGHT,
            shown=lambda line: lines.figure(line, line.previous),
            look=lambda _: Look(ink="text2"),
        ),
        Column("So cùng kỳ", lines.change, 82, Align.RIGHT, look=lines.change_look),
        Column("Ghi chú", lines.note, 130, look=lines.note_look),
    ]
