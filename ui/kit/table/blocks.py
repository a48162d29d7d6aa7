"""Blocks of cells on the clipboard, as Excel and Word write them: text with tabs, and an HTML table. Knows no Qt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser

from ttcs_desktop.grids.writing.cells import like_formula

Block = list[list[str]]

_ROW = re.compile(r"<tr[\s>]", re.IGNORECASE)
_LINE_BREAK = re.compile(r"\r\n?")
# Excel quotes a cell only for what is inside; a cell that merely begins with a quotation mark stands as it is.
_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)')
_NEEDS_QUOTES = re.compile(r'[\t\n"]')
_LEADING_NOUGHT = re.compile(r"0\d")
_MOST_SPANNED = 200


def to_tsv(block: Sequence[Sequence[str]]) -> str:
    """Tab-separated text; a cell with a tab, a line break or a quote is quoted as Excel does."""
    return "".join("\t".join(map(_quoted, row)) + "\r\n" for row in block)


def to_html(block: Sequence[Sequence[str]], *, titled: bool = False) -> str:
    """An HTML table of plain cells; with `titled` the first row is one of headings.

    What Excel would reckon with (`=1+1`) or shorten (007) is marked as text.
    """
    rows = []
    for number, row in enumerate(block):
        tag = "th" if titled and number == 0 else "td"
        cells = (f"<{tag}{_format_of(cell)}>{_lines(cell)}</{tag}>" for cell in row)
        rows.append("<tr>" + "".join(cells) + "</tr>")
    return "<table>" + "".join(rows) + "</table>"


def from_clipboard(text: str, html: str) -> Block:
    """The block of a copy that comes as text, as HTML, or as both.

    Text is quicker and keeps what Excel shows. Word breaks a cell of two paragraphs into two lines of text, so where
    the HTML counts other rows than the text does, the HTML is believed.
    """
    block = from_tsv(text)
    rows = len(_ROW.findall(html))
    return block if block and rows in {0, len(block)} else from_html(html) or block


def from_tsv(text: str) -> Block:
    """The cells of tab-separated text; Excel's closing line break makes no row, ragged rows are filled up."""
    lines = _LINE_BREAK.sub("\n", text).removesuffix("\n")
    if not lines:
        return []
    rows: Block = [[]]
    place = 0
    while True:
        quoted = _QUOTED.match(lines, place)
        if quoted is not None and _NEEDS_QUOTES.search(quoted[1]):
            cell, place = quoted[1].replace('""', '"'), quoted.end()
        else:
            end = min(at for at in (lines.find("\t", place), lines.find("\n", place), len(lines)) if at >= 0)
            cell, place = lines[place:end], end
        rows[-1].append(cell.strip())
        if place >= len(lines):
            return _squared(rows)
        if lines[place] == "\n":
            rows.append([])
        place += 1


def from_html(text: str) -> Block:
    """The cells of the first table of an HTML text; [] where it has none. Only text is taken, never a link.

    A cell over several columns or rows stands in the first of them, the others are empty, as in Excel's text.
    """
    reader = _TableReader()
    reader.feed(text)
    return _squared(_unspanned(reader.rows))


class _TableReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[tuple[str, int, int]]] = []
        self._depth = 0
        self._tables = 0
        self._cell: list[str] | None = None
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
            self._tables += 1
        if self._depth != 1 or self._tables != 1:
            return
        if tag == "tr":
            self._close()
            self.rows.append([])
        elif tag in {"td", "th"} and self.rows:
            self._close()
            said = dict(attrs)
            self._cell, self._span = [], (_span(said.get("colspan")), _span(said.get("rowspan")))
        elif tag in {"br", "p", "div", "li"} and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"} and self._depth == 1:
            self._close()
        if tag == "table":
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._cell is not None and self._depth == 1:
            self._cell.append(data.replace("\n", " ").replace("\r", " "))

    def close(self) -> None:
        super().close()
        self._close()

    def _close(self) -> None:
        """End the open cell; browsers and Word leave end tags out."""
        if self._cell is None:
            return
        lines = (" ".join(line.split()) for line in "".join(self._cell).split("\n"))
        self.rows[-1].append(("\n".join(line for line in lines if line), *self._span))
        self._cell = None


def _span(said: str | None) -> int:
    return min(int(said), _MOST_SPANNED) if said and said.isascii() and said.isdigit() and int(said) else 1


def _unspanned(rows: list[list[tuple[str, int, int]]]) -> Block:
    taken: dict[tuple[int, int], str] = {}
    for down, row in enumerate(rows):
        at = 0
        for text, wide, high in row:
            while (down, at) in taken:
                at += 1
            for y in range(down, min(down + high, len(rows))):
                for x in range(at, at + wide):
                    taken[y, x] = ""
            taken[down, at] = text
            at += wide
    widths = [0] * len(rows)
    for down, at in taken:
        widths[down] = max(widths[down], at + 1)
    return [[taken.get((down, at), "") for at in range(wide)] for down, wide in enumerate(widths)]


def _quoted(cell: str) -> str:
    plain = _LINE_BREAK.sub("\n", cell)
    return '"' + plain.replace('"', '""') + '"' if _NEEDS_QUOTES.search(plain) else plain


def _format_of(cell: str) -> str:
    return " style=\"mso-number-format:'\\@'\"" if (like_formula(cell) or _LEADING_NOUGHT.match(cell)) else ""


def _lines(cell: str) -> str:
    return escape(cell).replace("\n", "<br>")


def _squared(rows: Block) -> Block:
    widest = max((len(row) for row in rows), default=0)
    return [row + [""] * (widest - len(row)) for row in rows]
