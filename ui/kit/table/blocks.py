"""Blocks of cells on the clipboard, as Excel and Word write them: text with tabs, and an HTML table. Knows no Qt."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser

Block = list[list[str]]


def to_tsv(block: Sequence[Sequence[str]]) -> str:
    """Tab-separated text; a cell with a tab, a line break or a quote is quoted as Excel does."""
    out = io.StringIO()
    csv.writer(out, dialect="excel-tab", lineterminator="\r\n").writerows(block)
    return out.getvalue()


def to_html(block: Sequence[Sequence[str]]) -> str:
    """An HTML table of plain cells."""
    rows = ("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in block)
    return "<table>" + "".join(rows) + "</table>"


def from_tsv(text: str) -> Block:
    """The cells of tab-separated text; Excel's closing line break makes no row, ragged rows are filled up."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not lines:
        return []
    rows = list(csv.reader(io.StringIO(lines, newline=""), dialect="excel-tab"))
    return _squared([[cell.strip() for cell in row] or [""] for row in rows])


def from_html(text: str) -> Block:
    """The cells of the first table of an HTML text; [] where it has none. Only text is taken, never a link."""
    reader = _TableReader()
    reader.feed(text)
    return _squared(reader.rows)


class _TableReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: Block = []
        self._depth = 0
        self._tables = 0
        self._in_cell = False

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
            self._tables += 1
        if self._depth != 1 or self._tables != 1:
            return
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"} and self.rows:
            self.rows[-1].append("")
            self._in_cell = True
        elif tag in {"br", "p"} and self._in_cell and self.rows[-1][-1].strip():
            self.rows[-1][-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._depth -= 1
        elif tag in {"td", "th"} and self._in_cell:
            self._in_cell = False
            lines = (" ".join(line.split()) for line in self.rows[-1][-1].split("\n"))
            self.rows[-1][-1] = "\n".join(line for line in lines if line)

    def handle_data(self, data: str) -> None:
        if self._in_cell and self._depth == 1:
            self.rows[-1][-1] += data.replace("\n", " ")


def _squared(rows: Block) -> Block:
    widest = max((len(row) for row in rows), default=0)
    return [row + [""] * (widest - len(row)) for row in rows]
