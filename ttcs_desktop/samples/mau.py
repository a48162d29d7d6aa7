"""Phường Mẫu: half a year of a ward that never was, kept day by day through the subjects' own services."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ttcs_desktop.basics.clock import VIETNAM, FixedClock
from ttcs_desktop.office.model import Role
from ttcs_desktop.office.units import SAMPLE_CODE
from ttcs_desktop.samples import frame
from ttcs_desktop.samples.data import Sample, shipped_sample
from ttcs_desktop.samples.diary import MORNING_ON_SCREEN, diary
from ttcs_desktop.samples.stage import Stage
from ttcs_desktop.workspace import Workspace, create_workspace

_FOUNDED = dt.datetime(2025, 12, 30, 8, tzinfo=VIETNAM)
_RECORD_START = dt.date(2026, 1, 1)


def build_sample(folder: Path, *, until: dt.datetime = MORNING_ON_SCREEN) -> Workspace:
    """Make the sample ward in an empty folder, as its record stands at `until` (naive: +07:00); a trial.

    The figures are the same each time; ids are new. The clock of the workspace stands at `until`. All of it is one
    transaction: a ward cut short leaves nothing behind but an empty record.

    Raises:
        InvalidInput: `folder_in_use` when there is a record already.
        EnvironmentProblem: `folder_unsuitable`, `disk_full`.
    """
    until = until if until.tzinfo else until.replace(tzinfo=VIETNAM)
    last = until.astimezone(VIETNAM).replace(tzinfo=None)
    clock = FixedClock(_FOUNDED)
    workspace = create_workspace(folder, SAMPLE_CODE, clock, trial=True, started_on=_RECORD_START)
    with workspace.database.transaction():
        stage = _open_stage(workspace, clock, shipped_sample())
        frame.set_up(stage)
        for happening in sorted(diary(stage.sample), key=lambda one: one.moment):
            if happening.moment <= last:
                stage.move_to(happening.moment)
                happening.act(stage)
        stage.move_to(last)
    return workspace


def _open_stage(workspace: Workspace, clock: FixedClock, sample: Sample) -> Stage:
    who = sample.ward["office"]
    officer = workspace.office.add_person(who["officer"]["name"], who["officer"]["position"], frozenset({Role.OFFICER}))
    workspace.ledger.actor = officer.id
    clock.advance(dt.timedelta(minutes=1))  # people are listed in the order they came: the officer opens the record
    leader = workspace.office.add_person(who["leader"]["name"], who["leader"]["position"], frozenset({Role.APPROVER}))
    return Stage(workspace, clock, sample, officer, leader)
