"""Rows of broadcast as dataclasses, and back."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from enum import Enum
from functools import lru_cache
from typing import Any

from ttcs_desktop.broadcast import recurrence, wording
from ttcs_desktop.broadcast.model import (
    AiringChange,
    Cluster,
    Edition,
    Fill,
    Kind,
    Link,
    LogEntry,
    Outcome,
    Priority,
    Reason,
    Slot,
    Witness,
    WitnessKind,
    WitnessPart,
)
from ttcs_desktop.ledger.model import Put, Table
from ttcs_desktop.storage.database import Row
from ttcs_desktop.storage.search import Searched, day_of, joined

STATION = Table("broadcast", "station", "broadcast.station", searched=Searched("station", "station", "name"))
STATION_STATE = Table("broadcast", "station_state", "broadcast.station_state", owner="station_id")
CLUSTER = Table(
    "broadcast",
    "cluster",
    "broadcast.cluster",
    searched=Searched(
        "cluster", "cluster", joined(f"'{wording.CLUSTER} ' || nullif(number, '')", "name", by=", "), "place"
    ),
)
CLUSTER_STATE = Table("broadcast", "cluster_state", "broadcast.cluster_state", owner="cluster_id")
# Where a cluster is heard is the ward's own affair, as its neighbourhoods are: no city asks for it.
QUIET_PLACE = Table("broadcast", "quiet_place", None, owner="cluster_id")
_BOARD = Searched("notice_board", "notice_board", joined("nullif(number, '')", "name", by=", "), "place")
NOTICE_BOARD = Table("broadcast", "notice_board", "broadcast.notice_board", searched=_BOARD)
NOTICE_BOARD_STATE = Table("broadcast", "notice_board_state", "broadcast.notice_board_state", owner="board_id")
# What hangs where is the ward's own affair: no city asks for it.
BOARD_TEXT = Table("broadcast", "board_text", None)
# The repair book is the office's own: no city asks who mended what for how much.
FAULT = Table(
    "broadcast",
    "fault",
    None,
    searched=Searched("fault", "fault", "what", joined(day_of("noted_on"), "told_by", "repair")),
)
CLUSTER_HEARD = Table("broadcast", "cluster_heard", None, owner="cluster_id")
_DAYS = joined(day_of("date_from"), day_of("nullif(date_to, date_from)"), by=" – ")
SLOT = Table(
    "broadcast",
    "slot",
    "broadcast.slot",
    searched=Searched(
        "slot",
        "slot",
        "title",
        joined("substr(start, 1, 5)", _DAYS, "source"),
    ),
)
EDITION = Table("broadcast", "edition", "broadcast.edition", owner="slot_id")
AIRING_CHANGE = Table("broadcast", "airing_change", "broadcast.airing_change", owner="slot_id")
LOG_ENTRY = Table("broadcast", "log_entry", "broadcast.log", append_only=True)
LOG_ITEM = Table("broadcast", "log_item", None, append_only=True)
WITNESS = Table("broadcast", "witness", "broadcast.witness", append_only=True)
# Which set a station keeps to is its own affair: no city asks for it.
TIME_RULE_CHOICE = Table("broadcast", "time_rule_choice", None)
# How a ward likes its weeks is its own affair: no city asks for it.
WEEK_TEMPLATE = Table("broadcast", "week_template", None)
PUBLISHED_WEEK = Table("broadcast", "published_week", "broadcast.published", append_only=True)
PUBLISHED_RECALL = Table("broadcast", "published_recall", "broadcast.recall", append_only=True)
PUBLISHED_NOTICE = Table("broadcast", "published_notice", "broadcast.notice", owner="published_id")
# How a vendor's columns are read is of no use to the city.
LOG_FORMAT = Table("broadcast", "log_format", None)
# How often it wants an item aired is the unit's own rule, too.
REPEAT_LIMIT = Table("broadcast", "repeat_limit", None)
TABLES = (
    STATION,
    STATION_STATE,
    CLUSTER,
    CLUSTER_STATE,
    CLUSTER_HEARD,
    QUIET_PLACE,
    NOTICE_BOARD,
    NOTICE_BOARD_STATE,
    BOARD_TEXT,
    FAULT,
    SLOT,
    EDITION,
    AIRING_CHANGE,
    LOG_ENTRY,
    LOG_ITEM,
    WITNESS,
    TIME_RULE_CHOICE,
    PUBLISHED_WEEK,
    PUBLISHED_RECALL,
    PUBLISHED_NOTICE,
    WEEK_TEMPLATE,
    LOG_FORMAT,
    REPEAT_LIMIT,
)


def put(table: Table, record: Any) -> Put:  # noqa: ANN401  any of this subject's dataclasses
    """A dataclass of this subject as a row: dates as ISO text, enums by value, sets and tuples as sorted JSON."""
    row = {name: _column(name, value) for name, value in asdict(record).items()}
    if isinstance(record, Slot):
        row["recurrence"] = recurrence.to_text(record.recurrence)
    return Put(table, row)


def _column(name: str, value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, frozenset):
        return "".join(str(day) for day in sorted(value)) if name == "weekdays" else json.dumps(sorted(value))
    if isinstance(value, tuple):
        return json.dumps(list(value))
    return value


@lru_cache(maxsize=4096)
def _id_list(text: str) -> tuple[str, ...]:
    # The same few lists of clusters and items stand in thousands of entries.
    return tuple(json.loads(text))


@lru_cache(maxsize=4096)
def _id_set(text: str) -> frozenset[str]:
    return frozenset(_id_list(text))


def cluster_of_row(row: Row) -> Cluster:
    return Cluster(
        row["id"],
        row["station_id"],
        row["number"],
        row["name"],
        row["place"],
        confirmed=bool(row["confirmed"]),
        vendor=row["vendor"],
        link=Link(row["link"]),
        sim=row["sim"],
        came_from=row["came_from"],
    )


def slot_of_row(row: Row) -> Slot:
    return Slot(
        id=row["id"],
        station_id=row["station_id"],
        title=row["title"],
        kind=Kind(row["kind"]),
        priority=Priority(row["priority"]),
        source=row["source"],
        fill=Fill(row["fill"]),
        date_from=dt.date.fromisoformat(row["date_from"]),
        date_to=dt.date.fromisoformat(row["date_to"]),
        start=dt.time.fromisoformat(row["start"]),
        seconds=row["seconds"],
        weekdays=frozenset(int(day) for day in row["weekdays"]),
        clusters=frozenset(json.loads(row["clusters"])),
        item_id=row["item_id"],
        column_id=row["column_id"],
        self_made=bool(row["self_made"]),
        repeat_gap_days=row["repeat_gap_days"],
        recurrence=recurrence.of_text(row["recurrence"]),
        neighbourhoods=_id_set(row["neighbourhoods"]),
    )


def change_of_row(row: Row) -> AiringChange:
    to = dt.datetime.fromisoformat(row["moved_to"]) if row["moved_to"] else None
    return AiringChange(row["id"], row["slot_id"], dt.date.fromisoformat(row["day"]), row["play"], to, row["why"])


def edition_of_row(row: Row) -> Edition:
    return Edition(
        id=row["id"],
        slot_id=row["slot_id"],
        day=dt.date.fromisoformat(row["day"]),
        title=row["title"],
        parts=tuple(json.loads(row["parts"])),
        column_id=row["column_id"],
        self_made=bool(row["self_made"]),
        repeat_of=row["repeat_of"],
    )


def entry_of_row(row: Row) -> LogEntry:
    return LogEntry(
        id=row["id"],
        station_id=row["station_id"],
        airing_id=row["airing_id"],
        day=dt.date.fromisoformat(row["day"]),
        start=dt.time.fromisoformat(row["start"]),
        planned_seconds=row["planned_seconds"],
        aired_seconds=row["aired_seconds"],
        state=Outcome(row["state"]),
        reason=Reason(row["reason"]),
        clusters_ok=row["clusters_ok"],
        clusters_total=row["clusters_total"],
        clusters=_id_set(row["clusters"]),
        title=row["title"],
        kind=Kind(row["kind"]),
        priority=Priority(row["priority"]),
        source=row["source"],
        self_made=bool(row["self_made"]),
        edition_id=row["edition_id"],
        repeat_of=row["repeat_of"],
        items=_id_list(row["items"]),
        approval_id=row["approval_id"],
        corrects=row["corrects"],
    )


def witness_of_row(row: Row) -> Witness:
    return Witness(
        id=row["id"],
        entry_id=row["entry_id"],
        kind=WitnessKind(row["kind"]),
        source_name=row["source_name"],
        source_sha256=row["source_sha256"],
        source_row=row["source_row"],
        start=dt.time.fromisoformat(row["start"]),
        aired_seconds=row["aired_seconds"],
        clusters_ok=row["clusters_ok"],
        clusters_total=row["clusters_total"],
        agrees=bool(row["agrees"]),
        note=row["note"],
        parts=_parts(row["parts"]),
    )


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[WitnessPart, ...]:
    return tuple(WitnessPart(**told) for told in json.loads(text))
