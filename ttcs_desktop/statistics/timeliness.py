"""Which reports were due in a stretch of days, and whether they went out in time (M03)."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING

from ttcs_desktop.basics.clock import local
from ttcs_desktop.basics.measured import Evidence
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.office.service import Office
from ttcs_desktop.statistics.catalogue import Direction, Template

if TYPE_CHECKING:
    from ttcs_desktop.statistics.reports import Reports


class Sent(StrEnum):
    """How a report stands beside its day: sent before it, later, still to be sent, or missed."""

    IN_TIME = "in_time"
    LATE = "late"
    OPEN = "open"
    MISSED = "missed"


def reports_due(reports: Reports, office: Office, window: Window, today: dt.date) -> list[tuple[Evidence, str]]:
    """Every report that the unit owed in the window since its record began, by its day; "trước ngày" is strict."""
    found = []
    for template, year, due in days_due(reports, office, window):
        sent = sent_on(reports, template.code, year)
        unsent = Sent.OPEN if today < due else Sent.MISSED
        how = unsent if sent is None else Sent.IN_TIME if sent < due else Sent.LATE
        label = f"{template.basis_short} {template.name} {year}"
        found.append((Evidence("statistics", f"{template.code}/{year}", due, 1, label), how.value))
    return found


def days_due(reports: Reports, office: Office, window: Window) -> list[tuple[Template, int, dt.date]]:
    """The reports that the unit owes by a day of the window, since its record began: template, year, the day."""
    found = []
    for template in reports.catalogue.templates.values():
        for year in range(window.start.year - 1, min(window.cut_off.year + 2, dt.MAXYEAR)):
            due = template.due(year)
            if due is None or not window.holds(due) or template.direction is not Direction.SEND:
                continue
            unit = office.unit(due)
            if due >= reports.record_start and template.concerns(unit.code, unit.province_code):
                found.append((template, year, due))
    return sorted(found, key=lambda one: (one[2], one[0].code))


def sent_on(reports: Reports, template: str, year: int) -> dt.date | None:
    """The day on which the first version of a report was received, put where the city takes it, or typed by hand."""
    days = []
    for snapshot in reports.versions(template, year):
        receipt, manual = reports.receipt(snapshot), reports.manual_entry(snapshot)
        days += [local(receipt.received_at).date()] if receipt else []
        days += [manual.entered_on] if manual else []
        placed = reports.placement(snapshot)
        days += [local(placed.placed_at).date()] if placed else []
    return min(days, default=None)
