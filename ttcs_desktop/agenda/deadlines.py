"""The radar: every date the office owes something on, with the last day that is still in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from ttcs_desktop.agenda import wording
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.collecting.owing import Progress
from ttcs_desktop.directives.model import Directive
from ttcs_desktop.directives.wording import deadline_source, named
from ttcs_desktop.office.model import Unit, WorkingCalendar
from ttcs_desktop.plans.followed import OVERDUE_SHOWN, FollowedTask
from ttcs_desktop.statistics.catalogue import Direction, Template


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing owed (hạn).

    Attributes:
        due: the day the paper names; with `strict` ("trước ngày") that day itself is too late.
        last_safe_day: the last working day in time.
        days_left: working days from today to it; negative when it has passed. 0 on the days off between it and a named
            day that is still to come: nothing is late before its own day is over.
        subject, id: the record to open.
        period: of a task, which of its periods is owed.
    """

    subject: str
    id: str
    what: str
    due: dt.date
    strict: bool
    last_safe_day: dt.date
    days_left: int
    source: str
    period: str = ""

    @property
    def is_overdue(self) -> bool:
        return self.days_left < 0

    def has_passed(self, today: dt.date) -> bool:
        """Whether the last day in time has gone by; of a strict one also on the days off after it."""
        return self.last_safe_day < today and (self.strict or self.due < today)

    def is_on_days_off(self, today: dt.date) -> bool:
        """Whether only days off are left until the named day is over."""
        return self.last_safe_day < today and not self.has_passed(today)

    def is_this_week(self, today: dt.date) -> bool:
        """Whether its last day in time is today or later in this week."""
        return not self.has_passed(today) and self.last_safe_day.isocalendar()[:2] == today.isocalendar()[:2]


@dataclass(frozen=True, slots=True)
class DueCounts:
    """How many tasks, reports and directives are owed this week, and how many of each are late; each counted once."""

    tasks_this_week: int
    reports_this_week: int
    tasks_overdue: int
    reports_overdue: int
    directives_this_week: int = 0
    directives_overdue: int = 0


def due_counts(deadlines: Iterable[Deadline], today: dt.date) -> DueCounts:
    """What the pages say in figures of the deadlines they show."""
    week: set[tuple[str, str]] = set()
    late: set[tuple[str, str]] = set()
    for one in deadlines:
        if one.has_passed(today):
            late.add((one.subject, one.id))
        elif one.is_this_week(today):
            week.add((one.subject, one.id))
    return DueCounts(
        _of(week, "plans"),
        len(week) - _of(week, "plans") - _of(week, "directives"),
        _of(late, "plans"),
        len(late) - _of(late, "plans") - _of(late, "directives"),
        _of(week, "directives"),
        _of(late, "directives"),
    )


def _of(found: set[tuple[str, str]], wanted: str) -> int:
    return sum(subject == wanted for subject, _ in found)


def deadlines_of_tasks(
    tasks: Iterable[FollowedTask], today: dt.date, days: int, calendar: WorkingCalendar
) -> Iterator[Deadline]:
    """The due days of open periods of tasks: what was missed lately, and what comes within `days`."""
    for followed in tasks:
        for period in followed.owed(today, today + dt.timedelta(days=days)):
            if period.due is None:
                continue
            safe = calendar.last_safe_day(period.due, strict=period.strict)
            yield Deadline(
                "plans",
                followed.task.id,
                followed.task.text,
                period.due,
                period.strict,
                safe,
                _left(calendar, today, period.due, safe, strict=period.strict),
                wording.task_source(followed.plan, followed.task),
                period.key,
            )


def deadlines_of_directives(
    waiting: Iterable[Directive], names: Mapping[str, str], today: dt.date, calendar: WorkingCalendar
) -> Iterator[Deadline]:
    """The days until which directives are to be handled (thời hạn giải quyết); `names` are those of people by id."""
    for one in waiting:
        if one.due_on is not None:
            safe = calendar.last_safe_day(one.due_on, strict=False)
            yield Deadline(
                "directives",
                one.id,
                one.subject or named(one),
                one.due_on,
                False,
                safe,
                _left(calendar, today, one.due_on, safe, strict=False),
                deadline_source(one, names.get(one.handler, "")),
            )


def deadlines_of_reports(
    templates: Iterable[Template],
    done: set[tuple[str, int]],
    unit: Unit,
    today: dt.date,
    days: int,
    calendar: WorkingCalendar,
    record_start: dt.date,
) -> Iterator[Deadline]:
    """The reports that this unit owes and that are not `done` (template code, year) yet."""
    horizon = today + dt.timedelta(days=days)
    for template in templates:
        if template.direction is Direction.COLLECT or not template.concerns(unit.code, unit.province_code):
            continue
        for year in (today.year - 1, today.year, today.year + 1):
            due = template.due(year)
            if due is None or (template.code, year) in done or due <= record_start:
                continue
            if today - OVERDUE_SHOWN <= due <= horizon:
                yield _report(template, year, due, today, calendar, wording.report_source(template, due))


def deadlines_of_collections(
    templates: Iterable[Template],
    known: Iterable[Progress],
    unit: Unit,
    today: dt.date,
    days: int,
    calendar: WorkingCalendar,
    record_start: dt.date,
) -> Iterator[Deadline]:
    """The reports that agencies owe this unit: by a paper that binds it, or because it has made a list itself.

    One leaves the radar when nobody on its list owes any more.
    """
    progress = {(one.template, one.year): one for one in known}
    for template in templates:
        if template.direction is not Direction.COLLECT:
            continue
        binds = template.concerns(unit.code, unit.province_code)
        for year in (today.year - 1, today.year, today.year + 1):
            one = progress.get((template.code, year))
            due = one.due if one else template.due(year) if binds else None
            if due is None or due <= record_start or (one is not None and one.is_complete):
                continue
            if today - OVERDUE_SHOWN <= due <= today + dt.timedelta(days=days):
                yield _report(template, year, due, today, calendar, wording.collection_source(template, due, one))


def _left(calendar: WorkingCalendar, today: dt.date, due: dt.date, safe: dt.date, *, strict: bool) -> int:
    left = calendar.days_left(today, safe)
    return left if strict or due < today else max(0, left)


def _report(
    template: Template, year: int, due: dt.date, today: dt.date, calendar: WorkingCalendar, source: str
) -> Deadline:
    safe = calendar.last_safe_day(due, strict=True)
    return Deadline(
        "statistics",
        f"{template.code}/{year}",
        wording.report_title(template, year, collects=template.direction is Direction.COLLECT),
        due,
        True,
        safe,
        calendar.days_left(today, safe),
        source,
    )
