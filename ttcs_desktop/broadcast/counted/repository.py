"""What the station's figures count in the log and in the equipment, as SQL. Definitions: docs/indicators.md."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.broadcast import wording
from ttcs_desktop.broadcast.equipment.model import Display
from ttcs_desktop.broadcast.model import Condition, Outcome, Reason, SessionBorders
from ttcs_desktop.content.model import Origin
from ttcs_desktop.storage.counting import Counting
from ttcs_desktop.storage.database import Database

# In force, as `broadcast.repository.CURRENT`: over years of entries the list of those corrected is read once.
_CORRECTED = "(SELECT corrects FROM log_entry WHERE corrects IS NOT NULL)"
CURRENT = f"log_entry.id NOT IN {_CORRECTED}"
_AIRED = "aired_seconds > 0 AND clusters_ok > 0"
_IN_FORCE = f"log_entry WHERE day BETWEEN :first AND :last AND {CURRENT}"
_PLAYED = f"{_IN_FORCE} AND {_AIRED}"
_BORDERS = SessionBorders()
_SESSION = (
    f"CASE WHEN start < '{_BORDERS.noon:%H:%M}' THEN 'morning' WHEN start < '{_BORDERS.afternoon:%H:%M}' THEN 'noon' "
    f"WHEN start < '{_BORDERS.evening:%H:%M}' THEN 'afternoon' ELSE 'evening' END"
)
_SESSION_WORDS = f"CASE {_SESSION} " + " ".join(f"WHEN '{s}' THEN '{w}'" for s, w in wording.SESSIONS.items()) + " END"
NO_REASON = "not_given"
_REASON = f"CASE reason WHEN '{Reason.NOT_GIVEN}' THEN '{NO_REASON}' ELSE reason END"
_ENTRY = {
    "subject": "broadcast",
    "id": "log_entry.id",
    "day": "log_entry.day",
    "label": "substr(log_entry.start, 1, 5) || ' ' || log_entry.title",
    "order": "log_entry.day, log_entry.start, log_entry.id",
}
_OF_ENTRY = {
    "kind": "kind",
    "priority": "priority",
    "session": _SESSION,
    "source": "source",
    "state": "state",
    "reason": _REASON,
}


def _entries(rows: str, amount: str = "1") -> Counting:
    return Counting(**_ENTRY, rows=rows, by=_OF_ENTRY, amount=amount)


SESSIONS = Counting(
    **{
        **_ENTRY,
        "label": f"{_SESSION_WORDS} || ': ' || title",
        "order": "log_entry.day || log_entry.start || log_entry.id",
    },
    rows=_PLAYED,
    by=_OF_ENTRY,
    each=f"day || {_SESSION}",
)
AIRED_SECONDS = _entries(_PLAYED, "aired_seconds")
PLAYS = _entries(_PLAYED)
NOT_PLAYED = _entries(f"{_IN_FORCE} AND (NOT ({_AIRED}) OR state = '{Outcome.INTERRUPTED}')")
CLUSTERS_OK = _entries(_IN_FORCE, "clusters_ok")
CLUSTERS_ASKED = _entries(_IN_FORCE, "clusters_total")
SECONDS_PLAYED = _entries(_IN_FORCE, "aired_seconds * clusters_ok")
SECONDS_ASKED = _entries(_IN_FORCE, "planned_seconds * clusters_total")
# A yes counts from the first hour of its day: papers are often recorded after they were signed (broadcast.late_yes).
APPROVED_PLAYS = _entries(
    _PLAYED,
    "EXISTS (SELECT 1 FROM approval WHERE approval.id = log_entry.approval_id AND decision = 'approved' "
    "AND decided_on <= log_entry.day)",
)
# An edition is made once: where it was heard first. Whatever was aired earlier that day, or on any day before, counts.
SELF_MADE = _entries(
    f"""{_PLAYED} AND edition_id IS NOT NULL AND self_made = 1 AND repeat_of IS NULL AND NOT EXISTS (
      SELECT 1 FROM log_entry AS earlier WHERE earlier.edition_id = log_entry.edition_id
        AND (earlier.day, earlier.start, earlier.id) < (log_entry.day, log_entry.start, log_entry.id)
        AND earlier.aired_seconds > 0 AND earlier.clusters_ok > 0
        AND earlier.id NOT IN {_CORRECTED})"""
)


def _items(wanted: str) -> Counting:
    """Items by the first time they were really heard."""
    return Counting(
        subject="content",
        id="item.id",
        day="log_item.day",
        label="item.title",
        rev="item.rev",
        order="log_item.day || item.id",
        each="item.id",
        by={"form": "item.form", "origin": "item.origin", "source": "item.source"},
        rows=f"""log_item JOIN log_entry ON log_entry.id = log_item.entry_id JOIN item ON item.id = log_item.item_id
        WHERE log_item.day BETWEEN :first AND :last AND {wanted} AND {_AIRED} AND {CURRENT}
          AND NOT EXISTS (
            SELECT 1 FROM log_item AS earlier JOIN log_entry AS before ON before.id = earlier.entry_id
            WHERE earlier.item_id = log_item.item_id AND earlier.day < :first
              AND before.aired_seconds > 0 AND before.clusters_ok > 0
              AND before.id NOT IN {_CORRECTED})""",
    )


OWN_ITEMS = _items(f"item.origin = '{Origin.WARD}'")

# Items that higher levels sent in the window, and whether they were heard by its last day.
_HEARD = f"""EXISTS (
  SELECT 1 FROM log_item JOIN log_entry ON log_entry.id = log_item.entry_id
  WHERE log_item.item_id = item.id AND log_item.day <= :last AND {_AIRED} AND {CURRENT})"""


def _received(amount: str) -> Counting:
    return Counting(
        subject="content",
        id="item.id",
        day="received_on",
        label="title",
        rev="rev",
        order="received_on || item.id",
        by={"origin": "origin", "form": "form"},
        amount=amount,
        rows=f"item WHERE deleted_at IS NULL AND origin <> '{Origin.WARD}' AND received_on BETWEEN :first AND :last",
    )


RECEIVED = _received("1")
RECEIVED_HEARD = _received(_HEARD)

# Topics by the first time they were told in the year of their list.
_TOLD = f"""(
  SELECT topic.id, topic.code, topic.text, topic.giver, topic.rev, topic.year, topic.position,
    (SELECT min(log_item.day) FROM item_topic
     JOIN item ON item.id = item_topic.item_id AND item.deleted_at IS NULL
     JOIN log_item ON log_item.item_id = item.id AND substr(log_item.day, 1, 4) = CAST(topic.year AS TEXT)
     JOIN log_entry ON log_entry.id = log_item.entry_id
     WHERE item_topic.topic_id = topic.id AND item_topic.deleted_at IS NULL AND {_AIRED} AND {CURRENT}) AS day
  FROM topic WHERE topic.deleted_at IS NULL
    AND topic.year BETWEEN CAST(substr(:first, 1, 4) AS INTEGER) AND CAST(substr(:last, 1, 4) AS INTEGER)) AS told"""
TOPICS_TOLD = Counting(
    subject="content",
    id="id",
    day="day",
    label="code || '. ' || text",
    rev="rev",
    order="year * 10000 + position",
    by={"giver": "giver"},
    rows=f"{_TOLD} WHERE day BETWEEN :first AND :last",
)


def _standing(table: str, link: str, more: str = "") -> str:
    """Each thing with the state in force on the last day, unless it is retired."""
    return f"""{table} JOIN {table}_state AS state ON state.id = (
      SELECT id FROM {table}_state WHERE {link} = {table}.id AND from_day <= :last AND deleted_at IS NULL
      ORDER BY from_day DESC, id DESC LIMIT 1)
    {more} WHERE {table}.deleted_at IS NULL AND state.condition <> '{Condition.RETIRED}'"""


STATIONS = Counting(
    subject="broadcast",
    id="station.id",
    day="state.from_day",
    label="station.name",
    order="station.created_at || station.id",
    by={"technology": "state.technology", "condition": "state.condition", "connected": "state.connected"},
    rows=_standing("station", "station_id"),
)
_NUMBERED = "trim({table}.number || ' ' || {table}.name)"
_CLUSTER = {
    "subject": "broadcast",
    "id": "cluster.id",
    "day": "state.from_day",
    "label": _NUMBERED.format(table="cluster"),
    "order": "cluster.station_id, length(cluster.number), cluster.number, cluster.name",
}
# A cluster that another unit had hung joined on the first day of the unit's last code; "as then" it was not ours.
_HELD = """CASE WHEN cluster.came_from <> '' AND state.from_day <= :last AND :last < (
    SELECT max(valid_from) FROM unit WHERE deleted_at IS NULL
      AND EXISTS (SELECT 1 FROM unit AS before WHERE before.deleted_at IS NULL AND before.valid_from < unit.valid_from
                  AND before.code <> unit.code)) THEN 'later' ELSE 'then' END"""
_OF_CLUSTER = {
    "held": _HELD,
    "technology": "state.technology",
    "condition": "state.condition",
    "connected": "state.connected",
    "vendor": "cluster.vendor",
}
CLUSTERS = Counting(**_CLUSTER, rows=_standing("cluster", "cluster_id"), by=_OF_CLUSTER)
LOUDSPEAKERS = Counting(
    **_CLUSTER, rows=_standing("cluster", "cluster_id"), by=_OF_CLUSTER, amount="state.loudspeakers"
)
CLUSTERS_NEAR_QUIET = Counting(
    **_CLUSTER,
    rows=f"""{_standing("cluster", "cluster_id")} AND EXISTS (
      SELECT 1 FROM quiet_place WHERE quiet_place.cluster_id = cluster.id AND quiet_place.deleted_at IS NULL)""",
    by=_OF_CLUSTER,
)
# A cluster may be heard in several neighbourhoods: broken down by them, it counts in each.
_HEARD_IN = """JOIN cluster_heard AS heard ON heard.id = (
      SELECT id FROM cluster_heard WHERE cluster_id = cluster.id AND from_day <= :last AND deleted_at IS NULL
      ORDER BY from_day DESC, id DESC LIMIT 1)
    JOIN json_each(heard.neighbourhoods) AS one ON 1
    JOIN neighbourhood AS place ON place.id = one.value AND place.deleted_at IS NULL AND place.from_day <= :last
      AND (place.to_day IS NULL OR place.to_day >= :last)"""
CLUSTERS_HEARD = Counting(
    **_CLUSTER,
    rows=_standing("cluster", "cluster_id", _HEARD_IN),
    by={**_OF_CLUSTER, "neighbourhood": "place.name"},
    each="place.id || cluster.id",
)
PLACES_HEARD = Counting(
    subject="office",
    id="place.id",
    day="place.from_day",
    label="place.name",
    rev="place.rev",
    order="length(place.name) || place.name || place.id",
    rows=_standing("cluster", "cluster_id", _HEARD_IN),
    by=_OF_CLUSTER,
    each="place.id",
)


def _boards(more: str = "") -> Counting:
    return Counting(
        subject="broadcast",
        id="notice_board.id",
        day="state.from_day",
        label=_NUMBERED.format(table="notice_board"),
        order="length(notice_board.number), notice_board.number, notice_board.name, notice_board.id",
        rows=_standing("notice_board", "board_id") + more,
        by={"display": "state.technology", "condition": "state.condition", "connected": "state.connected"},
    )


BOARDS = _boards()
ELECTRONIC_BOARDS = _boards(f" AND state.technology <> '{Display.PAPER}'")
# One text put on three boards is three times something new to read.
BOARD_NEWS = Counting(
    subject="content",
    id="item.id",
    day="date_from",
    label="item.title",
    rev="item.rev",
    order="date_from || board_text.id",
    amount="json_array_length(board_text.boards)",
    rows="board_text JOIN item ON item.id = board_text.item_id WHERE board_text.deleted_at IS NULL "
    "AND date_from BETWEEN :first AND :last",
    by={"form": "item.form", "origin": "item.origin"},
)


def _faults(days: str, amount: str = "1") -> Counting:
    return Counting(
        subject="broadcast",
        id="fault.thing_id",
        day=days,
        label="what",
        rev="rev",
        order=f"{days} || id",
        amount=amount,
        rows=f"fault WHERE deleted_at IS NULL AND {days} BETWEEN :first AND :last",
        by={"thing": "thing_kind"},
    )


FAULTS = _faults("noted_on")
REPAIRS = _faults("repaired_on")
DAYS_BROKEN = _faults("repaired_on", "CAST(julianday(repaired_on) - julianday(noted_on) AS INTEGER)")

# A drill is no urgent message. Its first play is found by the approval that its places in the timetable were given.
_URGENT = {
    "subject": "broadcast",
    "id": "message.id",
    "day": "substr(message.sent_at, 1, 10)",
    "label": "message.headline",
    "rev": "message.rev",
    "order": "message.sent_at || message.id",
}
_SENT = (
    "urgent_message AS message WHERE message.deleted_at IS NULL AND message.drill = 0 "
    "AND substr(message.sent_at, 1, 10) BETWEEN :first AND :last"
)
_FIRST_PLAY = f"""(
  SELECT min(log_entry.day || 'T' || log_entry.start) FROM log_entry
  WHERE log_entry.day BETWEEN substr(message.sent_at, 1, 10) AND substr(message.expires, 1, 10)
    AND {_AIRED} AND {CURRENT} AND log_entry.approval_id IN (
      SELECT id FROM approval WHERE record_id IN (SELECT value FROM json_each(message.slots))))"""
_OF_URGENT = {"template": "message.template"}
URGENT_MESSAGES = Counting(**_URGENT, rows=_SENT, by=_OF_URGENT)
URGENT_MINUTES = Counting(
    **_URGENT,
    by=_OF_URGENT,
    rows=f"{_SENT} AND {_FIRST_PLAY} IS NOT NULL",
    amount=f"max(0, CAST(round((julianday({_FIRST_PLAY}) - julianday(message.sent_at)) * 1440) AS INTEGER))",
)


class Plays:
    """Entries in force that were really aired, as bare rows: for rules that look at each day."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def between(self, first: dt.date, last: dt.date) -> list[tuple[str, str, str, int, str, str, str, str]]:
        """By day and time: id, day, start, aired seconds, kind, priority, clusters as JSON, title."""
        return self._database.tuples(
            f"SELECT id, day, start, aired_seconds, kind, priority, clusters, title FROM {_PLAYED} "
            "ORDER BY day, start, id",
            {"first": first.isoformat(), "last": last.isoformat()},
        )
