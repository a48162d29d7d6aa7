"""The review grid: at the left what the annex says, at the right what will be taken in; a doubt is amber on both."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ttcs_desktop.office.agencies import key_of
from ui.kit import keys, theme, tokens
from ui.kit.labels import label
from ui.kit.panels import column, frame
from ui.kit.table.columns import Align, Column, EditCommand, Look
from ui.kit.table.delegate import PAD, two_lines
from ui.kit.table.view import ROW_TWO_LINES, GridView
from ui.pages.plans.review import ReviewRow, groups_of, names_as_typed, text_as_typed, time_as_typed
from ui.pages.plans.stops import RESULT_OF_SOURCE, SOURCE_OF_RESULT, Cell, result_cell
from ui.pages.plans.words import LEARNT, due_of_reading, short_office, understood

BAND_HEIGHT = 24
_WIDE, _NAMES_WIDE = 1400, 196


class ReviewGrid(GridView):
    """`accepted` on Enter in a row with an open doubt; `changed(row, whether it answered a doubt)` after each edit.

    `year()` is the plan's year, None while it is not known.
    """

    accepted = Signal()
    changed = Signal(object, bool)

    def __init__(self, year: Callable[[], int | None], this_year: int, parent: QWidget | None = None) -> None:
        self._year, self._this_year = year, this_year
        super().__init__(
            self._columns(),
            name="Nhiệm vụ trong phụ lục",
            row_height=ROW_TWO_LINES,
            entry=True,
            sortable=False,
            parent=parent,
        )
        self.edited.connect(self._apply)

    def show_drafts(self, rows: Sequence[ReviewRow]) -> None:
        """Show the rows of an annex under its headings."""
        self.show_groups(groups_of(rows))

    def go_to(self, row: ReviewRow, cell: Cell) -> None:
        """Make a cell the current one, wherever it is folded away."""
        for line in self.table.lines():
            if line.is_heading and line.group is not None:
                self.table.fold_group(line.group.id, False)
        self.setCurrentIndex(self.table.index(self.table.line_of(row), cell))
        self.scrollTo(self.currentIndex())

    def edit_cell(self) -> None:
        """Open the current cell, or for a cell at the left the one it was read into."""
        row = self.current_row()
        if row is None:
            return
        cell = Cell(self.currentIndex().column())
        self.go_to(row, RESULT_OF_SOURCE.get(cell, cell))
        self.setFocus()
        self.edit(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        plain = keys.held(event) == Qt.KeyboardModifier.NoModifier
        if row is not None and plain and keys.is_enter(event) and row.open:
            self.accepted.emit()
        elif row is not None and event.key() == Qt.Key.Key_F2:
            self.edit_cell()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a wide window the names get more room; the two texts share what is left."""
        super().resizeEvent(event)
        px = theme.current().px
        wide = event.size().width() >= px(_WIDE)
        for cell in (Cell.LEAD, Cell.LEAD_READ, Cell.PARTNERS):
            self.setColumnWidth(cell, px(_NAMES_WIDE if wide else self.table.columns[cell].width))

    def _columns(self) -> tuple[Column[ReviewRow], ...]:
        return (
            Column("STT", lambda row: row.source.number, 42, Align.CENTRE, look=_source(None)),
            self._written(Cell.TEXT, "Nhiệm vụ, giải pháp", lambda row: row.source.text),
            Column(
                "Đơn vị chủ trì",
                lambda row: "; ".join(row.source.lead),
                112,
                shown=self._lead_as_written,
                second=lambda row: "; ".join(row.source.with_) if _doubtful(row, Cell.PARTNERS) else "",
                look=_source(Cell.LEAD),
                tip=lambda row: "\n".join((*row.source.lead, *row.source.with_)),
            ),
            self._written(Cell.TIME, "Thời gian", lambda row: row.source.when_text, 96),
            Column(
                "Nội dung",
                lambda row: row.draft.text,
                look=_result(Cell.NAME),
                wraps=True,
                second=lambda row: f"Sản phẩm: {row.draft.product}" if row.draft.product else "",
                parse=text_as_typed,
            ),
            Column(
                "Chủ trì",
                lambda row: row.draft.lead,
                112,
                shown=lambda row: "; ".join(row.draft.lead),
                second=_below_lead,
                look=_result(Cell.LEAD_READ),
                parse=names_as_typed,
            ),
            Column(
                "Phối hợp",
                lambda row: row.draft.with_,
                92,
                shown=lambda row: "; ".join(row.draft.with_),
                second=lambda row: LEARNT if _is_learnt(row, row.draft.with_) else "",
                look=_result(Cell.PARTNERS),
                wraps=True,
                parse=names_as_typed,
            ),
            Column(
                "Nhịp",
                lambda row: row.draft.when,
                122,
                shown=lambda row: understood(row.draft.when),
                look=_result(Cell.TIME_READ),
                wraps=True,
                parse=lambda text: time_as_typed(text, self._year()),
            ),
            Column(
                "Hạn",
                lambda row: due_of_reading(row.draft.when, self._year() or self._this_year),
                74,
                look=lambda _: Look(ground="head", ink="text2"),
            ),
        )

    def _apply(self, command: EditCommand) -> None:
        first = command.edits[0].row
        answered = any(_doubtful(edit.row, Cell(edit.column)) for edit in command.edits)
        for edit in command.edits:
            _take_edit(edit.row, Cell(edit.column), edit.new)
        self.viewport().update()
        self.changed.emit(first, answered)

    def _written(self, cell: Cell, title: str, text: Callable[[ReviewRow], str], width: int = 0) -> Column[ReviewRow]:
        """A column of the annex's own words, in two lines."""
        return Column(
            title, text, width, shown=lambda row: self._wrapped(text(row), cell), look=_source(cell), tip=text
        )

    def _lead_as_written(self, row: ReviewRow) -> str:
        names = "; ".join(row.source.lead)
        return names if _doubtful(row, Cell.PARTNERS) else self._wrapped(names, Cell.LEAD)

    def _wrapped(self, text: str, cell: Cell) -> str:
        look = theme.current()
        return two_lines(text, QFontMetrics(look.font(tokens.TEXT)), self.columnWidth(cell) - 2 * look.px(PAD))


