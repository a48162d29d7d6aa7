"""What the steps of the schema make their tables with; a released step rests on it, so it keeps its meaning."""

from __future__ import annotations

import sqlite_utils

Columns = dict[str, object]
_STAMPS: Columns = {
    "created_at": str,
    "created_by": str,
    "updated_at": str,
    "updated_by": str,
    "rev": int,
}


def table(db: sqlite_utils.Database, name: str, columns: Columns, *, links: tuple[tuple[str, str], ...] = ()) -> None:
    """A STRICT table whose columns are required unless written as `str | None`."""
    optional = {str | None: str, int | None: int, bytes | None: bytes}
    plain = {column: optional.get(kind, kind) for column, kind in columns.items()}  # type: ignore[call-overload]
    db.table(name).create(
        plain,
        pk=next(iter(columns)),
        not_null={column for column, kind in columns.items() if kind not in optional},
        foreign_keys=[(column, other, "id") for column, other in links],
        strict=True,
    )


def record(db: sqlite_utils.Database, name: str, columns: Columns, *, links: tuple[tuple[str, str], ...] = ()) -> None:
    """A table of records that people make and change: id, who and when, revision, recycle bin."""
    table(db, name, {"id": str, **columns, **_STAMPS, "deleted_at": str | None}, links=links)


def fact(db: sqlite_utils.Database, name: str, columns: Columns, *, links: tuple[tuple[str, str], ...] = ()) -> None:
    """An append-only table: a fix is a new row, and the file itself refuses the rest."""
    table(db, name, {"id": str, **columns, **_STAMPS, "deleted_at": str | None}, links=links)
    guard(db, name)


def guard(db: sqlite_utils.Database, name: str) -> None:
    """Let the file itself refuse to change or to lose a row of this table."""
    for verb in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER {name}_refuses_{verb.lower()} BEFORE {verb} ON {name} "
            f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
        )
