"""The raw records of a ward, for a recount by another program: what was written down, with nothing added up.

Values are plain JSON: columns under their own names, dates and times in ISO form, durations in whole seconds, booleans
as true and false, lists as lists, weekdays as ISO numbers. A snapshot's body stays the text that its sha-256 covers.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ttcs_desktop.basics.clock import today
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import Airing
from ttcs_desktop.storage.database import Row
from ttcs_desktop.workspace import Workspace

if TYPE_CHECKING:
    from ttcs_desktop.statistics.following import Followed

_FIRST, _LAST = dt.date.min, dt.date.max
_A_YEAR = dt.timedelta(days=366)
_BOOLEANS = frozenset(
    {"confirmed", "self_made", "agrees", "when_strict", "connected", "per_place", "drill"} | {"withdrawn"}
)
_LISTS = frozenset(
    {"roles", "lead", "coordinating", "clusters", "parts", "items", "covers", "evidence", "asked", "scope"}
    | {"neighbourhoods", "names", "columns", "slots", "boards"}
)
_OBJECTS = frozenset({"figures", "facts"})
AIRINGS = "airings"
COVERAGE = "coverage"
TARGETS = "targets"
RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class _Subject:
    """Where a subject's records stand.

    Attributes:
        since, until: SQL of the first and last day a record speaks of; None when a stretch of days does not narrow it.
        order: what puts the records into the order they were written.
        fact: a row that is never changed and so cannot lie in the recycle bin.
    """

    table: str
    since: str | None = None
    until: str | None = None
    order: str = "created_at, id"
    fact: bool = False


_ENTRY_DAY = "(SELECT day FROM log_entry WHERE log_entry.id = witness.entry_id)"
_PAPER_DAY = "coalesce(arrived_on, issued_on, '0001-01-01')"
_SUBJECTS: Mapping[str, _Subject] = {
    "units": _Subject("unit", order="valid_from, id"),
    "people": _Subject("person"),
    "attachments": _Subject("attachment", order="owner_kind, owner_id, created_at, id"),
    "directives": _Subject("directive", since=_PAPER_DAY, until=_PAPER_DAY, order="arrived_on, arrival_number, id"),
    "directive_links": _Subject("directive_link"),
    "plans": _Subject("plan"),
    "tasks": _Subject("task", order="plan_id, position"),
    "task_results": _Subject("occurrence", order="task_id, period"),
    "task_steps": _Subject("task_step", order="task_id, position, id"),
    "task_notes": _Subject("task_note", since="substr(at, 1, 10)", until="substr(at, 1, 10)", order="at, id"),
    "task_links": _Subject("task_link", order="task_id, created_at, id"),
    "items": _Subject("item"),
    "versions": _Subject("item_version", order="item_id, number", fact=True),
    "steps": _Subject("item_step"),
    "sheets": _Subject("submission_sheet", since="made_on", until="made_on"),
    "authorisations": _Subject("authorisation", since="from_day", until="to_day", order="from_day, id"),
    "boards": _Subject(
        "editorial_board", since="from_day", until="coalesce(to_day, '9999')", order="from_day, created_at, id"
    ),
    "board_members": _Subject(
        "board_member", since="from_day", until="coalesce(to_day, '9999')", order="from_day, created_at, id"
    ),
    "neighbourhoods": _Subject(
        "neighbourhood", since="from_day", until="coalesce(to_day, '9999')", order="from_day, created_at, id"
    ),
    "columns": _Subject("programme_column", since="from_day", until="coalesce(to_day, '9999')"),
    "contributions": _Subject("contribution", since="sent_on", until="sent_on", order="sent_on, id"),
    "topics": _Subject("topic", order="year, position, id"),
    "item_topics": _Subject("item_topic"),
    "approvals": _Subject("approval", since="decided_on", until="decided_on", fact=True),
    "stations": _Subject("station"),
    "station_states": _Subject("station_state", order="from_day, id"),
    "clusters": _Subject("cluster"),
    "cluster_states": _Subject("cluster_state", order="from_day, id"),
    "cluster_heard": _Subject("cluster_heard", order="from_day, id"),
    "quiet_places": _Subject("quiet_place", order="cluster_id, created_at, id"),
    "notice_boards": _Subject("notice_board"),
    "notice_board_states": _Subject("notice_board_state", order="from_day, id"),
    "board_texts": _Subject("board_text", since="date_from", until="date_to", order="date_from, created_at, id"),
    "faults": _Subject("fault", since="noted_on", until="coalesce(repaired_on, '9999')", order="noted_on, id"),
    "urgent": _Subject(
        "urgent_message", since="substr(starts, 1, 10)", until="substr(expires, 1, 10)", order="sent_at, id"
    ),
    "time_rules": _Subject("time_rule_choice", order="from_day"),
    "repeat_limits": _Subject("repeat_limit", order="from_day"),
    "week_templates": _Subject("week_template", order="name, id"),
    "published_weeks": _Subject("published_week", order="station_id, week, version", fact=True),
    "published_recalls": _Subject("published_recall", fact=True),
    "published_notices": _Subject("published_notice"),
    "slots": _Subject("slot", since="date_from", until="date_to", order="date_from, start, id"),
    "editions": _Subject("edition", since="day", until="day", order="day, id"),
    "airing_changes": _Subject("airing_change", since="day", until="day", order="day, slot_id, play"),
    "log": _Subject("log_entry", since="day", until="day", order="day, start, created_at, id", fact=True),
    "witnesses": _Subject("witness", since=_ENTRY_DAY, until=_ENTRY_DAY, fact=True),
    "log_formats": _Subject("log_format"),
    "carried": _Subject("carried_in", order="indicator, month"),
    "report_texts": _Subject("report_text", order="template, year, block"),
    "entered": _Subject("entered_value", order="template, year, indicator"),
    "collections": _Subject("collection", order="year, template"),
    "collection_agencies": _Subject("collection_agency", order="collection_id, position, id"),
    "collection_steps": _Subject("collection_step", since="day", until="day", order="day, id"),
    "collection_reports": _Subject(
        "collection_report", since="received_on", until="received_on", order="received_on, created_at, id"
    ),
    "collection_snapshots": _Subject("collection_snapshot", order="template, year, version", fact=True),
    "target_levels": _Subject("target_level", order="year, target"),
    "target_values": _Subject("target_value", order="year, target"),
    "snapshots": _Subject("snapshot", order="template, year, version", fact=True),
}
# Computed, not kept: each with what is asked of whom.
_COMPUTED: Mapping[str, Callable[[Workspace, Window], list[dict[str, Any]]]] = {
    "task_days": lambda workspace, window: workspace.days_of.tasks(window),
    "report_days": lambda workspace, window: workspace.days_of.reports(window),
    "rule_sets": lambda workspace, _: workspace.days_of.rule_sets(),
    "sending": lambda workspace, _: workspace.days_of.sending(),
}
SUBJECTS = (*_SUBJECTS, AIRINGS, COVERAGE, TARGETS, RECEIVED, *_COMPUTED)


def records(
    workspace: Workspace, subject: str, first: dt.date | None = None, last: dt.date | None = None
) -> list[dict[str, Any]]:
    """The records of a subject that speak of a stretch of days, both ends included; all of them without one.

    The log comes with every entry, corrected ones too: the one that `corrects` another takes its place. Airings are
    planned, not kept, so they need both days. Targets and the coverage of topics are judged, not kept: those of the
    year of `last`, or of today. Periods of tasks and reports are listed by the day they are due, within a year of today
    where no day is named.

    Raises:
        InvalidInput: `subject_unknown`; `airings_need_days`; `window_reversed`.
    """
    if first is not None and last is not None and last < first:
        raise InvalidInput("to", "window_reversed", start=first, cut_off=last)
    if subject == AIRINGS:
        if first is None or last is None:
            raise InvalidInput("from" if first is None else "to", "airings_need_days")
        return [_airing(airing) for airing in workspace.broadcast.timetable.days(first, last)]
    if subject == TARGETS:
        return [_target(one) for one in workspace.targets.year((last or today(workspace.clock)).year)]
    if subject == COVERAGE:
        return _coverage(workspace, (last or today(workspace.clock)).year)
    if subject in _COMPUTED:
        day = today(workspace.clock)
        return _COMPUTED[subject](workspace, Window(first or day - _A_YEAR, last or max(first or day, day) + _A_YEAR))
    if subject == RECEIVED:
        return _received(workspace, first or _FIRST, last or _LAST)
    known = _SUBJECTS.get(subject)
    if known is None:
        raise InvalidInput("subject", "subject_unknown", known=", ".join(SUBJECTS))
    return [_record(row) for row in _rows(workspace, known, first or _FIRST, last or _LAST)]


def _rows(workspace: Workspace, subject: _Subject, first: dt.date, last: dt.date) -> list[Row]:
    kept = ["1"] if subject.fact else ["deleted_at IS NULL"]
    if subject.since and subject.until:
        kept.append(f"{subject.since} <= :last AND {subject.until} >= :first")
    sql = f"SELECT * FROM {subject.table} WHERE {' AND '.join(kept)} ORDER BY {subject.order}"
    return workspace.database.rows(sql, {"first": first.isoformat(), "last": last.isoformat()})


def _record(row: Row) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in row.items() if name != "deleted_at"}


def _value(name: str, value: object) -> object:
    if value is None:
        return None
    if name in _BOOLEANS:
        return bool(value)
    if name in _LISTS or name in _OBJECTS:
        return json.loads(str(value))
    if name == "weekdays":
        return [int(day) for day in str(value)]
    return value.decode() if isinstance(value, bytes) else value


def _airing(airing: Airing) -> dict[str, Any]:
    slot = airing.slot
    return {
        "id": airing.id,
        "station_id": slot.station_id,
        "slot_id": slot.id,
        "edition_id": airing.edition.id if airing.edition else None,
        "day": airing.day.isoformat(),
        "start": airing.start.isoformat(),
        "end": airing.end.isoformat(),
        "seconds": airing.seconds,
        "title": airing.title,
        "kind": slot.kind.value,
        "priority": slot.priority.value,
        "source": slot.source,
        "clusters": sorted(airing.clusters),
        "versions": list(airing.versions),
        "approval_id": airing.approval.id if airing.approval else None,
    }


def _coverage(workspace: Workspace, year: int) -> list[dict[str, Any]]:
    """How often each topic of a year was told by each channel, and what it lacks."""
    from ttcs_desktop.broadcast.coverage.model import Channel  # noqa: PLC0415  only this list needs it

    found = []
    for channel in Channel:
        coverage = workspace.coverage.of_year(year, channel)
        for topic in coverage.topics:
            total, gap = coverage.total(topic), coverage.gap(topic)
            found.append(
                {
                    "id": f"{topic.id}/{channel.value}",
                    "topic_id": topic.id,
                    "code": topic.code,
                    "text": topic.text,
                    "year": year,
                    "channel": channel.value,
                    "items": coverage.items.get(topic.id, 0),
                    "aired": total.aired,
                    "planned": total.planned,
                    "unconfirmed": total.unconfirmed,
                    "lack": gap.lack.value,
                    "missing": gap.missing,
                }
            )
    return found


def _received(workspace: Workspace, first: dt.date, last: dt.date) -> list[dict[str, Any]]:
    """What the city told, line by line as it was signed; these rows are no records of the ward's own."""
    rows = workspace.database.rows(
        "SELECT * FROM received_line WHERE date(received_at, '+7 hours') BETWEEN ? AND ? ORDER BY number",
        (first.isoformat(), last.isoformat()),
    )
    return [{"id": row["sha256"], **_record(row)} for row in rows]


def _target(one: Followed) -> dict[str, Any]:
    target, value = one.target, one.value
    return {
        "id": f"{target.code}/{one.year}",
        "code": target.code,
        "name": target.indicator.name,
        "unit": target.indicator.unit,
        "year": one.year,
        "applies": one.applies,
        "compare": target.compare.value,
        "wanted": _plain(one.wanted),
        "level_source": one.level.source if one.level else None,
        "basis": target.basis,
        "inferred": sorted(target.inferred),
        "start": one.window.start.isoformat() if one.window else None,
        "end": one.window.cut_off.isoformat() if one.window else None,
        "value": _plain(value.counted),
        "derived": _plain(value.derived),
        "by_hand": value.entered is not None,
        "reason": value.entered.reason if value.entered else None,
        "person": one.said.person if one.said and value.entered else None,
        "expected": _plain(one.expected),
        "light": one.light.value if one.light else None,
        "evidence": len(value.records),
    }


def _plain(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)
