"""What the card of publishing shows of a week, read in one go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.publishing.model import Hindrances, Standing, Version
from ui.pages.schedule.words import week_title
from ui.workflows.broadcast_papers import part_titles_of

if TYPE_CHECKING:
    from ui.pages.schedule.page import SchedulePage


@dataclass(frozen=True, slots=True)
class WeekPublication:
    """All that the card shows of a week.

    Attributes:
        airings: how many may be aired by now.
        board_troubles: how many texts of the notice boards want looking at; they forbid nothing.
        clusters: cluster id → what it is called; `items` the same of item versions.
    """

    title: str
    standing: Standing
    hindrances: Hindrances
    versions: tuple[Version, ...]
    airings: int
    clusters: Mapping[str, str]
    items: Mapping[str, str]
    board_troubles: int = 0


def read_publication(page: SchedulePage) -> WeekPublication:
    """The week that the page shows."""
    workspace, week, station = page.desk.workspace, page.week, page.station()
    airings = [one for one in workspace.broadcast.timetable.week(week) if one.slot.station_id == station.id]
    standing = workspace.published.standing(week, station, airings)
    versions = tuple(workspace.published.versions(week, station))
    lines = [line for version in versions for line in version.lines]
    lines += [one.new for one in standing.changes if one.new is not None]
    return WeekPublication(
        week_title(week),
        standing,
        workspace.published.hindrances(week, station),
        versions,
        sum(one.approval is not None for one in airings),
        workspace.broadcast.inventory.cluster_names(),
        part_titles_of(workspace, {version for line in lines for version in line.versions}),
        len(workspace.board_texts.findings(week))
        if station.id == workspace.broadcast.inventory.the_station().id
        else 0,
    )
