"""One ward's SQLite file: opened with one set of pragmas, written in joinable transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.storage.errors import told_as_trouble

if TYPE_CHECKING:
    import sqlite_utils

Row = dict[str, Any]

_BUSY_MILLISECONDS = 5_000
# WAL with NORMAL lost acknowledged commits in a replayed power loss; FULL lost none (docs/decisions/0004).
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}",
)


class Database:
    """A connection of one thread to the ward's file.

    Attributes:
        path: where the file lies; `:memory:` in tests.
        read_only: the file may be looked at only (made by a newer program, or a read-only folder).
        refusal: the code that a save meets then.
    """

    def __init__(self, path: Path | str, *, read_only: bool = False, refusal: str = "database_read_only") -> None:
        self.path = path
        self.refusal = refusal
        self.read_only = read_only
        with told_as_trouble():
            self._connection = _connect(path, read_only=read_only)
        self._depth = 0

    @cached_property
    def tables(self) -> sqlite_utils.Database:
        """The same connection as sqlite-utils sees it: for schema, migrations and single rows."""
        import sqlite_utils  # noqa: PLC0415  0.2 s that the first screen need not wait for

        return sqlite_utils.Database(self._connection, execute_plugins=False, strict=True)

    @property
    def connection(self) -> sqlite3.Connection:
        """The bare connection, for migrations and backup inside this room."""
        return self._connection

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Joins the transaction that is open, so that a page of sync and its rows are one commit.

        Raises:
            EnvironmentProblem: `database_locked`, `disk_full`, …; nothing of the transaction is kept.
        """
        if self._depth:
            with self._joined():
                yield
            return
        if self.read_only:
            raise EnvironmentProblem(self.refusal)
        with told_as_trouble():
            self._connection.execute("BEGIN IMMEDIATE")
            self._depth = 1
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                # SQLite has already rolled back after a full disk or a failed read.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            finally:
                self._depth = 0

    @contextmanager
    def _joined(self) -> Iterator[None]:
        """A part of the open transaction: whoever catches its error and goes on does not commit half of it."""
        name = f"part_{self._depth}"
        self._connection.execute(f"SAVEPOINT {name}")
        self._depth += 1
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute(f"ROLLBACK TO {name}")
            raise
        finally:
            self._depth -= 1
            if self._connection.in_transaction:
                self._connection.execute(f"RELEASE {name}")

    def written_by_others(self) -> int:
        """A number that is another one when somebody else wrote to the file meanwhile."""
        found = self.row("PRAGMA data_version")
        return int(found["data_version"]) if found else 0

    def rows(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> list[Row]:
        """Every row of a select, as dictionaries."""
        with told_as_trouble():
            cursor = self._connection.execute(sql, parameters)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, values, strict=True)) for values in cursor]

    def tuples(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> list[tuple[Any, ...]]:
        """Every row of a select as the file gives it, in the order of its columns: for lists of tens of thousands."""
        with told_as_trouble():
            return self._connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> Row | None:
        """The first row of a select, or None."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def execute(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> int:
        """Run one writing statement inside the open transaction; the number of rows it touched."""
        with told_as_trouble():
            return self._connection.execute(sql, parameters).rowcount

    def insert(self, table: str, rows: Iterable[Row]) -> None:
        """Add rows; a row that is there already is our mistake."""
        for names, group in _by_columns(rows):
            self._write_many(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({_marks(names)})", group)

    def put(self, table: str, rows: Iterable[Row], key: str = "id") -> None:
        """Add rows, or replace the columns of those that are there."""
        for names, group in _by_columns(rows):
            others = ", ".join(f"{name} = excluded.{name}" for name in names if name != key)
            then = f"UPDATE SET {others}" if others else "NOTHING"
            self._write_many(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES ({_marks(names)}) ON CONFLICT ({key}) DO {then}",
                group,
            )

    def append(self, table: str, rows: Sequence[Row]) -> None:
        """The same as `insert`, for rows that share their columns."""
        self.insert(table, rows)

    def append_new(self, table: str, rows: Sequence[Row]) -> None:
        """The same, leaving out those whose key is there already."""
        for names, group in _by_columns(rows):
            self._write_many(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES ({_marks(names)}) ON CONFLICT DO NOTHING", group
            )

    def append_new_tuples(self, table: str, names: Sequence[str], rows: Iterable[tuple[object, ...]]) -> None:
        """The same, for tens of thousands: values in the order of `names`, taken one row after the other."""
        sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({_marks(names)}) ON CONFLICT DO NOTHING"
        with told_as_trouble():
            self._connection.executemany(sql, rows)

    def _write_many(self, sql: str, rows: Iterable[Row]) -> None:
        """Rows whose columns stand in the order in which `sql` names them, as `_by_columns` puts them together."""
        with told_as_trouble():
            self._connection.executemany(sql, map(tuple, map(dict.values, rows)))


def _by_columns(rows: Iterable[Row]) -> list[tuple[tuple[str, ...], list[Row]]]:
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row), []).append(row)
    return list(groups.items())


def _marks(names: Sequence[str]) -> str:
    return ", ".join("?" * len(names))


def _connect(path: Path | str, *, read_only: bool) -> sqlite3.Connection:
    if path == ":memory:":
        return _prepared(sqlite3.connect(":memory:", isolation_level=None), read_only=read_only)
    address = Path(path).absolute().as_uri()
    if not read_only:
        return _prepared(_opened(f"{address}?mode=rwc"), read_only=False)
    try:
        return _prepared(_opened(f"{address}?mode=ro"), read_only=True)
    except sqlite3.OperationalError:
        # In a folder we may not write, the log's index cannot be made: look at the file as it lies there.
        return _prepared(_opened(f"{address}?mode=ro&immutable=1"), read_only=True)


def _opened(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, isolation_level=None)


def _prepared(connection: sqlite3.Connection, *, read_only: bool) -> sqlite3.Connection:
    try:
        if read_only:
            connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
        else:
            for pragma in _PRAGMAS:
                connection.execute(pragma)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # a damaged file is told now, not later
    except sqlite3.Error:
        connection.close()
        raise
    return connection
