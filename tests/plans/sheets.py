"""The rows of `annexes.py` as an Excel sheet, as clipboard HTML and as text with tabs."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from tests.grids.workbooks import BOLD, Content, Number, Raw, letters, sheet, write_workbook
from tests.plans.annexes import DOWN, WIDE, Bold, Row

Titles = Sequence[str]


def sheet_of(rows: Sequence[Row | Sequence[object]], titles: Titles = ()) -> str:
    """A sheet with `titles` in its first rows, each merged over the table."""
    width = max(len(row) for row in rows)
    laid: list[Sequence[object]] = [*((title, *[WIDE] * (width - 1)) for title in titles), *rows]
    cells = [[_content(cell) for cell in row] for row in laid]
    return sheet(cells, [_reference(*spot) for spot in _merges(laid)])


def write_sheet(path: Path, rows: Sequence[Row | Sequence[object]], titles: Titles = (), name: str = "Phụ lục") -> Path:
    return write_workbook(path, {name: sheet_of(rows, titles)})


def markup_of(rows: Sequence[Row | Sequence[object]], titles: Titles = ()) -> str:
    """The table as Word puts it on the clipboard."""
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in _merges(rows)}
    text = "".join(f"<p class=MsoNormal>{escape(title)}</p>" for title in titles)
    text += "<table class=MsoTableGrid>"
    for top, row in enumerate(rows):
        text += "<tr>"
        for left, cell in enumerate(row):
            if cell is WIDE or cell is DOWN:
                continue
            down, wide = spans.get((top, left), (1, 1))
            written = escape(cell.text if isinstance(cell, Bold) else str(cell)).replace("\n", "</p><p>")
            written = f"<b>{written}</b>" if isinstance(cell, Bold) else written
            text += f"<td rowspan={down} colspan={wide}><p>{written}<o:p></o:p></p></td>"
        text += "</tr>"
    return f"<html><body><!--StartFragment-->{text}</table><!--EndFragment--></body></html>"


def tabs_of(rows: Sequence[Row | Sequence[object]]) -> str:
    """The table as Excel puts it on the clipboard as text; what a merge covers is empty."""
    return "\r\n".join("\t".join(_quoted(cell) for cell in row) for row in rows) + "\r\n"


def _quoted(cell: object) -> str:
    text = cell.text if isinstance(cell, Bold) else "" if cell is WIDE or cell is DOWN else str(cell)
    return f'"{text}"' if "\n" in text else text


def _content(cell: object) -> Content:
    if cell is WIDE or cell is DOWN:
        return None
    if isinstance(cell, Bold):
        return Raw(f't="inlineStr" s="{BOLD}"', f"<is><t>{escape(cell.text)}</t></is>")
    return cell if isinstance(cell, int | Number | Raw) else str(cell)


def _merges(rows: Sequence[Sequence[object]]) -> list[tuple[int, int, int, int]]:
    """Top, left, bottom, right of every merged cell."""
    found = []
    for top, row in enumerate(rows):
        for left, cell in enumerate(row):
            if cell is WIDE or cell is DOWN:
                continue
            right, bottom = left, top
            while right + 1 < len(row) and row[right + 1] is WIDE:
                right += 1
            while bottom + 1 < len(rows) and len(rows[bottom + 1]) > left and rows[bottom + 1][left] is DOWN:
                bottom += 1
            if (right, bottom) != (left, top):
                found.append((top, left, bottom, right))
    return found


def _reference(top: int, left: int, bottom: int, right: int) -> str:
    return f"{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"
