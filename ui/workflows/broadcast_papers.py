"""The papers of broadcast out of the record: the run sheet of a day, the poster of a week, the log of some days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from ttcs_desktop.basics.clock import today
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.day_sheets import drafting
from ttcs_desktop.broadcast.day_sheets.model import LeftOut, Poster, RunSheet
from ttcs_desktop.broadcast.day_sheets.papers import poster, poster_sizes, run_sheet
from ttcs_desktop.broadcast.day_sheets.wording import clusters_on_paper
from ttcs_desktop.broadcast.log_sheets.drafting import log_lines
from ttcs_desktop.broadcast.log_sheets.model import LogSheet, PageRoom, lines_by_page
from ttcs_desktop.broadcast.log_sheets.papers import PAGE, log_end, log_head, log_paper, measured_table
from ttcs_desktop.broadcast.model import Airing, LogEntry, Station
from ttcs_desktop.office.wording import signature_of, unit_in_text
from ttcs_desktop.papers.model import Document
from ttcs_desktop.workspace import Workspace

# Word sets the same lines a little higher: so much of each page of the log stays free, in mm.
_SPARE = 6.0


def places(workspace: Workspace, station: Station, days: Iterable[dt.date]) -> drafting.Places:
    """How the clusters of a station are named on some days."""
    inventory = workspace.broadcast.inventory
    hanging = inventory.clusters_hanging(station.id)
    return drafting.Places(inventory.cluster_names(), {day: hanging(day) for day in days})


def week_airings(workspace: Workspace, week: Week, station: Station | None = None) -> list[Airing]:
    """The planned airings of one station in a week, approved or not."""
    station = station or workspace.broadcast.inventory.the_station()
    return [one for one in workspace.broadcast.timetable.week(week) if one.slot.station_id == station.id]


def week_left_out(workspace: Workspace, week: Week, station: Station | None = None) -> tuple[LeftOut, ...]:
    """What is planned in a week and stands on no paper, as nobody has approved it."""
    return drafting.left_out(week_airings(workspace, week, station))


def day_left_out(workspace: Workspace, day: dt.date, station: Station | None = None) -> tuple[LeftOut, ...]:
    """The same of one day."""
    return drafting.left_out(_day_airings(workspace, day, station or workspace.broadcast.inventory.the_station()))


def _day_airings(workspace: Workspace, day: dt.date, station: Station) -> list[Airing]:
    return [one for one in workspace.broadcast.timetable.days(day, day) if one.slot.station_id == station.id]


def run_document(workspace: Workspace, day: dt.date, station: Station | None = None) -> Document:
    """The run sheet of a day; what is not approved is named as left out."""
    station = station or workspace.broadcast.inventory.the_station()
    airings = _day_airings(workspace, day, station)
    approved = [one for one in airings if one.approval is not None]
    writer = workspace.office.person(workspace.ledger.actor)
    return run_sheet(
        RunSheet(
            unit=unit_in_text(workspace.office.unit(day)),
            station=station.name,
            day=day,
            lines=drafting.run_lines(approved, part_titles(workspace, approved), places(workspace, station, [day])),
            left_out=drafting.left_out(airings),
            writer=writer.name if writer else "",
            trial=workspace.is_trial,
        )
    )


def part_titles(workspace: Workspace, airings: Iterable[Airing]) -> dict[str, str]:
    """What the items are called whose versions airings play, by version id."""
    return part_titles_of(workspace, {version for one in airings for version in one.versions})


def part_titles_of(workspace: Workspace, versions: Collection[str]) -> dict[str, str]:
    """What the items of some versions are called."""
    items = workspace.broadcast.timetable.items_of_versions(versions)
    titles = {item.id: item.title for item in workspace.content.those(set(items.values()))}
    return {version: titles[item] for version, item in items.items() if item in titles}


def poster_document(workspace: Workspace, week: Week, station: Station | None = None) -> Document:
    """The poster of a week, in the largest type that takes no more pages than the smallest.

    Raises:
        InvalidInput: `week_unapproved` when nothing of what is planned is approved: the poster would deny it.
    """
    station = station or workspace.broadcast.inventory.the_station()
    airings = week_airings(workspace, week, station)
    if airings and all(one.approval is None for one in airings):
        raise InvalidInput("", "week_unapproved", number=len(airings))
    sheet = Poster(
        unit=unit_in_text(workspace.office.unit(week.monday)),
        station=station.name,
        week_no=week.number,
        first_day=week.monday,
        last_day=week.sunday,
        made_on=today(workspace.clock),
        groups=drafting.poster_groups(airings, places(workspace, station, week.days)),
        trial=workspace.is_trial,
    )
    from ui.kit.headless import drawing_application  # noqa: PLC0415  Qt: what needs no paper starts without it
    from ui.kit.printing import page_count  # noqa: PLC0415

    drawing_application()
    fewest = page_count(poster(sheet))
    return next((made for size in poster_sizes() if page_count(made := poster(sheet, size)) <= fewest), poster(sheet))


def log_sheet_of(workspace: Workspace, first: dt.date, last: dt.date, station: Station | None = None) -> LogSheet:
    """The log of some days, both included, as data.

    Raises:
        InvalidInput: `window_reversed`.
    """
    if last < first:
        raise InvalidInput("to", "window_reversed", start=first, cut_off=last)
    station = station or workspace.broadcast.inventory.the_station()
    log = workspace.broadcast.log
    entries = [one for one in log.book(first, last) if one.station_id == station.id]
    names = workspace.broadcast.inventory.cluster_names()
    hanging = workspace.broadcast.inventory.clusters_hanging(station.id)
    seen = {day: hanging(day) for day in {one.day for one in entries}}

    def where(entry: LogEntry) -> str:
        return clusters_on_paper(entry.clusters or seen[entry.day], names, seen[entry.day])

    approvers, writer = workspace.office.approvers(), workspace.office.person(workspace.ledger.actor)
    above, position = signature_of(approvers[0] if approvers else None)
    silent = [one for one in log.unconfirmed(first, last) if one.slot.station_id == station.id]
    return LogSheet(
        unit=unit_in_text(workspace.office.unit(last)),
        station=station.name,
        first=first,
        last=last,
        lines=log_lines(
            entries, {one.id for one in log.entries(first, last)}, log.witnesses([one.id for one in entries]), where
        ),
        silent=len(silent),
        writer=writer.name if writer else "",
        authority=(*above, position),
        trial=workspace.is_trial,
    )


def log_document(workspace: Workspace, first: dt.date, last: dt.date, station: Station | None = None) -> Document:
    """The log of some days on paper; each page is summed up and carries its sums over.

    Raises:
        InvalidInput: `window_reversed`.
    """
    from ui.kit.headless import drawing_application  # noqa: PLC0415
    from ui.kit.printing import height_of, row_heights  # noqa: PLC0415

    sheet = log_sheet_of(workspace, first, last, station)
    drawing_application()
    head, heights = row_heights(measured_table(sheet), PAGE)
    room = PAGE.text_height - _SPARE - head
    taken = height_of(log_head(sheet), PAGE)
    return log_paper(
        sheet, lines_by_page(heights[:-1], PageRoom(room - taken, room, heights[-1], height_of(log_end(sheet), PAGE)))
    )
