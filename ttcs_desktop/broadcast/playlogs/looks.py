"""What the cells of a column look like, whatever it is called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.playlogs.cells import counts_of, length_of, moment, span_of
from ttcs_desktop.broadcast.playlogs.model import DayOrder, Meaning, Unit
from ttcs_desktop.broadcast.playlogs.words import is_state

MOSTLY = 0.6
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_DATE = re.compile(r"\D*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")


@dataclass(frozen=True, slots=True)
class Look:
    """Shares from 0 to 1 of the cells that hold something; `typical` is the middle of the numbers among them."""

    filled: int
    day: float
    clock: float
    span: float
    length: float
    number: float
    counts: float
    state: float
    words: float
    serial: bool
    typical: float
    distinct: int

    def fits(self, meaning: Meaning) -> bool:
        """Whether a column that looks so can mean this; of an empty one nobody can tell."""
        if not self.filled:
            return meaning not in (Meaning.TITLE, Meaning.DAY, Meaning.START, Meaning.SPAN, Meaning.COUNTS)
        share = {
            Meaning.TITLE: self.words,
            Meaning.DAY: self.day,
            Meaning.START: self.clock,
            Meaning.END: self.clock,
            Meaning.SPAN: self.span,
            Meaning.DURATION: self.length,
            Meaning.COUNTS: self.counts,
            Meaning.OK: self.number,
            Meaning.TOTAL: self.number,
        }.get(meaning, 1.0)
        if meaning in (Meaning.STATE, Meaning.KIND, Meaning.MODE):
            share = 1.0 - max(self.day, self.counts)
        return share >= MOSTLY


def look_of(cells: Iterable[str]) -> Look:
    """How a column looks by some of its cells."""
    held = [cell for cell in cells if cell]
    numbers = sorted(float(cell.replace(",", ".")) for cell in held if _NUMBER.fullmatch(cell))
    whole = [int(number) for number in numbers]
    return Look(
        filled=len(held),
        day=_share(held, has_day),
        clock=_share(held, has_clock),
        span=_share(held, has_span),
        length=_share(held, _is_length),
        number=len(numbers) / len(held) if held else 0.0,
        counts=_share(held, lambda cell: bool(counts_of(cell))),
        state=_share(held, is_state),
        words=_share(held, lambda cell: bool(re.search(r"[^\W\d_]{2}", cell)) and not has_day(cell)),
        serial=len(whole) > 2 and whole == list(range(whole[0], whole[0] + len(whole))),
        typical=numbers[len(numbers) // 2] if numbers else 0.0,
        distinct=len(set(held)),
    )


def is_data(cells: Sequence[str]) -> bool:
    """Whether a row holds a play: a day or an hour beside other cells, whatever the columns are."""
    filled = [cell for cell in cells if cell]
    return (
        len(filled) >= 3 and any(_DATE.match(cell) or ":" in cell for cell in filled) and any(map(_is_moment, filled))
    )


def has_day(cell: str) -> bool:
    """Whether a cell tells a day in either order."""
    return any(_told(cell, order)[0] is not None for order in DayOrder)


def has_clock(cell: str) -> bool:
    """Whether a cell tells an hour."""
    return any(_told(cell, order)[1] is not None for order in DayOrder)


def has_span(cell: str) -> bool:
    """Whether a cell tells a start and an end."""
    return any(span_of(cell, order) is not None for order in DayOrder)


def _is_moment(cell: str) -> bool:
    return has_day(cell) or has_clock(cell) or has_span(cell)


def _told(cell: str, order: DayOrder) -> tuple[object, object]:
    try:
        return moment(cell, order)
    except InvalidInput:
        return None, None


def _is_length(cell: str) -> bool:
    if _NUMBER.fullmatch(cell):
        return True
    try:
        length_of(cell, Unit.SECONDS)
    except InvalidInput:
        return False
    return True


def _share(held: Sequence[str], told: Callable[[str], bool]) -> float:
    return sum(_tells(cell, told) for cell in held) / len(held) if held else 0.0


def _tells(cell: str, told: Callable[[str], bool]) -> bool:
    try:
        return told(cell)
    except InvalidInput:
        return False
