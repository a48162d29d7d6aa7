"""Pasting a block of Excel cells: what would go where, which cells cannot be read, and the card that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.errors import InvalidInput
from ui.kit.card import Card
from ui.kit.labels import label
from ui.kit.messages import what_to_type
from ui.kit.table.columns import Column, Edit
from ui.kit.table.model import TableModel

READ_ONLY, OUTSIDE = "cell_read_only", "block_too_big"
_NOWHERE = frozenset({READ_ONLY, OUTSIDE})
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class PasteCell:
    """One cell of the block: where it would go and what it would be, or the code of why it cannot."""

    row: Any
    column: int
    text: str
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
            cell = _cell(model, row, column, text)
            if cell.code not in _NOWHERE or text:
                cells.append(cell)
    return PastePlan(tuple(cells))


def _cell(model: TableModel, row: object, column: int, text: str) -> PasteCell:
    if row is None or column >= len(model.columns):
        return PasteCell(row, column, text, code=OUTSIDE)
    spec = model.columns[column]
    if spec.parse is None or not spec.can_edit(row):
        same = text == spec.text(row)
        old = spec.value(row)
        return PasteCell(row, column, text, old, old) if same else PasteCell(row, column, text, code=READ_ONLY)
    try:
        return PasteCell(row, column, text, spec.value(row), spec.parse(text))
    except InvalidInput as trouble:
        return PasteCell(row, column, text, code=trouble.code, details=tuple(trouble.details.items()))


class PasteCard(Card):
    """Shows the cells that cannot be pasted, each with its reason, before the good ones go in."""

    def __init__(self, columns: Sequence[Column[Any]], plan: PastePlan, parent: QWidget | None = None) -> None:
        good, bad = plan.good(), plan.trouble()
        super().__init__("Dán từ bảng tính", f"Dán {good} ô đọc được", main_key="Enter", width=520, parent=parent)
        self.main.setEnabled(good > 0)
        self.body.addWidget(label(f"{good} ô dán được, {len(bad)} ô chưa dán được. Bảng chưa thay đổi gì.", wrap=True))
        for cell in bad[:_SHOWN]:
            self.body.addWidget(label(_told(columns, cell), "text", "red", wrap=True))
        if len(bad) > _SHOWN:
            self.body.addWidget(label(f"Và {len(bad) - _SHOWN} ô khác.", "small", "text2"))


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
