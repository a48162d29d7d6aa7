"""The plan and the log as files for others; what a file's name ends in says which kind."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ttcs_desktop.basics.clock import local
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.day_sheets.drafting import title_of
from ttcs_desktop.broadcast.day_sheets.wording import approved_by
from ttcs_desktop.broadcast.handouts.model import Handed, Plan
from ttcs_desktop.broadcast.model import Fill, Station
from ttcs_desktop.broadcast.wording import KINDS, PRIORITIES
from ttcs_desktop.grids.writing.table_file import table_bytes
from ttcs_desktop.office.wording import unit_in_text
from ttcs_desktop.papers.output import save_paper
from ttcs_desktop.workspace import Workspace
from ui.workflows.broadcast_papers import log_sheet_of, part_titles, places

PLAN_ENDINGS = (".xlsx", ".csv", ".ics", ".html")
LOG_ENDINGS = (".xlsx", ".csv")


def plan_of(workspace: Workspace, first: dt.date, last: dt.date, station: Station | None = None) -> Plan:
    """The planned airings of some days, both included, of the first station unless told otherwise.

    Raises:
        InvalidInput: `window_reversed`.
    """
    if last < first:
        raise InvalidInput("to", "window_reversed", start=first, cut_off=last)
    station = station or workspace.broadcast.inventory.the_station()
    airings = [one for one in workspace.broadcast.timetable.days(first, last) if one.slot.station_id == station.id]
    where = places(workspace, station, {one.day for one in airings})
    titles = part_titles(workspace, airings)
    return Plan(
        unit=f"Ủy ban nhân dân {unit_in_text(workspace.office.unit(first))}",
        station=station.name,
        first=first,
        last=last,
        made_at=local(workspace.clock.now()),
        airings=tuple(
            Handed(
                one.id,
                one.start,
                one.end,
                title_of(one),
                tuple(titles[version] for version in one.versions if version in titles)
                if one.slot.fill is Fill.SERIES
                else (),
                KINDS[one.slot.kind],
                one.slot.source,
                PRIORITIES[one.slot.priority],
                where.words(one),
                approved_by(one.approval),
            )
            for one in sorted(airings, key=lambda one: (one.start, one.end, one.title))
        ),
    )


def write_plan(workspace: Workspace, first: dt.date, last: dt.date, path: Path, station: Station | None = None) -> Path:
    """The plan of some days as a workbook, CSV, a calendar or a web page.

    Raises:
        InvalidInput: `window_reversed`.
        EnvironmentProblem: `disk_full`, `paper_not_written`.
    """
    from ttcs_desktop.broadcast.handouts import calendar_file, tables, web_page  # noqa: PLC0415  one of them

    plan = plan_of(workspace, first, last, station)
    ending = path.suffix.lower()
    if ending == ".ics":
        data = calendar_file.calendar_bytes(plan)
    elif ending in (".html", ".htm"):
        data = web_page.page_bytes(plan)
    else:
        data = table_bytes([tables.plan_table(plan)], path)
    save_paper(path, data)
    return path


def write_log(workspace: Workspace, first: dt.date, last: dt.date, path: Path, station: Station | None = None) -> Path:
    """The log of some days as a workbook or CSV.

    Raises:
        InvalidInput: `window_reversed`.
        EnvironmentProblem: `disk_full`, `paper_not_written`.
    """
    from ttcs_desktop.broadcast.handouts.tables import log_table  # noqa: PLC0415

    save_paper(path, table_bytes([log_table(log_sheet_of(workspace, first, last, station))], path))
    return path
