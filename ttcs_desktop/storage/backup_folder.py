"""A folder of backups: dated copies of the record, a manifest beside each, and `files/` that they share.

A file that lies there already is not copied again, so a backup costs what is new since the last one.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ttcs_desktop.basics.clock import local
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.storage.backup import copy_half, drop_half, half_of, label_and_moment
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.errors import told_as_trouble
from ttcs_desktop.storage.files import FILES, FileStore, Kept, copied, digest_of, settle, told_of_our_folder
from ttcs_desktop.storage.held import drop_file, sweep_parts, take_name
from ttcs_desktop.storage.manifest import Manifest, manifest_of, read_manifest, write_manifest
from ttcs_desktop.storage.survey import Survey, survey

NEWEST, DAYS, MONTHS = 5, 7, 12
"""What is kept of one label: the newest five, the last of each of seven days, the last of each of twelve months."""

Progress = Callable[[str, int, int], None]
"""(phase `record` | `files` | `proof`, bytes done, bytes in all or 0); what it raises stops the backup."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as it lies in a folder.

    Attributes:
        path: the copy of the database.
        label: `daily`, `before-restore`, `v9` (before an upgrade), or empty for a file somebody named.
        size: bytes of the copy; its files are shared with the other backups of the folder.
        manifest: None for an old backup, which holds the database alone.
    """

    path: Path
    label: str
    at: dt.datetime
    size: int
    manifest: Manifest | None

    @property
    def files(self) -> FileStore:
        """The files that go with the backups of this folder."""
        return FileStore(self.path.parent / FILES)


def write_backup(
    database: Database,
    store: FileStore,
    target: Path,
    moment: dt.datetime,
    tell: Progress = lambda *_: None,
    beside: Iterable[Path] = (),
) -> Backup:
    """Write copy, files and manifest; the copy takes its name last, so that what has a name is whole.

    A file that the record names and that is not whole any more hinders nothing: the manifest says so.

    Args:
        beside: files that belong to the record and that no row names; one that is not there is none.

    Raises:
        EnvironmentProblem: `disk_full`, `disk_failing`, `backup_unsound`, `folder_unsuitable`; what was there stays.
    """
    half, pool = half_of(target), FileStore(target.parent / FILES)
    try:
        tell("record", 0, 0)
        copy_half(database, half, lambda: tell("record", 0, 0))
        found = survey_of(half)
        with told_of_our_folder(), half.open("rb") as stream:
            kept = digest_of(stream)
        missing = bring_files(pool, store, found.files, tell)
        manifest = _with_beside(_manifest(found, kept, moment, missing), pool, beside)
        with told_of_our_folder():
            write_manifest(manifest_of(target), manifest)
            take_name(half, target)
            settle(target.parent)
    finally:
        drop_half(half)
    named = label_and_moment(target)
    return Backup(target, named[0] if named else "", moment, kept.size, manifest)


def copy_backup(backup: Backup, folder: Path, tell: Progress = lambda *_: None) -> Backup:
    """Copy a backup that has a manifest into another folder, for instance on a stick; the copy takes its name last.

    Raises:
        EnvironmentProblem: `disk_full`, `disk_failing`, `folder_unsuitable`; what lies in that folder stays whole.
    """
    manifest = backup.manifest
    if manifest is None:
        raise ValueError("an old backup is copied by hand")
    with told_of_our_folder():
        folder.mkdir(parents=True, exist_ok=True)
        pool, target = FileStore(folder / FILES), folder / backup.path.name
        wanted = sum(size for name, size in manifest.files.items() if not pool.has(name, size)) + backup.size
        if shutil.disk_usage(folder).free < wanted:
            raise EnvironmentProblem("disk_full")
    missing = bring_files(pool, backup.files, manifest.files, tell)
    if missing:  # the pool was damaged since; what is not there must not be promised
        files = {name: size for name, size in manifest.files.items() if name not in missing}
        manifest = replace(manifest, files=files, missing=(*manifest.missing, *missing))
    half = half_of(target)
    try:
        tell("proof", 0, 0)
        copied(backup.path, half, Kept(manifest.sha256, manifest.size))
        with told_of_our_folder():
            write_manifest(manifest_of(target), manifest)
            take_name(half, target)
            settle(folder)
    finally:
        drop_half(half)
    return Backup(target, backup.label, backup.at, backup.size, manifest)


def backups_in(folder: Path) -> list[Backup]:
    """The backups of a folder, newest first; empty where there is no such folder."""
    found = []
    try:
        for path in folder.glob("record-*.db"):
            named = label_and_moment(path)
            if named is not None:
                found.append(_backup(path, named[0], named[1]))
    except OSError:  # a stick that was pulled out while it was read
        return []
    return sorted(found, key=lambda one: one.at, reverse=True)


def backup_at(path: Path) -> Backup:
    """Any copy that somebody points at, with its manifest when one lies beside it.

    Raises:
        OSError: there is no such file.
    """
    named = label_and_moment(path)
    if named is not None:
        return _backup(path, *named)
    return _backup(path, "", dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC))


def survey_of(copy: Path) -> Survey:
    """What a copy holds; the copy is only looked at.

    Raises:
        EnvironmentProblem: `database_damaged`.
    """
    with told_as_trouble():
        database = Database(copy, read_only=True)
        try:
            return survey(database)
        finally:
            database.close()


def prune(folder: Path, label: str) -> None:
    """Throw away what the rule no longer keeps of a label, then the files that no backup here names."""
    sweep_parts(folder, "record-*.part*")
    of_label = [one for one in backups_in(folder) if one.label == label]
    wanted = kept_moments([one.at for one in of_label])
    for old in of_label:
        if old.at not in wanted:
            drop_file(old.path)
            drop_file(manifest_of(old.path))
    pool = FileStore(folder / FILES)
    loose = set(pool.names())
    if loose:
        named = files_named_in(folder)
        for name in loose - named if named is not None else ():
            pool.drop(name)


def kept_moments(moments: Iterable[dt.datetime]) -> set[dt.datetime]:
    """Which backups of one label are kept: days and months are the office's, and only those count that have one."""
    newest_first = sorted(set(moments), reverse=True)
    last_of_day: dict[dt.date, dt.datetime] = {}
    last_of_month: dict[tuple[int, int], dt.datetime] = {}
    for moment in newest_first:
        day = local(moment).date()
        last_of_day.setdefault(day, moment)
        last_of_month.setdefault((day.year, day.month), moment)
    return {*newest_first[:NEWEST], *list(last_of_day.values())[:DAYS], *list(last_of_month.values())[:MONTHS]}


