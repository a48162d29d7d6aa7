"""Receipts that came, by a press or long after it: the tasks that asked for those reports are done."""

from __future__ import annotations

from contextlib import suppress

from ttcs_desktop.basics.changes import NOTHING, Changes
from ttcs_desktop.basics.clock import today
from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.statistics.model import ReportState
from ttcs_desktop.workspace import Workspace


def tick_received(workspace: Workspace) -> Changes:
    """Tick the tasks that a report of this year or the last fulfils, once its genuine receipt is there.

    A task that was ticked for a report is not ticked for it again: the officer may have opened it since. A record that
    takes nothing now is no trouble: the receipts are kept, and the next round with the city asks again.
    """
    statistics, year = workspace.statistics, today(workspace.clock).year
    received = [
        (due, ("statistics", f"{template.code}/{of}"))
        for template in statistics.catalogue.templates.values()
        for of in (year - 1, year)
        if (due := template.due(of)) is not None and statistics.state(template.code, of) is ReportState.SUBMITTED
    ]
    with suppress(EnvironmentProblem):
        return workspace.plans.following.tick_reports(received)
    return NOTHING
