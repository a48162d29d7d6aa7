"""The first steps of the schema: office, plans, content, station and figures. `migrations` goes on from here."""

from __future__ import annotations

import sqlite_utils
from sqlite_utils import Migrations

from ttcs_desktop.storage.migration_tables import fact as _fact
from ttcs_desktop.storage.migration_tables import guard as _guard
from ttcs_desktop.storage.migration_tables import record as _record
from ttcs_desktop.storage.migration_tables import table as _table

steps = Migrations("ttcs_desktop")


@steps()
def m0001_office_and_ledger(db: sqlite_utils.Database) -> None:
    """Who keeps the record, and the ledger under everything."""
    _table(db, "identity", {"key": str, "value": str})
    _record(
        db,
        "unit",
        {"code": str, "kind": str, "name": str, "province_code": str, "province": str, "valid_from": str},
    )
    _record(db, "person", {"name": str, "position": str, "roles": str})
    _record(db, "holiday", {"day": str, "name": str, "kind": str})
    _table(
        db,
        "history",
        {
            "seq": int,
            "at": str,
            "actor": str,
            "verb": str,
            "subject": str,
            "ids": str,
            "digest": str,
            "prev": str,
            "hash": str,
        },
    )
    _table(
        db,
        "op",
        {
            "seq": int,
            "op_id": str,
            "lane": str,
            "kind": str,
            "title": str,
            "body": bytes,
            "sha256": str,
            "made_at": str,
            "state": str,
            "attempts": int,
            "next_at": str,
            "problem": str | None,
            "done_at": str | None,
        },
    )
    db.table("op").create_index(["op_id"], unique=True)
    db.table("op").create_index(["state", "lane", "next_at"])
    db.execute("CREATE INDEX idx_op_newest ON op (state, lane, seq DESC)")
    db.table("op").create_index(["done_at"])
    db.execute("CREATE TABLE history_record (record_id TEXT NOT NULL, seq INTEGER NOT NULL) STRICT")
    db.table("history_record").create_index(["record_id", "seq"])
    _table(
        db,
        "receipt",
        {
            "id": str,
            "receipt_no": str,
            "body": bytes,
            "signature": str,
            "public_key": str,
            "sha256": str,
            "received_at": str,
            "stored_at": str,
        },
    )
    _guard(db, "history")
    _guard(db, "receipt")


@steps()
def m0002_plans(db: sqlite_utils.Database) -> None:
    """Plans and the tasks of their annexes."""
    _record(
        db,
        "plan",
        {
            "number": str,
            "about": str,
            "issuer": str,
            "issued_on": str | None,
            "year": int,
            "source_name": str,
            "source_sha256": str,
        },
    )
    _record(
        db,
        "task",
        {
            "plan_id": str,
            "position": int,
            "number": str,
            "group_title": str,
            "text": str,
            "lead": str,
            "coordinating": str,
            "when_text": str,
            "when_kind": str,
            "when_start": str | None,
            "when_end": str | None,
            "when_due": str | None,
            "when_every": str | None,
            "when_strict": int,
            "product": str,
            "note": str,
            "state": str,
            "origin": str,
        },
        links=(("plan_id", "plan"),),
    )
    db.table("task").create_index(["plan_id", "position"])
    db.table("task").create_index(["state"])


@steps()
def m0003_content(db: sqlite_utils.Database) -> None:
    """Items with their versions, columns, contributions, approvals."""
    _record(db, "programme_column", {"name": str, "from_day": str, "to_day": str | None})
    _record(
        db,
        "item",
        {
            "title": str,
            "form": str,
            "origin": str,
            "column_id": str | None,
            "state": str,
            "current_version_id": str | None,
        },
        links=(("column_id", "programme_column"),),
    )
    _fact(db, "item_version", {"item_id": str, "number": int, "text": str, "sha256": str}, links=(("item_id", "item"),))
    db.table("item_version").create_index(["item_id", "number"], unique=True)
    _record(
        db,
        "contribution",
        {"item_id": str | None, "title": str, "receiver": str, "sent_on": str, "used_on": str | None},
        links=(("item_id", "item"),),
    )
    db.table("contribution").create_index(["sent_on"])
    _fact(
        db,
        "approval",
        {
            "subject": str,
            "record_id": str,
            "covers": str,
            "decision": str,
            "basis": str,
            "approver": str,
            "position": str,
            "decided_on": str,
            "number": str,
            "reason": str,
        },
    )
    db.table("approval").create_index(["record_id", "created_at"])


