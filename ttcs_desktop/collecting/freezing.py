"""Freezing what agencies reported: what was sent stays as it was sent, whatever comes in later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.collecting import snapshot as snapshots
from ttcs_desktop.collecting.consolidation import consolidate
from ttcs_desktop.collecting.drafting import basis_of
from ttcs_desktop.collecting.forms import form_of
from ttcs_desktop.collecting.model import Collection, Standing
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.office.service import Office
from ttcs_desktop.plans.service import Plans
from ttcs_desktop.statistics.catalogue import Catalogue
from ttcs_desktop.statistics.model import Snapshot
from ttcs_desktop.statistics.repository import SnapshotRows
from ttcs_desktop.statistics.snapshot import read
from ttcs_desktop.statistics.versions import Build, Versions

if TYPE_CHECKING:
    from ttcs_desktop.collecting.snapshot import News

Standings = Callable[[Collection], tuple[Standing, ...]]


class FrozenSums:
    """Versions of what a collection adds up to."""

    def __init__(
        self,
        rows: SnapshotRows,
        ledger: Ledger,
        standings: Standings,
        office: Office,
        plans: Plans,
        catalogue: Catalogue,
        clock: Clock,
    ) -> None:
        self._rows = rows
        self._ledger = ledger
        self._standings = standings
        self._office = office
        self._plans = plans
        self._catalogue = catalogue
        self._clock = clock

    def content(self, collection: Collection) -> dict[str, Any]:
        """What the reports add up to now, as `snapshot.build` tells it."""
        return read(self._build(collection)(0, "", None))

    def versions(self, collection: Collection) -> list[Snapshot]:
        """Every frozen version, the first first."""
        return self._rows.of(collection.template, collection.year)

    def latest(self, collection: Collection) -> Snapshot | None:
        """The newest version; None while nothing is frozen."""
        return self._rows.latest(collection.template, collection.year)

    def news(self, collection: Collection) -> News | None:
        """What came in after the newest version was frozen; None when nothing did, or nothing is frozen."""
        latest = self.latest(collection)
        return snapshots.news(self.content(collection), read(latest.body)) if latest is not None else None

    def freeze(self, collection: Collection) -> Snapshot:
        """Freeze version 1. Pressed again, it is the same version, whatever came in meanwhile.

        Raises:
            InvalidInput: `nothing_reported` while no agency has reported.
        """
        return self._versions.freeze(collection.template, collection.year, self._build(collection))

    def freeze_again(self, collection: Collection, reason: str) -> Snapshot:
        """Freeze version n+1 beside version n, with the reason.

        Raises:
            InvalidInput: `reason_missing`, `nothing_frozen`, `nothing_changed`, `nothing_reported`.
        """
        return self._versions.freeze_again(collection.template, collection.year, reason, self._build(collection))

    @cached_property
    def _versions(self) -> Versions:
        return Versions(self._rows, self._ledger, self._clock, "collecting.freeze", snapshots.same_told)

    def _build(self, collection: Collection) -> Build:
        template = self._catalogue.template(collection.template)

        def build(version: int, reason: str, replaced: Mapping[str, Any] | None) -> bytes:
            whole = consolidate(collection, form_of(template.code), self._standings(collection))
            if version and not any(one.reports for one in whole.standings):
                raise InvalidInput("", "nothing_reported")
            unit = self._office.unit(today(self._clock))
            basis = basis_of(template, collection.year, unit, self._plans.plans())
            return snapshots.build(unit, whole, template, basis, version, reason, replaced)

        return build
