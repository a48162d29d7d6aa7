"""The schema, step by step. A released step is never edited; a new need is a new step.

Steps speak plain tables only: they import no model and no repository, so that an old file upgrades the same way for
ever. `SCHEMA_VERSION` in schema.py counts them; those up to 16 stand in `migrations_first`
and `migrations_second`.
"""

from __future__ import annotations

import sqlite_utils

from ttcs_desktop.storage.migration_tables import fact as _fact
from ttcs_desktop.storage.migration_tables import record as _record
from ttcs_desktop.storage.migrations_second import steps

__all__ = ["steps"]


@steps()
def m0017_contributed_versions(db: sqlite_utils.Database) -> None:
    """Which wording of an item was sent to a higher station or paper."""
    db.execute("ALTER TABLE contribution ADD COLUMN version_id TEXT REFERENCES item_version(id)")
    db.table("contribution").create_index(["item_id"])


@steps()
def m0018_inside_tasks(db: sqlite_utils.Database) -> None:
    """Who in the office sees to a task; its steps, its notes, and the records it has to do with."""
    db.execute("ALTER TABLE task ADD COLUMN person TEXT NOT NULL DEFAULT ''")
    of_task = (("task_id", "task"),)
    _record(
        db,
        "task_step",
        {"task_id": str, "position": int, "text": str, "done_on": str | None, "person": str},
        links=of_task,
    )
    _record(db, "task_note", {"task_id": str, "text": str, "at": str, "person": str}, links=of_task)
    _record(db, "task_link", {"task_id": str, "subject": str, "record_id": str}, links=of_task)
    for table in ("task_step", "task_note", "task_link"):
        db.table(table).create_index(["task_id"])
    db.table("task_link").create_index(["record_id"])


@steps()
def m0019_pipeline(db: sqlite_utils.Database) -> None:
    """The steps of items, standing authorisations, the editorial board."""
    _record(
        db,
        "item_step",
        {"item_id": str, "kind": str, "version_id": str | None, "reason": str, "approval_id": str | None},
        links=(("item_id", "item"), ("version_id", "item_version"), ("approval_id", "approval")),
    )
    db.table("item_step").create_index(["item_id"])
    signed = dict.fromkeys(("made_on", "covers", "number", "signer", "position"), str)
    _record(db, "submission_sheet", {**signed, "signed_on": str | None})
    days = {"from_day": str, "to_day": str}
    words = dict.fromkeys(("number", "signer", "position", "issued_on"), str)
    _record(db, "authorisation", {**words, **days, "scope": str})
    _record(db, "editorial_board", {"number": str, "issued_on": str, "from_day": str, "to_day": str | None})
    _record(
        db,
        "board_member",
        {**dict.fromkeys(("board_id", "name", "position", "duty", "from_day"), str), "to_day": str | None},
        links=(("board_id", "editorial_board"),),
    )
    db.table("board_member").create_index(["board_id"])


@steps()
def m0020_terms(db: sqlite_utils.Database) -> None:
    """From when to when an item may be used, and by which right."""
    for column in ("valid_from TEXT", "valid_to TEXT", "rights TEXT NOT NULL DEFAULT 'own'"):
        db.execute(f"ALTER TABLE item ADD COLUMN {column}")
    db.execute("ALTER TABLE item ADD COLUMN permission TEXT NOT NULL DEFAULT ''")
    # What a higher source sent was sent to be spread; whose right it is stands in its source.
    db.execute("UPDATE item SET rights = 'given' WHERE origin <> 'ward'")


@steps()
def m0021_mentions(db: sqlite_utils.Database) -> None:
    """Which records a list inside another names, so that the way back needs no walk through the years.

    The file keeps it itself: nobody who writes such a list needs to think of it, neither do undo and recycle bin.
    """
    db.execute(
        "CREATE TABLE mention (record_id TEXT NOT NULL, place TEXT NOT NULL, place_id TEXT NOT NULL, "
        "PRIMARY KEY (record_id, place, place_id)) STRICT, WITHOUT ROWID"
    )
    _mentions(db, "occurrence", "evidence", "json_extract(value, '$[1]')")
    _mentions(db, "edition", "parts", "value")
    counted = (
        "INSERT INTO mention SELECT DISTINCT json_extract(counted.value, '$.id'), 'snapshot', {row}.id FROM {source}"
        "json_each(CAST({row}.body AS TEXT), '$.values') AS line, json_each(line.value) AS list, "
        "json_each(list.value) AS counted WHERE list.key IN ('records', 'part', 'whole')"
    )
    db.execute(
        f"CREATE TRIGGER snapshot_mentions AFTER INSERT ON snapshot BEGIN {counted.format(row='new', source='')}; END"
    )
    db.execute(counted.format(row="snapshot", source="snapshot, "))
    db.execute("CREATE INDEX idx_slot_item ON slot (item_id) WHERE item_id IS NOT NULL")
    db.execute("CREATE INDEX idx_item_valid_to ON item (valid_to) WHERE valid_to IS NOT NULL")


