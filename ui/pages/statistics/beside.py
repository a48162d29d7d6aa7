"""What the figures of a period are held against, read in the job that counts them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from ttcs_desktop.basics.periods import Window
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.statistics.comparing.events import Difference, compare
from ttcs_desktop.statistics.comparing.service import Comparison
from ttcs_desktop.statistics.comparing.sides import Side, frozen_side, living_figures
from ttcs_desktop.statistics.model import Report
from ttcs_desktop.workspace import Workspace
from ui.pages.statistics.contradictions import by_entry, contradictions
from ui.pages.statistics.lines import Line


@dataclass(frozen=True, slots=True)
class Beside:
    """Frozen reports beside the one shown, and what other witnesses say of its records.

    Attributes:
        against: what another witness says, by the record it contradicts.
        last: the unit's report before; same_period: the same one a year ago; None where nothing was frozen.
        since: what the record says otherwise than the newest frozen version of the report itself.
    """

    window: Window | None = None
    against: Mapping[str, str] = field(default_factory=dict)
    last: Side | None = None
    same_period: Side | None = None
    since: Comparison | None = None

    def change(self, line: Line) -> Difference | None:
        """What leads from a year ago to the number of a line, record by record."""
        before = self.same_period
        if before is None or self.window is None:
            return None
        now = Side(before.template, before.template_name, before.year + 1, 0, self.window, living_figures([line.value]))
        return next(iter(compare(before, now)), None)


NOTHING_BESIDE = Beside()


def read_beside(workspace: Workspace, report: Report) -> Beside:
    """Read it; a version that was altered on disk is left out, the report names it."""
    window = report.template.window(report.year)
    year_before = workspace.statistics.latest(report.template.code, report.year - 1)
    latest, statistics = report.latest, workspace.statistics
    intact = year_before is not None and year_before.is_intact
    return Beside(
        window=window,
        against=by_entry(contradictions(workspace.broadcast.log, window)),
        last=frozen_side(report.last) if report.last is not None else None,
        same_period=frozen_side(year_before) if year_before is not None and intact else None,
        since=statistics.reconciling.since_frozen(report) if latest is not None and latest.is_intact else None,
    )