class SidesBand(QWidget):
    """Above the heads: which columns are the annex's own words and which will be taken in."""

    def __init__(self, grid: ReviewGrid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = grid
        self.setFixedHeight(theme.current().px(BAND_HEIGHT))
        self._left, self._right = _side("Nguyên văn trong phụ lục", self), _side("Sẽ nhập thành", self)
        grid.horizontalHeader().sectionResized.connect(lambda *_: self._place())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        middle = self._grid.columnViewportPosition(Cell.NAME)
        self._left.setGeometry(0, 0, middle, self.height())
        self._right.setGeometry(middle, 0, self.width() - middle, self.height())


def _take_edit(row: ReviewRow, cell: Cell, new: object) -> None:
    if cell is Cell.TIME_READ and isinstance(new, tuple):
        row.set_time(*new)
    elif cell is Cell.LEAD_READ and isinstance(new, tuple):
        row.set_lead(new)
    elif cell is Cell.PARTNERS and isinstance(new, tuple):
        row.set_partners(new)
    elif cell is Cell.NAME and isinstance(new, str):
        row.set_text(new)


def _doubtful(row: ReviewRow, result: Cell) -> bool:
    return any(result_cell(doubt.field) is result for doubt in row.open)


def _result(cell: Cell) -> Callable[[ReviewRow], Look]:
    return lambda row: Look(ink="amber", ground="amber_ground") if _doubtful(row, cell) else Look()


def _source(cell: Cell | None) -> Callable[[ReviewRow], Look]:
    results = [result for result, source in SOURCE_OF_RESULT.items() if source is cell]

    def look(row: ReviewRow) -> Look:
        if any(_doubtful(row, result) for result in results):
            return Look(ink="amber", ground="amber_ground")
        return Look(ground="head", ink="text2" if cell is None else "")

    return look


def _below_lead(row: ReviewRow) -> str:
    """That a name was learnt, which nobody should have to guess; otherwise the names in short."""
    if _is_learnt(row, row.draft.lead):
        return LEARNT
    short = [short_office(name) for name in row.draft.lead]
    return ", ".join(short) if short != list(row.draft.lead) else ""


def _is_learnt(row: ReviewRow, names: Sequence[str]) -> bool:
    return any(name in names and key_of(written) != key_of(name) for written, name in row.draft.learnt)


def _side(text: str, parent: QWidget) -> QWidget:
    made = frame("panelHead")
    made.setParent(parent)
    column(made, 0, (8, 0, 8, 0)).addWidget(label(text, "small-strong"))
    return made
