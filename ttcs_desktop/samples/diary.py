"""The sample ward's diary: what its office did at which moment, from the first week to the morning on screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from itertools import groupby, pairwise
from typing import Any

from ttcs_desktop.basics.clock import VIETNAM
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.plans.model import TaskState
from ttcs_desktop.plans.service import PlanHead
from ttcs_desktop.samples import aftermath, frame, papers, topics, weeks
from ttcs_desktop.samples.data import Piece, Sample, sample_file
from ttcs_desktop.samples.stage import Happening, Stage
from ttcs_desktop.vietnamese.calendar import is_working_day

MORNING_ON_SCREEN = dt.datetime(2026, 6, 2, 7, 30, tzinfo=VIETNAM)
_EVE = MORNING_ON_SCREEN.date() - dt.timedelta(days=1)
_WEEK_ON_SCREEN = Week.of(_EVE)
_DAY = dt.timedelta(days=1)


def diary(sample: Sample) -> Iterator[Happening]:
    """All that happened, in no order."""
    ward = sample.ward
    yield from _equipment(ward)
    yield from _plan(ward)
    yield from papers.papers(ward)
    yield from topics.topics()
    yield from _preparations(ward)
    yield from _confirmations(ward)
    yield from _content(sample)
    yield from _figures(ward)


def _equipment(ward: Mapping[str, Any]) -> Iterator[Happening]:
    for cluster in ward["cluster"]:
        if "entered" in cluster:
            yield Happening(cluster["entered"], partial(frame.add_cluster, cluster=cluster))
    for change in ward["cluster_change"]:
        yield Happening(change["entered"], partial(frame.change_cluster, change=change))


def _plan(ward: Mapping[str, Any]) -> Iterator[Happening]:
    yield Happening(ward["plan"]["taken_in"], _take_in_plan)
    for step in ward["plan"]["states"]:
        yield Happening(step["at"], partial(_set_task, position=step["task"], state=TaskState(step["state"])))


def _preparations(ward: Mapping[str, Any]) -> Iterator[Happening]:
    """Each week is written on the last working day before it at 14:00 and approved at 16:30."""
    for week, days in groupby(frame.days_on_air(ward), key=Week.of):
        written = _working_day_before(ward, week.monday)
        if week < _WEEK_ON_SCREEN:
            yield Happening(_at(written, 14, 0), partial(weeks.prepare, week=week, days=tuple(days)))
        elif week == _WEEK_ON_SCREEN:
            yield Happening(_at(written, 14, 0), weeks.prepare_week23)
        if week <= _WEEK_ON_SCREEN:
            yield Happening(_at(written, 16, 30), Stage.approve_waiting)
    for single in ward["single"]:
        if single.get("urgent"):
            yield Happening(_at(single["from"], 16, 50), partial(_air_at_once, single=single))


def _confirmations(ward: Mapping[str, Any]) -> Iterator[Happening]:
    """A day is confirmed on the next morning on air; the days of the vendor's log are left to it."""
    told = ward["confirming"]
    late = {day: one["at"] for one in told["late"] for day in one["days"]}
    for day, following in pairwise(frame.days_on_air(ward)):
        if day < _EVE and day not in told["by_log"]:
            yield Happening(late.get(day, _at(following, 7, 40)), partial(aftermath.confirm_day, day=day))
    # On the eve of the morning on screen the officer went home before the last relay was over.
    yield Happening(_at(_EVE, 17, 35), partial(aftermath.confirm_day, day=_EVE))
    yield Happening(told["correction"]["at"], aftermath.correct_entry)
    yield Happening(ward["vendor_log"]["taken_in"], aftermath.take_in_vendor_log)


def _content(sample: Sample) -> Iterator[Happening]:
    for piece in sample.ward["contribution"]:
        noted = piece.get("used_on", piece["sent_on"])
        yield Happening(_at(noted, 16, 0), partial(_contribute, piece=piece))
    yield Happening(sample.ward["withdrawal"]["at"], _withdraw)
    waiting = [piece for piece in sample.pieces.values() if piece.stays]
    for piece in waiting:
        yield Happening(sample.ward["waiting"][piece.key], partial(_write_waiting, piece=piece))


def _figures(ward: Mapping[str, Any]) -> Iterator[Happening]:
    yield Happening(ward["statistics"]["entered_at"], _enter_figure)
    yield Happening(ward["statistics"]["explained_at"], _explain)


def _take_in_plan(stage: Stage) -> None:
    plan = stage.ward["plan"]
    head = PlanHead(plan["number"], plan["about"], plan["issuer"], plan["issued_on"])
    with sample_file(plan["file"]) as path:
        stage.workspace.plans.take_in(stage.workspace.plans.read(path, year=plan["year"]), head, plan["year"])


def _set_task(stage: Stage, position: int, state: TaskState) -> None:
    task = next(task for task in stage.workspace.plans.tasks() if task.position == position)
    stage.workspace.plans.set_state(task.id, state)


def _air_at_once(stage: Stage, single: Mapping[str, Any]) -> None:
    weeks.add_single(stage, single)
    stage.approve_waiting(single["reason"])


def _contribute(stage: Stage, piece: Mapping[str, Any]) -> None:
    stage.workspace.content.contribute(
        piece["title"], piece["receiver"], piece["sent_on"], used_on=piece.get("used_on")
    )


def _withdraw(stage: Stage) -> None:
    told = stage.ward["withdrawal"]
    with stage.as_leader(told["reason"]) as given:
        stage.workspace.content.withdraw(stage.items[told["item"]].id, given)


def _write_waiting(stage: Stage, piece: Piece) -> None:
    item = stage.write(piece.key, piece)
    if piece.stays == "draft":
        return
    submitted = stage.workspace.content.submit(item.id)
    if piece.stays == "approved":
        with stage.as_leader() as given:
            stage.workspace.content.approve(submitted.id, given)


def _enter_figure(stage: Stage) -> None:
    told = stage.ward["statistics"]
    stage.workspace.statistics.enter(
        told["template"], told["year"], {told["indicator"]: Decimal(told["value"])}, told["reason"]
    )


def _explain(stage: Stage) -> None:
    told = stage.ward["statistics"]
    stage.workspace.statistics.explain(told["template"], told["year"], told["check"], told["explanation"])


def _working_day_before(ward: Mapping[str, Any], day: dt.date) -> dt.date:
    off = {day for holiday in ward["holiday"] if not holiday.get("swapped_in") for day in holiday["days"]}
    day -= _DAY
    while not is_working_day(day, off):
        day -= _DAY
    return day


def _at(day: dt.date, hour: int, minute: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute))
