"""Putting a copy back in the place of the record: proved first, and what stood there is kept beside it."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.storage.backup import copy_beside
from ttcs_desktop.storage.backup_folder import Progress, backup_at, bring_files
from ttcs_desktop.storage.beside import BesideFiles
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.errors import told_as_trouble
from ttcs_desktop.storage.files import FILES, FileStore, settle
from ttcs_desktop.storage.held import drop_file, take_name
from ttcs_desktop.storage.schema import SCHEMA_VERSION, open_record, version_of
from ttcs_desktop.storage.survey import survey

Accept = Callable[[Database, Database | None], None]

_STAMP = "%Y%m%dT%H%M%S%f"
_BESIDE = ("", "-wal", "-shm")
_PAGES_A_STEP = 2_000
_DAMAGED = ("database_damaged", "backup_unsound")


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did.

    Attributes:
        kept: where the record that stood there lies now, None when there was none.
        missing: sha-256 of the files that the restored record names and that are neither here nor with the backup.
    """

    kept: Path | None
    missing: tuple[str, ...]


def restore(
    record: Path,
    copy: Path,
    moment: dt.datetime,
    accept: Accept,
    tell: Progress = lambda *_: None,
    beside: Sequence[str] = (),
) -> Restored:
    """Make `copy` the record, with the files that lie beside it.

    Files come first: they are named by what is in them and take nothing away. A record that can be read is then written
    over in one transaction, so that a power cut leaves the old one or the new one; a damaged one is moved aside.

    Args:
        accept: raises when the copy (first) must not take the place of the record (second, None when there is none).
        tell: phases `proof`, `files`, `record`; what it raises stops, and the record is still the old one.
        beside: names of files that lie beside the record by a name of their own; no other name of a manifest is taken.

    Raises:
        InvalidInput: `copy_unsound` when it is no whole record, `copy_newer` when a newer program made it, and what
            `accept` raises. EnvironmentProblem: `disk_full`, `database_locked`, `folder_unsuitable`.
    """
    tell("proof", 0, 0)
    source = _opened(copy)
    try:
        current = _readable(record)
        try:
            accept(source, current)
            missing = _files_brought(source, copy, record.parent, tell)
            laid = BesideFiles(record.parent, backup_at(copy), beside)
            try:
                kept = _written_over(source, current, moment, tell) if current is not None else None
                if kept is None:
                    if current is not None:
                        current.close()
                    kept = _laid_down(record, copy, moment)
                laid.put_in_place(moment.astimezone(dt.UTC).strftime(_STAMP))
            finally:
                laid.drop()
            return Restored(kept, (*missing, *laid.missing))
        finally:
            if current is not None:
                current.close()
    finally:
        source.close()


def _files_brought(source: Database, copy: Path, folder: Path, tell: Progress) -> tuple[str, ...]:
    ours, theirs = FileStore(folder / FILES), backup_at(copy).files
    wanted = survey(source).files
    if ours.place("") == theirs.place(""):  # a copy that lies in the ward's own folder
        return tuple(name for name, size in wanted.items() if not ours.has(name, size))
    return bring_files(ours, theirs, wanted, tell)


def _written_over(source: Database, current: Database, moment: dt.datetime, tell: Progress) -> Path | None:
    """The copy of what stood there; None when it is too damaged to be copied, and nothing was written then."""
    with current.transaction():
        pass  # says so when somebody is writing; the copying below would wait for them without a word
    try:
        kept = copy_beside(current, label="before-restore", moment=moment)
    except EnvironmentProblem as problem:
        if problem.code not in _DAMAGED:
            raise
        return None

    def through(_status: int, left: int, total: int) -> None:
        tell("record", total - left, total)

    with told_as_trouble():
        source.connection.backup(current.connection, pages=_PAGES_A_STEP, progress=through)
    return kept


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
        _exchanged(record, half, kept)
        settle(record.parent)
    except OSError as error:
        raise EnvironmentProblem("disk_full" if error.errno == 28 else "folder_unsuitable") from error
    finally:
        drop_file(half)
    return kept if there else None


def _exchanged(record: Path, half: Path, kept: Path) -> None:
    """Move what stands there aside and `half` into its place; where one of them is held, all stand as they stood."""
    moved: list[tuple[Path, Path]] = []
    try:
        for ending in _BESIDE:
            old = record.with_name(record.name + ending)
            if old.exists():
                aside = kept.with_name(kept.name + ending)
                take_name(old, aside)
                moved.append((aside, old))
        take_name(half, record)
    except (OSError, EnvironmentProblem):
        for aside, old in reversed(moved):
            with suppress(OSError, EnvironmentProblem):
                take_name(aside, old)
        raise
