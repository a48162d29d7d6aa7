"""Writes annexes as Word files, in the shapes offices give them; the texts are our own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.document import Document
from docx.table import Table, _Cell


@dataclass(frozen=True)
class Bold:
    """A cell in bold letters."""

    text: str


@dataclass(frozen=True)
class Numbered:
    """A cell whose number Word writes by itself: the text of the cell is empty."""

    style: str = "List Number"


class _Merge:
    """A grid position covered by the cell on its left or above it."""


WIDE = _Merge()
DOWN = _Merge()

type_of_cell = str | Bold | Numbered | _Merge
Row = Sequence[type_of_cell]

HEADER = ("STT", "Nhiệm vụ, giải pháp", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian thực hiện")
CULTURE = "Phòng Văn hóa – Xã hội"
POLICE = "Công an phường"
PARTNERS = "Các cơ quan, đơn vị có liên quan"


def write(path: Path, *tables: Sequence[Row], titles: Sequence[str] = ()) -> Path:
    """An annex with `titles` above the first table; tables are apart by a paragraph."""
    document = docx.Document()
    for title in titles:
        document.add_paragraph(title)
    for rows in tables:
        add_table(document, rows)
        document.add_paragraph("")
    document.save(str(path))
    return path


def add_table(parent: Document | _Cell, rows: Sequence[Row]) -> Table:
    """Adds a table to a document or into a cell, merges as the rows say."""
    table = parent.add_table(len(rows), max(len(row) for row in rows))
    grid = [[table.cell(row, column) for column in range(len(rows[row]))] for row in range(len(rows))]
    for row, cells in enumerate(rows):
        for column, content in enumerate(cells):
            if content is WIDE:
                continue
            if content is DOWN:
                continue
            _fill(grid[row][column], content)
    for row, cells in enumerate(rows):
        for column, content in enumerate(cells):
            if not isinstance(content, _Merge):
                _merge(table, rows, row, column)
    return table


def _fill(cell: _Cell, content: type_of_cell) -> None:
    if isinstance(content, Bold):
        cell.paragraphs[0].add_run(content.text).bold = True
    elif isinstance(content, Numbered):
        cell.paragraphs[0].style = content.style
    elif isinstance(content, str):
        lines = content.split("\n")
        cell.paragraphs[0].add_run(lines[0])
        for line in lines[1:]:
            cell.add_paragraph(line)


def _merge(table: Table, rows: Sequence[Row], row: int, column: int) -> None:
    right = column
    while right + 1 < len(rows[row]) and rows[row][right + 1] is WIDE:
        right += 1
    down = row
    while down + 1 < len(rows) and column < len(rows[down + 1]) and rows[down + 1][column] is DOWN:
        down += 1
    if (right, down) != (column, row):
        table.cell(row, column).merge(table.cell(down, right))
