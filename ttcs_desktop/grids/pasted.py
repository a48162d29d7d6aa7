"""What was copied elsewhere and put on the clipboard: a table as HTML, as text with tabs, or mere text."""

from __future__ import annotations

import csv
import io

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.grids.block import Block, Cell, rectangle
from ttcs_desktop.grids.html import MAX_LETTERS, read_html
from ttcs_desktop.vietnamese.text import nfc, tidy

_LEAST_TABBED = 0.5


@dataclass(frozen=True, slots=True)
class Pasted:
    """The clipboard: its HTML and its plain text, either of which may be empty."""

    html: str = ""
    text: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.html.strip() or self.text.strip())

    def blocks(self) -> tuple[Block, ...]:
        """Its tables, out of the HTML where that has any, otherwise out of text with tabs.

        Raises InvalidInput("file", …) with paste_empty, paste_too_large.
        """
        if self.is_empty:
            raise InvalidInput("file", "paste_empty")
        if len(self.html) > MAX_LETTERS or len(self.text) > MAX_LETTERS:
            raise InvalidInput("file", "paste_too_large")
        return read_html(self.html) or tabbed_table(self.text)


def tabbed_table(text: str) -> tuple[Block, ...]:
    """The one table of a text whose lines have tabs, as Excel copies cells (quotes around several lines)."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines or sum("\t" in line for line in lines) < len(lines) * _LEAST_TABBED:
        return ()
    read = csv.reader(io.StringIO(nfc(text), newline=""), delimiter="\t")
    try:
        rows = [[Cell("\n".join(filter(None, map(tidy, cell.split("\n"))))) for cell in row] for row in read]
    except csv.Error:
        rows = [[Cell(tidy(cell)) for cell in line.split("\t")] for line in nfc(text).splitlines()]
    shaped = rectangle([row for row in rows if row])
    return (Block(1, shaped),) if shaped and len(shaped[0]) > 1 else ()
