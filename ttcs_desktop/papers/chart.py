"""A chart as data: what stands in it, and the even steps of its axis. Screen and paper draw it each in its own way."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_CEILING, Decimal

from ttcs_desktop.basics.values import dataclass

_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
_LINES = 5  # of the grid, at most


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers over the labels of a chart; None is no number, never zero."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers side by side.

    Attributes:
        decimals: digits after the comma, for the numbers of every series.
        labels: what the numbers belong to: months, sources, clusters.
        series: one or two, the newer first; each as long as `labels`.
        lying: bars that lie, for labels that are words; else columns.
        most: where the axis ends at the latest, 100 for a share; None where numbers may be of any size.
        note: what a reader has to know of the numbers.
    """

    title: str
    unit: str
    decimals: int
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    lying: bool = False
    most: Decimal | None = None
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether no number is known."""
        return all(value is None for one in self.series for value in one.values)

    def step(self) -> Decimal:
        """The distance of two lines of the grid: 1, 2 or 5 of some power of ten; whole where the numbers are."""
        top = self._highest()
        rough = top / _LINES
        power = Decimal(10) ** rough.adjusted() if rough else Decimal(1)
        step = next(power * one for one in _STEPS if power * one >= rough)
        return max(step, Decimal(1)) if not self.decimals else step

    def top(self) -> Decimal:
        """Where the axis ends: the first line of the grid that no number passes."""
        step, highest = self.step(), self._highest()
        lines = (highest / step).to_integral_value(ROUND_CEILING)
        return max(lines, Decimal(1)) * step

    def ticks(self) -> tuple[Decimal, ...]:
        """The lines of the grid, from zero up."""
        step, top = self.step(), self.top()
        return tuple(step * at for at in range(int(top / step) + 1))

    def _highest(self) -> Decimal:
        highest = max(_known(self.series), default=Decimal(0))
        return self.most if self.most is not None and highest <= self.most else highest


def _known(series: Iterable[Series]) -> Iterable[Decimal]:
    return (value for one in series for value in one.values if value is not None)
