"""What stands beside a report: the same period last year, and the unit's report before it, as they were frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.statistics import snapshot as snapshots
from ttcs_desktop.statistics.catalogue import Catalogue, Direction, Template
from ttcs_desktop.statistics.model import Snapshot
from ttcs_desktop.statistics.repository import StatisticsRepository


@dataclass(frozen=True, slots=True)
class Beside:
    """Frozen figures to hold a report against.

    Attributes:
        altered: versions whose bytes are not the frozen ones; nothing of them is used.
    """

    same_period: Mapping[str, Decimal] = field(default_factory=dict)
    last: Snapshot | None = None
    last_counted: Mapping[str, Decimal] = field(default_factory=dict)
    altered: tuple[Snapshot, ...] = ()


def frozen_beside(repository: StatisticsRepository, catalogue: Catalogue, template: Template, year: int) -> Beside:
    """The newest versions of both, as far as they are what was frozen."""
    year_before = repository.snapshots.latest(template.code, year - 1)
    last = last_before(repository, catalogue, template, year)
    found = {one.id: one for one in (year_before, last) if one is not None}
    counted = {id_: snapshots.counted_values(snapshots.read(one.body)) for id_, one in found.items() if one.is_intact}
    return Beside(
        same_period=counted.get(year_before.id, {}) if year_before is not None else {},
        last=last if last is not None and last.is_intact else None,
        last_counted=counted.get(last.id, {}) if last is not None else {},
        altered=tuple(one for one in found.values() if not one.is_intact),
    )


def last_before(
    repository: StatisticsRepository, catalogue: Catalogue, template: Template, year: int
) -> Snapshot | None:
    """The newest version of the report of ours that closed last before this one; None where none was frozen."""
    cut_off = template.window(year).cut_off
    known = ((catalogue.templates.get(code), of_year) for code, of_year in repository.frozen_periods())
    closed = [
        (one.window(of_year).cut_off, one.code, of_year)
        for one, of_year in known
        if one is not None and one.direction is Direction.SEND and one.window(of_year).cut_off < cut_off
    ]
    if not closed:
        return None
    _, code, of_year = max(closed, key=lambda each: each[0])
    return repository.snapshots.latest(code, of_year)
