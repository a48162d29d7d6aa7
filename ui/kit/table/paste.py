"""Pasting a block of Excel cells: what would go where, which cells cannot be read, and the card that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QTableView, QWidget

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ui.kit import theme
from ui.kit.card import Card
from ui.kit.labels import label
from ui.kit.messages import what_to_type
from ui.kit.table.columns import PLAIN_LOOK, Align, Column, Edit, Look
from ui.kit.table.delegate import CellDelegate
from ui.kit.table.model import TableModel

READ_ONLY, OUTSIDE = "cell_read_only", "block_too_big"
_NOWHERE = frozenset({READ_ONLY, OUTSIDE})
_SHOWN = 4
_ROW, _ROWS_SEEN, _WIDTH = 26, 7, 96
_BAD = Look(ink="red", ground="red_ground", icon="circle-alert")


@dataclass(frozen=True, slots=True)
class PasteCell:
    """One cell of the block: where it would go and what it would be, or the code of why it cannot.

    `row` is None below the last row of the table; `down` counts the rows of the block from 0.
    """

    row: Any
    column: int
    text: str
    down: int = 0
    old: object = None
    new: object = None
    code: str = ""
    details: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class PastePlan:
    """A whole block, cell by cell."""

    cells: tuple[PasteCell, ...]

    def edits(self) -> tuple[Edit, ...]:
        """What the good cells change."""
        good = (cell for cell in self.cells if not cell.code and cell.new != cell.old)
        return tuple(Edit(cell.row, cell.column, cell.old, cell.new) for cell in good)

    def good(self) -> int:
        """How many cells can be pasted."""
        return sum(1 for cell in self.cells if not cell.code)

    def trouble(self) -> tuple[PasteCell, ...]:
        """The cells that cannot be pasted."""
        return tuple(cell for cell in self.cells if cell.code)


def plan_paste(model: TableModel, block: list[list[str]], first_row: int, first_column: int) -> PastePlan:
    """Lay a block over the table from a cell on, headings passed over. Nothing is changed."""
    rows = [line.row for line in model.lines()[first_row:] if not line.is_heading]
    cells = []
    for down, texts in enumerate(block):
        for right, text in enumerate(texts):
            column = first_column + right
            row = rows[down] if down < len(rows) else None
            cell = replace(_cell(model, row, column, text), down=down)
            if cell.code not in _NOWHERE or text:
                cells.append(cell)
    return PastePlan(tuple(cells))


def _cell(model: TableModel, row: object, column: int, text: str) -> PasteCell:
    if row is None or column >= len(model.columns):
        return PasteCell(row, column, text, code=OUTSIDE)
    spec = model.columns[column]
    if not spec.can_edit(row):
        same = text == spec.text(row)
        old = spec.value(row)
        return PasteCell(row, column, text, old=old, new=old) if same else PasteCell(row, column, text, code=READ_ONLY)
    try:
        return PasteCell(row, column, text, old=spec.value(row), new=spec.read(row, text))
    except InvalidInput as trouble:
        return PasteCell(row, column, text, code=trouble.code, details=tuple(trouble.details.items()))


class PasteCard(Card):
    """Shows the block as it would go in, the cells that cannot be pasted in red with their reasons.

    Nothing has changed yet: Enter puts the good cells in, Esc none.
    """

    def __init__(self, columns: Sequence[Column[Any]], plan: PastePlan, parent: QWidget | None = None) -> None:
        good, bad = plan.good(), plan.trouble()
        super().__init__("Dán từ bảng tính", f"Dán {good} ô đọc được", main_key="Enter", width=620, parent=parent)
        self.main.setEnabled(good > 0)
        self.body.addWidget(label(f"{good} ô dán được, {len(bad)} ô chưa dán được. Bảng chưa thay đổi gì.", wrap=True))
        self.preview = preview(columns, plan)
        self.body.addWidget(self.preview)
        for cell in bad[:_SHOWN]:
            self.body.addWidget(label(_told(columns, cell), "text", "red", wrap=True))
        if len(bad) > _SHOWN:
            self.body.addWidget(label(f"Và {len(bad) - _SHOWN} ô khác.", "small", "text2"))


@dataclass(frozen=True, slots=True)
class _PreviewRow:
    """One row of the block, its cells by column."""

    number: int
    cells: tuple[tuple[int, PasteCell], ...]

    def cell(self, column: int) -> PasteCell | None:
        return next((cell for at, cell in self.cells if at == column), None)


def preview(columns: Sequence[Column[Any]], plan: PastePlan) -> QTableView:
    """The block as a table that cannot be typed into, scrolled to its first bad cell."""
    used = sorted({cell.column for cell in plan.cells})
    model = TableModel([_preview_column(columns, number) for number in used])
    shown = _preview_rows(plan)
    model.show_rows(shown)
    view = QTableView()
    model.setParent(view)
    view.setModel(model)
    view.setItemDelegate(CellDelegate(view, frame_current=False))
    view.setAccessibleName("Khối sắp dán")
    view.setProperty("framed", True)
    view.setShowGrid(False)
    view.verticalHeader().hide()
    px = theme.current().px
    view.verticalHeader().setDefaultSectionSize(px(_ROW))
    view.horizontalHeader().setHighlightSections(False)
    view.horizontalHeader().setMinimumSectionSize(px(_WIDTH))
    view.horizontalHeader().setStretchLastSection(True)
    view.setTabKeyNavigation(False)
    view.setFixedHeight(px(_ROW) * (min(_ROWS_SEEN, len(shown)) + 1) + px(16))
    first = next((at for at, row in enumerate(shown) if any(cell.code for _, cell in row.cells)), -1)
    if first >= 0:
        view.scrollTo(model.index(first, 0), QTableView.ScrollHint.PositionAtTop)
    return view


def _preview_rows(plan: PastePlan) -> tuple[_PreviewRow, ...]:
    rows: dict[int, list[tuple[int, PasteCell]]] = {}
    for cell in plan.cells:
        rows.setdefault(cell.down, []).append((cell.column, cell))
    return tuple(_PreviewRow(number, tuple(cells)) for number, cells in sorted(rows.items()))


def _preview_column(columns: Sequence[Column[Any]], number: int) -> Column[_PreviewRow]:
    align = columns[number].align if number < len(columns) else Align.LEFT

    def text(row: _PreviewRow) -> str:
        cell = row.cell(number)
        return cell.text if cell is not None else ""

    def look(row: _PreviewRow) -> Look:
        cell = row.cell(number)
        return _BAD if cell is not None and cell.code else PLAIN_LOOK

    def tip(row: _PreviewRow) -> str:
        cell = row.cell(number)
        return reason(cell) if cell is not None and cell.code else ""

    return Column(_title(columns, number), text, _WIDTH, align, look=look, tip=tip)


def reason(cell: PasteCell) -> str:
    """Why a cell cannot be pasted, in words."""
    if cell.code == READ_ONLY:
        return "Ô này máy tự tính hoặc đã khóa."
    if cell.code == OUTSIDE:
        return "Khối dán lớn hơn bảng."
    return what_to_type(cell.code, dict(cell.details))


def _told(columns: Sequence[Column[Any]], cell: PasteCell) -> str:
    text = cell.text if len(cell.text) <= 30 else cell.text[:29] + "…"
    return f"{_title(columns, cell.column)}: “{text}”. {reason(cell)}"


def _title(columns: Sequence[Column[Any]], number: int) -> str:
    return columns[number].title if number < len(columns) else "ngoài bảng"
