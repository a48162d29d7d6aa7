"""Sheets of an Excel workbook (.xlsx) as blocks. Formulas are never worked out, nothing outside the file is opened."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.grids.block import EMPTY, Block, Cell, Merge, rectangle
from ttcs_desktop.grids.container import Container
from ttcs_desktop.grids.markup import Element, attribute, child, inside
from ttcs_desktop.grids.sheet_values import Values, read_values

MAX_ROWS, MAX_COLUMNS = 10_000, 256
MAX_CELLS = 400_000
MAX_SHEETS = 200
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_OUTSIDE = ("xl/externalLinks/", "xl/connections.xml", "xl/queryTables/")


def workbook_tables(container: Container, *, exact: bool = False) -> tuple[Block, ...]:
    """A block for every visible sheet that holds something, the sheet that was open when it was saved first.

    Hours are read to the minute, with `exact` to the second.

    Raises InvalidInput("file", …) with file_macros, file_outside (it draws on other files), sheet_too_large and the
    codes of `Container`.
    """
    refuse_unsafe(container)
    workbook = container.document()
    values = read_values(workbook, container.sibling("sharedStrings"), container.sibling("styles"), exact=exact)
    blocks: list[Block] = []
    for name, relation in visible_sheets(workbook):
        sheet = container.related(relation)
        rows = _Grid(values).read(sheet) if sheet is not None else ()
        if rows:
            blocks.append(Block(len(blocks) + 1, rows, sheet=name))
    return tuple(blocks)


def refuse_unsafe(container: Container) -> None:
    """Raises InvalidInput: `file_macros`, `file_outside`."""
    if any(name.endswith("vbaProject.bin") for name in container.names):
        raise InvalidInput("file", "file_macros")
    if any(name.startswith(_OUTSIDE) for name in container.names):
        raise InvalidInput("file", "file_outside")


def visible_sheets(workbook: Element) -> list[tuple[str, str]]:
    """Name and relation of each sheet that is not hidden; the active one comes first."""
    listed = child(workbook, "sheets")
    sheets = list(inside(listed, "sheet"))[:MAX_SHEETS] if listed is not None else []
    view = child(workbook, "bookViews", "workbookView")
    active = attribute(view, "activeTab") if view is not None else ""
    first = int(active) if active.isdecimal() else 0
    ordered = [*sheets[first : first + 1], *sheets[:first], *sheets[first + 1 :]]
    return [
        (attribute(one, "name"), attribute(one, "id")) for one in ordered if attribute(one, "state") in ("", "visible")
    ]


@dataclass(slots=True)
class _Grid:
    """One sheet while it is read: what stands where, and which cells are merged."""

    values: Values
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)

    def read(self, sheet: Element) -> tuple[tuple[Cell, ...], ...]:
        """The rows from the first of the sheet to the last with a text, merges resolved."""
        data = child(sheet, "sheetData")
        if data is not None:
            self._read_rows(data)
        if not self.cells:
            return ()
        height, width = (max(place[axis] for place in self.cells) + 1 for axis in (0, 1))
        merged = child(sheet, "mergeCells")
        for one in inside(merged, "mergeCell") if merged is not None else ():
            self._merge(attribute(one, "ref"), height, width)
        rows = [[self.cells.get((row, column), EMPTY) for column in range(width)] for row in range(height)]
        return rectangle(rows)

    def _read_rows(self, data: Element) -> None:
        row = -1
        for line in inside(data, "row"):
            number = attribute(line, "r")
            row = int(number) - 1 if number.isdecimal() and int(number) else row + 1
            column = -1
            for one in inside(line, "c"):
                place = place_of(attribute(one, "r"))
                column = place[1] if place else column + 1
                text = self.values.text(one)
                if text:
                    self._put(row, column, Cell(text, bold=self.values.face(one).bold))

    def _put(self, row: int, column: int, cell: Cell) -> None:
        if row >= MAX_ROWS or column >= MAX_COLUMNS or len(self.cells) >= MAX_CELLS:
            raise InvalidInput("file", "sheet_too_large", rows=MAX_ROWS)
        self.cells[row, column] = cell

    def _merge(self, ref: str, height: int, width: int) -> None:
        begin, _, end = ref.partition(":")
        first, last = place_of(begin), place_of(end)
        if first is None or last is None or not (first[0] <= last[0] and first[1] <= last[1]):
            return
        top, left = first
        bottom, right = min(last[0], height - 1), min(last[1], width - 1)
        if top > bottom or left > right:
            return
        held = self.cells.get(first, Cell())
        origin = replace(held, row_span=bottom - top + 1, col_span=right - left + 1)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                how = Merge.FROM_LEFT if column > left else Merge.FROM_ABOVE if row > top else Merge.OWN
                if len(self.cells) >= MAX_CELLS:
                    raise InvalidInput("file", "sheet_too_large", rows=MAX_ROWS)
                self.cells[row, column] = replace(origin, merge=how)


def place_of(ref: str) -> tuple[int, int] | None:
    """Row and column from 0 of a reference such as "B12"."""
    found = _PLACE.fullmatch(ref)
    if found is None or found[2].startswith("0"):
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1
