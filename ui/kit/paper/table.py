"""A table in pieces: every group of rows that must stay together is one piece, merged cells drawn over their rows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.papers.model import Align, Row, Table
from ttcs_desktop.papers.nd30 import CELL_PADDING_X, Type
from ui.kit.paper.marks import Mark, Piece, Rule, Span, mm
from ui.kit.paper.typeset import Line, Typesetter, single, stacked


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell already broken into lines; `over` is how many rows it covers in its piece."""

    column: int
    lines: tuple[Line, ...]
    over: int = 1


@dataclass(frozen=True, slots=True)
class _Strip:
    """Rows of one piece: their heights, and the cells by the row they begin in."""

    heights: list[float]
    cells: list[list[_Cell]]
    banner: list[bool]
    kinds: list[Type]


class TableLayout:
    """Lays one table into the width of the text block."""

    def __init__(self, setter: Typesetter, table: Table, width: float, page_height: float) -> None:
        self._setter = setter
        self._table = table
        self._type = Type(table.size)
        self._bold = Type(table.size, bold=True)
        asked = sum(column.width for column in table.columns) or 1.0
        self._widths = [column.width / asked * width for column in table.columns]
        self._edges = [sum(self._widths[:at]) for at in range(len(self._widths) + 1)]
        self._pad_x = min(mm(CELL_PADDING_X), *(w / 4 for w in self._widths)) if self._widths else 0.0
        self._pad_y = mm(table.padding)
        self._rows = table.rows
        self._lead, self._lead_height = self._head(table.has_head)
        if self._lead_height > page_height / 2:  # no head any more: it is printed once, like a row
            self._rows = (Row(tuple(column.head for column in table.columns)), *table.rows)
            self._lead, self._lead_height = self._head(False)
        self._room = page_height - self._lead_height

    def pieces(self, before: float, tail: float = 0.0) -> list[Piece]:
        """The table; `tail` is what a signature right after it needs, so that two rows can go with it."""
        units = [unit for whole in _units(self._rows) for unit in self._fitting(whole)]
        if tail and units and len(units[-1]) > 2 and self._height(units[-1]) + tail > self._room:
            upper, (first, second) = units[-1][:-2], units[-1][-2:]
            units[-1:] = [upper, [_repeating(upper, first), second]]
        if not units:
            return [Piece(self._lead_height, self._lead, before=before)] if self._lead_height else []
        made = [self._piece(unit) for unit in units]
        made[0] = replace(made[0], before=before, opens=True, new_page=self._table.new_page)
        return made

    @property
    def head_height(self) -> float:
        """How tall the head row is."""
        return self._lead_height

    def row_heights(self) -> list[float]:
        """How tall each row is by itself, in order: what a paper that adds its pages up has to know."""
        return [self._height([row]) for row in self._rows]

    def _head(self, named: bool) -> tuple[tuple[Mark, ...], float]:
        total = self._edges[-1]
        top = Rule(0.0, 0.0, total, 0.0)
        if not named:
            return (top,), 0.0
        cells = [
            _Cell(at, tuple(self._setter.lines(self._bold, column.head, self._inner(at))))
            for at, column in enumerate(self._table.columns)
        ]
        height = max(len(cell.lines) for cell in cells) * single(self._bold) + 2 * self._pad_y
        marks: list[Mark] = [top]
        for cell in cells:
            marks += self._text(cell, self._bold, Align.CENTRE, 0.0, height)
        marks += self._grid([height], [[True] * len(cells)], [False])
        return tuple(marks), height

    def _inner(self, column: int, span: int = 1) -> float:
        return self._edges[column + span] - self._edges[column] - 2 * self._pad_x

    def _broken(self, row: Row, column: int) -> tuple[Line, ...]:
        text = row.cells[column] or ""
        width = self._inner(0, len(self._widths)) if row.banner else self._inner(column)
        return tuple(self._setter.lines(self._kind(row), text, width))

    def _kind(self, row: Row) -> Type:
        return self._bold if row.banner or row.strong else self._type

    def _fitting(self, unit: Sequence[Row]) -> Iterator[Sequence[Row]]:
        """The unit, or where a page cannot hold it the parts of it that a page can."""
        if self._height(unit) <= self._room:
            yield unit
            return
        part: list[Row] = []
        for row in unit:
            for slice_ in self._sliced(row):
                if part and self._height([*part, slice_]) > self._room:
                    yield part
                    slice_ = _repeating(part, slice_)  # noqa: PLW2901 (the merged text stands again)
                    part = []
                part.append(slice_)
        if part:
            yield part

    def _sliced(self, row: Row) -> Iterator[Row]:
        """A row taller than a page as several rows, each with the next lines of every cell."""
        most = max(1, math.floor((self._room - 2 * self._pad_y) / single(self._type)))
        broken = [self._broken(row, at) if cell is not None else () for at, cell in enumerate(row.cells)]
        longest = max((len(lines) for lines in broken), default=0)
        if longest <= most:
            yield row
            return
        for start in range(0, longest, most):
            cells = tuple(
                None if cell is None else "\n".join(line.text for line in lines[start : start + most])
                for cell, lines in zip(row.cells, broken, strict=True)
            )
            yield replace(row, cells=cells)

    def _strip(self, unit: Sequence[Row]) -> _Strip:
        heights: list[float] = []
        cells: list[list[_Cell]] = []
        for at, row in enumerate(unit):
            begun: list[_Cell] = []
            for column in range(1 if row.banner else len(self._widths)):
                if at and row.cells[column] is None:
                    continue
                over = 1
                while not row.banner and at + over < len(unit) and _continues(unit[at + over], column):
                    over += 1
                begun.append(_Cell(column, self._broken(row, column), over))
            tallest = max((len(cell.lines) for cell in begun if cell.over == 1), default=1)
            heights.append(tallest * single(self._type) + 2 * self._pad_y)
            cells.append(begun)
        for at, begun in enumerate(cells):
            for cell in begun:
                needed = len(cell.lines) * single(self._type) + 2 * self._pad_y
                heights[at + cell.over - 1] += max(0.0, needed - sum(heights[at : at + cell.over]))
        return _Strip(heights, cells, [row.banner for row in unit], [self._kind(row) for row in unit])

    def _height(self, unit: Sequence[Row]) -> float:
        return sum(self._strip(unit).heights)

    def _piece(self, unit: Sequence[Row]) -> Piece:
        strip = self._strip(unit)
        marks: list[Mark] = []
        closes = [[False] * len(self._widths) for _ in unit]
        top = 0.0
        for at, begun in enumerate(strip.cells):
            for cell in begun:
                height = sum(strip.heights[at : at + cell.over])
                kind = strip.kinds[at]
                align = Align.LEFT if strip.banner[at] else self._table.columns[cell.column].align
                marks += self._text(cell, kind, align, top, height, banner=strip.banner[at])
                closes[at + cell.over - 1][cell.column] = True
            top += strip.heights[at]
        marks += self._grid(strip.heights, closes, strip.banner)
        return Piece(
            top,
            tuple(marks),
            keep=unit[-1].banner,
            lead=self._lead,
            lead_height=self._lead_height,
            lines=len(unit),
        )

    def _text(
        self, cell: _Cell, kind: Type, align: Align, top: float, height: float, *, banner: bool = False
    ) -> tuple[Mark, ...]:
        x = self._edges[cell.column] + self._pad_x
        width = self._inner(0, len(self._widths)) if banner else self._inner(cell.column)
        start = top + (height - len(cell.lines) * single(kind)) / 2
        return stacked(self._setter, kind, cell.lines, Span(x, width), start, align)

    def _grid(
        self, heights: Sequence[float], closes: Sequence[Sequence[bool]], banners: Sequence[bool]
    ) -> Iterator[Mark]:
        """Sides as one line each over rows of the same build; under each row the cells that end there."""
        top = 0.0
        total = self._edges[-1]
        for height, closed, banner in zip(heights, closes, banners, strict=True):
            edges = (0.0, total) if banner else self._edges
            for edge in edges:
                yield Rule(edge, top, edge, top + height)
            top += height
            yield from (Rule(left, top, right, top) for left, right in self._closed(closed, banner=banner))

    def _closed(self, closed: Sequence[bool], *, banner: bool) -> Iterator[tuple[float, float]]:
        """The stretches of a row's lower edge, neighbours joined into one line."""
        if banner or all(closed):
            yield 0.0, self._edges[-1]
            return
        start: int | None = None
        for at, ends in enumerate([*closed, False]):
            if ends and start is None:
                start = at
            elif not ends and start is not None:
                yield self._edges[start], self._edges[at]
                start = None


def _continues(row: Row, column: int) -> bool:
    return not row.banner and row.cells[column] is None


def _units(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows that stay together: the same group, or joined by a merged cell."""
    unit: list[Row] = []
    for row in rows:
        joined = unit and not row.banner and not unit[-1].banner
        same = joined and ((bool(row.group) and row.group == unit[-1].group) or any(c is None for c in row.cells))
        if unit and not same:
            yield unit
            unit = []
        unit.append(row)
    if unit:
        yield unit


def _repeating(part: Sequence[Row], row: Row) -> Row:
    """The row that opens a page in mid-group, with the merged cells it continues written out again."""
    cells = list(row.cells)
    for column, cell in enumerate(cells):
        if cell is None:
            above = (past.cells[column] for past in reversed(part) if past.cells[column] is not None)
            cells[column] = next(above, "")
    return replace(row, cells=tuple(cells))
