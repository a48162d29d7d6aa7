"""What SQLite complains about, told as the officer's trouble."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput

_BY_FULL_RESULT = {"SQLITE_IOERR_SHMSIZE": "disk_full"}  # a full disk met while the log's index is made
_BY_RESULT = {
    "SQLITE_BUSY": "database_locked",
    "SQLITE_LOCKED": "database_locked",
    "SQLITE_READONLY": "database_read_only",
    "SQLITE_PERM": "database_read_only",
    "SQLITE_CANTOPEN": "database_unreachable",
    "SQLITE_IOERR": "disk_failing",
    "SQLITE_FULL": "disk_full",
    "SQLITE_CORRUPT": "database_damaged",
    "SQLITE_NOTADB": "database_damaged",
}


@contextmanager
def told_as_trouble() -> Iterator[None]:
    """Raise `EnvironmentProblem` for what the machine did; let our own mistakes through as they are."""
    try:
        yield
    except sqlite3.Error as error:
        full = getattr(error, "sqlite_errorname", "")
        # SQLITE_IOERR_WRITE and its kin share their first two words with the primary result.
        code = _BY_FULL_RESULT.get(full) or _BY_RESULT.get("_".join(full.split("_")[:2]))
        if code is None:
            raise
        raise EnvironmentProblem(code) from error


@contextmanager
def told_as_misfit() -> Iterator[None]:
    """Raise `InvalidInput` (`row_misfit`) for rows from elsewhere that the file's own rules refuse: what they belong to
    is not there, or their place is taken."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise InvalidInput("", "row_misfit") from error
