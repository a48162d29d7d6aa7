"""Two states of one record told so that an officer can choose: each field by its name, each value in words."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ttcs_desktop.agenda.differing.names.wording import TOGETHER, clusters_named, field_name, record_kind
from ttcs_desktop.agenda.differing.repository import NamedRows
from ttcs_desktop.agenda.differing.wording import (
    CODES,
    EMPTY,
    GONE,
    OTHER_CONTENT,
    YES_NO,
    period_words,
    seconds_words,
    weekdays_words,
)
from ttcs_desktop.basics.clock import local, unstamp
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.joining.model import Conflict, Field
from ttcs_desktop.statistics.catalogue import Catalogue
from ttcs_desktop.storage.database import Database, Row

# What a column names, by the table of what it names; a column of one table alone stands below.
_NAMES = {
    "agency_id": "agency",
    "approval_id": "approval",
    "boards": "notice_board",
    "cluster_id": "cluster",
    "clusters": "cluster",
    "collection_id": "collection",
    "column_id": "programme_column",
    "copied_from": "topic",
    "corrects": "log_entry",
    "current_version_id": "item_version",
    "directive_id": "directive",
    "edition_id": "edition",
    "entry_id": "log_entry",
    "handler": "person",
    "item_id": "item",
    "items": "item",
    "media_id": "media",
    "neighbourhoods": "neighbourhood",
    "plan_id": "plan",
    "published_id": "published_week",
    "replaced_by": "directive",
    "respondent_id": "collection_agency",
    "slot_id": "slot",
    "snapshot_id": "snapshot",
    "station_id": "station",
    "task_id": "task",
    "topic_id": "topic",
    "version_id": "item_version",
}
_NAMES_HERE = {
    ("board_member", "board_id"): "editorial_board",
    ("notice_board_state", "board_id"): "notice_board",
    ("edition", "parts"): "item",
    ("edition", "repeat_of"): "edition",
    ("log_entry", "repeat_of"): "edition",
    ("item_version", "restores"): "item_version",
    ("ward_pc", "device"): "ward_pc",
}
# Some hold the id of a person, others a name as it was typed.
_PEOPLE = frozenset({"person", "writer", "approver", "told_by"})
_YES_NO = frozenset({"confirmed", "connected", "self_made", "when_strict", "play", "agrees", "drill", "per_place"})
_LENGTHS = frozenset({"seconds", "planned_seconds", "aired_seconds"})
# Told as a whole: an officer can say nothing of them but that they differ.
WHOLE = frozenset(
    {
        *("sha256", "source_sha256", "bytes", "body", "facts", "figures", "recurrence", "covers", "asked", "files"),
        *("owner_kind", "owner_id", "organ_id", "airing_id", "submission_id", "line_sha256", "how"),
        *("slots", "names", "columns", "thing_id", "record_id", "target_id", "check_id", "evidence"),
    }
)
WHOLE_HERE = frozenset(
    {
        ("witness", "parts"),
        ("approval", "subject"),
        ("task_link", "subject"),
        ("directive_link", "kind"),
        ("time_rule_choice", "code"),
        ("urgent_message", "template"),
        ("target_level", "target"),
        ("target_value", "target"),
    }
)
# What a record is known by; where nothing stands here, by the first of these columns that it has.
_KNOWN_BY = {
    "plan": ("number", "about"),
    "directive": ("type_name", "number", "subject"),
    "holiday": ("name", "day"),
    "occurrence": ("task_id", "period"),
    "log_entry": ("title", "day", "start"),
    "edition": ("slot_id", "day"),
    "airing_change": ("slot_id", "day"),
    "station_state": ("station_id", "from_day"),
    "cluster_state": ("cluster_id", "from_day"),
    "cluster_heard": ("cluster_id", "from_day"),
    "notice_board_state": ("board_id", "from_day"),
    "quiet_place": ("cluster_id", "place"),
    "published_week": ("station_id", "week"),
    "explanation": ("text",),
    "entered_value": ("indicator", "template", "year"),
    "carried_in": ("indicator", "month"),
    "report_text": ("block", "template", "year"),
    "snapshot": ("template", "year"),
    "collection": ("template", "year"),
    "collection_snapshot": ("template", "year"),
    "collection_step": ("respondent_id", "day"),
    "collection_report": ("respondent_id", "received_on"),
    "urgent_message": ("headline",),
    "item_version": ("item_id", "number"),
}
_MAY_KNOW_BY = (
    *("title", "name", "text", "alias", "number", "reference", "what", "item_id", "task_id", "entry_id"),
    *("directive_id", "cluster_id", "published_id", "station_id", "respondent_id", "made_on", "from_day"),
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MONTH = re.compile(r"\d{4}-\d\d")
_TIME = re.compile(r"\d\d:\d\d(:\d\d)?")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:\d\d)?")
_TITLE, _WORDS, _NEAR = 90, 400, 3


@dataclass(frozen=True, slots=True)
class Told:
    """One thing in which two states differ.

    Attributes:
        columns: what is taken with it: columns that say one thing are taken together.
        name: "Đơn vị chủ trì".
        ours, theirs: in words.
    """

    columns: tuple[str, ...]
    name: str
    ours: str
    theirs: str


class Differing:
    """Names and values of a record's states in words."""

    def __init__(self, database: Database, catalogue: Callable[[], Catalogue]) -> None:
        self._rows = NamedRows(database)
        self._catalogue = catalogue

    def title(self, table: str, record_id: str) -> str:
        """What kind of record it is, and its name: "Tin, bài: Lịch tiêm chủng"."""
        name = self.name(table, record_id)
        return f"{record_kind(table)}: {name}" if name else record_kind(table)

    def row(self, table: str, record_id: str) -> Row:
        """The record as it stands; empty when it is gone for good."""
        return self._rows.row(table, record_id) or {}

    def name(self, table: str, record_id: str, near: int = _NEAR) -> str:
        """The name of a record; empty for one that has none."""
        row = self._rows.row(table, record_id)
        if row is None:
            return GONE
        if table == "cluster":
            return clusters_named(str(row["number"]), str(row["name"]))
        known = _KNOWN_BY.get(table) or [one for one in _MAY_KNOW_BY if row.get(one)][:1]
        words = [self.value(table, one, row[one], near - 1) for one in known if row.get(one) and near]
        return _short(", ".join(one for one in words if one != OTHER_CONTENT), _TITLE)

    def fields(self, conflict: Conflict) -> tuple[Told, ...]:
        """What differs, in the order of the table; what says one thing is one of them."""
        left = {one.name: one for one in conflict.fields}
        found: list[Told] = []
        for field in conflict.fields:
            if field.name not in left:
                continue
            group = next((one for one in TOGETHER.get(conflict.table, ()) if field.name in one), (field.name,))
            parts = [left.pop(one) for one in group if one in left]
            found.append(self._told(conflict.table, parts))
        return tuple(found)

    def value(self, table: str, column: str, value: object, near: int = _NEAR) -> str:
        """What a column holds, in words."""
        if value is None or value in ("", "[]", b""):
            codes = CODES.get((table, column), {})
            return codes.get(value, EMPTY) if value == "" else EMPTY
        if column in WHOLE or (table, column) in WHOLE_HERE or isinstance(value, bytes):
            return OTHER_CONTENT
        if column in _YES_NO:
            return YES_NO[bool(value)]
        if column in _LENGTHS and isinstance(value, int):
            return seconds_words(value)
        if (table, column) in CODES:
            return _coded(CODES[table, column], str(value))
        named = _NAMES_HERE.get((table, column)) or _NAMES.get(column)
        if column in _PEOPLE and _ID.fullmatch(str(value)):
            named = "person"
        if named:
            return self._named(named, str(value), near)
        if (special := self._special(table, column, value)) is not None:
            return special
        return _plain(value)

    def _told(self, table: str, parts: Sequence[Field]) -> Told:
        names = list(dict.fromkeys(field_name(table, one.name) for one in parts))

        def words(of: Callable[[Field], object]) -> str:
            said = {one.name: self.value(table, one.name, of(one)) for one in parts}
            told = list(dict.fromkeys(one for one in said.values() if one != OTHER_CONTENT))
            return " · ".join(told) or OTHER_CONTENT

        name = names[0] if _are_one(table, parts) else ", ".join(one for one in names if one)
        return Told(tuple(one.name for one in parts), name, words(lambda one: one.ours), words(lambda one: one.theirs))

    def _named(self, table: str, value: str, near: int) -> str:
        if near <= 0:
            return OTHER_CONTENT
        if table == "item_version":
            row: Row = self._rows.row(table, value) or {}
            return _short(str(row["text"]), _WORDS) if row.get("text") else OTHER_CONTENT
        ids = _listed(value)
        if ids is None:
            return self.name(table, value, near)
        if not all(isinstance(one, str) for one in ids):
            return OTHER_CONTENT
        return _short(", ".join(self.name(table, one, near) for one in ids), _WORDS)

    def _special(self, table: str, column: str, value: object) -> str | None:
        """Periods, days of the week, codes of the catalogue; None for a column like any other."""
        if column == "weekdays":
            return weekdays_words(str(value))
        if (table, column) == ("occurrence", "period"):
            return period_words(str(value))
        catalogue = self._catalogue() if column in ("template", "indicator") else None
        if catalogue is not None and column == "template":
            known = catalogue.templates.get(str(value))
            return known.name if known else OTHER_CONTENT
        if catalogue is not None:
            indicator = catalogue.indicators.get(str(value))
            return f"{value} {indicator.name}" if indicator else str(value)
        return None