@steps()
def m0004_broadcast(db: sqlite_utils.Database) -> None:
    """The station, its clusters, what is planned and what was aired."""
    _record(db, "station", {"name": str})
    _record(
        db,
        "station_state",
        {"station_id": str, "from_day": str, "technology": str, "condition": str},
        links=(("station_id", "station"),),
    )
    _record(
        db,
        "cluster",
        {"station_id": str, "number": str, "name": str, "place": str, "confirmed": int},
        links=(("station_id", "station"),),
    )
    _record(
        db,
        "cluster_state",
        {"cluster_id": str, "from_day": str, "loudspeakers": int, "technology": str, "condition": str},
        links=(("cluster_id", "cluster"),),
    )
    _record(
        db,
        "slot",
        {
            "station_id": str,
            "title": str,
            "kind": str,
            "priority": str,
            "source": str,
            "fill": str,
            "item_id": str | None,
            "column_id": str | None,
            "self_made": int,
            "date_from": str,
            "date_to": str,
            "weekdays": str,
            "start": str,
            "seconds": int,
            "clusters": str,
            "repeat_gap_days": int | None,
        },
        links=(("station_id", "station"), ("item_id", "item"), ("column_id", "programme_column")),
    )
    db.table("slot").create_index(["date_to", "date_from"])
    _record(
        db,
        "edition",
        {
            "slot_id": str,
            "day": str,
            "title": str,
            "parts": str,
            "column_id": str | None,
            "self_made": int,
            "repeat_of": str | None,
        },
        links=(("slot_id", "slot"), ("column_id", "programme_column")),
    )
    db.table("edition").create_index(["slot_id", "day"], unique=True)
    db.table("edition").create_index(["day"])
    _fact(
        db,
        "log_entry",
        {
            "station_id": str,
            "airing_id": str | None,
            "day": str,
            "start": str,
            "planned_seconds": int,
            "aired_seconds": int,
            "state": str,
            "reason": str,
            "clusters_ok": int,
            "clusters_total": int,
            "clusters": str,
            "title": str,
            "kind": str,
            "priority": str,
            "source": str,
            "self_made": int,
            "edition_id": str | None,
            "repeat_of": str | None,
            "items": str,
            "approval_id": str | None,
            "corrects": str | None,
        },
        links=(("station_id", "station"),),
    )
    db.table("log_entry").create_index(["day"])
    db.table("log_entry").create_index(["edition_id", "day"])
    db.table("log_entry").create_index(["airing_id"])
    db.table("log_entry").create_index(["corrects"])
    _fact(db, "log_item", {"entry_id": str, "item_id": str, "day": str}, links=(("entry_id", "log_entry"),))
    db.table("log_item").create_index(["item_id", "day"])
    db.table("log_item").create_index(["entry_id"])
    _fact(
        db,
        "witness",
        {
            "entry_id": str,
            "kind": str,
            "source_name": str,
            "source_sha256": str,
            "source_row": int | None,
            "start": str,
            "aired_seconds": int,
            "clusters_ok": int,
            "clusters_total": int,
            "agrees": int,
            "note": str,
        },
        links=(("entry_id", "log_entry"),),
    )
    db.table("witness").create_index(["entry_id"])


@steps()
def m0005_statistics(db: sqlite_utils.Database) -> None:
    """Carried-in and entered values, explanations, snapshots and what is written beside them."""
    _record(db, "carried_in", {"indicator": str, "month": str, "value": str, "source": str, "person": str})
    db.table("carried_in").create_index(["indicator", "month"], unique=True)
    _record(db, "entered_value", {"template": str, "year": int, "indicator": str, "value": str, "reason": str})
    _record(db, "explanation", {"template": str, "year": int, "check_id": str, "text": str})
    _fact(
        db,
        "snapshot",
        {
            "template": str,
            "year": int,
            "version": int,
            "body": bytes,
            "sha256": str,
            "frozen_at": str,
            "reason": str,
        },
    )
    db.table("snapshot").create_index(["template", "year", "version"], unique=True)
    _record(
        db,
        "snapshot_paper",
        {"snapshot_id": str, "number": str, "signed_on": str, "signer": str, "position": str},
        links=(("snapshot_id", "snapshot"),),
    )
    _record(
        db,
        "manual_entry",
        {"snapshot_id": str, "reference": str, "entered_on": str, "person": str},
        links=(("snapshot_id", "snapshot"),),
    )
