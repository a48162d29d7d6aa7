"""What a table is made of, as data: columns over dataclasses, groups of rows, edits. Knows no Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, TypeVar

from ttcs_desktop.vietnamese.text import sort_key
from ttcs_desktop.vietnamese.typed import format_date, format_number
from ui.kit.chips import Status

R = TypeVar("R")


class Align(Enum):
    """Where a cell's text stands; numbers stand at the right."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Look:
    """How one cell differs from its neighbours: tokens of ink and ground, weight, a line below or through, an icon."""

    ink: str = ""
    ground: str = ""
    bold: bool = False
    underline: bool = False
    icon: str = ""
    struck: bool = False


PLAIN_LOOK = Look()


@dataclass(frozen=True)  # no slots: on Python 3.11 `Column[Row](...)` cannot be called with them
class Column(Generic[R]):
    """One column. `value` takes a row's fact; a `Status` is drawn as icon and word, numbers and dates as usual.

    `width` in design pixels, 0 for the one elastic column. A column with `parse` can be typed into: it turns text into
    a value or raises InvalidInput; `parse_in` does so where the reading depends on the row. `editable` may close single
    cells. `second` is the second line of 44 high rows; a column that `wraps` goes on there with its own words.
    """

    title: str
    value: Callable[[R], object]
    width: int = 0
    align: Align = Align.LEFT
    shown: Callable[[R], str] | None = None
    second: Callable[[R], str] | None = None
    look: Callable[[R], Look] | None = None
    tip: Callable[[R], str] | None = None
    parse: Callable[[str], object] | None = None
    parse_in: Callable[[R, str], object] | None = None
    editable: Callable[[R], bool] | None = None
    sort: Callable[[R], Any] | None = None
    wraps: bool = False

    def text(self, row: R) -> str:
        """The words of the cell."""
        return self.shown(row) if self.shown is not None else written(self.value(row))

    def can_edit(self, row: R) -> bool:
        """Whether this cell can be typed into."""
        return self.takes_input() and (self.editable is None or self.editable(row))

    def takes_input(self) -> bool:
        """Whether any cell of the column can be typed into."""
        return self.parse is not None or self.parse_in is not None

    def read(self, row: R, text: str) -> object:
        """The value a text means in a row's cell. Raises InvalidInput as `parse`, or KeyError for a column of none."""
        if self.parse_in is not None:
            return self.parse_in(row, text)
        if self.parse is None:
            raise KeyError(self.title)
        return self.parse(text)

    def order(self, row: R) -> tuple[Any, ...]:
        """The sort key of the cell: empty cells last, words in Vietnamese order."""
        value = self.sort(row) if self.sort is not None else self.value(row)
        if isinstance(value, Status):
            value = value.word
        if value is None or value == "":
            return (2, "")
        return (1, sort_key(value)) if isinstance(value, str) else (0, value)


def written(value: object) -> str:
    """A fact in office writing."""
    if value is None:
        return ""
    if isinstance(value, Status):
        return value.word
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, (int, Decimal)):
        return format_number(value)
    if isinstance(value, dt.date):
        return format_date(value)
    return str(value)


@dataclass(frozen=True)  # no slots: on Python 3.11 `Group[Row](...)` cannot be called with them
class Group(Generic[R]):
    """Rows under one heading that folds; at its right a note such as "1/4 xong", a share from 0 to 1, or a status."""

    id: str
    title: str
    rows: tuple[R, ...]
    note: str = ""
    share: float | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell typed or pasted: `old` and `new` are values, not texts."""

    row: Any
    column: int
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class EditCommand:
    """What the page saves as one step and can take back as one step: one typed cell, or a pasted block."""

    edits: tuple[Edit, ...]
    pasted: bool = False
