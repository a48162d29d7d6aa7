"""Backups as the officer meets them: one in the record's folder, and a copy of it where he wants one more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ttcs_desktop.basics.clock import stamp, unstamp
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.storage.backup_folder import Backup, Progress, backup_at, copy_backup, prune
from ttcs_desktop.system.paths import settings_file
from ttcs_desktop.system.settings import Settings, read_settings, write_settings
from ttcs_desktop.workspace import Workspace

Report = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup achieved.

    Attributes:
        copied: the same backup in the second folder; None when none was chosen or it could not be reached.
        problem: why not, when one was chosen.
    """

    backup: Backup
    copied: Backup | None = None
    problem: EnvironmentProblem | None = None


def back_up(workspace: Workspace, tell: Report = lambda *_: None) -> BackedUp:
    """Back up, then copy that to the second folder of this machine; a stick that is not there undoes nothing.

    Raises:
        EnvironmentProblem: the backup itself could not be made; the ones before it stay whole.
    """
    made = backup_at(workspace.backup(_told(tell)))
    second = second_folder(workspace)
    if second is None:
        return BackedUp(made)
    try:
        copied = _carried(made, second, _told(tell))
    except EnvironmentProblem as problem:
        return BackedUp(made, problem=problem)
    _keep(replace(_preferences(), backup_copied_at=stamp(workspace.clock.now())))
    return BackedUp(made, copied)


def daily(workspace: Workspace, tell: Report = lambda *_: None) -> BackedUp:
    """The work of a day: a backup, and only when that is there, throwing away what nobody needs any more.

    Raises:
        EnvironmentProblem: as `back_up`.
    """
    done = back_up(workspace, tell)
    with suppress(EnvironmentProblem):  # somebody is writing: there is another day
        workspace.tidy()
    return done


def second_folder(workspace: Workspace) -> Path | None:
    """The folder of this record's copies in the place the officer chose; a trial leaves that place alone.

    Two PCs of a ward may have the same place, a shared disk: each has a folder of its own there, since the copies of
    one would push out those of the other.
    """
    chosen = _preferences().backup_folder
    if not chosen or workspace.is_trial:
        return None
    identity = workspace.identity
    name = f"TTCS-{identity.unit_code}-{identity.record_id[-8:]}"
    pcs = workspace.joining.all_pcs()
    if pcs and not workspace.joining.is_here(pcs[0].pc):
        name += f"-{identity.device_id[-8:]}"
    place = Path(chosen)
    return place if place.name == name else place / name


def chosen_folder() -> str:
    """The second place as it was chosen; empty when there is none."""
    return _preferences().backup_folder


def copied_at() -> dt.datetime | None:
    """When a backup last arrived in the second place."""
    at = _preferences().backup_copied_at
    try:
        return unstamp(at) if at else None
    except ValueError:
        return None


def choose_folder(workspace: Workspace, folder: Path | None) -> None:
    """Copy each backup to this place from now on; None for nowhere.

    Raises:
        InvalidInput: `backup_folder_inside` when it lies in the record's own folder, `backup_folder_gone`.
        EnvironmentProblem: `settings_not_saved`.
    """
    if folder is not None:
        if not folder.is_dir():
            raise InvalidInput("", "backup_folder_gone")
        if folder.resolve().is_relative_to(workspace.folder.resolve()):
            raise InvalidInput("", "backup_folder_inside")
    _keep(replace(_preferences(), backup_folder=str(folder) if folder else "", backup_copied_at=""))


def on_the_same_disk(workspace: Workspace, folder: Path) -> bool:
    """Whether a broken disk would take both; what cannot be found out is told as no."""
    try:
        return folder.stat().st_dev == workspace.folder.stat().st_dev
    except OSError:
        return False


def _carried(made: Backup, folder: Path, tell: Progress) -> Backup:
    try:
        if not folder.parent.is_dir() and not folder.is_dir():  # the stick is not plugged in
            raise EnvironmentProblem("backup_second_gone", folder=str(folder.parent))
        copied = copy_backup(made, folder, tell)
        prune(folder, made.label)
    except OSError as error:
        raise EnvironmentProblem("backup_second_gone", folder=str(folder.parent)) from error
    except EnvironmentProblem as problem:
        if problem.code.startswith("backup_second"):
            raise
        code = "backup_second_full" if problem.code == "disk_full" else "backup_second_gone"
        raise EnvironmentProblem(code, folder=str(folder.parent)) from problem
    return copied


def _told(tell: Report) -> Progress:
    return lambda phase, done, total: tell(done, total, phase)


def _preferences() -> Settings:
    return read_settings(settings_file())


def _keep(settings: Settings) -> None:
    write_settings(settings_file(), settings)
