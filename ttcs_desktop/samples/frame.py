"""The sample ward's frame: who is there, what hangs where, and the slots that come round every week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ttcs_desktop.basics.clock import today
from ttcs_desktop.broadcast.conflicts import Severity
from ttcs_desktop.broadcast.model import Condition, Fill, Kind, Priority, Slot
from ttcs_desktop.content.model import ApprovalGiven, Basis
from ttcs_desktop.content.pipeline.model import Authorisation, Scope
from ttcs_desktop.office.model import DayKind, Duty
from ttcs_desktop.samples.data import days_between
from ttcs_desktop.samples.stage import Stage

BULLETIN, COLUMN, AFTERNOON = "bulletin", "column", "afternoon"
_MONDAY_TO_FRIDAY = frozenset(range(1, 6))
_MORNING_START, _AFTERNOON_START = dt.time(5, 30), dt.time(17)
_SERIES = (
    (BULLETIN, frozenset({1, 2, 4, 5}), _MORNING_START, 30),
    (COLUMN, frozenset({3}), _MORNING_START, 30),
    (AFTERNOON, _MONDAY_TO_FRIDAY, _AFTERNOON_START, 20),
)


def set_up(stage: Stage) -> None:
    """Days off, columns, the clusters that hang at the beginning, the frame."""
    for holiday in stage.ward["holiday"]:
        kind = DayKind.SWAPPED_IN if holiday.get("swapped_in") else DayKind.OFF
        for day in holiday["days"]:
            stage.workspace.office.set_holiday(day, holiday["name"], kind)
    for column in stage.ward["column"]:
        opened = stage.workspace.content.open_column(column["name"], column["from"], column.get("to"))
        stage.columns[column["key"]] = opened.id
    for cluster in stage.ward["cluster"]:
        if "entered" not in cluster:
            add_cluster(stage, cluster)
    rules = stage.ward["time_rules"]
    stage.workspace.time_rules.choose(rules["code"], rules["from"], Severity(rules["severity"]))
    _found_board(stage)
    _authorise_relays(stage)
    _set_frame(stage)


def _found_board(stage: Stage) -> None:
    """The editorial board: the leader heads it, the officer is of it; nobody edits what others write."""
    first = min(today(stage.clock), stage.workspace.record_start)
    boards = stage.workspace.office.boards
    board = boards.found(stage.ward["office"]["board"], first, first)
    for person, duty in ((stage.leader, Duty.HEAD), (stage.officer, Duty.MEMBER)):
        boards.appoint(board.id, person.name, person.position, duty, first)


def _authorise_relays(stage: Stage) -> None:
    """The leader's yes to every relay of the year, given beforehand."""
    first = min(today(stage.clock), stage.workspace.record_start)
    stage.workspace.content.authorisations.give(
        Authorisation(
            id="",
            number=stage.ward["office"]["relay_authorisation"],
            signer=stage.leader.name,
            position=stage.leader.position,
            issued_on=first,
            from_day=first,
            to_day=dt.date(stage.workspace.record_start.year, 12, 31),
            scope=frozenset({Scope.RELAYS, Scope.REPEATS}),
        )
    )


def add_cluster(stage: Stage, cluster: Mapping[str, Any]) -> None:
    """Enter one cluster of ward.toml."""
    added = stage.workspace.broadcast.inventory.add_cluster(
        stage.station_id,
        cluster["number"],
        cluster["name"],
        cluster["from"],
        loudspeakers=cluster["loudspeakers"],
        place=cluster["place"],
    )
    stage.clusters[cluster["number"]] = added.id


def change_cluster(stage: Stage, change: Mapping[str, Any]) -> None:
    """A dated state of one cluster."""
    stage.workspace.broadcast.inventory.change_cluster(
        stage.clusters[change["number"]],
        change["from"],
        loudspeakers=change["loudspeakers"],
        condition=Condition(change["condition"]),
    )


def days_on_air(ward: Mapping[str, Any]) -> Iterator[dt.date]:
    """The days of the frame, oldest first: weekdays inside the stretches, and the Saturday worked in exchange."""
    saturday: dt.date = ward["programme"]["worked_saturday"]
    special = {day for row in ward["week23"] for day in row["days"]}
    framed = {
        day
        for first, last in ward["programme"]["stretches"]
        for day in days_between(first, last)
        if day.isoweekday() in _MONDAY_TO_FRIDAY
    }
    yield from sorted(framed | special | {saturday})


def ward_slot(stage: Stage, title: str, days: tuple[dt.date, dt.date], start: dt.time, minutes: int) -> Slot:
    """A slot of the ward's own; not saved yet."""
    return Slot(
        id="",
        station_id=stage.station_id,
        title=title,
        kind=Kind.PROGRAMME,
        priority=Priority.NORMAL,
        source=stage.ward["programme"]["ward_source"],
        fill=Fill.SERIES,
        date_from=days[0],
        date_to=days[1],
        start=start,
        seconds=minutes * 60,
        weekdays=_MONDAY_TO_FRIDAY,
        self_made=True,
    )


def _add_relays(stage: Stage, first: dt.date, last: dt.date) -> None:
    """The relays of a stretch of days, under the leader's standing authorisation."""
    timetable = stage.workspace.broadcast.timetable
    authorisation = ApprovalGiven(
        Basis.STANDING,
        stage.leader.name,
        today(stage.clock),
        stage.leader.position,
        number=stage.ward["office"]["relay_authorisation"],
    )
    for relay in stage.ward["programme"]["relays"]:
        slot = Slot(
            id="",
            station_id=stage.station_id,
            title=relay["title"],
            kind=Kind.RELAY,
            priority=Priority.NORMAL,
            source=relay["source"],
            fill=Fill.RELAY,
            date_from=first,
            date_to=last,
            start=relay["start"],
            seconds=relay["minutes"] * 60,
            weekdays=_MONDAY_TO_FRIDAY,
        )
        timetable.approve_slot(timetable.add(slot).id, authorisation)


def _set_frame(stage: Stage) -> None:
    programme = stage.ward["programme"]
    for stretch in programme["stretches"]:
        for name, weekdays, start, minutes in _SERIES:
            _add_series(stage, name, stretch, weekdays, (start, minutes))
        _add_relays(stage, *stretch)
    saturday = programme["worked_saturday"]
    _add_series(stage, BULLETIN, (saturday, saturday), frozenset({saturday.isoweekday()}), (_MORNING_START, 30))
    on_screen = [day for row in stage.ward["week23"] for day in row["days"]]
    _add_relays(stage, min(on_screen), max(on_screen))


def _add_series(
    stage: Stage, name: str, days: tuple[dt.date, dt.date], weekdays: frozenset[int], time: tuple[dt.time, int]
) -> None:
    slot = replace(ward_slot(stage, stage.ward["programme"]["series"][name], days, *time), weekdays=weekdays)
    if any(slot.falls_on(day) for day in days_between(*days)):
        stage.series.append((name, stage.workspace.broadcast.timetable.add(slot)))