def _are_one(table: str, parts: Sequence[Field]) -> bool:
    return any({one.name for one in parts} <= set(group) for group in TOGETHER.get(table, ())) and table != "item"


def _coded(codes: Mapping[Any, str], value: str) -> str:
    """A code or a list of codes; one that nobody knows is not shown."""
    listed = _listed(value)
    told = [codes.get(one, "") for one in (listed if listed is not None else [value]) if isinstance(one, str)]
    return ", ".join(one for one in told if one) or OTHER_CONTENT


def _listed(value: str) -> list[Any] | None:
    if not value.startswith("["):
        return None
    try:
        found = json.loads(value)
    except ValueError:
        return None
    return found if isinstance(found, list) else None


def _plain(value: object) -> str:
    if not isinstance(value, str):
        return str(value)
    listed = _listed(value)
    if listed is not None and all(isinstance(one, str) for one in listed):
        return _short(", ".join(listed), _WORDS)
    if value[:1] in "[{" and value[-1:] in "]}" and _is_json(value):
        return OTHER_CONTENT
    if _ID.fullmatch(value):
        return OTHER_CONTENT
    if _DAY.fullmatch(value):
        return f"{dt.date.fromisoformat(value):%d/%m/%Y}"
    if _MONTH.fullmatch(value):
        return f"{value[5:]}/{value[:4]}"
    if _TIME.fullmatch(value):
        return value[:5]
    if _MOMENT.fullmatch(value):
        at = dt.datetime.fromisoformat(value)
        return f"{local(unstamp(value)) if at.tzinfo else at:%H:%M %d/%m/%Y}"
    return _short(value, _WORDS)


def _is_json(value: str) -> bool:
    try:
        json.loads(value)
    except ValueError:
        return False
    return True


def _short(words: str, most: int) -> str:
    words = words.strip()
    return words if len(words) <= most else f"{words[:most].rstrip()}…"


def columns_taken(chosen: Iterable[Told]) -> list[str]:
    """The columns of everything that is taken from the kept state."""
    return [name for one in chosen for name in one.columns]
