"""The next steps of the schema: undo, search, what came in, what is owed. `migrations` goes on from here."""

from __future__ import annotations

import sqlite_utils

from ttcs_desktop.storage.migration_tables import fact as _fact
from ttcs_desktop.storage.migration_tables import record as _record
from ttcs_desktop.storage.migration_tables import table as _table
from ttcs_desktop.storage.migrations_first import steps

__all__ = ["steps"]


@steps()
def m0006_undo_and_drafts(db: sqlite_utils.Database) -> None:
    """What rows looked like before and after an action, and what was typed and not yet saved."""
    _table(db, "image", {"seq": int, "takes_back": int | None, "body": bytes})
    _table(db, "draft", {"place": str, "body": str, "saved_at": str})


@steps()
def m0007_agencies(db: sqlite_utils.Database) -> None:
    """The agencies that tasks name, and the short names by which annexes call them."""
    _record(db, "agency", {"name": str})
    _record(db, "agency_alias", {"agency_id": str, "alias": str}, links=(("agency_id", "agency"),))
    db.table("agency_alias").create_index(["agency_id"])


@steps()
def m0008_search(db: sqlite_utils.Database) -> None:
    """What is searched, and its index; where records are there already, it waits to be built."""
    texts = ("tag", "title", "title_folded", "body", "body_folded")
    _table(db, "search_text", {"doc": int, "kind": str, "record_id": str, "part": str, **dict.fromkeys(texts, str)})
    db.table("search_text").create_index(["kind", "record_id", "part"], unique=True)
    for name, columns in (("search_title", texts[:3]), ("search_words", texts)):
        db.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5 ({', '.join(columns)}, content='search_text', "
            "content_rowid='doc', tokenize='unicode61 remove_diacritics 0', prefix='1', columnsize=0)"
        )
    _table(db, "search_state", {"key": str, "value": str})
    db.execute("INSERT INTO search_state SELECT 'to_build', '' WHERE EXISTS (SELECT 1 FROM history)")


@steps()
def m0009_occurrences(db: sqlite_utils.Database) -> None:
    """What was said of a period of a task; the periods themselves are computed."""
    said = ("state", "result", "difficulty", "person", "evidence", "document")
    _record(
        db,
        "occurrence",
        {"task_id": str, "period": str, "done_on": str | None, **dict.fromkeys(said, str)},
        links=(("task_id", "task"),),
    )
    db.table("occurrence").create_index(["task_id", "period"], unique=True)


@steps()
def m0010_media(db: sqlite_utils.Database) -> None:
    """Files as they were received, whose items they are, and how an item reached the office."""
    _fact(db, "media", {"sha256": str, "name": str, "bytes": int, "kind": str, "seconds": int | None})
    db.table("media").create_index(["sha256"], unique=True)
    _record(db, "item_media", {"item_id": str, "media_id": str}, links=(("item_id", "item"), ("media_id", "media")))
    db.table("item_media").create_index(["item_id"])
    db.table("item_media").create_index(["media_id"])
    db.execute("ALTER TABLE item ADD COLUMN way TEXT NOT NULL DEFAULT 'own'")
    db.execute("ALTER TABLE item ADD COLUMN received_on TEXT")
    db.execute("ALTER TABLE item ADD COLUMN source TEXT NOT NULL DEFAULT ''")
    db.execute("CREATE INDEX idx_item_received ON item (created_at) WHERE received_on IS NOT NULL")


@steps()
def m0011_topics(db: sqlite_utils.Database) -> None:
    """The topics of a year, and which items tell of them."""
    _record(
        db,
        "topic",
        {
            "year": int,
            **dict.fromkeys(("code", "text", "field", "giver"), str),
            "from_day": str | None,
            "to_day": str | None,
            "wanted": int,
            "per": str,
            "position": int,
            "copied_from": str | None,
        },
    )
    db.table("topic").create_index(["year", "position"])
    _record(db, "item_topic", {"item_id": str, "topic_id": str}, links=(("item_id", "item"), ("topic_id", "topic")))
    db.table("item_topic").create_index(["item_id"])
    db.table("item_topic").create_index(["topic_id"])