def _mentions(db: sqlite_utils.Database, table: str, column: str, named: str) -> None:
    """Keep the records that a column of JSON names, from now on and for what is there."""
    add = (
        f"INSERT INTO mention SELECT DISTINCT {named}, '{table}', {{row}}.id FROM {{source}}json_each({{row}}.{column})"
    )
    drop = (
        f"DELETE FROM mention WHERE place = '{table}' AND place_id = old.id "
        f"AND record_id IN (SELECT {named} FROM json_each(old.{column}))"
    )
    fresh = add.format(row="new", source="")
    for when, does in (
        ("insert", f"AFTER INSERT ON {table} BEGIN {fresh}; END"),
        ("update", f"AFTER UPDATE OF {column} ON {table} WHEN old.{column} <> new.{column} BEGIN {drop}; {fresh}; END"),
        ("delete", f"AFTER DELETE ON {table} BEGIN {drop}; END"),
    ):
        db.execute(f"CREATE TRIGGER {table}_mentions_{when} {does}")
    db.execute(add.format(row=table, source=f"{table}, "))


@steps()
def m0022_frozen_collections(db: sqlite_utils.Database) -> None:
    """What the reports of agencies added up to when it was frozen: bytes that never change."""
    words = dict.fromkeys(("sha256", "frozen_at", "reason"), str)
    _fact(db, "collection_snapshot", {"template": str, "year": int, "version": int, "body": bytes, **words})
    db.table("collection_snapshot").create_index(["template", "year", "version"], unique=True)


@steps()
def m0023_reworded_notes(db: sqlite_utils.Database) -> None:
    """When a note of a task was last reworded; who wrote it first and when stays as it is."""
    db.execute("ALTER TABLE task_note ADD COLUMN reworded_at TEXT")


@steps()
def m0024_directives_by_number_and_day(db: sqlite_utils.Database) -> None:
    """Papers are looked up by their number without its zeros, and listed the newest first."""
    db.execute("DROP INDEX idx_directive_number")
    db.execute("CREATE INDEX idx_directive_number ON directive (ltrim(number, '0'))")
    db.execute(
        "CREATE INDEX idx_directive_newest ON directive (coalesce(arrived_on, issued_on, '') DESC, "
        "arrival_number DESC, created_at DESC, id) WHERE deleted_at IS NULL"
    )


@steps()
def m0025_time_rules(db: sqlite_utils.Database) -> None:
    """From which day the station keeps to which set of rules on when it may play."""
    _record(db, "time_rule_choice", {"from_day": str, "code": str, "severity": str})


@steps()
def m0026_neighbourhoods(db: sqlite_utils.Database) -> None:
    """The parts of the unit where people live, and from which day each cluster is heard in which of them."""
    _record(db, "neighbourhood", {"name": str, "from_day": str, "to_day": str | None})
    _record(
        db,
        "cluster_heard",
        {"cluster_id": str, "from_day": str, "neighbourhoods": str},
        links=(("cluster_id", "cluster"),),
    )
    db.table("cluster_heard").create_index(["cluster_id", "from_day"])


@steps()
def m0027_published_weeks(db: sqlite_utils.Database) -> None:
    """Weeks of the timetable as they were published, what was taken back of that, and the papers that said so."""
    _fact(
        db,
        "published_week",
        {"station_id": str, "week": str, "version": int, "body": str, "sha256": str},
        links=(("station_id", "station"),),
    )
    db.table("published_week").create_index(["station_id", "week", "version"], unique=True)
    told = (("published_id", "published_week"),)
    _fact(db, "published_recall", {"published_id": str, "reason": str}, links=told)
    db.table("published_recall").create_index(["published_id"], unique=True)
    _record(db, "published_notice", {"published_id": str, "number": str, "day": str | None}, links=told)
    db.table("published_notice").create_index(["published_id"], unique=True)


