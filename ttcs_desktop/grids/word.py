"""Tables of a Word file (.docx) as blocks, in document order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ttcs_desktop.grids.block import EMPTY, Block, Cell, Merge, rectangle
from ttcs_desktop.grids.container import Container, read_bytes
from ttcs_desktop.grids.markup import Element, attribute, child, inside, is_on, local, run_text, whole
from ttcs_desktop.grids.numbering import Numbering
from ttcs_desktop.vietnamese.text import tidy

MAX_COLUMNS = 63  # Word's own limit; a larger span is a damaged or hostile file
_MAX_NESTING = 8


def read_word(path: Path) -> tuple[Block, ...]:
    """Every table of the file, nested ones right after the table that holds them.

    Raises InvalidInput("file", …) with file_empty, file_too_large, file_encrypted, file_old_word, file_old_excel,
    file_pdf, file_rich_text, file_not_word, file_damaged, file_bomb or file_hostile, and
    EnvironmentProblem("file_unreadable").
    """
    return word_tables(Container(read_bytes(path)))


def word_tables(container: Container) -> tuple[Block, ...]:
    """Every table of an opened file. Tracked insertions count, deletions do not; automatic numbers become text."""
    numbering = Numbering(container.sibling("numbering"), container.sibling("styles"))
    reader = _Reader(numbering)
    body = child(container.document(), "body")
    if body is not None:
        reader.read(body, None, 0)
    return tuple(sorted(reader.blocks, key=lambda block: block.table))


class _Reader:
    def __init__(self, numbering: Numbering) -> None:
        self.blocks: list[Block] = []
        self._numbering = numbering
        self._count = 0

    def read(self, parent: Element, owner: int | None, depth: int) -> list[str]:
        """The lines of `parent`'s paragraphs; its tables are added to `blocks` and their text is among the lines."""
        lines: list[str] = []
        before = 0
        for element in inside(parent, "p", "tbl"):
            if local(element) == "p":
                lines.extend(self.lines_of(element))
            elif depth < _MAX_NESTING:
                titles = tuple(line for line in lines[before:] if line)
                lines.extend(self._table(element, titles, owner, depth + 1))
                before = len(lines)
        return lines

    def rows_of(self, table: Element) -> list[str]:
        """A table at the top of the file as lines."""
        return self._table(table, (), None, 1)

    def lines_of(self, element: Element) -> list[str]:
        """A paragraph as lines, its number in front."""
        lines = [tidy(line) for line in run_text(element).split("\n")]
        label = self._numbering.label(element)
        if label:
            lines[0] = tidy(f"{label} {lines[0]}")
        return lines

    def _table(self, table: Element, before: tuple[str, ...], owner: int | None, depth: int) -> list[str]:
        self._count += 1
        number = self._count
        rows: list[list[Cell]] = []
        for row in inside(table, "tr"):
            if child(row, "trPr", "del") is None:
                rows.append(self._row(row, rows[-1] if rows else [], number, depth))
        shaped = rectangle(_with_row_spans(rows))
        self.blocks.append(Block(number, shaped, before, owner))
        return [" ".join(cell.own_text.replace("\n", " ") for cell in row if cell.own_text) for row in shaped]

    def _row(self, row: Element, above: list[Cell], number: int, depth: int) -> list[Cell]:
        cells: list[Cell] = [EMPTY] * min(whole(row, "trPr", "gridBefore"), MAX_COLUMNS)
        for element in inside(row, "tc"):
            properties = child(element, "tcPr")
            span = min(max(whole(properties, "gridSpan", default=1), 1), MAX_COLUMNS) if properties is not None else 1
            column = len(cells)
            if column + span > MAX_COLUMNS:
                break
            text = "\n".join(line for line in self.read(element, number, depth) if line)
            cell = Cell(text, Merge.OWN, 1, span, bold=_is_bold(element))
            if _continues(properties, "hMerge") and cells:
                cells.append(_covered(cells[-1], Merge.FROM_LEFT))
                continue
            if _continues(properties, "vMerge") and column < len(above):
                origin = above[column]
                kept = origin if not text or text == origin.text else Cell(f"{origin.text}\n{text}".strip())
                cell = Cell(kept.text, Merge.FROM_ABOVE, 1, span, kept.bold)
            cells.append(cell)
            cells.extend([_covered(cell, Merge.FROM_LEFT)] * (span - 1))
        return cells


class LineReader:
    """Reads a file's paragraphs and tables one after the other as lines, for who wants its text and not its cells."""

    def __init__(self, numbering: Numbering) -> None:
        self._reader = _Reader(numbering)

    def paragraph(self, element: Element) -> list[str]:
        """The lines of a paragraph with its number; one empty line for an empty paragraph."""
        return self._reader.lines_of(element)

    def table(self, element: Element) -> list[str]:
        """A line for each row of a table."""
        return self._reader.rows_of(element)


def _continues(properties: Element | None, name: str) -> bool:
    mark = child(properties, name) if properties is not None else None
    return mark is not None and attribute(mark, "val") in ("", "continue")


def _covered(cell: Cell, how: Merge) -> Cell:
    return Cell(cell.text, how, cell.row_span, cell.col_span, cell.bold)


def _with_row_spans(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The same rows with `row_span` filled in where a cell is carried on below."""
    spans: dict[int, int] = {}
    done: list[list[Cell]] = []
    for row in reversed(rows):
        counted: dict[int, int] = {}
        spanned = []
        for column, cell in enumerate(row):
            if cell.merge is Merge.FROM_ABOVE:
                counted[column] = spans.get(column, 0) + 1
                spanned.append(cell)
            elif cell.merge is Merge.OWN and cell is not EMPTY:
                spanned.append(Cell(cell.text, cell.merge, 1 + spans.get(column, 0), cell.col_span, cell.bold))
            else:
                spanned.append(cell)
        spans = counted
        done.append(spanned)
    return list(reversed(done))


def _is_bold(cell: Element) -> bool:
    """Every run with visible letters is bold; an empty cell is not."""
    seen = False
    for run in _runs(cell):
        if run_text(run).strip():
            seen = True
            if not is_on(child(run, "rPr"), "b"):
                return False
    return seen


def _runs(cell: Element) -> Iterator[Element]:
    for paragraph in inside(cell, "p"):
        yield from inside(paragraph, "r")
