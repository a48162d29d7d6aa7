"""What the sample ward's officer says about the days gone by, and what the vendor's log says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.clock import local
from ttcs_desktop.broadcast.logbook import Confirmation
from ttcs_desktop.broadcast.model import Airing, Outcome, Reason
from ttcs_desktop.broadcast.vendor import read_vendor_rows
from ttcs_desktop.grids.delimited import read_delimited
from ttcs_desktop.samples.data import sample_file
from ttcs_desktop.samples.stage import Stage

_AS_PLANNED = Confirmation(Outcome.FULL)


def confirm_day(stage: Stage, day: dt.date) -> None:
    """Say how each airing of a day went, as far as it is over and may be known."""
    now = local(stage.clock.now()).replace(tzinfo=None)
    never = {(one["day"], one["start"]) for one in stage.ward["confirming"]["never"]}
    groups: dict[Confirmation, list[Airing]] = {}
    for airing in stage.workspace.broadcast.timetable.days(day, day):
        known = airing.end <= now and airing.approval is not None and (day, airing.slot.start) not in never
        if known:
            groups.setdefault(_said(stage, airing), []).append(airing)
    for said, airings in groups.items():
        stage.workspace.broadcast.log.confirm_many(airings, said)


def correct_entry(stage: Stage) -> None:
    """One entry turns out to be wrong the day after."""
    told = stage.ward["confirming"]["correction"]
    entries = stage.workspace.broadcast.log.entries(told["day"], told["day"])
    entry = next(entry for entry in entries if entry.start == told["start"])
    stage.workspace.broadcast.log.correct(entry.id, _confirmation(told, entry.planned_seconds))


def take_in_vendor_log(stage: Stage) -> None:
    """The vendor's play log of the month: it confirms most of what was said, adds what nobody had said."""
    with sample_file(stage.ward["vendor_log"]["file"]) as path:
        rows, rejected = read_vendor_rows(read_delimited(path))
        station = stage.workspace.broadcast.inventory.the_station()
        digest = sha256_hex(path.read_bytes())
        stage.workspace.broadcast.log.take_in(
            station, rows, rejected, source_name=stage.ward["vendor_log"]["file"], source_sha256=digest
        )


def _said(stage: Stage, airing: Airing) -> Confirmation:
    for mishap in stage.ward["mishap"]:
        if airing.day in mishap["days"] and _struck(mishap, airing.slot.start):
            return _confirmation(mishap, airing.seconds)
    return _AS_PLANNED


def _struck(mishap: Mapping[str, Any], start: dt.time) -> bool:
    return bool(start == mishap.get("start", start) and start < mishap.get("before", dt.time.max))


def _confirmation(told: Mapping[str, Any], planned_seconds: int) -> Confirmation:
    state = Outcome(told["state"])
    minutes = None if state is Outcome.NONE else told.get("minutes", planned_seconds // 60)
    return Confirmation(state, Reason(told["reason"]), minutes, told.get("clusters"))
