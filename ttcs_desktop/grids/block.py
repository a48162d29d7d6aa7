"""A rectangular block of cells out of any source, with its merges resolved."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import replace

from ttcs_desktop.basics.values import dataclass


class Merge(enum.StrEnum):
    """Whether a grid position holds a cell of its own or is covered by a neighbour's merge."""

    OWN = "own"
    FROM_LEFT = "from_left"
    FROM_ABOVE = "from_above"


@dataclass(frozen=True, slots=True)
class Cell:
    """One grid position.

    A covered position repeats the text of the cell that covers it, so a value that spans three rows can be read
    from each of them. `row_span` and `col_span` count grid rows and columns of the cell that holds the text.
    """

    text: str = ""
    merge: Merge = Merge.OWN
    row_span: int = 1
    col_span: int = 1
    bold: bool = False

    @property
    def own_text(self) -> str:
        """The text where it stands, empty where a merge only carries it on."""
        return self.text if self.merge is Merge.OWN else ""


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Block:
    """A table: every row has `width` positions. `before` are the lines that stand between it and the previous table.

    `table` counts tables of the source from 1 in document order; `parent` is the number of the table in whose cell
    this one is nested, or None. `sheet` is the name of the sheet it stands on, empty outside a workbook.
    """

    table: int
    rows: tuple[tuple[Cell, ...], ...]
    before: tuple[str, ...] = ()
    parent: int | None = None
    sheet: str = ""

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0


def rectangle(rows: Sequence[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows padded to one width, and without the grid columns in which no row begins a cell.

    Word splits its grid wherever two rows disagree by a hair; such columns carry nothing of their own.
    """
    width = max((len(row) for row in rows), default=0)
    padded = [[*row, *[EMPTY] * (width - len(row))] for row in rows]
    kept = [column for column in range(width) if any(_begins(row[column]) for row in padded)]
    dropped = set(range(width)) - set(kept)
    return tuple(tuple(_narrowed(row, column, dropped) for column in kept) for row in padded)


def _begins(cell: Cell) -> bool:
    return cell.merge is Merge.FROM_ABOVE or (cell.merge is Merge.OWN and cell is not EMPTY)


def _narrowed(row: Sequence[Cell], column: int, dropped: set[int]) -> Cell:
    cell = row[column]
    lost = sum(1 for covered in range(column, column + cell.col_span) if covered in dropped)
    return replace(cell, col_span=cell.col_span - lost) if lost and cell.merge is not Merge.FROM_LEFT else cell
