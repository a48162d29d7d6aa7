"""Putting a copy back in the place of the record: proved first, and what stood there is kept beside it."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.storage.backup import copy_beside
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.errors import told_as_trouble
from ttcs_desktop.storage.schema import SCHEMA_VERSION, open_record, version_of

Accept = Callable[[Database, Database | None], None]

_STAMP = "%Y%m%dT%H%M%S%f"
_BESIDE = ("", "-wal", "-shm")


def restore(record: Path, copy: Path, moment: dt.datetime, accept: Accept) -> Path | None:
    """Make `copy` the record; where the record that stood there is kept now, None when there was none.

    A record that can be read is written over in one transaction, so that a power cut leaves the old one or the new one;
    a damaged one is moved aside.

    Args:
        accept: raises when the copy (first) must not take the place of the record (second, None when there is none).

    Raises:
        InvalidInput: `copy_unsound` when it is no whole record, `copy_newer` when a newer program made it, and what
            `accept` raises. EnvironmentProblem: `disk_full`, `database_locked`, `folder_unsuitable`.
    """
    source = _opened(copy)
    try:
        current = _readable(record)
        try:
            accept(source, current)
            if current is None:
                return _laid_down(record, copy, moment)
            with current.transaction():
                pass  # says so when somebody is writing; the copying below would wait for them without a word
            kept = copy_beside(current, label="before-restore", moment=moment)
            with told_as_trouble():
                source.connection.backup(current.connection)
            return kept
        finally:
            if current is not None:
                current.close()
    finally:
        source.close()


def _opened(copy: Path) -> Database:
    try:
        source = Database(copy, read_only=True)
        sound = source.row("PRAGMA integrity_check") == {"integrity_check": "ok"}
    except EnvironmentProblem as problem:
        raise InvalidInput("file", "copy_unsound") from problem
    version = version_of(source)
    if sound and 0 < version <= SCHEMA_VERSION:
        return source
    source.close()
    raise InvalidInput("file", "copy_newer" if sound and version > SCHEMA_VERSION else "copy_unsound")


def _readable(record: Path) -> Database | None:
    """The record that stands there; None when there is none or nothing can be read of it."""
    if not record.exists():
        return None
    try:
        current = open_record(record)
        if current.read_only:
            current.close()
            raise EnvironmentProblem("database_read_only")
        current.row("SELECT count(*) AS number FROM identity")
    except EnvironmentProblem as problem:
        if problem.code != "database_damaged":
            raise
        return None
    return current


def _laid_down(record: Path, copy: Path, moment: dt.datetime) -> Path | None:
    kept = record.with_name(f"{record.stem}-damaged-{moment.astimezone(dt.UTC).strftime(_STAMP)}{record.suffix}")
    half = record.with_name(record.name + ".part")
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(copy, half)
        with half.open("rb+") as written:
            os.fsync(written.fileno())
        there = record.exists()
        for ending in _BESIDE:
            old = record.with_name(record.name + ending)
            if old.exists():
                old.replace(kept.with_name(kept.name + ending))
        half.replace(record)
    except OSError as error:
        raise EnvironmentProblem("disk_full" if error.errno == 28 else "folder_unsuitable") from error
    finally:
        half.unlink(missing_ok=True)
    return kept if there else None
