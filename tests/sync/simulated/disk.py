"""The disk under one program: full, locked or failing at the n-th write; or the power goes, and it is opened again."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ttcs_desktop.storage.database import Database

_WRITES = ("BEGIN", "INSERT", "UPDATE", "DELETE", "COMMIT", "SAVEPOINT", "RELEASE")
_NAMES = {"full": "SQLITE_FULL", "failing": "SQLITE_IOERR_WRITE", "locked": "SQLITE_BUSY"}
FAULTS = (*_NAMES, "power before", "power after")


class PowerCut(BaseException):
    """The program is gone in the middle of this statement or request; nothing after it runs."""


class Disk:
    """What happens to the file of one program. `strike` arms one fault, `mend` takes it away; `struck`: it has come."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._image: dict[Path, bytes] | None = None
        self.mend()

    def strike(self, kind: str, at: int) -> None:
        """Let the `at`-th write from now on, counted from 1, meet a fault of this kind."""
        self._kind, self._left = kind, at

    def mend(self) -> None:
        self._kind, self._left, self.struck = "", 0, False

    @property
    def without_power(self) -> bool:
        return self._image is not None

    def under(self, database: Database) -> Database:
        """The same open file, with this disk below it."""
        database._connection = _Shaky(database._connection, self)
        return database

    def cut_power(self) -> None:
        """Keep the file as it lies there now, and end the program."""
        if self._image is None:
            self._image = {part: part.read_bytes() for part in self._parts() if part.exists()}
        raise PowerCut

    def power_returns(self) -> None:
        """Once every connection is dropped: the file as the power cut left it, the unfinished log beside it."""
        if self._image is None:
            return
        for part in (*self._parts(), Path(f"{self.path}-shm")):
            part.unlink(missing_ok=True)
        for part, content in self._image.items():
            part.write_bytes(content)
        self._image = None
        self.mend()

    def replace_by(self, copy: Path) -> None:
        """The file of a backup, as a careful person puts it back: without the log of the other."""
        for part in (*self._parts(), Path(f"{self.path}-shm")):
            part.unlink(missing_ok=True)
        self.path.write_bytes(copy.read_bytes())

    def before(self, connection: sqlite3.Connection, sql: str) -> None:
        if self._image is not None:
            raise PowerCut
        if not self._kind or not sql.lstrip().upper().startswith(_WRITES):
            return
        self._left -= 1
        if self._left == 0 and self._kind == "power before":
            self.cut_power()
        # A lock is met when a transaction begins, a full or failing disk at any write.
        if self._left <= 0 and self._kind in _NAMES and (self._kind != "locked" or sql.startswith("BEGIN")):
            if self._kind != "locked" and connection.in_transaction and not sql.startswith("COMMIT"):
                connection.execute("ROLLBACK")  # as SQLite does by itself
            self.struck = True
            error = sqlite3.OperationalError(self._kind)
            error.sqlite_errorname = _NAMES[self._kind]
            raise error

    def after(self) -> None:
        if self._left == 0 and self._kind == "power after":
            self.cut_power()

    def _parts(self) -> tuple[Path, Path]:
        return self.path, Path(f"{self.path}-wal")


class _Shaky:
    """An SQLite connection on a shaky disk."""

    def __init__(self, real: sqlite3.Connection, disk: Disk) -> None:
        self._real = real
        self._disk = disk

    def execute(self, sql: str, parameters: object = ()) -> sqlite3.Cursor:
        self._disk.before(self._real, sql)
        done = self._real.execute(sql, parameters)
        self._disk.after()
        return done

    def executemany(self, sql: str, rows: object) -> sqlite3.Cursor:
        self._disk.before(self._real, sql)
        done = self._real.executemany(sql, rows)
        self._disk.after()
        return done

    @property
    def in_transaction(self) -> bool:
        return self._real.in_transaction

    def close(self) -> None:
        self._real.close()
