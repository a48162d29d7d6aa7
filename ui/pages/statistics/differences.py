"""What a correction would change: the living record against the newest frozen version."""

from __future__ import annotations

from decimal import Decimal

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.statistics import snapshot as snapshots
from ttcs_desktop.statistics.model import Report, Value


@dataclass(frozen=True, slots=True)
class Difference:
    """One indicator that no longer says what was frozen."""

    value: Value
    frozen: Decimal | None

    @property
    def code(self) -> str:
        return self.value.indicator.code


def differences(report: Report) -> tuple[Difference, ...]:
    """The indicators that changed since the freeze; none while nothing is frozen, or
    where what was frozen was altered on disk: the result says so."""
    if report.latest is None or not report.latest.is_intact:
        return ()
    frozen = snapshots.counted_values(snapshots.read(report.latest.body))
    return tuple(
        Difference(value, frozen.get(value.indicator.code))
        for value in report.values
        if frozen.get(value.indicator.code) != value.counted
    )