@steps()
def m0028_equipment(db: sqlite_utils.Database) -> None:
    """Who made a cluster and how it gets its signal, notice boards with dated states, the repair book."""
    for table in ("station_state", "cluster_state"):
        db.execute(f"ALTER TABLE {table} ADD COLUMN connected INTEGER NOT NULL DEFAULT 0")
    for column in ("vendor", "link", "sim", "came_from"):
        db.execute(f"ALTER TABLE cluster ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
    _record(db, "quiet_place", {"cluster_id": str, "place": str, "hours": str}, links=(("cluster_id", "cluster"),))
    db.table("quiet_place").create_index(["cluster_id"])
    _record(db, "notice_board", {"number": str, "name": str, "place": str})
    _record(
        db,
        "notice_board_state",
        {"board_id": str, "from_day": str, "technology": str, "condition": str, "connected": int},
        links=(("board_id", "notice_board"),),
    )
    db.table("notice_board_state").create_index(["board_id", "from_day"])
    words = dict.fromkeys(("thing_kind", "thing_id", "noted_on", "what", "told_by"), str)
    _record(db, "fault", {**words, "repaired_on": str | None, "repair": str, "cost": int | None})
    db.table("fault").create_index(["thing_id", "noted_on"])


@steps()
def m0029_play_logs(db: sqlite_utils.Database) -> None:
    """How a vendor's files are read, by the names of their columns; and what a source tells of each cluster."""
    texts = ("names", "columns", "unit", "day_order")
    _record(db, "log_format", {**dict.fromkeys(texts, str), "per_place": int})
    db.execute("ALTER TABLE witness ADD COLUMN parts TEXT NOT NULL DEFAULT '[]'")


@steps()
def m0030_priority_items_and_limits(db: sqlite_utils.Database) -> None:
    """With which class an item was sent, and how often the same item may be aired; what waits for a place is found."""
    db.execute("ALTER TABLE item ADD COLUMN priority TEXT NOT NULL DEFAULT 'normal'")
    db.execute("CREATE INDEX idx_item_priority ON item (priority) WHERE priority <> 'normal'")
    db.execute("CREATE INDEX idx_item_approved ON item (updated_at) WHERE state = 'approved'")
    _record(db, "repeat_limit", {"from_day": str, "per_day": int, "per_week": int, "gap_hours": int})


@steps()
def m0031_slots_that_come_again(db: sqlite_utils.Database) -> None:
    """How a slot comes again beyond its weekdays, in which neighbourhoods it is heard, and airings moved alone."""
    db.execute("ALTER TABLE slot ADD COLUMN recurrence TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE slot ADD COLUMN neighbourhoods TEXT NOT NULL DEFAULT '[]'")
    _record(
        db,
        "airing_change",
        {"slot_id": str, "day": str, "play": int, "moved_to": str | None, "why": str},
        links=(("slot_id", "slot"),),
    )
    db.table("airing_change").create_index(["slot_id", "day"])
    db.table("airing_change").create_index(["day"])
    db.table("airing_change").create_index(["moved_to"])


@steps()
def m0032_urgent_messages(db: sqlite_utils.Database) -> None:
    """Urgent messages: their words, who said yes and why, when they play, when they were stopped."""
    words = ("template", "headline", "what", "action", "area", "clusters", "neighbourhoods", "spoken", "board")
    more = ("message", "starts", "expires", "slots", "approver", "position", "basis", "reason", "writer", "sent_at")
    _record(
        db,
        "urgent_message",
        {
            "station_id": str,
            "drill": int,
            **dict.fromkeys(words, str),
            **dict.fromkeys(more, str),
            "seconds": int,
            "repeat_minutes": int,
            "stopped_at": str | None,
            "stop_reason": str,
        },
        links=(("station_id", "station"),),
    )
    db.table("urgent_message").create_index(["expires"])


@steps()
def m0033_template_weeks(db: sqlite_utils.Database) -> None:
    """The slots of a week under a name, to be put into other weeks."""
    columns = {"name": str, "station_id": str, "slots": str}
    _record(db, "week_template", {**columns}, links=(("station_id", "station"),))


@steps()
def m0034_board_texts(db: sqlite_utils.Database) -> None:
    """Which item is shown on which notice boards, on which days, at which hours."""
    days = {"item_id": str, "boards": str, "date_from": str, "date_to": str}
    _record(db, "board_text", {**days, "opens": str | None, "closes": str | None}, links=(("item_id", "item"),))
    db.table("board_text").create_index(["date_to", "date_from"])


@steps()
def m0035_report_texts(db: sqlite_utils.Database) -> None:
    """The officer's own words around the figures of a report, and what the record said when they were written."""
    _record(db, "report_text", {"template": str, "year": int, "block": str, "text": str, "facts": str})
    db.table("report_text").create_index(["template", "year", "block"], unique=True)


@steps()
def m0036_lines_of_the_city(db: sqlite_utils.Database) -> None:
    """What the city told, as it was signed, and how far each of its streams has been read."""
    db.execute(
        "CREATE TABLE stream_cursor (stream TEXT PRIMARY KEY NOT NULL, epoch TEXT NOT NULL, seq INTEGER NOT NULL) "
        "STRICT"
    )
    db.execute(
        "CREATE TABLE received_line (number INTEGER PRIMARY KEY NOT NULL, stream TEXT NOT NULL, epoch TEXT NOT NULL, "
        "seq INTEGER NOT NULL, kind TEXT NOT NULL, thing_id TEXT NOT NULL, rev INTEGER NOT NULL, "
        "withdrawn INTEGER NOT NULL, issuer TEXT NOT NULL, issued_at TEXT NOT NULL, body BLOB NOT NULL, "
        "sha256 TEXT NOT NULL, signature TEXT NOT NULL, received_at TEXT NOT NULL, state TEXT NOT NULL, "
        "problem TEXT NOT NULL) STRICT"
    )
    db.execute("CREATE TABLE hub_standing (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT")
    db.execute("CREATE UNIQUE INDEX idx_received_line_sha256 ON received_line (sha256)")
    db.execute("CREATE INDEX idx_received_line_state ON received_line (state, number)")
    db.execute("CREATE INDEX idx_received_line_thing ON received_line (kind, thing_id, number)")


@steps()
def m0037_mentions_of_terms(db: sqlite_utils.Database) -> None:
    """A frozen figure that an expression makes of others names the records of those too."""
    db.execute("DROP TRIGGER snapshot_mentions")
    db.execute(
        "CREATE TRIGGER snapshot_mentions AFTER INSERT ON snapshot BEGIN "
        "INSERT INTO mention SELECT DISTINCT json_extract(value, '$.id'), 'snapshot', new.id "
        "FROM json_tree(CAST(new.body AS TEXT), '$.values') "
        "WHERE type = 'object' AND json_extract(value, '$.rev') IS NOT NULL; END"
    )


@steps()
def m0038_lines_by_place(db: sqlite_utils.Database) -> None:
    """A line is known by its place and its bytes: an index that grows at its end, where one by sha-256 alone was
    written all over for each page read."""
    db.execute("DROP INDEX idx_received_line_sha256")
    db.execute("CREATE UNIQUE INDEX idx_received_line_place ON received_line (stream, seq, sha256)")


@steps()
def m0039_placements(db: sqlite_utils.Database) -> None:
    """Reports that were put into the folder that the city watches, and where."""
    _fact(db, "placement", {"submission_id": str, "folder": str, "files": str})
    db.table("placement").create_index(["submission_id"], unique=True)


@steps()
def m0040_files_on_their_way(db: sqlite_utils.Database) -> None:
    """Sound and pictures that go to the city or come from it, each with the item that names it."""
    db.execute(
        "CREATE TABLE media_transfer (way TEXT NOT NULL, sha256 TEXT NOT NULL, item_id TEXT NOT NULL, "
        "name TEXT NOT NULL, size INTEGER NOT NULL, state TEXT NOT NULL, done INTEGER NOT NULL, "
        "attempts INTEGER NOT NULL, next_at TEXT NOT NULL, problem TEXT, epoch TEXT NOT NULL, made_at TEXT NOT NULL, "
        "PRIMARY KEY (way, sha256, item_id)) STRICT, WITHOUT ROWID"
    )
    db.execute("CREATE INDEX idx_media_transfer_open ON media_transfer (state, next_at) WHERE state <> 'done'")


@steps()
def m0041_lines_put_away(db: sqlite_utils.Database) -> None:
    """Lines of the city that could not be taken in, and that the officer has put away with a reason."""
    _record(db, "line_put_away", {"line_sha256": str, "reason": str})
    db.table("line_put_away").create_index(["line_sha256"], unique=True)


@steps()
def m0042_several_pcs(db: sqlite_utils.Database) -> None:
    """Whose counter numbers an op, what that PC knew of the others then, and what the others sent; versions of one
    text may carry the same number, for two PCs made them."""
    db.execute("ALTER TABLE op RENAME TO op_of_one_pc")
    for name in ("idx_op_op_id", "idx_op_state_lane_next_at", "idx_op_newest", "idx_op_done_at"):
        db.execute(f"DROP INDEX IF EXISTS {name}")
    db.execute(
        "CREATE TABLE op (number INTEGER PRIMARY KEY NOT NULL, source TEXT NOT NULL, seq INTEGER NOT NULL, "
        "op_id TEXT NOT NULL, lane TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, body BLOB NOT NULL, "
        "sha256 TEXT NOT NULL, seen TEXT NOT NULL, proof TEXT NOT NULL, made_at TEXT NOT NULL, state TEXT NOT NULL, "
        "attempts INTEGER NOT NULL, next_at TEXT NOT NULL, problem TEXT, done_at TEXT) STRICT"
    )
    same = "op_id, lane, kind, title, body, sha256"
    then = "made_at, state, attempts, next_at, problem, done_at"
    db.execute(
        f"INSERT INTO op (number, source, seq, {same}, seen, proof, {then}) "
        "SELECT seq, coalesce((SELECT value FROM identity WHERE key = 'device_id'), ''), seq, "
        f"{same}, '', '', {then} FROM op_of_one_pc"
    )
    db.execute("DROP TABLE op_of_one_pc")
    db.execute("CREATE UNIQUE INDEX idx_op_op_id ON op (op_id)")
    db.execute("CREATE UNIQUE INDEX idx_op_source ON op (source, seq)")
    db.execute("CREATE INDEX idx_op_state_lane_next_at ON op (state, lane, next_at)")
    db.execute("CREATE INDEX idx_op_newest ON op (state, lane, number DESC)")
    db.execute("CREATE INDEX idx_op_done_at ON op (done_at)")
    db.execute(
        "CREATE TABLE their_op (source TEXT NOT NULL, seq INTEGER NOT NULL, op_id TEXT NOT NULL, kind TEXT NOT NULL, "
        "body BLOB NOT NULL, sha256 TEXT NOT NULL, seen TEXT NOT NULL, proof TEXT NOT NULL, state TEXT NOT NULL, "
        "problem TEXT NOT NULL, received_at TEXT NOT NULL, PRIMARY KEY (source, seq)) STRICT"
    )
    db.execute("CREATE INDEX idx_their_op_state ON their_op (state)")
    db.execute(
        "CREATE TABLE source_known (source TEXT PRIMARY KEY NOT NULL, applied INTEGER NOT NULL, "
        "complete_to TEXT NOT NULL, told_at TEXT NOT NULL, told_made INTEGER NOT NULL, knows TEXT NOT NULL) STRICT"
    )
    _record(db, "ward_pc", {"name": str, "device": str, "began_at": str, "retired_on": str | None})
    db.execute(
        "CREATE TABLE conflict_copy (id TEXT PRIMARY KEY NOT NULL, table_name TEXT NOT NULL, record_id TEXT NOT NULL, "
        "source TEXT NOT NULL, seq INTEGER NOT NULL, against_source TEXT NOT NULL, against_seq INTEGER NOT NULL, "
        "body TEXT NOT NULL, made_at TEXT NOT NULL, made_by TEXT NOT NULL, came_at TEXT NOT NULL) STRICT"
    )
    db.execute("CREATE INDEX idx_conflict_copy_record ON conflict_copy (record_id)")
    _record(db, "conflict_settled", {"record_id": str, "how": str})
    db.execute("DROP INDEX idx_item_version_item_id_number")
    db.table("item_version").create_index(["item_id", "number"])
