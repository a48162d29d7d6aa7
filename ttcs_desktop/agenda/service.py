"""What the officer is asked first in the morning."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.agenda.deadlines import (
    Deadline,
    deadlines_of_collections,
    deadlines_of_directives,
    deadlines_of_reports,
    deadlines_of_tasks,
)
from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import Airing
from ttcs_desktop.broadcast.service import Broadcast
from ttcs_desktop.collecting.owing import progress
from ttcs_desktop.collecting.repository import CollectingRepository
from ttcs_desktop.directives.model import Directive
from ttcs_desktop.directives.repository import DirectivesRepository
from ttcs_desktop.office.service import Office
from ttcs_desktop.plans.following import Following
from ttcs_desktop.statistics.model import ReportState
from ttcs_desktop.statistics.service import Statistics

# How far back the morning asks; older gaps stand in the checks of the report.
_ASK_BACK_DAYS = 14
_SENT = (ReportState.SUBMITTED, ReportState.PLACED, ReportState.MANUAL)


@dataclass(frozen=True, slots=True)
class Subjects:
    """Whom the agenda asks."""

    office: Office
    following: Following
    directives: DirectivesRepository
    broadcast: Broadcast
    statistics: Statistics
    collections: CollectingRepository


class Agenda:
    """Questions across subjects."""

    def __init__(self, subjects: Subjects, clock: Clock, record_start: dt.date) -> None:
        self._office = subjects.office
        self._following = subjects.following
        self._directives = subjects.directives
        self._broadcast = subjects.broadcast
        self._statistics = subjects.statistics
        self._collections = subjects.collections
        self._clock = clock
        self._record_start = record_start

    def deadlines(self, *, first: dt.date | None = None, days: int = 90) -> list[Deadline]:
        """The radar from a day on (today), the most urgent first."""
        day = first or today(self._clock)
        calendar = self._office.calendar()
        unit = self._office.unit(day)
        templates = list(self._statistics.catalogue.templates.values())
        found = [
            *deadlines_of_tasks(self._following.owing(day), day, days, calendar),
            *deadlines_of_directives(self._waiting(day, days), self._names(), day, calendar),
            *deadlines_of_reports(templates, self._reports_done(day), unit, day, days, calendar, self._record_start),
            *deadlines_of_collections(
                templates, progress(self._collections, day.year - 1), unit, day, days, calendar, self._record_start
            ),
        ]
        return sorted(found, key=lambda deadline: (deadline.last_safe_day, deadline.due, deadline.what))

    def unconfirmed(self) -> tuple[Airing, ...]:
        """Airings of the last two weeks that nobody has confirmed, oldest first."""
        day = today(self._clock)
        return self._broadcast.log.unconfirmed(max(day - dt.timedelta(days=_ASK_BACK_DAYS), self._record_start), day)

    def airings_today(self) -> tuple[Airing, ...]:
        day = today(self._clock)
        return self._broadcast.timetable.days(day, day)

    def _waiting(self, day: dt.date, days: int) -> list[Directive]:
        return self._directives.waiting(day + dt.timedelta(days=days))

    def _names(self) -> dict[str, str]:
        return {person.id: person.name for person in self._office.people()}

    def _reports_done(self, day: dt.date) -> set[tuple[str, int]]:
        """Reports with a verified receipt, or typed into the city's software by hand."""
        done = set()
        for template in self._statistics.catalogue.templates.values():
            for year in (day.year - 1, day.year):
                if self._statistics.state(template.code, year) in _SENT:
                    done.add((template.code, year))
        return done
