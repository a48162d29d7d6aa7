"""Freezing what agencies reported: what was sent stays as it was sent, whatever comes in later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ttcs_desktop.basics.canonical import Json, canonical_bytes
from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.collecting import snapshot as snapshots
from ttcs_desktop.collecting.consolidation import Consolidation, consolidate
from ttcs_desktop.collecting.drafting import basis_of
from ttcs_desktop.collecting.forms import form_of
from ttcs_desktop.collecting.model import Collection, Standing
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.office.service import Office
from ttcs_desktop.plans.service import Plans
from ttcs_desktop.statistics.catalogue import Catalogue
from ttcs_desktop.statistics.model import Snapshot
from ttcs_desktop.statistics.repository import SnapshotRows
from ttcs_desktop.statistics.snapshot import content_of
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

    def content(self, collection: Collection, whole: Consolidation | None = None) -> dict[str, Any]:
        """What the reports add up to now, as `snapshot.content_of` tells it; `whole` where it is known already."""
        return self._content(collection, whole or self._whole(collection))

    def versions(self, collection: Collection) -> list[Snapshot]:
        """Every frozen version, the first first."""
        return self._rows.of(collection.template, collection.year)

    def latest(self, collection: Collection) -> Snapshot | None:
        """The newest version; None while nothing is frozen."""
        return self._rows.latest(collection.template, collection.year)

    def news(self, collection: Collection, whole: Consolidation | None = None) -> News | None:
        """What came in after the newest version was frozen; None when nothing did, or nothing is frozen."""
        latest = self.latest(collection)
        return snapshots.news(self.content(collection, whole), content_of(latest)) if latest is not None else None

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
        def build(version: int, reason: str, replaced: Mapping[str, Any] | None) -> bytes:
            whole = self._whole(collection)
            if not any(one.reports for one in whole.standings):
                raise InvalidInput("", "nothing_reported")
            return canonical_bytes(self._content(collection, whole, version, reason, replaced))

        return build

    def _whole(self, collection: Collection) -> Consolidation:
        return consolidate(collection, form_of(collection.template), self._standings(collection))

    def _content(
        self,
        collection: Collection,
        whole: Consolidation,
        version: int = 0,
        reason: str = "",
        replaced: Mapping[str, Any] | None = None,
    ) -> dict[str, Json]:
        template = self._catalogue.template(collection.template)
        unit = self._office.unit(today(self._clock))
        basis = basis_of(template, collection.year, unit, self._plans.plans())
        return snapshots.content_of(unit, whole, template, basis, version, reason, replaced)
