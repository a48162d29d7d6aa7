"""Tables of an HTML text that may come from anywhere: nothing it names is loaded, and nothing in it can keep us busy.

`html.parser` rescans what it cannot finish, so it is only given markup that was cut into whole tags before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.grids.block import EMPTY, Block, Cell, Merge, rectangle
from ttcs_desktop.vietnamese.text import tidy

MAX_LETTERS = 4 * 1024 * 1024
MAX_COLUMNS = 63
MAX_CELLS = 200_000
MAX_NESTING = 8
_LONGEST_TAG = 4_000
_CLIPBOARD = re.compile(r"\A\s*Version:[\d.]+\s[^<]*")
_PIECE = re.compile(r"<[^<>]*>|[^<]+|<")
_TAG = re.compile(r"</?[a-zA-Z]")
_UNSEEN = ("script", "style", "head", "title", "xml", "textarea", "template", "noscript", "iframe", "object", "svg")
_BREAKS = frozenset(["br", "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "tr"])
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_VOID = frozenset(["br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base", "source"])


def read_html(text: str) -> tuple[Block, ...]:
    """Every table of an HTML text, as browsers, Word and Excel put it on the clipboard; merges are resolved.

    A header of Windows' clipboard ("Version:0.9 …") is skipped. Tables deeper than `MAX_NESTING` are read as text.
    Raises InvalidInput("file", "paste_too_large").
    """
    if len(text) > MAX_LETTERS:
        raise InvalidInput("file", "paste_too_large")
    reader = _Reader()
    reader.feed(_harmless(_CLIPBOARD.sub("", text, count=1)))
    reader.close()
    reader.finish()
    return tuple(sorted(reader.blocks, key=lambda block: block.table))


def _harmless(text: str) -> str:
    """The same markup without comments, declarations and what is never seen; a stray "<" is a letter."""
    return "".join(_pieces(_without_comments(text)))


def _without_comments(text: str) -> str:
    kept, place = [], 0
    while (start := text.find("<!--", place)) >= 0:
        end = text.find("-->", start + 4)
        kept.append(text[place:start])
        if end < 0:
            return "".join(kept)
        place = end + 3
    return "".join([*kept, text[place:]])


def _pieces(text: str) -> Iterator[str]:
    unseen = ""
    for found in _PIECE.finditer(text):
        piece = found[0]
        is_tag = len(piece) > 1 and piece[0] == "<"
        name = _name(piece) if is_tag else ""
        if unseen:
            unseen = "" if name == f"/{unseen}" else unseen
        elif name in _UNSEEN and not piece.endswith("/>"):
            unseen = name
        elif not is_tag:
            yield piece.replace("<", "&lt;")
        elif _TAG.match(piece) and len(piece) <= _LONGEST_TAG:
            yield piece


def _name(tag: str) -> str:
    found = re.match(r"</?[a-zA-Z][a-zA-Z0-9]*", tag)
    return found[0][1:].lower() if found else ""


@dataclass(slots=True)
class _Open:
    """A table, or the page around all tables, while it is read."""

    number: int
    parent: int | None
    before: tuple[str, ...] = ()
    rows: list[list[tuple[Cell, int]]] = field(default_factory=list)
    parts: list[str] | None = None
    spans: tuple[int, int] = (1, 1)
    seen: int = 0
    heavy: int = 0

    def add(self, text: str, *, bold: bool) -> None:
        if self.parts is not None:
            self.parts.append(text)
            letters = len(text.strip())
            self.seen += letters
            self.heavy += letters if bold else 0

    def end_cell(self) -> None:
        if self.parts is None or not self.rows:
            return
        text = _lines("".join(self.parts))
        down, wide = self.spans
        bold = self.seen > 0 and self.heavy == self.seen
        self.rows[-1].append((Cell(text, col_span=wide, bold=bold), down))
        self.parts, self.seen, self.heavy = None, 0, 0


class _Reader(HTMLParser):
    """Walks the tags; `blocks` are the tables that were closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._tables: list[_Open] = []
        self._outer: list[str] = []
        self._count = self._cells = self._too_deep = self._unseen_depth = 0
        self._unseen = ""
        self._bold_tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        style = given.get("style", "")
        if self._unseen or _HIDDEN.search(style) or tag == "del":
            if tag == (self._unseen or tag) and tag not in _VOID:
                self._unseen = tag
                self._unseen_depth += 1
            return
        if tag in ("b", "strong", "th") or (tag == "span" and _BOLD.search(style)):
            self._bold_tags.append(tag)
        if tag == "table":
            self._begin_table()
        elif self._too_deep:
            self._write(" ")
        elif tag == "tr" and self._tables:
            self._tables[-1].end_cell()
            self._tables[-1].rows.append([])
        elif tag in ("td", "th") and self._tables:
            self._begin_cell(given)
        elif tag in _BREAKS:
            self._write("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            if tag == self._unseen:
                self._unseen_depth -= 1
                self._unseen = tag if self._unseen_depth else ""
            return
        if self._bold_tags and self._bold_tags[-1] == tag:
            self._bold_tags.pop()
        if tag == "table":
            self._end_table()
        elif tag in ("td", "th", "tr") and self._tables and not self._too_deep:
            self._tables[-1].end_cell()
        elif tag in _BREAKS:
            self._write("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._write(re.sub(r"[ \t\r\n\f]+", " ", data), bold=bool(self._bold_tags))

    def finish(self) -> None:
        """Close what the text left open."""
        self._too_deep = 0
        while self._tables:
            self._end_table()

    def _write(self, text: str, *, bold: bool = False) -> None:
        if self._tables:
            self._tables[-1].add(text, bold=bold)
        else:
            self._outer.append(text)

    def _begin_table(self) -> None:
        if len(self._tables) >= MAX_NESTING:
            self._too_deep += 1
            return
        self._count += 1
        parent = self._tables[-1].number if self._tables else None
        before = () if self._tables else tuple(line for line in _lines("".join(self._outer)).split("\n") if line)
        self._outer.clear()
        self._tables.append(_Open(self._count, parent, before))

    def _begin_cell(self, given: dict[str, str]) -> None:
        table = self._tables[-1]
        table.end_cell()
        if not table.rows:
            table.rows.append([])
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise InvalidInput("file", "paste_too_large")
        table.spans = _whole(given.get("rowspan", "")), min(_whole(given.get("colspan", "")), MAX_COLUMNS)
        table.parts = []

    def _end_table(self) -> None:
        if self._too_deep:
            self._too_deep -= 1
            return
        if not self._tables:
            return
        table = self._tables.pop()
        table.end_cell()
        rows = rectangle(_spread(table.rows))
        self.blocks.append(Block(table.number, rows, table.before, table.parent))
        for row in rows if self._tables else ():
            self._write("\n" + " ".join(cell.own_text.replace("\n", " ") for cell in row if cell.own_text) + "\n")


def _spread(rows: list[list[tuple[Cell, int]]]) -> list[list[Cell]]:
    """The cells at their grid positions: each takes the next place that no cell above reaches down to."""
    grid: list[dict[int, Cell]] = [{} for _ in rows]
    taken = 0
    for number, row in enumerate(rows):
        column = 0
        for cell, rows_down in row:
            while column in grid[number]:
                column += 1
            wide, down = min(cell.col_span, MAX_COLUMNS - column), min(rows_down, len(rows) - number)
            taken += wide * down
            if taken > MAX_CELLS:
                raise InvalidInput("file", "paste_too_large")
            if wide <= 0:
                break
            for below in range(down):
                for beside in range(wide):
                    how = Merge.FROM_LEFT if beside else Merge.FROM_ABOVE if below else Merge.OWN
                    grid[number + below].setdefault(column + beside, Cell(cell.text, how, down, wide, cell.bold))
            column += wide
    width = max((max(places, default=-1) + 1 for places in grid), default=0)
    return [[places.get(column, EMPTY) for column in range(width)] for places in grid]


def _whole(text: str) -> int:
    """A span of at least 1; 0 and nonsense count as 1."""
    text = text.strip()
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 6 else 1


def _lines(text: str) -> str:
    lines = (tidy(line) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
