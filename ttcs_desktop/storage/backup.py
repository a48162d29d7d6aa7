"""Copies of the ward's file that are opened again before they are believed."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.errors import told_as_trouble
from ttcs_desktop.storage.files import settle, told_of_our_folder
from ttcs_desktop.storage.held import drop_file, take_name

FOLDER = "backups"
_STAMP = "%Y%m%dT%H%M%S%f"
_KEPT_COPIES = 5
_STEPS_BETWEEN_LOOKS = 200_000  # of SQLite's machine: some milliseconds

Still = Callable[[], None]
"""Called again and again while something long is under way; what it raises stops it."""


def copy_to(database: Database, target: Path) -> None:
    """Write one consistent, verified copy to `target`; a file of that name is replaced only by a good copy.

    Raises:
        EnvironmentProblem: `disk_full`, `backup_unsound`.
    """
    half = half_of(target)
    try:
        copy_half(database, half)
        with told_of_our_folder():
            take_name(half, target)
            settle(target.parent)
    finally:
        drop_half(half)


def copy_half(database: Database, half: Path, still: Still = lambda: None) -> None:
    """Write a copy under a name that nobody takes for a whole one, prove it and bring it to the disk."""
    drop_half(half)
    if half.exists():
        raise EnvironmentProblem("file_held", name=half.name)
    with told_as_trouble(), _looked_after(database.connection, still):
        database.connection.execute("VACUUM INTO ?", (str(half),))
    with told_as_trouble():
        _prove(half, still)
    with told_of_our_folder(), half.open("rb+") as written:
        os.fsync(written.fileno())


def copy_beside(database: Database, *, label: str, moment: dt.datetime) -> Path:
    """A dated copy in `backups/` beside the file, of the database alone; the newest five of each label are kept."""
    folder = Path(database.path).parent / FOLDER
    target = place_for(folder, label, moment)
    copy_to(database, target)
    for old in sorted(folder.glob(f"record-{label}-*.db"))[:-_KEPT_COPIES]:
        drop_file(old)
    return target


def place_for(folder: Path, label: str, moment: dt.datetime) -> Path:
    """The name of a copy in a folder of backups, which is made when needed.

    Raises:
        EnvironmentProblem: `folder_unsuitable`.
    """
    with told_of_our_folder():
        folder.mkdir(parents=True, exist_ok=True)
    return folder / f"record-{label}-{moment.astimezone(dt.UTC).strftime(_STAMP)}.db"


def label_and_moment(path: Path) -> tuple[str, dt.datetime] | None:
    """What the name of a copy says; None for a name of another shape."""
    words = path.stem.split("-")
    try:
        moment = dt.datetime.strptime(words[-1], _STAMP).replace(tzinfo=dt.UTC)
    except ValueError:
        return None
    return ("-".join(words[1:-1]), moment) if words[0] == "record" else None


def newest_copy(folder: Path, *, label: str) -> dt.datetime | None:
    """When the newest copy of a label was made, by its name."""
    names = sorted((folder / FOLDER).glob(f"record-{label}-*.db"))
    named = label_and_moment(names[-1]) if names else None
    return named[1] if named else None


def half_of(target: Path) -> Path:
    """Where a copy is written before it takes its name."""
    return target.with_name(target.name + ".part")


def drop_half(half: Path) -> None:
    """Leave nothing of a copy that did not become whole."""
    for ending in ("", "-wal", "-shm", "-journal"):
        drop_file(half.with_name(half.name + ending))


@contextmanager
def _looked_after(connection: sqlite3.Connection, still: Still) -> Iterator[None]:
    """Let `still` stop a long statement: SQLite asks in between, and says only that it was interrupted."""
    raised: list[BaseException] = []

    def look() -> int:
        try:
            still()
        except BaseException as wish:  # noqa: BLE001  carried over to the caller below
            raised.append(wish)
            return 1
        return 0

    connection.set_progress_handler(look, _STEPS_BETWEEN_LOOKS)
    try:
        yield
    except sqlite3.OperationalError:
        if raised:
            raise raised[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _prove(path: Path, still: Still) -> None:
    connection = sqlite3.connect(path)
    try:
        with _looked_after(connection, still):
            if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise EnvironmentProblem("backup_unsound")
    finally:
        connection.close()