@steps()
def m0012_versions_brought_back(db: sqlite_utils.Database) -> None:
    """Which older version a wording brought back."""
    db.execute("ALTER TABLE item_version ADD COLUMN restores INTEGER")


@steps()
def m0013_attachments(db: sqlite_utils.Database) -> None:
    """Files attached to any record, and the words in them; the files themselves lie beside the record by sha-256."""
    _record(db, "attachment", {"owner_kind": str, "owner_id": str, "name": str, "bytes": int, "sha256": str})
    db.table("attachment").create_index(["owner_id", "owner_kind"])
    _fact(db, "file_text", {"sha256": str, "text": str})


@steps()
def m0014_collecting(db: sqlite_utils.Database) -> None:
    """Reports that agencies owe: the list of a year, each dated step, what came in."""
    _record(db, "collection", {"template": str, "year": int, "due": str, "asked": str})
    db.table("collection").create_index(["template", "year"], unique=True)
    contact = dict.fromkeys(("contact", "phone", "address"), str)
    _record(
        db,
        "collection_agency",
        {"collection_id": str, "position": int, "name": str, **contact, "asked": str},
        links=(("collection_id", "collection"),),
    )
    db.table("collection_agency").create_index(["collection_id", "position"])
    to_agency = (("respondent_id", "collection_agency"),)
    said = dict.fromkeys(("kind", "day", "way", "document", "reason"), str)
    _record(db, "collection_step", {"respondent_id": str, **said}, links=to_agency)
    db.table("collection_step").create_index(["respondent_id", "day"])
    told = ("received_on", "way", "document", "results", "difficulties", "proposals", "figures")
    source = ("source_name", "source_sha256")
    columns = dict.fromkeys((*told, *source), str)
    _record(db, "collection_report", {"respondent_id": str, **columns}, links=to_agency)
    db.table("collection_report").create_index(["respondent_id", "received_on"])


@steps()
def m0015_targets(db: sqlite_utils.Database) -> None:
    """What a ward itself wants of a target in a year, and the numbers it says by hand."""
    _record(db, "target_level", {"target": str, "year": int, "wanted": str, "source": str, "decided_on": str})
    db.table("target_level").create_index(["target", "year"], unique=True)
    said = {"value": str, "reason": str, "person": str, "as_of": str}
    _record(db, "target_value", {"target": str, "year": int, **said})
    db.table("target_value").create_index(["target", "year"], unique=True)


@steps()
def m0016_directives(db: sqlite_utils.Database) -> None:
    """Papers that came in, and what rests on them; `target_id` is a plan, a task or a directive."""
    texts = ("number", "notation", "type_name", "organ", "organ_id", "subject", "language", "signer", "signer_position")
    more = ("urgency", "file_notation", "receiver", "handler", "reply", "note", "source")
    days = ("issued_on", "arrived_on", "handed_on", "due_on", "handled_on", "valid_from", "valid_to", "replaced_by")
    numbers = ("pages", "copies", "arrival_number")
    _record(
        db,
        "directive",
        {
            **dict.fromkeys((*texts, *more), str),
            **dict.fromkeys(days, str | None),
            **dict.fromkeys(numbers, int | None),
        },
        links=(("replaced_by", "directive"),),
    )
    db.table("directive").create_index(["arrived_on"])
    db.table("directive").create_index(["number"])
    db.execute("CREATE INDEX idx_directive_due ON directive (due_on) WHERE handled_on IS NULL")
    _record(
        db,
        "directive_link",
        {"directive_id": str, "kind": str, "target_id": str},
        links=(("directive_id", "directive"),),
    )
    db.table("directive_link").create_index(["directive_id"])
    db.table("directive_link").create_index(["target_id", "kind"])
