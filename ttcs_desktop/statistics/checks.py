"""What must be mended, explained or known before a report is frozen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from ttcs_desktop.office.model import WorkingCalendar
from ttcs_desktop.statistics.catalogue import Template
from ttcs_desktop.statistics.compute import lacks_divisor
from ttcs_desktop.statistics.model import PC_BEHIND, Behind, Check, Lamps, Snapshot, Timing, Value, Weight


def value_checks(values: Iterable[Value], previous: Mapping[str, Decimal], jump: Decimal) -> Iterator[Check]:
    """Findings about single values; `previous` are the counted values of the same period last year.

    `jump` is the share of a change against them from which on a reader will ask, 0.3 for thirty per cent.
    """
    for value in values:
        code = value.indicator.code
        if value.counted is None and lacks_divisor(value.measured):
            yield Check(f"nothing:{code}", "nothing_to_divide", Weight.HINT, code, {})
            continue
        if value.counted is None:
            yield Check(f"missing:{code}", "value_missing", Weight.BLOCKING, code, {})
            continue
        if value.counted < 0:
            yield Check(f"negative:{code}", "value_negative", Weight.BLOCKING, code, {})
        if value.entered is not None and value.derived is not None and not value.entered.reason:
            yield Check(f"reason:{code}", "entered_without_reason", Weight.BLOCKING, code, {})
        before = previous.get(code)
        if before and abs(value.counted - before) > jump * before:
            details = {"before": before, "now": value.counted}
            yield Check(f"jump:{code}:{value.counted}", "value_jumped", Weight.MUST_EXPLAIN, code, details)


def altered_checks(values: Iterable[Value], altered: Iterable[Snapshot]) -> Iterator[Check]:
    """Findings about frozen versions that a figure is held against and whose bytes are not the frozen ones."""
    first = next((value.indicator.code for value in values), "")
    for one in altered:
        details = {"template": one.template, "year": one.year, "version": one.version}
        yield Check(f"altered:{one.id}", "snapshot_altered", Weight.MUST_EXPLAIN, first, details)


def empty_checks(values: Iterable[Value], held: Callable[[str], bool]) -> Iterator[Check]:
    """Noughts that may only say that nobody wrote anything down; `held`: whether the record has a measure's subject."""
    for value in values:
        measure = value.indicator.measure
        if measure is not None and value.entered is None and value.counted == 0 and not held(measure):
            code = value.indicator.code
            yield Check(f"empty:{code}", "subject_empty", Weight.HINT, code, {"measure": measure})


def pc_checks(behind: Iterable[Behind]) -> Iterator[Check]:
    """Findings about the ward's other PCs: what they saved may be missing here. The officer may know that it is not."""
    for one in behind:
        details = {"pc": one.pc, "complete_to": one.complete_to, "lacking": one.lacking}
        yield Check(f"pc:{one.pc}", PC_BEHIND, Weight.HINT, "", details)


def record_checks(
    *,
    unconfirmed: int,
    contradicted: int,
    record_start: dt.date,
    months_missing: Mapping[str, tuple[str, ...]],
) -> Iterator[Check]:
    """Findings about the record behind the values.

    Args:
        unconfirmed: airings of the window that are over and of which nobody said how they went.
        contradicted: log entries that a witness contradicts.
        months_missing: by indicator, the months before the record for which no number was carried in.
    """
    if unconfirmed:
        check_id = f"unconfirmed:{unconfirmed}"
        yield Check(check_id, "airings_unconfirmed", Weight.MUST_EXPLAIN, "C01", {"count": unconfirmed})
    if contradicted:
        check_id = f"contradicted:{contradicted}"
        yield Check(check_id, "log_contradicted", Weight.MUST_EXPLAIN, "C02", {"count": contradicted})
    gaps = {code: months for code, months in months_missing.items() if months}
    if gaps:
        check_id = "gap:" + ";".join(f"{code}:{','.join(months)}" for code, months in gaps.items())
        details = {"start": record_start, "codes": ", ".join(gaps)}
        yield Check(check_id, "months_before_record", Weight.MUST_EXPLAIN, next(iter(gaps)), details)


def explained(checks: Iterable[Check], explanations: Mapping[str, str]) -> tuple[Check, ...]:
    """The findings with the officer's words on them."""
    return tuple(replace(check, explanation=explanations.get(check.id, "")) for check in checks)


def lamps(
    values: Iterable[Value],
    checks: Iterable[Check],
    template: Template,
    year: int,
    today: dt.date,
    calendar: WorkingCalendar,
) -> Lamps:
    """The three lamps of a report today."""
    values, checks = tuple(values), tuple(checks)
    timing, days = timing_of(template, year, today, calendar)
    must_explain = [check for check in checks if check.weight is Weight.MUST_EXPLAIN]
    return Lamps(
        filled=sum(value.counted is not None or lacks_divisor(value.measured) for value in values),
        total=len(values),
        blocking=sum(check.weight is Weight.BLOCKING for check in checks),
        unexplained=sum(check.is_open for check in must_explain),
        explained=sum(not check.is_open for check in must_explain),
        timing=timing,
        days=days,
    )


def timing_of(template: Template, year: int, today: dt.date, calendar: WorkingCalendar) -> tuple[Timing, int]:
    """Where a day stands against cut-off and due date.

    Late begins on the named day itself ("trước ngày"); the days left are working days up to the last safe one.
    """
    due = template.due(year)
    if today <= template.window(year).cut_off:
        left = calendar.days_left(today, calendar.last_safe_day(due, strict=True)) if due else 0
        return Timing.PRELIMINARY, left
    if due is None:
        return Timing.NO_DATE, 0
    if today >= due:
        return Timing.LATE, (today - due).days + 1
    return Timing.IN_TIME, calendar.days_left(today, calendar.last_safe_day(due, strict=True))
