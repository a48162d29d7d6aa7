"""Copies of the hub, proven before they count; and the way back to one, which begins a new epoch."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import secrets
import shutil
import uuid
from pathlib import Path

from sync.hub import media
from sync.hub.store import FILE, Store, note, open_store
from ttcs_desktop.basics.clock import Clock, local
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput, Trouble
from ttcs_desktop.storage.backup import copy_to, drop_half, half_of
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.errors import told_as_trouble
from ttcs_desktop.storage.files import settle, told_of_our_folder
from ttcs_desktop.storage.held import drop_file, sweep_parts, take_name

FOLDER = "backups"
_KEPT = 14
_HOUR = 1  # of the night, +07:00
_LOOK_EVERY = dt.timedelta(minutes=10)
_log = logging.getLogger("ttcs.hub")


def back_up(store: Store, folder: Path, clock: Clock) -> Path:
    """A whole, proven copy of the hub in `backups/`; the newest fourteen are kept.

    Its files come to `files/` there, each once for all copies: linked where they lie on one disk, proven as they come,
    never taken out. So `backups/` alone, carried to another disk, is all of the hub.

    Raises:
        EnvironmentProblem: `disk_full`, `backup_unsound`, `folder_unsuitable`; the copies before it stay.
    """
    place = folder / FOLDER
    with told_of_our_folder():
        place.mkdir(parents=True, exist_ok=True)
    # Named apart: the keeper may ask for a copy in the very second of the nightly one.
    target = place / f"hub-{local(clock.now()):%Y%m%dT%H%M%S}-{secrets.token_hex(2)}.db"
    copy_to(store.database, target)
    _bring_files(store, folder)
    sweep_parts(place, "hub-*.part*")
    for old in copies(folder)[:-_KEPT]:
        drop_file(old)
    return target


def _bring_files(store: Store, folder: Path) -> None:
    ours, copied = media.files_of(folder), media.files_of(folder / FOLDER)
    for sha256, size in media.sizes(store).items():
        if not copied.has(sha256, size):
            try:
                copied.bring(ours, sha256)
            except EnvironmentProblem as problem:
                # One that is gone or damaged is sent again by the ward that has it; the copy goes on without it.
                if problem.code not in ("media_missing", "media_damaged"):
                    raise
                _log.error("a file of the hub is not there whole: %s", sha256)


def _files_back(folder: Path) -> None:
    """Files that a copy names and that are not here any more come back from beside the copies."""
    store = open_store(folder, create=False)
    try:
        ours, copied = media.files_of(folder), media.files_of(folder / FOLDER)
        for sha256, size in media.sizes(store).items():
            if not ours.has(sha256, size) and copied.has(sha256, size):
                ours.bring(copied, sha256)
    finally:
        store.close()


def copies(folder: Path) -> list[Path]:
    """The nightly copies, the oldest first."""
    return sorted((folder / FOLDER).glob("hub-2*.db"))


def is_due(folder: Path, clock: Clock) -> bool:
    """Whether tonight's copy is still to be made."""
    now = local(clock.now())
    return now.hour >= _HOUR and not any((folder / FOLDER).glob(f"hub-{now:%Y%m%d}T*.db"))


async def each_night(folder: Path, clock: Clock) -> None:
    """Make the copy of each night, while the hub runs; a night on which it cannot be made is in the log."""
    while True:
        if is_due(folder, clock):
            try:
                # In a thread with a connection of its own: wards are served meanwhile.
                await asyncio.to_thread(_back_up_alone, folder, clock)
            except Trouble as trouble:
                _log.error("no backup of the hub tonight: %s", trouble.code)
        await asyncio.sleep(_LOOK_EVERY.total_seconds())


def restore(folder: Path, copy: Path, clock: Clock) -> Path:
    """Bring the hub in `folder` back to a copy, in a new epoch; where the file that was there has gone.

    Wards notice the epoch and send again what came after the copy: nothing is lost that one of them still has.

    Raises:
        InvalidInput: `copy_unsound`, `copy_other_hub`.
        EnvironmentProblem: `hub_running`, `disk_full`, `folder_unsuitable`; the hub is as it was then.
    """
    current = folder / FILE
    half = half_of(current)
    drop_half(half)
    try:
        with told_of_our_folder():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(copy, half)
        hub_id = _begin_epoch(half)
        kept = folder / FOLDER / f"hub-before-restore-{local(clock.now()):%Y%m%dT%H%M%S}.db"
        if current.exists():
            if _alone(current) != hub_id:
                raise InvalidInput("file", "copy_other_hub")
            with told_of_our_folder():
                kept.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(current, kept)
                settle(kept.parent)
        with told_of_our_folder():
            take_name(half, current)
            settle(folder)
        _files_back(folder)
        return kept
    finally:
        drop_half(half)


def _back_up_alone(folder: Path, clock: Clock) -> None:
    store = open_store(folder, create=False)
    try:
        media.sweep(store, clock)
        back_up(store, folder, clock)
    finally:
        store.close()


def _begin_epoch(half: Path) -> str:
    """Prove a copy and give it an epoch of its own; the id of its hub."""
    try:
        database = Database(half)
    except EnvironmentProblem as error:
        raise InvalidInput("file", "copy_unsound") from error
    try:
        sound = database.row("PRAGMA integrity_check")
        found = database.row("SELECT value FROM meta WHERE key = 'hub_id'")
        if not sound or next(iter(sound.values())) != "ok" or found is None:
            raise InvalidInput("file", "copy_unsound")
        with database.transaction():
            note(database, "epoch", str(uuid.uuid4()))
        # The file is moved by itself: nothing of it may stand in a log beside it.
        database.row("PRAGMA journal_mode = DELETE")
        return str(found["value"])
    except EnvironmentProblem as error:
        raise InvalidInput("file", "copy_unsound") from error
    finally:
        database.close()


def _alone(current: Path) -> str:
    """Make sure that no hub serves this file; the id of its hub.

    Raises:
        EnvironmentProblem: `hub_running`.
    """
    database = Database(current)
    try:
        found = database.row("SELECT value FROM meta WHERE key = 'hub_id'")
        try:
            # Leaving the write-ahead log needs the file for oneself: any other connection is in the way.
            with told_as_trouble():
                mode = database.row("PRAGMA journal_mode = DELETE")
        except EnvironmentProblem as error:
            raise EnvironmentProblem("hub_running") from error
        if mode is None or mode["journal_mode"] != "delete":
            raise EnvironmentProblem("hub_running")
        return str(found["value"]) if found else ""
    finally:
        database.close()
