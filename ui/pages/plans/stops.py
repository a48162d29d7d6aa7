"""The places of a review grid that keep an annex from being taken in, in the order they are walked. No widget."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import IntEnum

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.plans.doubt import Doubt
from ui.pages.plans.review import ReviewRow


class Cell(IntEnum):
    """The columns, left to right; up to TIME as written, from NAME on as understood."""

    NUMBER = 0
    TEXT = 1
    LEAD = 2
    TIME = 3
    NAME = 4
    LEAD_READ = 5
    PARTNERS = 6
    TIME_READ = 7
    DUE = 8


SOURCE_OF_RESULT = {
    Cell.NAME: Cell.TEXT,
    Cell.LEAD_READ: Cell.LEAD,
    Cell.PARTNERS: Cell.LEAD,
    Cell.TIME_READ: Cell.TIME,
}
RESULT_OF_SOURCE = {Cell.TEXT: Cell.NAME, Cell.LEAD: Cell.LEAD_READ, Cell.TIME: Cell.TIME_READ}
_RESULT_OF_FIELD = {
    "": Cell.NAME,
    "text": Cell.NAME,
    "group": Cell.NAME,
    "lead": Cell.LEAD_READ,
    "with": Cell.PARTNERS,
    "when": Cell.TIME_READ,
}


def result_cell(doubt_field: str) -> Cell:
    """The cell at the right where a doubt of a field is mended."""
    return _RESULT_OF_FIELD[doubt_field]


@dataclass(frozen=True, slots=True)
class Stop:
    """One such place: an open doubt, or (None) a cell typed wrong. `at` is its row's number and its column."""

    at: tuple[int, int]
    row: ReviewRow
    doubt: Doubt | None

    @property
    def cell(self) -> Cell:
        return Cell(self.at[1])


def stops_of(rows: Sequence[ReviewRow], bad: Collection[tuple[ReviewRow, int]]) -> list[Stop]:
    """All of them, in the order of the annex and within a row from left to right. `bad` are cells typed wrong.

    A cell that was typed wrong has to be mended first; the doubt that was there is not asked as well.
    """
    typed = [Stop((number, column), row, None) for number, row in enumerate(rows) for one, column in bad if one is row]
    taken = {stop.at for stop in typed}
    doubts = [
        Stop((number, result_cell(doubt.field)), row, doubt)
        for number, row in enumerate(rows)
        for doubt in row.open
        if (number, result_cell(doubt.field)) not in taken
    ]
    return sorted(doubts + typed, key=lambda stop: stop.at)


def stop_at(stops: Sequence[Stop], row: ReviewRow | None, column: int) -> Stop | None:
    """What is open in a cell, or else first in its row."""
    mine = [stop for stop in stops if stop.row is row]
    return next((stop for stop in mine if stop.at[1] == column), mine[0] if mine else None)


def next_stop(stops: Sequence[Stop], here: tuple[int, int]) -> Stop | None:
    """The next one after a row's number and a column; after the last comes the first again."""
    return next((stop for stop in stops if stop.at > here), stops[0] if stops else None)
