"""What a laid-out page consists of: words at a place and straight lines, in the painter's unit (1/100 point)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeAlias

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.papers.nd30 import MM_PER_POINT, Type

UNITS_PER_POINT = 100


def mm(length: float) -> float:
    """Millimetres in the painter's unit."""
    return length / MM_PER_POINT * UNITS_PER_POINT


def pt(length: float) -> float:
    """Points in the painter's unit."""
    return length * UNITS_PER_POINT


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the page's width."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text: left end of its baseline, and what justification adds to every space."""

    x: float
    y: float
    text: str
    type: Type
    stretch: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line with the width of nd30.RULE_WIDTH."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled box with a thin edge; `grey` is how dark, 0 white to 1 black: a paper is printed in black."""

    x: float
    y: float
    width: float
    height: float
    grey: float


Mark: TypeAlias = Words | Rule | Bar


def moved(marks: Iterable[Mark], dy: float) -> tuple[Mark, ...]:
    """The same marks further down by `dy`."""
    return tuple(
        replace(mark, y1=mark.y1 + dy, y2=mark.y2 + dy) if isinstance(mark, Rule) else replace(mark, y=mark.y + dy)
        for mark in marks
    )


def extent(mark: Mark) -> tuple[float, float]:
    """Upper and lower edge of a mark."""
    if isinstance(mark, Words):
        return mark.y - 0.9 * pt(mark.type.size), mark.y + 0.22 * pt(mark.type.size)
    if isinstance(mark, Bar):
        return mark.y, mark.y + mark.height
    return min(mark.y1, mark.y2), max(mark.y1, mark.y2)


@dataclass(frozen=True, slots=True)
class Piece:
    """The smallest part that is never cut: a line of text, a head, a day of rows, the signature.

    `before` is the distance above it, dropped at the top of a page. `keep` binds it to the next piece. `lead` (a
    table's head row, or its top line) stands above the piece where a page begins with it; `opens` draws it anyway.
    `lines` counts the lines or rows it holds. `new_page` begins a page, `new_section` one whose number is 1.
    """

    height: float
    marks: tuple[Mark, ...]
    before: float = 0.0
    keep: bool = False
    lead: tuple[Mark, ...] = ()
    lead_height: float = 0.0
    opens: bool = False
    new_section: bool = False
    new_page: bool = False
    lines: int = 1


@dataclass(frozen=True, slots=True)
class LaidPage:
    """One page: its marks measured from the top left of the text block, its printed number (1 is not printed)."""

    marks: tuple[Mark, ...]
    number: int
