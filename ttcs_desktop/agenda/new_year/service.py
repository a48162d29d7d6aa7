"""What a year needs before it begins: days off, topics, yearly tasks, targets, reports, registers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from enum import StrEnum

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.content.topics.service import Topics
from ttcs_desktop.office.service import Office
from ttcs_desktop.office.year_days import Basis, ProposedDay, proposed_days
from ttcs_desktop.plans.next_year import NextYear
from ttcs_desktop.statistics.following import Targets
from ttcs_desktop.statistics.service import Statistics

OFFERED_FROM = (12, 15)
_OFFERED_UNTIL_MONTH = 1


class Subject(StrEnum):
    """The parts of opening a year, in the order in which they are done."""

    DAYS = "days"
    TOPICS = "topics"
    TASKS = "tasks"
    TARGETS = "targets"
    REPORTS = "reports"
    REGISTERS = "registers"


class Standing(StrEnum):
    """How far a part is: something is to be chosen; all is there; nothing has to be done."""

    OPEN = "open"
    DONE = "done"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: how many are there in the new year, how many could still be taken over, how many are left aside."""

    subject: Subject
    standing: Standing
    there: int = 0
    open: int = 0
    aside: int = 0

    @property
    def id(self) -> str:
        return self.subject.value


@dataclass(frozen=True, slots=True)
class DueReport:
    """A report of the year: its name, the day its figures are read, the last working day it may go."""

    name: str
    cut_off: dt.date
    due: dt.date | None
    last_safe_day: dt.date | None
    basis: str


class NewYear:
    """Asked any number of times: it shows what is done, and doing a part again does nothing again."""

    def __init__(
        self, office: Office, topics: Topics, tasks: NextYear, targets: Targets, statistics: Statistics, clock: Clock
    ) -> None:
        self._office, self._topics, self._tasks = office, topics, tasks
        self._targets, self._statistics, self._clock = targets, statistics, clock

    def year(self) -> int:
        """The year that is opened now: the next one in the last quarter, this one otherwise."""
        day = today(self._clock)
        return day.year + 1 if day.month >= 10 else day.year

    def is_offered(self) -> bool:
        """Whether Hôm nay speaks of it: from 15/12 to the end of January, while something is open."""
        day = today(self._clock)
        if (day.month, day.day) < OFFERED_FROM and day.month > _OFFERED_UNTIL_MONTH:
            return False
        year = self.year()
        asked = (self._days_part, self._topics_part, self._tasks_part)  # nothing else can be open; targets take long
        return any(part(year).standing is Standing.OPEN for part in asked)

    def parts(self, year: int) -> tuple[Part, ...]:
        """Every part of a year as it stands."""
        return (
            self._days_part(year),
            self._topics_part(year),
            self._tasks_part(year),
            self._targets_part(year),
            Part(Subject.REPORTS, Standing.NOTHING, there=len(self.reports(year))),
            Part(Subject.REGISTERS, Standing.NOTHING),
        )

    def days(self, year: int) -> list[tuple[ProposedDay, bool]]:
        """The days of a year, and whether the record has a word for each already."""
        known = {holiday.day for holiday in self._office.holidays()}
        return [(one, one.basis is Basis.BUILT_IN or one.day in known) for one in proposed_days(year)]

    def take_days(self, year: int, days: Collection[dt.date]) -> Changes:
        """Write chosen days of a year down, as one action; a day that has a word already keeps it."""
        from ttcs_desktop.agenda.new_year.wording import DAY_NAMES  # noqa: PLC0415  the wording knows this module

        known = {one.day: DAY_NAMES[one.name] for one in proposed_days(year) if one.basis is not Basis.BUILT_IN}
        return self._office.take_days({day: known[day] for day in days if day in known})

    def earlier_topics(self, year: int) -> int | None:
        """The newest year before with a list of topics."""
        return next((known for known in self._topics.years() if known < year), None)

    def reports(self, year: int) -> list[DueReport]:
        """The reports that this unit owes or collects in a year, by the days of the templates that hold today."""
        unit, calendar = self._office.unit(today(self._clock)), self._office.calendar()
        found = []
        for one in self._statistics.catalogue.templates.values():
            if one.concerns(unit.code, unit.province_code):
                due = one.due(year)
                safe = calendar.last_safe_day(due, strict=True) if due else None
                found.append(DueReport(one.name, one.window(year).cut_off, due, safe, one.basis_short))
        return sorted(found, key=lambda one: one.cut_off)

    def _days_part(self, year: int) -> Part:
        days = [(one, there) for one, there in self.days(year) if one.basis is not Basis.BUILT_IN]
        written = sum(holiday.day.year == year for holiday in self._office.holidays())
        left = sum(not there for one, there in days if one.basis is not Basis.AWAITED)
        waiting = sum(not there for one, there in days if one.basis is Basis.AWAITED)
        return Part(Subject.DAYS, Standing.OPEN if left else Standing.DONE, written, left, waiting)

    def _topics_part(self, year: int) -> Part:
        there, source = self._topics.count(year), self.earlier_topics(year)
        left = sum(not one.there for one in self._topics.copyable(source, year)) if source else 0
        standing = Standing.DONE if there else Standing.OPEN if left else Standing.NOTHING
        return Part(Subject.TOPICS, standing, there, left)

    def _tasks_part(self, year: int) -> Part:
        tasks = self._tasks.tasks(year)
        left = sum(not one.there for one in tasks.ending)
        there = len(tasks.going_on) + len(tasks.ending) - left
        standing = Standing.OPEN if left else Standing.DONE if there else Standing.NOTHING
        return Part(Subject.TASKS, standing, there, left, len(tasks.unfinished))

    def _targets_part(self, year: int) -> Part:
        bound = [one for one in self._targets.year(year) if one.applies]
        own = sum(one.level is not None for one in bound)
        return Part(Subject.TARGETS, Standing.NOTHING, len(bound), 0, own)
