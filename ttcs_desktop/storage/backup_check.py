"""Whether a backup can be trusted, and what putting it back would take away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.storage.backup_folder import Backup, Progress
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.files import digest_of, told_of_our_folder
from ttcs_desktop.storage.schema import SCHEMA_VERSION
from ttcs_desktop.storage.survey import Line, Survey, hash_of_line, lines_after, survey

_LINES = 5


@dataclass(frozen=True, slots=True)
class Checked:
    """A backup, read through.

    Attributes:
        problem: `copy_unsound` or `copy_newer`, None when it can be put back.
        holds: what is in it; None when it cannot be read.
        missing: sha-256 of files that it names and that do not lie whole beside it.
    """

    problem: str | None
    holds: Survey | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """What the record has and a backup has not.

    Attributes:
        counts: table → rows more in the record than in the backup; a negative number are rows that would come back.
        lines: how many actions came after the backup; `last` are the newest of them.
        parted: the backup is no earlier moment of this record's history: the two have gone different ways since.
    """

    counts: Mapping[str, int]
    lines: int
    last: tuple[Line, ...]
    parted: bool


def check_backup(backup: Backup, tell: Progress = lambda *_: None) -> Checked:
    """Read a backup through: the copy, its digest, every file; stops where `tell` raises."""
    try:
        source = Database(backup.path, read_only=True)
    except EnvironmentProblem:
        return Checked("copy_unsound", None, ())
    try:
        tell("proof", 0, 0)
        if source.row("PRAGMA integrity_check") != {"integrity_check": "ok"}:
            return Checked("copy_unsound", None, ())
        holds = survey(source)
    except EnvironmentProblem:
        return Checked("copy_unsound", None, ())
    finally:
        source.close()
    if holds.schema > SCHEMA_VERSION:
        return Checked("copy_newer", holds, ())
    if not holds.record_id or not _as_promised(backup):
        return Checked("copy_unsound", holds, ())
    beside = backup.manifest.beside if backup.manifest and backup.manifest.beside else {}
    wanted = {**holds.files, **dict.fromkeys(beside.values(), 0)}
    return Checked(None, holds, _not_whole(backup, wanted, tell))


def loss(record: Database, holds: Survey) -> Loss:
    """What would be lost if a backup took the place of this record."""
    now = survey(record)
    known = now.counts.keys() | holds.counts.keys()
    counts = {name: now.counts.get(name, 0) - holds.counts.get(name, 0) for name in sorted(known)}
    return Loss(
        counts={name: number for name, number in counts.items() if number},
        lines=max(0, now.lines - holds.lines),
        last=tuple(lines_after(record, holds.lines, most=_LINES)),
        parted=hash_of_line(record, holds.lines) != holds.last_hash,
    )


def forgotten(record: Database, backups: Iterable[Backup], since: dt.datetime | None) -> list[Backup]:
    """Backups whose end of the history the record has no more: lines were cut or changed after they were made.

    Only those made after `since` bear witness: the record went back to an older backup then, which is no fault.
    """
    return [
        one
        for one in backups
        if one.manifest is not None
        and (since is None or one.at > since)
        and hash_of_line(record, one.manifest.lines) != one.manifest.last_hash
    ]


def _as_promised(backup: Backup) -> bool:
    """Whether the copy still is, byte for byte, what its manifest says."""
    if backup.manifest is None:
        return True
    with told_of_our_folder(), backup.path.open("rb") as stream:
        return digest_of(stream).sha256 == backup.manifest.sha256


def _not_whole(backup: Backup, files: Mapping[str, int], tell: Progress) -> tuple[str, ...]:
    pool, total, done, missing = backup.files, sum(files.values()), 0, []
    for name, size in files.items():
        tell("files", done, total)
        if not pool.is_whole(name):
            missing.append(name)
        done += size
    return tuple(missing)
