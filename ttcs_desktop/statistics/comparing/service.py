"""Đối chiếu: which two reports are held against each other, and what the record knows of the days between them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.statistics.catalogue import Nature
from ttcs_desktop.statistics.comparing.events import Difference, Steps, compare
from ttcs_desktop.statistics.comparing.sides import Counted, Key, Side, frozen_side, joined, living_figures
from ttcs_desktop.statistics.model import Report, Snapshot

if TYPE_CHECKING:
    from ttcs_desktop.statistics.reports import Reports

_NAME = re.compile(r"(?P<template>[^/@+]+)/(?P<year>[0-9]{4})(?:@(?P<version>[0-9]+))?(?P<on>\+)?")
_LIVING = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports and what leads from the one to the other."""

    one: Side
    other: Side
    differences: tuple[Difference, ...]

    @property
    def differing(self) -> tuple[Difference, ...]:
        """The indicators that do not say the same."""
        return tuple(one for one in self.differences if not one.is_none)


class Reconciling:
    """Holds reports against each other. A report that was frozen stands as it was frozen, unless told otherwise."""

    def __init__(self, statistics: Reports) -> None:
        self._statistics = statistics

    def named(self, one: str, other: str) -> Comparison:
        """Two reports by name: `184-6T/2026`, a version `…@2`, the record as it is now `…@0`.

        A `+` behind a name (`184-6T/2026+`) adds the days after its cut-off up to the other's.

        Raises:
            InvalidInput: `report_name_unreadable`, `template_unknown`, `nothing_frozen`, `nothing_to_add`.
            EnvironmentProblem: `snapshot_altered`.
        """
        first, first_on = self._side(one)
        second, second_on = self._side(other)
        if first_on:
            first = self.with_days_on(first, second.last_day)
        if second_on:
            second = self.with_days_on(second, first.last_day)
        return self.between(first, second)

    def side(self, template: str, year: int, version: int | None = None) -> Side:
        """A report: of a version, of the newest one (None), or of the record as it is now (0, or nothing frozen).

        Raises:
            InvalidInput: `template_unknown`, `nothing_frozen`.
            EnvironmentProblem: `snapshot_altered`.
        """
        found = self._statistics.versions(template, year) if version != _LIVING else []
        if version is None and found:
            return frozen_side(found[-1])
        if version:
            named = next((one for one in found if one.version == version), None)
            if named is None:
                raise InvalidInput("version", "nothing_frozen")
            return frozen_side(named)
        known = self._statistics.catalogue.template(template)
        window = known.window(year)
        figures = living_figures(self._statistics.values(known, year, window))
        return Side(known.code, known.name, year, _LIVING, window, figures)

    def with_days_on(self, side: Side, last_day: dt.date) -> Side:
        """A report and the days after it, as the record has them now: what two half-years make of a year.

        Raises:
            InvalidInput: `nothing_to_add` when there is no day between.
        """
        if last_day <= side.window.cut_off:
            raise InvalidInput("", "nothing_to_add")
        known = self._statistics.catalogue.template(side.template)
        rest = Window(side.window.cut_off + dt.timedelta(days=1), last_day)
        return joined(side, living_figures(self._statistics.values(known, None, rest)), last_day)

    def between(self, one: Side, other: Side) -> Comparison:
        """What leads from one report to the other."""
        return Comparison(one, other, compare(one, other, self._steps(one, other)))

    def since_frozen(self, report: Report) -> Comparison | None:
        """What the record says otherwise than the newest frozen version of the same report; None for none.

        Raises:
            EnvironmentProblem: `snapshot_altered`.
        """
        if report.latest is None:
            return None
        return self.between(frozen_side(report.latest), self._living(report))

    def since_last(self, report: Report) -> Comparison | None:
        """What leads from the unit's report before this one to this one; None where there was none.

        Raises:
            EnvironmentProblem: `snapshot_altered`.
        """
        last = self._statistics.last_report(report.template.code, report.year)
        return self.between(frozen_side(last), self._living(report)) if last is not None else None

    def versions(self, before: Snapshot, after: Snapshot) -> Comparison:
        """What a correction changed; reads the two versions and nothing else.

        Raises:
            EnvironmentProblem: `snapshot_altered`.
        """
        one, other = frozen_side(before), frozen_side(after)
        return Comparison(one, other, compare(one, other))

    def _living(self, report: Report) -> Side:
        template = report.template
        window = template.window(report.year)
        return Side(template.code, template.name, report.year, _LIVING, window, living_figures(report.values))

    def _side(self, name: str) -> tuple[Side, bool]:
        read = _NAME.fullmatch(name.strip())
        if read is None:
            raise InvalidInput("report", "report_name_unreadable", name=name)
        version = int(read["version"]) if read["version"] is not None else None
        return self.side(read["template"], int(read["year"]), version), bool(read["on"])

    def _steps(self, one: Side, other: Side) -> Steps:
        """The dated states between two cut-offs of every stock that is not the same in both."""
        first, last = sorted((one.last_day, other.last_day))
        if first == last:
            return {}
        wanted = [
            code
            for code, figure in other.figures.items()
            if figure.nature is Nature.STOCK
            and figure.is_sum
            and code in one.figures
            and _needs_days(one.figures[code].records, figure.records, forward=one.last_day == first)
        ]
        catalogue, found = self._statistics.catalogue, {}
        for code in wanted:
            if code in catalogue.indicators:
                steps = walked(self._statistics.stock_reader(code), first, last)
                found[code] = steps if one.last_day == first else [(day, after, before) for day, before, after in steps]
        return found


def _needs_days(before: Iterable[Counted], after: Iterable[Counted], *, forward: bool) -> bool:
    """Whether a record is gone or counts otherwise: one that only came tells its day itself."""
    old, new = _shares(before), _shares(after)
    if not forward:
        old, new = new, old
    return any(new.get(key) != amount for key, amount in old.items())


Read = Callable[[dt.date], Mapping[Key, Counted]]


def walked(read: Read, first: dt.date, last: dt.date) -> list[tuple[dt.date, Counted | None, Counted | None]]:
    """The days after `first` up to `last` on which a stock's records change, found by halving.

    What comes and is gone again between two days on which all is the same leaves no trace; it counts in neither report.
    """
    return _walked(read, first, read(first), last, read(last))


def _walked(
    read: Read,
    first: dt.date,
    at_first: Mapping[Key, Counted],
    last: dt.date,
    at_last: Mapping[Key, Counted],
) -> list[tuple[dt.date, Counted | None, Counted | None]]:
    if _shares(at_first.values()) == _shares(at_last.values()):
        return []
    if (last - first).days == 1:
        keys = dict.fromkeys((*at_first, *at_last))
        pairs = [(at_first.get(key), at_last.get(key)) for key in keys]
        return [(last, old, new) for old, new in pairs if old is None or new is None or old.amount != new.amount]
    middle = first + (last - first) // 2
    at_middle = read(middle)
    return [
        *_walked(read, first, at_first, middle, at_middle),
        *_walked(read, middle, at_middle, last, at_last),
    ]


def _shares(records: Iterable[Counted]) -> dict[Key, object]:
    return {one.key: one.amount for one in records}
