"""What the page knows about a week, read in one go from the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from string import ascii_uppercase

from ttcs_desktop.basics.periods import Week
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.checks.model import WeekLack
from ttcs_desktop.broadcast.conflicts import Finding, Rule
from ttcs_desktop.broadcast.model import Airing, LogEntry, Station
from ttcs_desktop.workspace import Workspace
from ui.pages.schedule.board_layer import NO_BOARDS, BoardLayer, read_layer
from ui.pages.schedule.day_heads import DayHead, heads_of
from ui.pages.schedule.lanes import Lane, lanes_of
from ui.pages.schedule.pieces import Piece, pieces_of

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """One station's week.

    Attributes:
        letters: airing id → the letter under which a clash is spoken of, in the grid and in the panel alike.
        logged: airing id → the entry in force.
        names: cluster id → what it is called.
        days: those that are shown: the seven, or one of them.
        heads: what stands above each of them.
        boards: what the notice boards show; no airing, and no clash with any.
        lacks: what the week should have and has not.
    """

    week: Week
    airings: tuple[Airing, ...]
    lanes: tuple[Lane, ...]
    pieces: tuple[Piece, ...]
    findings: tuple[Finding, ...]
    letters: Mapping[str, str]
    logged: Mapping[str, LogEntry]
    names: Mapping[str, str]
    days: tuple[dt.date, ...]
    heads: Mapping[dt.date, DayHead]
    boards: BoardLayer = NO_BOARDS
    lacks: tuple[WeekLack, ...] = ()

    @property
    def found(self) -> tuple[Finding | WeekLack, ...]:
        """All that is to be looked at."""
        return (*self.findings, *self.lacks)

    def airing(self, airing_id: str) -> Airing | None:
        return next((airing for airing in self.airings if airing.id == airing_id), None)


def read_week(workspace: Workspace, week: Week, station: Station) -> WeekFacts:
    """The week with what runs into it from the Sunday before."""
    timetable = workspace.broadcast.timetable
    eve = week.monday - _DAY
    monday = dt.datetime.combine(week.monday, dt.time())
    airings = tuple(
        airing
        for airing in timetable.days(eve, week.sunday)
        if airing.slot.station_id == station.id and airing.end > monday
    )
    known = workspace.broadcast.inventory.cluster_names()
    names = {cluster.id: known[cluster.id] for cluster in workspace.broadcast.inventory.clusters(station.id)}
    lanes = lanes_of((airing.clusters for airing in airings), names)
    findings = tuple(one for one in timetable.findings(week, patient=False) if one.a.slot.station_id == station.id)
    entries = workspace.broadcast.log.entries(eve, week.sunday)
    return WeekFacts(
        week=week,
        airings=airings,
        lanes=lanes,
        pieces=pieces_of(week.days, airings, lanes),
        findings=findings,
        letters=letters_of(findings),
        logged={entry.airing_id: entry for entry in entries if entry.airing_id is not None},
        names=names,
        days=week.days,
        heads=heads_of(week.days, workspace.office.calendar(), workspace.office.holidays()),
        boards=read_layer(workspace, week),
        lacks=workspace.week_lacks.of(week),
    )


def letters_of(findings: Iterable[Finding]) -> dict[str, str]:
    """A letter for every airing that clashes with another, in the order of the findings: A, B, …, Z, AA, AB."""
    clashing = [one for finding in findings if finding.rule is Rule.OVERLAP for one in (finding.a, finding.b) if one]
    order = dict.fromkeys(airing.id for airing in clashing)
    return {airing_id: _letter(number) for number, airing_id in enumerate(order)}


def _letter(number: int) -> str:
    before, last = divmod(number, len(ascii_uppercase))
    return (_letter(before - 1) if before else "") + ascii_uppercase[last]
