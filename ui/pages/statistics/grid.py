"""The grid of figures: grey is derived, bold is counted, an underline is typed over. A cell refuses what cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QWidget

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.statistics.model import Report
from ttcs_desktop.vietnamese.typed import parse_number
from ui.kit import theme
from ui.kit.messages import what_to_type
from ui.kit.table.columns import Align, Column, Edit, EditCommand, Look
from ui.kit.table.model import Index
from ui.kit.table.view import GridView
from ui.pages.statistics import lines
from ui.pages.statistics.columns import COUNTED, NAME, NOTE, TITLES, ColumnChoice, ColumnMenu
from ui.pages.statistics.lines import Line
from ui.workflows.messages import SUBJECTS

_NOTE_LEAST, _NOTE_SHARE = 130, 0.24


class FigureGrid(GridView):
    """The report's lines by group. `entered` tells what was typed into "Số chốt"; `bad` a refusal, in words.

    A refused text stays in its cell until it is typed over or given up; `cleared` when one went away.
    `column_picked` when another cell of the same line is chosen, `columns_wanted` on the head's menu.
    """

    entered = Signal(list)
    note_wanted = Signal(object)
    source_wanted = Signal(object)
    bad = Signal(str)
    cleared = Signal()
    column_picked = Signal()
    columns_wanted = Signal()

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
        self._shown: tuple[Line, ...] = ()
        self._filled: Mapping[int, bool] = {}
        self.choice = ColumnChoice()
        self.edited.connect(self._take)
        self.refused.connect(self._refuse)
        self.doubleClicked.connect(self._open)

    def show_report(self, report: Report, names: Mapping[str, str]) -> None:
        """Show a report; the chosen cell stays chosen, the first "Số chốt" is chosen at first."""
        first = self.current_row() is None
        found = self._shown = lines.lines_of(report)
        self._filled = lines.filled(report)
        self._fit_columns()
        self.show_groups(lines.groups_of(found, names))
        if first and found:
            self.go_to(found[0].code)

    def go_to(self, code: str, column: int = COUNTED) -> bool:
        """Bring an indicator's cell into sight, its group unfolded."""
        self.table.fold_group(code[:1], folded=False)
        number = self.table.line_of(code)
        if number < 0:
            return False
        index = self.table.index(number, COUNTED if self.isColumnHidden(column) else column)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def refusal(self) -> tuple[str, str] | None:
        """The code and the words of a refused text that stands in its cell, the current one before others."""
        found = self._refused_lines()
        if not found:
            return None
        bad = self.table.bad_cells()[found[0].code, COUNTED]
        return found[0].code, _told(found[0], bad.code, bad.details)

    def give_up(self) -> bool:
        """Put the old number back in place of a refused text, the current one before others; False for none."""
        found = self._refused_lines()
        if found:
            self._put_back(found[:1])
        return bool(found)

    def forget(self) -> None:
        """Show nothing; what was refused belonged to the report shown before."""
        self._put_back(self._refused_lines())
        self._shown = ()
        self.show_rows(())

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.RevertModelCache and self.table.bad_at(self.currentIndex()):
            self.give_up()  # Esc in the open cell: the refused text it was opened on goes too

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        head = self.horizontalHeader()
        if head.geometry().contains(event.pos()):
            self.columns_wanted.emit()
        else:
            super().contextMenuEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() == previous.row() and current.column() != previous.column():
            self.column_picked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        share = round(event.size().width() * _NOTE_SHARE)
        self.setColumnWidth(NOTE, max(theme.current().px(_NOTE_LEAST), share))
        self._fit_columns()

    def column_menu(self) -> ColumnMenu:
        """What the officer ticks; each tick is seen at once and remembered."""
        hidden = [column for column in TITLES if self.isColumnHidden(column)]
        return ColumnMenu(hidden, self._show_column, self._follow_room, self)

    def _show_column(self, column: int, shown: bool) -> None:
        try:
            self.choice.say(column, shown=shown)
        finally:
            self._fit_columns()

    def _follow_room(self) -> None:
        try:
            self.choice.forget()
        finally:
            self._fit_columns()

    def _fit_columns(self) -> None:
        px = theme.current().px
        widths = {number: px(column.width) for number, column in enumerate(self.table.columns) if number != NAME}
        widths[NOTE] = max(px(_NOTE_LEAST), round(self.width() * _NOTE_SHARE))
        hidden = self.choice.hidden(self._filled, widths, self.viewport().width())
        for column in TITLES:
            self.setColumnHidden(column, column in hidden)
        if self.currentIndex().isValid() and self.isColumnHidden(self.currentIndex().column()):
            self.setCurrentIndex(self.table.index(self.currentIndex().row(), COUNTED))

    def _parse(self, line: Line, text: str) -> object:
        value = parse_number(text, whole=not line.value.indicator.decimals)
        check_number(line, value)
        return value

    def _refused_lines(self) -> list[Line]:
        """The lines in whose "Số chốt" a refused text stands, folded ones too; the current one first."""
        bad = self.table.bad_cells()
        here = self.current_row()
        found = [line for line in self._shown if (line.code, COUNTED) in bad]
        return sorted(found, key=lambda line: here is None or line.code != here.code)

    def _put_back(self, found: list[Line]) -> None:
        for line in found:
            old = line.value.counted
            self.table.apply(EditCommand((Edit(line, COUNTED, old, old),)))
        self.viewport().update()

    def _take(self, command: EditCommand) -> None:
        self.cleared.emit()
        good: list[tuple[Line, Decimal | None]] = []
        for edit in command.edits:
            # What stood there already, given back or typed again, is nothing new to save.
            if edit.column == COUNTED and isinstance(edit.row, Line) and edit.new != edit.old:
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


def _columns(parse: Callable[[Line, str], object]) -> list[Column[Line]]:
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
            "Mang sang",
            lambda line: line.value.carried,
            80,
            Align.RIGHT,
            shown=lambda line: lines.figure(line, line.value.carried),
            look=lambda _: grey,
        ),
        Column(
            "Số chốt",
            lambda line: line.value.counted,
            70,
            Align.RIGHT,
            shown=lambda line: lines.figure(line, line.value.counted),
            look=lines.counted_look,
            parse_in=parse,
        ),
        Column(
            "Kỳ trước",
            lambda line: line.last,
            66,
            Align.RIGHT,
            shown=lambda line: lines.figure(line, line.last),
            look=lambda _: Look(ink="text2"),
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