def files_named_in(folder: Path) -> set[str] | None:
    """Every file that some copy in this folder names; None when one of them cannot be asked."""
    named: set[str] = set()
    for path in folder.glob("*.db"):
        backup = backup_at(path)
        try:
            named |= backup.manifest.files.keys() if backup.manifest else survey_of(path).files.keys()
        except EnvironmentProblem:
            return None
    return named


def files_rested_on(folder: Path) -> set[str] | None:
    """The files named by copies that have none with them; None when one of them cannot be asked."""
    named: set[str] = set()
    for path in folder.glob("*.db"):
        if backup_at(path).manifest is None:
            try:
                named |= survey_of(path).files.keys()
            except EnvironmentProblem:
                return None
    return named


def _backup(path: Path, label: str, at: dt.datetime) -> Backup:
    size, manifest = path.stat().st_size, read_manifest(path)
    # A power cut between manifest and copy leaves the manifest of a copy that never came.
    return Backup(path, label, at, size, manifest if manifest and manifest.size == size else None)


def bring_files(pool: FileStore, store: FileStore, files: Mapping[str, int], tell: Progress) -> tuple[str, ...]:
    """Bring files (sha-256 → bytes) from one store into another; those that are not whole where they come from."""
    wanted = {name: size for name, size in files.items() if not pool.has(name, size)}
    total, done, missing = sum(wanted.values()), 0, []
    for name, size in wanted.items():
        before = done

        def through(count: int) -> None:
            nonlocal done
            done += count
            tell("files", min(done, total), total)

        try:
            pool.bring(store, name, through)
        except EnvironmentProblem as problem:
            if problem.code not in ("media_missing", "media_damaged"):
                raise
            missing.append(name)
        done = before + size
    return tuple(missing)


def _with_beside(manifest: Manifest, pool: FileStore, beside: Iterable[Path]) -> Manifest:
    laid = {}
    for path in beside:
        # One that is empty or out of reach is of no use after a restore either, and it hinders no backup.
        with suppress(InvalidInput, FileNotFoundError):
            if path.is_file():
                laid[path.name] = pool.keep(path)
    files = {**manifest.files, **{kept.sha256: kept.size for kept in laid.values()}}
    return replace(manifest, files=files, beside={name: kept.sha256 for name, kept in laid.items()})


def _manifest(found: Survey, kept: Kept, moment: dt.datetime, missing: tuple[str, ...]) -> Manifest:
    return Manifest(
        record_id=found.record_id,
        unit_code=found.unit_code,
        made_at=moment,
        schema=found.schema,
        sha256=kept.sha256,
        size=kept.size,
        counts=found.counts,
        last_at=found.last_at,
        lines=found.lines,
        last_hash=found.last_hash,
        files={name: size for name, size in found.files.items() if name not in missing},
        missing=missing,
    )
