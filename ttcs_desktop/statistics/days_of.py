"""Facts that figures count and no table holds, as plain records: for a recount by another program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.broadcast.time_rules import shipped_rules
from ttcs_desktop.ledger.counted.repository import Outgoing
from ttcs_desktop.office.service import Office
from ttcs_desktop.plans.following import Following
from ttcs_desktop.plans.kept import periods_due
from ttcs_desktop.statistics.reports import Reports
from ttcs_desktop.statistics.timeliness import days_due, sent_on


class DaysOf:
    """What is due on which day and what came of it; the sets of rules; what goes to the city."""

    def __init__(
        self,
        following: Following,
        reports: Callable[[], Reports],
        office: Office,
        outgoing: Outgoing,
        clock: Clock,
    ) -> None:
        self._following = following
        self._reports = reports
        self._office = office
        self._outgoing = outgoing
        self._clock = clock

    def tasks(self, window: Window) -> list[dict[str, Any]]:
        """Every period of a task that is due in the window."""
        return [
            {
                "id": period.said.id,
                "task_id": task.id,
                "period": period.key,
                "due": period.due.isoformat() if period.due else None,
                "strict": period.strict,
                "state": period.state.value,
                "done_on": period.said.done_on.isoformat() if period.said.done_on else None,
                "today": today(self._clock).isoformat(),
            }
            for task, period in periods_due(self._following, window)
        ]

    def reports(self, window: Window) -> list[dict[str, Any]]:
        """Every report that the unit owes by a day of the window; `sent_on` is null while it was not sent."""
        reports, found = self._reports(), []
        for template, year, due in days_due(reports, self._office, window):
            sent = sent_on(reports, template.code, year)
            found.append(
                {
                    "id": f"{template.code}/{year}",
                    "template": template.code,
                    "year": year,
                    "before": due.isoformat(),
                    "sent_on": sent.isoformat() if sent else None,
                    "today": today(self._clock).isoformat(),
                }
            )
        return found

    def rule_sets(self) -> list[dict[str, Any]]:
        """The sets of rules on hours that a choice may name."""
        return [
            {
                "id": one.code,
                "sessions": one.sessions,
                "minutes": one.minutes,
                "relay": one.relay,
                "weekdays": sorted(one.weekdays),
                "earliest": {session.value: at.isoformat() for session, at in one.earliest.items()},
            }
            for one in shipped_rules().values()
        ]

    def sending(self) -> list[dict[str, Any]]:
        """What goes to the city, without its bytes."""
        return self._outgoing.all()
