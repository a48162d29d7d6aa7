"""An official paper as data: what stands on it and in which component, never where. Writers and the painter draw it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TypeAlias

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.papers import nd30
from ttcs_desktop.papers.chart import Chart


@dataclass(frozen=True, slots=True)
class Page:
    """A4 with its margins in millimetres (khổ giấy, định lề trang)."""

    landscape: bool = False
    top: float = nd30.MARGIN_TOP
    bottom: float = nd30.MARGIN_BOTTOM
    left: float = nd30.MARGIN_LEFT
    right: float = nd30.MARGIN_RIGHT

    @property
    def width(self) -> float:
        """Width of the sheet, mm."""
        return nd30.A4_LONG if self.landscape else nd30.A4_SHORT

    @property
    def height(self) -> float:
        """Height of the sheet, mm."""
        return nd30.A4_SHORT if self.landscape else nd30.A4_LONG

    @property
    def text_width(self) -> float:
        """Width between the side margins, mm."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        """Height between the top and bottom margins, mm."""
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Masthead:
    """Head of page 1 (ô số 1–4). `superior` is empty where there is none; lines are given as they are to be broken.

    `about` is the subject of a letter (công văn, ô 5b), which has no title: "V/v …" below the number.
    """

    agency: tuple[str, ...]
    number_line: str
    place_and_date: str
    superior: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """Tên loại và trích yếu (ô số 5a)."""

    kind: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Addressees:
    """Kính gửi (ô số 9a): one on its line, several as a list."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """Căn cứ ban hành, set in italics; each line carries its own ";" or "."."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Justified body text (ô số 6)."""

    text: str
    indent: bool = True


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 "I. …", 2 "1. …" in bold, 3 "a) …" upright; the text brings its number. Never last on a page."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """Small italic print below a table."""

    text: str


@dataclass(frozen=True, slots=True)
class Large:
    """A centred line of a poster, of `size` points; what follows stays with it."""

    text: str
    size: float
    bold: bool = True


class Align(StrEnum):
    """Where text stands in a cell."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `width` in mm, scaled together with its neighbours if the sum misses the text block."""

    head: str
    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Row:
    """One row. A cell that is None continues the cell above it (merged over rows).

    Consecutive rows with the same `group` stay on one page. A `banner` has one cell over the whole width and stays
    with the row after it. A line feed inside a cell starts a new line. A `strong` row is bold: a sum, a day.
    """

    cells: tuple[str | None, ...]
    group: str = ""
    banner: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; its head row, unless every head is empty, stands again on each page. `size` in points.

    So many lines or rows of what stands before it go to its page with it (`keep_previous`): a table of signatures
    would otherwise stand there alone. 0 for a table that may begin a page. `new_page` begins one in any case.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    size: float = 13.0
    padding: float = nd30.CELL_PADDING_Y
    keep_previous: int = 0
    new_page: bool = False

    @property
    def has_head(self) -> bool:
        """Whether any column is named."""
        return any(column.head for column in self.columns)


@dataclass(frozen=True, slots=True)
class Closing:
    """Nơi nhận and signature side by side (ô số 7, 9b).

    `authority` are the lines above the name ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"); an empty `name`
    leaves it to the pen. At least `keep_previous` lines or rows of the paper go to its page with it.
    """

    recipients: tuple[str, ...]
    authority: tuple[str, ...]
    name: str = ""
    keep_previous: int = 2


@dataclass(frozen=True, slots=True)
class Annex:
    """Starts an annex (Phụ lục) on a page of its own; its pages are numbered by themselves."""

    label: str
    title: str
    origin: str = ""


Block: TypeAlias = (
    Masthead | Title | Addressees | Basis | Paragraph | Heading | Note | Large | Table | Chart | Closing | Annex
)


def kept_before(block: Block | None) -> int:
    """How many lines or rows before a block must stand on its page."""
    return block.keep_previous if isinstance(block, Table | Closing) else 0


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper. `trial` marks every page of a trial folder, `preliminary` every page of figures not yet frozen,
    `reprint` every page of one drawn again with what its signed original bears.

    A paper of a frozen moment carries it in its file as the day it was made, so that it comes out the same bytes again.
    """

    title: str
    blocks: tuple[Block, ...]
    page: Page = Page()
    trial: bool = False
    preliminary: bool = False
    moment: dt.datetime | None = None
    reprint: bool = False
