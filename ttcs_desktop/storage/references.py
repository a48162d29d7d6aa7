"""Who refers to a record: read from the file's own foreign keys, so that no list of tables can be out of date."""

from __future__ import annotations

from ttcs_desktop.storage.database import Database


def referring(database: Database, table: str, record_id: str) -> dict[str, int]:
    """How many rows of each table name a record, those in the recycle bin left out; tables without one are left out."""
    links = database.rows(
        'SELECT referring.name AS owner, link."from" AS column_name FROM sqlite_master AS referring '
        "JOIN pragma_foreign_key_list(referring.name) AS link ON link.\"table\" = ? WHERE referring.type = 'table'",
        (table,),
    )
    found: dict[str, int] = {}
    for link in links:
        owner = link["owner"]
        row = database.row(
            f"SELECT count(*) AS number FROM {owner} WHERE {link['column_name']} = ? AND deleted_at IS NULL",
            (record_id,),
        )
        if row and row["number"]:
            found[owner] = found.get(owner, 0) + int(row["number"])
    return found
