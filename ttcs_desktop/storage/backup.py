"""Copies of the ward's file that are opened again before they are believed."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.errors import told_as_trouble

_FOLDER = "backups"
_STAMP = "%Y%m%dT%H%M%S%f"
_KEPT_COPIES = 5


def copy_to(database: Database, target: Path) -> None:
    """Write one consistent, verified copy to `target`; a file of that name is replaced only by a good copy.

    Raises:
        EnvironmentProblem: `disk_full`, `backup_unsound`.
    """
    half = target.with_name(target.name + ".part")
    half.unlink(missing_ok=True)
    try:
        with told_as_trouble():
            database.connection.execute("VACUUM INTO ?", (str(half),))
            _prove(half)
        half.replace(target)
    except OSError as error:
        raise EnvironmentProblem("disk_full" if error.errno == 28 else "folder_unsuitable") from error
    finally:
        half.unlink(missing_ok=True)


def copy_beside(database: Database, *, label: str, moment: dt.datetime) -> Path:
    """A dated copy in `backups/` beside the file; the newest five of each label are kept."""
    folder = Path(database.path).parent / _FOLDER
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem("folder_unsuitable") from error
    target = folder / f"record-{label}-{moment.astimezone(dt.UTC).strftime(_STAMP)}.db"
    copy_to(database, target)
    for old in sorted(folder.glob(f"record-{label}-*.db"))[:-_KEPT_COPIES]:
        old.unlink(missing_ok=True)
    return target


def newest_copy(folder: Path, *, label: str) -> dt.datetime | None:
    """When the newest copy of a label was made, by its name."""
    names = sorted(path.stem for path in (folder / _FOLDER).glob(f"record-{label}-*.db"))
    if not names:
        return None
    return dt.datetime.strptime(names[-1].rsplit("-", 1)[1], _STAMP).replace(tzinfo=dt.UTC)


def _prove(path: Path) -> None:
    connection = sqlite3.connect(path)
    try:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise EnvironmentProblem("backup_unsound")
    finally:
        connection.close()
