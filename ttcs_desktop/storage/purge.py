"""Throwing rows away for good: only what nothing that stays refers to.

A reference is an id that stands anywhere in a row: in a link, in a list, in the frozen body of a report. Ids are
UUIDs, so whoever names one means that record; a subject need not say which of its columns hold ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.storage.database import Database, Row

# History is kept for ever and names everything; images, ops, drafts and the search index go their own ways.
# A mention only repeats what the row says that mentions; a file on its way needs its item no longer than that is there.
_PLUMBING = frozenset("history_record image op their_op conflict_copy draft identity mention media_transfer".split())
_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_PROSE = frozenset({"text", "ids"})  # what people wrote; and the history's list of what an action touched


@dataclass(frozen=True, slots=True)
class Disposable:
    """What may be thrown away of a table.

    Attributes:
        owner: the column with the record that such a row belongs to and goes with; empty for a row of its own.
        used: SQL that is true while a row of a table without owners is needed; empty where only the bin decides.
    """

    table: str
    owner: str = ""
    used: str = ""


def disposable_rows(database: Database, rules: Sequence[Disposable], before: str) -> dict[str, list[str]]:
    """Ids by table of what lies in the recycle bin since before a moment, with what belongs to it.

    Nothing that a row outside names is among them, nor what such a row belongs to.
    """
    found = {
        row["id"]: rule.table
        for rule in rules
        for row in database.rows(f"SELECT id FROM {rule.table} WHERE deleted_at < ?", (before,))
    }
    owners: dict[str, str] = {}
    while True:
        more = {
            row["id"]: (rule.table, row["owner"])
            for rule in rules
            if rule.owner
            for row in _rows_of_owners(database, rule, found)
            if row["id"] not in owners
        }
        if not more:
            break
        found |= {record: table for record, (table, _) in more.items()}
        owners |= {record: owner for record, (_, owner) in more.items()}
    for record in _needed(database, found, owners):
        del found[record]
    by_table: dict[str, list[str]] = {}
    for record, table in found.items():
        by_table.setdefault(table, []).append(record)
    return by_table


def unused_rows(database: Database, rules: Sequence[Disposable], before: str) -> dict[str, list[str]]:
    """Ids by table of shared facts, such as the entry of a received file, that nothing needs any more."""
    found = {
        rule.table: [
            row["id"]
            for row in database.rows(
                f"SELECT id FROM {rule.table} WHERE created_at < ? AND NOT ({rule.used})", (before,)
            )
        ]
        for rule in rules
        if rule.used
    }
    return {table: ids for table, ids in found.items() if ids}


def throw_away(database: Database, rows: Mapping[str, Sequence[str]]) -> None:
    """Delete rows, facts too, inside the caller's transaction; the file's own guards stand again when this returns."""
    database.execute("PRAGMA defer_foreign_keys = ON")  # parents and children go together
    for table, ids in rows.items():
        with _unguarded(database, table):
            for record in ids:
                database.execute(f"DELETE FROM {table} WHERE id = ?", (record,))


def replace_fact(database: Database, table: str, row: Row) -> None:
    """Write a row of a table that only grows, in the place of the one with its id, inside the caller's transaction."""
    if database.row(f"SELECT 1 AS one FROM {table} WHERE id = ?", (row["id"],)) is not None:
        database.execute("PRAGMA defer_foreign_keys = ON")  # what names the record goes on naming it
        with _unguarded(database, table):
            database.execute(f"DELETE FROM {table} WHERE id = ?", (row["id"],))
    database.insert(table, [row])


@contextmanager
def _unguarded(database: Database, table: str) -> Iterator[None]:
    """Without the triggers that refuse to lose a row; they stand again after it, or the transaction falls."""
    guards = database.rows(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? AND name LIKE '%_refuses_delete'",
        (table,),
    )
    for guard in guards:
        database.execute(f"DROP TRIGGER {guard['name']}")
    yield
    for guard in guards:
        database.execute(guard["sql"])


def _rows_of_owners(database: Database, rule: Disposable, owners: Mapping[str, str]) -> Iterator[Row]:
    for row in database.rows(f"SELECT id, {rule.owner} AS owner FROM {rule.table} WHERE {rule.owner} IS NOT NULL"):
        if row["owner"] in owners:
            yield row


def _needed(database: Database, found: Mapping[str, str], owners: Mapping[str, str]) -> set[str]:
    """Of what could go: what somebody that stays names, and what that names in its turn."""
    if not found:
        return set()
    named_by: dict[str, set[str]] = {}
    needed: set[str] = set()
    for record, names in _names(database, found.keys()):
        if record in found:
            named_by.setdefault(record, set()).update(names)
        else:
            needed |= names
    belongings: dict[str, set[str]] = {}
    for record, owner in owners.items():
        belongings.setdefault(owner, set()).add(record)
    waiting = list(needed)
    while waiting:
        record = waiting.pop()
        fresh = (named_by.get(record, set()) | belongings.get(record, set())) - needed
        needed |= fresh
        waiting += fresh
    return needed


def _names(database: Database, wanted: Set[str]) -> Iterator[tuple[str, set[str]]]:
    """Every row that names some of the wanted ids, with those."""
    for table in database.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"):
        name = table["name"]
        if name in _PLUMBING or name.startswith(("search_", "sqlite_")):
            continue
        columns = [row["name"] for row in database.rows(f"SELECT name FROM pragma_table_info('{name}')")]
        read = [column for column in columns if column not in _PROSE]
        key = "id" if "id" in columns else columns[0]
        for row in database.rows(f"SELECT {', '.join(read)} FROM {name}"):
            told = {found for value in row.values() for found in _ids_in(value)} & wanted
            told.discard(str(row[key]))
            if told:
                yield str(row[key]), told


def _ids_in(value: object) -> list[str]:
    text = value.decode(errors="replace") if isinstance(value, bytes) else value
    return _ID.findall(text) if isinstance(text, str) else []
