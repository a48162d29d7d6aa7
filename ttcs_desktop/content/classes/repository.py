"""What the record knows of classes said before."""

from __future__ import annotations

from ttcs_desktop.content.classes.model import UsualClasses
from ttcs_desktop.content.model import Priority
from ttcs_desktop.storage.database import Database
from ttcs_desktop.vietnamese.text import fold_words

_NEWEST = 2_000


def usual_classes(database: Database) -> UsualClasses:
    """By the newest items that have a sender or a column."""
    rows = database.rows(
        "SELECT source, column_id, priority FROM item WHERE deleted_at IS NULL AND priority <> ? "
        "AND (source <> '' OR column_id IS NOT NULL) ORDER BY created_at DESC, id DESC LIMIT ?",
        (Priority.URGENT.value, _NEWEST),
    )
    by_source: dict[str, Priority] = {}
    by_column: dict[str, Priority] = {}
    for row in rows:
        priority = Priority(row["priority"])
        if row["source"]:
            by_source.setdefault(fold_words(row["source"]), priority)
        if row["column_id"]:
            by_column.setdefault(row["column_id"], priority)
    return UsualClasses(by_source, by_column)
